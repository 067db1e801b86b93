"""``showgrid demo``: the K-AIFF festival solved, shown, and handed to everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import lang_option, write
from scheduler.cli._stop import stoppable
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from rich.console import Console

    from scheduler.problem import Problem
    from scheduler.solve import Result

WORDS = {
    "en": {
        "summary": "{s}: penalty {p}, bound {b}{g}, {t:.1f} s",
        "gap": ", gap {g:.1%}",
        "page": "the programme as a page",
        "sheet": "for the staff of one hall, Korean and English",
        "calendar": "calendar of {p}",
        "timetable": "the timetable, for showgrid verify, diff and export",
    },
    "ko": {
        "summary": "{s}: 감점 {p}, 하한 {b}{g}, {t:.1f}초",
        "gap": ", 격차 {g:.1%}",
        "page": "관객용 시간표",
        "sheet": "상영관 진행표(한국어·영어)",
        "calendar": "{p} 님의 일정",
        "timetable": "시간표(showgrid verify, diff, export에 사용)",
    },
}
HALL, SPEAKER = "hall-a", "kim-dae-sik"


def _beginning(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Sample festivals that begin so, for the shell."""
    from scheduler.samples import samples

    return [name for name in samples() if name.startswith(incomplete)]


@click.command("demo", short_help="See it work on a real festival.")
@click.option(
    "--fixture", default="kaiff-2024", show_default=True, shell_complete=_beginning, help="Sample festival to show."
)
@click.option(
    "--budget", type=click.FloatRange(0.1, 86_400), default=60.0, show_default=True, help="Seconds to search."
)
@click.option("--out", "folder", default="out", show_default=True, help="Folder for what it writes.")
@lang_option
def command(fixture: str, budget: float, folder: str, lang: str) -> None:
    """Solve a real festival, print its day, and write a page, a running order and a calendar into out/.

    \b
      showgrid demo                                 the final of K-AIFF 2024: one day, three halls
      showgrid demo --fixture summit --budget 20    a conference with blocks and slots
    """
    from rich.console import Console

    from scheduler.cli.solve import text_of_result
    from scheduler.compile import compile_festival
    from scheduler.dayview import day_tables
    from scheduler.formats.document import load
    from scheduler.progress import shown
    from scheduler.reasons import unplaced_of
    from scheduler.samples import sample
    from scheduler.solve import Options, solve
    from scheduler.telling import report_as_text

    path = sample(fixture)
    _make(folder)
    problem = compile_festival(load(path))
    with stoppable() as stop, shown(problem, budget, lang) as progress:
        result = solve(problem, Options(budget), progress=progress, stopped=stop)
    console = Console(highlight=False)
    for table in day_tables(problem, result.timetable, lang, width=console.width):
        console.print(table)
    report = report_as_text(result.report, lang, most=6, width=console.width if console.is_terminal else 0)
    console.print(report, markup=False, soft_wrap=True)
    _summary(console, result, lang)
    write(str(Path(folder) / "timetable.json"), text_of_result(result, unplaced_of(problem, result.timetable, lang), 0))
    for name, what in _hand_out(problem, result, Path(folder), lang):
        console.print(f"  {name}  {what}", markup=False)


def _summary(console: Console, result: Result, lang: str) -> None:
    words = WORDS[lang]
    gap = "" if result.gap is None else words["gap"].format(g=result.gap)
    told = words["summary"].format(s=result.status, p=result.report.penalty, b=result.bound, g=gap, t=result.seconds)
    console.print(f"\n{told}\n", markup=False)


def _make(folder: str) -> None:
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FestivalError([Fault(folder, f"this folder cannot be made: {error.strerror}")]) from None


def _hand_out(problem: Problem, result: Result, folder: Path, lang: str) -> list[tuple[str, str]]:
    """A page for everybody, a running order for the hall, a calendar for a speaker."""
    from scheduler.formats.html import day_page
    from scheduler.formats.ics import calendar
    from scheduler.formats.pdf import running_order

    words, timetable = WORDS[lang], result.timetable
    room = HALL if HALL in problem.room_index else problem.rooms[0].id
    person = SPEAKER if SPEAKER in problem.people else next(iter(timetable.by_person), None)
    made = [(f"day.{each}.html", day_page(problem, timetable, each).encode(), words["page"]) for each in ("ko", "en")]
    pdf = running_order(problem, timetable, room, problem.days[0], "both")
    made.append((f"running-order-{room}.pdf", pdf, words["sheet"]))
    if person is not None:
        data = calendar(problem, timetable, person=person)
        made.append((f"{person}.ics", data, words["calendar"].format(p=problem.person_name(person, lang))))
    made.append(("timetable.json", b"", words["timetable"]))
    for name, data, _ in made:
        if data:
            write(str(folder / name), data)
    return [(str(folder / name), what) for name, _, what in made]
