"""What everybody may read: the programme, the calendars, the changes; once a language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scheduler.agenda import entries, may_know
from scheduler.feed import Feed
from scheduler.fields import text_in
from scheduler.formats.atom import atom
from scheduler.formats.files import safe_name
from scheduler.formats.html import day_page, track_hues
from scheduler.publication.news import public_news
from scheduler.site.words import WORDS

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.agenda import Entry
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.site.build import Site
    from scheduler.site.pages import Pages


class Public:
    """Programme, calendars and changes in one language."""

    def __init__(self, site: Site, pages: Pages, lang: str) -> None:
        self.site, self.pages, self.lang, self.words = site, pages, lang, WORDS[lang]
        self.other = "en" if lang == "ko" else "ko"

    def add(self) -> None:
        """Add its files to the site."""
        site, lang, words = self.site, self.lang, self.words
        links = [("calendars.html", words["calendars"]), ("changes.html", words["changes"])]
        links.append((f"../{self.other}/index.html", words["other"]))
        page = day_page(site.problem, site.timetable, lang, "public", site.now, links)
        site.files[f"{lang}/index.html"] = page.encode()
        self._add_calendars()
        self._add_changes()

    def _page(self, name: str, title: str, **facts: Any) -> None:
        self.site.files[f"{self.lang}/{name}.html"] = self.pages.page(
            f"{name}.html", self.lang, "../", title, private=False, other=f"../{self.other}/{name}.html", **facts
        )

    def _add_calendars(self) -> None:
        site, lang, problem = self.site, self.lang, self.site.problem
        shown = entries(problem, site.timetable, "public", site.now)
        hues = track_hues(problem)
        rooms, tracks = ever_public(site.publication, site.now)
        whole = site.calendar(f"{lang}/feeds/all.ics", Feed(lang)) | {"count": self._count(len(shown))}
        groups = [
            (
                self.words["tracks"],
                [
                    self._feed(Feed(lang, track=one.id), one.id, text_in(one.name, lang) or one.id, hues[one.id], shown)
                    for one in problem.festival.tracks
                    if one.id in tracks
                ],
            ),
            (
                self.words["rooms"],
                [
                    self._feed(Feed(lang, room=one.id), one.id, one.name(lang), "", shown)
                    for one in problem.rooms
                    if one.id in rooms
                ],
            ),
            (self.words["venues"], list(self._venues(rooms, shown))),
        ]
        told = [{"name": name, "feeds": feeds} for name, feeds in groups if feeds]
        self._page("calendars", self.words["calendars"], whole=whole, groups=told)

    def _venues(self, rooms: set[str], shown: list[Entry]) -> Iterator[dict[str, Any]]:
        """Buildings, if there are several."""
        site, venues = self.site, self.site.problem.festival.venues
        for one in venues if len(venues) > 1 else ():
            feed = Feed.of_venue(site.problem, one.id, self.lang, told=site.publication)
            if feed.rooms & rooms:
                yield self._feed(feed, one.id, text_in(one.name, self.lang) or one.id, "", shown)

    def _feed(self, feed: Feed, id_: str, name: str, colour: str, shown: list[Entry]) -> dict[str, Any]:
        sort = "room" if feed.room else "venue" if feed.venue else "track"
        held = [one for one in shown if feed.holds(one.room.id, one.showing.track)]
        made = self.site.calendar(f"{self.lang}/feeds/{sort}-{safe_name(id_)}.ics", feed)
        return made | {"name": name, "colour": colour, "count": self._count(len(held))}

    def _count(self, number: int) -> str:
        return self.words["one-showing" if number == 1 else "showings"].format(n=number)

    def _add_changes(self) -> None:
        site, lang, words = self.site, self.lang, self.words
        told = [
            {
                "anchor": f"v{number}", "name": words["version"].format(v=number), "iso": moment.isoformat(),
                "when": self.pages.when(moment, lang), "sentences": sentences,
            }
            for number, moment, sentences in versions(site.problem, site.publication, lang)
        ]  # fmt: skip
        self._page("changes", words["changes"], versions=told)
        address, page = f"{site.base}{lang}/changes.atom", f"{site.base}{lang}/changes.html"
        site.files[f"{lang}/changes.atom"] = changes_feed(site.problem, site.publication, lang, address, page)


def changes_feed(problem: Problem, publication: Publication, lang: str, address: str, page: str) -> bytes:
    """What every version changed for the public, as an Atom feed of the log on a page."""
    about, words = problem.festival.festival, WORDS[lang]
    name = text_in(about.name, lang) or about.id
    entries_ = [
        (f"v{number}", f"{words['version'].format(v=number)} · {name}", moment, sentences)
        for number, moment, sentences in versions(problem, publication, lang)
    ]
    return atom(f"{name} · {words['changes']}", address, page, name, lang, entries_)


def ever_public(publication: Publication, now: datetime) -> tuple[set[str], set[str]]:
    """Rooms and tracks in which the public ever had something: only these are named, and these for ever."""
    rooms, tracks = set(), set()
    sides = [(one.now, now) for one in publication.showings]
    sides += [(one.old, one.at) for one in publication.changes]
    for side, at in sides:
        if side is not None and may_know("public", side.visibility, side.embargo_until, at):
            rooms.add(side.room)
            tracks.add(side.track or "")
    return rooms, tracks


def versions(problem: Problem, publication: Publication, lang: str) -> Iterator[tuple[int, datetime, list[str]]]:
    """Number, moment and sentences of each version that changed something for the public, newest first."""
    for version in range(publication.version, 1, -1):
        changes = publication.changes_of(version)
        sentences = [one.text(lang) for one in public_news(problem, changes)]
        if sentences:
            yield version, changes[0].at, sentences
    begun = min(one.created for one in publication.showings)
    yield 1, begun, [WORDS[lang]["first"]]
