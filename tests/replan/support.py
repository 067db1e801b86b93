"""Small festivals that change after they were announced."""

from __future__ import annotations

from typing import Any

from scheduler.answer import Answer, answer_of
from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.problem import Problem
from scheduler.replan import Announcement, announcement
from tests.constraints.support import placed

DAY = "2024-10-25"


def festival(**more: Any) -> dict[str, Any]:
    """Two halls, one day of four hours, starts on the hour; nothing in it."""
    return {
        "showgrid": 1,
        "defaults": False,
        "festival": {"id": "example", "timezone": "Asia/Seoul", "grid": 60},
        "days": [{"date": DAY, "open": "10:00", "close": "14:00"}],
        "rooms": [{"id": "a", "name": "Hall A"}, {"id": "b", "name": "Hall B"}],
        **more,
    }


def compiled(document: dict[str, Any]) -> Problem:
    return compile_festival(Festival.model_validate(document))


def in_force(document: dict[str, Any], places: dict[str, tuple[str, str]], **more: Any) -> Answer:
    """The timetable document that a festival had before it changed."""
    problem = compiled(document)
    return answer_of(problem, placed(problem, places, **more))


def changed(
    document: dict[str, Any], places: dict[str, tuple[str, str]], changes: dict[str, Any], **more: Any
) -> Announcement:
    """What was announced, seen from the changed document."""
    return announcement(compiled({**document, **changes}), in_force(document, places, **more))


def window(low: int, high: int) -> dict[str, str]:
    """From one full hour to another."""
    return {"from": f"{DAY}T{low:02}:00", "to": f"{DAY}T{high:02}:00"}


def film(name: str, *people: str, **more: Any) -> dict[str, Any]:
    """A session of an hour."""
    return {"id": name, "title": name.title(), "duration": 60, "people": list(people), **more}
