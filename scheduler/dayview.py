"""A day as a table in the terminal: rooms as columns, Korean titles aligned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.agenda import by_day, clock, day_name, entries, names

if TYPE_CHECKING:
    from datetime import date

    from scheduler.agenda import Audience, Entry
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_yellow")


def day_tables(problem: Problem, timetable: Timetable, lang: str = "en", audience: Audience = "staff") -> list[Any]:
    """A rich table for each day, a row for each start."""
    return [_table(problem, day, found, lang) for day, found in by_day(entries(problem, timetable, audience)).items()]


def _table(problem: Problem, day: date, found: list[Entry], lang: str) -> Any:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(
        title=day_name(day, lang), title_justify="left", title_style="bold", box=SIMPLE_HEAD, show_lines=False
    )
    table.add_column("", justify="right", style="dim", no_wrap=True)
    rooms = [room for room in problem.rooms if any(entry.room is room for entry in found)]
    for room in rooms:
        table.add_column(room.name(lang), overflow="fold", ratio=1)
    for start in sorted({entry.start for entry in found}):
        now = [entry for entry in found if entry.start == start]
        cells = [_cell(next((one for one in now if one.room is room), None), problem, lang) for room in rooms]
        table.add_row(clock(now[0], start), *cells)
    return table


def _cell(entry: Entry | None, problem: Problem, lang: str) -> Any:
    """Title in the track's colour, end, and who is there."""
    from rich.text import Text

    if entry is None:
        return Text("")
    tracks = list(problem.tracks)
    track = entry.showing.track
    colour = COLOURS[tracks.index(track) % len(COLOURS)] if track in tracks else "white"
    hidden = entry.showing.session.visibility == "staff"
    text = Text(entry.showing.name(lang), style=f"{'dim ' if hidden else 'bold '}{colour}")
    text.append(f"  –{clock(entry, entry.end)}", style="dim")
    if who := names(entry, lang):
        text.append("\n" + ", ".join(who), style="dim")
    return text
