"""What programs fetch from a publication: calendars, schedules, tables.  Made once, and kept until it changes.

A copy is good as long as its publication is the newest and no embargo or farewell has ended since; so a poll costs a
look into the database, and no more.  The bytes are those of ``showgrid export`` for the same publication.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from scheduler.feed import Feed
from scheduler.publication.turning import Turns
from web.bounded import Bounded

if TYPE_CHECKING:
    from web.publishing import Announced

LARGEST = 64_000_000
"""Bytes that are kept; a thousand calendars of a festival take about a third."""


@dataclass(frozen=True)
class Wanted:
    """One thing that can be fetched."""

    form: str
    """A key of ``FORMS``."""
    feed: Feed
    """Of what, and in which language."""
    address: str
    """At which it is fetched."""
    page: str = ""
    """The address of the page that shows the same to people."""
    alarm: int | None = None
    """Minutes before each event at which a calendar rings."""


@dataclass(frozen=True)
class Copy:
    """What is sent."""

    data: bytes
    kind: str
    """Content-Type."""
    tag: str
    """Of the bytes alone, so that it outlives a version that changed nothing here."""
    changed: datetime
    """When it last became as it is, as far as that is known; never before that."""

    @cached_property
    def packed(self) -> bytes:
        """The same, smaller, by gzip."""
        return gzip.compress(self.data, mtime=0)


def _ics(announced: Announced, wanted: Wanted, now: datetime) -> bytes:
    from scheduler.formats.ics import Setting, calendar

    setting = Setting(wanted.alarm, wanted.address, wanted.page)
    made = announced.problem, announced.timetable, wanted.feed, announced.publication
    return calendar(*made, setting=setting, now=now)


def _schedule_json(announced: Announced, wanted: Wanted, now: datetime) -> bytes:
    from scheduler.formats.listing import Listing
    from scheduler.formats.schedule_json import write

    return write(Listing(announced.problem, announced.timetable, wanted.feed.lang, now=now), str(announced.version))


def _schedule_xml(announced: Announced, wanted: Wanted, now: datetime) -> bytes:
    from scheduler.formats.listing import Listing
    from scheduler.formats.schedule_xml import write

    return write(Listing(announced.problem, announced.timetable, wanted.feed.lang, now=now), str(announced.version))


def _jsonld(announced: Announced, wanted: Wanted, now: datetime) -> bytes:
    from scheduler.formats.jsonld import write
    from scheduler.formats.listing import Listing

    listing = Listing(announced.problem, announced.timetable, wanted.feed.lang, now=now, whole=True)
    return write(listing, announced.publication)


def _csv(announced: Announced, wanted: Wanted, now: datetime) -> bytes:
    from scheduler.formats.sheets import as_csv

    return as_csv(announced.problem, announced.timetable, wanted.feed.lang, "public", now)


def _atom(announced: Announced, wanted: Wanted, now: datetime) -> bytes:
    from scheduler.site.public import changes_feed

    return changes_feed(announced.problem, announced.publication, wanted.feed.lang, wanted.address, wanted.page)


FORMS: dict[str, tuple[str, Callable[[Announced, Wanted, datetime], bytes]]] = {
    "ics": ("text/calendar; charset=utf-8", _ics),
    "schedule.json": ("application/json", _schedule_json),
    "schedule.xml": ("application/xml", _schedule_xml),
    "programme.jsonld": ("application/ld+json", _jsonld),
    "programme.csv": ("text/csv; charset=utf-8", _csv),
    "changes.atom": ("application/atom+xml; charset=utf-8", _atom),
}
"""Of everything that can be fetched, its Content-Type and how it is made."""


class Outlet:
    """Copies of what was published, the last used kept."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._copies = Bounded[Copy](largest, lambda copy: len(copy.data) * 5 // 4)  # with it packed
        self._turns: dict[int, tuple[int, Turns]] = {}

    def copy(self, announced: Announced, wanted: Wanted, now: datetime | None = None) -> Copy:
        """What is to be sent just now."""
        moment = self.moment(announced, now)

        def made() -> Copy:
            kind, write = FORMS[wanted.form]
            data = write(announced, wanted, moment)
            return Copy(data, kind, _tag(data), _changed(announced, wanted, moment))

        return self._copies.of(announced.festival_id, (announced.version, moment, wanted), made)

    def page(self, announced: Announced, name: Hashable, make: Callable[[], str]) -> Copy:
        """A page that is the same for everybody, made once until something in it turns."""
        moment = self.moment(announced)

        def made() -> Copy:
            data = make().encode()
            return Copy(data, "text/html; charset=utf-8", _tag(data), moment)

        return self._copies.of(announced.festival_id, (announced.version, moment, name), made)

    def drop(self, festival_id: int) -> None:
        """Somebody was forgotten: copies still name them."""
        self._copies.drop(festival_id)
        self._turns.pop(festival_id, None)

    def moment(self, announced: Announced, now: datetime | None = None) -> datetime:
        """Since when everything has been as it is."""
        version, turns = self._turns.get(announced.festival_id, (0, None))
        if turns is None or version != announced.version:
            turns = Turns(announced.publication)
            self._turns[announced.festival_id] = announced.version, turns
        return turns.last(now or datetime.now(UTC))


def _changed(announced: Announced, wanted: Wanted, moment: datetime) -> datetime:
    """Of a calendar when something in it changed; the other forms tell their version, or what no digest holds."""
    if wanted.form != "ics":
        return moment
    shown = wanted.feed.shown(announced.problem, announced.timetable, moment)
    live = {(entry.showing.session.id, entry.showing.label) for entry in shown}
    return wanted.feed.changed(announced.publication, live, moment) or moment


def _tag(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]
