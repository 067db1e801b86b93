"""Writing the festival with changes that somebody has chosen by number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.cli._common import write
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from scheduler.explain.changes import Change
    from scheduler.festival import Festival


def apply(festival: Festival, changes: Sequence[Change], numbers: Sequence[int], output: str) -> None:
    """Write the changed festival, if it can be read again.  ``FestivalError`` if there is no such change."""
    from scheduler.formats.document import dump, load_text

    for number in numbers:
        if number > len(changes):
            text = f"there is no change {number}; those that were tried and help are 1 to {len(changes)}"
            raise FestivalError([Fault("--apply", text if changes else "no change was found that helps")])
        festival = changes[number - 1].made(festival)
    suffix = Path(output).suffix or ".yaml"
    document = dump(festival, suffix)
    load_text(document, suffix)
    write(output, document)
