"""A replanned timetable told to programs, with field names that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.differences import for_people, moved_showings
from scheduler.replan.telling import between
from scheduler.suggest.data import as_data, share_as_data

if TYPE_CHECKING:
    from scheduler.replan import Replanned, Variant


def replanned_as_data(found: Replanned, lang: str) -> dict[str, Any]:
    """The menu: each variant with its notices, moves, people and what it buys."""
    problem = found.announcement.problem
    return {
        "showgrid": 1,
        "festival": problem.festival.festival.id,
        "revision": problem.revision,
        "status": found.status,
        "bound": found.bound,
        "proven": found.proven,
        "gone": found.announcement.gone,
        "variants": [_variant_as_data(found, one, lang) for one in found.variants],
    }


def _variant_as_data(found: Replanned, one: Variant, lang: str) -> dict[str, Any]:
    announcement = found.announcement
    problem, old, new = announcement.problem, announcement.timetable, one.report.timetable
    moved = moved_showings(problem, old, new)
    return {
        "name": one.name,
        "valid": one.report.valid,
        "penalty": one.report.penalty,
        "notices": one.told.count,
        "other_time": one.told.other_time,
        "moves": [
            {
                "session": showing.session.id,
                "showing": showing.label,
                "from": None if (was := old.of(showing)) is None else as_data(problem, was),
                "to": None if (now := new.of(showing)) is None else as_data(problem, now),
            }
            for showing in moved
        ],
        "told": list(one.told.people),
        "people": [
            {"person": person, "sentence": sentence.text(lang)} for person, sentence in for_people(problem, old, new)
        ],
        "shares": [share_as_data(problem, share, lang) for share in between(found.fewest.report, one.report)],
    }
