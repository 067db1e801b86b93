"""``showgrid notify``: letters to everyone for whom a publication changes something."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import FILE, Amount, festival_argument, lang_option, problem_in, published_in, write_all
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.formats.letter import Letter
    from scheduler.sentence import Sentence

JOURNAL = "sent.jsonl"


@click.command("notify", short_help="Write, and send, letters to everyone for whom something changed.")
@festival_argument
@click.argument("publication", metavar="PUBLICATION", type=FILE)
@click.option(
    "-o", "--output", required=True, metavar="FOLDER", type=click.Path(), help="Folder for the letters (.eml)."
)
@click.option(
    "--since", type=click.IntRange(0), metavar="VERSION", help="Tell what changed since then. [default: the one before]"
)
@click.option("--from", "sender", metavar="ADDRESS", help="Who writes, as Programme <programme@example.org>.")
@click.option(
    "--send", "sending", is_flag=True, help="Send them by the mail server that SMTP_URL names; else only written."
)
@click.option("--batch", type=click.IntRange(1), default=50, show_default=True, help="Letters a connection.")
@click.option(
    "--pause",
    metavar="SECONDS",
    type=Amount(0, 3600, "seconds, such as 10"),
    default=10.0,
    show_default=True,
    help="Wait so long between connections.",
)
@click.option("--site", metavar="FOLDER", type=click.Path(), help="The site that publish laid out: name private pages.")
@click.option("--base-url", metavar="URL", help="site: where it is to be had.")
@lang_option
def command(
    festival: str, publication: str, output: str, since: int | None, sender: str | None, sending: bool, batch: int,
    pause: float, site: str | None, base_url: str | None, lang: str,
) -> None:  # fmt: skip
    """Write a letter to everyone for whom PUBLICATION of FESTIVAL changes something, into FOLDER.

    In their language, or in Korean and English: what moved from where to where, what is new, what is cancelled, when
    they are needed, their schedule as it is now, and a calendar file. Of version 1 everybody gets their schedule.

    Nothing is sent without --send. With it every letter is sent once: FOLDER keeps a journal, and what was interrupted
    goes on where it stopped when it is run again. SMTP_URL is smtp://user:password@host:587 or smtps://….

    \b
      showgrid notify festival.yaml published.json -o letters/
      showgrid notify festival.yaml published.json -o letters/ --from programme@example.org --send
    """
    from scheduler.cli._site import pages_in
    from scheduler.formats.files import safe_name
    from scheduler.formats.letter import NOBODY, letters

    problem = problem_in(festival)
    placed, published, _ = published_in(problem, publication)
    if published is None:
        from scheduler.publication.reading import DRAFT

        raise FestivalError([Fault(publication, DRAFT)])
    if since is not None and since >= published.version:
        told = f"this is version {published.version}; name an earlier one, or 0 to tell everybody everything"
        raise FestivalError([Fault("--since", told)])
    url = _configured(sender) if sending else ""
    pages = pages_in(site, base_url, publication, published.festival) if site else None
    made = letters(problem, placed, published, since=since, sender=_sender(sender) or NOBODY, pages=pages)
    folder = Path(output)
    write_all(output, {f"v{published.version}-{safe_name(one.person)}.eml": one.data for one in made})
    for line in (_sent if sending else _written)(made, folder, url, batch, pause):
        click.echo(line.text(lang), err=True)


def _configured(sender: str | None) -> str:
    """Address of the mail server; refused with all that lacks."""
    from scheduler.postman import Server

    url = os.environ.get("SMTP_URL", "")
    faults = []
    if not url:
        faults.append(Fault("SMTP_URL", "to send, name the mail server: smtp://user:password@host:587"))
    if sender is None:
        faults.append(Fault("--from", "to send, say who writes, as Programme <programme@example.org>"))
    if faults:
        raise FestivalError(faults)
    Server.of(url)
    return url


def _sender(sender: str | None) -> str | None:
    from scheduler.postman import sender_of

    return None if sender is None else sender_of(sender, "--from")


def _written(made: list[Letter], folder: Path, url: str, batch: int, pause: float) -> Iterator[Sentence]:
    from scheduler.sentence import Sentence

    yield Sentence(
        "Letters written to {f}: {n}. None was sent; --send sends them.",
        "편지 {n}통을 {f}에 저장했습니다. 발송하지 않았습니다(--send로 발송).",
        n=len(made), f=str(folder),
    )  # fmt: skip
    yield from _unaddressed(made)


def _sent(made: list[Letter], folder: Path, url: str, batch: int, pause: float) -> Iterator[Sentence]:
    from scheduler.postman import Journal, Server, send
    from scheduler.sentence import Sentence

    journal = Journal(folder / JOURNAL)
    unsure, todo = journal.unsure(made), len(journal.open(made))
    refused = send(made, Server.of(url), journal, batch=batch, pause=pause)
    yield Sentence(
        "Letters sent: {n}; sent before: {m}.", "편지 {n}통 발송, {m}통은 이미 발송됨.",
        n=todo - len(refused), m=sum(journal.state.get(one.id) == "sent" for one in made) - (todo - len(refused)),
    )  # fmt: skip
    for one in unsure:
        yield Sentence(
            "{p} ({a}): it is not known whether this letter arrived; take its line out of {j} to send it again.",
            "{p} ({a}): 도착했는지 알 수 없습니다. 다시 보내려면 {j}에서 해당 줄을 지우세요.",
            p=one.name, a=one.address, j=str(journal.path),
        )  # fmt: skip
    yield from _unaddressed(made)
    if refused:
        raise FestivalError(refused)


def _unaddressed(made: list[Letter]) -> Iterator[Sentence]:
    from scheduler.sentence import Sentence

    without = [one.name for one in made if one.address is None]
    if without:
        yield Sentence("No address: {p}. Tell them yourself.", "이메일 주소 없음: {p}. 직접 알려 주세요.", p=without)
