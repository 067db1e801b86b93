"""Calendars of publications follow every change, and every reader takes them for what they mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from scheduler.answer import answer_of
from scheduler.compile import compile_festival
from scheduler.feed import Feed
from scheduler.festival import Festival
from scheduler.formats.ics import Setting, calendar
from scheduler.problem import Problem
from scheduler.publication import Publication, publish
from scheduler.timetable import Placement, Timetable
from tests.publication.support import DOCUMENT, FIRST, PLACES, announced, problem_with, session
from tests.readers.calendars import LIBICAL, READERS, broken_rules, libical_complains

SOON = timedelta(hours=1)
GONE = [one for one in DOCUMENT["sessions"] if one["id"] != "opening"]
LESS = {key: place for key, place in PLACES.items() if key != "opening#1"}


def followed(
    made: tuple[Problem, Timetable, Publication], feed: Feed | None = None, after: timedelta = SOON
) -> dict[str, tuple[str, int, str, str, int]]:
    """Of each event, by showing: title, SEQUENCE, STATUS, TRANSP, days from the first publication to its last change."""
    problem, timetable, publication = made
    data = calendar(problem, timetable, feed or Feed(), publication, now=publication.published_at + after)
    read: Any = Calendar.from_ical(data)
    return {
        str(one["uid"]).partition("@")[0]: (
            str(one["summary"]), int(one["sequence"]), str(one["status"]), str(one["transp"]),
            (one["dtstamp"].dt - FIRST).days,
        )
        for one in read.walk("VEVENT")
    }  # fmt: skip


def there(title: str, sequence: int = 0, days: int = 0) -> tuple[str, int, str, str, int]:
    return title, sequence, "CONFIRMED", "OPAQUE", days


def not_there(title: str, sequence: int = 1, days: int = 1) -> tuple[str, int, str, str, int]:
    return f"[취소 CANCELLED] {title}", sequence, "CANCELLED", "TRANSPARENT", days


def test_what_moves_in_a_room_is_counted_and_dated() -> None:
    _, _, first = announced()
    second = announced(PLACES | {"film#1": ("big", "15:00")}, first)

    assert followed(second, Feed(room="big")) == {"opening-1": there("Opening"), "film-1": there("Salt (1)", 1, 1)}


def test_what_moves_to_another_room_is_cancelled_here_and_counted_there() -> None:
    _, _, first = announced()
    second = announced(PLACES | {"film#1": ("little", "15:00")}, first)

    assert followed(second, Feed(room="big")) == {"opening-1": there("Opening"), "film-1": not_there("Salt (1)")}
    assert followed(second, Feed(room="little")) == {"film-2": there("Salt (2)"), "film-1": there("Salt (1)", 1, 1)}
    assert followed(second)["film-1"] == there("Salt (1)", 1, 1)


def test_what_is_taken_out_is_cancelled_for_72_hours_and_then_gone() -> None:
    _, _, first = announced()
    second = announced(LESS, first, problem_with(sessions=GONE))

    last = timedelta(hours=72) - timedelta(seconds=1)
    assert followed(second)["opening-1"] == not_there("Opening")
    assert followed(second, Feed("both"), last)["opening-1"] == not_there("개막식 / Opening")
    assert "opening-1" not in followed(second, after=timedelta(hours=72))


def test_what_comes_back_counts_on() -> None:
    _, _, first = announced()
    _, _, second = announced(LESS, first, problem_with(sessions=GONE))
    third = announced(PLACES, second)

    assert followed(third)["opening-1"] == there("Opening", 2, 2)


def test_a_room_keeps_its_farewell_while_the_showing_moves_on_elsewhere() -> None:
    _, _, first = announced()
    _, _, second = announced(PLACES | {"film#1": ("little", "15:00")}, first)
    third = announced(PLACES | {"film#1": ("little", "17:00")}, second)

    assert followed(third, Feed(room="big"))["film-1"] == not_there("Salt (1)", 1, 1)
    assert followed(third, Feed(room="little"))["film-1"] == there("Salt (1)", 2, 2)


def test_whoever_is_in_it_no_more_sees_it_cancelled() -> None:
    _, _, first = announced()
    people = session("film", people=[{"id": "kim", "role": "director", "showings": [1]}])
    second = announced(PLACES, first, problem_with(sessions=people))

    assert followed(second, Feed(person="ryu")) == {"film-1": not_there("Salt (1)")}
    assert followed(second, Feed(person="kim")) == {"opening-1": there("Opening"), "film-1": there("Salt (1)", 1, 1)}


def test_what_the_public_never_knew_is_not_taken_back_before_it() -> None:
    _, _, first = announced()
    less = {key: place for key, place in PLACES.items() if key != "secret#1"}
    second = announced(less, first)

    assert "secret-1" not in followed(second)
    assert followed(second, Feed(audience="staff"))["secret-1"] == not_there("HUSH")


def test_what_is_public_no_more_is_taken_back_by_the_name_it_had() -> None:
    _, _, first = announced()
    second = announced(PLACES, first, problem_with(sessions=session("opening", title="HUSH", visibility="staff")))

    assert followed(second)["opening-1"] == not_there("Opening")


@pytest.mark.parametrize("feed", [Feed(), Feed("both", room="little"), Feed("ko", track="main"), Feed(person="kim")])
def test_if_nothing_in_it_changed_it_is_the_same_bytes(feed: Feed) -> None:
    problem, timetable, first = announced()
    later, moved, second = announced(PLACES | {"secret#1": ("little", "10:00")}, first)

    one = calendar(problem, timetable, feed, first, now=first.published_at)
    other = calendar(later, moved, feed, second, now=second.published_at + timedelta(days=30))
    assert one == other


def test_a_calendar_says_all_that_it_should() -> None:
    document = {
        **DOCUMENT,
        "venues": [{"id": "house", "name": "The House", "address": "1 Main Street", "geo": [37.6, 126.7]}],
        "rooms": [
            {"id": "big", "venue": "house", "name": {"en": "Big hall", "ko": "큰 홀"}},
            {"id": "little", "venue": "house"},
        ],
        "sessions": session("film", abstract={"en": "A love story.", "ko": "사랑 이야기."}),
    }
    problem, timetable, made = announced(problem=compile_festival(Festival.model_validate(document)))
    setting = Setting(30, "https://films.example/ko/feeds/main.ics", "https://films.example/ko/")
    data = calendar(problem, timetable, Feed("both", track="main"), made, setting=setting, now=FIRST)

    lines = data.decode().replace("\r\n ", "").split("\r\n")
    begin = lines.index("BEGIN:VTIMEZONE")
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT") + 1]
    assert sorted(lines[:begin]) == [
        "BEGIN:VCALENDAR",
        "CALSCALE:GREGORIAN",
        "COLOR:firebrick",
        "METHOD:PUBLISH",
        "NAME:작은 영화제 · main / Small festival · main",
        "PRODID:-//Showgrid//Showgrid//EN",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "SOURCE;VALUE=URI:https://films.example/ko/feeds/main.ics",
        "VERSION:2.0",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-CALNAME:작은 영화제 · main / Small festival · main",
    ]
    assert sorted(event) == sorted([
        "BEGIN:VEVENT", "BEGIN:VALARM", "END:VALARM", "END:VEVENT",
        "ACTION:DISPLAY", "DESCRIPTION:Salt (1)", "TRIGGER:-PT30M",
        "CATEGORIES:main",
        "CREATED:20241001T090000Z",
        "DESCRIPTION:사랑 이야기.\\nHa-jin Ryu\\n\\nA love story.\\nHa-jin Ryu",
        "DTEND;TZID=Asia/Seoul:20241025T143000",
        "DTSTAMP:20241001T090000Z",
        "DTSTART;TZID=Asia/Seoul:20241025T130000",
        "GEO:37.6;126.7",
        "LAST-MODIFIED:20241001T090000Z",
        "LOCATION:큰 홀\\, The House\\, 1 Main Street / Big hall\\, The House\\, 1 Main Street",
        'ORGANIZER;CN="작은 영화제 / Small festival":MAILTO:noreply@showgrid.invalid',
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY:Salt (1)",
        "TRANSP:OPAQUE",
        "UID:film-1@small.showgrid",
        "URL:https://films.example/ko/#film-1",
    ])  # fmt: skip


def test_no_alarm_unless_it_is_asked_for() -> None:
    problem, timetable, made = announced()

    assert b"VALARM" not in calendar(problem, timetable, Feed(), made, now=FIRST)


# -- whatever the readers -----------------------------------------------------------------------------

ZONES = {
    "Europe/Berlin": ("2024-03-30", "2024-10-26"),
    "America/New_York": ("2024-03-09", "2024-11-02"),
    "Australia/Sydney": ("2024-04-06", "2024-10-05"),
    "Asia/Seoul": ("2024-03-30", "2024-10-26"),
    "Africa/Casablanca": ("2024-03-09", "2024-04-13"),  # in 2024 the clocks went back for Ramadan, and forth again
}
TITLES = ["개막식 & 무대인사; 그 밖에, 모두 \\ 함께", "🎬 Żółć – 映画祭 👩‍👩‍👧", "Long " * 60, "a\nb"]


def around_a_change(zone: str, day: str, events: int, step: int) -> tuple[Problem, Timetable, Publication]:
    """Showings one after the other, about a night in which clocks change; some run through it."""
    first = datetime.fromisoformat(day)
    document = {
        "showgrid": 1,
        "festival": {"id": "zone", "name": "존 🎞", "timezone": zone, "grid": 1},
        "days": [{"date": f"{first + timedelta(days=n):%Y-%m-%d}"} for n in range(4)],
        "rooms": [{"id": "a"}],
        "sessions": [
            {"id": f"s-{n}", "title": f"{TITLES[n % len(TITLES)]} {n}", "duration": 5 + n * 7 % 300}
            for n in range(events)
        ],
    }
    problem = compile_festival(Festival.model_validate(document))
    begin = problem.clock.minutes(datetime(first.year, first.month, first.day))
    placements = {
        one.index: Placement(one, 0, at, at + one.duration, 0)
        for one in problem.showings
        for at in [begin + step * one.index]
    }
    timetable = Timetable(problem, placements)
    return problem, timetable, publish(problem, timetable, answer_of(problem, timetable), None, FIRST)


CHANGES = [(zone, day, 80, 37) for zone, days in ZONES.items() for day in days]


@pytest.mark.parametrize(("zone", "day", "events", "step"), [*CHANGES, ("Europe/Berlin", "2024-10-26", 500, 9)])
def test_every_reader_takes_events_about_a_change_of_clocks_for_what_they_are(
    zone: str, day: str, events: int, step: int
) -> None:
    problem, timetable, made = around_a_change(zone, day, events, step)
    midnight = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    right = []
    for one in problem.showings:
        start = midnight + timedelta(minutes=step * one.index)
        end = start + timedelta(minutes=one.duration)
        right.append((f"{one.session.id}-1@zone.showgrid", start, end, str(one.session.title), "CONFIRMED"))

    data = calendar(problem, timetable, Feed("both"), made, now=FIRST + SOON)

    readers = {name: read for name, read in READERS.items() if name != "ics" or events < 100}  # it takes 13 s for 500
    wrong = {name: sorted(set(right) ^ set(read(data)))[:4] for name, read in readers.items()}
    assert wrong == {name: [] for name in readers}
    assert list(broken_rules(data, datetime.now(UTC))) == []


FEEDS = [Feed(), Feed("both", audience="staff"), Feed(person="kim"), Feed("ko", room="big"), Feed(track="odd")]


@pytest.mark.parametrize("feed", FEEDS, ids=["all", "staff", "person", "room", "of nothing"])
def test_every_rule_is_kept_also_by_farewells_and_by_a_calendar_of_nothing(feed: Feed) -> None:
    _, _, first = announced()
    problem, timetable, second = announced(LESS | {"film#1": ("little", "15:00")}, first, problem_with(sessions=GONE))

    data = calendar(problem, timetable, feed, second, setting=Setting(alarm=10), now=second.published_at + SOON)

    assert list(broken_rules(data, datetime.now(UTC))) == []
    assert {len(read(data)) for read in READERS.values()} == {len(READERS["icalendar"](data))}
    if LIBICAL is not None:
        assert libical_complains(data) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"UID:film-2@", b"UID:film-1@", "film-1@small.showgrid is there 2 times"),
        (b"DTSTART;TZID=Asia/Seoul", b"DTSTART;TZID=Asia/Tokyo", "film-1@small.showgrid: Asia/Tokyo is not declared"),
        (b"DTEND;TZID=Asia/Seoul", b"DTEND", "film-1@small.showgrid: DTEND is floating"),
        (b"DTSTAMP:20241001", b"DTSTAMP:20241003", "film-1@small.showgrid: its stamp is not when it was changed"),
    ],
)  # fmt: skip
def test_the_rules_find_what_they_are_for(old: bytes, new: bytes, told: str) -> None:
    problem, timetable, made = announced()
    data = calendar(problem, timetable, Feed(track="main"), made, now=FIRST)

    assert told in list(broken_rules(data.replace(old, new), datetime.now(UTC)))


@pytest.mark.skipif(LIBICAL is None, reason="libical is not installed here")
def test_libical_finds_what_it_is_for() -> None:
    problem, timetable, made = announced()
    data = calendar(problem, timetable, Feed(), made, now=FIRST)
    lines = [line for line in data.split(b"\r\n") if not line.startswith((b"ORGANIZER", b"DTSTAMP"))]

    assert libical_complains(data) == []
    assert libical_complains(b"\r\n".join(lines)) != []
