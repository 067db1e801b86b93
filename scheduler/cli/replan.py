"""``showgrid replan``: after a late change, the timetable with the fewest people told."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import (
    FILE,
    announced_in,
    festival_argument,
    lang_option,
    of_file,
    problem_in,
    screen_width,
    writable,
    write,
)
from scheduler.cli._late import Asked, moment, tell_late
from scheduler.cli._outcome import timetable_text
from scheduler.cli._status import INCOMPLETE, INFEASIBLE, STOPPED
from scheduler.cli._stop import stoppable
from scheduler.cli._working import working
from scheduler.faults import FestivalError

if TYPE_CHECKING:
    from scheduler.answer import Answer
    from scheduler.problem import Problem
    from scheduler.replan import Announcement, Replanned, Variant
    from scheduler.solve import Status

DOING = {
    "en": {
        "fewest": "the fewest notices …", "+1": "what one more buys …", "+3": "what three more buy …",
        "free": "what could be at best …",
    },
    "ko": {
        "fewest": "가장 적게 알리는 시간표 …", "+1": "한 건 더 알리면 …", "+3": "세 건 더 알리면 …",
        "free": "제한 없이 가장 나은 시간표 …",
    },
}  # fmt: skip


@click.command("replan", short_help="After a late change, disturb as few people as possible.")
@festival_argument
@click.argument("timetable", metavar="[TIMETABLE]", type=FILE, required=False)
@click.option("-o", "--output", metavar="TIMETABLE", type=FILE, help="File to write; needed but for --late.")
@click.option("--now", metavar="MOMENT", help="Local time, such as 2024-10-25T15:10: what began before it stays.")
@click.option(
    "--late",
    type=(str, click.IntRange(1, 600)),
    metavar="ROOM|ID#SHOWING MINUTES",
    help="What runs in that room now, or that showing, ends so much later: what that breaks, and what helps.",
)
@click.option("--changed", metavar="FESTIVAL", type=FILE, help="With --late: file for the document with the delay.")
@click.option("--remedy", type=click.IntRange(1), default=1, show_default=True, help="With --late: which to write.")
@click.option(
    "--budget", type=click.FloatRange(0.5, 86_400), default=60.0, show_default=True, help="Seconds, the menu included."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another menu.")
@click.option("--menu/--no-menu", "with_menu", default=True, help="Look for what more notices would buy, or do not.")
@click.option(
    "--take",
    type=click.Choice(["fewest", "+1", "+3", "free"]),
    default="fewest",
    show_default=True,
    help="Which of the menu to write.",
)
@click.option("--json", "as_json", is_flag=True, help="The menu as JSON.")
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    festival: str,
    timetable: str | None,
    output: str | None,
    now: str | None,
    late: tuple[str, int] | None,
    changed: str | None,
    remedy: int,
    budget: float,
    seed: int,
    with_menu: bool,
    take: str,
    as_json: bool,
    lang: str,
) -> None:
    """Mend TIMETABLE after FESTIVAL has changed, so that as few people as possible have to be told.

    What was announced, and to whom, stands in TIMETABLE if "showgrid publish" wrote it; else in the
    document's list "published", and else it is TIMETABLE as it is. With that list TIMETABLE can be
    left out: "showgrid publish --festival-out" writes it. What has begun or is sold stays. A notice
    goes to the public of each showing that moves and to each person concerned.
    Then comes a menu: what one notice more would buy, or three, or any number.

    Ends like "showgrid solve": 0 if all is placed and no must is broken, 3 if that is proven impossible,
    4 if it was not reached, 130 if stopped with Ctrl-C; the best is written whatever happens.

    \b
      showgrid replan changed.yaml timetable.json -o mended.json
      showgrid replan changed.yaml publication.json --take +3 -o mended.json
      showgrid replan festival.yaml timetable.json --now 2024-10-25T15:10 --late hall-a 20
    """
    problem = problem_in(festival)
    answer = announced_in(timetable) if timetable is not None else _of_document(problem, festival)
    ticks = None if now is None else moment(problem, now)
    if late is not None:
        if ticks is None:
            raise click.UsageError("--late needs --now: when it is that something runs late")
        asked = Asked(*late, output, changed, remedy, lang, as_json)
        ctx.exit(tell_late(problem, answer, (festival, timetable or festival), ticks, asked))
    if output is None:
        raise click.UsageError("give a file to write: -o TIMETABLE")
    writable(output, festival)
    announced = _announced(problem, answer, timetable or festival, ticks)
    from scheduler.replan.mending import FIRST_SHARE, completed, first_answer

    at_once, with_menu = take == "fewest", with_menu or take != "fewest"
    with stoppable() as stop:
        with working(DOING[lang]["fewest"]):
            found = first_answer(announced, FIRST_SHARE * budget if with_menu else budget, stopped=stop)
        if at_once:  # whoever is in a hurry has it before the menu is made
            write(output, text_of_replanned(problem, found, found.fewest, answer, seed, lang))
            _tell_answer(found, found.fewest, lang, as_json=as_json)
        if with_menu:
            with working("") as say:
                found = completed(found, budget, seed=seed, stopped=stop, tell=lambda name: say(DOING[lang][name]))
        stop.found = True
        taken = found.named(take)  # type: ignore[arg-type]  # click has checked it
        if not at_once:
            write(output, text_of_replanned(problem, found, taken, answer, seed, lang))
            _tell_answer(found, taken, lang, as_json=as_json)
    _tell_menu(found, taken, lang, as_json=as_json)
    ctx.exit(_status(found, taken))


def _of_document(problem: Problem, festival: str) -> Answer:
    """What the document says was announced, as a timetable."""
    from scheduler.replan.announced import answer_of_document

    try:
        return answer_of_document(problem)
    except FestivalError as error:
        raise of_file(festival, error) from None


def _announced(problem: Problem, answer: Answer, path: str, now: int | None) -> Announcement:
    from scheduler.replan import announcement

    try:
        return announcement(problem, answer, now)
    except FestivalError as error:
        raise of_file(path, error) from None


def _tell_answer(found: Replanned, taken: Variant, lang: str, *, as_json: bool) -> None:
    from scheduler.replan.telling import answer_as_text

    if not as_json:
        click.echo(answer_as_text(found, lang, taken, screen_width()))
        sys.stdout.flush()  # through a pipe, too


def _tell_menu(found: Replanned, taken: Variant, lang: str, *, as_json: bool) -> None:
    from scheduler.replan.data import replanned_as_data
    from scheduler.replan.telling import menu_as_text

    if as_json:
        click.echo(json.dumps(replanned_as_data(found, lang), ensure_ascii=False, indent=1))
    elif menu := menu_as_text(found, lang, taken, screen_width()):
        click.echo(menu)


def _status(found: Replanned, taken: Variant) -> int:
    if found.stopped:
        return STOPPED
    if taken.report.valid:
        return 0
    return INFEASIBLE if found.infeasible else INCOMPLETE


def text_of_replanned(problem: Problem, found: Replanned, taken: Variant, answer: Answer, seed: int, lang: str) -> str:
    """The timetable document of a variant; waivers in force stay."""
    from scheduler.reasons import unplaced_of

    report = taken.report
    unplaced = unplaced_of(problem, report.timetable, lang)
    status: Status = "FEASIBLE" if report.valid else found.status
    return timetable_text(problem, report, status, unplaced, answer.waivers, seed=seed, seconds=round(found.seconds, 2))
