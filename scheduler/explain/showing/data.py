"""The account of a showing, and of a place that it might have, for programs, with field names that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.explain.showing.account import points
from scheduler.reasons import reason
from scheduler.replan.telling import between
from scheduler.suggest.data import as_data, share_as_data, suggestion_as_data

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.explain.showing.account import Account
    from scheduler.explain.showing.visit import Visit
    from scheduler.problem import Problem, Showing


def account_as_data(found: Account, lang: str) -> dict[str, Any]:
    """Why it lies there, or nowhere."""
    problem, present = found.problem, found.timetable.of(found.showing)
    return {
        **_head(problem, found.showing),
        "present": None if present is None else as_data(problem, present),
        "reason": reason(problem, found.showing, found.timetable).text(lang) if present is None else None,
        "broken": [_violation(problem, one, lang) for one in found.broken],
        "losses": [_violation(problem, one, lang) for one in found.losses],
        "best": None if found.best is None else suggestion_as_data(found.best, lang),
        "chains": [suggestion_as_data(one, lang) for one in found.ways],
    }


def visit_as_data(found: Visit, lang: str) -> dict[str, Any]:
    """Why not there, or what it would change."""
    problem = found.after.problem
    shares = [share for share in between(found.before, found.after) if share.points]
    return {
        **_head(problem, found.placement.showing),
        "place": as_data(problem, found.placement),
        "possible": not found.breaks,
        "breaks": [_violation(problem, one, lang) for one in found.breaks],
        "in_the_way": [as_data(problem, one) for one in found.in_the_way],
        "shares": [share_as_data(problem, one, lang) for one in shares],
    }


def _head(problem: Problem, showing: Showing) -> dict[str, Any]:
    return {
        "showgrid": 1,
        "festival": problem.festival.festival.id,
        "revision": problem.revision,
        "session": showing.session.id,
        "showing": showing.label,
    }


def _violation(problem: Problem, one: Violation, lang: str) -> dict[str, Any]:
    return {
        "rule": one.name,
        "amount": one.amount,
        "points": points(one),
        "sentence": one.sentence.text(lang),
        "placements": [as_data(problem, p) for p in one.placements],
    }
