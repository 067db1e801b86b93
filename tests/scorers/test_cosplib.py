"""The scorer itself: the worked example of the format, published numbers, and the oddities done by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scorers.cosplib import TERMS, score
from tests.scorers.cosplib_data import Grid, Instance, Submission, read_grid, read_instance, write_grid

DATA = Path(__file__).parents[1] / "data" / "cosplib"


def paper(name: str, need: int = 1, order: int = 0, zone: int = 0, who: str = "", wants: str = "") -> Submission:
    """Of the track that its first letter names."""
    return Submission(name, name[0].upper(), need, order, zone, set(who.split()), set(wants.split()))


def conference(*papers: Submission, chaired: dict[str, set[str]] | None = None, **weights: int) -> Instance:
    sessions, rooms, tracks = ["S1", "S2", "S3"], ["R1", "R2"], ["T", "U"]
    return Instance(
        submissions={one.name: one for one in papers},
        chairs={"T": set(), "U": set(), **(chaired or {})},
        slots=dict.fromkeys(sessions, 2),
        clock={"S1": (9 * 60, 10 * 60), "S2": (23 * 60, 30), "S3": (7 * 60, 8 * 60)},
        rooms=rooms,
        track_session={(track, session): 10 if session == "S2" else 0 for track in tracks for session in sessions},
        track_room={(track, room): 5 if room == "R2" else 0 for track in tracks for room in rooms},
        session_room={("S1", "R2"): 3},
        similar={frozenset(("T", "U")): 7},
        sub_session={(one.name, session): 2 for one in papers for session in sessions},
        sub_room={(one.name, room): 4 for one in papers for room in rooms},
        local=0,
        suitable=(9 * 60 + 30, 21 * 60 + 30),
        less_suitable=(7 * 60, 23 * 60),
        less_suitable_price=1,
        unsuitable_price=10,
        weights=[weights.get(term, 0) for term in TERMS],
    )


def standing(**spots: str) -> Grid:
    """Submissions by "session room slot,slot"; labels follow from the first letter, which is their track."""
    grid = Grid({}, {})
    for name, spot in spots.items():
        session, room, slots = spot.split()
        grid.labels[session, room] = name[0].upper()
        grid.cells.update({(session, room, int(slot)): name for slot in slots.split(",")})
    return grid


@pytest.mark.parametrize(
    ("b", "c", "expected"),
    [
        ("S1 R2 0", "S1 R2 1", {"rooms_per_track": 1, "parallel_tracks": 1}),
        ("S1 R2 0", "S2 R2 0", {"rooms_per_track": 1, "parallel_tracks": 1}),
        ("S2 R1 0", "S2 R1 1", {}),
    ],
)
def test_the_worked_example_of_the_format(b: str, c: str, expected: dict[str, int]) -> None:
    papers = paper("ta", need=2), paper("tb", who="P"), paper("tc", who="P")
    instance = conference(*papers, rooms_per_track=1, parallel_tracks=1, consecutive_tracks=1, presenters_session=100)

    found = score(instance, standing(ta="S1 R1 0,1", tb=b, tc=c))

    assert (found.terms, found.feasible) == (expected, True)


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("N2OR-exact", {"consecutive_tracks": 2}),
        ("N2OR-extended", {"submissions_order": 1, "submissions_sessions": 1}),
        (
            "GECCO20-exact",
            {
                "tracks_rooms": 10,
                "similar_tracks": 60,
                "consecutive_tracks": 110,
                "submissions_order": 18,
                "submissions_sessions": 6100,
            },
        ),
        (
            "GECCO20-extended",
            {"tracks_rooms": 10, "consecutive_tracks": 40, "submissions_order": 18, "submissions_sessions": 7700},
        ),
    ],
)
def test_published_solutions_have_the_numbers_of_the_library_s_own_evaluator(name: str, terms: dict[str, int]) -> None:
    instance = read_instance((DATA / f"{name.split('-')[0]}.xlsx").read_bytes())

    found = score(instance, read_grid(instance, (DATA / f"{name}.xlsx").read_bytes()))

    assert (found.terms, found.broken) == (terms, [])


def test_penalties_of_tracks_and_rooms_count_once_a_room_and_those_of_submissions_once_a_cell() -> None:
    instance = conference(
        paper("ta", need=2), paper("tb"),
        tracks_sessions=1, tracks_rooms=1, sessions_rooms=1, submissions_sessions=1, submissions_rooms=1,
    )  # fmt: skip

    apart = score(instance, standing(ta="S1 R2 0,1", tb="S2 R2 1"))

    assert apart.terms == {
        "tracks_sessions": 10,
        "tracks_rooms": 10,
        "sessions_rooms": 3,
        "submissions_sessions": 6,
        "submissions_rooms": 12,
    }


def test_similar_tracks_and_chairs_count_every_pair_of_rooms() -> None:
    chairs = {"T": {"C"}, "U": {"C", "D"}}
    instance = conference(paper("ta"), paper("ub"), chaired=chairs, similar_tracks=1, chairs=100)

    assert score(instance, standing(ta="S1 R1 0", ub="S1 R2 1")).terms == {"similar_tracks": 7, "chairs": 100}
    assert score(instance, standing(ta="S1 R1 0", ub="S2 R2 1")).terms == {}


def test_a_gap_counts_once_a_track_however_wide() -> None:
    instance = conference(paper("ta"), paper("tb"), paper("ub"), consecutive_tracks=1)

    assert score(instance, standing(ta="S1 R1 0", tb="S3 R1 0", ub="S2 R1 0")).terms == {"consecutive_tracks": 1}


def test_places_in_the_run_go_room_by_room_and_those_without_order_take_one() -> None:
    instance = conference(paper("ta", order=2), paper("tb"), paper("tc", order=3), submissions_order=1)

    # The run is tb, ta, tc: all in place. At once stand ta and tc, which both have an order.
    assert score(instance, standing(tb="S1 R1 0", ta="S1 R1 1", tc="S1 R2 1")).terms == {"submissions_order": 1}
    assert score(instance, standing(tb="S1 R2 0", ta="S1 R1 0", tc="S1 R1 1")).terms == {"submissions_order": 2}


@pytest.mark.parametrize(
    ("session", "zone", "price"),
    [
        ("S1", 0, 1),
        ("S1", 1, 0),
        ("S1", -2, 1),
        ("S1", -3, 10),
        ("S2", 0, 10),
        ("S2", -2, 1),
        ("S2", -4, 0),
        ("S3", 0, 1),
    ],
)
def test_hours_wrap_at_midnight(session: str, zone: int, price: int) -> None:
    instance = conference(paper("ta", zone=zone), submissions_timezones=1)

    assert score(instance, standing(ta=f"{session} R1 0")).total == price


def test_conflicts_of_people() -> None:
    papers = (
        paper("ta", who="A", need=2),
        paper("tb", who="A", wants="Z"),
        paper("uc", who="C"),
        paper("ud", wants="A Z"),
    )
    instance = conference(
        *papers,
        chaired={"T": {"C"}},
        presenters_session=1,
        presenters_slot=10,
        attendees_session=100,
        attendees_slot=1000,
    )

    # ta-tb by A, ta-uc and tb-uc by the chair C; ud wants A and what tb's wants.
    beside = score(instance, standing(ta="S1 R1 0,1", uc="S1 R2 0", ud="S1 R2 1", tb="S2 R1 0"))
    one_room = score(instance, standing(tb="S1 R1 0", ta="S3 R1 0,1", uc="S2 R1 0", ud="S2 R1 1"))

    assert beside.terms == {
        "presenters_session": 1,
        "presenters_slot": 10,
        "attendees_session": 100,
        "attendees_slot": 1000,
    }
    assert one_room.terms == {}


def test_what_is_split_torn_or_missing_is_told_and_costs_what_the_reference_says() -> None:
    instance = conference(paper("ta", need=2))

    assert score(instance, standing()).terms == {"multi_slot_integrity": 1_000_000_000}
    split = Grid({("S1", "R1"): "T", ("S1", "R2"): "T"}, {("S1", "R1", 0): "ta", ("S1", "R2", 1): "ta"})
    assert (score(instance, split).terms, score(instance, split).broken) == (
        {"multi_slot_integrity": 20_000_000},
        ["ta lies in several rooms or sessions"],
    )
    unlabelled = Grid({}, {("S1", "R1", 0): "ta", ("S1", "R1", 1): "ta"})
    assert score(instance, unlabelled).broken == ["ta lies under another label than T"]


def test_a_solution_is_read_as_it_was_written() -> None:
    instance = conference(paper("ta", need=2), paper("ub"))
    grid = standing(ta="S1 R1 0,1", ub="S3 R2 1")

    assert read_grid(instance, write_grid(instance, grid)) == grid
