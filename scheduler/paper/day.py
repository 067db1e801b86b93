"""A whole day, all halls, to scale on one large page: a line a hall, the hours from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.agenda import by_day, clock, lanes, minutes_between, visibility
from scheduler.fields import text_in
from scheduler.paper.casting import people_of
from scheduler.paper.marks import changes
from scheduler.paper.sheet import Sheet
from scheduler.paper.words import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from scheduler.agenda import Entry
    from scheduler.paper.order import Order
    from scheduler.problem import Room

WORDS = {
    "en": {"film": "film", "part": "introduction, Q&A", "staff": "not public", "guests": "guests only",
           "turnaround": "turnaround", "changed": "changed since version {v}",
           "halls": "{n} halls", "all": "All halls"},
    "ko": {"film": "상영", "part": "무대인사·GV", "staff": "비공개", "guests": "초청 전용", "turnaround": "정리",
           "changed": "{v}판 이후 변경", "halls": "상영관 {n}곳", "all": "전체 상영관"},
}  # fmt: skip
MOST = 26
"""Lines on a page; more go to further pages."""


class WholeDay(Sheet):
    """All halls of a day on one page."""

    name = "day"
    titles: ClassVar = {"en": "Whole day", "ko": "일일 전체 시간표"}
    about = "all halls of a day side by side, to scale, on A3 (Letter: tabloid)"
    by = ("venue", "day")
    template = "day"
    size = "large"
    wide = True

    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """A page for each day, or several if there are very many halls."""
        for day, every in by_day(order.staff).items():
            shown = [one for one in every if order.venue in (None, one.room.venue)]
            if shown and order.day in (None, day):
                lines = list(_lines(order, shown))
                size = -(-len(lines) // -(-len(lines) // MOST))
                for first in range(0, len(lines), size):
                    yield self._page(order, lang, day, shown, lines[first : first + size])

    def _page(
        self, order: Order, lang: str, day: date, shown: list[Entry], lines: list[tuple[Room, list[Entry]]]
    ) -> dict[str, Any]:
        words, venue = WORDS[lang], order.venues.get(order.venue or "")
        halls = {one.room.id for one in shown}
        framed = self.frame(
            order, lang, subject=(text_in(venue.name, lang) or venue.id) if venue else words["all"],
            id_=order.venue, day=day, facts=words["halls"].format(n=len(halls)),
        )  # fmt: skip
        first = min(one.start for one in shown).replace(minute=0)
        end = max(minutes_between(first, one.ready) for one in shown)
        changed = {one.key for one in changes(order)}
        hours = [{"at": at, "name": f"{first.hour + at // 60:02d}:00"} for at in range(0, end + 60, 60)]
        return framed | {
            "own": {**words, "changed": words["changed"].format(v=order.last) if changed else ""},
            "minutes": hours[-1]["at"],
            "hours": hours,
            "lines": [_line(order, lang, first, hall, held, changed) for hall, held in lines],
        }


def _lines(order: Order, shown: list[Entry]) -> Iterator[tuple[Room, list[Entry]]]:
    """Halls by building; a hall that holds several at once has several lines."""
    found: dict[str, list[Room]] = {}
    for hall in order.problem.rooms:
        found.setdefault(hall.venue or "", []).append(hall)
    for hall in (one for halls in found.values() for one in halls):
        laid = lanes(one for one in shown if one.room is hall)
        for lane in sorted({lane for _, lane, _ in laid}):
            yield hall, [entry for entry, at, _ in laid if at == lane]


def _line(
    order: Order, lang: str, first: datetime, hall: Room, held: list[Entry], changed: set[tuple[str, int]]
) -> dict[str, Any]:
    venue = order.venue_of(hall)
    return {
        "hall": hall.name(lang),
        "venue": (text_in(venue.name, lang) or venue.id) if venue else "",
        "seats": COMMON[lang]["seats"].format(n=hall.capacity) if hall.capacity else "",
        "cards": [_card(order, lang, first, entry, changed) for entry in held],
    }


def _card(order: Order, lang: str, first: datetime, entry: Entry, changed: set[tuple[str, int]]) -> dict[str, Any]:
    key = (entry.showing.session.id, entry.showing.label)
    session = entry.showing.session
    who = [one["name"] for one in people_of(order, entry, lang)]
    return {
        "from": minutes_between(first, entry.start), "long": minutes_between(entry.start, entry.end),
        "after": minutes_between(entry.end, entry.ready),
        "start": clock(entry, entry.start), "end": clock(entry, entry.end),
        "title": entry.title(lang), "code": session.code or "", "who": ", ".join(who),
        "showing": COMMON[lang]["showing"].format(n=entry.showing.label) if entry.several else "",
        "seen": visibility(entry), "strong": session.type == "ceremony", "changed": key in changed,
        "parts": [
            {"from": minutes_between(entry.start, begin), "long": minutes_between(begin, end), "film": name == "film"}
            for name, begin, end in entry.parts()
        ],
    }  # fmt: skip
