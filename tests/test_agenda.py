"""What people may read of a timetable: one filter, local times, names, lanes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from scheduler.agenda import Audience, Entry, by_day, clock, day_name, entries, lanes, names, of_person
from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.timetable import Placement, Timetable
from tests.constraints.support import placed, problem_of
from tests.formats.programme import programme

EVERYTHING = ["rehearsal#1", "opening#1", "block#1", "reception#1", "winners#1", "block#2", "late#1"]


def keys(found: list[Entry]) -> list[str]:
    return [entry.showing.key for entry in found]


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("public", ["opening#1", "block#1", "late#1"]),
        ("guests", ["opening#1", "block#1", "reception#1", "late#1"]),
        ("staff", EVERYTHING),
    ],
)
def test_everybody_sees_what_they_may(audience: Audience, seen: list[str]) -> None:
    assert keys(entries(*programme(), audience)) == seen


def test_an_embargo_ends_at_its_minute_in_the_time_of_the_festival() -> None:
    problem = problem_of(
        {"rooms": [{"id": "a"}], "sessions": [{"id": "s", "duration": 30, "embargo_until": "2024-10-25T20:15"}]}
    )
    timetable = placed(problem, {"s#1": ("a", "21:00")})

    before, after = datetime(2024, 10, 25, 11, 14, 59, tzinfo=UTC), datetime(2024, 10, 25, 11, 15, tzinfo=UTC)

    assert keys(entries(problem, timetable, "public", before)) == []
    assert keys(entries(problem, timetable, "public", after)) == ["s#1"]
    assert keys(entries(problem, timetable, "staff", before)) == ["s#1"]


def test_names_are_those_whom_the_audience_may_know_each_once() -> None:
    found = {entry.showing.key: entry for entry in entries(*programme(), "staff")}

    assert names(found["opening#1"], "en", "public") == ["Dae-sik Kim"]
    assert names(found["opening#1"], "ko", "staff") == ["김대식", "HUSH 백준"]
    assert names(found["block#1"], "en", "public") == ["Dae-sik Kim"]
    assert names(found["block#1"], "en", "guests") == ["Ji-an Noh", "Dae-sik Kim"]


def test_a_person_must_be_where_they_are_needed_and_where_they_were_chosen() -> None:
    problem, timetable = programme()

    assert keys(of_person(problem, timetable, "kim")) == ["rehearsal#1", "opening#1", "block#1", "reception#1"]
    assert keys(of_person(problem, timetable, "baek")) == ["opening#1", "block#1"]


def test_times_are_local_and_go_on_past_midnight_of_the_festival_day() -> None:
    late = entries(*programme(), "public")[-1]

    assert (late.start.isoformat(), late.day) == ("2024-10-25T23:30:00+09:00", date(2024, 10, 25))
    assert (clock(late, late.start), clock(late, late.end), clock(late, late.ready)) == ("23:30", "25:00", "25:10")


def test_an_odd_slot_is_told_in_whole_minutes() -> None:
    document = {
        "rooms": [{"id": "a"}],
        "blocks": [{"id": "b", "from": "2024-10-25T09:00", "to": "2024-10-25T10:00", "slots": 7}],
        "sessions": [{"id": "s", "slots": 1}],
    }
    problem = problem_of(document)
    (entry,) = entries(problem, placed(problem, {"s#1": ("a", "b/2")}))

    assert (clock(entry, entry.start), clock(entry, entry.end)) == ("09:08", "09:18")


def test_parts_have_their_times() -> None:
    block = next(entry for entry in entries(*programme()) if entry.showing.key == "block#1")

    assert [(name, clock(block, a), clock(block, b)) for name, a, b in block.parts()] == [
        ("introduction", "10:40", "10:45"),
        ("film", "10:45", "11:25"),
        ("q-and-a", "11:24", "11:40"),
    ]


def test_days_are_those_of_the_festival() -> None:
    document = {
        "showgrid": 1,
        "festival": {"id": "two", "timezone": "Asia/Seoul", "day_ends": "05:00"},
        "days": [{"date": "2024-10-25", "close": "26:00"}, {"date": "2024-10-26", "close": "26:00"}],
        "rooms": [{"id": "a"}],
        "sessions": [{"id": name, "duration": 60} for name in ("one", "night", "two")],
    }
    problem = compile_festival(Festival.model_validate(document))
    timetable = placed(
        problem, {"one#1": ("a", "10:00"), "night#1": ("a", "2024-10-26T00:30"), "two#1": ("a", "2024-10-26T10:00")}
    )

    assert {day: keys(found) for day, found in by_day(entries(problem, timetable)).items()} == {
        date(2024, 10, 25): ["one#1", "night#1"],
        date(2024, 10, 26): ["two#1"],
    }


def test_a_day_has_a_name_in_both_languages() -> None:
    assert (day_name(date(2024, 10, 25), "en"), day_name(date(2024, 10, 25), "ko")) == (
        "Fri 25 October 2024",
        "2024년 10월 25일(금)",
    )


def test_what_runs_at_once_in_a_room_lies_in_lanes() -> None:
    problem = problem_of(
        {"rooms": [{"id": "a", "parallel": 3}], "sessions": [{"id": name, "duration": 60} for name in "stuvw"]}
    )
    timetable = placed(
        problem,
        {
            "s#1": ("a", "09:00"),
            "t#1": ("a", "09:30"),
            "u#1": ("a", "10:00"),
            "v#1": ("a", "11:00"),
            "w#1": ("a", "12:00"),
        },
    )

    assert [(entry.showing.key, lane, beside) for entry, lane, beside in lanes(entries(problem, timetable))] == [
        ("s#1", 0, 2),
        ("t#1", 1, 2),
        ("u#1", 0, 2),
        ("v#1", 0, 1),
        ("w#1", 0, 1),
    ]


def test_an_hour_that_clocks_show_twice_is_told_apart() -> None:
    document = {
        "showgrid": 1,
        "festival": {"id": "b", "timezone": "Europe/Berlin"},
        "days": [{"date": "2024-10-26", "close": "27:00"}],
        "rooms": [{"id": "a"}],
        "sessions": [{"id": "s", "duration": 30}],
    }
    problem = compile_festival(Festival.model_validate(document))
    (showing,) = problem.showings
    midnight = problem.clock.minutes(datetime(2024, 10, 27))
    found = [Entry(problem, Placement(showing, 0, midnight + n, midnight + n + 30, 0)) for n in (120, 180)]

    assert [entry.start.isoformat() for entry in found] == ["2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00"]
    assert len(Timetable(problem, {0: found[0].placement})) == 1
