"""Changes written down as a revision: checked as a whole first, so that nothing is kept that cannot be understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from scheduler.compile import compile_festival
from scheduler.faults import Fault, FestivalError
from scheduler.festival import Pin
from scheduler.validate import festival_from
from web.aftermath import orphans, untold
from web.entries import LIGHT, PINS, PLACEMENTS, Name, put_together
from web.merging import Change, Conflict, State, applied
from web.store import EntryRow, FestivalRow, Revision, now

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Summary = dict[str, str]
"""What was done, a text a language."""


def locked(session: Session, festival_id: int) -> FestivalRow:
    """The row of the festival; nobody else changes it until this session ends."""
    query = select(FestivalRow).where(FestivalRow.id == festival_id)
    # Rows that only refer to the festival, such as a search that is asked for, need not wait.
    return session.scalars(query.with_for_update(key_share=True)).one()


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
    try:
        state, done = applied(head, changes)
    except Conflict as error:
        error.head = festival.head
        raise
    if not done:
        return festival.head
    if all(one.list in LIGHT for one in done):
        _exists(session, festival.id, done)
    else:
        state, more = applied(state, untold(state, {change.name for change in done}))
        done += more
        checked(put_together(state.values()))
        state, more = applied(state, orphans(state))
        done += more
        festival.programme_at = festival.head + 1
    festival.head += 1
    for change in done:
        write(session, festival.id, change)
    session.add(revision_of(festival.id, festival.head, user, verb, of, summary, done))
    return festival.head


def checked(document: Mapping[str, Any]) -> None:
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


def write(session: Session, festival_id: int, change: Change) -> None:
    """One entry into the database."""
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


def revision_of(
    festival_id: int,
    number: int,
    user: int | None,
    verb: str,
    of: int | None,
    summary: Summary,
    patch: Iterable[Change],
) -> Revision:
    """A row of the history, made now."""
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
