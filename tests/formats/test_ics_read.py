"""Calendars of any origin become a festival and its timetable."""

from __future__ import annotations

import pytest

from scheduler.faults import FestivalError
from scheduler.feed import Feed
from scheduler.formats.ics import calendar
from scheduler.formats.ics_read import programme_of
from scheduler.formats.imported import Imported
from scheduler.formats.notes import told
from tests.formats.published import reader
from tests.formats.schedules import festival

read = reader(programme_of)


def ics(*events: str, head: str = "X-WR-TIMEZONE:Asia/Seoul\n") -> bytes:
    body = "".join(f"BEGIN:VEVENT\nUID:{number}@x\n{event}\nEND:VEVENT\n" for number, event in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//\n{head}{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def places(made: Imported) -> list[tuple[str, str, str, str]]:
    assert made.timetable is not None
    return [
        (one.session, one.room, f"{one.start:%m-%dT%H:%M}", f"{one.end:%H:%M}")
        for one in made.timetable.placements
        if one.start and one.end
    ]


def notes(made: Imported) -> list[str]:
    return list(told(list(made.notes)))


GOOD = "SUMMARY:Talk\nDTSTART:20241025T100000\nDTEND:20241025T110000\nLOCATION:Hall A\\, Museum"


def test_times_may_be_local_zoned_or_in_utc_and_lengths_durations() -> None:
    made = read(
        ics(
            GOOD,
            "SUMMARY:Zoned\nDTSTART;TZID=Europe/Berlin:20241025T050000\nDURATION:PT45M\nLOCATION:Hall A\\, Museum",
            "SUMMARY:Utc\nDTSTART:20241025T040000Z\nDTEND:20241025T043000Z\nLOCATION:Hall B\\, Library",
            "SUMMARY:Windows\nDTSTART;TZID=Korea Standard Time:20241025T150000\nDURATION:PT30M\nLOCATION:Hall B\\, Library",
        )
    )

    assert places(made) == [
        ("talk", "hall-a", "10-25T10:00", "11:00"),
        ("zoned", "hall-a", "10-25T12:00", "12:45"),
        ("utc", "hall-b", "10-25T13:00", "13:30"),
        ("windows", "hall-b", "10-25T15:00", "15:30"),
    ]
    assert [(room.id, room.venue) for room in made.festival.rooms] == [("hall-a", "museum"), ("hall-b", "library")]
    assert notes(made) == ["guessed: minutes to walk between 2 buildings; correct them in the festival"]


def test_what_is_repeated_is_told_one_by_one_but_for_what_is_excepted_or_moved() -> None:
    made = read(
        ics(
            f"{GOOD}\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20241026T100000",
            "SUMMARY:Talk\nDTSTART:20241027T140000\nDTEND:20241027T150000\nLOCATION:Hall A\\, Museum\nRECURRENCE-ID:20241027T100000",
        ).replace(b"UID:1@x", b"UID:0@x")
    )

    assert [(session, start) for session, _, start, _ in places(made)] == [
        ("talk", "10-25T10:00"),
        ("talk", "10-27T14:00"),
        ("talk", "10-28T10:00"),
    ]


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ("SUMMARY:Bad\nDTSTART;VALUE=DATE:20241025", "left out: line 12 (Bad): it lasts all day and has no time"),
        ("SUMMARY:Bad", "left out: line 12 (Bad): it has no start that can be understood"),
        (
            "SUMMARY:Bad\nDTSTART:20241025T120000\nLOCATION:Hall A\\, Museum",
            "guessed: line 12 (Bad): it has no end; taken for 60 minutes",
        ),
        (
            "SUMMARY:Bad\nDTSTART:20241025T120000\nDTEND:20241025T110000\nLOCATION:Hall A\\, Museum",
            "wrong: line 12 (Bad): its length is -60 minutes; taken for 60 minutes",
        ),
        (
            "SUMMARY:Bad\nDTSTART:20241025T120000\nDTEND:20260925T110000\nLOCATION:Hall A\\, Museum",
            "left out: line 12 (Bad): it lasts 1007940 minutes, more than a week; correct its length",
        ),
        (f"{GOOD}\nRRULE:FREQ=DAILY", "left out: line 12 (Talk): it is repeated without end; only 200 times are read"),
        (f"{GOOD}\nRRULE:FREQ=NEVER", "wrong: line 12 (Talk): its repetition cannot be understood"),
        ("SUMMARY:Bad\nDTSTART:2024-10-25 soon", "left out: line 12 (Bad): it has no start that can be understood"),
    ],
    ids=["all day", "no start", "no end", "negative", "too long", "endless", "no rule", "no time"],
)  # fmt: skip
def test_what_is_wrong_with_an_event_is_told_with_its_line(event: str, line: str) -> None:
    made = read(ics(GOOD, event))

    assert [one for one in notes(made) if one.startswith(line)] != [], notes(made)
    assert places(made)[0] == ("talk", "hall-a", "10-25T10:00", "11:00")


