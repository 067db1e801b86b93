"""What is broken more than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.builtin import builtin_violations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.constraint import Violation
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable
    from scheduler.verify import Report


class Known:
    """What was broken already, and by how much; a rule is asked only when something breaks it."""

    def __init__(self, problem: Problem, timetable: Timetable) -> None:
        self.problem, self.timetable = problem, timetable
        self._amounts: dict[str, dict[tuple[object, ...], int]] = {}

    def new(self, report: Report) -> list[Violation]:
        """Musts that are broken now and were not, or less, whatever the place."""
        return [one for one in report.broken if one.amount > self._known(one.name).get(_what(one), 0)]

    def _known(self, name: str) -> dict[tuple[object, ...], int]:
        if name not in self._amounts:
            self._amounts[name] = {_what(one): one.amount for one in self._violations(name)}
        return self._amounts[name]

    def _violations(self, name: str) -> Iterable[Violation]:
        """Of the rules of that kind, or of what is built in by that name."""
        rules = [rule for rule in self.problem.rules if rule.kind == name]
        if not rules:
            return [one for one in builtin_violations(self.problem, self.timetable) if one.name == name]
        return [one for rule in rules for one in rule.violations(self.problem, self.timetable)]


def _what(violation: Violation) -> tuple[object, ...]:
    """The same wherever those lie whom it is about."""
    return violation.name, violation.subject, tuple(sorted(one.showing.index for one in violation.placements))
