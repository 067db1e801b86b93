"""A festival in which every text that somebody may write says where it was written."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from scheduler.compile import compile_festival
from scheduler.festival import About, Cue, Festival, Film, Person, Phone, Resource, Room, Session, Track, Venue
from scheduler.problem import Problem
from scheduler.timetable import Timetable
from tests.constraints.support import placed

if TYPE_CHECKING:
    from pydantic import BaseModel

NO_FREE_TEXT = {
    "id", "timezone", "url", "colour", "visibility", "status", "venue", "track", "country", "rooms", "films", "blocks",
    "guests", "parts_of", "needs", "abilities", "types", "people", "chairs",
}  # fmt: skip
"""Fields that hold ids, or words that the festival must understand."""


def planted(model: type[BaseModel], **known: Any) -> dict[str, Any]:
    """An entry whose free texts all say ``planted-CLASS-FIELD``, lists and free fields too."""
    made: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        mark = f"planted-{model.__name__}-{name}"
        kinds = list(_kinds(info.annotation))
        if name in NO_FREE_TEXT or name in known:
            continue
        if str in kinds:
            made[name] = mark
        elif list[str] in kinds:
            made[name] = [mark]
        elif name == "fields":
            made[name] = {"note": mark}
    return {**made, **known}


def _kinds(annotation: Any) -> Any:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for one in get_args(annotation):
            yield from _kinds(one)
    else:
        yield annotation


def festival() -> tuple[Problem, Timetable]:
    """One showing of everything, with all that can be said of it."""
    kim = planted(Person, id="kim", language="ko")
    document = {
        "showgrid": 1,
        "festival": planted(About, id="planted", timezone="Asia/Seoul", phones=[planted(Phone)]),
        "days": [{"date": "2024-10-25"}],
        "venues": [planted(Venue, id="house")],
        "rooms": [planted(Room, id="big", venue="house", capacity=10)],
        "tracks": [planted(Track, id="main", chairs=["kim"])],
        "people": [kim, {"id": "baek", "name": "planted-hidden-name", "visibility": "staff"}],
        "films": [planted(Film, id="salt", runtime=30, guests=["kim"], needs=[])],
        "resources": [planted(Resource, id="interpreter", people=["baek"])],
        "sessions": [
            planted(
                Session, id="salt", films=["salt"], track="main", duration=30, type="screening", language="ko",
                labels={"theme": ["planted-Session-labels"]},
                people=["kim", "baek"], uses={"interpreter": 1}, items=[planted(Cue, minutes=5, people=["kim"])],
                showings=[{"label": 1, "notes": "planted-ShowingFields-notes"}],
            )
        ],
    }  # fmt: skip
    problem = compile_festival(Festival.model_validate(document))
    return problem, placed(problem, {"salt#1": ("big", "10:00")})
