"""The cue sheet of a ceremony: minute after minute what happens, who is on, and what sound, light and screen do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.agenda import clock
from scheduler.fields import text_in
from scheduler.paper import rows
from scheduler.paper.casting import people_of
from scheduler.paper.sheet import Sheet
from scheduler.paper.technique import runtime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.agenda import Entry
    from scheduler.paper.order import Order

HEADS = {
    "en": {"number": "no.", "at": "time", "after": "after", "title": "what", "who": "who", "long": "length",
           "sound": "sound", "light": "light", "screen": "screen", "done": "real"},
    "ko": {"number": "순번", "at": "시각", "after": "경과", "title": "순서", "who": "출연", "long": "길이",
           "sound": "음향", "light": "조명", "screen": "화면", "done": "실제"},
}  # fmt: skip


class Cues(Sheet):
    """What happens when in a ceremony."""

    name = "cues"
    titles: ClassVar = {"en": "Cue sheet", "ko": "큐시트"}
    about = "a ceremony minute by minute: who, sound, light, screen; from its items"
    by = ("session", "day")
    columns = ("number", "at", "after", "long", "title", "who", "sound", "light", "screen", "done")
    template = "table"
    wide = True

    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """A sheet for each placed showing that has items."""
        for entry in order.staff:
            session = entry.showing.session
            if session.items and order.session in (None, session.id) and order.day in (None, entry.day):
                yield self._page(order, lang, entry)

    def nothing(self, order: Order) -> str:
        """Why there is no page."""
        if order.session is None:
            return "no session that is placed has items, so there are no cues to print"
        return f"{order.session!r} has no items, or is not placed; items are written in the document"

    def _page(self, order: Order, lang: str, entry: Entry) -> dict[str, Any]:
        session = entry.showing.session
        times = f"{clock(entry, entry.start)}–{clock(entry, entry.end)}"
        framed = self.frame(
            order, lang, subject=entry.showing.name(lang), id_=session.id, day=entry.day,
            beside=f"{times} · {entry.room.name(lang)}",
            facts=", ".join(f"{one['name']} {one['what']}" for one in people_of(order, entry, lang)[:4]),
        )  # fmt: skip
        return framed | {
            "scale": 1.1,
            "body": 12,
            "table": rows.columns(self.chosen(order), HEADS[lang]),
            "rows": list(_lines(order, lang, entry)),
        }


def _lines(order: Order, lang: str, entry: Entry) -> Iterator[dict[str, Any]]:
    items = entry.showing.session.items
    after = 0.0
    for number, cue in enumerate(items):
        cells = {
            "number": number + 1, "at": clock(entry, entry.start + timedelta(minutes=after)), "after": f"+{after:g}′",
            "long": runtime(cue.minutes), "title": rows.cell(text_in(cue.title, lang)),
            "who": ", ".join(order.problem.person_name(one, lang) for one in cue.people),
            "sound": cue.sound or "", "light": cue.light or "", "screen": cue.screen or "", "done": rows.BOX,
        }  # fmt: skip
        after += float(cue.minutes)
        yield rows.line(cells, free=cue.fields)
