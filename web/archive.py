"""One festival with its whole history as one file, and in again on any desk.

Lines of JSON, compressed: the first says what the file is, each other is a row of a table.  Rows are those of the
database without its own numbers, which the other desk gives anew; who did something is told by mail address.  What
comes in is checked before anything is written: sizes, every column, the document, the timetable, that the history
begins with nothing and leads to the draft, and every publication.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, Float, Integer, String, Table, Text, select

from web.archive_check import checked, refused
from web.operations import free_slug
from web.runs import OPEN
from web.store import Base, EntryRow, FestivalRow, Moment, Revision, Run, Step, User, now
from web.tables import PrivateLink, PublicationRow, Reply, Scenario, SheetKnown, Tap
from web.words import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from web.store import Store

FORMAT = 1
LARGEST, LONGEST, MOST = 300_000_000, 50_000_000, 2_000_000
"""Bytes unpacked, bytes of a line, lines."""
TABLES: dict[str, type[Base]] = {
    "entry": EntryRow,
    "revision": Revision,
    "publication": PublicationRow,
    "private_link": PrivateLink,
    "reply": Reply,
    "tap": Tap,
    "sheet_known": SheetKnown,
    "scenario": Scenario,
    "run": Run,
    "step": Step,
}
"""In the order in which they are written: what refers to another comes after it."""
LATER: dict[str, dict[str, Any]] = {"run": {"kind": "solve", "asked": {}, "found": None}, "reply": {"mail": ""}}
"""What a table has had only since some version, and what it was before."""
OURS = {"festival_id", "id", "run_id"}
"""Numbers of this database; ids of private links are texts, and go along."""
_EMAIL: Column[Any] = Column(String(254), nullable=True)
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Arrived:
    """What came in."""

    slug: str
    revisions: int
    publications: int
    links: int
    left_links: int
    """Addresses that are in use here already, by the same festival."""
    unknown: tuple[str, ...]
    """Mail addresses of people of the history who have no account here; their changes are nobody's."""


# -- out -------------------------------------------------------------------------------------------


def write(store: Store, slug: str, target: IO[bytes]) -> None:
    """The festival into a file.  ``KeyError`` if there is none of that name."""
    with store.reading() as session, gzip.GzipFile("", "wb", 6, target, mtime=0) as packed:
        festival = session.scalars(select(FestivalRow).where(FestivalRow.slug == slug)).one_or_none()
        if festival is None:
            raise KeyError(slug)
        for line in _lines(session, festival):
            packed.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _lines(session: Session, festival: FestivalRow) -> Iterator[dict[str, Any]]:
    users = {user.id: user.email for user in session.scalars(select(User))}
    yield {
        "showgrid_archive": FORMAT,
        "made_by": f"showgrid {version('showgrid')}",
        "slug": festival.slug,
        "head": festival.head,
        "programme_at": festival.programme_at,
        "made": festival.made.isoformat(),
    }
    runs = {
        number: place for place, number in enumerate(session.scalars(_of(Run, festival.id).with_only_columns(Run.id)))
    }
    for name, table in TABLES.items():
        for row in session.scalars(_of(table, festival.id)).yield_per(200):
            told = {key: _plain(getattr(row, key)) for key in _columns(table)}
            if "user_id" in told:
                told["user_id"] = users.get(told["user_id"])
            if table is Step:
                told["run"] = runs[row.run_id]
            yield {"table": name, "row": told}


def _of(table: type[Base], festival: int) -> Any:
    """Rows of a festival, always in the same order."""
    query = select(table).order_by(*_table(table).primary_key.columns)
    if table is Step:
        return query.join(Run, Run.id == Step.run_id).where(Run.festival_id == festival)
    return query.where(_table(table).c.festival_id == festival)


def _table(table: type[Base]) -> Table:
    found = table.__table__
    assert isinstance(found, Table)  # noqa: S101  for the types: it might be a selection
    return found


def _columns(table: type[Base]) -> dict[str, Column[Any]]:
    """What of a table goes out."""
    kept = {column.key: column for column in _table(table).columns}
    return {key: one for key, one in kept.items() if key not in OURS or (key == "id" and isinstance(one.type, String))}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


# -- in --------------------------------------------------------------------------------------------


def read(store: Store, source: IO[bytes]) -> Arrived:
    """The festival of a file beside those that there are.  ``FestivalError`` if the file is none, or does not fit."""
    head, rows = _unpacked(source)
    checked(head, rows)
    with store.writing() as session:
        return _kept(session, head, rows)


def _unpacked(source: IO[bytes]) -> tuple[dict[str, Any], Rows]:
    try:
        with gzip.GzipFile(fileobj=source) as packed:
            lines = _bounded(packed)
            head = _head(next(lines, b""))
            rows: Rows = {name: [] for name in TABLES}
            for number, line in enumerate(lines, 2):
                name, row = _row(number, line)
                rows[name].append(row)
    except (OSError, EOFError, zlib.error) as error:
        raise refused("", f"this is no festival as the desk writes it, or it is damaged: {error}") from None
    return head, rows


def _bounded(packed: gzip.GzipFile) -> Iterator[bytes]:
    """Its lines, as long as it is no bomb."""
    total = 0
    for number in range(1, MOST + 1):
        line = packed.readline(LONGEST + 1)
        total += len(line)
        if len(line) > LONGEST or total > LARGEST:
            raise refused(f"line {number}", f"more than {LARGEST // 1_000_000} MB unpacked are not read")
        if not line:
            return
        yield line
    raise refused("", f"more than {MOST} lines are not read")


