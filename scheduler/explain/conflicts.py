"""Conflicts: smallest sets of parts that cannot all be kept, each found once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scheduler.explain.asking import ask, ask_whole
from scheduler.explain.clusters import QUICK, SLOW, Pains, ask_about, carried, first_timetable, freedom, grow, missing
from scheduler.explain.counting import too_much
from scheduler.explain.filling import filled
from scheduler.explain.parts import Part, only, parts_of
from scheduler.explain.parts.needed import Needed
from scheduler.explain.scope import Scope, scope_of
from scheduler.explain.shrinking import Shrunk, smallest
from scheduler.explain.watch import Stopped, Watch
from scheduler.fitting import musts_only
from scheduler.improve import Improver
from scheduler.maps import static_map
from scheduler.prove import cells
from scheduler.timetable import Timetable
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing

ALTERNATIVES = 5
"""Showings of a conflict up to which each is left out in turn, to see what else would clash."""

SMALL = 20_000
"""Places of all showings together up to which a festival is asked about as a whole."""
WHOLE_WORK = 25.0
"""Of CP-SAT's units for that question."""
PATIENCE = 12
"""Neighbourhoods in a row that bring nothing before they are given up."""


@dataclass(eq=False)
class Conflict:
    """Parts of a document that cannot all be kept; without any one of them the others can."""

    scope: Scope
    parts: tuple[Part, ...]
    left_out: list[Showing] = field(default_factory=list)
    """Showings that were given up so that the others fit; more than one if there is more than one too many."""
    proven: bool = True
    """Whether every step was; else time was over before all parts could be tried."""

    @cached_property
    def showings(self) -> tuple[Showing, ...]:
        """Showings that are named."""
        return tuple(part.showing for part in self.parts if isinstance(part, Needed))

    @property
    def concerned(self) -> tuple[Showing, ...]:
        """Those that are named, and those that were left out for the same reason."""
        found = {one.index: one for one in (*self.showings, *self.left_out)}
        return tuple(found[index] for index in sorted(found))

    @cached_property
    def reasons(self) -> frozenset[tuple[Any, ...]]:
        """All parts but who is to be placed: equal for conflicts that differ only in whom they hit."""
        return frozenset(part.key for part in self.parts if not isinstance(part, Needed))

    @cached_property
    def keys(self) -> frozenset[tuple[Any, ...]]:
        """Keys of all parts."""
        return frozenset(part.key for part in self.parts)

    def document(self, but: Part | None = None) -> Festival:
        """The document of these parts alone, or of all but one of them."""
        return only(self.scope, parts_of(self.scope), [part for part in self.parts if part is not but])


@dataclass
class Findings:
    """What is known about a festival's feasibility."""

    problem: Problem
    """With its musts only."""
    conflicts: list[Conflict] = field(default_factory=list)
    timetable: Timetable | None = None
    """The best that was found with everything else in, if anything was looked for."""
    unknown: list[Showing] = field(default_factory=list)
    """Showings that found no place though nothing is proven."""
    finished: bool = False
    """Whether nothing was cut short."""

    @property
    def possible(self) -> bool | None:
        """Whether a complete timetable exists; None: nobody knows."""
        if self.conflicts:
            return False
        if self.timetable is None or not self.finished or self.unknown:
            return None
        return True


def find(problem: Problem, watch: Watch, start: Timetable | None = None) -> Findings:
    """Every conflict that comes to light within the time; what is known when it is over comes back."""
    musts = musts_only(problem)
    search = _Search(musts, watch)
    with suppress(Stopped):
        search.run(start)
    return search.findings


