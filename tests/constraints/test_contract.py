"""Model and verifier agree on every kind, hard and soft, near the edges; and so do the prices.

Each kind's own test module lists, as ``CONTRACT``, the values to try it with.  Each entry may name
its ``arena`` ("festival", the default, or "conference") and ``changes`` to the document.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from random import Random
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from scheduler.constraint import Constraint, kinds
from scheduler.select import Select
from tests.constraints.arena import CONFERENCE, FESTIVAL
from tests.constraints.contract import (
    added,
    amount_by_days_and_rooms,
    draw,
    elsewhere,
    model_says,
    only,
    parts,
    price_differs,
    problem_with,
    rooms_are_free,
    verifier_says,
)

ARENAS = {"festival": FESTIVAL, "conference": CONFERENCE}
DRAWS = int(os.environ.get("SHOWGRID_DRAWS", "18"))
"""Timetables drawn of each entry; the mutation score begins with fewer."""
MORE_DRAWS = 200
"""Where the first draws only break or only keep a rule, so many more are tried for one that does the other."""


def _contract(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = import_module(f"tests.constraints.test_{kind}").CONTRACT
    return found


def _entries() -> list[Any]:
    found = []
    for kind in kinds():
        for number, entry in enumerate(_contract(kind)):
            found.append(pytest.param(kind, entry, id=f"{kind}-{number}"))
    return found


@pytest.mark.parametrize(("kind", "entry"), _entries())
@pytest.mark.parametrize("weight", [None, 3, -2], ids=["must", "should", "reward"])
def test_model_verifier_and_price_agree(kind: str, entry: dict[str, Any], weight: int | None) -> None:
    problem, random = _problem(kind, entry, weight), Random(f"{kind}{entry}{weight}")
    (rule,) = problem.rules
    outcomes: set[bool] = set()
    for number in range(MORE_DRAWS):
        if number >= DRAWS and len(outcomes) == 2:
            break
        drawn = draw(problem, random, share_open=1)
        if not rooms_are_free(problem, drawn.timetable):
            continue
        feasible, cost, made = model_says(problem, drawn, drawn.timetable, rule)
        if rule.chooses:
            # Whether anybody else could have been chosen is not asked here: worked examples say that.
            assert made is None or verifier_says(problem, made, rule) == (True, cost)
            outcomes.add(made is not None and cost == 0)
            continue
        assert (feasible, cost) == _told(problem, drawn.timetable, rule)
        outcomes.add(not list(rule.violations(problem, drawn.timetable)))
        assert price_differs(problem, drawn.timetable, rule, random) == []
    assert outcomes == {True, False}, "the draws must both keep and break the rule"


@pytest.mark.parametrize(("kind", "entry"), _entries())
@pytest.mark.parametrize("weight", [None, 3, -2], ids=["must", "should", "reward"])
def test_a_neighbourhood_costs_what_the_whole_costs(kind: str, entry: dict[str, Any], weight: int | None) -> None:
    """With some showings fixed, two timetables differ in the model as they differ for the verifier."""
    problem, random = _problem(kind, entry, weight), Random(f"part{kind}{entry}{weight}")
    (rule,) = problem.rules
    if rule.chooses:
        pytest.skip("choices are made anew in a neighbourhood; the first test compares them")
    compared = 0
    for _ in range(MORE_DRAWS):
        drawn = draw(problem, random, share_open=0.5)
        other = elsewhere(problem, drawn, random)
        if not (rooms_are_free(problem, drawn.timetable) and rooms_are_free(problem, other)):
            continue
        # A breach among fixed ones the model may leave out; one of nobody, something missing, it may not.
        if rule.must and any(one.placements for one in rule.violations(problem, drawn.fixed)):
            continue
        told = [_told(problem, timetable, rule) for timetable in (drawn.timetable, other)]
        said = [model_says(problem, drawn, timetable, rule)[:2] for timetable in (drawn.timetable, other)]
        assert [feasible for feasible, _ in said] == [valid for valid, _ in told]
        assert said[0][1] - said[1][1] == told[0][1] - told[1][1]
        if rule.exact_in_maps and not rule.must:
            # Single places charged by their prices instead: the same again.
            assert [model_says(problem, drawn, t, rule, priced=True)[1] for t in (drawn.timetable, other)] == [
                cost for _, cost in said
            ]
        compared += 1
        if compared == DRAWS // 2:
            break
    assert compared


@pytest.mark.parametrize(("kind", "entry"), _entries())
def test_a_bound_says_no_more_than_the_verifier(kind: str, entry: dict[str, Any]) -> None:
    """What a rule says by day and by room of the parts of a festival is together never above what it finds."""
    problem, random = _problem(kind, entry, None), Random(f"bound{kind}{entry}")
    (rule,) = problem.rules
    compared = 0
    for _ in range(MORE_DRAWS):
        timetable = draw(problem, random, share_open=1).timetable
        if len(timetable) < len(problem.showings) or compared == DRAWS:
            # Of what is missing nothing is asked: a bound is one of complete timetables.
            continue
        compared += 1
        amount = sum(violation.amount for violation in rule.violations(problem, timetable))
        said = sum(amount_by_days_and_rooms(rule, problem, timetable, part) for part in parts(timetable, random))
        assert said <= amount
        if any(len({p.room for p in timetable.those(group)}) > 1 for group in rule.in_one_room(problem)):
            assert amount
    assert compared


def _told(problem: Any, timetable: Any, rule: Any) -> tuple[bool, int]:
    valid, cost = verifier_says(problem, timetable, rule)
    return valid, cost if valid else 0


def _problem(kind: str, entry: dict[str, Any], weight: int | None) -> Any:
    values = {name: value for name, value in entry.items() if name not in ("arena", "changes")}
    own = {} if weight is None else {"weight": weight}
    changes = entry.get("changes", {})
    return problem_with(ARENAS[entry.get("arena", "festival")], {"kind": kind, **values, **own}, **changes)


@pytest.mark.parametrize(("kind", "entry"), _entries())
def test_what_a_move_changes_is_settled_among_those_it_concerns(kind: str, entry: dict[str, Any]) -> None:
    """Without all others a move costs the same: prices and searches do not ask about them."""
    problem, random = _problem(kind, entry, 3), Random(f"move{kind}{entry}")
    (rule,) = problem.rules
    changed = 0
    for number in range(MORE_DRAWS):
        if number >= DRAWS and changed:
            break
        drawn = draw(problem, random, share_open=1)
        if not drawn.timetable.placements:
            continue
        index = random.choice(list(drawn.timetable.placements))
        moved = drawn.timetable.moved({index: elsewhere(problem, drawn, random).placements.get(index)})
        more = added(rule, problem, drawn.timetable, moved)
        concerned = tuple(rule.concerns(problem, problem.showings[index]))
        assert added(rule, problem, only(drawn.timetable, concerned), only(moved, concerned)) == more
        changed += more != 0
    assert changed, "no move changed anything"


@pytest.mark.parametrize("kind", kinds())
def test_every_field_and_every_choice_of_it_is_tried(kind: str) -> None:
    tried = set(_words([{**entry, "changes": None} for entry in _contract(kind)]))
    own = {name: one for name, one in kinds()[kind].model_fields.items() if name not in Constraint.model_fields}

    untried = {one.alias or name for name, one in own.items()} - tried
    choices = {
        choice for one in own.values() for choice in _choices(one.annotation) if choice not in _words(one.default)
    }
    assert (untried, choices - tried) == (set(), set())


def _words(value: object) -> Iterator[object]:
    """All keys and values, however deep."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _words(one)
    else:
        yield value


def _choices(annotation: object) -> Iterator[object]:
    """What a type offers to choose from, however deep."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation is not Select:
        for one in annotation.model_fields.values():
            yield from _choices(one.annotation)
    else:
        for one in get_args(annotation):
            yield from _choices(one)
