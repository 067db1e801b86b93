"""A late end, and what is tried against it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from scheduler.answer import answer_of, text_of
from scheduler.compile import compile_festival
from scheduler.faults import FestivalError
from scheduler.formats.document import dump, load_text
from scheduler.replan.overrun import Outlook, late_in, outlook
from scheduler.replan.overrun.late import delayed, shortened
from scheduler.verify import verify
from tests.cli.support import run
from tests.constraints.support import placed
from tests.replan.support import DAY, compiled, festival, film

NOON = 12 * 60
PEOPLE = [{"id": "ann"}, {"id": "bob"}]
TALK = {"parts": [{"name": "film", "minutes": 40}, {"name": "q-and-a", "minutes": 20}]}
TALKED = {"id": "one", "title": "One", **TALK, "people": [{"id": "ann", "parts": ["q-and-a"]}]}
RULES = [{"kind": "person_in_one_place"}]


def _document(*sessions: dict[str, Any], **more: Any) -> dict[str, Any]:
    made = festival(people=PEOPLE, sessions=list(sessions), rules=RULES, **more)
    made["festival"]["grid"] = 5
    return made


def _outlook(document: dict[str, Any], places: dict[str, tuple[str, str]], minutes: int, now: str = "12:30") -> Outlook:
    problem = compiled(document)
    timetable = placed(problem, places)
    hour, minute = map(int, now.split(":"))
    late = late_in(problem, timetable, "a", minutes, hour * 60 + minute)
    return outlook(problem, answer_of(problem, timetable), timetable, late)


def _remedies(found: Outlook) -> list[tuple[str, int, int]]:
    return [(one.kind, one.minutes, one.told.count) for one in found.remedies]


def test_what_is_followed_by_nothing_harms_nobody() -> None:
    found = _outlook(_document(TALKED), {"one#1": ("a", "12:00")}, 20)

    assert (found.nothing.breaks, found.remedies) == ([], [])
    assert found.taken is found.nothing


def test_a_shorter_talk_tells_nobody_and_comes_first() -> None:
    places = {"one#1": ("a", "12:00"), "two#1": ("a", "13:00")}

    found = _outlook(_document(TALKED, film("two", "bob")), places, 10)

    assert [one.sentence.text() for one in found.nothing.breaks] == [
        "Hall A: Two starts 10 minutes before One and its turnaround are over."
    ]
    assert _remedies(found) == [("shorten", 10, 0), ("room", 0, 2)]


def test_what_is_over_cannot_be_shortened() -> None:
    places = {"one#1": ("a", "12:00"), "two#1": ("a", "13:00")}

    found = _outlook(_document(TALKED, film("two")), places, 10, now="12:50")

    assert [kind for kind, _, _ in _remedies(found)] == ["room"]


def test_the_next_waits_if_the_day_is_long_enough_and_so_does_whoever_it_meets() -> None:
    document = _document(film("one"), film("two", "ann"), film("three", "ann"), film("four"))
    document["days"] = [{"date": DAY, "open": "10:00", "close": "18:00"}]
    places = {"one#1": ("a", "12:00"), "two#1": ("a", "13:00"), "three#1": ("b", "14:00"), "four#1": ("b", "12:30")}

    found = _outlook(document, places, 15)

    (held,) = (one for one in found.remedies if one.kind == "hold")
    starts = {one.showing.key: one.start - NOON for one in held.report.timetable}
    assert starts == {"one#1": 0, "two#1": 75, "three#1": 135, "four#1": 30}
    assert (held.minutes, held.told.count) == (30, 3)


def test_two_change_rooms_if_none_is_free() -> None:
    document = _document(film("one"), film("two"), {**film("three"), "duration": 45})
    places = {"one#1": ("a", "12:00"), "two#1": ("a", "13:00"), "three#1": ("b", "13:15")}

    found = _outlook(document, places, 10)

    (swap,) = (one for one in found.remedies if one.kind == "swap")
    rooms = {one.showing.key: one.room for one in swap.report.timetable}
    assert rooms == {"one#1": 0, "two#1": 1, "three#1": 0}


def test_what_should_have_begun_has_not_if_its_hall_is_late() -> None:
    problem = compiled(_document(film("one"), film("two")))
    timetable = placed(problem, {"one#1": ("a", "11:00"), "two#1": ("a", "12:00")})

    found = outlook(problem, answer_of(problem, timetable), timetable, late_in(problem, timetable, "one#1", 30, 730))

    assert [(one.kind, one.minutes) for one in found.remedies] == [("hold", 30)]


def test_the_delay_is_a_part_of_that_showing_only() -> None:
    document = _document({**TALKED, "duration": 70, "showings": 2})
    problem = compiled(document)
    timetable = placed(problem, {"one#1": ("a", "12:00"), "one#2": ("b", "12:00")})
    late = late_in(problem, timetable, "a", 15, NOON + 30)

    longer = delayed(problem.festival, late)
    shorter = shortened(longer, late, "q-and-a", 10)

    for festival_, minutes, part in ((longer, [85, 70], (55, 75)), (shorter, [75, 70], (55, 65))):
        made = compile_festival(festival_)
        assert [one.duration for one in made.showings] == minutes
        assert [part[1:] for part in made.showings[0].parts if part[0] == "q-and-a"] == [part]
        assert compile_festival(load_text(dump(festival_))).showings[0].duration == minutes[0]


@pytest.mark.parametrize(
    ("room", "now", "message"),
    [
        ("c", 720, "--late: there is neither a room nor a showing 'c'"),
        ("b", 720, "--late: nothing runs in b at 2024-10-25 12:00, so nothing there can be late; look at the name and at --now"),
        ("a", 700, "--late: nothing runs in a at 2024-10-25 11:40, so nothing there can be late; look at the name and at --now"),
    ],
)  # fmt: skip
def test_where_nothing_runs_nothing_is_late(room: str, now: int, message: str) -> None:
    problem = compiled(_document(film("one")))

    with pytest.raises(FestivalError) as error:
        late_in(problem, placed(problem, {"one#1": ("a", "12:00")}), room, 10, now)

    assert str(error.value.faults[0]).startswith(message)


def _by_lot(seed: int) -> tuple[dict[str, Any], dict[str, tuple[str, str]], int]:
    """Three halls in a row of films that guests run between."""
    random = Random(seed)
    sessions, places = [], {}
    for hall in "abc":
        clock = 600 + 5 * random.randrange(6)
        for number in range(4):
            name, length = f"{hall}{number}", 5 * random.randrange(6, 16)
            guests = random.sample(["ann", "bob"], random.randrange(3)) if random.random() < 0.4 else []
            parts = [{"name": "film", "minutes": length}, {"name": "q-and-a", "minutes": 15}]
            sessions.append({"id": name, "parts": parts, "people": [{"id": g, "parts": ["q-and-a"]} for g in guests]})
            places[f"{name}#1"] = (hall, f"{clock // 60:02}:{clock % 60:02}")
            clock += length + 15 + 5 * random.randrange(4)
    document = _document(*sessions)
    document["rooms"] = [{"id": hall} for hall in "abcd"[: random.choice((3, 4))]]
    document["days"] = [{"date": DAY, "open": "10:00", "close": "22:00"}]
    return document, places, 5 * random.randrange(1, 8)


def test_every_promise_is_what_the_verifier_says() -> None:
    kinds = []
    for seed in range(60):
        document, places, minutes = _by_lot(seed)
        found = _outlook(document, places, minutes, now="10:45")
        for one in found.remedies:
            problem = compile_festival(load_text(dump(one.announcement.problem.festival)))
            where = {p.showing.key: (problem.rooms[p.room].id, f"{p.start // 60:02}:{p.start % 60:02}") for p in one.report.timetable}  # fmt: skip
            again = verify(problem, placed(problem, where))
            assert [v.sentence.text() for v in again.broken] == [v.sentence.text() for v in one.report.broken]
            begun = [p for p in found.nothing.report.timetable if p.start < 645 and not found.late.delays(p)]
            assert {p.showing.key: p.start for p in begun}.items() <= {p.showing.key: p.start for p in one.report.timetable}.items()  # fmt: skip
            kinds.append(one.kind)

    assert {kind: kinds.count(kind) > 4 for kind in ("shorten", "hold", "room")} == dict.fromkeys(("shorten", "hold", "room"), True)  # fmt: skip
    assert len(kinds) > 60


def test_both_files_are_written_and_belong_together(tmp_path: Path) -> None:
    document = _document(TALKED, film("two", "bob"))
    problem = compiled(document)
    (tmp_path / "festival.yaml").write_bytes(dump(problem.festival))
    answer = answer_of(problem, placed(problem, {"one#1": ("a", "12:00"), "two#1": ("a", "13:00")}))
    (tmp_path / "timetable.json").write_text(text_of(answer), encoding="utf-8")

    result = run(
        "replan", tmp_path / "festival.yaml", tmp_path / "timetable.json", "--now", f"{DAY}T12:30", "--late", "a", "10",
        "-o", tmp_path / "new.json", "--changed", tmp_path / "new.yaml", "--lang", "ko",
    )  # fmt: skip

    assert result.stdout.splitlines()[0] == "Hall A의 One: 10분 늦게 13:10에 끝남"
    checked = run("verify", tmp_path / "new.yaml", tmp_path / "new.json")
    assert (checked.exit_code, checked.stderr) == (0, "")
