"""Suggestions told to programs, with field names that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.answer import entry_of
from scheduler.mentions import sentence_of
from scheduler.suggest.telling import TAKEN
from scheduler.verify import verify

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem
    from scheduler.suggest import Share, Suggestion, Suggestions
    from scheduler.timetable import Assignment, Placement


def suggestions_as_data(found: Suggestions, lang: str) -> dict[str, Any]:
    """Everything that was found."""
    problem, present = found.problem, found.timetable.of(found.showing)
    return {
        "showgrid": 1,
        "festival": problem.festival.festival.id,
        "revision": problem.revision,
        "session": found.showing.session.id,
        "showing": found.showing.label,
        "present": None if present is None else as_data(problem, present),
        "penalty": verify(problem, found.timetable).penalty,
        "places_total": len(found.places),
        "places": [suggestion_as_data(one, lang) for one in found.best],
        "barred": [_barred_as_data(problem, *entry, lang) for entry in found.places.prices.barred],
        "swaps": [suggestion_as_data(one, lang) for one in found.swaps],
        "chains": [suggestion_as_data(one, lang) for one in found.chains],
    }


def suggestion_as_data(one: Suggestion, lang: str) -> dict[str, Any]:
    """Moves, change, shares, and who is chosen for what instead."""
    problem = one.problem
    return {
        "moves": [
            {
                "session": move.showing.session.id,
                "showing": move.showing.label,
                "from": None if move.old is None else as_data(problem, move.old),
                "to": None if move.new is None else as_data(problem, move.new),
            }
            for move in one.moves
        ],
        "change": one.change,
        "mends": one.mends,
        "breaks": one.breaks,
        "shares": [share_as_data(problem, share, lang) for share in one.shares],
        "chosen": [_person_as_data(assignment) for assignment in one.chosen],
        "released": [_person_as_data(assignment) for assignment in one.released],
    }


def share_as_data(problem: Problem, share: Share, lang: str) -> dict[str, Any]:
    """What one rule has to do with a change."""
    base = {"must": share.must, "amount": share.amount, "points": share.points}
    if isinstance(share.rule, str):
        return {"rule": share.rule, "builtin": True, **base}
    number = problem.rules.index(share.rule)
    return {
        "rule": share.rule.kind,
        "builtin": False,
        "number": number,
        **base,
        "tier": share.rule.tier,
        "sentence": sentence_of(problem, share.rule).text(lang),
    }


def _barred_as_data(problem: Problem, rule: Constraint | str, where: NDArray[np.bool_], lang: str) -> dict[str, Any]:
    places = int(where.sum())
    if isinstance(rule, str):
        return {"rule": rule, "builtin": True, "places": places, "sentence": TAKEN[lang]}
    return {"rule": rule.kind, "builtin": False, "places": places, "sentence": sentence_of(problem, rule).text(lang)}


def _person_as_data(one: Assignment) -> dict[str, Any]:
    return {"role": one.role, "session": one.session, "showing": one.showing, "person": one.person}


def as_data(problem: Problem, placement: Placement) -> dict[str, Any]:
    """Room, start, end and so on, as in a timetable document."""
    found: dict[str, Any] = entry_of(problem, placement).model_dump(mode="json", exclude_none=True)
    return found
