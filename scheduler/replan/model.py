"""Laying some showings anew with a count of who has to be told of it.

The count is an expression of the model: to be minimised, or kept below a limit while the penalty is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.decisions import Decisions
from scheduler.improve import charge_maps
from scheduler.maps import PlaceMap, exact_in_maps, place_map
from scheduler.pricing import cell_of
from scheduler.replan.told import counts, told
from scheduler.rule import post_all
from scheduler.running import run

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Showing
    from scheduler.replan.announced import Announcement
    from scheduler.timetable import Timetable


PACKED = 10_000_000
"""Values of one objective that stands for several at the most; with more the LP loses its precision."""


@dataclass
class Solved:
    """What CP-SAT said of one question."""

    status: Any
    value: int | None
    timetable: Timetable | None

    @property
    def found(self) -> bool:
        """Whether there is a timetable."""
        return self.timetable is not None

    @property
    def proven(self) -> bool:
        """Whether nothing better exists among the open places, or nothing at all."""
        return bool(self.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE))


class Anew:
    """A model with some showings open, everything else as in ``timetable``."""

    def __init__(
        self,
        announcement: Announcement,
        timetable: Timetable,
        opened: Iterable[Showing],
        *,
        musts_only: bool = False,
        most: int = 10**9,
        more: Mapping[int, int] | None = None,
        complete: bool = True,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """``most``: places kept for each showing, the cheapest; ``more`` for some, by index.

        Where it lies and was announced are kept always.
        """
        self.announcement, self.problem = announcement, announcement.problem
        self.timetable, self.opened, self.stopped = timetable, list(opened), stopped
        fixed = timetable.without(self.opened)
        rules = [rule for rule in self.problem.rules if rule.must or not musts_only]
        shaped = exact_in_maps(rules)
        maps = {one.index: self._map(one, fixed, shaped, (more or {}).get(one.index, most)) for one in self.opened}
        self.decisions = Decisions(
            self.problem, fixed, {index: found.allowed for index, found in maps.items()}, complete=complete
        )
        if not musts_only:
            charge_maps(self.decisions, maps)
        post_all(self.decisions, rules, priced=shaped)
        self.moved = {one.index: self._moved(one) for one in self.opened if one.index in announcement.showings}
        self.notices = self._notices(fixed)
        self.other_time = sum((self._other_time(one) for one in self.opened if one.index in self.moved), 0)
        self.other_day = sum((self._other_day(one) for one in self.opened if one.index in self.moved), 0)
        self.other_choices = sum((literal for _, literal in self._other_choices()), 0)

    # -- places ---------------------------------------------------------------------------------

    def _map(self, showing: Showing, fixed: Timetable, shaped: Any, most: int) -> PlaceMap:
        found = place_map(self.problem, showing, fixed, only=shaped)
        own = self._announced_cell(showing)
        if self.announcement.is_frozen(showing):
            found.allowed = _only(found.allowed, [own])
        elif int(found.allowed.sum()) > most:
            now = self.timetable.of(showing)
            kept = [own, None if now is None else cell_of(showing, now)]
            near = self._near(showing, found, most)
            found.allowed = _cheapest(found, most) | _only(found.allowed, kept) | near
        return found

    def _near(self, showing: Showing, found: PlaceMap, most: int) -> NDArray[np.bool_]:
        """Places at the announced time, all of them, and on its day, the cheapest: least has to be told of these."""
        placement = self.announcement.placement(showing)
        if placement is None:
            return np.zeros_like(found.allowed)
        days = showing.positions.days == placement.day
        at = (showing.positions.starts == placement.start) & days
        that_day: NDArray[np.bool_] = found.allowed & days[None, :]
        if int(that_day.sum()) > most:
            that_day = _cheapest(found, most, that_day) | (that_day & at[None, :])
        return that_day

    def _announced_cell(self, showing: Showing) -> tuple[int, int] | None:
        placement = self.announcement.placement(showing)
        return None if placement is None else cell_of(showing, placement)

    # -- who is told ----------------------------------------------------------------------------

    def _moved(self, showing: Showing) -> Any:
        """Whether it does not lie where it was announced."""
        cell = self._announced_cell(showing)
        if cell is None:
            return True
        return self.decisions.negated(self.decisions.places(showing, _only(showing.legal, [cell])))

    def _other_time(self, showing: Showing) -> Any:
        cell = self._announced_cell(showing)
        if cell is None:
            return 1
        same = np.zeros((1, len(showing.positions)), dtype=bool)
        same[0, cell[1]] = True
        return 1 - self.decisions.places(showing, same)

    def _other_day(self, showing: Showing) -> Any:
        placement = self.announcement.placement(showing)
        if placement is None:
            return 1
        return 1 - self.decisions.places(showing, (showing.positions.days == placement.day)[None, :])

    def away(self) -> Any:
        """Minutes between where what moves lies and where it was announced, all together."""
        total: Any = 0
        for one in self.opened:
            placement = self.announcement.placement(one)
            if placement is not None and one.index in self.moved:
                ticks = np.abs(one.positions.starts - placement.start)
                total = total + self.decisions.value(one, (ticks // self.problem.minute)[None, :])
        return total

    def _notices(self, fixed: Timetable) -> Any:
        """One for each showing that moves, one for each person concerned; what is fixed counts as well."""
        opened = {one.index for one in self.opened}
        settled = told(self.announcement, self.timetable)
        moved = [one for one in settled.moved if one.index not in opened]
        known = {person for one in moved for person in self.announcement.showings[one.index].told}
        reasons: dict[str, list[Any]] = {}
        for index, literal in self.moved.items():
            for person in self.announcement.showings[index].told - known:
                reasons.setdefault(person, []).append(literal)
        for person, literal in self._other_choices():
            if person not in known:
                reasons.setdefault(person, []).append(literal)
        total = sum(self.moved.values(), len(moved) + len(known))
        return total + sum((self._any(literals) for literals in reasons.values()), 0)

    def _other_choices(self) -> Iterable[tuple[str, Any]]:
        """Choices of people that differ from what was announced."""
        before = self.announcement.timetable.assigned
        if not before:
            return
        for chosen, literal in self.decisions.choices.items():
            if counts(self.announcement, chosen):
                yield chosen.person, self.decisions.negated(literal) if chosen in before else literal
        anew = self.decisions.chosen_anew
        for one in before:
            if (one.role, one.session, one.showing) in anew and one not in self.decisions.choices:
                yield one.person, True

    def _any(self, literals: list[Any]) -> Any:
        """At least true if one is: as it costs something, nothing more is needed."""
        if any(one is True for one in literals):
            return 1
        either = self.decisions.model.new_bool_var("")
        for one in literals:
            if one is not False:
                self.decisions.model.add_implication(one, either)
        return either

    # -- solving --------------------------------------------------------------------------------

    def hint(self, timetable: Timetable) -> None:
        """Begin with a timetable."""
        self.decisions.model.clear_hints()
        self.decisions.hint(timetable)
        for chosen, literal in self.decisions.choices.items():
            self.decisions.model.add_hint(literal, chosen in timetable.assigned)

    def at_most(self, expression: Any, limit: int) -> None:
        """Keep something within a limit from now on."""
        if isinstance(expression, int):
            if expression > limit:
                self.decisions.model.add_bool_or([])
        else:
            self.decisions.model.add(expression <= limit)

    def minimise(self, expression: Any, seconds: float) -> Solved:
        """The least value found; ``timetable`` is the one that has it."""
        self.decisions.model.minimize(expression)
        solver = _solver(seconds)
        status = run(solver, self.decisions.model, self.stopped)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Solved(status, None, None)
        return Solved(status, round(solver.objective_value), self.decisions.timetable(solver))

    def least(self, expressions: Iterable[Any], seconds: float) -> Timetable | None:
        """Each as small as can be in turn, the first before all others; None if there is nothing at all."""
        until, best = monotonic() + seconds, None
        for expression in _packed(expressions):
            found = self.minimise(expression, max(0.1, 0.6 * (until - monotonic())))
            if found.timetable is None or found.value is None:
                break
            best = found.timetable
            self.at_most(expression, found.value)
            self.hint(best)
        return best

    def cheapest(self, seconds: float) -> Solved:
        """The least penalty, tier after tier, within the limits set so far."""
        until, best = monotonic() + seconds, Solved(cp_model.UNKNOWN, None, None)
        for tier in self.decisions.tiers() or [0]:
            objective = self.decisions.objective(tier)
            found = self.minimise(objective, max(0.05, until - monotonic()))
            if not found.found or found.value is None or found.timetable is None:
                break
            best = found
            self.at_most(objective, found.value)
            self.hint(found.timetable)
        return best


def _solver(seconds: float) -> Any:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.catch_sigint_signal = False
    parameters.cp_model_presolve = False
    parameters.linearization_level = 2
    parameters.max_time_in_seconds = seconds
    return solver


def _packed(expressions: Iterable[Any]) -> Iterator[Any]:
    """As few as stand for all: several in one, each weighed more than all that come after it can amount to.

    Most of the time of a small question goes to loading it, so it is asked once instead of five times.
    """
    packed, size = None, 1
    for one in expressions:
        span = _span(one)
        if packed is not None and size * span <= PACKED:
            packed, size = packed * span + one, size * span
        else:
            if packed is not None:
                yield packed
            packed, size = one, span
    if packed is not None:
        yield packed


def _span(expression: Any) -> int:
    """How many values it can take; all that it counts is there or not."""
    if isinstance(expression, int):
        return 1
    return 1 + sum(abs(coefficient) for coefficient in cp_model.FlatIntExpr(expression).coeffs)


def _only(allowed: NDArray[np.bool_], cells: Iterable[tuple[int, int] | None]) -> NDArray[np.bool_]:
    """Of the allowed cells these."""
    mask = np.zeros_like(allowed)
    for cell in cells:
        if cell is not None:
            mask[cell] = allowed[cell]
    return mask


def _cheapest(found: PlaceMap, most: int, among: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """So many of the allowed places."""
    cells = np.flatnonzero(found.allowed if among is None else among)
    costs = found.total().ravel()[cells] if found.costs else np.zeros(len(cells), dtype=np.int64)
    kept = cells[np.argpartition(costs, most - 1)[:most]]
    mask = np.zeros_like(found.allowed)
    mask.ravel()[kept] = True
    return mask
