"""What every kind of sheet says of itself; one kind is one file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.fields import text_in
from scheduler.paper.press import set_in_type
from scheduler.paper.stamp import frame

if TYPE_CHECKING:
    from datetime import date

    from scheduler.agenda import Audience
    from scheduler.paper.order import Order

FREE = "fields."
"""What comes before the name of a free field among the columns."""


class Sheet(ABC):
    """A kind of sheet: who reads it, what can be chosen, what stands on each of its pages."""

    name: ClassVar[str]
    """As people type it."""
    titles: ClassVar[dict[str, str]]
    """As people call it, a text a language."""
    about: ClassVar[str]
    """What it is, in a line."""
    audience: ClassVar[Audience] = "staff"
    by: ClassVar[tuple[str, ...]] = ("room", "day")
    """Of what there is one each; without a choice, of all that have something."""
    columns: ClassVar[tuple[str, ...]] = ()
    """What can be printed of each line."""
    usual: ClassVar[tuple[str, ...]] = ()
    """What is if nothing is said; empty is all."""
    template: ClassVar[str]
    size: ClassVar[str] = "usual"
    wide: ClassVar[bool] = False

    @abstractmethod
    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """What is on each sheet in a language, each from a page of its own on."""

    def printed(self, order: Order) -> bytes:
        """The sheets as one PDF.  ``FestivalError`` if there is nothing to print, or a column that there is not."""
        self.check(order)
        pages = [page for lang in order.langs for page in self.pages(order, lang)]
        if not pages:
            raise FestivalError([Fault("--sheet", self.nothing(order))])
        about = order.problem.festival.festival
        lang = order.langs[0]
        title = f"{self.titles[lang]} · {text_in(about.name, lang) or about.id}"
        return set_in_type(self.template, title, pages, order.paper, size=self.size, wide=self.wide)

    def nothing(self, order: Order) -> str:
        """Why there is no page."""
        asked = [getattr(order, one) for one in self.by if getattr(order, one) is not None]
        of = f" of {', '.join(map(str, asked))}" if asked else ""
        return f"there is nothing to print on a {self.name}{of}: nothing of it is placed"

    def check(self, order: Order) -> None:
        """Refuse columns that it does not have."""
        free = sorted(free_fields(order)) if self.columns else []
        known = [*self.columns, *(f"{FREE}{one}" for one in free)]
        if order.columns and not self.columns:
            raise FestivalError([Fault("--columns", f"a {self.name} has no columns to choose")])
        faults = [
            Fault("--columns", f"a {self.name} has no {one!r}{_hint(one, known, self.columns)}")
            for one in order.columns
            if one not in known
        ]
        if faults:
            raise FestivalError(faults)

    def chosen(self, order: Order) -> tuple[str, ...]:
        """Columns to print, in the order asked for."""
        return order.columns or self.usual or self.columns

    def frame(self, order: Order, lang: str, **facts: Any) -> dict[str, Any]:
        """Head and foot of a page; see ``stamp.frame``."""
        return frame(order, lang, self.name, name=self.titles[lang], **facts) | {"columns": list(self.chosen(order))}


def _hint(word: str, known: Collection[str], columns: Iterable[str]) -> str:
    return did_you_mean(word, known) or f"; there is {', '.join(columns)}"


def free_fields(order: Order) -> set[str]:
    """Names of the free fields of sessions, films and items."""
    festival = order.problem.festival
    items = (item for session in festival.sessions for item in session.items)
    return {name for one in (*festival.sessions, *festival.films, *items) for name in one.fields}


def halls_and_days(order: Order) -> Iterator[tuple[str, date]]:
    """The halls and days that are asked for; if not a single one is, those in which something is placed."""
    if order.room is not None and order.day is not None:
        yield order.room, order.day
        return
    index = order.problem.room_index
    for room, day in sorted(order.by_hall, key=lambda one: (one[1], index[one[0]])):
        if order.room in (None, room) and order.day in (None, day) and _in_venue(order, room):
            yield room, day


def _in_venue(order: Order, room: str) -> bool:
    return order.venue is None or order.problem.rooms[order.problem.room_index[room]].venue == order.venue
