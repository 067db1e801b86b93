"""A small festival: valid first, then better, then proven, all in one model.

Measured on K-AIFF (30 showings, 5,161 places, two slow cores): valid after 4 s, proven best after 40.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from scheduler.improve import Limits
from scheduler.prove import cells
from scheduler.whole import Whole, solve_whole, whole_model

if TYPE_CHECKING:
    from scheduler.search import Search
    from scheduler.timetable import Timetable

SIMPLIFIED = 15_000
"""Places up to which presolve is done in a few seconds."""

VALID, ROUGHLY_VALID = 0.7, 0.4
"""Shares of the time in which a timetable that is valid is looked for as a whole, at the most; the second where
neighbourhoods follow that may find one as well."""

SEARCHED = 3.0
"""Seconds that one neighbourhood of a small festival is searched at the most."""


class Small:
    """The steps of it."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.problem = search.problem
        self.until = 0.0
        self.simplified = cells(search.problem) <= SIMPLIFIED

    def run(self) -> None:
        """A timetable that is valid, whatever it costs; then the best; without any, the best part."""
        search = self.search
        if not search.infeasible:
            search.relax(0.05 * min(search.left, 100.0))
            self._valid((VALID if self.simplified else ROUGHLY_VALID) * search.left)
        if not self.simplified and not search.infeasible and not search.over():
            self._roughly()
        if not search.infeasible and not search.over() and not search.proven:
            self._best()
        if search.infeasible and not search.over():
            self._best_part()

    def _valid(self, seconds: float) -> None:
        """Where nothing costs anything, a valid timetable is found far sooner."""
        search = self.search
        if search.best.valid or search.over():
            return
        found = self._solve(seconds, complete=True, musts_alone=True)
        if found.status == cp_model.INFEASIBLE:
            search.infeasible = True
        elif found.timetable is not None:
            search.offer(found.timetable)

    def _roughly(self) -> None:
        """By neighbourhoods, while the whole would still be simplified."""
        limits = Limits(seconds=SEARCHED)
        self.search.second_worker(limits)
        self.search.improve(0.6 * self.search.left, limits, patience=60)
        self.search.close()

    def _best(self) -> None:
        search = self.search
        hint = search.best.timetable if search.best.valid else None
        found = self._solve(search.left, complete=True, hint=hint)
        if found.status == cp_model.INFEASIBLE:
            search.infeasible = True
            return
        search.learn(found.bounds)
        if found.timetable is not None:
            search.offer(found.timetable)

    def _best_part(self) -> None:
        found = self._solve(self.search.left, complete=False, hint=self.search.best.timetable)
        if found.timetable is not None:
            self.search.offer(found.timetable)

    def _solve(
        self, seconds: float, *, complete: bool, musts_alone: bool = False, hint: Timetable | None = None
    ) -> Whole:
        search = self.search
        search.phase = "prove"
        self.until = monotonic() + seconds
        model = whole_model(self.problem, complete=complete, musts_alone=musts_alone, hint=hint)
        counts = complete and not musts_alone

        def found(timetable: Timetable, bounds: dict[int, float]) -> None:
            if counts:
                search.learn(bounds)
            search.offer(timetable)

        floor = search.bounds.get(0) if counts else None
        return solve_whole(model, self._parameters, search.over, found, floor)

    def _parameters(self, parameters: Any) -> None:
        options = self.search.options
        parameters.random_seed = options.seed
        parameters.catch_sigint_signal = False
        if self.simplified:
            self._by_clauses(parameters)
        else:
            # Simplifying would take longer than there is time.
            parameters.cp_model_presolve = False
            parameters.linearization_level = 2
        if self.search.timed:
            parameters.num_workers = options.workers
            parameters.max_time_in_seconds = max(0.1, min(self.search.left, self.until - monotonic()))
        else:
            parameters.num_workers = 1
            parameters.max_deterministic_time = options.deterministic

    def _by_clauses(self, parameters: Any) -> None:
        """Learning from conflicts alone, and beside it a search for a bound by cores.

        Measured on K-AIFF from the same start, 853 points, 60 s, two workers: 141 and proven after 34 s; with the
        workers that CP-SAT takes by itself 524; with an LP at every step 18 conflicts a second instead of 300.
        Probing finds little and takes 6 s of presolve's 10.
        """
        parameters.cp_model_presolve = True
        parameters.cp_model_probing_level = 0
        if not self.search.timed or self.search.options.workers == 1:
            parameters.subsolvers.extend(["no_lp"])
        elif self.search.options.workers == 2:
            parameters.subsolvers.extend(["no_lp", "core"])
