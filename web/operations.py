"""The only writers of a festival: every change is a revision with who, when and what, and can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from scheduler.compile import compile_festival
from scheduler.faults import Fault, FestivalError
from scheduler.festival import Pin
from scheduler.validate import festival_from
from web.entries import (
    ASSIGNMENTS,
    LIGHT,
    PINS,
    PLACEMENTS,
    PUBLISHED,
    Entry,
    Name,
    put_together,
    taken_apart,
)
from web.merging import Change, Conflict, State, applied, rolled_back
from web.store import EntryRow, FestivalRow, Revision, now

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from web.store import Store

__all__ = ["Conflict", "Edit", "NothingToDo", "Operations", "Summary"]

Summary = dict[str, str]
"""What was done, a text a language."""
FORGET = "forget"
"""The verb of a revision that forgot somebody, or of which nothing is left since."""
FEW = 200
"""Entries that are looked up one by one; for more the whole timetable is read."""


class NothingToDo(Exception):
    """There is nothing to undo, or to do again."""


@dataclass(frozen=True)
class Edit:
    """What somebody wants an entry to be: ``data`` as a whole, None to take it out; or only some ``fields``."""

    name: Name
    data: Any = None
    fields: Mapping[str, Any] | None = None
    """A value None takes the field out."""

    def on(self, before: Any) -> Any:
        """The entry as wanted, when it was ``before`` on the page."""
        if self.fields is None:
            return self.data
        made = {**(before or {}), **self.fields}
        return {field: value for field, value in made.items() if value is not None}


class Operations:
    """Writes festivals of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def create(self, user: int | None, document: Mapping[str, Any], summary: Summary) -> str:
        """A new festival from its document; its slug.  ``FestivalError`` if the document has faults."""
        _checked(document)
        rows = taken_apart(document)
        with self.store.writing() as session:
            slug = free_slug(session, str(document["festival"]["id"]))
            made = now()
            festival = FestivalRow(slug=slug, head=1, programme_at=1, made=made)
            session.add(festival)
            session.flush()
            patch = [Change(*row.name, row.position, None, row.data) for row in rows]
            for change in patch:
                _write(session, festival.id, change)
            session.add(_revision(festival.id, 1, user, "edit", None, summary, patch))
        return slug

    def commit(self, user: int | None, festival_id: int, base: int, edits: Sequence[Edit], summary: Summary) -> int:
        """Make edits that somebody wants who saw revision ``base``; the number of the newest revision after it.

        ``Conflict`` if somebody else changed the same meanwhile; ``FestivalError`` if the festival
        could not be understood afterwards.  Then nothing is changed at all.
        """
        with self.store.writing(rows_locked=True) as session:
            festival = locked(session, festival_id)
            head = _touched(session, festival_id, [edit.name for edit in edits])
            before = rolled_back(head, _patches_since(session, festival_id, base))
            changes = []
            for edit in edits:
                old = before.get(edit.name)
                position = _last(session, festival_id, edit.name.list) + 1 if old is None else old.position
                was = None if old is None else old.data
                changes.append(Change(*edit.name, position, was, edit.on(was)))
            return recorded(session, festival, head, changes, user, "edit", summary)

    def undo(self, user: int | None, festival_id: int) -> int:
        """Take back the last of this person's edits that still stands."""
        return self._turn(user, festival_id, "undo")

    def redo(self, user: int | None, festival_id: int) -> int:
        """Do again what this person took back last."""
        return self._turn(user, festival_id, "redo")

    def restore(self, user: int | None, festival_id: int, revision: int, summary: Summary) -> int:
        """Make the draft what it was at a revision, as another edit; what was announced stays announced.

        ``NothingToDo`` if it is that already, or there is no such revision.
        """
        with self.store.writing(rows_locked=True) as session:
            festival = locked(session, festival_id)
            head = state_of(session, festival_id)
            then = rolled_back(head, _patches_since(session, festival_id, revision))
            changes = list(_back_to(head, then)) if 0 < revision <= festival.head else []
            if not changes:
                raise NothingToDo
            return recorded(session, festival, head, changes, user, "edit", summary)

    def _turn(self, user: int | None, festival_id: int, verb: str) -> int:
        with self.store.writing(rows_locked=True) as session:
            festival = locked(session, festival_id)
            done, undone = stacks(session, festival_id, user)
            stack = done if verb == "undo" else undone
            if not stack:
                raise NothingToDo
            revision = session.get_one(Revision, (festival_id, stack[-1]))
            patch = _patch(revision)
            changes = [one.back for one in reversed(patch)] if verb == "undo" else patch
            head = _touched(session, festival_id, [one.name for one in changes])
            return recorded(session, festival, head, changes, user, verb, revision.summary, revision.number)


