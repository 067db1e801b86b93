"""One thing to fill in, as a template draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Options = Sequence[tuple[str, str]]
"""Value and what is shown."""
FEW = 12
"""Options that all stand on the page; of more, those that are chosen, and a list to look in."""
BLANK = "__"
"""Stands for the number of a row that is not there yet."""


@dataclass
class Control:
    """One thing to fill in; of several things, its ``parts``."""

    name: str
    """Dotted, as in the document."""
    sort: str
    """check, maybe, number, choice, either, text, texts, many, words, date, clock, moment, data; and of several: group
    (an object), tuple (a list of so many), rows (a list of any number), several (a number, or rows in its place)."""
    title: str
    description: str
    value: Any = None
    default: Any = None
    options: Options = ()
    listed: str = ""
    """What the list of options is called, which several controls of a page share."""
    unit: str = ""
    least: float | None = None
    most: float | None = None
    whole: bool = False
    """Of words: whether they are numbers."""
    alone: bool = False
    """Of words and choices: whether a single one stands without a list."""
    parts: list[Control] = field(default_factory=list)
    """Of rows: those that are there."""
    row: Callable[[str], Control] | None = None
    """Of rows: an empty one of that number."""
    keyed: bool = False
    """Of rows: whether they are the keys and values of a mapping."""
    short: str = ""
    """Of a row: the field that may stand for all of it if it is the only one."""
    selects: bool = False
    """Whether it is a selection, of which is shown how much it selects."""
    fault: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is said here."""
        if self.sort in ("group", "tuple"):
            return all(one.empty for one in self.parts)
        return self.value in (None, "", [], {}, ()) or self.value == self.default

    @property
    def blank(self) -> Control | None:
        """Of rows: one to copy."""
        return None if self.row is None else self.row(BLANK)

    @property
    def shown(self) -> list[Control]:
        """Parts that stand there at once: all if few; else the first that offer a choice, and what is filled in."""
        if len(self.parts) < 6:
            return self.parts
        first = [one for one in self.parts if one.options][:3]
        return [one for one in self.parts if one in first or not one.empty]

    @property
    def folded(self) -> list[Control]:
        """The other parts."""
        shown = {one.name for one in self.shown}
        return [one for one in self.parts if one.name not in shown]

    def is_chosen(self, value: str) -> bool:
        """Whether an option is among the values."""
        return value in map(str, self.value or ())

    def said(self, value: Any) -> str:
        """What a value is called."""
        return next((shown for one, shown in self.options if one == str(value)), "" if value is None else str(value))


def lists_of(made: Iterable[Control]) -> dict[str, Options]:
    """Lists that these controls are chosen from, each once for the page."""
    return {one.listed: one.options for one in _every(made) if one.listed}


def _every(made: Iterable[Control]) -> Iterator[Control]:
    for one in made:
        yield one
        blank = one.blank
        yield from _every([*one.parts, *([] if blank is None else [blank])])


def blamed(made: Iterable[Control], where: str, message: str) -> bool:
    """Put a message beside the control that it is about; whether there is one."""
    for one in made:
        if one.parts and blamed(one.parts, where, message):
            return True
        if where == one.name or where.startswith(f"{one.name}."):
            one.fault = message
            return True
    return False
