"""``showgrid demo``: the K-AIFF festival solved, shown, and handed to everybody."""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import inf
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import SECONDS, budget_option, lang_option, make_folder, write
from scheduler.cli._outcome import document_of, status_of, summary
from scheduler.cli._stop import Stop, stoppable

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.solve import Progress, Result

WORDS = {
    "en": {
        "begin": "{f}\n{n} showings in {r} rooms; it searches for {t:g} s.",
        "on": "Not valid yet; it goes on until it is, for {t:.0f} s in all at most.",
        "festival": "the festival: change it, and solve it again",
        "page": "the programme as a page",
        "sheet": "for the staff of one hall, Korean and English",
        "calendar": "calendar of {p}",
        "timetable": "the timetable, for showgrid verify, diff and export",
        "next": "Now you: showgrid verify {f} {t}",
    },
    "ko": {
        "begin": "{f}\n상영관 {r}곳, 상영 {n}건. {t:g}초 동안 찾습니다.",
        "on": "아직 유효하지 않습니다. 유효해질 때까지 모두 합해 최대 {t:.0f}초 동안 찾습니다.",
        "festival": "영화제 문서(고쳐서 다시 풀어 볼 수 있습니다)",
        "page": "관객용 시간표",
        "sheet": "상영관 진행표(한국어·영어)",
        "calendar": "{p} 님의 일정",
        "timetable": "시간표(showgrid verify, diff, export에 사용)",
        "next": "이어서 해 보기: showgrid verify {f} {t}",
    },
}
LITTLE = 10.0
"""Seconds in which a timetable that is valid at last may still become better."""
HALL, SPEAKER = "hall-a", "kim-dae-sik"


def _beginning(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Sample festivals that begin so, for the shell."""
    from scheduler.samples import samples

    return [name for name in samples() if name.startswith(incomplete)]


@click.command("demo", short_help="See it work on a real festival.")
@click.option(
    "--fixture", default="kaiff-2024", show_default=True, shell_complete=_beginning, help="Sample festival to show."
)
@budget_option
@click.option("--out", "folder", default="out", show_default=True, help="Folder for what it writes.")
@click.option(
    "--at-most",
    "most",
    metavar="SECONDS",
    type=SECONDS,
    default=300.0,
    show_default=True,
    help="How long to go on if the timetable is not valid after the budget.",
)
@lang_option
@click.pass_context
def command(ctx: click.Context, fixture: str, budget: float, folder: str, most: float, lang: str) -> None:
    """Solve a real festival, print its day, and write a page, a running order and a calendar into out/.

    \b
      showgrid demo                                 the final of K-AIFF 2024: one day, three halls
      showgrid demo --fixture summit --budget 20    a conference with blocks and slots
    """
    from rich.console import Console

    from scheduler.compile import compile_festival
    from scheduler.dayview import day_tables
    from scheduler.formats.document import load
    from scheduler.samples import sample
    from scheduler.telling import report_as_text

    path = sample(fixture)
    make_folder(folder)
    problem = compile_festival(load(path))
    with stoppable() as stop:
        result = _searched(problem, budget, most, stop, lang)
        stop.found = True
    console = Console(highlight=False)
    for table in day_tables(problem, result.timetable, lang, width=console.width):
        console.print(table)
    report = report_as_text(result.report, lang, most=6, kept=False, width=console.width if console.is_terminal else 0)
    console.print(report, markup=False, soft_wrap=True)
    console.print(f"\n{summary(result, lang)}\n", markup=False)
    for name, what in _hand_out(problem, result, path, Path(folder), lang):
        console.print(f"  {name}  {what}", markup=False, soft_wrap=True)
    told = WORDS[lang]["next"].format(f=Path(folder) / "festival.yaml", t=Path(folder) / "timetable.json")
    console.print(f"\n{told}", markup=False, soft_wrap=True)
    ctx.exit(status_of(result))


def _searched(problem: Problem, budget: float, most: float, stop: Stop, lang: str) -> Result:
    """The best timetable after the budget; if none is valid by then, the first that is, and a little better."""
    from scheduler.fields import text_in
    from scheduler.progress import shown
    from scheduler.solve import Options, solve

    about, words = problem.festival.festival, WORDS[lang]
    facts = {"f": text_in(about.name, lang) or about.id, "n": len(problem.showings), "r": len(problem.rooms)}
    click.echo(words["begin"].format(**facts, t=budget), err=True)
    with shown(problem, budget, lang) as progress:
        # Not by click, whose stream is not the one that the progress bar makes way for.
        told = words["on"].format(t=most)
        patience = Patience(budget, stop, progress, lambda: sys.stderr.write(f"{told}\n"))
        result = solve(problem, Options(max(budget, most)), progress=patience.hear, stopped=patience)
    result.stopped = stop.asked
    return result


class Patience:
    """Whether the search is to end: told to; or the budget is spent, and a valid timetable had its little more."""

    def __init__(
        self, budget: float, stop: Callable[[], bool], progress: Callable[[Progress], None], late: Callable[[], object]
    ) -> None:
        self.budget, self.stop, self.progress = budget, stop, progress
        self.late: Callable[[], object] | None = late
        self.began, self.valid_since = monotonic(), inf

    def hear(self, news: Progress) -> None:
        """Note when the best became valid; say once that it is late."""
        self.progress(news)
        if news.report.valid:
            self.valid_since = min(self.valid_since, news.seconds)
        elif self.late is not None and news.seconds > self.budget:
            self.late()
            self.late = None

    def __call__(self) -> bool:
        """Whether to end now."""
        return self.stop() or monotonic() - self.began >= max(self.budget, self.valid_since + LITTLE)


def _hand_out(problem: Problem, result: Result, path: Path, folder: Path, lang: str) -> list[tuple[str, str]]:
    """A page for everybody, a running order for the hall, a calendar for a speaker; and what they are made of."""
    from scheduler.feed import Feed
    from scheduler.formats.html import day_page
    from scheduler.formats.ics import calendar
    from scheduler.formats.pdf import running_order
    from scheduler.reasons import unplaced_of

    words, timetable = WORDS[lang], result.timetable
    room = HALL if HALL in problem.room_index else problem.rooms[0].id
    person = SPEAKER if SPEAKER in problem.people else next(iter(timetable.by_person), None)
    made = [(f"day.{each}.html", day_page(problem, timetable, each).encode(), words["page"]) for each in ("ko", "en")]
    pdf = running_order(problem, timetable, room, problem.days[0], "both")
    made.append((f"running-order-{room}.pdf", pdf, words["sheet"]))
    if person is not None:
        data = calendar(problem, timetable, Feed(lang, person=person))
        made.append((f"{person}.ics", data, words["calendar"].format(p=problem.person_name(person, lang))))
    document = document_of(problem, result, unplaced_of(problem, result.timetable, lang), 0).encode()
    made += [("timetable.json", document, words["timetable"]), ("festival.yaml", path.read_bytes(), words["festival"])]
    for name, data, _ in made:
        write(str(folder / name), data)
    return [(str(folder / name), what) for name, _, what in made]
