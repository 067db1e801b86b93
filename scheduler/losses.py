"""Who has a share in what a timetable loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.verify import Report


def losses_of(report: Report, *, shared: bool = True) -> dict[int, float]:
    """Points that each showing has a share in losing, by its index; a broken must counts for many.

    ``shared``: points of a violation are divided among its showings; else each has all of them.
    """
    losses: dict[int, float] = {}
    for violation in report.violations:
        points = _points(violation) / (max(1, len(violation.placements)) if shared else 1)
        for placement in violation.placements if points > 0 else ():
            losses[placement.showing.index] = losses.get(placement.showing.index, 0) + points
    return losses


def _points(violation: Violation) -> int:
    if isinstance(violation.rule, str) or violation.rule.weight is None:
        return MUST * violation.amount
    return violation.rule.weight * violation.amount


MUST = 1000
"""Points that a unit of a broken must is held to be."""
