"""The slip that is handed to a hall when a new version is out: only what differs from the sheet that hangs there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.faults import Fault, FestivalError
from scheduler.fields import text_in
from scheduler.paper.marks import changes
from scheduler.paper.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scheduler.paper.order import Order
    from scheduler.publication.document import Announcement
    from scheduler.publication.news import News

WORDS = {
    "en": {
        "since": "Changes since version {v}", "none": "Nothing changes here: the sheet of version {v} is still right.",
        "new": "new", "gone": "cancelled", "moved": "moved", "hall": "moved", "away": "to {r}", "from": "from {r}",
        "ends": "other end",
        "told": "other text", "done": "corrected by", "was": "was {t}", "people": "Now: {p}", "none-people": "nobody",
    },
    "ko": {
        "since": "{v}판 이후 변경", "none": "변경 없음: {v}판을 그대로 쓰면 됩니다.",
        "new": "추가", "gone": "취소", "moved": "시간 변경", "hall": "상영관 변경", "away": "→ {r}", "from": "← {r}",
        "ends": "종료 변경", "told": "내용 변경", "done": "수정 확인", "was": "이전 {t}", "people": "참여: {p}",
        "none-people": "없음",
    },
}  # fmt: skip


class Changes(Sheet):
    """What is otherwise in a hall on a day than on the last print."""

    name = "changes"
    titles: ClassVar = {"en": "Changes", "ko": "변경 안내"}
    about = "a slip (A5) for each hall with what differs from the last print alone, to correct by pen"
    by = ("room", "venue", "day")
    template = "changes"
    size = "small"

    def check(self, order: Order) -> None:
        """Refuse what has no version before it."""
        super().check(order)
        if order.publication is None:
            told = "a timetable that was never published has no changes; showgrid publish gives it versions"
            raise FestivalError([Fault("--sheet", told)])

    def nothing(self, order: Order) -> str:
        """Why there is no page."""
        return f"nothing that is asked for has changed since version {order.last}; the sheets that hang are still right"

    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """A slip for each hall and day with changes; for a hall and day that are named, in any case."""
        found: dict[tuple[date, int], list[News]] = {}
        for one in changes(order):
            for place in {place for side in (one.old, one.new) if side and (place := _place(order, side))}:
                found.setdefault(place, []).append(one)
        if order.room and order.day:
            found.setdefault((order.day, order.problem.room_index[order.room]), [])
        for (day, room), told in sorted(found.items(), key=lambda one: one[0]):
            hall = order.problem.rooms[room]
            if order.room in (None, hall.id) and order.day in (None, day) and order.venue in (None, hall.venue):
                yield self._page(order, lang, day, room, told)

    def _page(self, order: Order, lang: str, day: date, room: int, told: list[News]) -> dict[str, Any]:
        hall, words = order.problem.rooms[room], WORDS[lang]
        venue = order.venue_of(hall)
        framed = self.frame(
            order, lang, subject=hall.name(lang), id_=hall.id, day=day,
            beside=(text_in(venue.name, lang) or venue.id) if venue else "", facts=words["since"].format(v=order.last),
        )  # fmt: skip
        entries = sorted((self._entry(order, lang, hall.id, one) for one in told), key=lambda one: str(one["sort"]))
        return framed | {"own": {**words, "none": words["none"].format(v=order.last)}, "entries": entries}

    def _entry(self, order: Order, lang: str, room: str, one: News) -> dict[str, Any]:
        words = WORDS[lang]
        was, now = (side if side and side.room == room else None for side in (one.old, one.new))
        kind, beside = _kind(order, lang, one, room)
        side = now or was
        if side is None:
            raise ValueError("a slip tells only what is or was in its hall")
        showing = order.problem.by_key.get(one.key)
        title = text_in(showing.session.title if showing else side.title, lang) or one.key[0]
        if showing is not None:
            title = showing.name(lang)
        return {
            "sort": (now or side).start.isoformat(), "kind": words[kind], "beside": beside, "title": title,
            "was": _span(order, was), "now": _span(order, now), "same": _span(order, was) == _span(order, now),
            "gone": now is None,
            "text": _renamed(one, lang),
            "people": _people(order, lang, one),
        }  # fmt: skip


def _place(order: Order, side: Announcement) -> tuple[date, int] | None:
    """Day and hall; None if the hall is no more."""
    index = order.problem.room_index.get(side.room)
    if index is None:
        return None
    return order.problem.clock.day(order.problem.clock.minutes(side.start)), index


def _kind(order: Order, lang: str, one: News, room: str) -> tuple[str, str]:
    """What sort of change it is for a hall, and where it goes to or comes from."""
    words = WORDS[lang]
    if one.old is None or one.new is None:
        return ("new", "") if one.old is None else ("gone", "")
    if one.old.room != one.new.room:
        other = one.new if one.old.room == room else one.old
        word = "away" if other is one.new else "from"
        return "hall", words[word].format(r=text_in(other.place, lang))
    if one.old.start != one.new.start:
        return "moved", ""
    return ("ends" if one.old.end != one.new.end else "told"), ""


def _span(order: Order, side: Announcement | None) -> str:
    if side is None:
        return ""
    tz = order.problem.clock.tz
    return f"{side.start.astimezone(tz):%H:%M}–{side.end.astimezone(tz):%H:%M}"


def _renamed(one: News, lang: str) -> str:
    """What it was called, if that is not what it is called now."""
    before, after = (text_in(side.title, lang) if side else "" for side in (one.old, one.new))
    return WORDS[lang]["was"].format(t=before) if before and after and before != after else ""


def _people(order: Order, lang: str, one: News) -> str:
    """Who is in it now, if that is not who was."""
    if one.new is None:
        return ""
    before, after = ({each.person for each in side.people} if side else set() for side in (one.old, one.new))
    if before == after:
        return ""
    names = [order.problem.person_name(each, lang) for each in dict.fromkeys(each.person for each in one.new.people)]
    return WORDS[lang]["people"].format(p=", ".join(names) or WORDS[lang]["none-people"])
