"""Whether a document has a timetable at all: by counting, by placing, and by CP-SAT without objective."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.compile import compile_festival
from scheduler.decisions import Decisions
from scheduler.explain.counting import too_much
from scheduler.fitting import TRIES, fitted
from scheduler.maps import static_map
from scheduler.rule import post_all
from scheduler.running import run
from scheduler.timetable import Timetable
from scheduler.verify import verify

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.explain.watch import Watch
    from scheduler.festival import Festival
    from scheduler.problem import Problem

FEW = 8
"""Showings up to which CP-SAT is asked after one try: it proves of a few in a tenth of what the other tries take."""
SAMPLE = 240
"""Places of each showing with which CP-SAT is asked first: an example from them is as good as any."""
MOST_CELLS = 250_000
"""Places of all showings together up to which all are given to CP-SAT; beyond, nobody knows."""
WORK = 4.0
"""Of CP-SAT's units for one question, about as many seconds; the same answer on a busy machine."""


@dataclass(frozen=True)
class Verdict:
    """Whether there is a timetable; None: nobody knows."""

    possible: bool | None
    example: Timetable | None = None


def ask(festival: Festival, watch: Watch, work: float = WORK) -> Verdict:
    """Whether all that must be placed can be, without breaking any rule of the document; all its rules are musts."""
    return ask_whole(compile_festival(festival), watch, work)


def ask_whole(problem: Problem, watch: Watch, work: float = WORK) -> Verdict:
    """The same of a problem, all of whose rules are musts."""
    watch.check()
    if any(not one.optional and not static_map(problem, one).allowed.any() for one in problem.showings):
        return Verdict(False)
    if next(too_much(problem), None) is not None or any(any(r.contradictions(problem)) for r in problem.rules):
        return Verdict(False)
    return _placed(problem, watch) or _solved(problem, watch, work)


def _placed(problem: Problem, watch: Watch) -> Verdict | None:
    """By rules of thumb; if somebody has to be chosen for it, that is left to CP-SAT."""
    chooses = any(rule.chooses for rule in problem.rules)
    tries = TRIES if len(problem.showings) > FEW else 0
    for timetable in fitted(problem, lambda: not watch.over(), tries):
        if verify(problem, timetable).valid:
            verdict = _searched(problem, _there(problem, timetable), watch) if chooses else Verdict(True, timetable)
            if verdict.possible:
                return verdict
    return None


def _there(problem: Problem, timetable: Timetable) -> dict[int, NDArray[np.bool_]]:
    """Of each showing the one place where it lies."""
    places = {one.index: np.zeros_like(one.legal) for one in problem.showings}
    for p in timetable:
        places[p.showing.index][p.room, p.showing.positions.by_start[p.start, p.block, p.slot]] = True
    return places


def _solved(problem: Problem, watch: Watch, work: float = WORK) -> Verdict:
    """By CP-SAT, first with some places of each showing, then with all."""
    maps = {one.index: static_map(problem, one).allowed for one in problem.showings}
    cells = sum(int(allowed.sum()) for allowed in maps.values())
    random = np.random.default_rng(0)
    few = {index: _some(allowed, random) for index, allowed in maps.items()}
    fewer = sum(int(allowed.sum()) for allowed in few.values())
    if fewer < 0.7 * cells:
        verdict = _searched(problem, few, watch, work)
        if verdict.possible:
            return verdict
    return _searched(problem, maps, watch, work) if cells <= MOST_CELLS else Verdict(None)


def _some(allowed: NDArray[np.bool_], random: np.random.Generator) -> NDArray[np.bool_]:
    """Some of the places: by chance, and the first and last of each room."""
    places = np.argwhere(allowed)
    if len(places) <= SAMPLE:
        return allowed
    kept = np.zeros_like(allowed)
    kept[tuple(places[random.choice(len(places), SAMPLE, replace=False)].T)] = True
    for room in np.unique(places[:, 0]).tolist():
        positions = np.flatnonzero(allowed[room])
        kept[room, positions[[0, -1]]] = True
    return kept


def _searched(problem: Problem, places: dict[int, NDArray[np.bool_]], watch: Watch, work: float = WORK) -> Verdict:
    watch.check()
    decisions = Decisions(problem, Timetable(problem, {}), places)
    post_all(decisions, problem.rules)
    solver = cp_model.CpSolver()
    _parameters(solver.parameters, watch, work)
    status = run(solver, decisions.model, watch.over)
    if status == cp_model.INFEASIBLE:
        return Verdict(False)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Verdict(None)
    timetable = decisions.timetable(solver)
    if not verify(problem, timetable).valid:
        raise RuntimeError("solver and verifier disagree on an example")
    return Verdict(True, timetable)


def _parameters(parameters: Any, watch: Watch, work: float) -> None:
    parameters.num_workers = 1
    parameters.random_seed = 0
    parameters.catch_sigint_signal = False
    parameters.max_time_in_seconds = max(0.1, watch.left)
    parameters.max_deterministic_time = work
