"""The programme booklet: what the public may know, day by day, the films, and an index of films and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.agenda import by_day, clock, day_name, names
from scheduler.fields import text_in
from scheduler.paper.door import facts_of
from scheduler.paper.running_order import second_title
from scheduler.paper.sheet import Sheet
from scheduler.paper.technique import runtime
from scheduler.sentence import Day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.agenda import Entry
    from scheduler.festival import Film
    from scheduler.paper.order import Order

WORDS = {
    "en": {"programme": "Programme", "films": "Films", "index": "Index", "people": "People", "halls": "Halls",
           "zone": "All times are {z} time. Hours past midnight count on: 25:30 is half past one at night."},
    "ko": {"programme": "상영 시간표", "films": "작품", "index": "색인", "people": "사람", "halls": "상영관",
           "zone": "모든 시각은 {z} 기준이며, 자정 이후는 이어서 셉니다(25:30 = 다음 날 01:30)."},
}  # fmt: skip


class Booklet(Sheet):
    """The programme for everybody, on A5."""

    name = "booklet"
    titles: ClassVar = {"en": "Programme", "ko": "프로그램북"}
    about = "the public programme as a booklet (A5): by day, films, an index of films and people"
    audience = "public"
    by = ("day",)
    template = "booklet"
    size = "small"

    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """One booklet."""
        shown = [one for one in order.entries(self.audience) if order.day in (None, one.day)]
        if shown:
            yield _Booklet(order, lang, shown).data(self)

    def nothing(self, order: Order) -> str:
        """Why there is no page."""
        return "there is nothing that the public may know of yet, so there is no booklet"


class _Booklet:
    """What stands in a booklet in one language; showings and films are numbered, so that the index finds them."""

    def __init__(self, order: Order, lang: str, shown: list[Entry]) -> None:
        self.order, self.lang = order, lang
        self.days = by_day(shown)
        self.shown = [one for held in self.days.values() for one in held]
        self.given: dict[str, list[Entry]] = {}
        for one in self.shown:
            for film in one.showing.films:
                self.given.setdefault(film.id, []).append(one)
        films = {film.id: film for one in self.shown for film in one.showing.films}
        self.films = sorted(films.values(), key=lambda one: self._title(one).casefold())
        self.film_number = {one.id: number for number, one in enumerate(self.films)}

    def data(self, sheet: Sheet) -> dict[str, Any]:
        """Cover, days, films, index."""
        order, lang, words = self.order, self.lang, WORDS[self.lang]
        about = order.problem.festival.festival
        days = list(self.days)
        span = day_name(days[0], lang) + (f" – {Day(days[-1]).name(lang)}" if len(days) > 1 else "")
        framed = sheet.frame(
            order, lang, subject=text_in(about.name, lang) or about.id, readers="public", beside=span,
            day=order.day, facts=about.url or "",
        )  # fmt: skip
        return framed | {
            "own": {**words, "zone": words["zone"].format(z=about.timezone)},
            "halls": list(self._halls()),
            "days": list(self._days()),
            "films": [self._film(one) for one in self.films],
            "people": self._people(),
        }

    def _title(self, film: Film) -> str:
        return text_in(film.title, self.lang) or film.id

    def _halls(self) -> Iterator[dict[str, str]]:
        """Buildings in which something is, with their halls."""
        used = {one.room.index for one in self.shown}
        rooms = [one for one in self.order.problem.rooms if one.index in used]
        for venue in self.order.problem.festival.venues:
            inside = [one.name(self.lang) for one in rooms if one.venue == venue.id]
            if inside:
                name, where = (text_in(one, self.lang) for one in (venue.name, venue.address))
                yield {"name": name or venue.id, "address": where, "halls": ", ".join(inside)}

    def _days(self) -> Iterator[dict[str, Any]]:
        number = 0
        named = {one.date: text_in(one.name, self.lang) for one in self.order.problem.festival.days}
        for day, held in self.days.items():
            entries = [self._entry(one, number + at) for at, one in enumerate(held)]
            number += len(held)
            yield {"name": day_name(day, self.lang), "short": Day(day).name(self.lang), "about": named.get(day, ""),
                   "entries": entries}  # fmt: skip

    def _entry(self, entry: Entry, number: int) -> dict[str, Any]:
        session = entry.showing.session
        track = self.order.problem.tracks.get(session.track or "")
        venue = self.order.venue_of(entry.room)
        return {
            "number": number, "start": clock(entry, entry.start), "hall": entry.room.name(self.lang),
            "venue": text_in(venue.name, self.lang) if venue and len(self.order.venues) > 1 else "",
            "title": entry.title(self.lang), "other": second_title(entry, self.lang), "code": session.code or "",
            "facts": " · ".join(facts_of(entry, self.lang)), "track": text_in(track.name, self.lang) if track else "",
            "abstract": text_in(session.abstract, self.lang), "people": ", ".join(names(entry, self.lang)),
            "films": [self.film_number[one.id] for one in entry.showing.films],
        }  # fmt: skip

    def _film(self, film: Film) -> dict[str, Any]:
        other = text_in(film.original_title, self.lang) or text_in(film.title, "en" if self.lang == "ko" else "ko")
        credit = [", ".join(film.directors), film.country, film.year, runtime(film.runtime), film.rating]
        given = [
            f"{Day(one.day).name(self.lang)} {clock(one, one.start)} {one.room.name(self.lang)}"
            for one in self.given[film.id]
        ]
        return {
            "title": self._title(film), "other": "" if other == self._title(film) else other,
            "credit": " · ".join(str(one) for one in credit if one), "synopsis": text_in(film.synopsis, self.lang),
            "showings": given,
        }  # fmt: skip

    def _people(self) -> list[dict[str, Any]]:
        """Everybody whom the public may know of, with the showings that they are in and the films that they made."""
        found: dict[str, tuple[list[int], list[int]]] = {}
        for number, entry in enumerate(self.shown):
            for name in names(entry, self.lang):
                found.setdefault(name, ([], []))[0].append(number)
        for number, film in enumerate(self.films):
            for name in film.directors:
                found.setdefault(name, ([], []))[1].append(number)
        ordered = sorted(found.items(), key=lambda one: one[0].casefold())
        return [{"name": name, "showings": showings, "films": films} for name, (showings, films) in ordered]
