"""Metropolis is what its generator makes, and looks like the programmes of real festivals.

Every number asserted here is one of published programmes of three Asian festivals, 2025-26.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from statistics import median

import pytest

from scheduler.answer import Answer, timetable_of
from scheduler.builtin import builtin_violations
from scheduler.compile import compile_festival
from scheduler.dayparts import daypart
from scheduler.festival import Festival, Session
from scheduler.formats.document import load
from scheduler.problem import Problem
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.fixtures_.programme import film_ends, in_a_row, labels, neighbours, premiere, share, with_questions
from tests.generators import metropolis
from tests.generators.common import FIXTURES, Item, text_of
from tests.generators.metropolis_plan import Plan

PATH = FIXTURES / "metropolis" / "festival.yaml"


@pytest.fixture(scope="module")
def made() -> tuple[Item, Plan]:
    """What the generator makes now, and its plan."""
    return metropolis.generate()


@pytest.fixture(scope="module")
def festival() -> Festival:
    """The committed document."""
    return load(PATH)


@pytest.fixture(scope="module")
def problem(festival: Festival) -> Problem:
    """The committed document in minutes."""
    return compile_festival(festival)


@pytest.fixture(scope="module")
def plan(problem: Problem, made: tuple[Item, Plan]) -> Timetable:
    """The generator's plan as a timetable."""
    return timetable_of(problem, Answer.model_validate(metropolis.witness(*made)))


@pytest.fixture(scope="module")
def public(festival: Festival) -> list[Session]:
    """Film sessions for the public, ceremonies and the all-night bill left out."""
    return [one for one in festival.sessions if one.type in ("screening", "shorts") and one.id != "all-night"]


def test_the_committed_file_is_what_the_generator_makes(made: tuple[Item, Plan]) -> None:
    assert PATH.read_text(encoding="utf-8") == text_of(made[0])


# -- the document -------------------------------------------------------------------------------


def test_its_size(festival: Festival) -> None:
    guests = [person for person in festival.people if "guest" in person.tags]

    assert sum(len(labels(session)) for session in festival.sessions) == 600
    assert 255 <= len(festival.sessions) <= 265
    assert (len(festival.rooms), len(festival.venues), len(festival.days)) == (24, 6, 9)
    assert len(guests) == 180
    assert all(guest.available for guest in guests)


def test_every_two_buildings_have_a_walk(festival: Festival) -> None:
    walks = {frozenset((walk.from_, walk.to)): walk.minutes for walk in festival.walks}

    assert set(walks) == {frozenset(pair) for pair in combinations([venue.id for venue in festival.venues], 2)}
    assert all(5 <= minutes <= 25 for minutes in walks.values())


def test_halls_are_of_every_size(festival: Festival) -> None:
    seats = sorted(room.capacity for room in festival.rooms)

    assert (seats[0], seats[-1]) == (60, 900)


def test_turnarounds_are_ten_to_thirty_minutes(festival: Festival) -> None:
    minutes = {n for room in festival.rooms for n in (room.turnaround, *room.turnaround_by_type.values())}

    assert (min(minutes), max(minutes)) == (10, 30)


def test_most_films_are_shown_twice_or_more(public: list[Session]) -> None:
    showings = Counter({film: 0 for session in public for film in session.films})
    for session in public:
        showings.update({film: len(labels(session)) for film in session.films})

    assert 0.76 <= share(showings.values(), lambda times: times >= 2) <= 0.93


@pytest.mark.parametrize(("order", "wanted"), [(1, 0.72), (2, 0.67), (3, 0.17), (4, 0.29)])
def test_q_and_a_by_order_of_showing(public: list[Session], order: int, wanted: float) -> None:
    shown = [session for session in public if order in labels(session)]

    assert share(shown, lambda session: order in with_questions(session)) == pytest.approx(wanted, abs=0.03)


@pytest.mark.parametrize(("status", "wanted"), [("world", 0.88), ("national", 0.16)])
def test_first_showings_of_premieres_have_a_q_and_a(
    festival: Festival, public: list[Session], status: str, wanted: float
) -> None:
    films = {film.id: film for film in festival.films}
    premieres = [session for session in public if premiere(session, films) == status]

    assert share(premieres, lambda session: 1 in with_questions(session)) == pytest.approx(wanted, abs=0.03)


