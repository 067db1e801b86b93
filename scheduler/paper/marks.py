"""What must be seen at once on a sheet: what cannot work, and what is otherwise than on the last print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.agenda import clock, minutes_between
from scheduler.paper.technique import reels
from scheduler.publication.news import News, news, told
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date, datetime

    from scheduler.agenda import Entry
    from scheduler.paper.order import Order
    from scheduler.publication.document import Announcement

TIGHT = 15
"""Minutes beside the walk that somebody should have between two places."""


def warnings(order: Order, entry: Entry, before: Entry | None) -> Iterator[Sentence]:
    """A turnaround too short, a key that does not cover its film, people who come from elsewhere in a hurry."""
    if before is not None and minutes_between(before.ready, entry.start) < 0:
        late = minutes_between(entry.start, before.ready)
        yield Sentence("Starts {n} min too early after the one before.", "앞 순서보다 {n}분 일찍 시작합니다.", n=late)
    for reel in reels(entry):
        if not reel.opened:
            yield Sentence(
                "The key of {f} does not cover this showing.", "{f}: KDM 유효 기간이 이 회차를 포함하지 않습니다.",
                f={"en": reel.film.id, **_texts(reel.film.title)},
            )  # fmt: skip
    yield from _hurries(order, entry)


def _texts(text: str | dict[str, str]) -> dict[str, str]:
    return {"en": text} if isinstance(text, str) and text else dict(text) if isinstance(text, dict) else {}


def _hurries(order: Order, entry: Entry) -> Iterator[Sentence]:
    for person in dict.fromkeys(one.person for one in entry.showing.people):
        for (one, mine), (other, theirs) in pairwise(order.needed.get(person, ())):
            if other.showing != entry.showing or one.room is other.room:
                continue
            end, start = one.needed(mine)[1], other.needed(theirs)[0]
            walk = int(order.problem.walks[one.room.index, other.room.index]) // order.problem.minute
            if minutes_between(end, start) < walk + TIGHT:
                yield _hurry(order, person, one, end, walk)


def _hurry(order: Order, person: str, one: Entry, end: datetime, walk: int) -> Sentence:
    facts = {"p": order.problem.person_named(person), "r": one.room, "t": clock(one, end), "n": walk}
    if not walk:
        return Sentence("{p} comes from {r}, until {t} there.", "{p}: {r}에서 {t} 종료 후 바로 이동", **facts)
    return Sentence(
        "{p} comes from {r}, until {t} there; the walk takes {n} min.",
        "{p}: {r}에서 {t} 종료 후 이동(도보 {n}분)",
        **facts,
    )


def changes(order: Order) -> list[News]:
    """What is otherwise than on the last print; nothing of a first version or a draft."""
    if order.publication is None or order.last is None or order.last < 1:
        return []
    return news(order.publication, order.last)


def in_hall(order: Order, room: str, day: date | None) -> list[News]:
    """What of it concerns a hall, on a day: what is there now, or was."""
    return [one for one in changes(order) if any(_is_in(order, side, room, day) for side in (one.old, one.new))]


def _is_in(order: Order, side: Announcement | None, room: str, day: date | None) -> bool:
    if side is None or side.room != room:
        return False
    return day is None or order.problem.clock.day(order.problem.clock.minutes(side.start)) == day


def correction(order: Order, one: News) -> Sentence:
    """What is to be corrected by pen."""
    moved = told(order.problem, one.old, one.new)
    if moved is not None:
        return moved
    side = one.new or one.old
    title = side.title if side else ""
    return Sentence("{s}: what is said of it has changed.", "{s}: 안내 내용 변경", s=title)
