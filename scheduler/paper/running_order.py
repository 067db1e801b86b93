"""The running order of a hall on a day: a core to be read in the dark, the technique apart at its end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.agenda import clock, minutes_between, minutes_of, visibility
from scheduler.differences import PARTS
from scheduler.fields import text_in
from scheduler.paper.casting import people_of
from scheduler.paper.marks import correction, in_hall, warnings
from scheduler.paper.sheet import FREE, Sheet, halls_and_days
from scheduler.paper.technique import reels, row, runtime
from scheduler.paper.words import COMMON
from scheduler.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scheduler.agenda import Entry
    from scheduler.paper.order import Order
    from scheduler.problem import Room

WORDS = {
    "en": {
        "call": "crew", "doors": "doors", "out": "out by", "clear": "clear", "end": "end",
        "technique": "Technique", "no-key": "no key here", "changed": "Changed since version {v}",
        "real-start": "start", "real-end": "end", "admissions": "admitted", "incident": "incident",
        "initials": "initials", "seat": "seat",
        "head": {"at": "start", "title": "film", "runtime": "length", "format": "format", "ratio": "ratio",
                 "sound": "sound", "subtitles": "language +subtitles", "key": "key opens", "level": "level"},
    },
    "ko": {
        "call": "스태프 집합", "doors": "입장 시작", "out": "최종 퇴장", "clear": "정리 완료", "end": "종료",
        "technique": "영사", "no-key": "이 상영관 KDM 없음", "changed": "{v}판 이후 변경",
        "real-start": "실제 시작", "real-end": "실제 종료", "admissions": "입장객", "incident": "특이사항",
        "initials": "확인자", "seat": "좌석",
        "head": {"at": "시작", "title": "작품", "runtime": "길이", "format": "포맷", "ratio": "화면비",
                 "sound": "사운드", "subtitles": "언어 +자막", "key": "KDM 유효", "level": "음량"},
    },
}  # fmt: skip
BEFORE = ("call", "doors")
"""Free fields of showing, session, hall or festival: minutes before the start."""


class RunningOrder(Sheet):
    """What is on in a hall on a day, for whoever runs it."""

    name = "running-order"
    titles: ClassVar = {"en": "Running order", "ko": "진행표"}
    about = "a hall's day, for its manager: times, people, notes, boxes; the technique at the end"
    by = ("room", "venue", "day")
    columns = ("original", "times", "people", "needs", "audience", "notes", "cues", "boxes", "technique")
    template = "running_order"

    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """A sheet for each hall and day."""
        for room, day in halls_and_days(order):
            yield self._page(order, lang, order.problem.rooms[order.problem.room_index[room]], day)

    def _page(self, order: Order, lang: str, hall: Room, day: date) -> dict[str, Any]:
        here, words, venue = order.by_hall.get((hall.id, day), []), WORDS[lang], order.venue_of(hall)
        framed = self.frame(
            order, lang, subject=hall.name(lang), id_=hall.id, day=day, facts=facts(order, hall, lang),
            beside=(text_in(venue.name, lang) or venue.id) if venue else "",
        )  # fmt: skip
        changed = in_hall(order, hall.id, day)
        keys = {one.key for one in changed}
        technique = [
            row(order, reel, lang, str(words["no-key"])) | {"first": number == 0}
            for entry in here
            for number, reel in enumerate(reels(entry))
        ]
        return framed | {
            "own": words,
            "changed": str(words["changed"]).format(v=order.last),
            "changes": [correction(order, one).text(lang) for one in changed],
            "entries": [self._entry(order, lang, here, number, keys) for number in range(len(here))],
            "technique": technique if "technique" in self.chosen(order) else [],
        }

    def _entry(
        self, order: Order, lang: str, here: list[Entry], number: int, changed: set[tuple[str, int]]
    ) -> dict[str, Any]:
        entry, showing = here[number], here[number].showing
        before, after = here[number - 1] if number else None, here[number + 1] if number + 1 < len(here) else None
        wanted, session = self.chosen(order), showing.session
        free = [f"{name}: {session.fields[name]}" for name in free_of(wanted) if name in session.fields]
        return {
            "start": clock(entry, entry.start), "end": clock(entry, entry.end),
            "minutes": minutes_between(entry.start, entry.end),
            "changed": (session.id, showing.label) in changed,
            "title": entry.title(lang), "other": second_title(entry, lang) if "original" in wanted else "",
            "tags": tags(order, entry, lang),
            "times": list(_times(order, entry, after, lang)) if "times" in wanted else [],
            "people": people_of(order, entry, lang) if "people" in wanted else [],
            "needs": needs(order, entry, lang) if "needs" in wanted else "",
            "audience": audience(entry, lang) if "audience" in wanted else "",
            "notes": [*(notes(entry) if "notes" in wanted else []), *free],
            "cues": cues(order, entry, lang) if "cues" in wanted else [],
            "boxes": "boxes" in wanted,
            "warnings": [one.text(lang) for one in warnings(order, entry, before)],
        }  # fmt: skip


def facts(order: Order, hall: Room, lang: str) -> str:
    """Seats of a hall, what is held back, places for wheelchairs."""
    own = order.problem.festival.rooms[hall.index]
    fields = (("seats", "capacity"), ("hold", "hold"), ("wheelchairs", "wheelchairs"))
    return " · ".join(COMMON[lang][name].format(n=getattr(own, field)) for name, field in fields if getattr(own, field))


def second_title(entry: Entry, lang: str) -> str:
    """The title in the other language, or of its only film as it is called at home; empty if it is the same."""
    films = entry.showing.films
    original = text_in(films[0].original_title, lang) if len(films) == 1 else ""
    other = original or entry.title("en" if lang == "ko" else "ko")
    return "" if other == entry.title(lang) else other


def tags(order: Order, entry: Entry, lang: str) -> list[str]:
    """Code, rating, showing, and who may come if not everybody."""
    session, words = entry.showing.session, COMMON[lang]
    found = [session.code or "", words["showing"].format(n=entry.showing.label) if entry.several else ""]
    found += [words.get(visibility(entry), ""), words.get(session.status, "")]
    found += list(dict.fromkeys(film.rating or "" for film in entry.showing.films))
    return [tag for tag in found if tag]


def audience(entry: Entry, lang: str) -> str:
    """How many are expected, and how many tickets are sold."""
    showing, words = entry.showing, COMMON[lang]
    own = next((one.sold for one in own_fields(entry) if one.sold is not None), None)
    sold = showing.session.sold if own is None else own
    told = [words["expected"].format(n=showing.audience) if showing.has_audience else ""]
    return " · ".join(filter(None, [*told, words["sold"].format(n=sold) if sold else ""]))


def own_fields(entry: Entry) -> list[Any]:
    """What the document says of this showing beside what it says of its session."""
    session = entry.showing.session
    if isinstance(session.showings, int):
        return []
    return [one for one in session.showings if one.label == entry.showing.label]


def notes(entry: Entry) -> list[str]:
    """Notes of session and showing, each as written."""
    return [one for one in (entry.showing.session.notes, *(own.notes for own in own_fields(entry))) if one]


def needs(order: Order, entry: Entry, lang: str) -> str:
    """Resources with how many, and abilities that the room must have."""
    session = entry.showing.session
    used = [f"{Role(order.problem, name).name(lang)} {n}" for name, n in session.uses.items()]
    return " · ".join([*used, *session.needs])


def free_of(columns: tuple[str, ...]) -> list[str]:
    """Names of the free fields among the columns."""
    return [one.removeprefix(FREE) for one in columns if one.startswith(FREE)]


def cues(order: Order, entry: Entry, lang: str) -> list[dict[str, str]]:
    """What happens when in a ceremony."""
    at, found = entry.start, []
    for cue in entry.showing.session.items:
        who = ", ".join(order.problem.person_name(one, lang) for one in cue.people)
        found.append(
            {"at": clock(entry, at), "title": text_in(cue.title, lang), "who": who, "long": runtime(cue.minutes)}
        )
        at += timedelta(minutes=float(cue.minutes))
    return found


def _times(order: Order, entry: Entry, after: Entry | None, lang: str) -> Iterator[dict[str, Any]]:
    """What happens when: crew, doors, each part, end, when the hall must be empty, when it is clear, the next."""
    words: dict[str, Any] = WORDS[lang]
    for name in BEFORE:
        minutes = minutes_before(order, entry, name)
        if minutes:
            yield _time(words[name], clock(entry, entry.start - timedelta(minutes=minutes)))
    parts = list(entry.parts())
    for name, begin, _ in parts:
        yield _time(PARTS[name][lang] if name in PARTS else name, clock(entry, begin), strong=True)
    ends = [(entry.end, words["end"])]
    if entry.ready > entry.end:
        ends.append((entry.ready, words["clear"]))
    if after is not None and (out := after.start - (entry.ready - entry.end)) > entry.end:
        ends.append((out, words["out"]))
    for moment, name in sorted(ends):
        yield _time(name, clock(entry, moment))
    if after is not None:
        yield _time(COMMON[lang]["next"], clock(after, after.start))


def _time(what: str, at: str, *, strong: bool = False) -> dict[str, Any]:
    return {"what": what, "at": at, "strong": strong}


def minutes_before(order: Order, entry: Entry, name: str) -> float:
    """Minutes before the start, from the nearest free field of that name that is a number; 0 if there is none."""
    return minutes_of(entry, name)
