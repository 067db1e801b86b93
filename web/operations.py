"""The only writers of a festival: every change is a revision with who, when and what, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from web.entries import PUBLISHED, Name, taken_apart
from web.merging import Change, Conflict, State, rolled_back
from web.recording import Summary, checked, locked, recorded, revision_of, write
from web.state import patch_of, patches_since, stacks, state_of, touched
from web.store import EntryRow, FestivalRow, Revision, now

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from web.store import Store

__all__ = ["Conflict", "Edit", "NothingToDo", "Operations", "Overtaken", "Summary"]


class NothingToDo(Exception):
    """There is nothing to undo, or to do again."""


class Overtaken(Exception):
    """Others changed something meanwhile that would be lost."""


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
        checked(document)
        rows = taken_apart(document)
        with self.store.writing() as session:
            slug = free_slug(session, str(document["festival"]["id"]))
            made = now()
            festival = FestivalRow(slug=slug, head=1, programme_at=1, made=made)
            session.add(festival)
            session.flush()
            patch = [Change(*row.name, row.position, None, row.data) for row in rows]
            for change in patch:
                write(session, festival.id, change)
            session.add(revision_of(festival.id, 1, user, "edit", None, summary, patch))
        return slug

    def commit(self, user: int | None, festival_id: int, base: int, edits: Sequence[Edit], summary: Summary) -> int:
        """Make edits that somebody wants who saw revision ``base``; the number of the newest revision after it.

        ``Conflict`` if somebody else changed the same meanwhile; ``FestivalError`` if the festival
        could not be understood afterwards.  Then nothing is changed at all.
        """
        with self.store.writing(rows_locked=True) as session:
            festival = locked(session, festival_id)
            head = touched(session, festival_id, [edit.name for edit in edits])
            before = rolled_back(head, patches_since(session, festival_id, base))
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

    def restore(
        self, user: int | None, festival_id: int, revision: int, summary: Summary, base: int | None = None
    ) -> int:
        """Make the draft what it was at a revision, as another edit; what was announced stays announced.

        ``NothingToDo`` if it is that already, or there is no such revision; ``Overtaken`` if the draft is no longer at
        ``base``: what somebody else did meanwhile would go without having been seen.
        """
        with self.store.writing(rows_locked=True) as session:
            festival = locked(session, festival_id)
            if base not in (None, festival.head):
                raise Overtaken
            head = state_of(session, festival_id)
            then = rolled_back(head, patches_since(session, festival_id, revision))
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
            patch = patch_of(revision)
            changes = [one.back for one in reversed(patch)] if verb == "undo" else patch
            head = touched(session, festival_id, [one.name for one in changes])
            return recorded(session, festival, head, changes, user, verb, revision.summary, revision.number)


def _back_to(head: State, then: State) -> Iterator[Change]:
    """What turns one state into the other, but for what was announced."""
    for name in dict.fromkeys([*then, *head]):
        old, new = head.get(name), then.get(name)
        before, after = (None if entry is None else entry.data for entry in (old, new))
        entry = old or new
        if before != after and entry is not None and name.list != PUBLISHED:
            yield Change(*name, entry.position, before, after)


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
