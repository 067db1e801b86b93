"""What the projectionist must know of a film: how it is to be shown, and whether its key opens it then and there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from scheduler.agenda import clock
from scheduler.fields import text_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.agenda import Entry
    from scheduler.festival import Film, Key
    from scheduler.paper.order import Order


@dataclass(frozen=True)
class Reel:
    """A film in a showing, from when to when."""

    entry: Entry
    film: Film
    start: datetime
    end: datetime

    @property
    def keys(self) -> list[Key]:
        """Its keys for the server of this room."""
        return [one for one in self.film.keys if one.room in (None, self.entry.room.id)]

    @property
    def opened(self) -> bool:
        """Whether no key is needed, or one holds from beginning to end."""
        spans = ((self._local(one.from_), self._local(one.to)) for one in self.keys)
        return not self.film.keys or any(low <= self.start and self.end <= high for low, high in spans)

    def key(self, none: str) -> str:
        """When the key opens that serves, else the last that there is; ``none`` if there is none for this room."""
        if not self.film.keys:
            return ""
        spans = sorted((self._local(one.from_), self._local(one.to)) for one in self.keys)
        if not spans:
            return none
        low, high = next((one for one in spans if one[0] <= self.start and self.end <= one[1]), spans[-1])
        return f"{low:%m-%d %H:%M} – {high:%m-%d %H:%M}"

    def _local(self, moment: datetime) -> datetime:
        tz = self.entry.problem.clock.tz
        return moment.astimezone(tz) if moment.tzinfo else moment.replace(tzinfo=tz)


def reels(entry: Entry) -> Iterator[Reel]:
    """Each film of a showing, one after the other from where its part for films begins."""
    at = next((begin for name, begin, _ in entry.parts() if name == "film"), entry.start)
    for film in entry.showing.films:
        end = at + timedelta(minutes=float(film.runtime))
        yield Reel(entry, film, at, end)
        at = end


def row(order: Order, reel: Reel, lang: str, none: str) -> dict[str, Any]:
    """A line of a table of films."""
    film, other = reel.film, "en" if lang == "ko" else "ko"
    title = text_in(film.title, lang) or film.id
    second = text_in(film.original_title, lang) or text_in(film.title, other)
    return {
        "at": clock(reel.entry, reel.start), "end": clock(reel.entry, reel.end), "title": title,
        "other": "" if second == title else second, "runtime": runtime(film.runtime),
        "code": reel.entry.showing.session.code or "",
        "credit": " · ".join(str(one) for one in (", ".join(film.directors), film.country, film.year) if one),
        "rating": film.rating or "", "format": film.format or "", "ratio": film.ratio or "", "sound": film.sound or "",
        "languages": "/".join(film.languages), "subtitles": "/".join(film.subtitles), "needs": " · ".join(film.needs),
        "key": reel.key(none), "opened": reel.opened, "fields": {k: str(v) for k, v in film.fields.items()},
    }  # fmt: skip


def runtime(minutes: float) -> str:
    """``94′``, ``9.5′``."""
    return f"{minutes:g}′"
