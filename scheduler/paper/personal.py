"""One person's day: a guest's, an interpreter's, a juror's; where to be when, what for, with whom, how far it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.agenda import by_day, clock, minutes_between, of_person
from scheduler.fields import text_in
from scheduler.paper.casting import may_be_named, roles_in, stay_of
from scheduler.paper.languages import language
from scheduler.paper.marks import TIGHT
from scheduler.paper.running_order import second_title
from scheduler.paper.sheet import Sheet
from scheduler.paper.technique import runtime

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime

    from scheduler.agenda import Entry
    from scheduler.festival import Jury
    from scheduler.paper.order import Order

SPAN = re.compile(r" \d\d:\d\d–\d\d:\d\d$")
"""From when to when, behind a role; it is not said twice."""
WORDS = {
    "en": {
        "with": "with", "walk": "{n} min on foot from {r}", "here": "stay in {r}", "near": "from {r}, close by",
        "tight": "only {n} min to get there",
        "whole": "whole programme {a}–{b}", "language": "spoken",
        "before": "all seen by {t}",
    },
    "ko": {
        "with": "함께", "walk": "{r}에서 도보 {n}분", "here": "{r}에 그대로", "near": "{r}에서 바로 이동",
        "tight": "이동 시간이 {n}분뿐입니다",
        "whole": "전체 프로그램 {a}–{b}", "language": "언어",
        "before": "{t}까지 모두 관람",
    },
}  # fmt: skip


class Guest(Sheet):
    """A guest's day, as they may read it."""

    name = "guest"
    titles: ClassVar = {"en": "Your day", "ko": "게스트 일정표"}
    about = "a guest's day: where to be when, what for, with whom; nothing of the staff's"
    audience = "guests"
    by = ("person", "day")
    template = "personal"

    def pages(self, order: Order, lang: str) -> Iterator[dict[str, Any]]:
        """A sheet for each person and day."""
        for person in [order.person] if order.person else self.people(order):
            for day, held in by_day(self.held(order, person)).items():
                if order.day in (None, day):
                    yield self._page(order, lang, person, day, held)

    def people(self, order: Order) -> Collection[str]:
        """Whom there is something to tell."""
        return list(order.problem.people)

    def held(self, order: Order, person: str) -> list[Entry]:
        """What they must be at."""
        return of_person(order.problem, order.timetable, person)

    def details(self, order: Order, lang: str, person: str, entry: Entry) -> dict[str, Any]:
        """What this kind of sheet says beside."""
        return {"films": [], "language": ""}

    def facts(self, order: Order, lang: str, person: str, day: date) -> str:
        """What stands in the head."""
        return stay_of(order, person, day)

    def _page(self, order: Order, lang: str, person: str, day: date, held: list[Entry]) -> dict[str, Any]:
        known = order.problem.people.get(person)
        framed = self.frame(
            order, lang, subject=order.problem.person_name(person, lang), id_=person, day=day, readers=self.audience,
            beside=text_in(known.affiliation, lang) if known else "", facts=self.facts(order, lang, person, day),
        )  # fmt: skip
        befores = [None, *held]
        entries = [self._entry(order, lang, person, one, before) for one, before in zip(held, befores, strict=False)]
        return framed | {"own": WORDS[lang], "entries": entries}

    def _entry(self, order: Order, lang: str, person: str, entry: Entry, before: Entry | None) -> dict[str, Any]:
        words, (begin, end) = WORDS[lang], needed(order, entry, person)
        venue, parts = order.venue_of(entry.room), (begin, end) != (entry.start, entry.end)
        roles = [one if parts else SPAN.sub("", one) for one in roles_in(order, entry, lang).get(person, [])]
        return {
            "start": clock(entry, begin), "end": clock(entry, end), "title": entry.title(lang),
            "other": second_title(entry, lang), "code": entry.showing.session.code or "",
            "hall": entry.room.name(lang), "venue": (text_in(venue.name, lang) or venue.id) if venue else "",
            "address": text_in(venue.address, lang) if venue else "",
            "roles": ", ".join(dict.fromkeys(roles)),
            "whole": words["whole"].format(a=clock(entry, entry.start), b=clock(entry, entry.end)) if parts else "",
            "with": self._others(order, lang, person, entry),
            **_way(order, lang, person, entry, before),
            **self.details(order, lang, person, entry),
        }  # fmt: skip

    def _others(self, order: Order, lang: str, person: str, entry: Entry) -> list[dict[str, str]]:
        return [
            {"name": order.problem.person_name(one, lang), "what": ", ".join(dict.fromkeys(what))}
            for one, what in roles_in(order, entry, lang).items()
            if one != person
            and one not in self.beside(order, person, entry)
            and may_be_named(order, one, self.audience)
        ]

    def beside(self, order: Order, person: str, entry: Entry) -> Collection[str]:
        """Who is there but need not be named."""
        return ()


