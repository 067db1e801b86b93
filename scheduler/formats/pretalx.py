"""What pretalx's API answers: submissions with their slots, speakers and rooms, of its old form and its new.

A dump is one answer (a list, or pages with ``results``), or a mapping of several: submissions, speakers, rooms,
slots, tracks, submission types.  Where the new form gives only ids, they are looked up in the other answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.faults import Fault, FestivalError
from scheduler.fields import text_in
from scheduler.formats.listing import is_web
from scheduler.formats.programme import Event, Programme, Who
from scheduler.formats.programme_values import instant, language_code, length, loosely, prose_in, words, words_in
from scheduler.formats.schedule_parts import (
    add_halls,
    add_tracks,
    mapping,
    minutes_to,
    told_nameless,
    told_no_start,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime


STATES = {
    "confirmed": "confirmed",
    "accepted": "tentative",
    "submitted": "idea",
    "pending": "idea",
    "canceled": "cancelled",
    "cancelled": "cancelled",
}
"""States of a submission that are part of a programme; all others are left out."""
LISTS = ("submissions", "talks", "speakers", "rooms", "slots", "tracks", "submission_types", "breaks")


def programme_of(data: bytes) -> Programme:
    """What the dump says.  ``FestivalError`` if it is none."""
    return _Reader(loosely(data)).programme


class _Reader:
    """Reads submissions, and looks up what they refer to."""

    def __init__(self, content: Any) -> None:
        self.programme = Programme()
        self.lists = {name: _entries(content, name) for name in LISTS}
        top = _results(content)
        if top and not any(self.lists.values()):
            kind = "slots" if "submission" in mapping(top[0]) else "submissions"
            self.lists[kind] = top
        self.lists = {name: list(self._entries(name, found)) for name, found in self.lists.items()}
        submissions = [*self.lists["submissions"], *self.lists["talks"]]
        if not submissions and not self.lists["slots"]:
            message = "this is no dump of pretalx: it has neither submissions nor slots; is it the right file?"
            raise FestivalError([Fault("", message)])
        self.known = {name: _by_key(entries) for name, entries in self.lists.items()}
        self._about(mapping(mapping(content).get("event")))
        add_halls(self.programme, self.lists["rooms"], {})
        add_tracks(self.programme, self.lists["tracks"], {})
        seen: set[str] = set()
        for number, one in enumerate(submissions):
            self._submission(f"submissions.{number}", mapping(one))
            seen.add(words(mapping(one).get("code")))
        for number, slot in enumerate(self.lists["slots"]):
            self._slot_alone(f"slots.{number}", mapping(slot), seen)

    def _entries(self, name: str, found: list[Any]) -> Iterator[dict[str, Any]]:
        for number, one in enumerate(found):
            if isinstance(one, dict):
                yield one
            else:
                self.programme.notes.left_out(f"{name}.{number}", "this is no entry", "항목이 아닙니다")

    def _about(self, event: Mapping[str, Any]) -> None:
        self.programme.title = words_in(event.get("name"))
        self.programme.id = words(event.get("slug"))
        self.programme.zone = words(event.get("timezone"))
        address = words(mapping(event.get("urls")).get("base"))
        self.programme.url = address if is_web(address) else ""

    # -- submissions ----------------------------------------------------------------------------

    def _submission(self, where: str, one: Mapping[str, Any]) -> None:
        title = words_in(one.get("title"))
        place = f"{where} ({text_in(title)})" if title else where
        state = words(one.get("state")).lower() or "confirmed"
        if state not in STATES:
            self.programme.notes.left_out(place, "its state is {s!r}", "상태가 {s!r}입니다", s=state)
            return
        slots = [slot for slot in self._slots(one) if slot]
        for slot in slots or [{}]:
            self._event(place, one, slot, STATES[state])

    def _slots(self, one: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        given = one.get("slots")
        for slot in given if isinstance(given, list) else [one.get("slot")]:
            yield self._look_up("slots", slot)

    def _slot_alone(self, where: str, slot: Mapping[str, Any], seen: set[str]) -> None:
        """A slot of the schedule: with its submission in it, or a break that has none."""
        inside = slot.get("submission")
        submission = self._look_up("submissions", inside) or self._look_up("talks", inside)
        if words(submission.get("code")) in seen and submission:
            return
        if isinstance(inside, str) and inside in seen:
            return
        if submission:
            self._event(f"{where} ({text_in(words_in(submission.get('title')))})", submission, slot, "confirmed")
        elif slot.get("start"):
            about = {"title": slot.get("description") or slot.get("title") or "Break", "submission_type": "break"}
            self._event(where, about, slot, "confirmed")

    def _event(self, place: str, one: Mapping[str, Any], slot: Mapping[str, Any], status: str) -> None:
        start = instant(slot.get("start"))
        code = words(one.get("code"))
        if start is None and words(slot.get("start")):
            told_no_start(self.programme.notes, place)
        self.programme.add(
            Event(
                place=place,
                title=words_in(one.get("title")),
                start=start,
                minutes=_minutes(one, slot, start),
                room=self._room(slot),
                key=f"{code}@{slot.get('id', '')}" if code else words(slot.get("id")),
                type=self._named("submission_types", one.get("submission_type")).lower() or "talk",
                track=self._named("tracks", one.get("track")),
                language=language_code(one.get("content_locale")),
                abstract=prose_in(one.get("abstract")) or prose_in(one.get("description")),
                code=code,
                people=list(self._people(place, one)),
                status=status,
                own={"description": text_in(prose_in(one.get("description")))} if one.get("abstract") else {},
            )
        )

    def _room(self, slot: Mapping[str, Any]) -> str:
        given = slot.get("room") if slot.get("room") is not None else slot.get("room_id")
        return self._named("rooms", given)

    def _people(self, place: str, one: Mapping[str, Any]) -> Iterator[Who]:
        given = one.get("speakers")
        for speaker in given if isinstance(given, list) else ():
            known = self._look_up("speakers", speaker)
            code = words(speaker if isinstance(speaker, str) else known.get("code"))
            name = words(known.get("name")) or code
            if not name:
                told_nameless(self.programme.notes, place)
            elif not known:
                self.programme.notes.guessed(
                    place,
                    "nothing is known of the speaker {c}; put the speakers into the dump",
                    "발표자 {c}의 정보가 없습니다. speakers도 함께 내려받아 주세요",
                    c=code,
                )
                yield Who(name, code)
            else:
                yield Who(name, code)

    # -- looking up -----------------------------------------------------------------------------

    def _look_up(self, name: str, given: Any) -> Mapping[str, Any]:
        """The entry itself, or the one that an id or code names."""
        if isinstance(given, dict):
            return given
        return self.known[name].get(str(given), {}) if given is not None else {}

    def _named(self, name: str, given: Any) -> str:
        """What a room, track or type is called; an id that nothing is known of is its own name."""
        if isinstance(given, dict) and not {"id", "name"} & given.keys():
            return text_in(words_in(given))
        found = self._look_up(name, given)
        return _name(found) or ("" if isinstance(given, dict) else words(given))


def _minutes(one: Mapping[str, Any], slot: Mapping[str, Any], start: datetime | None) -> int | None:
    until = minutes_to(start, instant(slot.get("end")))
    return until if until is not None else length(slot.get("duration")) or length(one.get("duration"))


def _results(content: Any) -> list[Any]:
    """A list as it is, or in pages."""
    if isinstance(content, list):
        pages = [mapping(one).get("results") for one in content]
        joined = [entry for page in pages if isinstance(page, list) for entry in page]
        return joined or content
    found = mapping(content).get("results")
    return found if isinstance(found, list) else []


def _entries(content: Any, name: str) -> list[Any]:
    given = mapping(content).get(name)
    return given if isinstance(given, list) else _results(given)


def _by_key(entries: list[Any]) -> dict[str, dict[str, Any]]:
    """Entries by their ids and codes."""
    found = map(mapping, entries)
    return {str(one[key]): one for one in found for key in ("id", "code") if one.get(key) is not None}


def _name(one: Mapping[str, Any]) -> str:
    return text_in(words_in(one.get("name")))
