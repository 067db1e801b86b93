"""Sheets of paper of a publication: halls and days that hold something, and what each kind lets choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.fields import text_in
from scheduler.paper import SHEETS
from scheduler.sentence import Day

if TYPE_CHECKING:
    from web.publishing import Announced

Choice = tuple[str, str]
"""Value and what is shown."""


@dataclass(frozen=True)
class Kind:
    """A kind of sheet."""

    name: str
    title: str
    choices: list[tuple[str, Sequence[Choice]]]
    """By what it can be narrowed, and to what; a single thing is no choice."""


class Shelf:
    """The sheets of a publication, in a language."""

    def __init__(self, out: Announced, lang: str) -> None:
        self.out, self.problem, self.lang = out, out.problem, lang

    @cached_property
    def filled(self) -> set[tuple[int, int]]:
        """Room and day of everything that is placed."""
        return {(one.room, one.day) for one in self.out.timetable.by_time}

    def days(self) -> list[Choice]:
        """Days on which there is something."""
        found = {day for _, day in self.filled}
        return [(one.isoformat(), Day(one).name(self.lang)) for n, one in enumerate(self.problem.days) if n in found]

    def halls(self) -> Iterator[tuple[str, str, list[str]]]:
        """Each hall that holds something: id, name, and its days in the order of ``days``, empty where nothing is."""
        numbers = {one.isoformat(): number for number, one in enumerate(self.problem.days)}
        for room in self.problem.rooms:
            cells = [day if (room.index, numbers[day]) in self.filled else "" for day, _ in self.days()]
            if any(cells):
                yield room.id, room.name(self.lang), cells

    def kinds(self) -> Iterator[Kind]:
        """Every kind of sheet."""
        for sheet in SHEETS.values():
            choices = [(by, self._choices[by]) for by in sheet.by if len(self._choices[by]) > 1]
            yield Kind(sheet.name, sheet.titles[self.lang], choices)

    @cached_property
    def _choices(self) -> dict[str, Sequence[Choice]]:
        placed = [one.showing for one in self.out.timetable.by_time]
        chosen = {one.person for one in self.out.timetable.assignments}
        people = chosen.union(*(one.persons for one in placed))
        sessions = {one.session.id: one.session for one in placed}
        return {
            "room": [(id_, name) for id_, name, _ in self.halls()],
            "venue": [(one.id, text_in(one.name, self.lang) or one.id) for one in self.problem.festival.venues],
            "day": self.days(),
            "person": sorted(
                ((id_, self.problem.person_name(id_, self.lang)) for id_ in people), key=lambda one: one[1]
            ),
            "session": [(id_, text_in(one.title, self.lang) or id_) for id_, one in sessions.items()],
        }
