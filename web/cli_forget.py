"""``showgrid forget``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scheduler.cli._common import lang_option
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from web.store import Store

WORDS = {
    "en": {
        "sure": "Forget {p} of {s} for ever",
        "restart": "If the desk is running, end it and start it again: it may still show what it has in memory.",
    },
    "ko": {
        "sure": "{s}의 {p} 정보를 완전히 삭제합니다",
        "restart": "데스크가 실행 중이면 다시 시작해 주세요. 메모리에 남은 내용이 표시될 수 있습니다.",
    },
}


@click.command("forget", short_help="A person forgotten, everywhere, for ever.")
@click.argument("slug", metavar="FESTIVAL")
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask once more.")
@lang_option
def forget(slug: str, person: str, yes: bool, lang: str) -> None:
    """Take PERSON (an id) of FESTIVAL (its name in addresses) out of the desk's database.

    Out of the draft, every revision, what was published and searched; answers and private addresses go. The programme
    stays valid, with "a guest" in their place. It cannot be taken back. Copies of the database, mails and paper are not
    reached.

    \b
      showgrid forget kaiff-2024 kim-dae-sik
    """
    from web.cli import opened
    from web.forgetting import Busy, Forgetting, Unknown, told
    from web.settings import from_environment
    from web.words import text

    store = opened(from_environment().database_url)
    number, forgetting = festival_of(store, slug), Forgetting(store)
    if not forgetting.known(number, person):
        raise FestivalError([Fault(person, f"nobody of this id is, or ever was, in {slug}")])
    if not yes:
        click.confirm(WORDS[lang]["sure"].format(p=person, s=slug), abort=True)
    try:
        done = forgetting.forget(None, number, person)
    except (Busy, Unknown):
        raise FestivalError([Fault(slug, text("en", "forget.busy"))]) from None
    for line in told(done, lang):
        click.echo(line)
    click.echo(text(lang, "forget.outside"))
    click.echo(WORDS[lang]["restart"], err=True)


def festival_of(store: Store, slug: str) -> int:
    """The number of a festival; ``FestivalError`` with those that there are."""
    from sqlalchemy import select

    from scheduler.faults import did_you_mean
    from web.store import FestivalRow

    with store.reading() as session:
        known = dict(iter(session.execute(select(FestivalRow.slug, FestivalRow.id))))
    if slug not in known:
        raise FestivalError([Fault(slug, f"there is no such festival on the desk{did_you_mean(slug, known)}")])
    return known[slug]
