"""The whole way from a document to a timetable, on festivals small enough to know the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.problem import Problem
from scheduler.search import Search
from scheduler.solve import Options, Progress, Result, solve
from scheduler.timetable import Timetable
from scheduler.verify import verify

QUICK = Options(budget=20, workers=1, deterministic=4)


def festival(**lists: Any) -> Problem:
    """One day, 10:00 to 12:00, defaults on."""
    base = {
        "showgrid": 1,
        "festival": {"id": "small", "timezone": "Asia/Seoul", "grid": 15},
        "days": [{"date": "2024-10-25", "open": "10:00", "close": "12:00"}],
    }
    return compile_festival(Festival.model_validate({**base, **lists}))


FOUR: dict[str, Any] = {
    "rooms": [{"id": "a", "capacity": 100}, {"id": "b", "capacity": 40}],
    "people": [{"id": "kim"}],
    "sessions": [
        {"id": "one", "duration": 60, "audience": 100, "people": ["kim"]},
        {"id": "two", "duration": 60, "audience": 40, "people": ["kim"]},
        {"id": "three", "duration": 60, "audience": 100},
        {"id": "four", "duration": 60, "audience": 40},
    ],
}


def test_a_small_festival_is_solved_to_a_proof() -> None:
    result = solve(festival(**FOUR), QUICK)
    # Everybody fits: the large audiences in the large room, one after the other, as are Kim's two.
    assert (result.status, result.report.penalty, result.bound, result.gap) == ("OPTIMAL", 0, 0, 0.0)
    assert verify(result.report.problem, result.timetable).violations == []


def test_what_must_be_lost_is_lost_and_no_more() -> None:
    sessions = [{**one, "audience": 100} for one in FOUR["sessions"][:3]] + FOUR["sessions"][3:]
    result = solve(festival(**{**FOUR, "sessions": sessions}), QUICK)
    # Three audiences of a hundred and room for two: sixty people stand outside the small room.
    assert (result.status, result.report.penalty, result.bound) == ("OPTIMAL", 60, 60)


TIGHT = {
    "fitted": [[135, 130, 65, 100, 110], [120, 145, 135, 55, 85]],
    "searched": [[125, 60, 125, 75, 155], [100, 125, 90, 135, 90]],
}
"""Minutes of the showings of two halls, cut out of ten hours each with a quarter of an hour after each."""


def tight(rows: list[list[int]]) -> Problem:
    """Without a minute to spare; nobody is told which showings go together."""
    return festival(
        festival={"id": "tight", "timezone": "Asia/Seoul", "grid": 5},
        days=[{"date": "2024-10-25", "open": "10:00", "close": "20:00"}],
        rooms=[{"id": f"r{number}", "turnaround": 15} for number in range(len(rows))],
        sessions=[
            {"id": f"s{number}", "duration": minutes} for number, minutes in enumerate(n for row in rows for n in row)
        ],
    )


@pytest.mark.parametrize("rows", TIGHT.values(), ids=TIGHT)
def test_what_fits_without_a_minute_to_spare_is_found(rows: list[list[int]]) -> None:
    result = solve(tight(rows), QUICK)

    assert (result.status, result.complete, result.report.valid) == ("OPTIMAL", True, True)


def test_what_costs_leave_out_is_brought_in_by_what_minds_musts_alone() -> None:
    search = Search(tight(TIGHT["fitted"]), QUICK, lambda _: None, lambda: False)
    search.construct(quick=False)
    before = len(search.best.timetable)

    search.fit()

    assert (before, len(search.best.timetable), search.best.valid) == (9, 10, True)


def test_a_festival_that_is_too_full_is_proven_so_and_mostly_placed() -> None:
    sessions = [{"id": f"s{number}", "duration": 60} for number in range(5)]
    result = solve(festival(rooms=[{"id": "a"}, {"id": "b"}], sessions=sessions), QUICK)
    assert (result.status, result.complete, len(result.timetable), len(result.unplaced)) == ("INFEASIBLE", False, 4, 1)
    assert [str(proof) for proof in result.proofs] == [
        "5 showings need 300 minutes with turnaround; a, b together offer 240."
    ]


def test_a_showing_without_any_place_is_told_once_and_not_counted_against_the_rooms() -> None:
    away = {"id": "kim", "available": [{"from": "2024-12-01T10:00", "to": "2024-12-01T12:00"}]}
    result = solve(festival(**{**FOUR, "people": [away]}), QUICK)
    assert [str(proof) for proof in result.proofs] == [
        "one has no place at all: no room, time and rule agree on one.",
        "two has no place at all: no room, time and rule agree on one.",
    ]


@pytest.mark.parametrize(
    "missing", [{"rooms": []}, {"days": []}, {"rooms": [], "days": []}], ids=["rooms", "days", "both"]
)
def test_a_festival_without_rooms_or_days_has_an_answer(missing: dict[str, Any]) -> None:
    needed = solve(festival(**{**FOUR, **missing}), QUICK)
    optional = [{**one, "optional": True, "value": 7} for one in FOUR["sessions"]]
    left_out = solve(festival(**{**FOUR, "sessions": optional, **missing}), QUICK)

    assert (needed.status, len(needed.proofs), len(needed.report.timetable)) == ("INFEASIBLE", 4, 0)
    assert (left_out.status, left_out.report.penalty, left_out.bound) == ("OPTIMAL", 28, 28)


def test_infeasibility_beyond_counting_is_proven_by_the_model() -> None:
    sessions = [{"id": f"s{number}", "duration": 60, "people": ["kim"]} for number in range(3)]
    rooms = [{"id": "a"}, {"id": "b"}, {"id": "c"}]
    result = solve(festival(rooms=rooms, people=[{"id": "kim"}], sessions=sessions), QUICK)
    assert (result.status, len(result.timetable)) == ("INFEASIBLE", 2)


def test_an_optional_session_stays_out_when_its_place_is_worth_more() -> None:
    sessions = [
        {"id": "dear", "duration": 120, "optional": True, "value": 50},
        {"id": "cheap", "duration": 120, "optional": True, "value": 20},
    ]
    result = solve(festival(rooms=[{"id": "a"}], sessions=sessions), QUICK)
    assert [placement.showing.key for placement in result.timetable] == ["dear#1"]
    assert (result.status, result.report.penalty) == ("OPTIMAL", 20)


@pytest.mark.parametrize("stopped", [False, True], ids=["to the end", "stopped at once"])
def test_whoever_is_needed_is_chosen_by_name_even_where_nothing_is_left_to_improve(stopped: bool) -> None:
    problem = festival(
        rooms=[{"id": "a", "capacity": 10}, {"id": "b", "capacity": 10}],
        people=[{"id": "ann"}, {"id": "ben"}, {"id": "juror"}],
        films=[{"id": "film", "runtime": 60}],
        resources=[{"id": "interpreter", "people": ["ann", "ben"]}],
        juries=[{"id": "jury", "people": ["juror"], "sees": {}}],
        sessions=[
            {"id": "one", "duration": 60, "uses": {"interpreter": 2}},
            {"id": "two", "films": ["film"], "uses": {"interpreter": 1}},
        ],
    )

    result = solve(problem, QUICK, stopped=lambda: stopped)

    if not stopped:
        chosen = sorted((one.role, one.session) for one in result.timetable.assignments)
        assert chosen == [("interpreter", "one"), ("interpreter", "one"), ("interpreter", "two"), ("jury", "two")]
        assert (result.status, result.report.penalty) == ("OPTIMAL", 0)
    assert verify(problem, result.timetable).penalty == result.report.penalty


def test_people_of_whom_there_are_enough_but_not_in_time_make_it_impossible() -> None:
    """Three showings of an hour in two hours, two who could serve, one of whom comes for the second hour only."""
    problem = festival(
        rooms=[{"id": "a"}, {"id": "b"}],
        people=[{"id": "ann"}, {"id": "ben", "available": [{"from": "2024-10-25T11:00", "to": "2024-10-25T12:00"}]}],
        resources=[{"id": "interpreter", "people": ["ann", "ben"]}],
        sessions=[{"id": f"s{n}", "duration": 60, "uses": {"interpreter": 1}} for n in range(4)],
    )

    result = solve(problem, QUICK)

    assert (result.status, len(result.timetable)) == ("INFEASIBLE", 3)
    assert len(result.timetable.assignments) == 3


def test_tiers_come_one_after_the_other() -> None:
    rules = [
        {"kind": "time_preferred", "hours": {"from": "11:00", "to": "12:00"}, "weight": 1, "tier": 1},
        {"kind": "placement_cost", "table": [{"room": "b", "price": 1}], "weight": 1},
    ]
    sessions = [{"id": "one", "duration": 60}, {"id": "two", "duration": 60}]
    result = solve(festival(rooms=[{"id": "a"}, {"id": "b"}], sessions=sessions, rules=rules, defaults=False), QUICK)
    # The cheap room comes first although both cannot be there at the good time.
    assert (result.status, result.report.penalty, result.bound) == ("OPTIMAL", [0, 60], [0, 60])


@pytest.mark.parametrize("idle", [0, 1])
def test_a_tier_in_which_nothing_can_cost_anything_is_proven_too(idle: int) -> None:
    rules = [
        {"kind": "film_not_parallel", "weight": 10, "tier": idle},
        {"kind": "placement_cost", "table": [{"session": "one", "price": 3}], "weight": 2, "tier": 1 - idle},
    ]
    sessions = [{"id": "one", "duration": 60}, {"id": "two", "duration": 60}]
    result = solve(festival(rooms=[{"id": "a"}], sessions=sessions, rules=rules, defaults=False), QUICK)
    known = [6, 0] if idle else [0, 6]
    assert (result.status, result.report.penalty, result.bound) == ("OPTIMAL", known, known)


def test_the_same_limit_and_seed_give_the_same_timetable() -> None:
    problem = festival(**FOUR)
    first, second = (solve(problem, QUICK).timetable for _ in range(2))
    assert {p.showing.key: p.place for p in first} == {p.showing.key: p.place for p in second}


def test_progress_never_gets_worse() -> None:
    seen: list[Progress] = []
    solve(festival(**FOUR), QUICK, progress=seen.append)
    missing = [progress.showings - progress.placed for progress in seen]
    assert missing == sorted(missing, reverse=True)
    assert seen[-1].report.penalty == 0


def test_when_told_to_stop_it_keeps_what_it_has() -> None:
    result = solve(festival(**FOUR), QUICK, stopped=lambda: True)
    assert (result.stopped, result.status) == (True, "UNKNOWN")


def test_an_interrupt_while_the_result_is_put_together_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Result] = []

    def interrupted_once(**facts: Any) -> Result:
        made.append(Result(**facts))
        if len(made) == 1:
            raise KeyboardInterrupt
        return made[-1]

    monkeypatch.setattr("scheduler.search.Result", interrupted_once)

    result = solve(festival(**FOUR), QUICK)

    assert (result.stopped, result.complete, len(result.timetable)) == (True, True, 4)


def test_who_interrupts_the_second_search_keeps_the_first_and_leaves_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Interrupted:
        closed = 0

        def start(self, job: object) -> None:
            """Nothing."""

        def news(self) -> list[object]:
            raise KeyboardInterrupt

        def close(self) -> None:
            Interrupted.closed += 1

    monkeypatch.setattr("scheduler.search.Worker", Interrupted)
    monkeypatch.setattr("scheduler.prove.WHOLE_CELLS", 0)

    seen: list[Progress] = []

    result = solve(festival(**FOUR), Options(budget=20, workers=2), progress=seen.append)

    assert (result.stopped, Interrupted.closed) == (True, 1)
    assert 0 < seen[-1].placed == len(result.timetable)


def test_a_start_is_kept_where_nothing_is_better() -> None:
    problem = festival(**FOUR)
    best = solve(problem, QUICK).timetable
    again = solve(problem, Options(budget=20, workers=1, deterministic=4, start=best)).timetable
    assert {p.showing.key: p.place for p in again} == {p.showing.key: p.place for p in best}


def test_a_start_that_a_new_pin_forbids_is_mended() -> None:
    best = solve(festival(**FOUR), QUICK).timetable
    (three,) = [p for p in best if p.showing.session.id == "three"]
    # Everything but "three" may stay; it has to go where it is not.
    elsewhere = "10:00" if festival(**FOUR).clock.local(three.start).hour == 11 else "11:00"
    problem = festival(**FOUR, pins=[{"session": "three", "start": f"2024-10-25T{elsewhere}"}])
    start = Timetable(problem, {i: replace(p, showing=problem.showings[i]) for i, p in best.placements.items()})
    result = solve(problem, Options(budget=20, workers=1, deterministic=4, start=start))
    assert (result.status, result.report.penalty) == ("OPTIMAL", 0)


def test_an_empty_festival_is_solved() -> None:
    result = solve(festival(rooms=[{"id": "a"}], sessions=[]), QUICK)
    assert (result.status, result.report.penalty, len(result.timetable)) == ("OPTIMAL", 0, 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_objective_is_the_verifiers_penalty(workers: int) -> None:
    problem = festival(**FOUR)
    result = solve(problem, Options(budget=3, workers=workers))
    assert result.report.penalty == verify(problem, Timetable(problem, dict(result.timetable.placements))).penalty
