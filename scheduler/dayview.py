"""A day as a grid in the terminal: rooms side by side, a line or two for each start, bars for how long.

Every line is equally wide however wide its letters are, so that Korean titles stand in their columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text

from scheduler.agenda import by_day, clock, day_name, entries, lanes, names, visibility
from scheduler.fields import text_in
from scheduler.lettering import columns_of, fitted, wrapped

if TYPE_CHECKING:
    from datetime import date, datetime

    from scheduler.agenda import Audience, Entry
    from scheduler.problem import Problem, Room
    from scheduler.timetable import Timetable

COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_yellow")
PLAIN = "white"
NARROWEST, WIDEST = 22, 44
"""Letters of a column, its bar and the space after it included."""
HOURS = 7
"""Letters of the column of hours."""
WORDS = {
    "en": {"seats": "{n} seats", "more": "+{n}", "empty": "Nothing is placed.", "staff": "not public"},
    "ko": {"seats": "{n}석", "more": "외 {n}", "empty": "배정된 것이 없습니다.", "staff": "비공개"},
}


def day_tables(
    problem: Problem, timetable: Timetable, lang: str = "en", audience: Audience = "staff", width: int = 100
) -> list[Text]:
    """A grid for each day, or several if its rooms do not fit side by side; then what the colours mean."""
    found = entries(problem, timetable, audience)
    if not found:
        return [Text(WORDS[lang]["empty"])]
    made = [
        grid for day, shown in by_day(found).items() for grid in _Day(problem, day, shown, lang, audience).grids(width)
    ]
    return [*made, _legend(problem, found, lang)]


@dataclass(frozen=True)
class _Cell:
    """An entry in its column, and the rows in which it runs."""

    entry: Entry
    first: int
    last: int


class _Day:
    """A day: a row for each start, a column for each room (several, if it holds several at once)."""

    def __init__(self, problem: Problem, day: date, shown: list[Entry], lang: str, audience: Audience) -> None:
        self.problem, self.day, self.shown, self.lang, self.audience = problem, day, shown, lang, audience
        self.columns: list[tuple[Room, list[Entry]]] = []
        for room in problem.rooms:
            laid = lanes(entry for entry in shown if entry.room is room)
            for lane in sorted({lane for _, lane, _ in laid}):
                self.columns.append((room, [entry for entry, at, _ in laid if at == lane]))

    def grids(self, width: int) -> list[Text]:
        """As many columns side by side as there is room for."""
        beside = max(1, (width - HOURS) // NARROWEST)
        count = -(-len(self.columns) // beside)
        size = -(-len(self.columns) // count)
        wide = min(WIDEST, (width - HOURS) // size)
        return [
            self._grid(self.columns[number : number + size], max(8, wide), number == 0)
            for number in range(0, len(self.columns), size)
        ]

    def _grid(self, columns: list[tuple[Room, list[Entry]]], wide: int, first: bool) -> Text:
        made = Text(no_wrap=True, overflow="crop")
        total = HOURS + wide * len(columns)
        title = day_name(self.day, self.lang) if first else ""
        made.append(fitted(title, total) + "\n", style="bold")
        seats = WORDS[self.lang]["seats"]
        made.append(" " * HOURS)
        for room, _ in columns:
            made.append(fitted(f"  {room.name(self.lang)}", wide), style="bold")
        made.append("\n" + " " * HOURS)
        for room, _ in columns:
            made.append(fitted("  " + (seats.format(n=room.capacity) if room.capacity else ""), wide), style="dim")
        made.append("\n" + "─" * total + "\n", style="dim")
        for hour, line in self._rows(columns, wide):
            made.append(fitted(hour, HOURS - 1, right=True) + " ", style="dim")
            for piece in line:
                made.append_text(piece)
            made.append("\n")
        return made

    def _rows(self, columns: list[tuple[Room, list[Entry]]], wide: int) -> list[tuple[str, list[Text]]]:
        """Lines with their hour: each row as high as what begins in it needs, if it does not run on."""
        starts = sorted({entry.start for _, held in columns for entry in held})
        cells = [[_cell(entry, starts) for entry in held] for _, held in columns]
        texts = {id(cell): self._text(cell.entry, wide - 3) for column in cells for cell in column}
        heights = [1] * len(starts)
        for cell in sorted((one for column in cells for one in column), key=lambda one: one.last - one.first):
            lacking = len(texts[id(cell)]) - sum(heights[cell.first : cell.last + 1])
            heights[cell.last] += max(0, lacking)
        drawn = [_drawn(column, texts, heights, wide, self._colour) for column in cells]
        hours = [
            clock(self.shown[0], starts[row]) if line == 0 else ""
            for row, height in enumerate(heights)
            for line in range(height)
        ]
        return [(hour, [column[number] for column in drawn]) for number, hour in enumerate(hours)]

    def _text(self, entry: Entry, wide: int) -> list[tuple[str, str]]:
        """Lines with their style: title in at most two, then until when and who."""
        hidden = visibility(entry) == "staff"
        title = wrapped(entry.showing.name(self.lang), wide, 2)
        who = names(entry, self.lang, self.audience)
        told = f"–{clock(entry, entry.end)}"
        if hidden:
            told += f" {WORDS[self.lang]['staff']}"
        style = self._colour(entry)
        return [*((line, style if hidden else f"bold {style}") for line in title), (self._who(told, who, wide), "dim")]

    def _who(self, told: str, who: list[str], wide: int) -> str:
        """As many names as fit, and how many more."""
        for number in range(len(who), -1, -1):
            more = WORDS[self.lang]["more"].format(n=len(who) - number) if number < len(who) else ""
            line = f"{told} {', '.join(who[:number])}{' ' if number and more else ''}{more}".rstrip()
            if columns_of(line) <= wide:
                return line
        return told

    def _colour(self, entry: Entry) -> str:
        return colour_of(self.problem, entry)


def colour_of(problem: Problem, entry: Entry) -> str:
    """Colour of the entry's track."""
    tracks = list(problem.tracks)
    return COLOURS[tracks.index(entry.showing.track) % len(COLOURS)] if entry.showing.track in tracks else PLAIN


def _cell(entry: Entry, starts: list[datetime]) -> _Cell:
    first = starts.index(entry.start)
    running = [number for number, start in enumerate(starts) if entry.start <= start < entry.end]
    return _Cell(entry, first, max(running, default=first))


def _drawn(column: list[_Cell], texts: dict[int, Any], heights: list[int], wide: int, colour: Any) -> list[Text]:
    """The lines of a column: a bar beside everything that runs, its text from where it begins."""
    lines = [Text(" " * wide) for _ in range(sum(heights))]
    for cell in column:
        begin = sum(heights[: cell.first])
        for number in range(sum(heights[cell.first : cell.last + 1])):
            text, style = texts[id(cell)][number] if number < len(texts[id(cell)]) else ("", "")
            line = Text("▌" if number else "▛", style=colour(cell.entry))
            line.append(" ")
            line.append(fitted(text, wide - 2), style=style)
            lines[begin + number] = line
    return lines


def _legend(problem: Problem, found: list[Entry], lang: str) -> Text:
    made = Text()
    for track in problem.festival.tracks:
        one = next((entry for entry in found if entry.showing.track == track.id), None)
        if one is not None:
            made.append("▌", style=colour_of(problem, one))
            made.append(f"{text_in(track.name, lang) or track.id}   ", style="dim")
    return made
