"""The same festival by Timefold from PyPI, one thread, scored by our verifier.

Timefold's model (``tests.laboratory.timefold_model``) knows the kinds in ``_is_known`` on several showings and all on single
ones; ``known`` takes the other rules out of a festival, so that whoever is compared with it solves the same.  It goes
on from our quick start, to its advantage: its own construction tries every hall and start of each showing, which takes
it minutes.  It needs the packages of the group ``benchmark`` and a JDK of version 17 or newer; ``Missing`` says what
there is not.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from constraints.film_not_parallel import FilmNotParallel
from constraints.not_parallel import NotParallel
from constraints.one_track_per_block_room import OneTrackPerBlockRoom
from constraints.person_in_one_place import PersonInOnePlace
from constraints.showings_spread import ShowingsSpread
from constraints.track_blocks_consecutive import TrackBlocksConsecutive
from constraints.track_not_parallel import TrackNotParallel
from constraints.track_stays_in_room import TrackStaysInRoom
from scheduler.compile import compile_festival
from scheduler.constraint import Constraint, placement_at
from scheduler.construct import construct
from scheduler.dayparts import daypart
from scheduler.festival import Festival
from scheduler.maps import static_map
from scheduler.timetable import Timetable
from scheduler.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.verify import Report


Kind = TypeVar("Kind", bound=Constraint)


class Missing(Exception):
    """What there is not here."""


class Beyond(Exception):
    """What its model lacks of a festival."""


@dataclass
class Found:
    """What came out of it; the times of its scores are seconds since it was started."""

    showings: int
    report: Report
    seen: list[tuple[float, int, int]]
    """Seconds, hard and soft score of each best timetable."""
    loading: float
    """Seconds from the festival to its own model, Java included."""


def available() -> None:
    """``Missing`` if Timefold cannot be run here."""
    if find_spec("timefold") is None:
        raise Missing("Timefold is not installed: the group `benchmark` has it (make laboratory)")
    if shutil.which("java") is None:
        raise Missing("there is no java: install a JDK of version 17 or newer")


def known(festival: Festival) -> Festival:
    """The festival with those rules only that both know, written out."""
    problem = compile_festival(festival)
    rules = [rule.model_dump(mode="json", by_alias=True) for rule in problem.rules if _is_known(problem, rule)]
    return Festival.model_validate(
        {**festival.model_dump(mode="json", by_alias=True), "defaults": False, "rules": rules}
    )


def _is_known(problem: Problem, rule: Constraint) -> bool:
    if rule.tier or rule.select.speaks_of_places or (rule.weight or 0) < 0:
        return False
    everything = len(problem.selected(rule.select)) == len(problem.showings)
    match rule:
        case FilmNotParallel():
            return rule.must
        case ShowingsSpread():
            return all(len(group) == len(problem.by_session[one]) for one, group in rule.groups(problem).items())
        case PersonInOnePlace():
            return rule.must and not rule.pause
        case NotParallel():
            return not rule.must and rule.measure in ("pair", "slot") and not (rule.other_room or rule.same_room)
        case TrackStaysInRoom():
            return rule.per == "festival" and rule.venues is None and not rule.exact_in_maps
        case OneTrackPerBlockRoom():
            return rule.must and everything
        case TrackNotParallel():
            return not rule.must and rule.rooms == 1 and everything
        case TrackBlocksConsecutive():
            return not rule.must and not rule.skip and everything
    return rule.alone


def solved(problem: Problem, seconds: float, seed: int = 0) -> Found:
    """The best that Timefold finds in so many seconds after loading.  ``Beyond`` for what its model lacks."""
    from jpype import JProxy
    from timefold.solver import SolverFactory
    from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig

    from tests.laboratory import timefold_model as model

    if any(one.optional for one in problem.showings) or any(one.parallel > 1 for one in problem.rooms):
        raise Beyond("its model knows no showings that may be left out, no rooms for several")
    if any(problem.rivals):
        raise Beyond("its model knows no rooms that share a floor")
    began = time.monotonic()
    config = SolverConfig(
        solution_class=model.Programme,
        entity_class_list=[model.Screening],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=model.rules),
        termination_config=TerminationConfig(spent_limit=Duration(milliseconds=int(seconds * 1000))),
        random_seed=seed,
    )
    solver = SolverFactory.create(config).build_solver()
    programme = _Translation(problem, model).programme(construct(problem, quick=True))
    seen: list[tuple[float, int, int]] = []

    def look(event: Any) -> None:
        score = event.getNewBestScore()
        seen.append((event.getTimeMillisSpent() / 1000, int(score.hardScore()), int(score.softScore())))

    # Past the listeners of its own Python side: they translate all of the timetable for every score.
    listener = JProxy("ai.timefold.solver.core.api.solver.event.SolverEventListener", {"bestSolutionChanged": look})
    solver._delegate.addEventListener(listener)
    loading = time.monotonic() - began
    made = solver.solve(programme)
    seen.append((seconds, made.score.hard_score, made.score.soft_score))
    return Found(len(problem.showings), verify(problem, _timetable(problem, made)), seen, loading)


def _timetable(problem: Problem, made: Any) -> Timetable:
    keys, placements = _keys(problem), {}
    for one in made.screenings:
        if one.hall is not None and one.start is not None:
            showing = problem.showings[one.id]
            position = showing.positions.by_start[keys[one.start.index]]
            placements[one.id] = placement_at(problem, showing, one.hall.index, position)
    return Timetable(problem, placements)


def _keys(problem: Problem) -> list[tuple[int, int, int]]:
    """Start, block and slot of every position, in order."""
    return sorted({key for one in problem.showings for key in one.positions.by_start})


class _Translation:
    """Our problem in its words: everything that is a name is a number there."""

    def __init__(self, problem: Problem, model: Any) -> None:
        self.problem, self.model = problem, model
        venues, self.numbers = {one.venue for one in problem.rooms}, dict[str, int]()
        numbered = {venue: number for number, venue in enumerate(sorted(venues, key=str))}
        self.halls = [model.Hall(room.index, numbered[room.venue]) for room in problem.rooms]
        self.starts = dict(zip(_keys(problem), self._starts(), strict=True))
        self.lists: dict[tuple[int, ...], list[Any]] = {}

    def programme(self, start: Timetable) -> Any:
        """All of it, with this to begin from."""
        screenings = [self._screening(one) for one in self.problem.showings]
        for placement in start:
            one = screenings[placement.showing.index]
            one.hall = self.halls[placement.room]
            one.start = self.starts[placement.start, placement.block, placement.slot]
        return self.model.Programme(
            list(self._walks()),
            list(self._aparts()),
            list(self._togethers()),
            list(self._spreads()),
            list(self._members()),
            [self._tracks()],
            screenings,
        )

    def _starts(self) -> Iterator[Any]:
        """All positions; blocks without a clock lie one after the other."""
        problem = self.problem
        days = {
            key: day
            for one in problem.showings
            for key, day in zip(one.positions.by_start, one.positions.days.tolist(), strict=True)
        }
        for number, key in enumerate(_keys(problem)):
            start, block, slot = key
            shift, ticks = (0, 0) if block < 0 else (problem.shifts[block], self._ticks(block))
            when = (problem.days[days[key]].toordinal(), daypart(problem, start))
            yield self.model.Start(number, start + shift, *when, block, slot, ticks)

    def _ticks(self, block: int) -> int:
        """Of a slot."""
        begin, end = self.problem.block_times[block]
        ticks, rest = divmod(end - begin, self.problem.blocks[block].slots)
        if rest:
            raise Beyond("its model knows only slots of whole ticks")
        return ticks

    def _screening(self, showing: Showing) -> Any:
        found, starts = static_map(self.problem, showing), [self.starts[key] for key in showing.positions.by_start]
        first, columns = starts[0].index, starts[-1].index - starts[0].index + 1
        costs = np.full((len(self.halls), columns), self.model.FORBIDDEN)
        costs[:, [one.index - first for one in starts]] = np.where(found.allowed, found.total(), self.model.FORBIDDEN)
        if int(found.total()[found.allowed].max(initial=0)) >= self.model.FORBIDDEN or int(costs.min(initial=0)) < 0:
            raise Beyond(f"{showing.key} costs too much somewhere for its tables")
        halls_for, times_for = (np.flatnonzero(found.allowed.any(axis=axis)).tolist() for axis in (1, 0))
        after = [0 if showing.in_blocks else room.turnaround(showing.type) for room in self.problem.rooms]
        return self.model.Screening(
            showing.index,
            self._number(showing.session.id),
            self._number(showing.track) if showing.track and showing.in_blocks else -1,
            showing.duration,
            (showing.session.slots or 1) if showing.in_blocks else 0,
            first,
            [_text(row) for row in costs],
            _text(np.array(after)),
            self._shared(self.halls, halls_for),
            self._shared(starts, times_for),
        )

    def _shared(self, all_of_them: list[Any], chosen: list[int]) -> list[Any]:
        """Some of them, equal choices as one list: each costs seconds on its way to Java."""
        some = [all_of_them[n] for n in chosen]
        return self.lists.setdefault((id(type(all_of_them[0])), *(one.index for one in some)), some)

    def _number(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))

    # -- what it knows of several ---------------------------------------------------------------

    def _walks(self) -> Iterator[Any]:
        for (one, other), ticks in np.ndenumerate(self.problem.walks):
            yield self.model.Walk(one, other, int(ticks))

    def _aparts(self) -> Iterator[Any]:
        """What never runs at once, and what should not."""
        problem = self.problem
        for rule in problem.rules:
            if isinstance(rule, FilmNotParallel):
                yield from (self.model.Apart(one.index, other.index, 0, 0) for one, other, _ in rule.pairs(problem))
            elif isinstance(rule, PersonInOnePlace):
                # In blocks a showing is as long as its slots are there: whoever is in both is in one at a time.
                two = [(one, other) for one, other, _ in rule.pairs(problem) if one.in_blocks]
                if two and (rule.margin or problem.walks.any()):
                    raise Beyond("its model knows no ways between rooms of blocks")
                yield from (self.model.Apart(one.index, other.index, 0, 0) for one, other in two)
            elif isinstance(rule, NotParallel):
                slotwise = int(rule.measure == "slot")
                for one, other in combinations(problem.selected(rule.select), 2):
                    if points := int(rule.weights(problem, one)[other.index]) * (rule.weight or 0):
                        yield self.model.Apart(one.index, other.index, points, slotwise)

    def _togethers(self) -> Iterator[Any]:
        """Each stretch of one in which somebody is needed, with each of the other."""
        longest = int(self.problem.walks.max(initial=0))
        for rule in _of(PersonInOnePlace, self.problem):
            for one, other, data in rule.pairs(self.problem):
                if one.in_blocks:
                    continue
                for mine, theirs in {two for stretches, _ in data for two in stretches}:
                    spans = (*mine.span(0, one.duration), *theirs.span(0, other.duration))
                    yield self.model.Together(
                        one.index, other.index, *spans, rule.margin * self.problem.minute, longest
                    )

    def _spreads(self) -> Iterator[Any]:
        for rule in _of(ShowingsSpread, self.problem):
            for session, group in rule.groups(self.problem).items():
                for one, other in combinations(group, 2):
                    yield self.model.Spread(
                        one.index,
                        other.index,
                        self._number(session),
                        rule.weight or 0,
                        int("other_day" in rule.conditions),
                        rule.gap_days.from_ if rule.gap_days else 0,
                        -1 if rule.gap_days is None else 10_000 if rule.gap_days.to is None else rule.gap_days.to,
                        int(rule.other_room),
                        int(rule.other_venue),
                        int(rule.other_daypart),
                    )

    def _members(self) -> Iterator[Any]:
        number = 0
        for rule in _of(TrackStaysInRoom, self.problem):
            for group in rule.groups(self.problem).values():
                number += 1
                most = rule.most_rooms or 1
                yield from (self.model.Member(one.index, number, most, rule.weight or 0) for one in group)

    def _tracks(self) -> Any:
        weights = {type(rule): rule.weight or 0 for rule in self.problem.rules}
        kinds = (OneTrackPerBlockRoom, TrackNotParallel, TrackBlocksConsecutive)
        return self.model.Tracks(*(weights.get(kind, -1) for kind in kinds))


def _of(kind: type[Kind], problem: Problem) -> Iterator[Kind]:
    return (rule for rule in problem.rules if isinstance(rule, kind))


def _text(numbers: NDArray[np.int64]) -> str:
    """A letter a number."""
    return numbers.astype("<u4").tobytes().decode("utf-32-le")
