"""``showgrid verify`` says what is broken, and how it ended by its exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.support import FESTIVAL, PLACES, answer, festival_in, run, timetable_in

CLASH = [("opening", 1, "big", "10:00"), *PLACES[1:3], ("talk", 1, "little", "10:15")]
"""Kim is at the opening until 10:30 and at the talk from 10:15."""
WAIVER = {
    "rule": "person_in_one_place",
    "placements": [
        {"session": "opening", "showing": 1, "room": "big", "start": "2024-10-25T10:00+09:00"},
        {"session": "talk", "showing": 1, "room": "little", "start": "2024-10-25T10:15+09:00"},
    ],
    "who": "Lee",
    "why": "he leaves early",
}


def verified(folder: Path, data: Any, *options: str, festival: str = FESTIVAL) -> Any:
    return run("verify", festival_in(folder, festival), timetable_in(folder, data), *options)


def test_a_timetable_that_breaks_nothing_ends_with_0(tmp_path: Path) -> None:
    result = verified(tmp_path, answer(PLACES))

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Valid: nothing that must hold is broken.",
        "Penalty 0; 4 of 4 showings placed.",
        "",
        "rule                 weight  found  amount  points  says",
        "person_in_one_place    must      0       0          Nobody is in two places at once; there is time for the walk.",
        "not_parallel              5      0       0       0  No two of the selected sessions run at the same time; each pair counts once.",
    ]


def test_a_broken_must_ends_with_1_and_says_who_where_when_and_by_how_much(tmp_path: Path) -> None:
    result = verified(tmp_path, answer(CLASH))

    assert result.exit_code == 1
    assert result.stdout.splitlines()[:8] == [
        "Not valid: 1 violation of what must hold.",
        "Penalty 5; 4 of 4 showings placed.",
        "",
        "Broken musts",
        "  person_in_one_place: Dae-sik Kim is needed in Opening (Big hall, 10:00) and in Who Dreams? (Little hall, 10:15) at once: 15 minutes short.",
        "",
        "Points lost",
        "       5  Opening in Big hall and Who Dreams? in Little hall run at the same time, for 15 min from 10:15.",
    ]


def test_it_speaks_korean(tmp_path: Path) -> None:
    result = verified(tmp_path, answer(CLASH[1:]), "--lang", "ko")

    assert result.stdout.splitlines()[:5] == [
        "유효하지 않음: 필수 조건 위반 1건.",
        "감점 0, 상영 4건 중 3건 배정.",
        "",
        "어긴 필수 조건",
        "  placed: 개막식: 배정되지 않았습니다.",
    ]


def test_an_empty_timetable_is_not_valid(tmp_path: Path) -> None:
    result = verified(tmp_path, answer([]))

    assert (result.exit_code, result.stdout.splitlines()[0]) == (1, "Not valid: 4 violations of what must hold.")


def test_the_report_as_json_says_the_same(tmp_path: Path) -> None:
    result = verified(tmp_path, answer(CLASH), "--json")

    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {key: report[key] for key in ("festival", "valid", "penalty", "placed", "showings", "complaints")} == {
        "festival": "small",
        "valid": False,
        "penalty": 5,
        "placed": 4,
        "showings": 4,
        "complaints": [],
    }
    assert [
        (one["rule"], one["must"], one["amount"], one["points"], one["waived"]) for one in report["violations"]
    ] == [
        ("person_in_one_place", True, 15, 0, False),
        ("not_parallel", False, 1, 5, False),
    ]
    assert [(one["session"], one["room"], one["start"]) for one in report["violations"][0]["placements"]] == [
        ("opening", "big", "2024-10-25T10:00+09:00"),
        ("talk", "little", "2024-10-25T10:15+09:00"),
    ]
    assert [(one["rule"], one["violations"], one["points"]) for one in report["rules"]] == [
        ("person_in_one_place", 1, 0),
        ("not_parallel", 1, 5),
    ]


def test_a_waived_violation_is_told_and_does_not_count(tmp_path: Path) -> None:
    result = verified(tmp_path, answer(CLASH, waivers=[WAIVER]))

    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if "Lee" in line] == [
        "  Dae-sik Kim is needed in Opening (Big hall, 10:00) and in Who Dreams? (Little hall, 10:15) at once: 15 minutes short. (Lee: he leaves early)"
    ]


@pytest.mark.parametrize("change", ["the talk moved", "its date is past"])
def test_a_waiver_lapses_when(tmp_path: Path, change: str) -> None:
    moved = [*CLASH[:3], ("talk", 1, "little", "10:20")]
    data = {
        "the talk moved": answer(moved, waivers=[WAIVER]),
        "its date is past": answer(CLASH, waivers=[{**WAIVER, "until": "2020-01-01"}]),
    }[change]

    result = verified(tmp_path, data)
    lines = result.stdout.splitlines()

    assert result.exit_code == 1
    assert lines[lines.index("Waivers that accept nothing: past their date, or no such violation any more") + 1] == (
        "  person_in_one_place: opening#1, talk#1 (Lee: he leaves early"
        + (", 2020-01-01)" if change == "its date is past" else ")")
    )


def test_that_the_document_has_changed_since_is_told(tmp_path: Path) -> None:
    result = verified(tmp_path, answer(PLACES, revision="0123456789abcdef"))

    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "The timetable was made for another revision of the document (0123456789abcdef).",
    )


def test_what_differs_since_then_is_told_as_far_as_a_timetable_shows_it(tmp_path: Path) -> None:
    data = answer(PLACES[:3], revision="0123456789abcdef")
    data["placements"][0]["end"] = "2024-10-25T10:45+09:00"

    english, korean = (verified(tmp_path, data, "--lang", lang).stdout.splitlines()[1:3] for lang in ("en", "ko"))

    assert english == ["New since then: Who Dreams?.", "Longer or shorter than then: Opening."]
    assert korean == ["그 뒤에 추가됨: 누가 꿈꾸는가.", "길이가 달라짐: 개막식."]


def test_a_fault_of_an_older_timetable_comes_with_all_that_differs(tmp_path: Path) -> None:
    places = [*PLACES[:2], ("sculpture", 1, "attic", "11:00")]

    result = verified(tmp_path, answer(places, revision="0123456789abcdef"))

    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].partition(": revision: ")[2] == (
        "this was made for another revision of the festival. New since then: Salt Letters (2), Who Dreams?. "
        "No more in the festival: sculpture#1. Halls that there are no more: attic."
    )


def test_a_timetable_of_another_festival_says_how_much_of_it_is_known(tmp_path: Path) -> None:
    data = {**answer([*PLACES[:1], ("sculpture", 1, "attic", "11:00")]), "festival": "large"}

    assert verified(tmp_path, data).stderr == (
        f"{tmp_path / 'timetable.json'}: festival: this is a timetable of 'large', not of 'small', "
        "which has 1 of its 2 showings\n"
    )


def test_every_fault_of_a_timetable_is_told_in_one_line_each(tmp_path: Path) -> None:
    places = [("opnening", 1, "big", "10:00"), ("film", 3, "bigg", "10:40"), PLACES[3], PLACES[3]]

    result = verified(tmp_path, answer(places, assignments=[{"role": "host", "session": "talk", "person": "kin"}]))

    path = tmp_path / "timetable.json"
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        f"{path}: placements.0.session: the festival has no showing opnening#1; did you mean 'opening#1'?",
        f"{path}: placements.1.session: the festival has no showing film#3; did you mean 'film#1' or 'film#2'?",
        f"{path}: placements.1.room: there is no room 'bigg'; did you mean 'big'?",
        f"{path}: placements.3: talk#1 is placed twice; leave one of them out",
        f"{path}: assignments.0.role: there is no jury or resource 'host'",
        f"{path}: assignments.0.person: there is no person 'kin'; did you mean 'kim'?",
    ]


def test_a_timetable_of_another_festival_is_refused(tmp_path: Path) -> None:
    result = verified(tmp_path, {**answer(PLACES), "festival": "large"})

    assert (result.exit_code, result.stderr) == (
        2,
        f"{tmp_path / 'timetable.json'}: festival: this is a timetable of 'large', not of 'small'\n",
    )


def test_a_timetable_is_read_from_standard_input(tmp_path: Path) -> None:
    result = run("verify", festival_in(tmp_path), "-", given=json.dumps(answer(PLACES)))

    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "Valid: nothing that must hold is broken.")


def test_a_complaint_about_the_document_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    festival = FESTIVAL + "  - {kind: not_parallel, select: {types: [workshop]}, weight: 1}\n"

    result = verified(tmp_path, answer(PLACES), festival=festival)

    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if "selects nothing" in line] == [
        "  The rule not_parallel selects nothing: No two of the selected sessions run at the same time; each pair counts once."
    ]
