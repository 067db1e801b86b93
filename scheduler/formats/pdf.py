"""Sheets for the wall and the pocket, set by typst: the same input makes the same bytes.

What is printed goes in as data, so that no title can be taken for markup.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import manimgx_fonts
import manimgx_fonts_cjk
import typst

from scheduler.agenda import clock, day_name, entries, minutes_between
from scheduler.fields import text_in

if TYPE_CHECKING:
    from datetime import date

    from scheduler.agenda import Entry
    from scheduler.problem import Problem, Room
    from scheduler.timetable import Timetable

WORDS = {
    "en": {
        "until": "until", "minutes": "min", "next": "next", "empty": "Nothing is planned here on this day.",
        "real-start": "start", "real-end": "end", "admissions": "admissions", "incident": "incident",
        "initials": "initials", "seats": "{n} seats", "hold": "{n} held", "wheelchairs": "{n} wheelchairs",
        "expected": "of {n} expected", "showing": "showing {n}", "foot": "Revision {r} · Showgrid",
        "title": "Running order", "staff": "not public", "late": "starts {n} min too early after the one before",
    },
    "ko": {
        "until": "종료", "minutes": "분", "next": "다음", "empty": "이 날 이 상영관에는 일정이 없습니다.",
        "real-start": "실제 시작", "real-end": "실제 종료", "admissions": "입장", "incident": "특이사항",
        "initials": "확인", "seats": "{n}석", "hold": "유보 {n}석", "wheelchairs": "휠체어 {n}석",
        "expected": "/ 예상 {n}명", "showing": "{n}회차", "foot": "{r}판 · Showgrid",
        "title": "진행표", "staff": "비공개", "late": "앞 순서보다 {n}분 일찍 시작합니다",
    },
}  # fmt: skip
PARTS = {
    "film": {"en": "film", "ko": "상영"},
    "introduction": {"en": "introduction", "ko": "무대인사"},
    "q-and-a": {"en": "Q&A", "ko": "GV"},
}
FONTS = ["Noto Sans", "Noto Sans CJK KR"]


def running_order(problem: Problem, timetable: Timetable, room: str, day: date, lang: str = "both") -> bytes:
    """The running order of a hall on a day; in Korean, English, or both, one after the other."""
    if lang == "both":
        return _compiled([_data(problem, timetable, room, day, one) for one in ("ko", "en")])
    return _compiled([_data(problem, timetable, room, day, lang)])


def _compiled(sheets: list[dict[str, Any]]) -> bytes:
    """One PDF; each sheet begins on a page of its own."""
    source = files("scheduler.formats").joinpath("templates", "running_order.typ").read_text(encoding="utf-8")
    pages = [source] if len(sheets) == 1 else [_several(source, len(sheets))]
    inputs = {"data": json.dumps(sheets[0] if len(sheets) == 1 else sheets, ensure_ascii=False)}
    made = typst.compile(
        pages[0].encode(),
        font_paths=[
            str(Path(package.__file__).parent) for package in (manimgx_fonts, manimgx_fonts_cjk) if package.__file__
        ],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no document")
    return made


def _several(source: str, count: int) -> str:
    """The sheet as a function of its data, called for each."""
    head, _, body = source.partition("#let data = json(bytes(sys.inputs.data))\n")
    calls = "\n#pagebreak()\n".join(f"#sheet(all.at({number}))" for number in range(count))
    return f"{head}#let all = json(bytes(sys.inputs.data))\n#let sheet(data) = [\n{body}\n]\n{calls}\n"


def _data(problem: Problem, timetable: Timetable, room: str, day: date, lang: str) -> dict[str, Any]:
    words, about = WORDS[lang], problem.festival.festival
    hall = problem.rooms[problem.room_index[room]]
    here = [e for e in entries(problem, timetable, "staff") if e.room is hall and e.day == day]
    venue = next((one for one in problem.festival.venues if one.id == hall.venue), None)
    return {
        "lang": lang,
        "fonts": FONTS,
        "words": words,
        "title": f"{words['title']} {hall.name(lang)} {day.isoformat()}",
        "festival": text_in(about.name, lang) or about.id,
        "room": hall.name(lang),
        "venue": "" if venue is None else text_in(venue.name, lang) or venue.id,
        "day": day_name(day, lang),
        "facts": _facts(problem, hall, words),
        "phones": [{"name": text_in(one.name, lang), "number": one.number} for one in about.phones],
        "foot": f"{hall.name(lang)} · {day_name(day, lang)} · " + words["foot"].format(r=problem.revision),
        "entries": [_entry(entry, here, number, lang) for number, entry in enumerate(here)],
    }


def _facts(problem: Problem, hall: Room, words: dict[str, str]) -> str:
    own = problem.festival.rooms[hall.index]
    told = [words[name].format(n=getattr(own, field)) for name, field in
            (("seats", "capacity"), ("hold", "hold"), ("wheelchairs", "wheelchairs")) if getattr(own, field)]  # fmt: skip
    return " · ".join(told)


def _entry(entry: Entry, here: list[Entry], number: int, lang: str) -> dict[str, Any]:
    words, showing = WORDS[lang], entry.showing
    following = here[number + 1] if number + 1 < len(here) else None
    before = here[number - 1] if number else None
    several = not isinstance(showing.session.showings, int) or showing.session.showings > 1
    tags = [words["showing"].format(n=showing.label)] if several else []
    tags += [words["staff"]] if showing.session.visibility == "staff" else []
    other = entry.title("en" if lang == "ko" else "ko")
    return {
        "start": clock(entry, entry.start),
        "end": clock(entry, entry.end),
        "minutes": minutes_between(entry.start, entry.end),
        "next": "" if following is None else clock(following, following.start),
        "title": entry.title(lang),
        "other": "" if other == entry.title(lang) else other,
        "tag": " · ".join(tags),
        "parts": [{"at": clock(entry, begin), "name": _part(name, lang)} for name, begin, _ in entry.parts()],
        "films": [_film(film, lang) for film in showing.films],
        "people": _people(entry, lang),
        "notes": showing.session.notes,
        "expected": words["expected"].format(n=showing.audience) if showing.has_audience else "",
        "warnings": _warnings(entry, before, words),
    }


def _part(name: str, lang: str) -> str:
    return PARTS[name][lang] if name in PARTS else name


def _film(film: Any, lang: str) -> str:
    facts = [
        ", ".join(film.directors),
        film.country,
        film.year,
        f"{film.runtime:g}′",
        film.format,
        film.ratio,
        film.sound,
    ]
    subtitles = "/".join(film.subtitles)
    told = [str(fact) for fact in [*facts, subtitles and f"+{subtitles}", film.rating] if fact]
    return " · ".join([text_in(film.title, lang) or film.id, *told])


def _people(entry: Entry, lang: str) -> list[dict[str, str]]:
    """Who is on stage, as what, and from when to when if not throughout."""
    found = []
    for one in entry.showing.people:
        begin, end = entry.needed(one)
        when = "" if one.throughout else f" {clock(entry, begin)}–{clock(entry, end)}"
        found.append({"name": entry.problem.person_name(one.person, lang), "what": f"{one.role}{when}"})
    return found


def _warnings(entry: Entry, before: Entry | None, words: dict[str, str]) -> list[str]:
    if before is None or minutes_between(before.ready, entry.start) >= 0:
        return []
    return [words["late"].format(n=-minutes_between(before.ready, entry.start))]
