"""The running order of one hall, as pages and the demonstration want it; all sheets are in ``scheduler.paper``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.paper import SHEETS, Order

if TYPE_CHECKING:
    from collections.abc import Mapping
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
    halls: Mapping[str, str] | None = None,
) -> bytes:
    """The running order of a hall on a day; in Korean, English, or both, one after the other.

    ``halls``: of each hall the page that its code leads to.
    """
    order = Order(problem, timetable, lang, room=room, day=day, publication=publication, halls=halls or {})
    return SHEETS["running-order"].printed(order)
