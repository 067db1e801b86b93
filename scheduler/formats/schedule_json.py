"""schedule.json (c3voc, version 1), written valid by its schema; ``schedule_json_read`` reads it."""

from __future__ import annotations

import json
import re
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, Any

from scheduler.fields import clock_text, text_in
from scheduler.formats.identity import guid, plain
from scheduler.formats.listing import GENERATOR, is_web

if TYPE_CHECKING:
    from datetime import date

    from scheduler.formats.listing import Event, Listing

SCHEMA = "https://c3voc.de/schedule/schema.json"
LINKS = {"slides", "paper", "web", "blog", "article", "media", "related", "activitypub"}
"""Sorts of link that the format knows."""


def write(listing: Listing, version: str = "") -> bytes:
    """The listing under the number of its publication; the same listing gives the same bytes."""
    schedule: dict[str, Any] = {"version": version or listing.problem.revision}
    if listing.url:
        schedule["base_url"] = listing.url
    schedule["conference"] = _conference(listing)
    made = {
        "$schema": SCHEMA,
        "generator": {"name": GENERATOR, "version": installed("showgrid")},
        "schedule": schedule,
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def _conference(listing: Listing) -> dict[str, Any]:
    about = listing.problem.festival.festival
    made: dict[str, Any] = {"acronym": listing.acronym, "title": listing.title}
    if listing.days:
        made |= {"start": listing.days[0].isoformat(), "end": listing.days[-1].isoformat()}
    else:
        first = listing.problem.clock.first.isoformat()
        made |= {"start": first, "end": first}
    made |= {"daysCount": len(listing.days), "timeslot_duration": clock_text(about.grid)}
    if re.match(r"([A-Z][a-z]+/[A-Z][a-z]+)|UTC$", about.timezone):
        made["time_zone_name"] = about.timezone
    if listing.url:
        made["url"] = listing.url
    made["tracks"] = [_track(*track) for track in listing.tracks()]
    made["rooms"] = [_room(listing, id_) for id_ in listing.rooms]
    made["meta"] = {GENERATOR: _ours(listing)}
    made["days"] = [_day(listing, number, day) for number, day in enumerate(listing.days, start=1)]
    return made


def _ours(listing: Listing) -> dict[str, Any]:
    """Our own ids, so that what is read again is what was written; all of it is told elsewhere in the file too."""
    return {
        "festival": listing.problem.festival.festival.id,
        "day_ends": clock_text(listing.problem.clock.day_ends),
        "rooms": {name: id_ for id_, name in listing.rooms.items()},
        "tracks": {name: id_ for id_, name, _ in listing.tracks()},
        "people": {who.guid: who.id for event in listing.events for who in event.people},
        "showings": {
            event.guid: [event.entry.showing.session.id, event.entry.showing.label] for event in listing.events
        },
    }


def _track(id_: str, name: str, colour: str) -> dict[str, str]:
    made = {"name": name}
    if re.fullmatch(r"[a-z0-9_-]+[a-z0-9]", short := plain(id_, "-")):
        made["slug"] = short
    return made | ({"color": colour} if colour else {})


def _room(listing: Listing, id_: str) -> dict[str, Any]:
    room = listing.problem.rooms[listing.problem.room_index[id_]]
    made: dict[str, Any] = {"name": listing.rooms[id_], "guid": guid(listing.problem, "room", id_)}
    return made | ({"capacity": room.capacity} if room.capacity else {})


def _day(listing: Listing, number: int, day: date) -> dict[str, Any]:
    begin, end = listing.bounds(day)
    return {
        "index": number,
        "date": day.isoformat(),
        "day_start": begin.isoformat(),
        "day_end": end.isoformat(),
        "rooms": {
            listing.rooms[room]: [_event(one) for one in events] for room, events in listing.by_room(day).items()
        },
    }


def _event(event: Event) -> dict[str, Any]:
    made: dict[str, Any] = {"guid": event.guid, "id": event.number}
    if re.fullmatch(r"[A-Z0-9]+", event.code):
        made["code"] = event.code
    made |= {
        "date": event.start.isoformat(),
        "start": f"{event.start:%H:%M}",
        "end": event.end.isoformat(),
        "duration": event.duration,
        "room": event.room,
        "slug": event.slug,
        "url": event.url or f"urn:uuid:{event.guid}",
        "title": event.title,
        "subtitle": event.subtitle or None,
        "track": event.track or None,
        "type": event.entry.showing.type,
        "language": event.language or None,
        "abstract": event.abstract or None,
        "description": event.description or None,
        "persons": [{"guid": who.guid, "name": who.name} for who in event.people],
        "links": [_link(one) for one in event.links],
        "attachments": [],
    }
    for key in ("logo", "feedback_url", "origin_url"):
        if is_web(event.before.get(key)):
            made[key] = event.before[key]
    return made


def _link(link: dict[str, Any]) -> dict[str, str]:
    sort = link.get("type")
    title = text_in(link.get("title") or "")
    return {"type": sort if sort in LINKS else "related", "url": link["url"]} | ({"title": title} if title else {})
