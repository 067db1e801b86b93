"""The projectionist's sheet: each film of a hall's day, how it is shown, whether its key opens it, boxes to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.agenda import clock
from scheduler.differences import PARTS
from scheduler.fields import text_in
from scheduler.paper import rows
from scheduler.paper.marks import in_hall
from scheduler.paper.running_order import WORDS, facts
from scheduler.paper.sheet import Sheet, halls_and_days
from scheduler.paper.technique import Reel, reels, row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scheduler.agenda import Entry
    from scheduler.paper.order import Order

HEADS = {
    "en": {"at": "start", "end": "end", "title": "film", "runtime": "length", "format": "format", "ratio": "ratio",
           "sound": "sound", "languages": "spoken", "subtitles": "subtitles", "rating": "rating", "needs": "needs",
           "key": "key opens", "level": "level", "tested": "tested",
           "closed": "the key does not open it then"},
    "ko": {"at": "시작", "end": "종료", "title": "작품", "runtime": "길이", "format": "포맷", "ratio": "화면비",
           "sound": "사운드", "languages": "언어", "subtitles": "자막", "rating": "등급", "needs": "필요",
           "key": "KDM 유효", "level": "음량", "tested": "테스트",
           "closed": "이 시각에는 KDM이 유효하지 않습니다"},
}  # fmt: skip


class Projection(Sheet):
    """What the projectionist of a hall needs on a day."""

    name = "projection"
    titles: ClassVar = {"en": "Projection", "ko": "영사표"}
    about = "a hall's films of a day, for the projectionist: format, sound, subtitles, keys checked, boxes"
    by = ("room", "venue", "day")
    columns = (
        "at", "end", "title", "runtime", "format", "ratio", "sound", "languages", "subtitles", "rating", "needs", "key",
        "level", "tested",
    )  # fmt: skip
    usual = tuple(one for one in columns if one not in ("rating", "needs"))
    template = "table"
    wide = True

    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """A sheet for each hall and day in which films are shown."""
        for room, day in halls_and_days(order):
            here = [one for one in order.by_hall.get((room, day), []) if one.showing.films]
            if here or (order.room and order.day):
                yield self._page(order, lang, room, day, here)

    def _page(self, order: Order, lang: str, room: str, day: date, here: list[Entry]) -> dict[str, Any]:
        hall = order.problem.rooms[order.problem.room_index[room]]
        venue = order.venue_of(hall)
        abilities = " · ".join(sorted(hall.abilities))
        framed = self.frame(
            order, lang, subject=hall.name(lang), id_=room, day=day,
            beside=(text_in(venue.name, lang) or venue.id) if venue else "",
            facts=" · ".join(filter(None, [abilities, facts(order, hall, lang)])),
        )  # fmt: skip
        changed = {one.key for one in in_hall(order, room, day)}
        lines = [one for entry in here for one in self._rows(order, lang, entry, changed)]
        told = order.columns or rows.filled(self.chosen(order), lines)
        table = rows.columns(told, HEADS[lang], ("sound",))
        return framed | {"scale": 0.86, "body": 9.5, "table": table, "rows": lines}

    def _rows(self, order: Order, lang: str, entry: Entry, changed: set[tuple[str, int]]) -> Iterator[dict[str, Any]]:
        key = (entry.showing.session.id, entry.showing.label)
        for number, reel in enumerate(reels(entry)):
            yield rows.line(
                self._cells(order, lang, reel),
                free=reel.film.fields,
                head=_showing(entry, lang) if number == 0 else "",
                changed=key in changed,
                alarms=[] if reel.opened else [HEADS[lang]["closed"]],
            )

    def _cells(self, order: Order, lang: str, reel: Reel) -> dict[str, Any]:
        told = row(order, reel, lang, str(WORDS[lang]["no-key"]))
        title = rows.cell(told["title"], " · ".join(filter(None, [told["other"], told["credit"]])))
        return told | {"title": title, "level": rows.BOX, "tested": rows.BOX}


def _showing(entry: Entry, lang: str) -> str:
    """The showing in a line: from when to when, code and title, its parts."""
    times = f"{clock(entry, entry.start)}–{clock(entry, entry.end)}"
    parts = [
        f"{PARTS[name][lang] if name in PARTS else name} {clock(entry, begin)}" for name, begin, _ in entry.parts()
    ]
    told = [times, entry.showing.session.code or "", entry.showing.name(lang)]
    return "   ".join(filter(None, [*told, " · ".join(parts)]))
