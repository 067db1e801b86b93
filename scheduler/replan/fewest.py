"""The valid timetable for which the fewest people have to be told.

What is broken is laid anew, with those who stand in its way round after round, until nobody less can
be told, or nothing is gained.  Then: at another time as few as can be, and what that costs least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from scheduler import prove
from scheduler.blocking import sole_blockers
from scheduler.construct import construct
from scheduler.decisions import UNPLACED
from scheduler.improve import Improver, rank
from scheduler.kin import kin_of
from scheduler.maps import static_map
from scheduler.pricing import by_itself, price_places
from scheduler.replan.bound import forced, least
from scheduler.replan.model import Anew
from scheduler.replan.staying import laid_in
from scheduler.replan.told import Told, told
from scheduler.reverify import reverify
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from scheduler.problem import Showing
    from scheduler.replan.announced import Announcement
    from scheduler.timetable import Timetable

MOST_OPEN = 90
"""Showings laid anew at once at the most."""
CELLS = 9_000
"""Places that they have together at the most."""
LEAST = 1.0
"""Seconds to look for anything complete, even if the time is over."""
POLISH, FEW = 1.5, 6
"""Seconds to choose among timetables with equally few told; more where few showings are open, as it ends of itself."""
WIDER = (0, 8, 20, 40)
"""Showings more that are taken up in each round."""


@dataclass
class Fewest:
    """What was found."""

    report: Report
    told: Told
    bound: int
    """Notices that cannot be avoided."""
    infeasible: bool = False
    """Proven: no complete timetable keeps every must, however many are told."""

    @property
    def proven(self) -> bool:
        """Whether nobody could tell fewer."""
        return self.report.valid and self.told.count == self.bound


def fewest(announcement: Announcement, seconds: float, *, stopped: Callable[[], bool] = lambda: False) -> Fewest:
    """Search for so long at the most; always returns something, valid or not."""
    search = _Search(announcement, seconds, stopped)
    search.run()
    return search.found


class _Search:
    def __init__(self, announcement: Announcement, seconds: float, stopped: Callable[[], bool]) -> None:
        self.announcement, self.problem, self.stopped = announcement, announcement.problem, stopped
        self.until = monotonic() + seconds
        self.seconds = seconds
        before = self._verified(announcement.timetable)
        must_move = forced(announcement, before)
        self.kept = announcement.timetable.without(must_move)
        report = reverify(before, self.problem, self.kept, must_move, announcement.waivers) if must_move else before
        self.broken = report.broken
        # With what is waived kept as it is, nothing is certain of anything else.
        bound = least(announcement, must_move, () if announcement.waivers else self.broken)
        self.found = Fewest(report, told(announcement, self.kept), bound)
        self.hopeless = {one.index for one in self.problem.showings if self._is_hopeless(one)}
        if self.hopeless:
            self.found.infeasible = True

    @property
    def left(self) -> float:
        """Seconds."""
        return self.until - monotonic()

    def over(self) -> bool:
        """Whether to stop: told to, out of time, or proven."""
        return self.stopped() or self.left <= 0 or (self.settled and self.found.told.count == self.found.bound)

    @property
    def settled(self) -> bool:
        """Whether all that has any place is placed, and nothing else is broken."""
        broken = [one for one in self.found.report.broken if one.rule != "placed"]
        return not broken and all(one.index in self.hopeless for one in self._missing(self.found.report.timetable))

    def _verified(self, timetable: Timetable) -> Report:
        return verify(self.problem, timetable, self.announcement.waivers)

    def _is_hopeless(self, showing: Showing) -> bool:
        """Whether it has no place at all; what may stay where it lies has one."""
        if showing.optional or (showing.index in self.kept.placements and not self.announcement.has_begun(showing)):
            return False
        return not static_map(self.problem, showing).allowed.any()

    def _missing(self, timetable: Timetable) -> list[Showing]:
        return [one for one in self.problem.showings if timetable.of(one) is None and not one.optional]

    def run(self) -> None:
        """Rounds; if something is left over, a timetable at any price; a proof where the whole festival fits."""
        self._rounds()
        partly = False
        if not self.over() and prove.cells(self.problem) <= prove.WHOLE_CELLS:
            self._whole()
            partly = self.found.infeasible and self._part()
        if not self.settled and not partly and not self.stopped():
            self.found.infeasible = self.found.infeasible or any(True for _ in prove.contradictions(self.problem))
            self._at_any_price()
        if not self.stopped():
            self._polish()

    # -- rounds ---------------------------------------------------------------------------------

    def _rounds(self) -> None:
        """Each with some more showings taken up, until one has gained nothing."""
        opened = self._opened()
        for wider in WIDER:
            opened = self._wider(opened, wider)
            before = self._rank()
            self._lay_anew(opened, 0.5 * self.left)
            stuck = wider and self._rank() == before and self.settled
            if stuck or self.over() or len(opened) >= min(MOST_OPEN, len(self.problem.showings)):
                return

    def _lay_anew(self, opened: list[Showing], seconds: float) -> None:
        """As many as can be of what is open, then with the fewest told."""
        most = max(20, CELLS // max(1, len(opened)))
        many = {one.index: 4 * most for one in opened if self.kept.of(one) is None}
        anew = Anew(
            self.announcement, self.kept, opened, musts_only=True, most=most, more=many, complete=False,
            stopped=self.stopped,
        )  # fmt: skip
        anew.hint(self.found.report.timetable)
        left_out = anew.decisions.objective(UNPLACED)
        made = anew.least([left_out, anew.notices, anew.other_time, anew.other_day, anew.other_choices], seconds)
        if made is not None:
            self._offer(made)

    def _rank(self) -> tuple[int, ...]:
        return (*rank(self.found.report)[:2], *self.found.told.rank)

    def _offer(self, timetable: Timetable) -> None:
        """Keep it if more is placed, or less broken, or fewer have to be told."""
        report, notices = self._verified(timetable), told(self.announcement, timetable)
        if (*rank(report)[:2], *notices.rank) < self._rank():
            self.found.report, self.found.told = report, notices

    def _opened(self) -> list[Showing]:
        """What lies nowhere, and whoever has to do with something broken."""
        missing = [one for one in self._missing(self.kept) if one.index not in self.hopeless]
        blamed = {p.showing.index: p.showing for one in self.broken for p in one.placements}
        return list({one.index: one for one in [*missing, *blamed.values()]}.values())[:MOST_OPEN]

    def _wider(self, opened: list[Showing], more: int) -> list[Showing]:
        """With those who stand in the way, who would have to be told least first."""
        if not more:
            return opened
        known = {one.index for one in opened}
        others = self.kept.without(opened)
        score: Counter[int] = Counter()
        for showing in opened:
            blockers = sole_blockers(self.problem, showing, others)
            may = price_places(self.problem, showing, others, places=by_itself(self.problem, showing)).allowed
            there, often = np.unique(blockers[may & (blockers >= 0)], return_counts=True)
            score.update(dict(zip(there.tolist(), often.tolist(), strict=True)))
        kin = [one.index for showing in opened for one in kin_of(self.problem, showing) if self.kept.of(one)]
        near = [self._free(chosen, known, score) for chosen in (kin, score)]
        chosen = dict.fromkeys(index for both in zip_longest(*near) for index in both if index is not None)
        return [*opened, *(self.problem.showings[index] for index in list(chosen)[:more])][:MOST_OPEN]

    def _free(self, indices: Iterable[int], known: set[int], score: Counter[int]) -> list[int]:
        """Those that may move, by how few would have to be told, then by how much is in their way."""
        free = {i for i in indices if i not in known and not self.announcement.is_frozen(self.problem.showings[i])}
        return sorted(free, key=lambda index: (self._notices(index), -score[index], index))

    def _notices(self, index: int) -> int:
        one = self.announcement.showings.get(index)
        return 0 if one is None else 1 + len(one.told)

    # -- everything -----------------------------------------------------------------------------

    def _whole(self) -> None:
        """All showings open at all places: a proof, either way."""
        anew = Anew(self.announcement, self.kept, self.problem.showings, musts_only=True, stopped=self.stopped)
        if self.found.report.valid:
            anew.hint(self.found.report.timetable)
        solved = anew.minimise(anew.notices, max(0.1, self.left))
        if solved.timetable is not None and solved.value is not None:
            anew.at_most(anew.notices, solved.value)
            anew.hint(solved.timetable)
            self._offer(anew.least([anew.other_time, anew.other_day, anew.other_choices], 2.0) or solved.timetable)
        if solved.status == cp_model.INFEASIBLE:
            self.found.infeasible = True
        elif solved.status == cp_model.OPTIMAL and not self.announcement.waivers:
            self.found.bound = max(self.found.bound, self.found.told.count)

    def _part(self) -> bool:
        """Of a festival that is proven impossible the most that can be; whether no more of it can be."""
        anew = Anew(
            self.announcement, self.kept, self.problem.showings, musts_only=True, complete=False, stopped=self.stopped
        )
        left_out = anew.decisions.objective(UNPLACED)
        solved = anew.minimise(left_out, max(0.1, 0.5 * self.left))
        if solved.timetable is None or solved.value is None:
            return False
        anew.at_most(left_out, solved.value)
        anew.hint(solved.timetable)
        rest = [anew.notices, anew.other_time, anew.other_day, anew.other_choices]
        self._offer(anew.least(rest, max(0.1, self.left)) or solved.timetable)
        return solved.proven

    def _at_any_price(self) -> None:
        """Something complete, or as much as can be; who is told comes later."""
        problem = self.announcement.held
        until = max(self.until, monotonic() + LEAST)
        start = laid_in(problem, self.found.report.timetable)
        made = construct(problem, start=start, goes_on=lambda: not self.stopped() and monotonic() < until)
        self._offer(laid_in(self.problem, made))
        improver = Improver(problem, made, stopped=self.stopped)
        while not improver.report.valid and monotonic() < until and not self.stopped():
            improver.step(until - monotonic())
            self._offer(laid_in(self.problem, improver.timetable))
            if self.settled:
                return

    def _polish(self) -> None:
        """Of all that tell no more people: fewest at another time, then fewest points."""
        opened = {one.index: one for one in [*self._opened(), *self.found.told.moved]}
        now = self.found.report.timetable
        anew = Anew(
            self.announcement, now, list(opened.values())[:40], most=120, complete=self.found.report.valid,
            stopped=self.stopped,
        )  # fmt: skip
        anew.hint(now)
        anew.at_most(anew.notices, self.found.told.count)
        seconds = POLISH if len(opened) > FEW else max(POLISH, 0.2 * self.left)
        self._offer_polished(anew.least([anew.other_time, anew.other_day, anew.other_choices], seconds))
        cheapest = anew.cheapest(seconds)
        self._offer_polished(cheapest.timetable)
        if cheapest.proven:
            self._offer_polished(anew.minimise(anew.away(), 0.5).timetable)

    def _offer_polished(self, timetable: Timetable | None) -> None:
        """Keep it if it is as good: of those that are, the last comes nearest to what was announced."""
        if timetable is None or _alike(timetable, self.found.report.timetable):
            return
        report, notices, now = self._verified(timetable), told(self.announcement, timetable), self.found
        before = (rank(now.report)[:2], now.told.rank, rank(now.report))
        if (rank(report)[:2], notices.rank, rank(report)) <= before:
            now.report, now.told = report, notices


def _alike(one: Timetable, other: Timetable) -> bool:
    """Whether everything lies in the same place and the same are chosen."""
    here, there = ({index: p.place for index, p in each.placements.items()} for each in (one, other))
    return here == there and one.assigned == other.assigned
