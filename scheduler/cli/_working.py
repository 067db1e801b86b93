"""What is being done, as one lively line on standard error; nothing where there is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.sentence import Sentence


@contextmanager
def working(text: str) -> Iterator[Callable[[str], None]]:
    """A line that turns while something takes long, and a function to change what it says."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(text) as status:
        yield status.update


@contextmanager
def doing(lang: str) -> Iterator[Callable[[Sentence], None]]:
    """The same for sentences: a function to call with what is being done."""
    with working("") as say:
        yield lambda sentence: say(sentence.text(lang))
