"""``showgrid replan``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import FESTIVAL, PLACES, answer, festival_in, run, timetable_in

CLOSED = FESTIVAL.replace("{id: little,", "{id: little, open: [{from: 2024-10-25T12:00, to: 2024-10-25T14:00}],")
"""The little hall opens at noon only; the talk was announced there at 11:00."""


def _replan(folder: Path, festival: str, *more: str, code: int = 0) -> tuple[str, dict[str, object]]:
    output = folder / "mended.json"
    result = run("replan", festival_in(folder, festival), timetable_in(folder), "-o", output, *more)
    assert result.exit_code == code, result.output
    return result.stdout, json.loads(output.read_text("utf-8"))


def test_it_tells_who_has_to_be_told(tmp_path: Path) -> None:
    told, written = _replan(tmp_path, CLOSED, "--no-menu")

    assert told.splitlines() == [
        "Notices: 2. Showings that move or drop out: 1, at another time: 1; people to tell: 1.",
        "No valid timetable does with fewer.",
        "",
        "What changes",
        "  Who Dreams? moved from Little hall 11:00 to Big hall 11:50.",
        "",
        "Who is told",
        "  Dae-sik Kim: Who Dreams? moved from Little hall 11:00 to Big hall 11:50.",
    ]
    assert (written["status"], len(written["placements"])) == ("FEASIBLE", 4)  # type: ignore[arg-type]  # it is a list


def test_a_menu_on_which_nothing_is_better_is_one_line(tmp_path: Path) -> None:
    told, _ = _replan(tmp_path, CLOSED, "--budget", "1")

    assert told.splitlines()[-3:] == ["More notices would buy nothing.", "", "Written: fewest."]


def test_the_first_answer_is_told_and_written_before_the_menu_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scheduler.replan.mending.menu", interrupted)
    told, written = _replan(tmp_path, CLOSED, code=130)

    assert told.splitlines()[0].startswith("Notices: 2.")
    assert told.splitlines()[-1].startswith("  Dae-sik Kim: Who Dreams? moved")
    assert len(written["placements"]) == 4  # type: ignore[arg-type]  # it is a list


def test_a_publication_says_what_was_announced_and_to_whom(tmp_path: Path) -> None:
    publication = tmp_path / "publication.json"
    published = FESTIVAL + "published: [{session: talk, room: big, start: 2024-10-25T13:00}]\n"
    at = ("--at", "2024-10-20T09:00+09:00")
    assert run("publish", festival_in(tmp_path), timetable_in(tmp_path), *at, "-o", publication).exit_code == 0
    without_kim = CLOSED.replace("duration: 45, people: [kim]", "duration: 45") + published.removeprefix(FESTIVAL)

    result = run(
        "replan", festival_in(tmp_path, without_kim), publication, "--no-menu", "--json", "-o", tmp_path / "t.json"
    )

    (fewest,) = json.loads(result.stdout)["variants"]
    assert (result.exit_code, fewest["notices"]) == (0, 2)
    assert run("verify", tmp_path / "festival.yaml", tmp_path / "t.json").exit_code == 0


def test_a_festival_that_holds_what_was_announced_needs_no_timetable(tmp_path: Path) -> None:
    """``publish --festival-out`` writes it; here the hall closes, and the opening is cancelled, in that very file."""
    announced, mended = tmp_path / "announced.json", tmp_path / "mended.json"
    out = ("-o", tmp_path / "publication.json", "--festival-out", announced)
    assert run("publish", festival_in(tmp_path), timetable_in(tmp_path), *out).exit_code == 0
    document = json.loads(announced.read_text("utf-8"))
    told = {one["session"]: one.get("told", []) for one in document["published"]}
    (little,) = [one for one in document["rooms"] if one["id"] == "little"]
    little["open"] = [{"from": "2024-10-25T12:00", "to": "2024-10-25T14:00"}]
    (opening,) = [one for one in document["sessions"] if one["id"] == "opening"]
    opening["status"] = "cancelled"
    announced.write_text(json.dumps(document), "utf-8")

    result = run("replan", announced, "--no-menu", "-o", mended)

    assert (result.exit_code, told["talk"]) == (0, ["kim"]), result.output
    assert "Dae-sik Kim: Who Dreams? moved from Little hall 11:00 to Big hall" in result.stdout
    assert "No longer in the festival, so whoever takes part has to be told: Opening" in result.stdout
    assert run("verify", announced, mended).exit_code == 0


def test_without_timetable_and_without_what_was_announced_nothing_is_written(tmp_path: Path) -> None:
    result = run("replan", festival_in(tmp_path), "-o", tmp_path / "mended.json")

    text = "published: nothing is listed here; name the timetable, or have the list written by publish --festival-out"
    assert (result.exit_code, result.stderr.splitlines()) == (2, [f"{tmp_path / 'festival.yaml'}: {text}"])
    assert not (tmp_path / "mended.json").exists()


def test_what_is_written_is_valid(tmp_path: Path) -> None:
    _replan(tmp_path, CLOSED, "--budget", "3", "--take", "free")

    assert run("verify", tmp_path / "festival.yaml", tmp_path / "mended.json").exit_code == 0


def test_the_menu_is_never_worse_than_the_fewest(tmp_path: Path) -> None:
    told, _ = _replan(tmp_path, CLOSED, "--budget", "3", "--json")
    data = json.loads(told)

    assert [one["name"] for one in data["variants"]] == ["fewest", "+1", "+3", "free"]
    penalties = [one["penalty"] for one in data["variants"]]
    assert penalties == sorted(penalties, reverse=True)
    assert [one["notices"] <= 2 + more for one, more in zip(data["variants"], (0, 1, 3, 99), strict=True)] == [True] * 4


def test_it_speaks_korean(tmp_path: Path) -> None:
    told, _ = _replan(tmp_path, CLOSED, "--no-menu", "--lang", "ko")

    assert told.splitlines() == [
        "알림 2건: 옮기거나 빠지는 상영 1건(그중 시간이 바뀌는 상영 1건), 알릴 사람 1명.",
        "이보다 적게 알리는 유효한 시간표는 없습니다.",
        "",
        "바뀌는 것",
        "  누가 꿈꾸는가: 작은 홀 11:00에서 큰 홀 11:50으로 변경",
        "",
        "알릴 사람",
        "  김대식: 누가 꿈꾸는가: 작은 홀 11:00에서 큰 홀 11:50으로 변경",
    ]


def test_nothing_changed_nobody_told(tmp_path: Path) -> None:
    told, _ = _replan(tmp_path, FESTIVAL, "--no-menu")

    assert told == "Everything can stay as announced; nobody has to be told anything.\n"


def test_what_is_cancelled_is_told_and_nothing_else_has_to_be(tmp_path: Path) -> None:
    without = FESTIVAL.replace("{id: talk, ", "{id: talk, status: cancelled, ")
    assert without != FESTIVAL

    told, _ = _replan(tmp_path, without, "--no-menu")

    assert told.splitlines() == [
        "Everything that is still in the festival can stay as announced.",
        "No longer in the festival, so whoever takes part has to be told: Who Dreams?",
    ]


def test_where_a_new_session_goes_is_told_though_nobody_else_has_to_be(tmp_path: Path) -> None:
    added = FESTIVAL.replace("sessions:\n", "sessions:\n  - {id: late, title: Late Show, duration: 30}\n")
    assert added != FESTIVAL

    told, _ = _replan(tmp_path, added, "--no-menu")

    assert told.splitlines()[:3] == [
        "Everything can stay as announced; nobody has to be told anything.",
        "",
        "What changes",
    ]
    assert [line[:21] for line in told.splitlines()[3:]] == ["  Late Show is now at "[:21]]


def test_what_cannot_be_is_left_out_and_told(tmp_path: Path) -> None:
    never = FESTIVAL.replace(
        "duration: 45,", "duration: 45, windows: [{from: 2024-10-25T08:00, to: 2024-10-25T09:00}],"
    )

    told, written = _replan(tmp_path, never, "--no-menu", code=3)

    assert told.splitlines()[:3] == [
        "There is no valid timetable of this festival, whatever moves. The best part of it:",
        "Notices: 2. Showings that move or drop out: 1, at another time: 1; people to tell: 1.",
        (
            "Not placed: Who Dreams?: No room is open for it at any allowed time: look at its rooms, windows, hours and "
            "pins."
        ),
    ]
    assert [one["session"] for one in written["unplaced"]] == ["talk"]  # type: ignore[attr-defined]  # a list


def test_what_is_sold_stays_unless_it_cannot(tmp_path: Path) -> None:
    sold = CLOSED.replace("duration: 45,", "duration: 45, sold: 7,")

    told, _ = _replan(tmp_path, sold, "--no-menu")

    assert "Sold, but it cannot stay, so whoever has a ticket (7) has to be told: Who Dreams?" in told.splitlines()


def test_waivers_in_force_stay(tmp_path: Path) -> None:
    waiver = {
        "rule": "hours",
        "placements": [{"session": "talk", "showing": 1, "room": "little", "start": "2024-10-25T11:00+09:00"}],
        "who": "Kim",
        "why": "the caretaker comes earlier",
    }
    timetable = timetable_in(tmp_path, answer(PLACES, waivers=[waiver]), "waived.json")
    report = json.loads(run("verify", festival_in(tmp_path, CLOSED), timetable, "--json").stdout)
    waiver["rule"] = next(one["rule"] for one in report["violations"] if one.get("must", True))
    timetable = timetable_in(tmp_path, answer(PLACES, waivers=[waiver]), "waived.json")

    result = run("replan", festival_in(tmp_path, CLOSED), timetable, "--no-menu", "-o", tmp_path / "out.json")

    assert result.exit_code == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["waivers"][0]["who"] == "Kim"


@pytest.mark.parametrize(
    ("places", "more", "message"),
    [
        ([], {"festival": "other"}, "festival: this is a timetable of 'other', not of 'small'"),
        ([("sculpture", 1, "big", "10:00")], {}, "placements: none of these showings is one of this festival"),
    ],
)
def test_bad_input_writes_nothing(
    tmp_path: Path, places: list[tuple[str, int, str, str]], more: dict[str, object], message: str
) -> None:
    timetable = timetable_in(tmp_path, answer(places, **more))

    result = run("replan", festival_in(tmp_path), timetable, "-o", tmp_path / "out.json")

    assert result.exit_code == 2
    assert result.stderr == f"{timetable}: {message}\n"
    assert not (tmp_path / "out.json").exists()
