"""Every file of the site, by its path: nothing is written here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scheduler.fields import text_in
from scheduler.formats.ics import Setting, calendar
from scheduler.site.addresses import STAFF, hall_of, holder_of
from scheduler.site.pages import Pages, asset, calendar_links, environment
from scheduler.site.personal import Personal
from scheduler.site.public import Public
from scheduler.site.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from scheduler.feed import Feed
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.timetable import Timetable

PRIVATE, SHEETS = "p", "s"
"""Folders of people's pages; of those of the staff and of halls."""
HEADERS = """\
/*
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
/*.ics
  Content-Type: text/calendar; charset=utf-8
  Cache-Control: private, max-age=300, must-revalidate
/p/*
  X-Robots-Tag: noindex
/s/*
  X-Robots-Tag: noindex
"""
"""What hosts that read such a file are asked to send."""


def holders(publication: Publication) -> list[str]:
    """Who gets a private address: the staff, everybody who is or was in a showing, every hall that has or had one."""
    sides = [one.now for one in publication.showings] + [one.old for one in publication.changes]
    people = {one.person for side in sides if side is not None for one in side.people}
    halls = {side.room for side in sides if side is not None}
    return [STAFF, *(holder_of(person) for person in sorted(people)), *(hall_of(hall) for hall in sorted(halls))]


def folder_of(holder: str, name: str) -> str:
    """The folder of a private address in the site."""
    return f"{PRIVATE if holder.startswith(holder_of('')) else SHEETS}/{name}"


@dataclass
class Site:
    """What the pages are made of."""

    problem: Problem
    timetable: Timetable
    publication: Publication
    base: str
    """Where the site will be; ends with a slash."""
    names: Mapping[str, str]
    """``id.secret`` of each holder."""
    now: datetime
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The language to begin with: Korean where the festival has a Korean name."""
        name = self.problem.festival.festival.name
        return "ko" if isinstance(name, dict) and "ko" in name else "en"

    @property
    def halls(self) -> dict[str, str]:
        """Address of the page of each hall."""
        named = {room.id: self.names.get(hall_of(room.id)) for room in self.problem.rooms}
        return {room: f"{self.base}{folder_of(hall_of(room), name)}/" for room, name in named.items() if name}

    def built(self) -> dict[str, bytes]:
        """All files."""
        pages = Pages(self.problem, self.publication)
        for lang in LANGS:
            Public(self, pages, lang).add()
        for person in self.problem.people:
            if name := self.names.get(holder_of(person)):
                Personal(self, pages, person, folder_of(holder_of(person), name)).add()
        if name := self.names.get(STAFF):
            from scheduler.site.staff import Staff  # with it typst is loaded

            Staff(self, pages, folder_of(STAFF, name)).add()
        for room in self.halls:
            from scheduler.site.hall import Hall

            Hall(self, pages, room, folder_of(hall_of(room), self.names[hall_of(room)])).add()
        self._add_rest()
        return self.files

    def calendar(self, path: str, feed: Feed) -> dict[str, Any]:
        """Add a calendar; returns what a page offers of it."""
        page = f"{self.base}{'en' if feed.lang == 'en' else 'ko'}/index.html" if feed.audience == "public" else ""
        setting = Setting(source=self.base + path, page=page)
        self.files[path] = calendar(self.problem, self.timetable, feed, self.publication, setting=setting, now=self.now)
        return calendar_links(self.base + path)

    def _add_rest(self) -> None:
        about = self.problem.festival.festival
        names = {lang: text_in(about.name, lang) or about.id for lang in LANGS}
        self.files["index.html"] = welcome(names)
        self.files["style.css"], self.files["copy.js"] = asset("style.css"), asset("copy.js")
        # What lists a folder shows this instead.
        self.files[f"{PRIVATE}/index.html"] = self.files[f"{SHEETS}/index.html"] = (
            b"<!doctype html>\n<title>-</title>\n"
        )
        self.files["robots.txt"] = f"User-agent: *\nDisallow: /{PRIVATE}/\nDisallow: /{SHEETS}/\n".encode()
        self.files["_headers"] = HEADERS.encode()
        mark = {"showgrid": 1, "festival": about.id, "version": self.publication.version}
        self.files["site.json"] = (json.dumps(mark) + "\n").encode()


def welcome(names: Mapping[str, str]) -> bytes:
    """The first page: choose a language."""
    return environment().get_template("welcome.html").render(**names).encode()
