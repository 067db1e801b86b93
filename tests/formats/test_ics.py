"""Calendars say what the timetable says, stay the same bytes, and mean the same hour everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from scheduler.compile import compile_festival
from scheduler.feed import Feed
from scheduler.festival import Festival
from scheduler.formats.ics import calendar
from scheduler.formats.vtimezone import tells_rightly, vtimezone
from scheduler.timetable import Placement, Timetable
from tests.constraints.support import placed
from tests.formats.programme import SECRETS, programme


def parsed(data: bytes) -> Any:
    """The calendar as icalendar reads it; what its parts are depends on what is in them."""
    return Calendar.from_ical(data)


def events(data: bytes) -> dict[str, dict[str, Any]]:
    return {str(event["uid"]).partition("@")[0]: dict(event) for event in parsed(data).walk("VEVENT")}


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_public_calendar_holds_what_is_public(lang: str) -> None:
    data = calendar(*programme(), Feed(lang))

    assert list(events(data)) == ["opening-1", "block-1", "late-1"]
    text = data.decode().replace("\r\n ", "")
    assert [secret for secret in (*SECRETS, "Ji-an", "노지안") if secret in text] == []


def test_an_event_says_what_when_and_where() -> None:
    event = events(calendar(*programme(), Feed("en")))["block-1"]

    assert {name: str(event[name]) for name in ("SUMMARY", "LOCATION", "STATUS", "TRANSP", "DESCRIPTION")} == {
        "SUMMARY": '<script>alert("1")</script> & Co (1)',
        "LOCATION": "Big hall, The House, 1 Main Street",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "DESCRIPTION": "Dae-sik Kim",
    }
    assert (event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat()) == (
        "2024-10-25T10:40:00+09:00",
        "2024-10-25T11:40:00+09:00",
    )


def test_a_text_with_commas_semicolons_and_korean_is_read_back_whole() -> None:
    data = calendar(*programme(), Feed("ko", person="kim"))

    assert [line for line in data.split(b"\r\n") if len(line) > 75] == []
    assert (
        str(events(calendar(*programme(), Feed("en")))["opening-1"]["DESCRIPTION"])
        == "It begins; at last, all of it.\nDae-sik Kim"
    )
    assert str(events(data)["opening-1"]["SUMMARY"]) == "개막식"


def test_a_person_has_everything_they_are_in_and_is_told_when_they_are_needed() -> None:
    noh = events(calendar(*programme(), Feed("en", person="noh")))

    assert list(noh) == ["block-1", "reception-1", "winners-1"]
    assert str(noh["block-1"]["DESCRIPTION"]) == "Ji-an Noh, Dae-sik Kim\nJi-an Noh: needed 11:24–11:40 (director)"
    assert list(events(calendar(*programme(), Feed("en", person="baek")))) == ["opening-1", "block-1"]


def test_an_unchanged_calendar_is_the_same_bytes() -> None:
    assert calendar(*programme(), Feed("ko")) == calendar(*programme(), Feed("ko"))


def test_who_a_showing_is_stays_when_it_moves() -> None:
    problem, _ = programme()
    one, other = (
        events(calendar(problem, placed(problem, {"late#1": place}), Feed()))
        for place in (("big", "20:00"), ("little", "21:30"))
    )

    assert list(one) == list(other) == ["late-1"]
    assert one["late-1"]["DTSTART"] != other["late-1"]["DTSTART"]


def test_every_rule_of_calendars_is_kept() -> None:
    made = parsed(calendar(*programme(), Feed("en")))

    assert {
        name: made.get(name) is not None
        for name in ("VERSION", "PRODID", "CALSCALE", "METHOD", "REFRESH-INTERVAL", "X-WR-CALNAME")
    } == dict.fromkeys(("VERSION", "PRODID", "CALSCALE", "METHOD", "REFRESH-INTERVAL", "X-WR-CALNAME"), True)
    zones = [str(zone["tzid"]) for zone in made.walk("VTIMEZONE")]
    used = {event[name].params.get("TZID") for event in made.walk("VEVENT") for name in ("DTSTART", "DTEND")}
    assert (zones, used) == (["Asia/Seoul"], {"Asia/Seoul"})
    for event in made.walk("VEVENT"):
        assert [
            name for name in ("UID", "DTSTAMP", "SEQUENCE", "ORGANIZER", "LAST-MODIFIED") if name not in event
        ] == []


# -- time zones -----------------------------------------------------------------------------------


def offset_told(zone: str, moment: datetime) -> timedelta:
    """Offset at a wall-clock time as a calendar works it out from the VTIMEZONE."""
    found = []
    parts: list[Any] = vtimezone(zone).subcomponents
    for part in parts:
        begin = part["DTSTART"].dt
        if "RRULE" in part:
            rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=begin)
            begin = rule.before(moment, inc=True)
        if begin is not None:
            found.append((begin, part["TZOFFSETTO"].td))
    offset: timedelta = max(found)[1]
    return offset


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Seoul"])
def test_a_zone_is_told_as_it_is_on_every_day_and_about_every_change_of_clocks(zone: str) -> None:
    tz = ZoneInfo(zone)
    hours = [datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(0, 731, 3)]
    turns = [one for one, two in pairwise(hours) if one.astimezone(tz).utcoffset() != two.astimezone(tz).utcoffset()]
    hours += [turn + timedelta(hours=n) for turn in turns for n in range(73)]

    told = [moment.astimezone(tz) for moment in hours]
    right = [local for local in told if not local.fold]

    assert [local for local in right if offset_told(zone, local.replace(tzinfo=None)) != local.utcoffset()] == []
    assert [local for local in told if tells_rightly(zone, local) == looks_like_another(local)] == []


def looks_like_another(local: datetime) -> bool:
    """Whether clocks that go back show this time twice."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def casablanca(day: str) -> Any:
    document = {
        "showgrid": 1,
        "festival": {"id": "c", "timezone": "Africa/Casablanca"},
        "days": [{"date": day}],
        "rooms": [{"id": "a"}],
        "sessions": [{"id": "s", "duration": 30}],
    }
    problem = compile_festival(Festival.model_validate(document))
    return parsed(calendar(problem, placed(problem, {"s#1": ("a", f"{day}T10:00")}), Feed()))


