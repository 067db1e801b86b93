"""A person forgotten: taken out of the draft, every revision, what was published, searches, answers and addresses.

The programme stays as it is, with "a guest" in their place, and so does its history.  It cannot be taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from web.backup import PATIENCE, database_of
from web.erasing import Eraser, texts_of
from web.recording import locked
from web.runs import OPEN
from web.scenarios import LONGEST
from web.state import FORGET
from web.store import EntryRow, Revision, Run, Step, User, now
from web.tables import PrivateLink, PublicationRow, Reply, Scenario, SheetKnown
from web.words import both, text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from web.store import Store

OF_PEOPLE = ("guest", "interpreter", "jury")
"""Sheets of paper that are about a person."""

OF_RUN = ("document", "start", "asked", "best", "facts", "found")
"""Columns of a search that may name somebody, the festival document first."""


class Unknown(Exception):
    """No such person ever was in the festival."""


class Busy(Exception):
    """A search goes on with what it knows of them."""


@dataclass(frozen=True)
class Forgotten:
    """What was done."""

    person: str
    """What they are called from now on."""
    entries: int
    revisions: int
    publications: int
    runs: int
    replies: int
    addresses: int
    shared: tuple[str, ...] = ()
    """Names that somebody else has too: they stay in texts, where nobody can say who is meant."""
    ids: tuple[str, ...] = ()
    """Ids of other things that name them; an id is for ever, so they stay."""
    account: bool = False
    """Whether somebody logs in with their mail address."""


class Forgetting:
    """Takes people out of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def known(self, festival_id: int, person: str) -> bool:
        """Whether the festival has such a person, or ever had."""
        with self.store.reading() as session:
            return any(True for _ in _entries_of(session, festival_id, person))

    def forget(self, user: int | None, festival_id: int, person: str) -> Forgotten:
        """Do it, all or nothing.  ``Unknown``, ``Busy``."""
        with self.store.writing() as session:
            if self.store.engine.dialect.name == "sqlite":
                session.connection().exec_driver_sql("PRAGMA secure_delete=ON")
            made = _forgotten(session, user, festival_id, person)
        self._scrub()
        return made

    def _scrub(self) -> None:
        """What a database file keeps of what was overwritten goes too: unused pages, and the log beside it.

        If somebody reads all the while the file is made small at another time; what was in it is zeros already.
        """
        if self.store.engine.dialect.name != "sqlite":
            return
        try:
            with closing(sqlite3.connect(database_of(self.store.url), timeout=PATIENCE, isolation_level=None)) as one:
                one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                one.execute("VACUUM")
                one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError:
            return


def _forgotten(session: Session, user: int | None, festival_id: int, person: str) -> Forgotten:
    festival = locked(session, festival_id)
    open_ = select(Run.id).where(Run.festival_id == festival_id, Run.state.in_(OPEN))
    if session.scalars(open_.limit(1)).first() is not None:
        raise Busy
    own = list(_entries_of(session, festival_id, person))
    if not own:
        raise Unknown
    texts = texts_of(own)
    shared = texts & texts_of(_others(session, festival_id, person))
    eraser = Eraser(person, f"guest-{token_hex(4)}", {*(texts - shared), *_telling(person)})
    entries = _of_draft(session, festival_id, eraser)
    revisions = _of_history(session, festival_id, eraser)
    mails = {one["email"].strip().lower() for one in own if one.get("email")}
    made = Forgotten(
        person=eraser.new,
        entries=entries,
        revisions=revisions,
        publications=_of_publications(session, festival_id, eraser),
        runs=_of_runs(session, festival_id, eraser) + _of_scenarios(session, festival_id, eraser),
        replies=_of_answers(session, festival_id, person),
        addresses=_of_addresses(session, festival_id, eraser),
        shared=tuple(sorted(shared)),
        ids=tuple(sorted(key for key in _ids(session, festival_id) if eraser.names(key))),
        account=session.scalars(select(User.id).where(User.email.in_(mails))).first() is not None,
    )
    festival.head += 1
    festival.programme_at = festival.head
    summary = both("forget.did")
    session.add(
        Revision(
            festival_id=festival_id, number=festival.head, user_id=user, at=now(), verb=FORGET, of=None,
            summary=summary, patch=[],
        )
    )  # fmt: skip
    return made


def _entries_of(session: Session, festival_id: int, person: str) -> Iterator[dict[str, Any]]:
    """Their entry as it is, and as it was at every revision and in every publication."""
    row = session.get(EntryRow, (festival_id, "people", person))
    if row is not None:
        yield row.data
    patches = session.scalars(select(Revision.patch).where(Revision.festival_id == festival_id))
    for change in (change for patch in patches for change in patch):
        if (change["list"], change["key"]) == ("people", person):
            yield from (change[side] for side in ("before", "after") if change[side] is not None)
    programmes = session.scalars(select(PublicationRow.programme).where(PublicationRow.festival_id == festival_id))
    for programme in programmes:
        yield from (one for one in programme.get("people", ()) if one.get("id") == person)


