"""What one person reads: where they must be, what changed for them, their calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.agenda import by_day, clock, day_name, of_person
from scheduler.feed import Feed
from scheduler.fields import text_in
from scheduler.publication.news import for_person, news
from scheduler.roles import Role
from scheduler.site.words import LANGS

if TYPE_CHECKING:
    from scheduler.agenda import Entry
    from scheduler.site.build import Site
    from scheduler.site.pages import Pages


class Personal:
    """The page and the calendar of one person."""

    def __init__(self, site: Site, pages: Pages, person: str, folder: str) -> None:
        self.site, self.pages, self.person, self.folder = site, pages, person, folder

    def add(self) -> None:
        """Add its files to the site."""
        site, person = self.site, self.site.problem.people[self.person]
        spoken = (person.language or site.lang).partition("-")[0].lower()
        first = "ko" if spoken == "ko" else "en"
        shown = by_day(of_person(site.problem, site.timetable, self.person))
        for lang in LANGS:
            own, other = ("index.html", "other.html") if lang == first else ("other.html", "index.html")
            feed = site.calendar(f"{self.folder}/{lang}.ics", Feed(lang, person=self.person))
            days = [
                {"name": day_name(day, lang), "entries": [self._entry(one, lang) for one in found]}
                for day, found in shown.items()
            ]
            site.files[f"{self.folder}/{own}"] = self.pages.page(
                "person.html", lang, "../../", site.problem.person_name(self.person, lang), private=True, other=other,
                days=days, feed=feed, **self._recent(lang),
            )  # fmt: skip

    def _recent(self, lang: str) -> dict[str, Any]:
        """What the latest version that concerned them changed for them."""
        publication = self.site.publication
        for version in range(publication.version, 1, -1):
            changes = publication.changes_of(version)
            only = publication.model_copy(update={"changes": changes})
            told = for_person(self.site.problem, self.person, news(only, version - 1))
            if told:
                when = self.pages.when(changes[0].at, lang)
                return {"recent": [one.name(lang) for one in told], "recent_when": when}
        return {"recent": [], "recent_when": ""}

    def _entry(self, entry: Entry, lang: str) -> dict[str, Any]:
        venue = next((one for one in self.site.problem.festival.venues if one.id == entry.room.venue), None)
        where = [entry.room.name(lang), "" if venue is None else text_in(venue.name, lang) or venue.id]
        return {
            "title": entry.showing.name(lang), "where": ", ".join(one for one in where if one),
            "iso": entry.start.isoformat(), "until": entry.end.isoformat(),
            "start": clock(entry, entry.start), "end": clock(entry, entry.end), "roles": self._roles(entry, lang),
        }  # fmt: skip

    def _roles(self, entry: Entry, lang: str) -> str:
        """As what, and when if not throughout."""
        problem, key = self.site.problem, (entry.showing.session.id, entry.showing.label)
        told: dict[str, list[str]] = {}
        for one in entry.showing.people:
            if one.person == self.person:
                span = "" if one.throughout else "–".join(clock(entry, moment) for moment in entry.needed(one))
                told.setdefault(one.role, []).append(span)
        for chosen in self.site.timetable.assignments:
            if chosen.person == self.person and (chosen.session, chosen.showing) == key:
                told.setdefault(chosen.role, []).append("")
        return " · ".join(
            f"{Role(problem, role).name(lang)} {', '.join(filter(None, at))}".strip() for role, at in told.items()
        )
