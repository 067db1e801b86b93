"""Sheets for the wall and the pocket, set by typst: the same input makes the same bytes.

What is printed goes in as data, so that no title can be taken for markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import manimgx_fonts
import manimgx_fonts_cjk
import typst

from scheduler.agenda import clock, day_name, entries, minutes_between, visibility
from scheduler.differences import PARTS
from scheduler.fields import text_in
from scheduler.roles import ROLES

if TYPE_CHECKING:
    from datetime import date

    from scheduler.agenda import Entry
    from scheduler.festival import Film
    from scheduler.problem import Problem, Room
    from scheduler.timetable import Assignment, Timetable

WORDS = {
    "en": {
        "until": "until", "minutes": "min", "next": "next", "clear": "clear by",
        "empty": "Nothing is planned here on this day.",
        "real-start": "start", "real-end": "end", "admissions": "admissions", "incident": "incident",
        "initials": "initials", "seats": "{n} seats", "hold": "{n} held", "wheelchairs": "{n} wheelchairs",
        "expected": "of {n} expected", "showing": "showing {n}", "foot": "Revision {r} · Showgrid",
        "title": "Running order", "guests": "guests only", "staff": "not public", "tentative": "tentative",
        "uses": "Needs", "late": "starts {n} min too early after the one before",
    },
    "ko": {
        "until": "종료", "minutes": "분", "next": "다음", "clear": "정리 완료",
        "empty": "이 날 이 상영관에는 일정이 없습니다.",
        "real-start": "실제 시작", "real-end": "실제 종료", "admissions": "입장", "incident": "특이사항",
        "initials": "확인", "seats": "{n}석", "hold": "유보 {n}석", "wheelchairs": "휠체어 {n}석",
        "expected": "/ 예상 {n}명", "showing": "{n}회차", "foot": "{r}판 · Showgrid",
        "title": "진행표", "guests": "초청 전용", "staff": "비공개", "tentative": "미확정",
        "uses": "필요", "late": "앞 순서보다 {n}분 일찍 시작합니다",
    },
}  # fmt: skip
FONTS = ["Noto Sans", "Noto Sans CJK KR", "Noto Sans Symbols"]


def running_order(problem: Problem, timetable: Timetable, room: str, day: date, lang: str = "both") -> bytes:
    """The running order of a hall on a day; in Korean, English, or both, one after the other."""
    langs = ("ko", "en") if lang == "both" else (lang,)
    return _compiled([_Sheet(problem, timetable, room, day, one).data() for one in langs])


def _compiled(sheets: list[dict[str, Any]]) -> bytes:
    """One PDF; each sheet begins on a page of its own."""
    return typst.compile(
        files("scheduler.formats").joinpath("templates", "running_order.typ").read_bytes(),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"data": json.dumps(sheets, ensure_ascii=False)},
    )


@cache
def fonts() -> typst.Fonts:
    """The fonts that everything is set in; the system's own are never used."""
    folders = [str(Path(package.__file__).parent) for package in (manimgx_fonts, manimgx_fonts_cjk) if package.__file__]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


