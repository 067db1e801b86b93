"""Who has a share in what a timetable loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.constraint import Constraint

if TYPE_CHECKING:
    from scheduler.verify import Report


def losses_of(report: Report) -> dict[int, float]:
    """Points that each showing has a share in losing, by its index."""
    losses: dict[int, float] = {}
    for violation in report.violations:
        rule = violation.rule
        if isinstance(rule, Constraint) and rule.weight and rule.weight > 0:
            for placement in violation.placements:
                loss = rule.weight * violation.amount / len(violation.placements)
                losses[placement.showing.index] = losses.get(placement.showing.index, 0) + loss
    return losses
