"""What the code on a sheet of a hall leads to: for each day and version whether it is still right, or what to correct.

Nothing is asked of whoever hosts the site, so every version stands on one page, and the code leads to its place.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from scheduler.agenda import day_name
from scheduler.paper.finding import Code, finding
from scheduler.site.words import LANGS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.site.build import Site
    from scheduler.site.pages import Pages


class Hall:
    """The page of a hall, in both languages."""

    def __init__(self, site: Site, pages: Pages, room: str, folder: str) -> None:
        self.site, self.pages, self.room, self.folder = site, pages, room, folder

    def add(self) -> None:
        """Add its files to the site."""
        problem = self.site.problem
        found = {day: self._lines(day) for day in days_of(problem, self.site.publication, self.room)}
        name = problem.rooms[problem.room_index[self.room]].name
        for lang in LANGS:
            own, other = ("index.html", "other.html") if lang == self.site.lang else ("other.html", "index.html")
            days = [
                {"name": day_name(day, lang), "id": day.isoformat(), "versions": list(_grouped(versions, lang))}
                for day, versions in found.items()
            ]
            self.site.files[f"{self.folder}/{own}"] = self.pages.page(
                "hall.html", lang, "../../", name(lang), private=True, other=other, days=days
            )

    def _lines(self, day: date) -> list[tuple[int, dict[str, list[str]]]]:
        """Every version, the newest first, with what a sheet of that version needs corrected, a language."""
        publication = self.site.publication
        versions = []
        for version in range(publication.version, 0, -1):
            code = Code(str(version), "running-order", self.room, day.isoformat())
            lines = finding(self.site.problem, publication, code, "staff").lines
            versions.append((version, {lang: [one.text(lang) for one in lines] for lang in LANGS}))
        return versions


def days_of(problem: Problem, publication: Publication, room: str) -> list[date]:
    """Days on which the hall has, or ever had, something."""
    sides = [one.now for one in publication.showings] + [one.old for one in publication.changes]
    starts = {side.start for side in sides if side is not None and side.room == room}
    return sorted({problem.clock.day(problem.clock.minutes(start)) for start in starts})


def _grouped(versions: list[tuple[int, dict[str, list[str]]]], lang: str) -> Iterator[dict[str, Any]]:
    """Versions that need the same corrections, as one."""
    for lines, group in groupby(versions, key=lambda one: one[1][lang]):
        numbers = [number for number, _ in group]
        name = str(numbers[0]) if len(numbers) == 1 else f"{numbers[-1]}–{numbers[0]}"
        yield {"name": WORDS[lang]["version"].format(v=name), "numbers": numbers, "lines": lines}
