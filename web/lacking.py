"""Facts that somebody needs and a programme may lack: one line each, with what is blocked without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from web.entries import ABOUT

if TYPE_CHECKING:
    from scheduler.festival import Festival
    from scheduler.problem import Problem


@dataclass(frozen=True)
class Needs:
    """Who and what of the programme is really wanted: what nobody uses may stay empty."""

    problem: Problem

    @cached_property
    def shown(self) -> frozenset[str]:
        """Films that some showing shows."""
        return frozenset(film.id for one in self.problem.showings for film in one.films)

    @cached_property
    def on_stage(self) -> frozenset[str]:
        """People who are needed at some showing."""
        return frozenset(one.person for showing in self.problem.showings for one in showing.people)

    @cached_property
    def unmeasured(self) -> frozenset[str]:
        """Films without a length in sessions that are as long as their films."""
        return frozenset(
            film.id
            for one in self.problem.showings
            if not isinstance(one.session.duration, int) and not one.in_blocks
            for film in one.films
            if not film.runtime
        )

    @cached_property
    def uncounted(self) -> frozenset[str]:
        """Sessions that people come to, nobody knows how many."""
        staff = {"break", "rehearsal", "jury"}
        return frozenset(
            one.session.id for one in self.problem.showings if not one.has_audience and one.session.type not in staff
        )

    @cached_property
    def unfound(self) -> frozenset[str]:
        """Buildings with rooms that no map can show."""
        houses = {one.venue for one in self.problem.rooms}
        venues = self.problem.festival.venues
        return frozenset(one.id for one in venues if one.id in houses and not (one.address or one.geo))

    @cached_property
    def unbound(self) -> frozenset[str]:
        """People on stage of whom nobody wrote when they are there."""
        people = self.problem.festival.people
        return frozenset(one.id for one in people if not (one.available or one.away)) & self.on_stage


@dataclass(frozen=True)
class Fact:
    """A field, who lacks it, and what is blocked by that; ``word`` is its text."""

    word: str
    blocks: str
    list: str
    field: str
    lacks: Callable[[Any, Needs], bool]

    def of(self, festival: Festival) -> Sequence[Any]:
        """Entries that may lack it."""
        return [festival.festival] if self.list == ABOUT else getattr(festival, self.list)


FACTS = (
    Fact("timezone", "tell", ABOUT, "timezone", lambda one, _: "timezone" not in one.model_fields_set),
    Fact("runtime", "search", "films", "runtime", lambda one, needs: one.id in needs.unmeasured),
    Fact("untitled", "tell", "sessions", "title", lambda one, needs: not (one.title or one.films)),
    Fact("unnamed", "tell", "people", "name", lambda one, needs: not one.name and one.id in needs.on_stage),
    Fact("mail", "tell", "people", "email", lambda one, needs: not one.email and one.id in needs.on_stage),
    Fact("map", "tell", "venues", "address", lambda one, needs: one.id in needs.unfound),
    Fact("phones", "paper", ABOUT, "phones", lambda one, _: not one.phones),
    Fact("format", "paper", "films", "format", lambda one, needs: not one.format and one.id in needs.shown),
    Fact("seats", "guess", "rooms", "capacity", lambda one, _: not one.capacity),
    Fact("audience", "guess", "sessions", "audience", lambda one, needs: one.id in needs.uncounted),
    Fact("turnaround", "guess", "rooms", "turnaround", lambda one, _: "turnaround" not in one.model_fields_set),
    Fact("stays", "guess", "people", "available", lambda one, needs: one.id in needs.unbound),
)  # fmt: skip
