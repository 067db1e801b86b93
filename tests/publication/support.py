"""A small festival that is published, changed, and published again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from scheduler.answer import answer_of
from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.problem import Problem
from scheduler.publication import Publication, publish
from scheduler.timetable import Timetable
from tests.constraints.support import placed

FIRST = datetime(2024, 10, 1, 9, tzinfo=UTC)
"""When version 1 is published; each further version a day later."""

DOCUMENT: dict[str, Any] = {
    "showgrid": 1,
    "festival": {"id": "small", "name": {"en": "Small festival", "ko": "작은 영화제"}, "timezone": "Asia/Seoul"},
    "days": [{"date": "2024-10-25", "open": "09:00", "close": "23:00"}],
    "rooms": [{"id": "big", "name": {"en": "Big hall", "ko": "큰 홀"}}, {"id": "little"}],
    "tracks": [{"id": "main", "colour": "#b02020"}, {"id": "odd"}],
    "people": [
        {"id": "kim", "name": {"en": "Dae-sik Kim", "ko": "김대식"}, "language": "ko", "email": "kim@films.example"},
        {"id": "ryu", "name": "Ha-jin Ryu", "language": "en", "email": "ryu@films.example"},
    ],
    "sessions": [
        {"id": "opening", "title": {"en": "Opening", "ko": "개막식"}, "duration": 60, "people": ["kim"]},
        {"id": "film", "title": "Salt", "track": "main", "duration": 90, "showings": 2,
         "people": [{"id": "ryu", "role": "director", "showings": [1]}]},
        {"id": "secret", "title": "HUSH", "duration": 30, "visibility": "staff"},
    ],
}  # fmt: skip
PLACES = {
    "opening#1": ("big", "10:00"),
    "film#1": ("big", "13:00"),
    "film#2": ("little", "13:00"),
    "secret#1": ("little", "09:00"),
}


def problem_with(**lists: Any) -> Problem:
    """The festival with some of its lists otherwise."""
    return compile_festival(Festival.model_validate({**DOCUMENT, **lists}))


def session(name: str, **fields: Any) -> list[dict[str, Any]]:
    """The sessions, one of them otherwise."""
    return [one | fields if one["id"] == name else one for one in DOCUMENT["sessions"]]


def announced(
    places: dict[str, tuple[str, str]] = PLACES,
    previous: Publication | None = None,
    problem: Problem | None = None,
    at: datetime | None = None,
) -> tuple[Problem, Timetable, Publication]:
    """These places, published a day after the publication before."""
    known = problem or problem_with()
    timetable = placed(known, places)
    when = at or (FIRST if previous is None else previous.published_at + timedelta(days=1))
    return known, timetable, publish(known, timetable, answer_of(known, timetable), previous, when)
