"""The sign on a hall's door: what the public may see there today, large enough to be read from across the foyer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.agenda import clock, minutes_between
from scheduler.fields import text_in
from scheduler.paper.languages import language
from scheduler.paper.sheet import Sheet
from scheduler.paper.words import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scheduler.agenda import Entry
    from scheduler.paper.order import Order

WORDS = {
    "en": {"talk": "with Q&A", "introduction": "with introduction", "subtitles": "{l} subtitles",
           "empty": "Nothing is announced here today."},
    "ko": {"talk": "GV", "introduction": "무대인사", "subtitles": "{l} 자막",
           "empty": "오늘 이 상영관에 공개된 일정이 없습니다."},
}  # fmt: skip


class Door(Sheet):
    """What is on in a hall on a day, for everybody; both languages on one page."""

    name = "door"
    titles: ClassVar = {"en": "Today in this hall", "ko": "오늘의 상영"}
    about = "a sign for a hall's door, public: the day in large type, both languages on one page"
    audience = "public"
    by = ("room", "venue", "day")
    template = "door"

    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """A sign for each hall and day; the second language stands on the first one's page."""
        if lang != order.langs[0]:
            return
        found: dict[tuple[date, int], list[Entry]] = {}
        for entry in order.entries(self.audience):
            asked = order.room in (None, entry.room.id) and order.day in (None, entry.day)
            if asked and order.venue in (None, entry.room.venue):
                found.setdefault((entry.day, entry.room.index), []).append(entry)
        if not found and order.room and order.day:
            found[order.day, order.problem.room_index[order.room]] = []
        for (day, room), here in sorted(found.items(), key=lambda one: one[0]):
            yield self._page(order, lang, day, room, here)

    def _page(self, order: Order, lang: str, day: date, room: int, here: list[Entry]) -> dict[str, Any]:
        hall = order.problem.rooms[room]
        second = next((one for one in order.langs if one != lang), None)
        framed = self.frame(order, lang, subject=hall.name(lang), id_=hall.id, day=day, readers=self.audience)
        other = hall.name(second) if second else ""
        return framed | {
            "beside": "" if other == hall.name(lang) else other,
            "entries": [_entry(entry, lang, second) for entry in here],
            "empty": [WORDS[one]["empty"] for one in order.langs],
        }


def _entry(entry: Entry, lang: str, second: str | None) -> dict[str, Any]:
    other = entry.title(second) if second else ""
    return {
        "start": clock(entry, entry.start),
        "title": entry.title(lang),
        "other": "" if other == entry.title(lang) else other,
        "facts": " · ".join(facts_of(entry, lang)),
    }


def facts_of(entry: Entry, lang: str) -> Iterator[str]:
    """Length, rating, languages, and what there is beside the film."""
    yield f"{minutes_between(entry.start, entry.end)}{'' if lang == 'ko' else ' '}{COMMON[lang]['minutes']}"
    films = entry.showing.films
    yield from dict.fromkeys(film.rating for film in films if film.rating)
    spoken = dict.fromkeys(one for film in films for one in film.languages)
    shown = dict.fromkeys(one for film in films for one in film.subtitles)
    if spoken:
        yield ", ".join(language(one, lang) for one in spoken)
    if shown:
        yield WORDS[lang]["subtitles"].format(l=", ".join(language(one, lang) for one in shown))
    names = [name for name, _, _ in entry.parts()]
    if "q-and-a" in names:
        yield WORDS[lang]["talk"]
    elif "introduction" in names:
        yield WORDS[lang]["introduction"]
    if (told := text_in(entry.showing.session.language, lang)) and not films:
        yield language(told, lang)
