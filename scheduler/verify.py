"""The second opinion: what a timetable breaks, found without the solver.

Nothing here imports OR-Tools, and nothing here is used to build the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.builtin import builtin_violations
from scheduler.constraint import Constraint, Violation

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.problem import Problem
    from scheduler.timetable import Placement, Timetable

Penalty = int | list[int]
"""A whole number if there is one tier, else one for each tier, the first first."""


@dataclass(frozen=True)
class Waiver:
    """One violation that somebody accepts; it lapses when a placement that it names moves."""

    rule: str
    """Kind of the rule, or name of what is built in."""
    placements: tuple[tuple[str, int, str, datetime | None], ...]
    """Session, showing, room and start as they were when it was given."""
    who: str = ""
    why: str = ""
    until: str | None = None
    subject: str = ""
    past: bool = False
    """Whether its date is over."""


@dataclass
class Report:
    """Every violation, whether the timetable is valid, and its penalty."""

    problem: Problem
    timetable: Timetable
    violations: list[Violation]
    waived: list[tuple[Violation, Waiver]] = field(default_factory=list)
    lapsed: list[Waiver] = field(default_factory=list)
    """Waivers that are past their date, or speak of no violation that there is."""

    @property
    def broken(self) -> list[Violation]:
        """Violations of musts and of what is built in, waived ones aside."""
        waived = {id(violation) for violation, _ in self.waived}
        return [one for one in self.violations if is_must(one) and id(one) not in waived]

    @property
    def valid(self) -> bool:
        """Whether nothing that must hold is broken."""
        return not self.broken

    @cached_property
    def by_tier(self) -> dict[int, int]:
        """Points lost at each tier; optional showings left out count at tier 0."""
        return penalties(self.problem, self.timetable, self.violations)

    @property
    def penalty(self) -> Penalty:
        """Points lost."""
        points = list(self.by_tier.values())
        return points[0] if len(points) == 1 else points

    def amounts(self) -> dict[Constraint | str, tuple[int, int, int]]:
        """Of each rule, also those that hold: violations, amount, points (0 of a must)."""
        rows: dict[Constraint | str, list[int]] = {rule: [0, 0] for rule in self.problem.rules}
        for one in self.violations:
            row = rows.setdefault(one.rule, [0, 0])
            row[0] += 1
            row[1] += one.amount
        return {rule: (n, total, total * _weight(rule)) for rule, (n, total) in rows.items()}


def is_must(violation: Violation) -> bool:
    """Whether it makes a timetable invalid."""
    return isinstance(violation.rule, str) or violation.rule.must


def _weight(rule: Constraint | str) -> int:
    return 0 if isinstance(rule, str) else rule.weight or 0


def tiers(problem: Problem) -> list[int]:
    """Tiers in use, the first first."""
    return sorted({0, *(rule.tier for rule in problem.rules if not rule.must)}) if _tiered(problem) else [0]


def _tiered(problem: Problem) -> bool:
    return any(rule.tier for rule in problem.rules if not rule.must)


def penalties(problem: Problem, timetable: Timetable, violations: Iterable[Violation]) -> dict[int, int]:
    """Points lost at each tier."""
    points = dict.fromkeys(tiers(problem), 0)
    points[0] += sum(one.value for one in problem.showings if one.optional and timetable.of(one) is None)
    for violation in violations:
        if isinstance(violation.rule, Constraint) and violation.rule.weight is not None:
            points[violation.rule.tier] += violation.rule.weight * violation.amount
    return points


def verify(problem: Problem, timetable: Timetable, waivers: Sequence[Waiver] = ()) -> Report:
    """Check everything: what is built in, and every rule."""
    found = list(builtin_violations(problem, timetable))
    for rule in problem.rules:
        found += rule.violations(problem, timetable)
    return reported(problem, timetable, found, waivers)


def reported(problem: Problem, timetable: Timetable, found: list[Violation], waivers: Sequence[Waiver] = ()) -> Report:
    """The report of these violations, with those that somebody accepts."""
    waived = list(_waived(problem, found, [one for one in waivers if not one.past]))
    used = {id(waiver) for _, waiver in waived}
    return Report(problem, timetable, found, waived, [one for one in waivers if id(one) not in used])


def _waived(
    problem: Problem, violations: Iterable[Violation], waivers: Sequence[Waiver]
) -> Iterator[tuple[Violation, Waiver]]:
    """Each violation that a waiver still speaks of."""
    for violation in violations if waivers else ():
        about = {_where(problem, placement) for placement in violation.placements}
        for waiver in waivers:
            if (
                waiver.rule == violation.name
                and set(waiver.placements) == about
                and waiver.subject in ("", violation.subject)
            ):
                yield violation, waiver
                break


def _where(problem: Problem, placement: Placement) -> tuple[str, int, str, datetime | None]:
    one = placement.showing
    start = problem.clock.local(placement.start // problem.minute)
    return one.session.id, one.label, problem.rooms[placement.room].id, start
