"""How much of something is in use at each moment, on models and in prices.

Times are kept apart by *lanes*: what is in different lanes never meets.  Checks add up by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scheduler.problem import BEYOND
from scheduler.times import amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Expr
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.shortages import InUse


MOST_NAMED = 100_000
"""Places that rows of a must name, one for each instant; beyond, intervals are built and solved sooner."""


class Use(NamedTuple):
    """What a showing needs, and from when to when at each of its positions."""

    showing: Showing
    units: int
    lanes: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    places: NDArray[np.bool_]
    """Rooms x positions (may broadcast) at which it needs it at all."""


class Stretch(NamedTuple):
    """From one change to the next."""

    lane: int
    low: int
    high: int
    units: Expr
    """In use."""
    showings: Expr
    """How many use it."""


@dataclass
class Stock:
    """How much there is: so many, within some windows or always."""

    units: int
    windows: Sequence[tuple[int, int]] = ()

    def at(self, instants: NDArray[np.int64]) -> NDArray[np.int64]:
        """Units that there are at each instant."""
        if not self.windows:
            return np.full(len(instants), self.units, dtype=np.int64)
        inside = np.zeros(len(instants), dtype=bool)
        for low, high in self.windows:
            inside |= (low <= instants) & (instants < high)
        return np.where(inside, self.units, 0)

    def then(self, instant: int) -> int:
        """Units that there are at one instant."""
        return int(self.at(np.array([instant]))[0])

    @property
    def edges(self) -> list[int]:
        """Where the windows begin and end."""
        return [edge for window in self.windows for edge in window]


class Profile:
    """What is in use in one lane, as a step function."""

    def __init__(self, used: Iterable[tuple[int, int, int]], stock: Stock) -> None:
        """``used``: begin, end and units of each use."""
        rows = np.array(list(used), dtype=np.int64).reshape(-1, 3)
        self.times = np.unique(np.concatenate([rows[:, :2].ravel(), [-BEYOND, BEYOND], stock.edges]).astype(np.int64))
        steps = np.zeros((2, len(self.times)), dtype=np.int64)
        for column, sign in ((0, 1), (1, -1)):
            places = np.searchsorted(self.times, rows[:, column])
            np.add.at(steps[0], places, sign * rows[:, 2])
            np.add.at(steps[1], places, sign)
        self.units, self.showings = np.cumsum(steps, axis=1)
        self.stock = stock.at(self.times)

    def shortage(self, units: int, *, everyone: bool) -> NDArray[np.int64]:
        """At each step, what so many units more are short of: units, or if ``everyone`` showings concerned."""
        used = self.units + units
        if everyone:
            short = np.where(used > self.stock, self.showings + (1 if units else 0), 0)
        else:
            short = np.maximum(used - self.stock, 0)
        return short.astype(np.int64)

    def total(self, *, everyone: bool) -> int:
        """Shortage x ticks."""
        short = self.shortage(0, everyone=everyone)
        return int((short[:-1] * np.diff(self.times)).sum())

    def added(
        self, units: int, begins: NDArray[np.int64], ends: NDArray[np.int64], *, everyone: bool
    ) -> NDArray[np.int64]:
        """Shortage x ticks that one more use would add, from each of these begins to these ends."""
        more = self.shortage(units, everyone=everyone) - self.shortage(0, everyone=everyone)
        so_far = np.concatenate([[0], np.cumsum(more[:-1] * np.diff(self.times))])

        def until(instants: NDArray[np.int64]) -> NDArray[np.int64]:
            step = np.searchsorted(self.times, instants, side="right") - 1
            total: NDArray[np.int64] = so_far[step] + more[step] * (instants - self.times[step])
            return total

        return until(ends) - until(begins)


def price_of_use(
    problem: Problem, use: Use, used: Iterable[InUse], stock: Stock, *, everyone: bool
) -> NDArray[np.int64]:
    """Shortage x minutes that one more use would add to what is in use already, rooms x positions."""
    lanes: dict[int, list[tuple[int, int, int]]] = {}
    for one in used:
        lanes.setdefault(one.lane, []).append((one.low, one.high, one.units))
    added = np.zeros(len(use.lanes), dtype=np.int64)
    for lane in np.unique(use.lanes).tolist():
        profile, here = Profile(lanes.get(lane, ()), stock), use.lanes == lane
        more = profile.added(use.units, use.begins[here], use.ends[here], everyone=everyone)
        before = profile.total(everyone=everyone)
        added[here] = amounts(problem, before + more) - problem.minutes(before)
    return np.where(use.places, added, 0)


def charge_shortage(rule: Rule, uses: Sequence[Use], stock: Stock, *, everyone: bool) -> None:
    """Charge shortage x minutes; where a minute is several ticks a lane is added up before it is rounded."""
    if _as_intervals(rule, uses, stock):
        return
    minute = rule.problem.minute
    lanes: dict[int, Expr] = {}
    for stretch in in_use(rule, uses, stock, all_of_it=minute > 1):
        left, ticks = stock.then(stretch.low), stretch.high - stretch.low
        if minute > 1:
            lanes[stretch.lane] = lanes.get(stretch.lane, 0) + ticks * _short(rule, stretch, left, everyone=everyone)
        elif everyone:
            _charge_everyone(rule, stretch, left, ticks)
        else:
            rule.excess(stretch.units - left, times=ticks)
    for total in lanes.values():
        rule.excess(total, per=minute)


def _charge_everyone(rule: Rule, stretch: Stretch, left: int, minutes: int) -> None:
    rule.lose(lambda: stretch.showings, rule.at_least(stretch.units, left + 1), times=minutes)


def _short(rule: Rule, stretch: Stretch, left: int, *, everyone: bool) -> Expr:
    """Units short, or showings that share the shortage."""
    if not everyone:
        return rule.greatest([stretch.units - left, 0])
    over = rule.at_least(stretch.units, left + 1)
    if isinstance(over, bool):
        return stretch.showings if over else 0
    short = rule.whole(0, len(rule.problem.showings))
    rule.require(short == stretch.showings, over)
    rule.require(short == 0, rule.negated(over))
    return short


def in_use(rule: Rule, uses: Sequence[Use], stock: Stock, *, all_of_it: bool = False) -> Iterator[Stretch]:
    """Every stretch at which open showings might bring about a shortage, on a model.

    ``all_of_it``: every stretch of the lanes that open showings may lie in.
    Size: O(stretches * places of open showings that run meanwhile).
    """
    entries = _entries(rule, uses)
    open_lanes = np.unique(entries.lanes[~entries.fixed]).tolist()
    for lane in open_lanes:
        yield from _lane(rule, entries, lane, stock, all_of_it=all_of_it)


class _Entries(NamedTuple):
    """Each place of each showing: one row."""

    lanes: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    units: NDArray[np.int64]
    owners: NDArray[np.int64]
    fixed: NDArray[np.bool_]
    literals: list[Expr]


def _entries(rule: Rule, uses: Sequence[Use]) -> _Entries:
    columns: list[list[NDArray[np.int64]]] = [[], [], [], [], [], []]
    literals: list[Expr] = []
    for use in uses:
        rooms, positions = rule.places_of(use.showing)
        meant = np.broadcast_to(use.places, use.showing.legal.shape)[rooms, positions]
        positions = positions[meant]
        opened = rule.is_open(use.showing)
        of_all = rule.decisions.cells[use.showing.index].literals if opened else [True]
        literals += [of_all[number] for number in np.flatnonzero(meant).tolist()]
        same = (use.units, use.showing.index, 0 if opened else 1)
        for column, values in zip(columns, (use.lanes, use.begins, use.ends), strict=False):
            column.append(values[positions])
        for column, value in zip(columns[3:], same, strict=True):
            column.append(np.full(len(positions), value, dtype=np.int64))
    lanes, begins, ends, units, owners, fixed = (
        np.concatenate(column) if column else np.zeros(0, dtype=np.int64) for column in columns
    )
    return _Entries(lanes, begins, ends, units, owners, fixed.astype(bool), literals)


def _lane(rule: Rule, entries: _Entries, lane: int, stock: Stock, *, all_of_it: bool) -> Iterator[Stretch]:
    here = np.flatnonzero(entries.lanes == lane)
    begins, ends = entries.begins[here], entries.ends[here]
    moving = ~entries.fixed[here]
    low, high = begins[moving].min(), ends[moving].max()
    times = np.unique(np.concatenate([begins, ends, stock.edges]).astype(np.int64))
    there = stock.at(times)
    if not all_of_it:
        kept = (times >= low) & (times <= high)
        times, there = times[kept], there[kept]
    first = set(begins.tolist()) | set(stock.edges)
    for number in range(len(times) - 1):
        instant = int(times[number])
        if not all_of_it and rule.forbids and instant not in first:
            continue  # nothing has begun since the stretch before, which says as much
        running = here[(begins <= instant) & (ends > instant)]
        if all_of_it or _may_be_short(entries, running, int(there[number])):
            yield Stretch(lane, instant, int(times[number + 1]), *_running(rule, entries, running))


def _may_be_short(entries: _Entries, running: NDArray[np.int64], there: int) -> bool:
    """Whether open showings among those that may run could need more than there is."""
    owners, first = np.unique(entries.owners[running], return_index=True)
    if len(owners) == 0 or entries.fixed[running].all():
        return False
    return bool(entries.units[running][first].sum() > there)


def _running(rule: Rule, entries: _Entries, running: NDArray[np.int64]) -> tuple[Expr, Expr]:
    """Units in use by those that run, and how many they are."""
    fixed, moving = (running[entries.fixed[running] == one] for one in (True, False))
    literals = [entries.literals[row] for row in moving.tolist()]
    units = rule.weighted(literals, entries.units[moving].tolist()) + int(entries.units[fixed].sum())
    return units, rule.weighted(literals, [1] * len(literals)) + len(fixed)


# -- of a must on a fine grid -------------------------------------------------------------------


def _as_intervals(rule: Rule, uses: Sequence[Use], stock: Stock) -> bool:
    """Keep use within a constant stock by one interval a showing, where rows would name too many places.

    Only of a must on open showings by the clock; whether it was done.  Size: O(showings).
    """
    if not rule.forbids or stock.windows or not all(_by_clock(rule, use) for use in uses):
        return False
    entries = _entries(rule, uses)
    instants = np.unique(entries.begins)
    if int((np.searchsorted(instants, entries.ends) - np.searchsorted(instants, entries.begins)).sum()) <= MOST_NAMED:
        return False
    intervals = []
    for use in uses:
        rooms, positions = rule.places_of(use.showing)
        there = np.broadcast_to(use.places, use.showing.legal.shape)[rooms, positions]
        length = int(use.ends[0] - use.begins[0])
        intervals.append((rule.decisions.start(use.showing), length, rule.decisions.within(use.showing, there)))
    rule.never_more(intervals, [use.units for use in uses], stock.units)
    return True


def _by_clock(rule: Rule, use: Use) -> bool:
    """Whether it is open, and uses it as long as it lasts, wherever it lies."""
    at = use.showing.positions
    whole = np.array_equal(use.begins, at.starts) and len(np.unique(use.ends - use.begins)) == 1
    return rule.is_open(use.showing) and whole and not use.lanes.any()