class _Search:
    """One look at a festival: who is left out so far, and why."""

    def __init__(self, problem: Problem, watch: Watch) -> None:
        self.problem, self.watch = problem, watch
        self.findings = Findings(problem)
        self.out: dict[int, Showing] = {}

    def run(self, start: Timetable | None) -> None:
        self.watch.tell("Looking for proofs by counting", "수를 세어 증명을 찾는 중")
        self._placeless()
        self._counted()
        self.watch.tell("Placing what fits", "들어가는 것을 배치하는 중")
        timetable = first_timetable(self.problem, start, self.watch, self.out)
        self.findings.timetable = timetable
        timetable = self._unplaced(self._filled(timetable), QUICK)
        timetable = self._filled(timetable)
        if self._open(timetable) or self._breaks(timetable):
            timetable = self.findings.timetable = self._mended(timetable)
        timetable = self._unplaced(timetable, SLOW)
        self._others(timetable)
        self._checked(timetable)
        self.findings.finished = True

    # -- proofs ---------------------------------------------------------------------------------

    def _placeless(self) -> None:
        """Showings that have no place even alone."""
        for one in self.problem.showings:
            if not one.optional and not static_map(self.problem, one).allowed.any():
                self._clash([one], one)

    def _counted(self) -> None:
        """Showings that are too many, as counting shows."""
        while (found := next(too_much(self.problem, frozenset(self.out)), None)) is not None:
            cheapest = min(found, key=lambda one: (one.value, -one.index))
            self._clash([one for one in found if one is not cheapest] + [cheapest], cheapest)

    def _open(self, timetable: Timetable) -> list[Showing]:
        """What is missing for no reason that is known."""
        return missing(self.problem, timetable, self.out)

    def _breaks(self, timetable: Timetable) -> bool:
        """Whether a must is broken by what is placed, or nobody chosen who should be."""
        return any(one.rule != "placed" for one in verify(self.problem, timetable).broken)

    def _unplaced(self, timetable: Timetable, pains: Pains) -> Timetable:
        """Showings for which there seems to be no room."""
        for one in self._open(timetable):
            if timetable.of(one) is not None:
                continue
            self.watch.tell("Looking at {s}", "{s} 살피는 중", s=one)
            grown = grow(self.problem, timetable, one, self.out.values(), self.watch, pains)
            if grown.impossible:
                self._clash(grown.cluster, one)
            elif grown.timetable is not None:
                timetable = self.findings.timetable = grown.timetable
        self.findings.unknown = self._open(timetable)
        return timetable

    def _filled(self, timetable: Timetable) -> Timetable:
        """With most of what found no place only because others took it."""
        if not self._open(timetable):
            return timetable
        self.findings.timetable = filled(self.problem, timetable, self.watch, self.out)
        return self.findings.timetable

    def _mended(self, timetable: Timetable) -> Timetable:
        """All that is not proven impossible, by the search that solves."""
        problem = self._without_out()
        if cells(problem) <= SMALL:
            self.watch.tell("Asking about all at once", "전체를 한꺼번에 확인하는 중")
            verdict = ask_whole(problem, self.watch, WHOLE_WORK)
            if verdict.example is not None:
                return carried(self.problem, verdict.example)
        self.watch.tell("Moving others out of the way", "다른 상영을 옮겨 보는 중")
        improver = Improver(problem, carried(problem, timetable), 0)
        in_vain = 0
        while improver.rank[:2] != (0, 0) and in_vain < PATIENCE:
            self.watch.check()
            in_vain = 0 if improver.step(2.0) else in_vain + 1
        return carried(self.problem, improver.timetable)

    def _without_out(self) -> Problem:
        """The problem of those only that must be placed and are not out."""
        showings = [one for one in self.problem.showings if not one.optional and one.index not in self.out]
        renumbered = tuple(replace(one, index=index) for index, one in enumerate(showings))
        return replace(self.problem, showings=renumbered, _cache={}, _selections={})

    def _others(self, timetable: Timetable) -> None:
        """Conflicts that do not show because of who was left out: leave out another, and see."""
        for conflict in list(self.findings.conflicts):
            if len(conflict.left_out) > 1 or len(conflict.showings) > ALTERNATIVES:
                continue
            (left,) = conflict.left_out
            for other in conflict.showings:
                if other is not left:
                    others = [one for one in self.out.values() if one is not left]
                    without = timetable.without([other])
                    grown = grow(self.problem, without, left, [*others, other], self.watch)
                    if grown.impossible and other not in grown.cluster:
                        self._clash(grown.cluster, None)

    def _checked(self, timetable: Timetable) -> None:
        """Whether all musts are kept, if all is placed; those too about which nobody was asked so far."""
        if self.findings.conflicts or self.findings.unknown or verify(self.problem, timetable).valid:
            return
        verdict = ask_whole(self.problem, self.watch)
        if verdict.example is not None:
            self.findings.timetable = verdict.example
        elif verdict.possible is False:
            self._clash([one for one in self.problem.showings if not one.optional], None)
        else:
            broken = verify(self.problem, timetable).broken
            named = {p.showing.index: p.showing for violation in broken for p in violation.placements}
            self.findings.unknown += list(named.values())

    # -- a conflict -----------------------------------------------------------------------------

    def _clash(self, cluster: Sequence[Showing], left: Showing | None) -> None:
        """Note a conflict among the showings, which are impossible together; one of them stays out."""
        if left is not None:
            self.out[left.index] = left
        for known in self.findings.conflicts:
            if left is not None and self._alike(known, cluster):
                known.left_out.append(left)
                return
        conflict = self._smallest(cluster)
        if conflict.keys in [known.keys for known in self.findings.conflicts]:
            return
        if left is not None:
            conflict.left_out.append(left)
        self.findings.conflicts.append(conflict)

    def _alike(self, known: Conflict, cluster: Sequence[Showing]) -> bool:
        """Whether some of the showings clash for the very reasons that are known."""
        common = set(known.showings) & set(cluster)
        alone = len(known.showings) == len(cluster) == 1  # each has no place by itself
        if not alone and (len(common) < 2 or 2 * len(common) < len(known.showings)):
            return False
        scope = scope_of(self.problem, cluster)
        universe = parts_of(scope)
        kept = [part for part in universe if isinstance(part, Needed) or part.key in known.reasons]
        try:
            return ask(only(scope, universe, kept), self.watch).possible is False
        except Stopped:
            return False

    def _smallest(self, cluster: Sequence[Showing]) -> Conflict:
        """The fewest showings of the cluster, then the fewest parts of their document."""
        order = Shrunk(sorted(cluster, key=lambda one: freedom(self.problem, one)))
        if len(order) > 1:
            order = smallest(order, lambda those: ask_about(self.problem, those, self.watch) is False)
        with suppress(Stopped):  # what is proven is told even if the time is over
            self.watch.tell("Shrinking a conflict of {n}", "충돌 {n}건을 좁히는 중", n=len(order))
        scope = scope_of(self.problem, order)
        universe = parts_of(scope)
        # The fewest showings of all the document are also the fewest of a part of it: they are all kept.
        named = {one.index for one in order}
        fixed = [part for part in universe if isinstance(part, Needed) and part.showing.index in named]
        others = [part for part in universe if part not in fixed]
        parts = smallest(others, lambda those: self._impossible(scope, universe, [*fixed, *those]))
        named_parts = tuple(part for part in universe if part in fixed or part in parts)
        return Conflict(scope, named_parts, proven=order.finished and parts.finished)

    def _impossible(self, scope: Scope, universe: list[Part], kept: list[Part]) -> bool:
        return ask(only(scope, universe, kept), self.watch).possible is False


def named_showings(conflicts: Sequence[Conflict]) -> Iterator[Showing]:
    """Every showing that some conflict names, once."""
    yield from {one.index: one for conflict in conflicts for one in conflict.showings}.values()
