"""What a few notices more would buy: the best timetables for one more, three more, any number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from scheduler import prove
from scheduler.improve import Improver, rank
from scheduler.maps import place_map
from scheduler.pricing import cell_of
from scheduler.replan.model import Anew
from scheduler.replan.staying import laid_in
from scheduler.replan.told import told
from scheduler.solve import Options, solve
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.problem import Showing
    from scheduler.replan.announced import Announcement
    from scheduler.replan.told import Told
    from scheduler.timetable import Timetable
    from scheduler.verify import Report

STEPS = (("+1", 1), ("+3", 3), ("free", None))
"""Names, and how many notices more than the fewest."""
TAKEN_UP = 12
"""Showings, beside those that have moved already, that are laid anew at once."""
CELLS = 60
"""Places kept for each of them."""
PATIENCE = 5
"""Neighbourhoods in a row that may gain nothing."""


@dataclass
class Variant:
    """One line of the menu."""

    name: str
    report: Report
    told: Told


@dataclass
class _Candidate:
    showing: Showing
    gain: int
    """Points that moving it alone would gain."""
    notices: int


def menu(
    announcement: Announcement,
    first: Variant,
    seconds: float,
    *,
    seed: int = 0,
    stopped: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Variant]:
    """The first and what more notices buy; each is at least as good as the one before.

    A quarter of the time goes to looking at single moves, the rest to the steps alike.
    """
    random, began = Random(seed), monotonic()
    candidates = _candidates(announcement, first.report, 0.25 * seconds, stopped)
    made = [first]
    for number, (name, more) in enumerate(STEPS):
        if stopped():
            break
        tell(name)
        share = (seconds - (monotonic() - began)) / (len(STEPS) - number)
        if more is None:
            made.append(_free(announcement, made[-1], share, seed, stopped))
        else:
            limit = first.told.count + more
            step = _Step(announcement, made[-1], name, limit, share, random, stopped)
            made.append(step.run(candidates))
    return made


def _candidates(
    announcement: Announcement, report: Report, seconds: float, stopped: Callable[[], bool]
) -> list[_Candidate]:
    """Showings that would gain something by moving alone, the most for a notice first."""
    until, found = monotonic() + seconds, []
    for showing in _costliest(report):
        if stopped() or monotonic() > until:
            break
        gain = 0 if announcement.is_frozen(showing) else _gain(report, showing)
        if gain > 0:
            one = announcement.showings.get(showing.index)
            found.append(_Candidate(showing, gain, 0 if one is None else 1 + len(one.told)))
    return sorted(found, key=lambda one: -one.gain / (1 + one.notices))


def _costliest(report: Report) -> list[Showing]:
    """Placed showings, those that lose most first."""
    losses: dict[int, int] = {}
    for one in report.violations:
        weight = 0 if isinstance(one.rule, str) else one.rule.weight or 0
        for placement in one.placements:
            losses[placement.showing.index] = losses.get(placement.showing.index, 0) + weight * one.amount
    return [report.problem.showings[index] for index in sorted(losses, key=lambda index: -losses[index])]


def _gain(report: Report, showing: Showing) -> int:
    timetable = report.timetable
    placement = timetable.of(showing)
    cell = None if placement is None else cell_of(showing, placement)
    found = place_map(report.problem, showing, timetable.without([showing]))
    if cell is None or not found.allowed[cell]:
        return 0
    total = found.total()
    return int(total[cell]) - int(total[found.allowed].min())


@dataclass
class _Step:
    """The best within so many notices, by neighbourhoods of the showings that promise most."""

    announcement: Announcement
    before: Variant
    name: str
    limit: int
    seconds: float
    random: Random
    stopped: Callable[[], bool]

    def run(self, candidates: list[_Candidate]) -> Variant:
        """Neighbourhoods until the time is over or nothing is gained any more."""
        until, in_vain, best = monotonic() + self.seconds, 0, self.before
        affordable = [one for one in candidates if one.notices <= self.limit]
        while in_vain < PATIENCE and monotonic() < until and affordable and not self.stopped():
            taken = self._taken_up(best, affordable, first=in_vain == 0 and best is self.before)
            made = self._lay_anew(best, taken, until - monotonic())
            in_vain = 0 if made is not best else in_vain + 1
            best = made
        return Variant(self.name, best.report, best.told)

    def _taken_up(self, best: Variant, affordable: list[_Candidate], *, first: bool) -> list[Showing]:
        """What has moved, and showings that promise most, some by lot."""
        pool = affordable[:TAKEN_UP] if first else []
        while len(pool) < min(TAKEN_UP, len(affordable)):
            one = affordable[min(int(self.random.expovariate(3 / len(affordable))), len(affordable) - 1)]
            if one not in pool:
                pool.append(one)
        moved = [one for one in best.told.moved if not self.announcement.is_frozen(one)]
        return list({one.index: one for one in [*moved[:30], *(one.showing for one in pool)]}.values())

    def _lay_anew(self, best: Variant, taken: list[Showing], seconds: float) -> Variant:
        timetable: Timetable = best.report.timetable
        anew = Anew(self.announcement, timetable, taken, most=CELLS, stopped=self.stopped)
        anew.at_most(anew.notices, self.limit)
        anew.hint(timetable)
        solved = anew.cheapest(min(3.0, seconds))
        if solved.timetable is None:
            return best
        problem, waivers = self.announcement.problem, self.announcement.waivers
        report, notices = verify(problem, solved.timetable, waivers), told(self.announcement, solved.timetable)
        better = rank(report) < rank(best.report) and notices.count <= self.limit
        return Variant(self.name, report, notices) if better else best


def _free(
    announcement: Announcement, before: Variant, seconds: float, seed: int, stopped: Callable[[], bool]
) -> Variant:
    """The best that can be found in the time, whoever has to be told; what has begun or is sold stays."""
    if not announcement.waivers and prove.cells(announcement.held) <= prove.WHOLE_CELLS:
        return _best(announcement, before, seconds, seed, stopped)
    problem = announcement.problem
    improver = Improver(announcement.held, laid_in(announcement.held, before.report.timetable), seed, stopped=stopped)
    until, first = monotonic() + seconds, improver.rank
    while monotonic() < until and not stopped():
        improver.step(until - monotonic())
    if improver.rank >= first:
        return Variant("free", before.report, before.told)
    made = laid_in(problem, improver.timetable)
    return Variant("free", verify(problem, made, announcement.waivers), told(announcement, made))


def _best(
    announcement: Announcement, before: Variant, seconds: float, seed: int, stopped: Callable[[], bool]
) -> Variant:
    """The same of a small festival: the search that solves it ends as soon as nothing better is possible."""
    problem, start = announcement.problem, laid_in(announcement.held, before.report.timetable)
    found = solve(announcement.held, Options(seconds, seed, workers=1, start=start), stopped=stopped)
    made = laid_in(problem, found.timetable)
    report = verify(problem, made)
    if rank(report) >= rank(before.report):
        return Variant("free", before.report, before.told)
    return Variant("free", report, told(announcement, made))