def needed(order: Order, entry: Entry, person: str) -> tuple[datetime, datetime]:
    """From when to when they must be there."""
    spans = [entry.needed(one) for one in entry.showing.people if one.person == person]
    if any(one.person == person for one in order.chosen.get((entry.showing.session.id, entry.showing.label), [])):
        spans.append((entry.start, entry.end))
    return min(begin for begin, _ in spans), max(end for _, end in spans)


def _way(order: Order, lang: str, person: str, entry: Entry, before: Entry | None) -> dict[str, str]:
    """How they come from the place before; that there is little time."""
    if before is None:
        return {"way": "", "tight": ""}
    words, room = WORDS[lang], before.room
    free = minutes_between(needed(order, before, person)[1], needed(order, entry, person)[0])
    walk = int(order.problem.walks[room.index, entry.room.index]) // order.problem.minute
    if room is entry.room:
        return {"way": words["here"].format(r=room.name(lang)), "tight": ""}
    tight = words["tight"].format(n=max(0, free)) if free < walk + TIGHT else ""
    return {"way": words["walk" if walk else "near"].format(n=walk, r=room.name(lang)), "tight": tight}


class Interpreter(Guest):
    """The day of somebody who was chosen for something of which there are only so many: an interpreter above all."""

    name = "interpreter"
    titles: ClassVar = {"en": "Interpreter's day", "ko": "통역 일정표"}
    about = "an interpreter's day (or a captioner's …): for whom, in which languages"

    def people(self, order: Order) -> Collection[str]:
        """All who interpret, or were chosen for a resource."""
        return [one for one in order.problem.people if self.held(order, one)]

    def held(self, order: Order, person: str) -> list[Entry]:
        """What they were chosen for."""
        resources = {one.id for one in order.problem.festival.resources}
        return [
            entry
            for entry in of_person(order.problem, order.timetable, person)
            if any(one.person == person and one.role == "interpreter" for one in entry.showing.people)
            or any(
                one.person == person and one.role in resources
                for one in order.chosen.get((entry.showing.session.id, entry.showing.label), [])
            )
        ]

    def details(self, order: Order, lang: str, person: str, entry: Entry) -> dict[str, Any]:
        """What is spoken: of the session, and by each of those on stage."""
        of_session = entry.showing.session.language
        spoken: dict[str, list[str]] = {of_session: []} if of_session else {}
        for one in dict.fromkeys(one.person for one in entry.showing.people):
            known = order.problem.people.get(one)
            if known and known.language and one != person and may_be_named(order, one, self.audience):
                spoken.setdefault(known.language, []).append(order.problem.person_name(one, lang))
        told = (": ".join(filter(None, [language(one, lang), ", ".join(by)])) for one, by in spoken.items())
        return {"films": [], "language": " · ".join(told)}


class Juror(Guest):
    """A juror's day: what they see, with room for notes."""

    name = "jury"
    titles: ClassVar = {"en": "Juror's day", "ko": "심사위원 일정표"}
    about = "a juror's day: the showings chosen for them, each film with room for notes"

    def people(self, order: Order) -> Collection[str]:
        """All who are in a jury."""
        return list(dict.fromkeys(one for jury in order.problem.festival.juries for one in jury.people))

    def held(self, order: Order, person: str) -> list[Entry]:
        """What they were chosen to see, and where they are as a juror."""
        juries = {one.id for one in _juries(order, person)}
        return [
            entry
            for entry in of_person(order.problem, order.timetable, person)
            if any(one.person == person and one.role in ("juror", *juries) for one in entry.showing.people)
            or any(
                one.person == person and one.role in juries
                for one in order.chosen.get((entry.showing.session.id, entry.showing.label), [])
            )
        ]

    def beside(self, order: Order, person: str, entry: Entry) -> Collection[str]:
        """Who sees it as they do."""
        juries = {one.id for one in _juries(order, person)}
        chosen = order.chosen.get((entry.showing.session.id, entry.showing.label), [])
        return {one.person for one in chosen if one.role in juries}

    def facts(self, order: Order, lang: str, person: str, day: date) -> str:
        """Which jury, and by when all is to be seen."""
        told: list[str] = []
        for jury in _juries(order, person):
            told.append(text_in(jury.name, lang) or jury.id)
            if jury.before is not None:
                told.append(WORDS[lang]["before"].format(t=f"{jury.before:%m-%d %H:%M}"))
        return " · ".join(told)

    def details(self, order: Order, lang: str, person: str, entry: Entry) -> dict[str, Any]:
        """The films, each with room for notes, where they are there to see them."""
        judged = {one.id for one in _juries(order, person)}
        chosen = order.chosen.get((entry.showing.session.id, entry.showing.label), [])
        seeing = any(one.person == person and one.role in judged for one in chosen)
        films = [
            {
                "title": text_in(film.title, lang) or film.id,
                "credit": " · ".join(filter(None, [", ".join(film.directors), film.country, runtime(film.runtime)])),
            }
            for film in entry.showing.films
            if seeing
        ]
        return {"films": films, "language": ""}


def _juries(order: Order, person: str) -> list[Jury]:
    return [one for one in order.problem.festival.juries if person in one.people]
