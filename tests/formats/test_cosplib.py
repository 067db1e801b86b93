"""CoSPLib: the rules of an imported instance are its objective, term by term, and its solutions survive the way."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from random import Random

import pytest

from scheduler.answer import timetable_of
from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.formats import cosplib
from scheduler.formats.document import dump, load_text
from scheduler.problem import Problem
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.generators.cosplib import Sizes, grid, instance, shaken
from tests.scorers.cosplib import TERMS, score
from tests.scorers.cosplib_data import Grid, read_grid, read_instance, write_grid
from tests.scorers.cosplib_run import by_term, run

DATA = Path(__file__).parents[1] / "data" / "cosplib"
FOLDER = os.environ.get("SHOWGRID_COSPLIB")
"""A folder with ``instances/*.xlsx``, and solutions of them in ``published/*/*Solution.xlsx``."""
FILES = sorted(Path(FOLDER).glob("instances/*.xlsx")) if FOLDER else []
SOLUTIONS = sorted(Path(FOLDER).glob("published/*/*Solution.xlsx")) if FOLDER else []

NOTES = dict(
    zip(
        TERMS,
        [
            "Tracks in sessions", "Tracks in rooms", "Rooms in sessions", "Similar tracks beside each other",
            "Rooms of a track", "Tracks parallel to themselves", "Tracks with a gap", "Time zones of submissions",
            "Order of submissions", "Submissions in sessions", "Submissions in rooms", "Presenters, in a session",
            "Attendees, in a session", "Chairs of two tracks", "Presenters, at once", "Attendees, at once",
        ],
        strict=True,
    )
)  # fmt: skip
"""The note of the rule that each term becomes."""


@cache
def problem_of(data: bytes) -> Problem:
    """As a person would have it: imported, written, read."""
    return compile_festival(load_text(dump(cosplib.read(data, "instance"))))


def imported(problem: Problem, workbook: bytes) -> tuple[Timetable, list[str]]:
    found = cosplib.read_solution(workbook, problem)
    assert found is not None
    answer, remarks = found
    return timetable_of(problem, answer), remarks


def assert_same(data: bytes, drawn: Grid) -> None:
    """Of a timetable that meets every hard requirement: the same points by term, the same workbook."""
    told, problem = read_instance(data), problem_of(data)
    expected = score(told, drawn)
    timetable, remarks = imported(problem, write_grid(told, drawn))
    report = verify(problem, timetable)

    assert (expected.broken, remarks, report.broken) == ([], [], [])
    assert by_term(problem, timetable) == {NOTES[term]: points for term, points in expected.terms.items()}
    assert report.penalty == expected.total
    assert read_grid(told, cosplib.write(problem, timetable)) == drawn


@pytest.mark.parametrize("seed", range(12))
def test_random_timetables_of_odd_instances_cost_what_the_scorer_says(seed: int) -> None:
    data, random = instance(seed).workbook(), Random(seed)

    for _ in range(3):
        assert_same(data, grid(read_instance(data), random))


def test_the_random_timetables_know_every_term() -> None:
    seen: set[str] = set()
    for seed in range(12):
        told, random = read_instance(instance(seed).workbook()), Random(seed)
        seen.update(term for _ in range(3) for term in score(told, grid(told, random)).terms)

    assert seen == set(TERMS)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_only_half_placed_costs_what_the_scorer_says(seed: int) -> None:
    data, random = instance(seed).workbook(), Random(seed)
    told, problem = read_instance(data), problem_of(data)
    whole = grid(told, random)
    out = set(random.sample(sorted(told.submissions), 8))
    cells = {spot: name for spot, name in whole.cells.items() if name not in out}
    half = Grid({pair: track for pair, track in whole.labels.items() if any(spot[:2] == pair for spot in cells)}, cells)

    timetable, remarks = imported(problem, write_grid(told, half))

    expected = {NOTES[term]: points for term, points in score(told, half).terms.items() if term in NOTES}
    assert by_term(problem, timetable) == expected
    assert sorted(remarks) == sorted(f"{name} stands nowhere; it is not placed" for name in out)


@pytest.mark.parametrize("name", ["N2OR", "GECCO20"])
def test_published_and_shaken_solutions_cost_what_the_scorer_says(name: str) -> None:
    data, random = (DATA / f"{name}.xlsx").read_bytes(), Random(1)
    told = read_instance(data)

    for kind in ("exact", "extended"):
        published = read_grid(told, (DATA / f"{name}-{kind}.xlsx").read_bytes())
        assert_same(data, published)
        assert_same(data, shaken(told, published, random, 500))


def test_an_instance_is_solved_by_the_ordinary_search(tmp_path: Path) -> None:
    file = tmp_path / "odd.xlsx"
    file.write_bytes(instance(3).workbook())

    found = run(file, workers=1, deterministic=0.1)

    assert (found.score.broken, found.score.total) == ([], found.penalty)


# -- what the document says -----------------------------------------------------------------------


def test_names_are_kept_as_they_are_and_ids_are_the_names_where_they_can_be() -> None:
    festival = cosplib.read(instance(0, Sizes(tracks=10, rooms=10, sessions=10)).workbook(), "x#y")

    assert festival.festival.id == "x-y"
    assert [(one.id, one.name) for one in festival.tracks] == [
        ("Vision", "Vision "), ("vision-2", "vision "), ("Fóra & Über (MCDA)", "Fóra & Über (MCDA)"), ("No", "No"),
        ("ORS: a, b", "ORS: a, b"), ("트랙", "트랙"), ("a-b-c", "a@b#c"), ("007", "007"), ("10:00", "10:00"), ("=1+1", "=1+1"),
    ]  # fmt: skip
    assert [(one.id, one.name) for one in festival.rooms[:5]] == [
        ("Hall A", "Hall A"), ("hall a-2", "hall a"), ("Hall A-3", "Hall A "), ("B&B", "B&B"), ("101", "101"),
    ]  # fmt: skip
    # A list of pairs may name either, so no session has the id of a track.
    assert [(one.id, one.title) for one in festival.sessions[3:8]] == [
        ("No-2", "No"), ("x-1", "x#1"), ("논문", "논문"), ("12", "12"), ("Vision-3", "Vision "),
    ]  # fmt: skip


def rule(festival: Festival, note: str) -> dict[str, object] | None:
    """The rule of a term as it stands in the document; the note is said by the caller."""
    found = [one for one in festival.document()["rules"] if one.get("note") == note]
    return {key: value for key, value in found[0].items() if key != "note"} if found else None


def small(**sheets: list[list[object]]) -> Festival:
    """Two tracks, sessions and rooms; four submissions; sheets are replaced as a whole."""
    drawn = instance(5, Sizes(submissions=4, tracks=2, sessions=2, rooms=2, people=4, wanted=0, weights=[3] * 16))
    drawn.sheets.update(sheets)
    return cosplib.read(drawn.workbook(), "small")


PAPERS: list[list[object]] = [
    ["Reference", "Track", "Required Timeslots", "Order", "Time Zone", "Presenters", "Attendees", "Mon1", "mon1", "Hall A", "hall a"],
    ["a", "Vision ", 1, 0, "GMT+9", "Ann, Bo", ""],
    ["b", "Vision ", 1, 0, "GMT+9", "Cy", ""],
    ["c", "vision ", 1, 0, "GMT-4", "Ann", "Bo"],
    ["d", "vision ", 1, 0, "GMT-4", "Dan", "Ann"],
]  # fmt: skip


def test_conflicts_become_the_fewest_pairs_and_none_twice() -> None:
    festival = small(submissions=PAPERS, tracks=[["Tracks", "Chairs"], ["Vision ", "Dan"], ["vision ", ""]])

    # Ann presents a and c; Dan, who chairs the track of a and b, presents d.
    presenters = {"kind": "not_parallel", "weight": 3, "pairs": [["d", "Vision"], ["a", "c"]]}
    assert rule(festival, "Presenters, in a session") == {**presenters, "measure": "block", "other_room": True}
    assert rule(festival, "Presenters, at once") == {**presenters, "measure": "slot"}
    # c is attended by Bo of a; d by Ann of a and c.
    attendees = rule(festival, "Attendees, in a session")
    assert attendees is not None
    assert attendees["pairs"] == [["a", "vision-2"], ["c", "d"]]


def test_a_session_says_from_where_it_is_given_and_windows_are_the_workbook_s() -> None:
    festival = small(submissions=PAPERS)

    assert [one.timezone for one in festival.sessions] == ["Etc/GMT-9", "Etc/GMT-9", "Etc/GMT+4", "Etc/GMT+4"]
    hours = rule(festival, "Time zones of submissions")
    assert hours is not None
    assert {key: hours[key] for key in ("kind", "weight", "of", "per", "who", "poor_price", "bad_price")} == {
        "kind": "hours_are_humane", "weight": 3, "of": "block", "per": "slot", "who": "everyone", "poor_price": 3, "bad_price": 11,
    }  # fmt: skip


def test_terms_without_weight_or_without_anything_to_speak_of_are_no_rules() -> None:
    festival = small(submissions=PAPERS, tracks=[["Tracks", "Chairs"], ["Vision ", ""], ["vision ", ""]])

    kinds = [one["kind"] for one in festival.document()["rules"]]
    assert kinds == [
        "one_track_per_block_room", "track_stays_in_room", "track_not_parallel", "track_blocks_consecutive",
        "hours_are_humane", "not_parallel", "not_parallel", "not_parallel", "not_parallel",
    ]  # fmt: skip


def test_only_chairs_of_two_tracks_are_in_each_others_way() -> None:
    festival = small(submissions=PAPERS, tracks=[["Tracks", "Chairs"], ["Vision ", "Eve, Dan"], ["vision ", "Eve"]])

    assert rule(festival, "Chairs of two tracks") == {
        "kind": "chairs_in_one_place", "weight": 3, "presenters": False, "measure": "room_pairs",
    }  # fmt: skip


# -- solutions ------------------------------------------------------------------------------------


def test_labels_on_empty_rooms_and_other_labels_are_told() -> None:
    data = instance(0).workbook()
    told, problem = read_instance(data), problem_of(data)
    drawn = grid(told, Random(0))
    empty = next(pair for pair in ((s, r) for s in told.slots for r in told.rooms) if pair not in drawn.labels)
    wrong = next(iter(drawn.labels))
    others = [track for track in told.chairs if track != drawn.labels[wrong]]
    labels = {**drawn.labels, empty: others[0], wrong: others[1]}

    timetable, remarks = imported(problem, write_grid(told, Grid(labels, drawn.cells)))

    assert read_grid(told, cosplib.write(problem, timetable)) == drawn
    assert [one.split(": ", 1)[1] for one in remarks if "empty" in one] == [
        f"the label {others[0]!r} stands on an empty room; it is left out"
    ]
    assert [one.split(": ", 1)[1] for one in remarks if "empty" not in one] == [
        f"the room has the label {others[1]!r}, and something of {drawn.labels[wrong]!r} in it"
    ]


def test_what_is_torn_apart_is_left_out_and_told() -> None:
    data = instance(0).workbook()
    told, problem = read_instance(data), problem_of(data)
    drawn = grid(told, Random(0))
    torn = next(one.name for one in told.submissions.values() if one.need > 1)
    spot = next(spot for spot, name in drawn.cells.items() if name == torn)
    cells = {key: name for key, name in drawn.cells.items() if key != spot}

    timetable, remarks = imported(problem, write_grid(told, Grid(drawn.labels, cells)))

    (showing,) = problem.by_session[next(one.id for one in problem.festival.sessions if one.title == torn)]
    assert timetable.of(showing) is None
    assert [one.split(": ", 1)[1].split(",")[0] for one in remarks] == [f"{torn} needs slots on end"]


# -- all instances of a folder --------------------------------------------------------------------


@pytest.mark.skipif(not FILES, reason="SHOWGRID_COSPLIB names no folder of instances")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_instance_of_the_folder_costs_what_the_scorer_says(file: Path) -> None:
    data, random = file.read_bytes(), Random(7)
    told = read_instance(data)
    own = [one for one in SOLUTIONS if one.name == f"{file.stem}Solution.xlsx"]
    starts = [read_grid(told, one.read_bytes()) for one in own] or [grid(told, random)]

    for start in starts:
        assert_same(data, start)
        for _ in range(3):
            assert_same(data, shaken(told, start, random, 2000))
