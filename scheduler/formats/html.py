"""The timetable as one HTML page: a column a room, to scale, for screen and paper; nothing to fetch."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from scheduler.agenda import by_day, clock, day_name, entries, lanes, minutes_between, names
from scheduler.fields import text_in
from scheduler.sentence import Day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from scheduler.agenda import Audience, Entry
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

HUES = ("#2f6f8f", "#b4552d", "#5b7f3a", "#7a4f9a", "#b08a1e", "#a03e63", "#2d8577", "#5a5f9e")
"""Colours of tracks that name none; told apart in print and by most who see few colours."""
PLAIN = "#8a857a"
DOT = "\u00a0· "
"""Between titles; it stays with the one before, so that no line begins with it."""
COLOURS = "0123456789abcdefABCDEF"
PRINTED = 8
"""Rooms side by side on a sheet of A4; more go to further sheets."""
SMALLEST, LARGEST, ENOUGH = 1.75, 2.6, 58
"""Pixels a minute, at least and at most, and pixels of most cards: a title of two lines, and when."""
LINE, EDGE = 17, 6
"""Pixels of a line of a card, and of what is above and below its lines."""

WORDS = {
    "en": {
        "timetable": "Timetable",
        "tracks": "Tracks",
        "turnaround": "Turnaround, minutes:",
        "days": "Days",
        "empty": "Nothing has been announced yet.",
        "lead": "Showings: {n} · Rooms: {r} · All times are {z} time",
        "seats": "{n} seats",
        "showing": "showing {n}",
        "footer": "Made by Showgrid from revision {r} of the festival document.",
    },
    "ko": {
        "timetable": "시간표",
        "tracks": "섹션",
        "turnaround": "정리 시간(분):",
        "days": "날짜",
        "empty": "아직 공개된 일정이 없습니다.",
        "lead": "프로그램 {n}회 · 상영관 {r}곳 · 모든 시각은 {z} 기준",
        "seats": "{n}석",
        "showing": "{n}회차",
        "footer": "Showgrid가 축제 문서 {r}판으로 만들었습니다.",
    },
}


def day_page(
    problem: Problem,
    timetable: Timetable,
    lang: str = "en",
    audience: Audience = "public",
    now: datetime | None = None,
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """The whole page.  Only what the audience may see is in it; ``links``: address and name of pages beside it."""
    found = entries(problem, timetable, audience, now)
    words = WORDS[lang]
    about = problem.festival.festival
    hues = track_hues(problem)
    rooms = {entry.room.index for entry in found}
    days = [_Day(problem, day, shown, lang, audience).data(hues) for day, shown in by_day(found).items()]
    page: str = _template().render(
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
        links=links,
    )
    return page


def _template() -> Any:
    loader = PackageLoader("scheduler.formats", "templates")
    return Environment(loader=loader, autoescape=select_autoescape(), undefined=StrictUndefined).get_template(
        "day.html"
    )


def track_hues(problem: Problem) -> dict[str, str]:
    """A colour for each track: its own if it is one, else the next of ours."""
    return {
        track.id: track.colour if _is_colour(track.colour) and track.colour else HUES[number % len(HUES)]
        for number, track in enumerate(problem.festival.tracks)
    }


def _is_colour(text: str | None) -> bool:
    """#rgb or #rrggbb: nothing else goes into a style."""
    return text is not None and text[:1] == "#" and len(text) in (4, 7) and set(text[1:]) <= set(COLOURS)


def _sheets(rooms: list[dict[str, str]], cards: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same in parts, each of which can be read on a sheet of paper; nothing if all of it can."""
    count = -(-len(rooms) // PRINTED)
    size = -(-len(rooms) // count)
    for first in range(0, len(rooms), size) if count > 1 else ():
        yield {
            "rooms": rooms[first : first + size],
            "cards": [
                card | {"column": card["column"] - first} for card in cards if first <= card["column"] < first + size
            ],
        }


class _Day:
    """A day: rooms side by side in the document's order, cards in order of time."""

    def __init__(self, problem: Problem, day: date, shown: list[Entry], lang: str, audience: Audience) -> None:
        self.problem, self.day, self.shown, self.lang, self.audience = problem, day, shown, lang, audience
        self.first = min(entry.start for entry in shown).replace(minute=0)
        used = {entry.room.index for entry in shown}
        self.rooms = [room for room in problem.rooms if room.index in used]

    def data(self, hues: dict[str, str]) -> dict[str, Any]:
        """Minutes are counted from the full hour before the first start."""
        minutes = max(minutes_between(self.first, entry.ready) for entry in self.shown) + 5
        hours = (self.first.astimezone(UTC) + timedelta(hours=n) for n in range(minutes // 60 + 1))
        ruler = [clock(self.shown[0], hour.astimezone(self.first.tzinfo)) for hour in hours]
        words = WORDS[self.lang]
        cards = [
            self._card(entry, hues) | {"column": column, "lane": lane, "lanes": beside}
            for column, room in enumerate(self.rooms)
            for entry, lane, beside in lanes(one for one in self.shown if one.room is room)
        ]
        scale = self._scale()
        for card in cards:
            card["lines"] = max(1, int((card["long"] * scale - EDGE) // LINE))
        columns = [
            {"name": room.name(self.lang), "seats": words["seats"].format(n=room.capacity) if room.capacity else ""}
            for room in self.rooms
        ]
        cards.sort(key=lambda card: (card["at"], card["column"], card["lane"]))
        return {
            "name": self._name(),
            "short": Day(self.day).name(self.lang),
            "minutes": minutes,
            "scale": round(scale, 2),
            "hours": [{"at": 60 * n, "text": text} for n, text in enumerate(ruler)],
            "rooms": columns,
            "cards": cards,
            "sheets": list(_sheets(columns, cards)),
        }

    def _scale(self) -> float:
        """Pixels a minute: so many that nine cards in ten have room for what matters, within reason."""
        lengths = sorted(minutes_between(entry.start, entry.end) for entry in self.shown)
        return min(LARGEST, max(SMALLEST, ENOUGH / max(1, lengths[len(lengths) // 10])))

    def _name(self) -> str:
        """The date, and the name that the festival gave the day."""
        own = next((one.name for one in self.problem.festival.days if one.date == self.day), "")
        return " · ".join(part for part in (day_name(self.day, self.lang), text_in(own, self.lang)) if part)

    def _card(self, entry: Entry, hues: dict[str, str]) -> dict[str, Any]:
        showing, lang = entry.showing, self.lang
        films = [text_in(film.title, lang) or film.id for film in showing.films]
        track = self.problem.tracks.get(showing.track or "")
        return {
            "key": showing.key.replace("#", "-"),
            "title": entry.title(lang),
            "label": WORDS[lang]["showing"].format(n=showing.label) if entry.several else "",
            "at": minutes_between(self.first, entry.start),
            "long": minutes_between(entry.start, entry.end),
            "turn": minutes_between(entry.end, entry.ready),
            "iso": entry.start.isoformat(),
            "until": entry.end.isoformat(),
            "from": clock(entry, entry.start),
            "to": clock(entry, entry.end),
            "room": entry.room.name(lang),
            "track": "" if track is None else text_in(track.name, lang) or track.id,
            "names": ", ".join(names(entry, lang, self.audience)),
            "films": DOT.join(films) if len(films) > 1 else "",
            "colour": hues.get(showing.track or "", PLAIN),
        }