@pytest.mark.parametrize("day", ["2024-03-20", "2024-06-20"])  # in Ramadan, and not
def test_where_the_clocks_keep_no_rule_a_calendar_means_the_right_moment_all_the_same(day: str) -> None:
    made = casablanca(day)
    (event,) = made.walk("VEVENT")
    right = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=ZoneInfo("Africa/Casablanca"))

    assert event["DTSTART"].dt.astimezone(UTC) == right.astimezone(UTC)
    if "TZID" in event["DTSTART"].params:
        assert offset_told("Africa/Casablanca", right.replace(tzinfo=None)) == right.utcoffset()
    else:
        assert (event["DTSTART"].to_ical()[-1:], made.walk("VTIMEZONE")) == (b"Z", [])


def test_the_second_of_two_equal_hours_is_written_in_utc() -> None:
    document = {
        "showgrid": 1,
        "festival": {"id": "b", "timezone": "Europe/Berlin"},
        "days": [{"date": "2024-10-26", "close": "28:00"}],
        "rooms": [{"id": "a"}],
        "sessions": [{"id": "s", "duration": 30}],
    }
    problem = compile_festival(Festival.model_validate(document))
    (showing,) = problem.showings
    start = problem.clock.minutes(datetime(2024, 10, 27)) + 180  # 02:00 for the second time
    data = calendar(problem, Timetable(problem, {0: Placement(showing, 0, start, start + 30, 0)}), Feed())

    assert b"\r\nDTSTART:20241027T010000Z\r\nDTEND:20241027T013000Z\r\n" in data
