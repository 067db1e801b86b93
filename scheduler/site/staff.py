"""What the staff reads: everything, and a running order for each hall and day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.agenda import by_day, day_name, entries
from scheduler.feed import Feed
from scheduler.formats.files import safe_name
from scheduler.formats.html import day_page
from scheduler.formats.pdf import running_order
from scheduler.site.words import LANGS, WORDS

if TYPE_CHECKING:
    from scheduler.site.build import Site
    from scheduler.site.pages import Pages


class Staff:
    """Everything, and a running order for each hall and day."""

    def __init__(self, site: Site, pages: Pages, folder: str) -> None:
        self.site, self.pages, self.folder = site, pages, folder

    def add(self) -> None:
        """Add its files to the site."""
        site, problem = self.site, self.site.problem
        days = by_day(entries(problem, site.timetable, "staff", site.now))
        sheets = []
        for day, shown in days.items():
            counts = {room: sum(one.room is room for one in shown) for room in problem.rooms}
            used = [(room, count) for room, count in counts.items() if count]
            sheets.append((day, [(room, f"{day.isoformat()}-{safe_name(room.id)}.pdf", n) for room, n in used]))
        for day, each in sheets:
            for room, file, _ in each:
                site.files[f"{self.folder}/{file}"] = running_order(
                    problem, site.timetable, room.id, day, "both", site.publication, site.halls
                )
        for lang in LANGS:
            words = WORDS[lang]
            own, other = ("index.html", "other.html") if lang == site.lang else ("other.html", "index.html")
            programme = f"programme-{lang}.html"
            site.files[f"{self.folder}/{programme}"] = day_page(
                problem, site.timetable, lang, "staff", site.now, [(own, words["staff"])]
            ).encode()
            feed = site.calendar(f"{self.folder}/{lang}.ics", Feed(lang, audience="staff"))
            told = [
                {
                    "name": day_name(day, lang),
                    "sheets": [
                        {"file": file, "name": room.name(lang), "count": self._count(count, lang)}
                        for room, file, count in each
                    ],
                }
                for day, each in sheets
            ]
            site.files[f"{self.folder}/{own}"] = self.pages.page(
                "staff.html", lang, "../../", words["staff"], private=True, other=other, days=told, feed=feed,
                programme=programme,
            )  # fmt: skip

    def _count(self, number: int, lang: str) -> str:
        return WORDS[lang]["one-showing" if number == 1 else "showings"].format(n=number)