def state_of(session: Session, festival_id: int, lists: Iterable[str] | None = None) -> State:
    """All entries of a festival as they are now, or those of some lists."""
    query = select(EntryRow.list, EntryRow.key, EntryRow.position, EntryRow.data)
    query = query.where(EntryRow.festival_id == festival_id)
    if lists is not None:
        query = query.where(EntryRow.list.in_(list(lists)))
    return {
        Name(list_, key): Entry(Name(list_, key), position, data)
        for list_, key, position, data in session.execute(query)
    }


def _touched(session: Session, festival_id: int, names: Sequence[Name]) -> State:
    """What has to be known to change these entries: a few of the timetable by themselves, else the whole festival."""
    if not all(name.list in LIGHT for name in names):
        return state_of(session, festival_id)
    if len(names) > FEW:
        return state_of(session, festival_id, LIGHT)
    query = select(EntryRow.list, EntryRow.key, EntryRow.position, EntryRow.data)
    query = query.where(EntryRow.festival_id == festival_id, EntryRow.key.in_({name.key for name in names}))
    found = (Entry(Name(list_, key), position, data) for list_, key, position, data in session.execute(query))
    wanted = set(names)
    return {entry.name: entry for entry in found if entry.name in wanted}


def state_at(session: Session, festival_id: int, revision: int) -> State:
    """All entries as they were at a revision."""
    return rolled_back(state_of(session, festival_id), _patches_since(session, festival_id, revision))


def stacks(session: Session, festival_id: int, user: int | None) -> tuple[list[int], list[int]]:
    """Numbers of this person's edits that can be undone, and of those that can be done again; the next last."""
    query = select(Revision.number, Revision.verb).where(Revision.festival_id == festival_id, Revision.number > 1)
    # What was announced cannot be taken back, only the next version can; nor can who was forgotten.
    query = query.where(Revision.user_id == user, Revision.verb.not_in(("publish", FORGET))).order_by(Revision.number)
    done, undone = list[int](), list[int]()
    for number, verb in session.execute(query):
        if verb == "undo":
            undone.append(done.pop())
        elif verb == "redo":
            done.append(undone.pop())
        else:
            done.append(number)
            undone.clear()
    return done, undone


def recorded(
    session: Session,
    festival: FestivalRow,
    head: State,
    changes: Iterable[Change],
    user: int | None,
    verb: str,
    summary: Summary,
    of: int | None = None,
) -> int:
    """Changes as a revision inside a session that has locked the festival; the number of the newest after it.

    ``of``: the revision that it takes back or does again.
    """
    state, done = applied(head, changes)
    if not done:
        return festival.head
    if all(one.list in LIGHT for one in done):
        _exists(session, festival.id, done)
    else:
        state, more = applied(state, _untold(state, {change.name for change in done}))
        done += more
        _checked(put_together(state.values()))
        state, more = applied(state, _orphans(state))
        done += more
        festival.programme_at = festival.head + 1
    festival.head += 1
    for change in done:
        _write(session, festival.id, change)
    session.add(_revision(festival.id, festival.head, user, verb, of, summary, done))
    return festival.head


def _checked(document: Mapping[str, Any]) -> None:
    """``FestivalError`` with every fault of a document."""
    compile_festival(festival_from(document))


def _exists(session: Session, festival_id: int, changes: Iterable[Change]) -> None:
    """``FestivalError`` if a placement or pin names a session or room that there is not."""
    wanted: dict[Name, Change] = {}
    for change in changes:
        if change.after is None or change.list not in (PLACEMENTS, PINS):
            continue
        if change.list == PINS:
            Pin.model_validate(change.after)
        for list_, field in (("sessions", "session"), ("rooms", "room")):
            if change.after.get(field):
                wanted[Name(list_, change.after[field])] = change
    known = _known(session, festival_id, wanted)
    lost = [name for name in wanted if name not in known]
    if lost:
        what = {"sessions": "session", "rooms": "room"}
        raise FestivalError(
            Fault(f"{wanted[one].list}.{wanted[one].key}", f"there is no {what[one.list]} {one.key!r} any more")
            for one in lost
        )


def _known(session: Session, festival_id: int, names: Iterable[Name]) -> set[Name]:
    """Which of these entries there are."""
    keys = {name.key for name in names}
    query = select(EntryRow.list, EntryRow.key).where(
        EntryRow.festival_id == festival_id, EntryRow.list.in_(["sessions", "rooms"]), EntryRow.key.in_(keys)
    )
    return {Name(list_, key) for list_, key in session.execute(query)}