def test_of_two_versions_of_an_event_the_newer_counts() -> None:
    made = read(
        ics(f"{GOOD}\nSEQUENCE:1", f"{GOOD.replace('Hall A', 'Hall B')}\nSEQUENCE:2").replace(b"UID:1@x", b"UID:0@x")
    )

    assert [room for _, room, _, _ in places(made)] == ["hall-b"]


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"BEGIN:VCALENDAR\r\n", ics(GOOD)[:-30], ics("SUMMARY:x"), b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"],
    ids=["empty", "text", "begin", "cut off", "no time", "no events"],
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(FestivalError):
        read(data)


def test_our_own_calendar_comes_back_with_its_ids_rooms_and_times() -> None:
    problem, timetable = festival()

    made = read(calendar(problem, timetable, Feed(lang="ko", audience="staff")))

    assert made.timetable is not None
    found = {(one.session, one.showing, one.start, one.end) for one in made.timetable.placements}
    minute = problem.minute
    assert found == {
        (p.showing.session.id, p.showing.label, problem.clock.local(p.start // minute), problem.clock.local(p.end // minute))
        for p in timetable
    }  # fmt: skip
    assert made.festival.festival.id == problem.festival.festival.id


def test_a_zone_that_nobody_knows_is_told_and_the_festivals_counts() -> None:
    made = read(ics("DTSTART;TZID=Mars/Base:20241025T120000\nDURATION:PT1H\nSUMMARY:Red\nLOCATION:A"))

    assert [one[2] for one in places(made)] == ["10-25T12:00"]
    assert notes(made) == [
        "wrong: line 5 (Red): there is no time zone 'Mars/Base'; its times are taken for those of the festival"
    ]


def test_one_time_of_a_series_that_is_called_otherwise_is_no_fault() -> None:
    series = (
        "DTSTART;TZID=Asia/Seoul:20241025T090000\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=2\nSUMMARY:Crew\nLOCATION:A"
    )
    other = "RECURRENCE-ID;TZID=Asia/Seoul:20241026T090000\nDTSTART;TZID=Asia/Seoul:20241026T100000\nDURATION:PT30M\nSUMMARY:Crew, later\nLOCATION:A"

    made = read(ics(series, other).replace(b"UID:1@x", b"UID:0@x"))

    assert [one[2] for one in places(made)] == ["10-25T09:00", "10-26T10:00"]
    assert notes(made) == []


def test_an_address_below_the_name_of_a_hall_is_its_building() -> None:
    made = read(
        ics(
            "DTSTART;TZID=Asia/Seoul:20241025T090000\nDURATION:PT30M\nSUMMARY:A\nLOCATION:Kino\\nHauptstr. 1\\, Berlin",
            "DTSTART;TZID=Asia/Seoul:20241025T100000\nDURATION:PT30M\nSUMMARY:B\nLOCATION:Kino",
        )
    )

    assert [one[1] for one in places(made)] == ["kino", "kino"]


def test_the_line_of_each_event_is_counted_from_the_top() -> None:
    events = [b"BEGIN:VEVENT", b"SUMMARY:one", b"END:VEVENT", b"", b"BEGIN:VEVENT", b"SUMMARY:two", b"END:VEVENT"]
    made = programme_of(b"\n".join([b"BEGIN:VCALENDAR", b"VERSION:2.0", *events, b"END:VCALENDAR", b""]))

    assert [note.place for note in made.notes.every] == ["line 3 (one)", "line 7 (two)"]
