"""The programme as schema.org says it, for search engines: a Festival, and an Event for each showing.

Films make a ScreeningEvent with the works presented.  With a publication, what was moved says when it was to be
before, and what was cancelled stays as such.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scheduler.agenda import RANKS
from scheduler.fields import text_in
from scheduler.formats.identity import guid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from scheduler.agenda import Entry
    from scheduler.festival import Film, Venue
    from scheduler.formats.listing import Event, Listing
    from scheduler.publication import Publication
    from scheduler.publication.document import Announcement

CONTEXT = "https://schema.org"
STATUS = "https://schema.org/Event"
"""What the words for the status of an event begin with."""


def write(listing: Listing, publication: Publication | None = None) -> bytes:
    """The listing, which leaves in one piece what lasts for days; the same listing gives the same bytes."""
    writer = _Writer(listing, publication)
    events = [writer.event(event) for event in listing.events]
    made = {**writer.festival(), "subEvent": [*events, *writer.cancelled()]}
    text = json.dumps(_bare(made), ensure_ascii=False, indent=2)
    # It is put into pages: no text of it may end the element that it stands in.
    return (text.replace("<", "\\u003c") + "\n").encode()


def event_text(listing: Listing, publication: Publication | None, address: str) -> str:
    """The first event of the listing alone, for its own page at ``address``; empty if there is none."""
    if not listing.events:
        return ""
    writer = _Writer(listing, publication)
    whole = {name: value for name, value in writer.festival().items() if name != "@context"}
    made = {"@context": CONTEXT, **writer.event(listing.events[0]), "url": address, "superEvent": whole}
    return json.dumps(_bare(made), ensure_ascii=False, indent=1).replace("<", "\\u003c")


class _Writer:
    """What each sort of thing says."""

    def __init__(self, listing: Listing, publication: Publication | None) -> None:
        self.listing, self.publication = listing, publication
        self.problem, self.lang = listing.problem, listing.lang
        self.venues = {venue.id: venue for venue in self.problem.festival.venues}

    def festival(self) -> dict[str, Any]:
        """The whole of it."""
        days, listing = self.listing.days, self.listing
        return {
            "@context": CONTEXT,
            "@type": "Festival",
            "@id": f"urn:uuid:{guid(self.problem, 'festival')}",
            "name": listing.title,
            "url": listing.url,
            "startDate": days[0].isoformat() if days else "",
            "endDate": days[-1].isoformat() if days else "",
        }

    def event(self, event: Event) -> dict[str, Any]:
        """A showing that takes place."""
        showing, entry = event.entry.showing, event.entry
        kind = "ScreeningEvent" if showing.films else "ExhibitionEvent" if showing.type == "exhibition" else "Event"
        return {
            "@type": kind,
            "@id": f"urn:uuid:{event.guid}",
            "name": event.title,
            "alternateName": event.subtitle,
            "description": event.abstract,
            "url": event.url,
            "startDate": event.start.isoformat(),
            "endDate": event.end.isoformat(),
            **self._status(entry),
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": self._room(entry),
            "maximumAttendeeCapacity": entry.room.capacity,
            "inLanguage": event.language,
            "performer": [{"@type": "Person", "@id": f"urn:uuid:{who.guid}", "name": who.name} for who in event.people],
            **self._films(showing.films),
        }

    def _status(self, entry: Entry) -> dict[str, Any]:
        """Whether it was moved since it was first told, and from when."""
        key = (entry.showing.session.id, entry.showing.label)
        changes = self.publication.changes if self.publication else []
        old = [one.old.start for one in changes if (one.session, one.showing) == key and one.old is not None]
        before = dict.fromkeys(self._local(start) for start in old)
        before.pop(entry.start.isoformat(), None)
        if not before:
            return {"eventStatus": f"{STATUS}Scheduled"}
        starts = list(before)
        return {
            "eventStatus": f"{STATUS}Rescheduled",
            "previousStartDate": starts[0] if len(starts) == 1 else starts,
        }

    def _local(self, moment: datetime) -> str:
        tz = self.problem.clock.tz
        return (moment.astimezone(tz) if moment.tzinfo else moment.replace(tzinfo=tz)).isoformat()

    def cancelled(self) -> Iterator[dict[str, Any]]:
        """Showings that were told and are no more."""
        last = {(one.session, one.showing): one for one in (self.publication.changes if self.publication else ())}
        for key, change in last.items():
            if change.new is None and change.old is not None and self._may_know(change.old):
                yield {
                    "@type": "Event",
                    "@id": f"urn:uuid:{guid(self.problem, 'showing', *key)}",
                    "name": text_in(change.old.title, self.lang),
                    "startDate": self._local(change.old.start),
                    "endDate": self._local(change.old.end),
                    "eventStatus": f"{STATUS}Cancelled",
                    "location": {"@type": "Place", "name": text_in(change.old.place, self.lang)},
                }

    def _may_know(self, old: Announcement) -> bool:
        listing = self.listing
        open_ = old.embargo_until is None or listing.audience == "staff" or listing.now >= old.embargo_until
        return open_ and RANKS[old.visibility] <= RANKS[listing.audience]

    def _room(self, entry: Entry) -> dict[str, Any]:
        place: dict[str, Any] = {"@type": "Place", "name": entry.room.name(self.lang)}
        venue = self.venues.get(entry.room.venue or "")
        return place if venue is None else {**place, "containedInPlace": self._venue(venue)}

    def _venue(self, venue: Venue) -> dict[str, Any]:
        geo = venue.geo and {"@type": "GeoCoordinates", "latitude": venue.geo[0], "longitude": venue.geo[1]}
        name, address = text_in(venue.name, self.lang) or venue.id, text_in(venue.address, self.lang)
        return {"@type": "Place", "name": name, "address": address, "geo": geo}

    def _films(self, films: tuple[Film, ...]) -> dict[str, Any]:
        """The works, and how they are shown: one word if all are shown alike, else all words."""
        formats = list(dict.fromkeys(film.format for film in films if film.format))
        subtitles = list(dict.fromkeys(code for film in films for code in film.subtitles))
        return {
            "workPresented": [self._film(film) for film in films],
            "videoFormat": formats[0] if len(formats) == 1 else formats,
            "subtitleLanguage": subtitles[0] if len(subtitles) == 1 else subtitles,
        }

    def _film(self, film: Film) -> dict[str, Any]:
        title = text_in(film.title, self.lang) or film.id
        original = text_in(film.original_title, self.lang)
        return {
            "@type": "Movie",
            "@id": f"urn:uuid:{guid(self.problem, 'film', film.id)}",
            "name": title,
            "alternateName": original if original != title else "",
            "director": [{"@type": "Person", "name": name} for name in film.directors],
            "countryOfOrigin": [{"@type": "Country", "name": name.strip()} for name in (film.country or "").split("/")]
            if film.country
            else [],
            "dateCreated": str(film.year or ""),
            "duration": _iso(film.runtime),
            "inLanguage": film.languages,
            "contentRating": film.rating,
            "abstract": text_in(film.synopsis, self.lang),
        }


def _iso(minutes: float) -> str:
    """A length as ``PT9M30S``."""
    seconds = round(minutes * 60)
    rest = f"{seconds % 60}S" if seconds % 60 else ""
    return f"PT{seconds // 60}M{rest}" if seconds else ""


def _bare(value: Any) -> Any:
    """The same without what says nothing."""
    if isinstance(value, dict):
        made = {key: _bare(inner) for key, inner in value.items()}
        return {key: inner for key, inner in made.items() if inner not in (None, "", [], {}, 0)}
    return [_bare(one) for one in value] if isinstance(value, list) else value
