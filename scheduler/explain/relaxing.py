"""Changes that were each tried and work: with one of them everything named in a conflict finds its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.explain.asking import ask
from scheduler.explain.changes import Change, Ease, Lever
from scheduler.explain.clusters import first_timetable, grow, laid_first, missing
from scheduler.explain.filling import filled
from scheduler.explain.parts import only, parts_of
from scheduler.explain.remedies import levers
from scheduler.explain.scope import scope_of
from scheduler.explain.watch import Stopped, Watch
from scheduler.faults import FestivalError
from scheduler.fitting import musts_only
from scheduler.timetable import Timetable
from scheduler.verify import is_must, verify

if TYPE_CHECKING:
    from scheduler.explain.conflicts import Conflict, Findings
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing

MOST = 5
"""Relaxations that are told of one conflict."""
A_KIND = 2
"""Of which at the most so many of one kind, so that people have a choice."""
TRIES = 6
"""Amounts that are tried between one that was too little beside all else and one that is enough."""


@dataclass(frozen=True, eq=False)
class Relaxation:
    """A change that was tried: with it, what a conflict left out has a place beside all else."""

    change: Change
    conflict: Conflict
    timetable: Timetable
    """Of the changed festival's musts: as before, with what was left out in it."""


def relaxations(festival: Festival, findings: Findings, watch: Watch) -> Iterator[Relaxation]:
    """Of each conflict the changes that work, the least trouble first; as many as are found in the time."""
    for conflict in findings.conflicts:
        with suppress(Stopped):
            yield from _of_conflict(festival, findings, conflict, watch)


def _of_conflict(festival: Festival, findings: Findings, conflict: Conflict, watch: Watch) -> Iterator[Relaxation]:
    trial = _Trial(festival, findings, conflict, watch)
    kinds: dict[str, int] = {}
    found: list[Relaxation] = []
    try:
        for change, made in _least_trouble_first(trial, lambda kind: kinds.get(kind, 0) < A_KIND):
            kinds[change.kind] = kinds.get(change.kind, 0) + 1
            found.append(Relaxation(change, conflict, made))
            if len(found) == MOST:
                break
    finally:
        yield from sorted(found, key=lambda one: one.change.trouble)


@dataclass(frozen=True)
class _Step:
    """How far a lever is to be tried next."""

    lever: Lever
    amount: int = 0
    """Index in its amounts."""
    too_little: int = -1
    """The furthest that is known to help too little in the whole festival; -1: nothing is known."""

    @property
    def change(self) -> Change:
        return self.lever.change(self.lever.amounts[self.amount])

    @property
    def further(self) -> _Step | None:
        """Twice as far, after this was not enough; None if it was as far as can be."""
        last = len(self.lever.amounts) - 1
        return None if self.amount == last else _Step(self.lever, min(2 * self.amount + 1, last), self.amount)


def _least_trouble_first(trial: _Trial, wanted: Callable[[str], bool]) -> Iterator[tuple[Change, Timetable]]:
    """Changes that work, each with the timetable; a lever is looked at when nothing less trouble is left.

    What works on those concerned may be too little beside all others: then it is tried further, in its turn.
    """
    waiting: list[tuple[int, int, bool, _Step]] = []
    for number, lever in enumerate(levers(Ease(trial.findings.problem, trial.conflict))):
        if lever.amounts:
            waiting.append((_Step(lever).change.trouble, number, False, _Step(lever)))
    while waiting:
        first = min(waiting, key=lambda entry: entry[:2])
        waiting.remove(first)
        _, number, tried, step = first
        if not tried:
            least = trial.least(step.lever)
            if least is not None:
                enough = _Step(step.lever, least)
                waiting.append((enough.change.trouble, number, True, enough))
        elif wanted(step.change.kind):
            made = trial.whole(step.change)
            if made is not None:
                yield trial.fewer(step, made)
            elif (further := step.further) is not None:
                waiting.append((further.change.trouble, number, True, further))


