"""Each term of the objective as rules: kinds, fields and selections that any organiser could write.

Hard terms become musts; or, ``hard`` being "points", points of the first tier, so that a programme
which cannot keep them all is still planned as well as it can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from scheduler.formats.optaplanner.records import Conference, Talk
from scheduler.formats.optaplanner.scores import LEVELS, Score
from scheduler.formats.optaplanner.terms import TERMS

Rule = dict[str, Any]
Hard = Literal["musts", "points"]

ROOM_CONFLICT = "Room conflict"
CROWD = "crowd"
"""The resource that every talk with a crowd control risk uses."""


@dataclass(frozen=True)
class Levels:
    """What a level of the objective is in the document."""

    musts: bool
    """Whether hard terms are musts."""
    tiers: dict[str, int]
    """Tier of each level that has points."""

    def of(self, score: Score, *, reward: bool) -> Iterator[Rule]:
        """Weight and tier of a rule at each level where the term counts anything."""
        for level, weight in zip(LEVELS, score, strict=True):
            if weight and level == "hard" and self.musts:
                yield {"fields": {"hard": weight}}
            elif weight:
                tier = self.tiers[level]
                yield {"weight": -weight if reward else weight, **({"tier": tier} if tier else {})}


def levels_of(book: Conference, hard: Hard) -> Levels:
    """Musts only where that is asked for and nothing hard is a reward: a must earns no points."""
    earned = any(book.weights[name].hard for name, term in TERMS.items() if term.reward)
    musts = hard == "musts" and not earned
    used = [
        level
        for level in LEVELS
        if any(getattr(book.weights[name], level) and any(TEMPLATES[name](book)) for name in TERMS)
        and not (musts and level == "hard")
    ]
    return Levels(musts, {level: number for number, level in enumerate(used)})


def rooms_are_for_one(book: Conference, levels: Levels) -> bool:
    """Whether two talks never share a room: that is built in, unless it may be bought."""
    return levels.musts and book.weights[ROOM_CONFLICT].hard > 0


def rules_of(book: Conference, levels: Levels) -> Iterator[Rule]:
    """Every rule that says anything about these talks, with the name of its term as a note."""
    for name, term in TERMS.items():
        for template in TEMPLATES[name](book):
            for cost in levels.of(book.weights[name], reward=term.reward):
                if name == ROOM_CONFLICT and "weight" not in cost:
                    continue  # built in
                yield {**template, **cost, "note": name}


# -- what the terms say -------------------------------------------------------------------------

Template = Callable[[Conference], Iterator[Rule]]


def _always(**rule: Any) -> Template:
    return lambda _: iter([rule])


def _labelled(*labels: str, **rule: Any) -> Template:
    """A rule about talks with common labels; none if no two talks have any."""

    def made(book: Conference) -> Iterator[Rule]:
        if all(any(label in talk.labels for talk in book.talks) for label in labels):
            yield {**rule, "alike": labels[0] if len(labels) == 1 else list(labels)}

    return made


def _parallel(*labels: str) -> Template:
    return _labelled(*labels, kind="not_parallel", measure="minutes")


def _beside(of: str, count: str, says: Callable[[Conference], bool]) -> Template:
    """Talks of one timeslot that agree or differ in something."""
    rule = {"kind": "beside_variety", "of": of, "count": count, "in": "block"}
    return lambda book: iter([rule] if says(book) else [])


def _unlike(value: Callable[[Talk], object]) -> Callable[[Conference], bool]:
    """Whether talks differ in it at all."""
    return lambda book: len({value(talk) for talk in book.talks}) > 1


def _tags(who: str, of: str, wish: str) -> Template:
    def made(book: Conference) -> Iterator[Rule]:
        wishers = book.talks if who == "session" else book.speakers
        if any(wish in one.wants.get(of, {}) for one in wishers):
            yield {"kind": "tags_agree", "who": who, "of": of, "wishes": [wish]}

    return made


def _closed(book: Conference) -> Iterator[Rule]:
    minutes = {slot.id: slot.end - slot.start for slot in book.timeslots}
    table = [{"room": room.name, "block": slot, "price": minutes[slot]} for room in book.rooms for slot in room.away]
    if table:
        yield {"kind": "placement_cost", "table": table}


def _prerequisites(book: Conference) -> Iterator[Rule]:
    pairs = [[first, talk.code] for talk in book.talks for first in talk.prerequisites]
    if pairs:
        yield {"kind": "session_before", "pairs": pairs, "measure": "both_durations"}


def _crowds(book: Conference) -> Iterator[Rule]:
    if any(talk.risk for talk in book.talks):
        yield {"kind": "resource_suffices", "resources": [CROWD], "in": "block", "measure": "everyone"}


def _pause(book: Conference) -> Iterator[Rule]:
    pause = {"pause": min(book.pause, 24 * 60)} if book.pause else {}
    yield {"kind": "person_in_one_place", **pause, "measure": "both_durations", "once_a_pair": True}


def _away(book: Conference) -> Iterator[Rule]:
    if any(speaker.away for speaker in book.speakers):
        yield {"kind": "person_available", "measure": "whole"}


def _published_timeslot(book: Conference) -> Iterator[Rule]:
    if any(talk.published.timeslot and talk.published.room for talk in book.talks):
        yield {"kind": "as_published", "what": "time", "measure": "showing"}
    table = [
        {"session": talk.code, "block": slot.id}
        for talk in book.talks
        if talk.published.timeslot and not talk.published.room
        for slot in book.timeslots
        if slot.id != talk.published.timeslot and talk.type in slot.types
    ]
    if table:
        yield {"kind": "placement_cost", "table": table}


def _published_room(book: Conference) -> Iterator[Rule]:
    if any(talk.published.timeslot and talk.published.room for talk in book.talks):
        yield {"kind": "as_published", "what": "room", "measure": "showing"}
    table = [
        {"session": talk.code, "room": room.name}
        for talk in book.talks
        if talk.published.room and not talk.published.timeslot
        for room in book.rooms
        if room.name != talk.published.room
    ]
    if table:
        yield {"kind": "placement_cost", "table": table}


def _together(book: Conference) -> Iterator[Rule]:
    for label in ("theme", "content"):
        yield from _labelled(label, kind="same_day")(book)


TEMPLATES: dict[str, Template] = {
    "Room unavailable timeslot": _closed,
    ROOM_CONFLICT: _always(kind="not_parallel", same_room=True, measure="minutes"),
    "Speaker unavailable timeslot": _away,
    "Speaker conflict": _always(kind="person_in_one_place"),
    "Talk prerequisite talks": _prerequisites,
    "Talk mutually-exclusive-talks tags": _parallel("exclusive"),
    "Consecutive talks pause": _pause,
    "Crowd control": _crowds,
    "Published timeslot": _published_timeslot,
    "Published room": _published_room,
    "Theme track conflict": _parallel("theme"),
    "Theme track room stability": _labelled("theme", kind="track_stays_in_room", measure="both_durations"),
    "Sector conflict": _parallel("sector"),
    "Audience type diversity": _beside(
        "audience", "agree", lambda book: any("audience" in talk.labels for talk in book.talks)
    ),
    "Audience type theme track conflict": _parallel("theme", "audience"),
    "Audience level diversity": _beside("level", "differ", _unlike(lambda talk: talk.level)),
    "Content audience level flow violation": _labelled(
        "content", kind="session_before", by="level", measure="both_durations"
    ),
    "Content conflict": _parallel("content"),
    "Language diversity": _beside("language", "differ", _unlike(lambda talk: talk.language)),
    "Same day talks": _together,
    "Popular talks": _always(kind="bigger_room_for_bigger_audience", measure="both_durations"),
    **{
        f"{called} {wish} {term} tags": _tags(who, of, wish)
        for who, called in (("session", "Talk"), ("person", "Speaker"))
        for of, term in (("time", "timeslot"), ("room", "room"))
        for wish in ("required", "prohibited", "preferred", "undesired")
    },
}
