"""What a festival is, was, and how it came to be: read from entries and revisions, nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from web.entries import LIGHT, Entry, Name
from web.merging import Change, State, rolled_back
from web.store import EntryRow, Revision

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FORGET = "forget"
"""The verb of a revision that forgot somebody, or of which nothing is left since."""
FEW = 200
"""Entries that are looked up one by one; for more the whole timetable is read."""


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


def touched(session: Session, festival_id: int, names: Sequence[Name]) -> State:
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
    return rolled_back(state_of(session, festival_id), patches_since(session, festival_id, revision))


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


def changes_since(session: Session, festival_id: int, base: int) -> list[Change]:
    """What was changed after a revision, the oldest first."""
    query = select(Revision.patch).where(Revision.festival_id == festival_id, Revision.number > base)
    return [Change(**one) for patch in session.scalars(query.order_by(Revision.number)) for one in patch]


def patch_of(revision: Revision) -> list[Change]:
    """What a revision changed, in order."""
    return [Change(**one) for one in revision.patch]


def patches_since(session: Session, festival_id: int, base: int) -> list[list[Change]]:
    """What was changed after a revision, newest first; each patch backwards, as it is taken back."""
    query = select(Revision).where(Revision.festival_id == festival_id, Revision.number > base)
    found = session.scalars(query.order_by(Revision.number.desc()))
    return [patch_of(revision)[::-1] for revision in found]
