"""Scenarios beside each other and beside the draft: what each costs, rule by rule, whom it hits, what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from web.comparing import Differing, differing_lists
from web.results import Difference, compared, counted, fitted, told_rule, unplaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scheduler.constraint import Constraint
    from web.desk import Desk
    from web.tables import Scenario
    from web.workspace import Workspace


@dataclass(frozen=True)
class Side:
    """One scenario as it would be today."""

    scenario: Scenario
    difference: Difference
    """Against the draft."""
    unplaced: list[tuple[str, str]]
    """Names, and what stands in their way."""
    lost: int
    """Showings of it that the programme no longer has, or whose room is gone."""
    since: list[Differing]
    """What of the programme has changed since it was made."""

    @property
    def broken(self) -> int:
        """Musts broken, but for what is not placed."""
        return sum(1 for one in self.difference.report.broken if one.rule != "placed")

    @property
    def placed(self) -> int:
        """Showings that lie somewhere."""
        return len(self.difference.report.timetable)


@dataclass(frozen=True)
class Row:
    """A rule, and what it comes to in the draft and in each scenario."""

    sentence: str
    must: bool
    values: list[int]

    @property
    def best(self) -> int:
        """The least of them."""
        return min(self.values)


def weighed(desk: Desk, work: Workspace, scenarios: Sequence[Scenario], spoken: str) -> list[Side]:
    """Each scenario against the draft."""
    return [_side(desk, work, one, spoken) for one in scenarios]


def _side(desk: Desk, work: Workspace, scenario: Scenario, spoken: str) -> Side:
    timetable = fitted(work, scenario.timetable)
    return Side(
        scenario=scenario,
        difference=compared(work, timetable, spoken),
        unplaced=unplaced(work, timetable, spoken),
        lost=len(scenario.timetable.get("placements", ())) - len(timetable),
        since=_since(desk, work, scenario.base, spoken),
    )


def _since(desk: Desk, work: Workspace, base: int, spoken: str) -> list[Differing]:
    """What the programme has otherwise than at a revision."""
    if not 0 < base < work.head:
        return []
    return list(differing_lists(desk.pasts.state(work, base), desk.pasts.state(work, work.head), spoken))


def rows(work: Workspace, sides: Sequence[Side], spoken: str) -> list[Row]:
    """Rules in which the draft or some scenario differs from another; musts first, then where it matters most."""
    return sorted(_rows(work, sides, spoken), key=lambda one: (not one.must, one.best - max(one.values)))


def _rows(work: Workspace, sides: Sequence[Side], spoken: str) -> Iterator[Row]:
    reports = [work.report, *(one.difference.report for one in sides)]
    rules: dict[Constraint | str, None] = dict.fromkeys(rule for report in reports for rule in report.amounts())
    for rule in rules:
        values = [counted(report, rule) for report in reports]
        if len(set(values)) > 1:
            yield Row(told_rule(work, rule, spoken), isinstance(rule, str) or rule.must, values)
