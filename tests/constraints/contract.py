"""Drawing timetables near the edges, and asking model and verifier the same question.

For each draw every open showing may take its drawn place and a few others, so that the literals
are real; then the model is held to the drawn places.  Uniform draws miss faults that draws near
the edges find: a start at another's end plus just enough, or one step less.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.builtin import overlaps
from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.decisions import Decisions
from scheduler.festival import Festival
from scheduler.rule import Rule
from scheduler.timetable import Timetable
from scheduler.verify import verify

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement

STEPS = (-10, -5, 0, 0, 5, 10, 15, 20, 25, 30, 40)
"""Minutes from another's end at which a draw likes to start."""


def problem_with(document: dict[str, Any], rule: dict[str, Any], **changes: Any) -> Problem:
    """The arena with exactly one rule."""
    return compile_festival(Festival.model_validate({**deepcopy(document), **changes, "rules": [rule]}))


LEFT_OUT = 0.15
"""Share of the open showings that ``elsewhere`` places nowhere."""


@dataclass
class Draw:
    """One timetable, which of its showings are open, and what else these might do."""

    timetable: Timetable
    open_places: dict[int, NDArray[np.bool_]]

    @property
    def fixed(self) -> Timetable:
        return self.timetable.moved(dict.fromkeys(self.open_places))


def draw(problem: Problem, random: Random, share_open: float, decoys: int = 6) -> Draw:
    """A timetable whose showings start near each other's ends; sometimes many are left out."""
    placed: dict[int, Placement] = {}
    showings = list(problem.showings)
    random.shuffle(showings)
    left_out = random.choice((0.0, 0.1, 0.4, 0.7))
    for showing in showings:
        if placed and random.random() < left_out:
            continue
        place = _place(problem, showing, list(placed.values()), random)
        if place is not None:
            placed[showing.index] = place
    timetable = Timetable(problem, placed)
    open_ones = [s for s in problem.showings if s.index in placed and random.random() < share_open]
    return Draw(timetable, {s.index: _mask(s, placed[s.index], random, decoys) for s in open_ones})


def _place(problem: Problem, showing: Showing, placed: list[Placement], random: Random) -> Placement | None:
    """Somewhere legal, mostly not on top of another in the room."""
    legal = np.argwhere(showing.legal)
    if len(legal) == 0:
        return None
    for attempt in range(30):
        room, position = (int(n) for n in legal[random.randrange(len(legal))])
        if placed and random.random() < 0.75:
            position = _near_edge(problem, showing, room, random.choice(placed), random, position)
        made = placement_at(problem, showing, room, position)
        if attempt == 29 and random.random() < 0.5:
            return None
        if not _clashes(problem, made, placed):
            return made
    return made


def _near_edge(problem: Problem, showing: Showing, room: int, other: Placement, random: Random, otherwise: int) -> int:
    """The legal position nearest to just after or just before another's place."""
    length = int((showing.positions.ends - showing.positions.starts)[otherwise])
    step = random.choice(STEPS) * problem.minute
    wanted = other.end + step if random.random() < 0.6 else other.start - length - step
    if random.random() < 0.15:
        wanted = other.start
    starts = showing.positions.starts
    allowed = np.flatnonzero(showing.legal[room])
    return int(allowed[np.argmin(np.abs(starts[allowed] - wanted))]) if len(allowed) else otherwise


def _clashes(problem: Problem, made: Placement, placed: list[Placement]) -> bool:
    """Whether a room would be used twice, so that nothing is learnt about the rule."""
    both = Timetable(problem, {p.showing.index: p for p in [*placed, made]})
    return any(made in violation.placements for violation in overlaps(problem, both))


def _mask(showing: Showing, place: Placement, random: Random, decoys: int) -> NDArray[np.bool_]:
    legal = np.argwhere(showing.legal)
    mask = np.zeros(showing.legal.shape, dtype=bool)
    for _ in range(decoys):
        room, position = legal[random.randrange(len(legal))]
        mask[room, position] = True
    position = showing.positions.by_start[place.start, place.block, place.slot]
    mask[place.room, position] = True
    return mask


def elsewhere(problem: Problem, drawn: Draw, random: Random) -> Timetable:
    """The drawn timetable with every open showing at another of its places, and now and then left out."""
    moved: dict[int, Placement | None] = {}
    for index, mask in drawn.open_places.items():
        places = np.argwhere(mask)
        if random.random() < LEFT_OUT:
            moved[index] = None
            continue
        room, position = places[random.randrange(len(places))].tolist()
        moved[index] = placement_at(problem, problem.showings[index], room, position)
    return drawn.timetable.moved(moved)


