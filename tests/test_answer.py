"""A timetable written and read back is the same; what cannot be read is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from scheduler.answer import Answer, answer_of, read_answer, text_of, timetable_of, waivers_of
from scheduler.compile import compile_festival
from scheduler.faults import FestivalError
from scheduler.festival import Festival
from scheduler.problem import Problem
from scheduler.timetable import Timetable, Unplaced
from tests.constraints.support import placed, problem_of
from tests.formats.programme import programme

BLOCKS = {
    "rooms": [{"id": "a"}],
    "blocks": [{"id": "b", "from": "2024-10-25T09:00", "to": "2024-10-25T10:00", "slots": 7}],
    "sessions": [{"id": "s", "slots": 2}, {"id": "whole", "duration": "block", "blocks": ["b"]}],
}


def read_back(problem: Problem, timetable: Timetable) -> Timetable:
    return timetable_of(problem, read_answer(text_of(answer_of(problem, timetable))))


def places(timetable: Timetable) -> dict[int, tuple[int, ...]]:
    return {index: (*p.place, p.end, p.day, p.shift) for index, p in timetable.placements.items()}


def test_a_timetable_is_read_back_as_it_was() -> None:
    problem, timetable = programme()

    again = read_back(problem, timetable)

    assert places(again) == places(timetable)
    assert again.assignments == timetable.assignments


def test_slots_that_are_no_whole_minutes_are_read_back_exactly() -> None:
    problem = problem_of(BLOCKS)

    for key, place in {"s#1": ("a", "b/6"), "whole#1": ("a", "b/1")}.items():
        timetable = placed(problem, {key: place})
        assert places(read_back(problem, timetable)) == places(timetable)


def test_both_hours_of_a_night_when_clocks_go_back_are_read_back() -> None:
    document = {
        "showgrid": 1,
        "festival": {"id": "b", "timezone": "Europe/Berlin"},
        "days": [{"date": "2024-10-26", "close": "29:00"}],
        "rooms": [{"id": "a"}],
        "sessions": [{"id": "s", "duration": 30}],
    }
    problem = compile_festival(Festival.model_validate(document))
    for start in ("2024-10-27T02:00+02:00", "2024-10-27T02:00+01:00"):
        timetable = placed(problem, {"s#1": ("a", start)})
        assert places(read_back(problem, timetable)) == places(timetable)


def test_what_is_written_says_all_that_is_known() -> None:
    problem = problem_of(
        {"rooms": [{"id": "a"}], "sessions": [{"id": "s", "duration": 90}, {"id": "t", "duration": 30}]}
    )
    timetable = placed(problem, {"s#1": ("a", "21:00")})

    answer = answer_of(problem, timetable, [Unplaced("t", 1, "no room")], status="UNKNOWN", penalty=3, bound=1, seed=0)

    assert answer.model_dump(mode="json", exclude_none=True) == {
        "showgrid": 1,
        "festival": "example",
        "revision": problem.revision,
        "status": "UNKNOWN",
        "penalty": 3,
        "bound": 1,
        "placements": [
            {
                "session": "s",
                "showing": 1,
                "room": "a",
                "start": "2024-10-25T21:00+09:00",
                "end": "2024-10-25T22:30+09:00",
                "day": "2024-10-25",
            }
        ],
        "assignments": [],
        "unplaced": [{"session": "t", "showing": 1, "reason": "no room"}],
        "waivers": [],
        "seed": 0,
        "engine": "",
    }


def refused(document: dict[str, Any], *placements: dict[str, Any], **more: Any) -> list[str]:
    problem = problem_of(document)
    data = {"festival": "example", "placements": placements, **more}
    with pytest.raises(FestivalError) as caught:
        timetable_of(problem, Answer.model_validate(data))
    return [str(fault) for fault in caught.value.faults]


def test_somebody_chosen_is_written_by_every_name_and_read_by_any() -> None:
    people, showing = [{"id": "p"}], {"session": "s", "showing": 1, "person": "p"}
    sessions = [{"id": "s", "duration": 30}]
    lists = {"juries": [{"id": "j", "people": ["p"]}], "resources": [{"id": "r", "people": ["p"]}]}
    about, days = {"id": "example"}, [{"date": "2024-10-25"}]
    document = {"showgrid": 1, "festival": about, "days": days, "rooms": [{"id": "a"}], "people": people}
    problem = problem_of({**document, "sessions": sessions, **lists})
    given = [{"jury": "j", **showing}, {"resource": "r", **showing}]

    read = timetable_of(problem, Answer.model_validate({"festival": "example", "assignments": given}))

    written = answer_of(problem, read).model_dump(exclude_none=True)["assignments"]
    assert written == [{"role": name, **one} for name, one in zip("jr", given, strict=True)]


def test_every_fault_is_told_at_once() -> None:
    assert refused(
        BLOCKS,
        {"session": "s", "room": "a"},
        {"session": "x", "room": "c"},
        {"session": "whole", "room": "a", "block": "c", "slot": 1},
    ) == [
        "placements.0: s#1 is placed by blocks: give its block and slot",
        "placements.1.session: the festival has no showing x#1; did you mean 's#1'?",
        "placements.1.room: there is no room 'c'; there is 'a'",
        "placements.2.block: there is no block 'c'; there is 'b'",
    ]


def test_what_is_cancelled_or_at_no_time_is_told_so() -> None:
    document = {
        "showgrid": 1,
        "festival": {"id": "b", "timezone": "Europe/Berlin"},
        "days": [{"date": "2024-03-30", "close": "29:00"}],
        "rooms": [{"id": "a"}],
        "sessions": [
            {"id": "s", "duration": 30},
            {"id": "t", "duration": 30, "status": "cancelled"},
            {"id": "u", "duration": 30, "showings": [{"label": 2, "status": "cancelled"}]},
        ],
    }
    entries = [("s", 1), ("t", 1), ("u", 2)]
    answer = {"showgrid": 1, "festival": "b", "placements": [
        {"session": session, "showing": label, "room": "a", "start": "2024-03-31T02:30"} for session, label in entries
    ]}  # fmt: skip

    with pytest.raises(FestivalError) as caught:
        timetable_of(compile_festival(Festival.model_validate(document)), Answer.model_validate(answer))

    assert [str(fault) for fault in caught.value.faults] == [
        "placements.0.start: clocks in Europe/Berlin go forward and never show 2024-03-31T02:30",
        "placements.1.session: t#1 is cancelled; take it out of the timetable, or let showgrid replan do so",
        "placements.2.session: u#2 is cancelled; take it out of the timetable, or let showgrid replan do so",
    ]


@pytest.mark.parametrize("slot", [0, -1, 8, 10**9])
def test_a_slot_that_there_is_not_is_a_fault(slot: int) -> None:
    assert refused(BLOCKS, {"session": "s", "room": "a", "block": "b", "slot": slot}) == [
        f"placements.0.slot: block 'b' has the slots 1 to 7, and no {slot}"
    ]


def test_unknown_fields_and_wrong_types_are_told_with_their_place() -> None:
    with pytest.raises(FestivalError) as caught:
        read_answer('{"showgrid": 1, "festival": "f", "placements": [{"session": "s", "rom": "a"}], "seed": "x"}')

    assert [str(fault) for fault in caught.value.faults] == [
        "placements.0.room (s): this is missing; it must be given",
        "placements.0.rom (s): there is no field 'rom' here; did you mean 'room'?",
        "seed: 'x' does not fit; write a whole number",
    ]


@pytest.mark.parametrize(
    ("until", "counts"),
    [(None, True), ("2199-12-31", True), ("2020-01-01", False), ("today", True)],
)
def test_a_waiver_counts_until_its_day_is_over(until: str | None, counts: bool) -> None:
    problem = problem_of({})
    # Today where the festival is, which may be tomorrow elsewhere.
    day = datetime.now(problem.clock.tz).date().isoformat() if until == "today" else until
    waiver = {"rule": "placed", "subject": "s#1", "until": day}

    (read,) = waivers_of(problem, Answer.model_validate({"festival": "example", "waivers": [waiver]}))

    assert read.past is not counts
