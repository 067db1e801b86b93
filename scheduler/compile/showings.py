"""Showings: what each session is when it is given."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import TYPE_CHECKING

from scheduler.compile.parts import exact, labelled, timed_parts
from scheduler.compile.positions import Starts
from scheduler.problem import Engagement, Showing

if TYPE_CHECKING:
    from scheduler.compile.ground import Ground
    from scheduler.compile.legal import Legal
    from scheduler.compile.parts import Exact, Timed
    from scheduler.festival import Cast, Session, ShowingFields

AUDIENCE_QUANTILES = {"small": 0.25, "medium": 0.5, "large": 0.75, "full": 1.0}
"""A word for an audience means that quantile of the seats of all rooms."""


class Showings:
    """Makes the showings of a festival."""

    def __init__(self, ground: Ground, legal: Legal) -> None:
        self.ground = ground
        self.legal = legal
        self.starts = Starts(ground)
        self.films = {film.id: film for film in ground.festival.films}

    def all(self) -> Iterator[Showing]:
        """In the order of the document, without those that are cancelled."""
        index = 0
        for session in self.ground.festival.sessions:
            for label, own in labelled(session):
                status = own.status if own and own.status else session.status
                if status != "cancelled":
                    yield self._showing(index, session, label, own)
                    index += 1

    def _showing(self, index: int, session: Session, label: int, own: ShowingFields | None) -> Showing:
        films = tuple(self.films[film] for film in session.films)
        parts, total = timed_parts(session, label, films)
        stated = session.duration if isinstance(session.duration, int) else 0
        duration = max(stated, ceil(total)) * self.ground.minute
        slots = (session.slots or 1) if session.in_blocks else 0
        whole = session.duration == "block"
        positions = self.starts.in_blocks(slots, whole) if slots else self.starts.by_clock(duration)
        audience = self._audience(own.audience if own and own.audience is not None else session.audience)
        optional = own.optional if own and own.optional is not None else session.optional
        value = own.value if own and own.value is not None else session.value
        return Showing(
            index=index,
            session=session,
            label=label,
            films=films,
            people=tuple(self._people(session, label, parts)),
            duration=0 if slots else duration,
            slots=slots,
            parts=tuple((name, self._floor(begin), self._ceil(end)) for name, begin, end in parts),
            audience=audience or 0,
            has_audience=audience is not None,
            optional=optional,
            value=value,
            needs=frozenset(session.needs).union(*(film.needs for film in films)),
            tags=frozenset(session.tags).union(session.labels.get("tag", ())),
            positions=positions,
            legal=self.legal.of(session, label, own, positions),
        )

    def _floor(self, minutes: Exact) -> int:
        return floor(minutes * self.ground.minute)

    def _ceil(self, minutes: Exact) -> int:
        return ceil(minutes * self.ground.minute)

    def _audience(self, wanted: int | str | None) -> int | None:
        if not isinstance(wanted, str):
            return wanted
        seats = sorted(room.seats for room in self.ground.rooms) or [0]
        return seats[min(len(seats) - 1, round(AUDIENCE_QUANTILES[wanted] * (len(seats) - 1)))]

    def _people(self, session: Session, label: int, parts: list[Timed]) -> Iterator[Engagement]:
        for one in session.people:
            if not one.showings or label in one.showings:
                yield from self._engagements(one, parts)
        now: Exact = 0
        for item in session.items:
            end = now + exact(item.minutes)
            for person in item.people:
                yield Engagement(person, "item", self._floor(now), self._ceil(end) if end > now else None)
            now = end

    def _engagements(self, one: Cast, parts: list[Timed]) -> Iterator[Engagement]:
        """One for each named part that the showing has; for the whole showing if none is named."""
        if not one.parts:
            yield Engagement(one.id, one.role, 0, None)
        for name, begin, end in parts:
            if name in one.parts:
                yield Engagement(one.id, one.role, self._floor(begin), self._ceil(end))
