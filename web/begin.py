"""A festival from files, for a desk that begins with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.cli._common import timetable_in
from scheduler.compile import compile_festival
from scheduler.formats.document import load
from web.moves import replaced
from web.operations import Operations
from web.words import both
from web.workspace import Workspaces

if TYPE_CHECKING:
    from web.store import Store


def begin(store: Store, festival: str, timetable: str | None) -> str:
    """The address of the festival in a file; it is brought in, with its timetable, unless it is there already.

    ``FestivalError`` for faults of either file; then nothing is brought in.
    """
    document = load(festival)
    answer = None if timetable is None else timetable_in(compile_festival(document), timetable)[0]
    workspaces = Workspaces(store)
    known = workspaces.of(document.festival.id)
    if known is not None:
        return known.slug
    operations = Operations(store)
    slug = operations.create(None, document.document(), both("history.uploaded", f=Path(festival).name))
    work = workspaces.of(slug)
    if answer is not None and work is not None:
        summary = both("history.uploaded", f=Path(timetable or "").name)
        operations.commit(None, work.id, work.head, replaced(work, answer), summary)
    return slug