class _Sheet:
    """What is said of one hall and day in one language."""

    def __init__(self, problem: Problem, timetable: Timetable, room: str, day: date, lang: str) -> None:
        self.problem, self.day, self.lang, self.words = problem, day, lang, WORDS[lang]
        self.hall = problem.rooms[problem.room_index[room]]
        self.here = [e for e in entries(problem, timetable, "staff") if e.room is self.hall and e.day == day]
        self.chosen: dict[tuple[str, int], list[Assignment]] = {}
        for one in timetable.assignments:
            self.chosen.setdefault((one.session, one.showing), []).append(one)
        self.roles = {one.id: one.name for one in problem.festival.resources}
        self.roles |= {one.id: one.name for one in problem.festival.juries}

    def data(self) -> dict[str, Any]:
        """Head, foot and showings."""
        about, hall, lang, words = self.problem.festival.festival, self.hall, self.lang, self.words
        venue = next((one for one in self.problem.festival.venues if one.id == hall.venue), None)
        return {
            "lang": lang,
            "fonts": FONTS,
            "words": words,
            "title": f"{words['title']} {hall.name(lang)} {self.day.isoformat()}",
            "festival": text_in(about.name, lang) or about.id,
            "room": hall.name(lang),
            "venue": "" if venue is None else text_in(venue.name, lang) or venue.id,
            "day": day_name(self.day, lang),
            "facts": _facts(self.problem, hall, words),
            "phones": [{"name": text_in(one.name, lang), "number": one.number} for one in about.phones],
            "foot": f"{hall.name(lang)} · {day_name(self.day, lang)} · {words['foot'].format(r=self.problem.revision)}",
            "entries": [self._entry(entry, number) for number, entry in enumerate(self.here)],
        }

    def _entry(self, entry: Entry, number: int) -> dict[str, Any]:
        words, showing, session = self.words, entry.showing, entry.showing.session
        following = self.here[number + 1] if number + 1 < len(self.here) else None
        before = self.here[number - 1] if number else None
        other = entry.title("en" if self.lang == "ko" else "ko")
        own_notes = [] if isinstance(session.showings, int) else [
            one.notes for one in session.showings if one.label == showing.label
        ]  # fmt: skip
        return {
            "start": clock(entry, entry.start),
            "end": clock(entry, entry.end),
            "minutes": minutes_between(entry.start, entry.end),
            "clear": clock(entry, entry.ready) if entry.ready > entry.end else "",
            "next": "" if following is None else clock(following, following.start),
            "title": entry.title(self.lang),
            "other": "" if other == entry.title(self.lang) else other,
            "tags": self._tags(entry),
            "steps": self._steps(entry),
            "people": self._people(entry),
            "uses": self._uses(entry),
            "notes": "\n".join(note for note in (session.notes, *own_notes) if note),
            "expected": words["expected"].format(n=showing.audience) if showing.has_audience else "",
            "warnings": _warnings(entry, before, words),
        }

    def _tags(self, entry: Entry) -> list[str]:
        """Code, showing, and who may come if not everybody."""
        session, words = entry.showing.session, self.words
        tags = [session.code or "", words["showing"].format(n=entry.showing.label) if entry.several else ""]
        tags += [words.get(visibility(entry), ""), words["tentative"] if session.status == "tentative" else ""]
        return [tag for tag in tags if tag]

    def _steps(self, entry: Entry) -> list[dict[str, Any]]:
        """Parts and the films in them; without parts the films; of a ceremony the cue sheet."""
        begin, session = entry.start, entry.showing.session
        if session.items:
            return list(self._cues(entry))
        parts = list(entry.parts())
        if not parts:
            return list(self._reel(entry, begin)) if entry.showing.films else []
        steps: list[dict[str, Any]] = []
        for name, begin, end in parts:
            long = minutes_between(begin, end)
            shown = PARTS[name][self.lang] if name in PARTS else name
            steps.append(_step(clock(entry, begin), shown, "", f"{long}′", strong=True))
            if name == "film":
                steps += self._reel(entry, begin)
        return steps

    def _reel(self, entry: Entry, begin: datetime) -> Iterator[dict[str, Any]]:
        """Each film with the minute in which it begins."""
        at = begin
        for film in entry.showing.films:
            title, facts = text_in(film.title, self.lang) or film.id, _technique(film)
            yield _step(clock(entry, at), title, facts, f"{film.runtime:g}′")
            at += timedelta(minutes=float(film.runtime))

    def _cues(self, entry: Entry) -> Iterator[dict[str, Any]]:
        at = entry.start
        for cue in entry.showing.session.items:
            who = ", ".join(self.problem.person_name(one, self.lang) for one in cue.people)
            facts = " · ".join(one for one in (who, cue.sound, cue.light, cue.screen) if one)
            yield _step(clock(entry, at), text_in(cue.title, self.lang), facts, f"{cue.minutes:g}′")
            at += timedelta(minutes=float(cue.minutes))

    def _people(self, entry: Entry) -> list[dict[str, str]]:
        """Everybody once: as what, and from when to when if not throughout; then who was chosen for it."""
        found: dict[str, list[str]] = {}
        items = bool(entry.showing.session.items)
        for one in entry.showing.people:
            if items and one.role == "item" and one.person in found:
                continue  # the cue sheet says it
            begin, end = entry.needed(one)
            when = "" if one.throughout else f" {clock(entry, begin)}–{clock(entry, end)}"
            found.setdefault(one.person, []).append(f"{self._role(one.role)}{when}")
        for chosen in self.chosen.get((entry.showing.session.id, entry.showing.label), []):
            role = text_in(self.roles.get(chosen.role, ""), self.lang) or chosen.role
            found.setdefault(chosen.person, []).append(role)
        return [
            {"name": self.problem.person_name(person, self.lang), "what": ", ".join(dict.fromkeys(what))}
            for person, what in found.items()
        ]

    def _role(self, role: str) -> str:
        return ROLES.get(role, role) if self.lang == "ko" else role

    def _uses(self, entry: Entry) -> str:
        """Resources with how many, and abilities that the room must have."""
        session = entry.showing.session
        used = [f"{text_in(self.roles.get(name, ''), self.lang) or name} {n}" for name, n in session.uses.items()]
        return " · ".join([*used, *session.needs])


def _step(at: str, name: str, facts: str, long: str, *, strong: bool = False) -> dict[str, Any]:
    return {"at": at, "name": name, "facts": facts, "long": long, "strong": strong}


def _facts(problem: Problem, hall: Room, words: dict[str, str]) -> str:
    own = problem.festival.rooms[hall.index]
    fields = (("seats", "capacity"), ("hold", "hold"), ("wheelchairs", "wheelchairs"))
    told = [words[name].format(n=getattr(own, field)) for name, field in fields if getattr(own, field)]
    return " · ".join(told)


def _technique(film: Film) -> str:
    """Who made it, from where, and what the projectionist must know."""
    subtitles = "/".join(film.subtitles)
    facts = [", ".join(film.directors), film.country, film.year, film.format, film.ratio, film.sound]
    return " · ".join(str(fact) for fact in [*facts, subtitles and f"+{subtitles}", film.rating] if fact)


def _warnings(entry: Entry, before: Entry | None, words: dict[str, str]) -> list[str]:
    if before is None or minutes_between(before.ready, entry.start) >= 0:
        return []
    return [words["late"].format(n=-minutes_between(before.ready, entry.start))]