def model_says(
    problem: Problem, drawn: Draw, timetable: Timetable, rule: Constraint, *, priced: bool = False
) -> tuple[bool, int, Timetable | None]:
    """Whether the timetable is feasible in the model of a draw, and what the rule costs there.

    ``priced``: single places are charged by their prices, as the search does where these are exact.
    """
    fixed = drawn.fixed
    decisions = Decisions(problem, fixed, drawn.open_places, complete=False)
    # What it costs to leave a showing out is not asked here.
    decisions.costs.clear()
    decisions.constants.clear()
    for index in decisions.cells if priced else ():
        showing = problem.showings[index]
        prices = rule.price(problem, showing, fixed, drawn.open_places[index])
        decisions.cost(rule.tier, rule.weight or 0, decisions.value(showing, prices))
    rule.post(Rule(decisions, rule, priced=priced))
    for index, cells in decisions.cells.items():
        placement = timetable.placements.get(index)
        if placement is None:
            decisions.model.add(cells.placed == 0)
            continue
        position = problem.showings[index].positions.by_start[placement.start, placement.block, placement.slot]
        for literal, room, at in zip(cells.literals, cells.rooms, cells.positions, strict=True):
            decisions.model.add(literal == int(room == placement.room and at == position))
    objective = sum((decisions.objective(tier) for tier in decisions.tiers()), 0)
    decisions.model.minimize(objective)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(decisions.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
    if status == cp_model.INFEASIBLE:
        return False, 0, None
    cost = round(solver.objective_value) if decisions.tiers() else 0
    return True, cost + sum(decisions.constants.values()), decisions.timetable(solver)


def verifier_says(problem: Problem, timetable: Timetable, rule: Constraint) -> tuple[bool, int]:
    """Whether the rule (and no room clash) allows it, and what the rule costs."""
    violations = list(rule.violations(problem, timetable))
    assert all(violation.rule is rule for violation in violations)
    amount = sum(violation.amount for violation in violations)
    return not (rule.must and violations), (rule.weight or 0) * amount


def rooms_are_free(problem: Problem, timetable: Timetable) -> bool:
    """Whether the rooms, which the model always keeps free, are."""
    return not any(v.rule == "room_free" for v in verify(problem, timetable).violations)


def price_differs(problem: Problem, timetable: Timetable, rule: Constraint, random: Random) -> list[str]:
    """Places at which the price is not what the verifier says; empty if all agree."""
    wrong = []
    for showing in random.sample(problem.showings, min(3, len(problem.showings))):
        others = timetable.without([showing])
        legal = np.argwhere(showing.legal)
        if len(legal) == 0:
            continue
        where = np.zeros(showing.legal.shape, dtype=bool)
        for row in random.sample(range(len(legal)), min(8, len(legal))):
            where[tuple(legal[row])] = True
        prices = np.broadcast_to(rule.price(problem, showing, others, where), showing.legal.shape)
        base = sum(v.amount for v in rule.violations(problem, others))
        for room, position in np.argwhere(where).tolist():
            there = others.moved({showing.index: placement_at(problem, showing, room, position)})
            truth = sum(v.amount for v in rule.violations(problem, there)) - base
            if prices[room, position] != truth:
                wrong.append(f"{showing.key} at {room},{position}: price {prices[room, position]}, truth {truth}")
        wrong += _differs_at_few(problem, showing, others, rule, where, prices)
    return wrong


def _differs_at_few(
    problem: Problem,
    showing: Showing,
    others: Timetable,
    rule: Constraint,
    where: NDArray[np.bool_],
    prices: NDArray[np.int64],
) -> list[str]:
    """Whether the showing costs something else when it is asked about at these positions only."""
    kept = np.flatnonzero(where.any(axis=0))
    few = showing.at(kept)
    again = np.broadcast_to(rule.price(problem, few, others, where[:, kept]), few.legal.shape)
    if (again == prices[:, kept])[where[:, kept]].all():
        return []
    return [f"{showing.key}: {again.tolist()} at some of the positions, {prices[:, kept].tolist()} at all"]


def only(timetable: Timetable, showings: Iterable[Showing]) -> Timetable:
    """The timetable without all others."""
    kept = {one.index for one in showings}
    placements = {index: placement for index, placement in timetable.placements.items() if index in kept}
    return Timetable(timetable.problem, placements, timetable.assignments)


def added(rule: Constraint, problem: Problem, timetable: Timetable, other: Timetable) -> int:
    """Amount that the rule finds in the other timetable, less what it finds in the one."""
    one, two = (sum(v.amount for v in rule.violations(problem, each)) for each in (timetable, other))
    return two - one


def parts(timetable: Timetable, random: Random) -> list[list[Placement]]:
    """What is placed, taken apart: film by film as bounds do, session by session, or one by one."""
    placed = list(timetable.placements.values())
    way = random.choice(("film", "session", "showing"))
    names = {
        "film": lambda p: p.showing.films[0].id if p.showing.films else p.showing.session.id,
        "session": lambda p: p.showing.session.id,
        "showing": lambda p: p.showing.key,
    }
    found: dict[str, list[Placement]] = {}
    for placement in placed:
        if placement.day >= 0:
            found.setdefault(names[way](placement), []).append(placement)
    return list(found.values())


def amount_by_days_and_rooms(rule: Constraint, problem: Problem, timetable: Timetable, part: list[Placement]) -> int:
    """What a rule says of some showings by their days, and of neighbours of whole sessions by their rooms."""
    showings = [placement.showing for placement in part]
    by_days = rule.by_days(problem, showings, np.array([[placement.day for placement in part]]))
    amount = int(np.broadcast_to(by_days, (1,))[0])
    for session in dict.fromkeys(one.session.id for one in showings):
        whole = problem.by_session[session]
        if all(one in showings for one in whole):
            placed = sorted(timetable.those(whole), key=lambda p: (p.start + p.shift, p.showing.index))
            for one, other in pairwise(placed):
                by_rooms = rule.by_rooms(problem, one.showing, other.showing)
                shape = len(problem.rooms), len(problem.rooms)
                amount += int(np.broadcast_to(by_rooms, shape)[one.room, other.room])
    return amount
