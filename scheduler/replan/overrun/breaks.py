"""What is broken more than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.verify import Report


class Known:
    """What was broken already, and by how much."""

    def __init__(self, report: Report) -> None:
        self.amounts = {_what(one): one.amount for one in report.violations}

    def new(self, report: Report) -> list[Violation]:
        """Musts that are broken now and were not, or less, whatever the place."""
        return [one for one in report.broken if one.amount > self.amounts.get(_what(one), 0)]


def _what(violation: Violation) -> tuple[object, ...]:
    """The same wherever those lie whom it is about."""
    return violation.name, violation.subject, tuple(sorted(one.showing.index for one in violation.placements))
