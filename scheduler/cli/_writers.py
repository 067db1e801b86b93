"""What ``showgrid export`` writes: each format by its own module, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from scheduler.cli._paper import Asked
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from scheduler.agenda import Audience
    from scheduler.formats.listing import Listing
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.timetable import Timetable


@dataclass
class Wanted:
    """What the options ask for."""

    lang: str
    audience: Audience | None
    """Who is to read it; None is what is usual for the format."""
    person: str | None
    room: str | None
    track: str | None
    venue: str | None
    paper: Asked
    """What is asked of a PDF alone, and what both know."""
    publication: Publication | None = None
    """If the timetable was published."""
    at: datetime | None = None
    alarm: int | None = None
    source: str = ""
    page: str = ""


def _html(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.html import day_page

    return day_page(problem, timetable, _one(wanted), wanted.audience or "public", wanted.at).encode()


def _ics(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.feed import Feed
    from scheduler.formats.ics import Setting, calendar

    audience = wanted.audience or "public"
    if wanted.venue:
        feed = Feed.of_venue(problem, wanted.venue, wanted.lang, audience, wanted.publication)
        feed = replace(feed, person=wanted.person, room=wanted.room, track=wanted.track)
    else:
        feed = Feed(wanted.lang, wanted.person, wanted.room, wanted.track, audience)
    setting = Setting(wanted.alarm, wanted.source, wanted.page)
    return calendar(problem, timetable, feed, wanted.publication, setting=setting, now=wanted.at)


def _csv(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.sheets import as_csv

    return as_csv(problem, timetable, _one(wanted), wanted.audience or "staff", wanted.at)


def _xlsx(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.views import write as workbook

    return workbook(problem, timetable, _one(wanted), wanted.audience or "staff", wanted.at)


def _pdf(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.cli._paper import sheet_in_pdf

    return sheet_in_pdf(problem, timetable, wanted.publication, wanted.paper)


def _schedule_json(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.schedule_json import write as schedule

    return schedule(_listing(problem, timetable, wanted), _version(wanted))


def _schedule_xml(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.schedule_xml import write as schedule

    return schedule(_listing(problem, timetable, wanted), _version(wanted))


def _jsonld(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.jsonld import write as graph

    return graph(_listing(problem, timetable, wanted, whole=True), wanted.publication)


def _listing(problem: Problem, timetable: Timetable, wanted: Wanted, *, whole: bool = False) -> Listing:
    from scheduler.formats.listing import Listing

    return Listing(problem, timetable, _one(wanted), wanted.audience or "public", wanted.at, whole=whole)


def _version(wanted: Wanted) -> str:
    """The number of the publication, if it is one."""
    return str(wanted.publication.version) if wanted.publication else ""


def _cosplib(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.cosplib import write as solution

    return solution(problem, timetable)


def _optaplanner(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.optaplanner import write as workbook

    return workbook(problem, timetable)


FORMATS: dict[str, Callable[[Problem, Timetable, Wanted], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _html,
    "ics": _ics,
    "pdf": _pdf,
    "schedule-json": _schedule_json,
    "schedule-xml": _schedule_xml,
    "jsonld": _jsonld,
    "cosplib": _cosplib,
    "optaplanner": _optaplanner,
}


def calendars(problem: Problem, timetable: Timetable, wanted: Wanted) -> dict[str, bytes]:
    """By file name, the calendar that is asked for; if none in particular, every one there is."""
    from scheduler.formats.files import safe_name

    chosen = [(name, getattr(wanted, name)) for name in ("person", "venue", "room", "track") if getattr(wanted, name)]
    if chosen:
        return {
            "-".join(safe_name(part) for pair in chosen for part in pair) + ".ics": _ics(problem, timetable, wanted)
        }
    made = {"all.ics": _ics(problem, timetable, wanted)}
    every = [(f"room-{safe_name(one.id)}", replace(wanted, room=one.id)) for one in problem.rooms]
    every += [(f"venue-{safe_name(one.id)}", replace(wanted, venue=one.id)) for one in problem.festival.venues]
    every += [(f"track-{safe_name(one)}", replace(wanted, track=one)) for one in problem.tracks]
    every += [(f"person-{safe_name(one)}", replace(wanted, person=one)) for one in problem.people]
    for name, each in every:
        made[f"{name}.ics"] = _ics(problem, timetable, each)
    return made


def _one(wanted: Wanted) -> str:
    if wanted.lang == "both":
        raise FestivalError([Fault("--lang", "both languages at once are for ics and PDF; choose en or ko")])
    return wanted.lang
