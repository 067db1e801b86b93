"""Who is chosen, once showings have moved: nobody new if it can be, else the fewest changes.

Some rules choose people (interpreters, jurors' showings).  After a move those who were chosen may
still do; if not, they are chosen anew with all places fixed, which is a small model.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable


def choosers(problem: Problem, showings: Iterable[Showing]) -> list[Constraint]:
    """Rules that choose people and concern any of the showings."""
    moved = list(showings)
    return [
        rule
        for rule in problem.rules
        if rule.chooses and any(next(iter(rule.concerns(problem, one)), None) is not None for one in moved)
    ]


def amounts_of(problem: Problem, timetable: Timetable, rules: Iterable[Constraint]) -> dict[Constraint, int]:
    """Amount of each rule in a timetable, as the verifier counts it; worked out once a timetable."""
    found = {}
    for rule in rules:
        key = (rule, "amount")
        if key not in timetable._cache:
            timetable._cache[key] = sum(one.amount for one in rule.violations(problem, timetable))
        found[rule] = int(timetable._cache[key])
    return found


def settled(problem: Problem, before: Timetable, after: Timetable, moved: Iterable[Showing]) -> Timetable:
    """The moved timetable with people who can do what they are chosen for, as far as there are any."""
    showings = list(moved)
    rules = choosers(problem, showings)
    was, now = amounts_of(problem, before, rules), amounts_of(problem, after, rules)
    if all(now[rule] <= was[rule] for rule in rules):
        return after
    from scheduler.appointing import chosen_for_all  # OR-Tools, which takes long to load and is seldom needed

    anew = chosen_for_all(problem, after, showings, rules)
    if anew is None:
        return after
    then = amounts_of(problem, anew, rules)
    return anew if _weighed(then) < _weighed(now) else after


def _weighed(amounts: dict[Constraint, int]) -> tuple[int, list[int]]:
    """Musts before points, early tiers before late ones."""
    points = [0] * 10
    for rule, amount in amounts.items():
        points[rule.tier] += (rule.weight or 0) * amount
    return sum(amount for rule, amount in amounts.items() if rule.must), points
