"""Writing the festival with changes that somebody has chosen by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scheduler.cli._common import FILE, write
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from scheduler.explain.changes import Change
    from scheduler.festival import Festival


def apply_options(several: str) -> Callable[[Any], Any]:
    """``--apply`` and ``-o``; ``several``: what it means to name more than one."""
    numbers = click.option(
        "--apply",
        "numbers",
        metavar="N",
        type=click.IntRange(1),
        multiple=True,
        help=f"Write the festival with the change of that number; {several}.",
    )
    output = click.option(
        "-o", "--output", metavar="FESTIVAL", type=FILE, help="With --apply: file for the changed festival."
    )
    return lambda command: numbers(output(command))


def check_apply(numbers: Sequence[int], output: str | None) -> None:
    """``UsageError`` unless both were given, or none."""
    if bool(numbers) != (output is not None):
        raise click.UsageError("--apply N and -o FESTIVAL go together")


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
