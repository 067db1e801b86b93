"""schedule.xml (pentabarf, frab, pretalx), written valid by its schema; ``schedule_xml_read`` reads it."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, Any

from lxml import etree

from scheduler.fields import clock_text
from scheduler.formats.identity import guid, plain
from scheduler.formats.listing import GENERATOR, Listing, is_web

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from scheduler.formats.listing import Event

_IMPOSSIBLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that no XML may hold."""


def write(listing: Listing, version: str = "") -> bytes:
    """The listing under the number of its publication; the same listing gives the same bytes."""
    root = etree.Element("schedule")
    etree.SubElement(root, "generator", name=GENERATOR, version=installed("showgrid"))
    _put(root, "version", version or listing.problem.revision)
    _conference(root, listing)
    single = {code for code, times in Counter(event.code for event in listing.events).items() if times == 1}
    for number, day in enumerate(listing.days or [listing.problem.clock.first], start=1):
        _day(root, listing, number, day, single)
    etree.indent(root)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def _put(parent: Any, tag: str, text: str, /, **attributes: str) -> Any:
    element = etree.SubElement(parent, tag, {key: clean(value) for key, value in attributes.items()})
    element.text = clean(text)
    return element


def clean(text: str) -> str:
    """The text without the control characters that XML cannot say."""
    return _IMPOSSIBLE.sub("", text)


def _ours(element: Any, **facts: Any) -> None:
    """Our own ids as an instruction for our own reader; others pass over it, and so does the schema."""
    text = json.dumps(facts, ensure_ascii=False).replace(">", "\\u003e")
    element.append(etree.ProcessingInstruction(GENERATOR, clean(text)))


def _conference(root: Any, listing: Listing) -> None:
    about = listing.problem.festival.festival
    conference = etree.SubElement(root, "conference")
    _ours(
        conference,
        festival=about.id,
        day_ends=clock_text(listing.problem.clock.day_ends),
        rooms={name: id_ for id_, name in listing.rooms.items()},
        tracks={name: id_ for id_, name, _ in listing.tracks()},
    )
    days = listing.days or [listing.problem.clock.first]
    _put(conference, "title", listing.title)
    _put(conference, "acronym", listing.acronym)
    _put(conference, "start", days[0].isoformat())
    _put(conference, "end", days[-1].isoformat())
    _put(conference, "days", str(len(days)))
    _put(conference, "timeslot_duration", clock_text(about.grid))
    if listing.url:
        _put(conference, "base_url", listing.url)
        _put(conference, "url", listing.url)
    _put(conference, "time_zone_name", about.timezone)
    for id_, name, colour in listing.tracks():
        short = plain(id_, "-")
        known = {"color": colour} if colour else {}
        known |= {"slug": short} if re.fullmatch(r"[a-z][a-z0-9-]+", short) else {}
        _put(conference, "track", "", name=name, **known)


def _day(root: Any, listing: Listing, number: int, day: date, single: Collection[str]) -> None:
    begin, end = listing.bounds(day)
    made = etree.SubElement(
        root, "day", index=str(number), date=day.isoformat(), start=begin.isoformat(), end=end.isoformat()
    )
    for id_, events in listing.by_room(day).items():
        name = clean(listing.rooms[id_])
        room = etree.SubElement(made, "room", name=name, guid=guid(listing.problem, "room", id_))
        for event in events:
            _event(room, event, single)


def _event(room: Any, event: Event, single: Collection[str]) -> None:
    made = etree.SubElement(room, "event", guid=event.guid, id=str(event.number))
    if event.code in single and re.fullmatch(r"[0-9A-Z]{6}", event.code):
        made.set("code", event.code)
    showing = event.entry.showing
    _ours(made, session=showing.session.id, showing=showing.label, people=[who.id for who in event.people])
    for name, text in (
        ("date", event.start.isoformat()),
        ("start", f"{event.start:%H:%M}"),
        ("duration", event.duration),
        ("room", event.room),
        ("slug", event.slug),
        ("url", event.url),
        ("title", event.title),
        ("subtitle", event.subtitle),
        ("track", event.track),
        ("type", showing.type),
        ("language", event.language),
        ("abstract", event.abstract),
        ("description", event.description),
    ):
        if text or name not in ("url", "slug"):
            _put(made, name, text)
    _people(made, event)
    for key in ("logo", "feedback_url", "origin_url"):
        if is_web(event.before.get(key)):
            _put(made, key, str(event.before[key]))


def _people(made: Any, event: Event) -> None:
    persons = etree.SubElement(made, "persons")
    for who in event.people:
        _put(persons, "person", who.name, id=str(who.number), guid=who.guid)
    links = etree.SubElement(made, "links")
    for link in event.links:
        _put(links, "link", str(link.get("title") or link["url"]), href=link["url"])
