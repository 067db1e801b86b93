"""Which of two timetables is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.verify import is_must

if TYPE_CHECKING:
    from scheduler.verify import Report

Rank = tuple[int, int, tuple[int, ...]]
"""Value of what is missing, amount of musts broken, points lost at each tier: smaller is better."""


def rank(report: Report) -> Rank:
    """How good a timetable is; complete ones before valid ones before cheap ones."""
    missing = sum(
        max(1, one.value) for one in report.problem.showings if not one.optional and report.timetable.of(one) is None
    )
    broken = sum(one.amount for one in report.violations if is_must(one) and one.rule != "placed")
    return missing, broken, tuple(report.by_tier.values())


def gain_of(before: Rank, after: Rank) -> float:
    """How much better, in points; showings placed and musts mended count for a lot."""
    first = next((i for i, (b, a) in enumerate(zip(before[2], after[2], strict=True)) if b != a), None)
    points = 0 if first is None else before[2][first] - after[2][first]
    return max(0.0, 1000.0 * (before[0] - after[0]) + 100.0 * (before[1] - after[1]) + max(0, points))