@dataclass(eq=False)
class _Trial:
    """What a change is tried on: first those concerned by themselves, then the whole festival."""

    festival: Festival
    findings: Findings
    conflict: Conflict
    watch: Watch

    def least(self, lever: Lever) -> int | None:
        """The least amount that helps those concerned, by its index; None if not even the most does."""
        amounts = lever.amounts
        if not self._helps(lever.change(amounts[-1])):
            return None
        low, high = 0, len(amounts) - 1
        while low < high:
            middle = (low + high) // 2
            if self._helps(lever.change(amounts[middle])):
                high = middle
            else:
                low = middle + 1
        return high

    def fewer(self, step: _Step, made: Timetable) -> tuple[Change, Timetable]:
        """By no more than is needed, between what was too little and what is enough; so many tries."""
        best = step.change, made
        low, high = step.too_little + 1, step.amount
        for _ in range(TRIES if step.too_little >= 0 else 0):
            if low >= high:
                break
            middle = (low + high) // 2
            change = step.lever.change(step.lever.amounts[middle])
            smaller = self.whole(change)
            if smaller is None:
                low = middle + 1
            else:
                high, best = middle, (change, smaller)
        return best

    def _helps(self, change: Change) -> bool:
        """Whether all concerned fit together after it, with all that the document says of them."""
        self.watch.check()
        scope = scope_of(self.findings.problem, self.conflict.concerned)
        universe = parts_of(scope)
        try:
            return ask(change.made(only(scope, universe, universe)), self.watch).possible is True
        except FestivalError:
            return False

    def whole(self, change: Change) -> Timetable | None:
        """The changed festival's timetable, with what the conflict left out in it and no must broken by it."""
        self.watch.tell("Trying: {s}", "시험 중: {s}", s=change.sentence)
        try:
            problem = musts_only(compile_festival(change.made(self.festival)))
        except FestivalError:
            return None
        others = [one for one in self._left_out() if one not in self.conflict.left_out]
        out = [problem.by_key[key] for one in others if (key := (one.session.id, one.label)) in problem.by_key]
        for made in self._completed(problem, self._before(problem, out), {one.index for one in out}):
            if self._keeps_all(problem, made):
                return made
        return None

    def _completed(self, problem: Problem, timetable: Timetable, out: set[int]) -> Iterator[Timetable]:
        """With all in but those that stay out: by quick steps, else by making room for one after the other."""
        if not missing(problem, timetable, out):
            yield timetable
            return
        concerned = [problem.by_key.get((one.session.id, one.label)) for one in self.conflict.concerned]
        first = [one for one in concerned if one is not None and not one.optional and one.index not in out]
        made = filled(problem, laid_first(problem, timetable, first, self.watch), self.watch, out)
        if not missing(problem, made, out):
            yield made
        grown = self._grown(problem, timetable, out)
        if grown is not None:
            yield grown

    def _grown(self, problem: Problem, timetable: Timetable, out: set[int]) -> Timetable | None:
        stay_out = [problem.showings[index] for index in sorted(out)]
        for one in missing(problem, timetable, out):
            grown = grow(problem, timetable, one, stay_out, self.watch)
            if grown.timetable is None:
                return None
            timetable = grown.timetable
        return timetable

    def _left_out(self) -> Iterable[Showing]:
        return (one for conflict in self.findings.conflicts for one in conflict.left_out)

    def _before(self, problem: Problem, out: list[Showing]) -> Timetable:
        """The timetable that is known, as far as the changed festival allows it, and whatever else fits."""
        known = transferred(problem, self.findings.timetable)
        broken = [one for one in verify(problem, known).violations if is_must(one)]
        kept = known.without([p.showing for one in broken for p in one.placements])
        return first_timetable(problem, kept, self.watch, {one.index for one in out})

    def _keeps_all(self, problem: Problem, timetable: Timetable) -> bool:
        """Whether no must is broken but that what other conflicts left out is not placed."""
        return all(one.rule == "placed" for one in verify(problem, timetable).broken)


def transferred(problem: Problem, timetable: Timetable | None) -> Timetable:
    """A timetable of the festival before it was changed, as far as its places are legal still."""
    placements = {}
    for old in timetable or ():
        showing = problem.by_key.get((old.showing.session.id, old.showing.label))
        if showing is None or old.room >= len(problem.rooms):
            continue
        position = showing.positions.by_start.get((old.start, old.block, old.slot))
        if position is not None and showing.legal[old.room, position]:
            placements[showing.index] = placement_at(problem, showing, old.room, position)
    chosen = () if timetable is None else timetable.assignments
    return Timetable(problem, placements, chosen)