def _others(session: Session, festival_id: int, person: str) -> list[Any]:
    query = select(EntryRow.data).filter_by(festival_id=festival_id, list="people").where(EntryRow.key != person)
    return list(session.scalars(query))


def _ids(session: Session, festival_id: int) -> list[str]:
    lists = ("films", "sessions", "rooms", "venues", "tracks", "juries", "resources")
    return list(
        session.scalars(select(EntryRow.key).filter_by(festival_id=festival_id).where(EntryRow.list.in_(lists)))
    )


def _telling(person: str) -> set[str]:
    """The id, where it tells who it is: one such as kim-dae-sik, not one such as p7."""
    return {person} if len(person) >= 6 and ("-" in person or "_" in person or " " in person) else set()


def _of_draft(session: Session, festival_id: int, eraser: Eraser) -> int:
    count = 0
    for row in session.scalars(select(EntryRow).where(EntryRow.festival_id == festival_id)).all():
        own = (row.list, row.key) == ("people", eraser.old)
        data = eraser.entry(row.data) if own else eraser.data(row.data)
        key = eraser.key(row.list, row.key)
        if (key, data) == (row.key, row.data):
            continue
        count += 1
        where = {"festival_id": festival_id, "list": row.list, "key": row.key}
        session.execute(update(EntryRow).filter_by(**where).values(key=key, data=data))
    session.expire_all()
    return count


def _of_history(session: Session, festival_id: int, eraser: Eraser) -> int:
    count = 0
    for row in session.scalars(select(Revision).where(Revision.festival_id == festival_id)):
        every = [eraser.change(one) for one in row.patch]
        patch = [one for one in every if one["before"] != one["after"]]
        summary = eraser.data(row.summary)
        if (patch, summary) == (row.patch, row.summary):
            continue
        count += 1
        if row.patch and not patch:
            row.verb = FORGET  # there is nothing left to take back
        row.patch, row.summary = patch, summary
    return count


def _of_publications(session: Session, festival_id: int, eraser: Eraser) -> int:
    count = 0
    for row in session.scalars(select(PublicationRow).where(PublicationRow.festival_id == festival_id)):
        document, programme = eraser.data(row.document), eraser.document(row.programme)
        count += (document, programme) != (row.document, row.programme)
        row.document, row.programme, row.note = document, programme, eraser.text(row.note)
    return count


def _of_runs(session: Session, festival_id: int, eraser: Eraser) -> int:
    count = 0
    for row in session.scalars(select(Run).where(Run.festival_id == festival_id)):
        before = [getattr(row, name) for name in OF_RUN]
        row.document = eraser.document(row.document)
        for name in OF_RUN[1:]:
            setattr(row, name, eraser.data(getattr(row, name)))
        count += before != [getattr(row, name) for name in OF_RUN]
        for step in session.scalars(select(Step).where(Step.run_id == row.id)):
            step.data = eraser.data(step.data)
    return count


def _of_scenarios(session: Session, festival_id: int, eraser: Eraser) -> int:
    count = 0
    kept = session.scalars(select(Scenario).where(Scenario.festival_id == festival_id)).all()
    names = {one.name for one in kept}
    for one in kept:
        name, timetable = eraser.text(one.name)[: LONGEST - 5], eraser.data(one.timetable)
        count += (eraser.names(one.name), timetable) != (False, one.timetable)
        one.timetable = timetable
        if eraser.names(one.name):
            one.name = next(free for free in (name, *(f"{name} {n}" for n in range(2, 999))) if free not in names)
            names.add(one.name)
    return count


def _of_answers(session: Session, festival_id: int, person: str) -> int:
    found = session.execute(delete(Reply).filter_by(festival_id=festival_id, person=person))
    sheets = delete(SheetKnown).filter_by(festival_id=festival_id, subject=person)
    session.execute(sheets.where(SheetKnown.sheet.in_(OF_PEOPLE)))
    return int(found.rowcount)  # type: ignore[attr-defined]  # of a DELETE there is one


def _of_addresses(session: Session, festival_id: int, eraser: Eraser) -> int:
    """They answer 410 for ever, and nobody can say any more whose they were."""
    rows = session.scalars(
        select(PrivateLink).filter_by(festival_id=festival_id, kind="person", holder=eraser.old)
    ).all()
    for row in rows:
        row.holder, row.ended = eraser.new, row.ended or now()
    return len(rows)


def told(done: Forgotten, lang: str) -> list[str]:
    """What was done and what was not, in sentences."""
    lines = [text(lang, "forget.done", **asdict(done))]
    if done.publications:
        lines.append(text(lang, "forget.publish"))
    lines += [
        text(lang, key, n=", ".join(names))
        for key, names in (("forget.shared", done.shared), ("forget.ids", done.ids))
        if names
    ]
    return lines + ([text(lang, "forget.account")] if done.account else [])