def test_a_q_and_a_takes_as_long_as_halls_stay_empty_for_it(public: list[Session]) -> None:
    minutes = {part.minutes for session in public for part in session.parts if part.name == "q-and-a"}

    assert minutes == {20, 25, 30}
    assert all(13 <= n <= 39 for n in minutes if n)


def test_thirty_shorts_in_eight_blocks_shown_four_times(festival: Festival) -> None:
    runtime = {film.id: film.runtime for film in festival.films}
    blocks = [session for session in festival.sessions if session.type == "shorts"]

    assert (len(blocks), sum(len(block.films) for block in blocks)) == (8, 30)
    assert {len(block.films) for block in blocks} == {3, 4}
    assert {len(labels(block)) for block in blocks} == {4}
    assert all(90 <= sum(runtime[film] for film in block.films) <= 114 for block in blocks)


def test_the_all_night_bill_runs_in_three_halls(festival: Festival) -> None:
    bill = next(session for session in festival.sessions if session.id == "all-night")

    assert (len(bill.films), bill.showings and len(labels(bill)), len(bill.rooms), bill.simulcast) == (3, 3, 3, True)
    assert [(part.name, part.minutes) for part in bill.parts] == [("film", None), ("breaks", 40)]


def test_the_halls_are_in_use_two_thirds_to_three_quarters_of_their_hours(problem: Problem, plan: Timetable) -> None:
    hours = sum(end - start for room in problem.rooms for start, end in room.hours)
    used = sum(p.end - p.start + plan.room(p).turnaround(p.showing.type) for p in plan)

    assert 0.65 <= used / hours <= 0.75


def test_it_has_more_than_25_rules_of_its_own(festival: Festival) -> None:
    assert len(festival.rules) > 25


# -- the plan: a timetable that is known to be possible -------------------------------------------


def test_the_plan_breaks_nothing_that_is_built_in(problem: Problem, plan: Timetable) -> None:
    assert [violation.sentence for violation in builtin_violations(problem, plan)] == []


def test_the_plan_breaks_no_must(problem: Problem, plan: Timetable) -> None:
    found = [one.sentence for rule in problem.rules if rule.must for one in rule.violations(problem, plan)]

    assert found == []


def test_no_rule_makes_up_half_of_what_the_plan_loses(problem: Problem, plan: Timetable) -> None:
    lost = [points for _, _, points in verify(problem, plan).amounts().values()]

    assert max(lost) * 2 <= sum(lost)


def test_the_plan_repeats_films_as_festivals_do(problem: Problem, plan: Timetable) -> None:
    pairs = [pair for pair in neighbours(list(plan)) if not pair[0].showing.session.simulcast]
    venue = [room.venue for room in problem.rooms]

    assert share(pairs, lambda pair: pair[0].day == pair[1].day) <= 0.017
    assert 0.70 <= share(pairs, lambda pair: pair[0].room != pair[1].room) <= 0.96
    assert 0.40 <= share(pairs, lambda pair: venue[pair[0].room] != venue[pair[1].room]) <= 0.81
    assert 0.46 <= share(pairs, lambda pair: daypart(problem, pair[0].start) != daypart(problem, pair[1].start)) <= 0.67


def test_the_plan_gives_a_guest_all_q_and_as_within_two_days(public: list[Session], plan: Timetable) -> None:
    days = {(p.showing.session.id, p.showing.label): p.day for p in plan}
    several = [[days[one.id, label] for label in with_questions(one)] for one in public if len(with_questions(one)) > 1]

    assert 0.82 <= share(several, lambda on: max(on) - min(on) <= 1) <= 0.87


def test_the_plan_leaves_the_gaps_that_festivals_leave(plan: Timetable) -> None:
    films = [pair for pair in in_a_row(list(plan)) if pair[0].showing.films]
    gaps = sorted(later.start - film_ends(earlier) for earlier, later in films)

    assert gaps[0] >= 10
    assert 20 <= gaps[len(gaps) // 20] <= 81
    assert 39 <= median(gaps) <= 107


def test_the_plan_starts_films_together(problem: Problem, plan: Timetable) -> None:
    starts = Counter((problem.rooms[p.room].venue, p.start) for p in plan)

    assert 0.59 <= share(plan, lambda p: starts[problem.rooms[p.room].venue, p.start] > 1) <= 0.84


def test_the_opening_is_alone_on_day_one(plan: Timetable) -> None:
    assert [p.showing.session.id for p in plan if p.day == 0] == ["opening"]
