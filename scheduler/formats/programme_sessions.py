"""Sessions and people of a programme: events that say the same are showings of one session."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from scheduler.fields import text_in
from scheduler.formats.identity import SCHEDULE
from scheduler.formats.programme import USUAL
from scheduler.formats.programme_rooms import Ids, grouped, overlapping, same, usable

if TYPE_CHECKING:
    from collections.abc import Collection

    from scheduler.formats.programme import Event, Programme, Stay, Who

KINDS = frozenset(
    {
        "screening", "shorts", "panel", "talk", "keynote", "workshop", "ceremony", "press", "jury", "rehearsal",
        "break", "other",
    }
)  # fmt: skip
"""Types that are written small."""


def said(event: Event) -> str:
    """What makes two events showings of one session."""
    people = ",".join(sorted(who.key or who.name for who in event.people))
    facts = (event.title, event.type, event.track, event.language, event.code, event.minutes, people)
    return "\x1f".join(map(str, (*facts, event.abstract, event.status, event.own.get("subtitle"))))


class People:
    """One entry a person: by what the file knows them by, else by their name."""

    def __init__(self, programme: Programme) -> None:
        self.entries: list[dict[str, Any]] = []
        self._ids = Ids()
        self._known: dict[str, str] = {}
        for event in programme.events:
            for who in event.people:
                self.id(who)

    def id(self, who: Who) -> str:
        """The id of somebody."""
        key = who.key or same(who.name)
        if key not in self._known:
            self._known[key] = self._ids.make(who.name, f"person-{len(self.entries) + 1}", who.id)
            self.entries.append({"id": self._known[key], "name": who.name})
        return self._known[key]


class Sessions:
    """Events that say the same are showings of one session."""

    def __init__(
        self, programme: Programme, stays: list[Stay], people: People, tracks: dict[str, dict[str, Any]]
    ) -> None:
        self.people, self.tracks = people, tracks
        self.notes = programme.notes
        self.entries: list[dict[str, Any]] = []
        self.placed: list[tuple[str, int, Stay]] = []
        self._ids = Ids()
        placed = {id(stay.event): stay for stay in stays}
        events = [one for one in programme.events if one.start is None or id(one) in placed]
        groups = grouped((f"id {one.session}" if usable(one.session) else said(one), one) for one in events)
        for group in groups.values():
            self._session(group, placed)

    def _session(self, events: list[Event], placed: dict[int, Stay]) -> None:
        first = events[0]
        made = self._ids.make(text_in(first.title), f"session-{len(self.entries) + 1}", first.session)
        labelled = _labelled(events, placed)
        stays = [(label, stay) for label, (stay, _) in labelled.items() if stay is not None]
        entry = self._entry(made, first)
        told = set[int]() if first.session else self._transmitted(stays)
        if members := self._members({label: one for label, (_, one) in labelled.items()}, told):
            entry["people"] = members
        lengths = {label: stay.minutes if stay else first.minutes or USUAL for label, (stay, _) in labelled.items()}
        entry |= _duration(lengths)
        entry |= _showings({label: one.own for label, (_, one) in labelled.items()})
        if overlapping(stay.span for _, stay in stays):
            entry["simulcast"] = True
        self.entries.append(entry)
        self.placed += [(made, label, stay) for label, stay in stays if first.status != "cancelled"]

    def _transmitted(self, stays: list[tuple[int, Stay]]) -> set[int]:
        """Labels of showings that begin together with another in a further room: nobody is on stage in two rooms."""
        begun: dict[datetime, Stay] = {}
        found = set()
        for label, stay in stays:
            other = begun.setdefault(stay.start, stay)
            if other is not stay and stay.event.people:
                found.add(label)
                self.notes.guessed(
                    stay.event.place,
                    "the same event stands in two rooms at once; its people are taken to be in {r!r}",
                    "같은 행사가 동시에 두 방에 있어 참여자는 {r!r}에 있다고 보았습니다",
                    r=other.event.room,
                )
        return found

    def _members(self, events: dict[int, Event], elsewhere: Collection[int]) -> list[Any]:
        """Who is in it; who is not in every showing with the labels of theirs."""
        found: dict[tuple[str, str], list[int]] = {}
        for label, event in events.items():
            for who in () if label in elsewhere else event.people:
                labels = found.setdefault((self.people.id(who), who.role), [])
                labels += [] if label in labels else [label]
        made: list[Any] = []
        for (person, role), labels in found.items():
            more: dict[str, Any] = {} if role == "speaker" else {"role": role}
            more |= {} if len(labels) == len(events) else {"showings": labels}
            made.append({"id": person, **more} if more else person)
        return made

    def _entry(self, id_: str, event: Event) -> dict[str, Any]:
        kind = event.type.lower() if event.type.lower() in KINDS else event.type
        track = self.tracks.get(same(event.track)) if event.track else None
        given: dict[str, Any] = {
            "id": id_,
            "code": event.code,
            "type": kind,
            "title": event.title,
            "abstract": event.abstract,
            "track": track["id"] if track else None,
            "language": event.language,
            "audience": event.audience,
            "status": "" if event.status == "confirmed" else event.status,
        }
        return {name: value for name, value in given.items() if value not in (None, "", [])}


def _labelled(events: list[Event], placed: dict[int, Stay]) -> dict[int, tuple[Stay | None, Event]]:
    """Each showing with where it lies: by the label that the file says, else in order of time."""
    found: dict[int, tuple[Stay | None, Event]] = {}
    late = datetime.max.replace(tzinfo=UTC)
    ordered = sorted(events, key=lambda one: placed[id(one)].start if id(one) in placed else late)
    for event in ordered:
        stay = placed.get(id(event))
        if event.label in found and stay is not None:
            before = found[event.label][0]
            if before is not None:  # a piece of a showing that lasts for days
                begin, end = before.start, max(before.end, stay.end)
                before.minutes = round((end - begin).total_seconds() / 60)
                continue
        label = event.label if event.label and event.label not in found else max(found, default=0) + 1
        found[label] = (stay, event)
    return dict(sorted(found.items()))


def _duration(lengths: dict[int, int]) -> dict[str, Any]:
    """The duration; of showings of several lengths, parts that only the longer ones have."""
    every = sorted(set(lengths.values()))
    if len(every) == 1:
        return {"duration": every[0]}
    parts: list[dict[str, Any]] = [{"name": "1", "minutes": every[0]}]
    for number, (shorter, longer) in enumerate(pairwise(every), start=2):
        labels = [label for label, minutes in lengths.items() if minutes >= longer]
        parts.append({"name": str(number), "minutes": longer - shorter, "showings": labels})
    return {"parts": parts}


def _showings(own: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """How often it is given, and what other programs call each."""
    if list(own) == [1]:
        return {"fields": {SCHEDULE: own[1]}} if own[1] else {}
    if not any(own.values()) and list(own) == list(range(1, len(own) + 1)):
        return {"showings": len(own)}
    return {
        "showings": [{"label": label, **({"fields": {SCHEDULE: said}} if said else {})} for label, said in own.items()]
    }
