"""What ``showgrid export pdf`` asks for: which sheet, of what in the festival, how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scheduler.faults import Fault, FestivalError, did_you_mean

if TYPE_CHECKING:
    from datetime import date, datetime

    from scheduler.paper import Sheet
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.timetable import Timetable

RUNNING_ORDER = "running-order"
CHOICES = ("room", "venue", "day", "person", "session")


@dataclass
class Asked:
    """The options as they were given."""

    sheet: str = RUNNING_ORDER
    lang: str = "both"
    room: str | None = None
    venue: str | None = None
    day: date | None = None
    person: str | None = None
    session: str | None = None
    paper: str = "a4"
    columns: str | None = None
    base_url: str | None = None
    since: int | None = None
    at: datetime | None = None


def sheet_in_pdf(problem: Problem, timetable: Timetable, publication: Publication | None, asked: Asked) -> bytes:
    """The sheets as one PDF.  ``FestivalError`` lists every option that does not fit."""
    from scheduler.paper import SHEETS, Order

    if asked.sheet not in SHEETS:
        known = did_you_mean(asked.sheet, SHEETS)
        raise FestivalError([Fault("--sheet", f"there is no sheet {asked.sheet!r}{known}")])
    faults = list(_faults(problem, publication, asked, SHEETS[asked.sheet]))
    if faults:
        raise FestivalError(faults)
    columns = tuple(one.strip() for one in (asked.columns or "").split(",") if one.strip())
    order = Order(
        problem, timetable, asked.lang, asked.room, asked.venue, asked.day, asked.person, asked.session,
        paper=asked.paper, columns=columns, base=asked.base_url or "", publication=publication, since=asked.since,
        at=asked.at,
    )  # fmt: skip
    return SHEETS[asked.sheet].printed(order)


def _faults(problem: Problem, publication: Publication | None, asked: Asked, sheet: Sheet) -> Iterator[Fault]:
    known = {"venue": [one.id for one in problem.festival.venues], "session": list(problem.by_session)}
    for name in CHOICES:
        value = getattr(asked, name)
        if value is not None and name not in sheet.by:
            by = " and ".join(f"--{one}" for one in sheet.by)
            yield Fault(f"--{name}", f"a {sheet.name} is chosen by {by}")
        elif value is not None and name in known and value not in known[name]:
            yield Fault(f"--{name}", f"the festival has no {value!r}{did_you_mean(value, known[name])}")
    if asked.columns is not None and not asked.columns.strip(" ,"):
        yield Fault("--columns", "name at least one column, such as " + ",".join(sheet.columns[:3]))
    yield from _base(asked.base_url)
    if asked.since is None:
        return
    if publication is None:
        yield Fault("--since", "a timetable that was never published has no versions; showgrid publish makes them")
    elif not 1 <= asked.since <= publication.version:
        yield Fault("--since", f"there is no version {asked.since}; there are 1 to {publication.version}")


def _base(url: str | None) -> Iterator[Fault]:
    if url is None:
        return
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        fits = False
    if not fits:
        yield Fault("--base-url", f"{url!r} is no address; write https://desk.example.org")
    elif len(url) > 300:
        yield Fault("--base-url", "this address is too long for a code that a telephone reads; take a shorter one")