def _back_to(head: State, then: State) -> Iterator[Change]:
    """What turns one state into the other, but for what was announced."""
    for name in dict.fromkeys([*then, *head]):
        old, new = head.get(name), then.get(name)
        before, after = (None if entry is None else entry.data for entry in (old, new))
        entry = old or new
        if before != after and entry is not None and name.list != PUBLISHED:
            yield Change(*name, entry.position, before, after)


def _untold(state: State, touched: Collection[Name]) -> list[Change]:
    """What was announced of sessions, rooms and people that the programme no longer has; publications remember it."""
    known = {list_: {name.key for name in state if name.list == list_} for list_ in ("rooms", "people", "blocks")}
    labels = {name.key: labels_of(entry.data) for name, entry in state.items() if name.list == "sessions"}
    made = []
    for name, (_, position, data) in state.items():
        if name.list != PUBLISHED or name in touched:
            continue
        there = data.get("showing", 1) in labels.get(data["session"], ()) and data["room"] in known["rooms"]
        there = there and data.get("block") in {None, *known["blocks"]}
        told = [one for one in data.get("told", ()) if one in known["people"]]
        if not there:
            made.append(Change(*name, position, data, None))
        elif told != data.get("told", []):
            made.append(Change(*name, position, data, {**data, "told": told}))
    return made


def _orphans(state: State) -> list[Change]:
    """Placements and people chosen that no longer mean anything once the programme has changed."""
    labels = {name.key: labels_of(entry.data) for name, entry in state.items() if name.list == "sessions"}
    rooms = {name.key for name in state if name.list == "rooms"}
    lost = []
    for name, entry in state.items():
        if name.list not in (PLACEMENTS, ASSIGNMENTS):
            continue
        data = entry.data
        known = data["showing"] in labels.get(data["session"], ())
        if not known or (name.list == PLACEMENTS and data["room"] not in rooms):
            lost.append(Change(*name, entry.position, data, None))
    return lost


def labels_of(session: Mapping[str, Any]) -> set[int]:
    """Labels of the showings of a session's data."""
    showings = session.get("showings", 1)
    return set(range(1, showings + 1)) if isinstance(showings, int) else {one["label"] for one in showings}


def _write(session: Session, festival_id: int, change: Change) -> None:
    key = (festival_id, change.list, change.key)
    row = session.get(EntryRow, key) if change.before is not None else None
    if change.after is None:
        session.execute(delete(EntryRow).filter_by(festival_id=festival_id, list=change.list, key=change.key))
    elif row is None:
        session.add(
            EntryRow(
                festival_id=festival_id,
                list=change.list,
                key=change.key,
                position=change.position,
                data=change.after,
            )
        )
    else:
        row.data = change.after


def _revision(
    festival_id: int,
    number: int,
    user: int | None,
    verb: str,
    of: int | None,
    summary: Summary,
    patch: Iterable[Change],
) -> Revision:
    return Revision(
        festival_id=festival_id,
        number=number,
        user_id=user,
        at=now(),
        verb=verb,
        of=of,
        summary=summary,
        patch=[one.data() for one in patch],
    )


def changes_since(session: Session, festival_id: int, base: int) -> list[Change]:
    """What was changed after a revision, the oldest first."""
    query = select(Revision.patch).where(Revision.festival_id == festival_id, Revision.number > base)
    return [Change(**one) for patch in session.scalars(query.order_by(Revision.number)) for one in patch]


def _patch(revision: Revision) -> list[Change]:
    return [Change(**one) for one in revision.patch]


def _patches_since(session: Session, festival_id: int, base: int) -> list[list[Change]]:
    """What was changed after a revision, newest first; each patch backwards, as it is taken back."""
    query = select(Revision).where(Revision.festival_id == festival_id, Revision.number > base)
    found = session.scalars(query.order_by(Revision.number.desc()))
    return [_patch(revision)[::-1] for revision in found]


def locked(session: Session, festival_id: int) -> FestivalRow:
    """The row of the festival; nobody else changes it until this session ends."""
    query = select(FestivalRow).where(FestivalRow.id == festival_id)
    # Rows that only refer to the festival, such as a search that is asked for, need not wait.
    return session.scalars(query.with_for_update(key_share=True)).one()


def _last(session: Session, festival_id: int, list_: str) -> float:
    query = select(func.max(EntryRow.position)).where(EntryRow.festival_id == festival_id, EntryRow.list == list_)
    found = session.scalar(query)
    return -1 if found is None else found


def free_slug(session: Session, wanted: str) -> str:
    """An address of its own: letters that need no escaping, numbered if it is taken."""
    plain = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in wanted)[:150] or "festival"
    taken = set(session.scalars(select(FestivalRow.slug).where(FestivalRow.slug.startswith(plain, autoescape=True))))
    if plain not in taken:
        return plain
    return next(f"{plain}-{n}" for n in range(2, len(taken) + 3) if f"{plain}-{n}" not in taken)
