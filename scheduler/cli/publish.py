"""``showgrid publish``: announce a timetable, and remember what was announced."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import (
    FILE,
    at_option,
    festival_argument,
    lang_option,
    problem_in,
    publication_of,
    timetable_argument,
    timetable_in,
    writable,
    write,
)
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.publication import Publication


@click.command("publish", short_help="Announce a timetable, and remember what was announced.")
@festival_argument
@timetable_argument
@click.option(
    "--previous", metavar="PUBLICATION", type=FILE, help="The publication before; without it, this is the first."
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PUBLICATION",
    type=FILE,
    help="File to write; it may be the one before. - is standard output.",
)
@click.option(
    "--site", metavar="FOLDER", type=click.Path(), help="Lay out a site of plain files there, for any web host."
)
@click.option("--base-url", metavar="URL", help="site: where it will be had, as https://festival.example/2024/.")
@click.option("--rotate", metavar="ID", multiple=True, help="site: a new private address for this person; staff; all.")
@click.option("--revoke", metavar="ID", multiple=True, help="site: no private address for this person any more; staff.")
@click.option(
    "--links", metavar="FILE", type=FILE, help="site: write who has which private address, as CSV; keep it safe."
)
@click.option(
    "--festival-out",
    metavar="FESTIVAL",
    type=FILE,
    help="File for the festival with its list `published`: what is announced, and to whom, for replan to start from.",
)
@at_option("When it is announced")
@lang_option
def command(
    festival: str, timetable: str, previous: str | None, output: str, site: str | None, base_url: str | None,
    rotate: tuple[str, ...], revoke: tuple[str, ...], links: str | None, festival_out: str | None, at: datetime | None,
    lang: str,
) -> None:  # fmt: skip
    """Publish TIMETABLE of FESTIVAL: give it a version, and each showing what its calendars need.

    A PUBLICATION is a timetable with memory: what every showing is called in calendars, for ever, how often and when
    it was changed, who was told, and what each version changed. All commands take it in place of a timetable. If
    nothing that people are told has changed, the publication before is written again as it is.

    A site holds the programme, calendars to subscribe to, a page of changes, and for each person and the staff a
    page of their own at an address that nobody can guess. Publish into the same folder again to bring it up to
    date; deleting the folder of a private page revokes its address.

    \b
      showgrid publish festival.yaml timetable.json -o published.json
      showgrid publish festival.yaml better.json --previous published.json -o published.json
      showgrid publish festival.yaml better.json --previous published.json -o published.json \\
               --site site/ --base-url https://festival.example/
      showgrid publish festival.yaml timetable.json -o published.json --festival-out announced.yaml
      showgrid export ics festival.yaml published.json --room hall-a -o hall-a.ics
    """
    from scheduler.cli._site import plan_of
    from scheduler.publication import publish
    from scheduler.publication.reading import text_of
    from scheduler.publication.summary import summary
    from scheduler.verify import verify

    problem = problem_in(festival)
    placed, waivers, answer = timetable_in(problem, timetable)
    before = publication_of(previous) if previous else None
    writable(output, festival, timetable)
    if festival_out is not None:
        writable(festival_out, festival, timetable, output)
    _follows(output, before)
    idle = [name for name, value in (("--base-url", base_url), ("--links", links)) if value and not site]
    idle += [name for name, value in (("--rotate", rotate), ("--revoke", revoke)) if value and not site]
    if idle:
        raise FestivalError([Fault(name, "this is for a site; name its folder by --site") for name in idle])
    plan = plan_of(site, base_url, rotate, revoke, links, output, previous, problem) if site else None
    made = publish(problem, placed, answer, before, at)
    ready = plan.ready(problem, placed, made, at) if plan else None
    document = _with_published(problem, made, festival_out) if festival_out else b""
    write(output, text_of(made))
    if festival_out:
        write(festival_out, document)
    for line in (
        *summary(made, verify(problem, placed, waivers), new=made is not before),
        *(ready.lay() if ready else ()),
    ):
        click.echo(line.text(lang), err=True)


def _with_published(problem: Problem, made: Publication, path: str) -> bytes:
    """The festival document with what is announced, as the ending of the file says."""
    from scheduler.formats.document import dump
    from scheduler.publication.published import with_published

    return dump(with_published(problem.festival, made), Path(path).suffix or ".yaml")


def _follows(output: str, before: Publication | None) -> None:
    """Refuse to overwrite a publication that is not the one before: its memory would be lost."""
    if output == "-" or not Path(output).is_file():
        return
    try:
        there = publication_of(output)
    except FestivalError:
        return
    if before is None or (there.festival, there.version) > (before.festival, before.version):
        told = f"it holds version {there.version} of {there.festival!r} already; name it by --previous, or another file"
        raise FestivalError([Fault(output, told)])
