"""What sentences say of placements: which showing, in which room, from when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Placement


def single(problem: Problem, one: Placement) -> dict[str, Any]:
    """``{s}`` in ``{r}`` from ``{t}``."""
    return {"s": one.showing, "r": problem.rooms[one.room], "t": problem.when(one.start)}


def both(problem: Problem, one: Placement, other: Placement) -> dict[str, Any]:
    """``{a}`` in ``{ra}`` from ``{ta}``, ``{b}`` in ``{rb}`` from ``{tb}``."""
    return {
        "a": one.showing, "ra": problem.rooms[one.room], "ta": problem.when(one.start),
        "b": other.showing, "rb": problem.rooms[other.room], "tb": problem.when(other.start),
    }  # fmt: skip
