"""What a timetable tells of each showing, and a digest of it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from scheduler.agenda import Entry, embargo, visibility
from scheduler.publication.document import Announcement, Appearance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scheduler.fields import Text
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

LANGS = ("en", "ko")


def announcements(problem: Problem, timetable: Timetable) -> dict[tuple[str, int], Announcement]:
    """What is to be told of each placed showing, in order of start."""
    chosen: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for one in timetable.assignments:
        chosen.setdefault((one.session, one.showing), []).append((one.person, one.role))
    found = (Entry(problem, placement) for placement in timetable.by_time)
    return {key: _announced(entry, chosen.get(key, [])) for entry in found for key in [_key(entry)]}


def _key(entry: Entry) -> tuple[str, int]:
    return entry.showing.session.id, entry.showing.label


def _announced(entry: Entry, chosen: list[tuple[str, str]]) -> Announcement:
    venue = _venue(entry)
    people = tuple(_appearances(entry, chosen))
    return Announcement(
        title=_text(entry.showing.name),
        room=entry.room.id,
        place=_text(entry.room.name),
        venue="" if venue is None else venue.name or venue.id,
        start=entry.start,
        end=entry.end,
        track=entry.showing.track,
        visibility=visibility(entry),
        embargo_until=embargo(entry),
        people=people,
        digest=_digest(entry, people),
    )


def _text(name: Callable[[str], str]) -> Text:
    texts = {lang: name(lang) for lang in LANGS}
    return texts["en"] if texts["en"] == texts["ko"] else texts


def _venue(entry: Entry) -> Any:
    return next((one for one in entry.problem.festival.venues if one.id == entry.room.venue), None)


def _appearances(entry: Entry, chosen: list[tuple[str, str]]) -> Iterator[Appearance]:
    for one in dict.fromkeys(entry.showing.people):
        begin, end = entry.needed(one)
        yield Appearance(person=one.person, role=one.role, start=begin, end=end)
    for person, role in chosen:
        yield Appearance(person=person, role=role, start=entry.start, end=entry.end)


def _digest(entry: Entry, people: tuple[Appearance, ...]) -> str:
    """Of everything that an output says of the showing to the public, guests or a person; not of notes of the staff."""
    problem, session, venue = entry.problem, entry.showing.session, _venue(entry)
    about = problem.festival.festival
    track = problem.tracks.get(session.track or "")
    facts = [
        [about.name, about.url, about.timezone],
        [entry.showing.name(lang) for lang in LANGS],
        [session.abstract, session.type, session.code, session.language, session.status],
        [session.track, track and track.name, track and track.colour],
        [_film(film) for film in entry.showing.films],
        [entry.room.id, entry.room.names, venue and [venue.name, venue.address, venue.geo]],
        [entry.start.isoformat(), entry.end.isoformat(), visibility(entry), str(embargo(entry))],
        [[name, begin.isoformat(), end.isoformat()] for name, begin, end in entry.parts()],
        [[one.model_dump(mode="json"), *_person(problem, one.person)] for one in people],
    ]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


def _film(film: Any) -> list[Any]:
    return [
        film.id,
        film.title,
        film.original_title,
        film.directors,
        film.country,
        film.year,
        film.runtime,
        film.rating,
    ]


def _person(problem: Problem, person: str) -> list[Any]:
    one = problem.people.get(person)
    return [] if one is None else [one.name, one.affiliation, one.visibility]
