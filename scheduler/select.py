"""One selector language for the whole product: which sessions, showings or placements are meant.

All given conditions hold; within a list any one is enough.  ``rooms``, ``venues`` and ``days``
speak of a placement: a showing placed elsewhere is not selected.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from scheduler.fields import FilmId, Korean, LocalDate, PersonId, RoomId, SessionId, TrackId, VenueId, Words
from scheduler.vocabulary import ROLE_WORDS, SESSION_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing


class Select(BaseModel):
    """Conditions that all hold; an empty selector selects everything."""

    model_config = ConfigDict(
        defer_build=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        coerce_numbers_to_str=True,
        frozen=True,
    )

    types: tuple[str, ...] = Field((), title="Types", description="Session types.")
    tracks: tuple[TrackId, ...] = Field((), title="Tracks")
    tags: tuple[str, ...] = Field((), title="Tags", description="Tags of the session.")
    labels: dict[str, tuple[str, ...]] = Field(default_factory=dict, title="Labels", description="Label name: values.")
    films: tuple[FilmId, ...] = Field((), title="Films")
    categories: tuple[str, ...] = Field((), title="Categories", description="Categories of the films.")
    ratings: tuple[str, ...] = Field((), title="Ratings", description="Ratings of the films.")
    people: tuple[PersonId, ...] = Field((), title="People", description="Anyone on stage; with roles, in such a role.")
    roles: tuple[str, ...] = Field((), title="Roles", description="Somebody has such a role.")
    sessions: tuple[SessionId, ...] = Field((), title="Sessions")
    showings: tuple[int, ...] = Field((), title="Showings", description="Labels of showings.")
    rooms: tuple[RoomId, ...] = Field((), title="Rooms", description="Placed in one of these rooms.")
    venues: tuple[VenueId, ...] = Field((), title="Venues", description="Placed in one of these venues.")
    days: tuple[LocalDate, ...] = Field((), title="Days", description="Placed on one of these festival days.")
    not_: Select | None = Field(None, alias="not", title="But not", description="What this selects is left out.")

    korean: ClassVar[Korean] = {
        "types": ("유형", "세션의 유형."),
        "tracks": ("섹션", ""),
        "tags": ("태그", "세션의 태그."),
        "labels": ("라벨", "라벨 이름: 값."),
        "films": ("작품", ""),
        "categories": ("작품 부문", "작품의 부문."),
        "ratings": ("관람 등급", "작품의 관람 등급."),
        "people": ("인물", "무대에 서는 사람. 역할도 고르면 그 역할로 나오는 사람."),
        "roles": ("역할", "그런 역할을 맡은 사람이 있는 세션."),
        "sessions": ("세션", ""),
        "showings": ("회차", "회차 번호."),
        "rooms": ("상영관", "이 상영관 가운데 한 곳에 배정된 것."),
        "venues": ("건물", "이 건물 가운데 한 곳에 배정된 것."),
        "days": ("날짜", "이 날짜 가운데 하루에 배정된 것."),
        "not_": ("제외", "여기서 고르는 것은 뺍니다."),
    }
    words: ClassVar[Words] = {"types": SESSION_TYPES, "roles": ROLE_WORDS}

    @cached_property
    def digest(self) -> int:
        """Its hash, worked out once."""
        return hash(self.model_dump_json())

    def __hash__(self) -> int:
        return self.digest

    @cached_property
    def everything(self) -> bool:
        """Whether no condition is given."""
        return not any(getattr(self, name) for name in type(self).model_fields)

    @cached_property
    def speaks_of_places(self) -> bool:
        """Whether being selected depends on where or when a showing is placed."""
        return bool(self.rooms or self.venues or self.days) or (self.not_ is not None and self.not_.speaks_of_places)

    def takes(self, showing: Showing) -> bool:
        """Whether the showing itself meets the conditions; those on places and ``not`` are not asked."""
        return all(condition(showing) for condition in self._conditions())

    def selects(self, problem: Problem, showing: Showing, room: int, day: int) -> bool:
        """Whether a showing placed in that room on that day is selected."""
        if not self.takes(showing):
            return False
        place = problem.rooms[room]
        if self.rooms and place.id not in self.rooms:
            return False
        if self.venues and place.venue not in self.venues:
            return False
        if self.days and (day < 0 or problem.days[day] not in self.days):
            return False
        return self.not_ is None or not self.not_.selects(problem, showing, room, day)

    def grids(self, problem: Problem, showings: Iterable[Showing]) -> dict[int, NDArray[np.bool_]]:
        """Rooms x days where each showing is selected, by its index if there are any; equal ones share an array."""
        here = self._where(problem)
        if not here.any():
            return {}
        meant = self._taken(showings)
        if self.not_ is None:
            return {one.index: here for one in meant}
        without = self.not_.grids(problem, meant)
        rest = {id(grid): here & ~grid for grid in without.values()}
        kept = ((one.index, without.get(one.index)) for one in meant)
        found = {index: here if grid is None else rest[id(grid)] for index, grid in kept}
        somewhere = {id(grid): bool(grid.any()) for grid in (here, *rest.values())}
        return {index: grid for index, grid in found.items() if somewhere[id(grid)]}

    def _where(self, problem: Problem) -> NDArray[np.bool_]:
        """Rooms x days that are meant, whatever lies there; ``not`` is not asked."""
        rooms = [
            (not self.rooms or room.id in self.rooms) and (not self.venues or room.venue in self.venues)
            for room in problem.rooms
        ]
        days = [not self.days or day in self.days for day in problem.days]
        return np.outer(np.array(rooms, dtype=bool), np.array(days, dtype=bool))

    def _taken(self, showings: Iterable[Showing]) -> list[Showing]:
        """Those that ``takes`` is true of."""
        found = list(showings)
        for condition in self._conditions():
            found = [one for one in found if condition(one)]
        return found

    def _conditions(self) -> list[Any]:
        made: list[Any] = []
        if self.types:
            made.append(lambda s: s.session.type in self.types)
        if self.tracks:
            made.append(lambda s: s.session.track in self.tracks)
        if self.sessions:
            made.append(lambda s: s.session.id in self.sessions)
        if self.showings:
            made.append(lambda s: s.label in self.showings)
        if self.tags:
            made.append(lambda s: not s.tags.isdisjoint(self.tags))
        for name, values in self.labels.items():
            made.append(lambda s, name=name, values=values: not s.labels(name).isdisjoint(values))
        if self.films:
            made.append(lambda s: any(film.id in self.films for film in s.films))
        if self.categories:
            made.append(lambda s: any(film.category in self.categories for film in s.films))
        if self.ratings:
            made.append(lambda s: any(film.rating in self.ratings for film in s.films))
        if self.people or self.roles:
            made.append(self._somebody)
        return made

    def _somebody(self, showing: Showing) -> bool:
        return any(
            (not self.people or one.person in self.people) and (not self.roles or one.role in self.roles)
            for one in showing.people
        )