def _head(line: bytes) -> dict[str, Any]:
    head = _json(1, line)
    if "showgrid_archive" not in head:
        raise refused("line 1", "this is no festival as the desk writes it (showgrid backup --festival)")
    if head["showgrid_archive"] != FORMAT:
        raise refused("line 1", f"this was written in format {head['showgrid_archive']}; this Showgrid reads {FORMAT}")
    _typed("line 1", head, {"slug": str, "head": int, "programme_at": int, "made": str})
    return {**head, "made": _moment("line 1.made", head["made"])}


def _typed(place: str, found: dict[str, Any], wanted: dict[str, type]) -> None:
    for name, kind in wanted.items():
        if type(found.get(name)) is not kind:
            raise refused(f"{place}.{name}", "this is missing, or of another kind")


def _json(number: int, line: bytes) -> dict[str, Any]:
    from web.plain import loads

    try:
        found = loads(line)
    except ValueError as error:
        raise refused(f"line {number}", f"this is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise refused(f"line {number}", "a mapping is expected")
    return found


def _row(number: int, line: bytes) -> tuple[str, dict[str, Any]]:
    found = _json(number, line)
    name, row = found.get("table"), found.get("row")
    if not isinstance(name, str) or name not in TABLES or not isinstance(row, dict):
        raise refused(f"line {number}", "a row of a table that the desk has is expected")
    table, place = TABLES[name], f"line {number}"
    row = {**LATER.get(name, {}), **row}
    columns = _columns(table)
    extra = {"run"} if table is Step else set()
    if set(row) != set(columns) | extra:
        odd = sorted(set(row) ^ (set(columns) | extra))
        raise refused(place, f"fields that are missing, or not known: {', '.join(odd)}")
    for key, column in columns.items():
        # Who did it is told by mail address, not by a number of the other desk.
        kind = _EMAIL if key == "user_id" else column
        row[key] = _value(f"{place}.{key}", row[key], kind)
    return name, row


def _value(place: str, value: Any, column: Column[Any]) -> Any:
    """A value that the column can hold."""
    kind = column.type
    if value is None:
        if column.nullable or not isinstance(kind, (String, Integer, Float, Boolean, Moment)):
            return None
        raise refused(place, "this must be given")
    if isinstance(kind, Moment):
        return _moment(place, value)
    if isinstance(kind, (String, Text)):
        length = getattr(kind, "length", None)
        good = isinstance(value, str) and (length is None or len(value) <= length)
    elif isinstance(kind, Boolean):
        good = isinstance(value, bool)
    elif isinstance(kind, Integer):
        good = type(value) is int and abs(value) < 2**31
    elif isinstance(kind, Float):
        good = type(value) in (int, float)
    else:
        good = True
    if not good:
        raise refused(place, "this does not fit")
    return value


def _moment(place: str, value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo is None:
        raise refused(place, "a time with its zone is expected")
    return found


def _kept(session: Session, head: dict[str, Any], rows: Rows) -> Arrived:
    festival = FestivalRow(
        slug=free_slug(session, head["slug"]), head=head["head"], programme_at=head["programme_at"], made=head["made"]
    )
    session.add(festival)
    session.flush()
    accounts = {user.email: user.id for user in session.scalars(select(User))}
    mails = {row["user_id"] for name in TABLES for row in rows[name] if row.get("user_id")}
    wanted = [row["id"] for row in rows["private_link"]]
    used = set(session.scalars(select(PrivateLink.id).where(PrivateLink.id.in_(wanted))))
    rows["private_link"] = [row for row in rows["private_link"] if row["id"] not in used]
    runs = list[int]()
    for name, table in TABLES.items():
        for row in rows[name]:
            made = {**row, **({"user_id": accounts.get(row["user_id"])} if "user_id" in row else {})}
            if table is Step:
                made["run_id"] = runs[made.pop("run")]
            else:
                made["festival_id"] = festival.id
            if table is Tap and made["link_id"] in used:
                made["link_id"] = None
            if table is Run:
                runs.append(_run(session, made))
            else:
                session.add(table(**made))
        session.flush()
    return Arrived(
        slug=festival.slug,
        revisions=len(rows["revision"]),
        publications=len(rows["publication"]),
        links=len(rows["private_link"]),
        left_links=len(used),
        unknown=tuple(sorted(mails - set(accounts))),
    )


def _run(session: Session, made: dict[str, Any]) -> int:
    """A search that went on when it was written goes on nowhere: what it had found is what it found."""
    run = Run(**made)
    if run.state in OPEN:
        run.state, run.ended = "done", now()
    run.lease = None
    session.add(run)
    session.flush()
    return run.id


def told(done: Arrived, lang: str) -> list[str]:
    """What came in and what did not, in sentences."""
    lines = [text(lang, "archive.done", s=done.slug, r=done.revisions, p=done.publications, a=done.links)]
    if done.left_links:
        lines.append(text(lang, "archive.links", n=done.left_links))
    if done.unknown:
        lines.append(text(lang, "archive.unknown", n=", ".join(done.unknown)))
    return lines
