"""Other timetables: nearly as good, really different, and told as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.alternatives import Alternative, alternatives
from scheduler.alternatives.distance import Distance, distance
from scheduler.alternatives.repel import Elsewhere, drawn_away, kept_away
from scheduler.alternatives.search import _Search
from scheduler.alternatives.telling import as_text, better_and_worse
from scheduler.answer import Answer, PlacedShowing, timetable_of
from scheduler.compile import compile_festival
from scheduler.formats.document import load_text
from scheduler.problem import Problem
from scheduler.solve import Options, solve
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.cli.support import festival_in, run

FESTIVAL = """\
showgrid: 1
defaults: false
festival: {id: f, timezone: Asia/Seoul}
days:
  - {date: 2024-10-25, open: "10:00", close: "15:00"}
  - {date: 2024-10-26, open: "10:00", close: "15:00"}
rooms: [{id: big, capacity: 100}, {id: small, capacity: 60}]
sessions:
  - {id: a, duration: 60, showings: 2, audience: 90}
  - {id: b, duration: 60, audience: 80}
  - {id: c, duration: 60, audience: 40}
  - {id: d, duration: 60, audience: 40}
rules:
  - {kind: room_fits_audience, weight: 1}
"""


def problem() -> Problem:
    return compile_festival(load_text(FESTIVAL))


def laid(festival: Problem, *places: tuple[str, int, str, str]) -> Timetable:
    placements = [
        PlacedShowing(session=session, showing=label, room=room, start=f"2024-10-{at}:00+09:00")  # type: ignore[arg-type]  # pydantic reads it
        for session, label, room, at in places
    ]
    return timetable_of(festival, Answer(festival="f", placements=placements))


BASE = [
    ("a", 1, "big", "25T10:00"),
    ("a", 2, "big", "25T12:00"),
    ("b", 1, "big", "26T10:00"),
    ("c", 1, "small", "25T10:00"),
]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (BASE, Distance(0, 0)),
        ([("a", 1, "big", "25T12:00"), ("a", 2, "big", "25T10:00"), *BASE[2:]], Distance(2, 0)),
        ([("a", 1, "big", "25T10:55"), *BASE[1:]], Distance(1, 0)),
        ([("a", 1, "big", "25T11:00"), BASE[1], *BASE[2:]], Distance(1, 1)),
        ([("a", 1, "small", "25T12:00"), *BASE[1:]], Distance(1, 1)),
        ([*BASE[:2], ("b", 1, "big", "25T14:00"), BASE[3]], Distance(1, 1)),
        (BASE[1:], Distance(1, 1)),
    ],
    ids=["the same", "a title changes places with itself", "near", "an hour", "hall", "day", "not at all"],
)
def test_a_showing_lies_elsewhere_if_its_title_is_given_at_no_such_place(
    other: list[tuple[str, int, str, str]], expected: Distance
) -> None:
    festival = problem()

    assert distance(festival, laid(festival, *BASE), laid(festival, *other)) == expected


def test_drawing_away_costs_what_lies_near_and_keeping_away_forbids_it() -> None:
    festival = problem()
    base = laid(festival, *BASE)
    drawn = drawn_away(festival, [base], 7)
    (rule,) = (one for one in drawn.rules if isinstance(one, Elsewhere))

    assert verify(drawn, base).amounts()[rule] == (4, 4, 28)
    (b,) = festival.by_session["b"]
    kept = kept_away(festival, [base], [b]).by_session["b"][0]
    (b_place,) = (one for one in base if one.showing is b)
    assert not kept.legal[b_place.room, b.positions.index_of(b_place)]
    assert kept.legal.sum() < b.legal.sum()


@pytest.fixture(scope="module")
def choice() -> list[Alternative]:
    festival = problem()
    best = solve(festival, Options(deterministic=1))
    assert best.status == "OPTIMAL"
    return alternatives(festival, best.timetable, 3, Options(deterministic=1))


def test_each_is_valid_nearly_as_good_and_far_from_all_others(choice: list[Alternative]) -> None:
    best = choice[0].report

    assert len(choice) == 4
    for number, one in enumerate(choice):
        report = verify(one.report.problem, Timetable(one.report.problem, one.report.timetable.placements))
        assert report.valid
        assert best.by_tier[0] <= report.by_tier[0] <= 1.1 * best.by_tier[0] + 20
        assert len(one.distances) == number
        assert all(far.moved >= far.elsewhere >= 1 for far in one.distances)


def test_the_same_work_gives_the_same_alternatives(choice: list[Alternative]) -> None:
    again = alternatives(problem(), choice[0].report.timetable, 3, Options(deterministic=1))

    places = [[[p.place for p in one.report.timetable.by_time] for one in found] for found in (choice, again)]
    assert places[0] == places[1]


def test_beside_a_better_one_that_is_found_the_others_are_not_dearer_by_more_than_they_may_be() -> None:
    festival = problem()
    poor = laid(
        festival, ("a", 1, "small", "25T10:00"), ("a", 2, "small", "25T12:00"), ("b", 1, "small", "26T10:00"),
        ("c", 1, "big", "25T10:00"), ("d", 1, "big", "26T10:00"),
    )  # fmt: skip

    report = verify(festival, poor)
    search = _Search(festival, report, Options(deterministic=1), lambda _: None, lambda: False)

    (found,) = search.run(1)

    assert found.by_tier[0] < report.by_tier[0] - 40
    assert (search.affordable(found), search.affordable(report)) == (True, False)
    assert alternatives(festival, poor, 1, Options(deterministic=1))[-1].report.timetable.placements == poor.placements


def test_what_one_is_better_and_worse_at_adds_up_to_what_it_costs_more() -> None:
    festival = problem()
    best = verify(festival, laid(festival, *BASE, ("d", 1, "small", "26T10:00")))
    other = verify(festival, laid(festival, *BASE, ("d", 1, "big", "26T12:00")))
    told = [str(one) for one in better_and_worse(best, other)]

    assert told == ["Worse by 10: Every showing fits its room; an empty seat counts 25% of a person turned away."]
    assert other.by_tier[0] - best.by_tier[0] == 10
    found = [Alternative(best, ()), Alternative(other, (distance(festival, other.timetable, best.timetable),))]
    assert as_text(found, ["t.json", "t-2.json"], 1, "en").splitlines()[2:4] == [
        f"  2. t-2.json: penalty {other.penalty} (10 more).",
        "       Against t.json, 1 of 5 showings have moved; 1 of them to another hall, another day or by an hour or more.",
    ]


def test_what_can_only_be_in_one_way_has_no_alternative() -> None:
    festival = compile_festival(
        load_text(FESTIVAL + "pins: [" + ", ".join(
            f"{{session: {s}, showing: {n}, room: {r}, start: 2024-10-{t}}}"
            for s, n, r, t in (*BASE, ("d", 1, "small", "26T10:00"))
        ) + "]\n")
    )  # fmt: skip
    best = solve(festival, Options(deterministic=1)).timetable

    assert len(alternatives(festival, best, 2, Options(deterministic=1))) == 1


def test_the_files_lie_beside_and_each_verifies(tmp_path: Path) -> None:
    festival, output = festival_in(tmp_path, FESTIVAL), tmp_path / "t.json"

    result = run("solve", festival, "--deterministic", 1, "--alternatives", 2, "-o", output)

    files = sorted(one.name for one in tmp_path.glob("*.json"))
    assert (result.exit_code, files) == (0, ["t-2.json", "t-3.json", "t.json"])
    assert [run("verify", festival, tmp_path / one).exit_code for one in files] == [0, 0, 0]
    assert "  3. t-3.json: penalty " in result.stderr
    assert json.loads((tmp_path / "t-2.json").read_text("utf-8"))["status"] in ("OPTIMAL", "FEASIBLE")


def test_several_files_cannot_be_standard_output(tmp_path: Path) -> None:
    result = run("solve", festival_in(tmp_path, FESTIVAL), "--alternatives", 2, "-o", "-")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "--alternatives writes several files; name one with -o TIMETABLE" in result.stderr
