"""Whether showings can each have a day of their own, by the places that they may take at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.problem import Problem, Showing


def several_days(problem: Problem, group: Sequence[Showing]) -> bool:
    """Whether there are two days, and each showing that must be placed can have one of its own."""
    days = frozenset[int]().union(*(problem.possible_days[one.index] for one in group))
    return len(days) > 1 and own_days(problem, group)


def own_days(problem: Problem, group: Sequence[Showing]) -> bool:
    """Whether each showing that must be placed can have a day of its own: a matching of showings and days."""
    days = [problem.possible_days[one.index] for one in group]
    taken: dict[int, int] = {}

    def seated(number: int, tried: set[int]) -> bool:
        for day in days[number] - tried:
            tried.add(day)
            if day not in taken or seated(taken[day], tried):
                taken[day] = number
                return True
        return False

    return all(seated(number, set()) for number, one in enumerate(group) if not one.optional)
