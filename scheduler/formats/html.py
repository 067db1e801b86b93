"""The timetable as one HTML page: a column a room, to scale, for screen and paper; nothing to fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from scheduler.agenda import by_day, clock, day_name, entries, minutes_between, names
from scheduler.fields import text_in

if TYPE_CHECKING:
    from datetime import date

    from scheduler.agenda import Audience, Entry
    from scheduler.problem import Problem, Room
    from scheduler.timetable import Timetable

HUES = ("#2f6f8f", "#b4552d", "#5b7f3a", "#7a4f9a", "#b08a1e", "#a03e63", "#2d8577", "#5a5f9e")
"""Colours of tracks that name none; told apart in print and by most who see few colours."""
PLAIN = "#8a857a"
COLOURS = "0123456789abcdefABCDEF"

WORDS = {
    "en": {
        "timetable": "Timetable",
        "tracks": "Tracks",
        "turnaround": "Turnaround, minutes:",
        "lead": "{n} showings in {r} rooms, times of {z}",
        "seats": "{n} seats",
        "showing": "showing {n}",
        "footer": "Made by Showgrid from revision {r} of the festival document.",
    },
    "ko": {
        "timetable": "시간표",
        "tracks": "섹션",
        "turnaround": "정리 시간(분):",
        "lead": "상영관 {r}곳, 상영 {n}회, {z} 시각 기준",
        "seats": "{n}석",
        "showing": "{n}회차",
        "footer": "Showgrid가 축제 문서 {r}판으로 만들었습니다.",
    },
}


def day_page(problem: Problem, timetable: Timetable, lang: str = "en", audience: Audience = "public") -> str:
    """The whole page.  Only what the audience may see is in it."""
    found = entries(problem, timetable, audience)
    words = WORDS[lang]
    about = problem.festival.festival
    hues = _hues(problem)
    rooms = {entry.room.index for entry in found}
    days = [_day(problem, day, shown, lang, hues) for day, shown in by_day(found).items()]
    return _template().render(
        lang=lang,
        words=words,
        festival=text_in(about.name, lang) or about.id,
        lead=words["lead"].format(n=len(found), r=len(rooms), z=about.timezone),
        footer=words["footer"].format(r=problem.revision),
        tracks=[
            {"name": text_in(track.name, lang) or track.id, "colour": hues[track.id]}
            for track in problem.festival.tracks
            if any(entry.showing.track == track.id for entry in found)
        ],
        days=days,
        rooms_most=max((len(day["rooms"]) for day in days), default=1),
    )


def _template() -> Any:
    loader = PackageLoader("scheduler.formats", "templates")
    return Environment(loader=loader, autoescape=select_autoescape(), undefined=StrictUndefined).get_template(
        "day.html"
    )


def _hues(problem: Problem) -> dict[str, str]:
    """A colour for each track: its own if it is one, else the next of ours."""
    return {
        track.id: track.colour if _is_colour(track.colour) and track.colour else HUES[number % len(HUES)]
        for number, track in enumerate(problem.festival.tracks)
    }


def _is_colour(text: str | None) -> bool:
    """#rgb or #rrggbb: nothing else goes into a style."""
    return bool(text) and text is not None and text[0] == "#" and len(text) in (4, 7) and set(text[1:]) <= set(COLOURS)


def _day(problem: Problem, day: date, shown: list[Entry], lang: str, hues: dict[str, str]) -> dict[str, Any]:
    """Rooms in the document's order, minutes counted from the full hour before the first start."""
    first = min(entry.start for entry in shown).replace(minute=0)
    minutes = max(minutes_between(first, entry.ready) for entry in shown) + 10
    opens = first.hour + 24 * (first.date() - day).days
    return {
        "name": day_name(day, lang),
        "minutes": minutes,
        "first": 0,
        "hours": [{"at": 60 * n, "text": f"{opens + n:02d}:00"} for n in range(minutes // 60 + 1)],
        "rooms": [
            {
                "name": room.name(lang),
                "seats": WORDS[lang]["seats"].format(n=room.capacity) if room.capacity else "",
                "cards": [_card(entry, first, lang, hues) for entry in shown if entry.room is room],
            }
            for room in _rooms(problem, shown)
        ],
    }


def _rooms(problem: Problem, shown: list[Entry]) -> list[Room]:
    used = {entry.room.index for entry in shown}
    return [room for room in problem.rooms if room.index in used]


def _card(entry: Entry, first: Any, lang: str, hues: dict[str, str]) -> dict[str, Any]:
    showing = entry.showing
    several = not isinstance(showing.session.showings, int) or showing.session.showings > 1
    films = [text_in(film.title, lang) or film.id for film in showing.films]
    return {
        "key": showing.key.replace("#", "-"),
        "title": entry.title(lang),
        "label": WORDS[lang]["showing"].format(n=showing.label) if several else "",
        "at": minutes_between(first, entry.start),
        "long": minutes_between(entry.start, entry.end),
        "turn": minutes_between(entry.end, entry.ready),
        "iso": entry.start.isoformat(),
        "from": clock(entry, entry.start),
        "to": clock(entry, entry.end),
        "names": ", ".join(names(entry, lang)),
        "films": " · ".join(films) if len(films) > 1 else "",
        "colour": hues.get(showing.track or "", PLAIN),
    }
