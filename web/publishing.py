"""Publishing: the only way from the draft to what people are told.

A publication keeps the festival document of its moment beside it, so that pages and calendars show what was
published, whatever the draft has become since.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from scheduler.answer import timetable_of, waivers_of
from scheduler.compile import compile_festival
from scheduler.formats.letter import concerned
from scheduler.publication import Publication
from scheduler.publication import publish as next_publication
from scheduler.publication.document import as_data
from scheduler.validate import festival_from
from scheduler.verify import Report, verify
from web.entries import PUBLISHED, Name, key_of
from web.links import Holder
from web.merging import Change
from web.recording import locked, recorded
from web.state import state_of
from web.store import FestivalRow
from web.tables import PublicationRow
from web.words import both
from web.workspace import document_of

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.problem import Problem
    from scheduler.timetable import Timetable
    from web.links import Found, Links
    from web.merging import State
    from web.replies import Replies
    from web.store import Store
    from web.workspace import Workspace

KEPT = 8
"""Publications that stay compiled."""
NEWEST = (
    select(FestivalRow.id, func.max(PublicationRow.version).label("version"))
    .join(PublicationRow, PublicationRow.festival_id == FestivalRow.id)
    .where(FestivalRow.slug == bindparam("slug"))
    .group_by(FestivalRow.id)
)


class Stale(Exception):
    """The draft is no longer what whoever publishes it has looked at."""


@dataclass(frozen=True)
class Announced:
    """One version as people were told it."""

    festival_id: int
    slug: str
    version: int
    revision: int
    user_id: int | None
    at: datetime
    note: str
    publication: Publication
    problem: Problem
    """Of the festival as it was published."""

    @cached_property
    def timetable(self) -> Timetable:
        """What lies where."""
        return timetable_of(self.problem, self.publication)

    @cached_property
    def report(self) -> Report:
        """What it breaks and costs."""
        return verify(self.problem, self.timetable, waivers_of(self.problem, self.publication))


class Publishing:
    """Publishes drafts of a store, and finds what was published."""

    def __init__(self, store: Store, links: Links, replies: Replies) -> None:
        self.store, self.links, self.replies = store, links, replies
        self._kept: OrderedDict[tuple[int, int], Announced] = OrderedDict()
        self._lock = Lock()

    def latest(self, slug: str) -> Announced | None:
        """What is in force; None if nothing was published, or there is no such festival."""
        return self._found(slug, None)

    def of(self, found: Found) -> Announced | None:
        """What is in force of the festival that a private address belongs to; None if nothing was published."""
        return self._made(found.slug, found.festival_id, found.version) if found.version else None

    def version(self, slug: str, number: int) -> Announced | None:
        """One version; None if there is none."""
        return self._found(slug, number)

    def planned(self, work: Workspace) -> Publication:
        """The publication that the draft would make; the one in force itself if nobody would be told anything new."""
        before = self.latest(work.slug)
        return next_publication(work.problem, work.timetable, work.answer, before.publication if before else None)

    def publish(self, user: int | None, work: Workspace, note: str = "") -> int:
        """Publish the draft as ``work`` has it; the version in force afterwards.

        ``Stale`` if the draft or what is in force has changed meanwhile; ``FestivalError`` if nothing is placed.  If
        nothing that anybody is told differs, nothing is published.
        """
        before = self.latest(work.slug)
        made = next_publication(work.problem, work.timetable, work.answer, before.publication if before else None)
        if before is not None and made is before.publication:
            return before.version
        with self.store.writing() as session:
            festival = locked(session, work.id)
            if festival.head != work.head or made.version != _newest(session, work.id) + 1:
                raise Stale
            state = state_of(session, work.id)
            session.add(_row(work, user, made, note, document_of(state)))
            session.flush()
            told = concerned(work.problem, work.timetable, made, made.version - 1)
            self.replies.ask(session, work.id, made.version, told, made.published_at)
            self.links.give(session, work.id, holders(work.problem, work.timetable), user)
            summary = both("publish.did", n=made.version)
            recorded(session, festival, state, _as_published(state, made), user, "publish", summary)
        return made.version

    def drop(self, festival_id: int) -> None:
        """Somebody was forgotten: what was compiled still knows them."""
        with self._lock:
            for name in [name for name in self._kept if name[0] == festival_id]:
                del self._kept[name]

    def _found(self, slug: str, number: int | None) -> Announced | None:
        newest = self.store.row(NEWEST, slug=slug)
        return None if newest is None else self._made(slug, newest.id, newest.version if number is None else number)

    def _made(self, slug: str, festival_id: int, number: int) -> Announced | None:
        """A version, compiled once; None if there is none of that number."""
        name = festival_id, number
        with self._lock:
            kept = self._kept.get(name)
            if kept is None:
                with self.store.reading() as session:
                    row = session.get(PublicationRow, name)
                if row is None:
                    return None
                kept = self._kept[name] = _announced(slug, row)
            self._kept.move_to_end(name)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return kept


def present(problem: Problem, timetable: Timetable) -> list[str]:
    """Everybody who is in a showing or was chosen for one, in the document's order."""
    there = {person for placement in timetable for person in placement.showing.persons}
    there |= {one.person for one in timetable.assignments}
    return [person for person in problem.people if person in there]


def holders(problem: Problem, timetable: Timetable) -> list[Holder]:
    """Who gets an address: everybody who is in something, the staff of every venue, and all of the staff."""
    people = [Holder("person", person) for person in present(problem, timetable)]
    venues = [Holder("venue", venue.id) for venue in problem.festival.venues]
    return [*people, *venues, Holder("staff")]


def _announced(slug: str, row: PublicationRow) -> Announced:
    programme = {name: value for name, value in row.programme.items() if name != "pins"}
    return Announced(
        row.festival_id,
        slug,
        row.version,
        row.revision,
        row.user_id,
        row.at,
        row.note,
        Publication.model_validate(row.document),
        compile_festival(festival_from(programme)),
    )


def _newest(session: Any, festival_id: int) -> int:
    """Number of the version in force; 0 if there is none."""
    query = select(func.max(PublicationRow.version)).where(PublicationRow.festival_id == festival_id)
    return session.scalar(query) or 0


def _row(work: Workspace, user: int | None, made: Publication, note: str, programme: Any) -> PublicationRow:
    return PublicationRow(
        festival_id=work.id,
        version=made.version,
        revision=work.head,
        user_id=user,
        at=made.published_at,
        note=note.strip(),
        document=as_data(made),
        programme=programme,
    )


def _as_published(state: State, made: Publication) -> Iterable[Change]:
    """What the draft knows of what was announced: rules and replanning keep to it from now on."""
    told = {one.key: list(one.told) for one in made.showings}
    wanted: dict[Name, dict[str, Any]] = {}
    for place in made.model_dump(mode="json", exclude_none=True)["placements"]:
        new = {name: place[name] for name in ("session", "showing", "room", "start", "block", "slot") if name in place}
        new["told"] = told[place["session"], place["showing"]]
        wanted[Name(PUBLISHED, key_of(PUBLISHED, new))] = new
    known = {name: entry for name, entry in state.items() if name.list == PUBLISHED}
    for name in sorted({*wanted, *known}):
        entry = known.get(name)
        data: dict[str, Any] | None = wanted.get(name)
        if entry is not None and data is not None:
            data |= {field: entry.data[field] for field in ("begun", "fields") if field in entry.data}
        position = entry.position if entry is not None else float(list(wanted).index(name))
        yield Change(*name, position, None if entry is None else entry.data, data)
