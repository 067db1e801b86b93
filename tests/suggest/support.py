"""What a suggestion promises, held against the verifier."""

from __future__ import annotations

from importlib import import_module
from random import Random
from typing import TYPE_CHECKING, Any

from scheduler.compile import compile_festival
from scheduler.constraint import kinds
from scheduler.festival import Festival
from scheduler.timetable import Assignment, Timetable
from scheduler.verify import verify
from tests.constraints.contract import draw
from tests.constraints.test_contract import ARENAS

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.suggest import Suggestion
    from scheduler.verify import Report

WEIGHTS = (None, None, 1, 3, 7, -2)


def broken_promises(one: Suggestion) -> dict[str, tuple[object, object]]:
    """Of each rule whose share is wrong: what was promised, what the verifier says."""
    before: Report = one.before._cache.setdefault("report", None) or verify(one.problem, one.before)
    one.before._cache["report"], after = before, verify(one.problem, one.after)
    was, now = before.amounts(), after.amounts()
    truth = {rule: now.get(rule, (0, 0, 0))[1] - was.get(rule, (0, 0, 0))[1] for rule in {*was, *now}}
    told = {share.rule: share.amount for share in one.shares}
    wrong: dict[str, tuple[object, object]] = {
        rule if isinstance(rule, str) else rule.kind: (told.get(rule, 0), truth.get(rule, 0))
        for rule in {*truth, *told}
        if told.get(rule, 0) != truth.get(rule, 0) and not _optional(one, rule)
    }
    points = {tier: after.by_tier[tier] - before.by_tier[tier] for tier in after.by_tier}
    return wrong if points == one.by_tier else wrong | {"points": (str(one.by_tier), str(points))}


def _optional(one: Suggestion, rule: Any) -> bool:
    """An optional showing that comes or goes is no violation, but has its value."""
    return rule == "placed" and any(move.showing.optional and (move.old is None) for move in one.moves)


def any_festival(arena: str, seed: int) -> tuple[Problem, Timetable]:
    """The arena with some rules of any kinds, must, should and reward, in up to two tiers; and a timetable of it."""
    random = Random(f"{arena}{seed}")
    rules = random.sample(_rules(arena), 5)
    for rule in rules:
        weight = random.choice(WEIGHTS)
        if weight is not None:
            rule |= {"weight": weight, "tier": random.choice((0, 0, 1))}
    problem = compile_festival(Festival.model_validate({**ARENAS[arena], "rules": rules}))
    timetable = draw(problem, random, share_open=0).timetable
    return problem, Timetable(problem, timetable.placements, _anybody(problem, random))


def _rules(arena: str) -> list[dict[str, Any]]:
    """Samples of every kind that need no other document."""
    return [
        {"kind": kind, **{name: value for name, value in entry.items() if name != "arena"}}
        for kind in kinds()
        for entry in import_module(f"tests.constraints.test_{kind}").CONTRACT
        if entry.get("arena", "festival") == arena and "changes" not in entry
    ]


def _anybody(problem: Problem, random: Random) -> tuple[Assignment, ...]:
    """Nobody chosen, or anybody for anything."""
    festival = problem.festival
    roles = [(one.id, person) for one in festival.juries for person in one.people]
    roles += [(one.id, person) for one in festival.resources for person in one.people]
    if random.random() < 0.5:
        return ()
    return tuple(
        sorted(
            Assignment(role, one.session.id, one.label, person)
            for role, person in roles
            for one in problem.showings
            if random.random() < 0.4
        )
    )
