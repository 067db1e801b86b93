"""CoSPLib: an instance workbook becomes a festival; a timetable becomes, or comes from, a solution workbook.

    submission → session     track → track     room → room     session → block

The format is that of github.com/ahmedkheiri/CoSPLib, version 1.0.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.formats.cosplib import instance, solution_read
from scheduler.formats.cosplib.festival import document
from scheduler.formats.cosplib.ids import ids
from scheduler.formats.cosplib.solution_write import write
from scheduler.formats.workbook import Book
from scheduler.validate import festival_from

if TYPE_CHECKING:
    from scheduler.answer import Answer
    from scheduler.festival import Festival
    from scheduler.problem import Problem

__all__ = ["SOLUTION", "read", "read_solution", "write"]

SOLUTION = "sol"
"""The sheet of a solution, if a workbook holds an instance too."""


def read(data: bytes, name: str) -> Festival:
    """The festival of an instance workbook, to be called by that name.  ``FestivalError`` lists every fault."""
    return festival_from(document(instance.read(Book.read(data)), ids([name])[0]))


def read_solution(data: bytes, problem: Problem, sheet: str | None = None) -> tuple[Answer, list[str]] | None:
    """The timetable on that sheet of a workbook, or on its first, and remarks; None if there is no such sheet.

    ``FestivalError`` lists what the festival does not have.
    """
    book = Book.read(data)
    title = sheet or next(iter(book.sheets), SOLUTION)
    if title not in book.sheets:
        return None
    return solution_read.read(book, title, problem)
