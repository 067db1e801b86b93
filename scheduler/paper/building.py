"""All halls of a building on a day, one start after the other, for whoever runs the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.agenda import by_day, clock
from scheduler.fields import text_in
from scheduler.paper import rows
from scheduler.paper.casting import people_of
from scheduler.paper.marks import changes, warnings
from scheduler.paper.running_order import audience, needs, notes, second_title, tags
from scheduler.paper.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scheduler.agenda import Entry
    from scheduler.paper.order import Order

HEADS = {
    "en": {"start": "start", "end": "end", "clear": "clear", "hall": "hall", "code": "code", "title": "what",
           "people": "who", "audience": "audience", "needs": "needs", "notes": "notes", "box": "admitted",
           "halls": "{n} halls", "all": "All halls", "original": "other title"},
    "ko": {"start": "시작", "end": "종료", "clear": "정리", "hall": "상영관", "code": "코드", "title": "프로그램",
           "people": "참여", "audience": "관객", "needs": "필요", "notes": "메모", "box": "입장객",
           "halls": "상영관 {n}곳", "all": "전체 상영관", "original": "다른 제목"},
}  # fmt: skip


class Building(Sheet):
    """A building's day as one list."""

    name = "building"
    titles: ClassVar = {"en": "House running order", "ko": "극장 진행표"}
    about = "a building's day, every start of its halls in one list, for the house manager"
    by = ("venue", "day")
    columns = (
        "start",
        "end",
        "clear",
        "hall",
        "code",
        "title",
        "original",
        "people",
        "audience",
        "needs",
        "notes",
        "box",
    )
    usual = ("start", "end", "hall", "title", "people", "audience", "notes", "box")
    template = "table"
    wide = True

    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """A sheet for each building and day; halls that are in none are told together."""
        asked = order.venue is not None and order.day is not None
        houses = [one.id for one in order.problem.festival.venues] + [""]
        days = by_day(order.staff)
        for day in [order.day] if order.day else days:
            for house in houses if order.venue is None else [order.venue]:
                shown = [one for one in days.get(day, []) if (one.room.venue or "") == house]
                if shown or asked:
                    yield self._page(order, lang, house, day, shown)

    def _page(self, order: Order, lang: str, house: str, day: date, shown: list[Entry]) -> dict[str, Any]:
        heads, venue = HEADS[lang], order.venues.get(house)
        halls = {one.room.id for one in shown}
        framed = self.frame(
            order, lang, subject=(text_in(venue.name, lang) or venue.id) if venue else heads["all"], id_=house or None,
            day=day, beside=text_in(venue.address, lang) if venue else "",
            facts=heads["halls"].format(n=len(halls)) if len(halls) > 1 else "",
        )  # fmt: skip
        changed = {one.key for one in changes(order)}
        lines = [self._row(order, lang, entry, changed) for entry in shown]
        told = order.columns or rows.filled(self.chosen(order), lines)
        return framed | {"scale": 1.0, "body": 10, "table": rows.columns(told, heads), "rows": lines}

    def _row(self, order: Order, lang: str, entry: Entry, changed: set[tuple[str, int]]) -> dict[str, Any]:
        here = order.by_hall[entry.room.id, entry.day]
        number = here.index(entry)
        showing = entry.showing
        who = [f"{one['name']} {one['what']}" for one in people_of(order, entry, lang)]
        cells = {
            "start": clock(entry, entry.start), "end": clock(entry, entry.end), "clear": clock(entry, entry.ready),
            "hall": entry.room.name(lang), "code": showing.session.code or "",
            "title": rows.cell(entry.title(lang), tags=tags(order, entry, lang)), "original": second_title(entry, lang),
            "people": "\n".join(who), "audience": audience(entry, lang), "needs": needs(order, entry, lang),
            "notes": "\n".join(notes(entry)), "box": rows.BOX,
        }  # fmt: skip
        alarms = [one.text(lang) for one in warnings(order, entry, here[number - 1] if number else None)]
        return rows.line(
            cells,
            free=showing.session.fields,
            changed=(showing.session.id, showing.label) in changed,
            alarms=alarms,
        )
