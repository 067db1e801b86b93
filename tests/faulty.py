"""Faults of a small document, as an organiser would read them."""

from __future__ import annotations

from textwrap import dedent

from scheduler.faults import FestivalError
from scheduler.formats.document import load_text

HEAD = "showgrid: 1\nfestival: {id: f, timezone: Asia/Seoul}\n"
"""Two lines, so that the document itself begins on line 3."""


def faults_of(text: str, head: str = HEAD) -> list[str]:
    """Every fault of the document, in its order; none if it loads."""
    try:
        load_text(head + dedent(text).lstrip("\n"), ".yaml")
    except FestivalError as error:
        return [str(fault) for fault in error.faults]
    return []
