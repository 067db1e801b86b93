"""The running order of one hall, as pages and the demonstration want it; all sheets are in ``scheduler.paper``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.paper import SHEETS, Order

if TYPE_CHECKING:
    from datetime import date

    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.timetable import Timetable


def running_order(
    problem: Problem,
    timetable: Timetable,
    room: str,
    day: date,
    lang: str = "both",
    publication: Publication | None = None,
    base: str = "",
) -> bytes:
    """The running order of a hall on a day; in Korean, English, or both, one after the other."""
    order = Order(problem, timetable, lang, room=room, day=day, publication=publication, base=base)
    return SHEETS["running-order"].printed(order)
