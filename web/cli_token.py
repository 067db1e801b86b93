"""``showgrid token``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scheduler.cli._common import lang_option
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from web.store import Store
    from web.tokens import Tokens

WORDS = {
    "en": {"once": "It is shown only now; keep it where the program keeps its secrets.", "ended": "Ended: {t}"},
    "ko": {"once": "지금 한 번만 표시됩니다. 프로그램이 비밀 값을 보관하는 곳에 두세요.", "ended": "폐기함: {t}"},
}


@click.command("token", short_help="A token with which a program comes in.")
@click.argument("email")
@click.option("--name", default="showgrid token", show_default=True, help="What it is for.")
@click.option("--scope", type=click.Choice(["read", "edit", "manage"]), default="read", show_default=True,
              help="What it may do, if EMAIL may.")  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="List the tokens in force instead.")
@click.option("--end", metavar="ID", help="End the token of that id instead.")
@lang_option
def token(email: str, name: str, scope: str, listed: bool, end: str | None, lang: str) -> None:
    """Make a token for a program of whoever has the mail address EMAIL; it goes to standard output, once.

    \b
      showgrid token kim@example.org --name website --scope read
      showgrid token kim@example.org --list
      showgrid token kim@example.org --end abcdefghij
    """
    from web.cli import opened
    from web.settings import from_environment
    from web.tokens import BEGIN, Tokens

    store = opened(from_environment().database_url)
    tokens, user, role = Tokens(store), *_owner(store, email)
    if listed:
        for one in tokens.of(user):
            used = f"{one.used:%Y-%m-%d}" if one.used else "-"
            click.echo(f"{one.id}\t{one.scope}\t{one.made:%Y-%m-%d}\t{used}\t{one.name}")
    elif end is not None:
        number = end.removeprefix(BEGIN).partition(".")[0]
        if not tokens.end(user, number):
            raise FestivalError([Fault("--end", f"{email} has no token {number!r} in force; --list shows them")])
        click.echo(WORDS[lang]["ended"].format(t=number), err=True)
    else:
        click.echo(_made(tokens, user, role, name, scope))
        click.echo(WORDS[lang]["once"], err=True)


def _owner(store: Store, email: str) -> tuple[int, str]:
    from sqlalchemy import select

    from web.store import User

    with store.reading() as session:
        found = session.scalars(select(User).where(User.email == email.strip().lower())).one_or_none()
    if found is None:
        raise FestivalError([Fault(email, "nobody has an account with this address")])
    if found.role == "viewer":
        raise FestivalError([Fault(email, "whoever may only look has no programs; make them an editor first")])
    return found.id, found.role


def _made(tokens: Tokens, user: int, role: str, name: str, scope: str) -> str:
    from web.tokens import MOST, TooMany

    try:
        return tokens.make(user, name, scope)
    except ValueError:
        raise FestivalError([Fault("--scope", f"an {role} cannot give {scope!r}")]) from None
    except TooMany:
        raise FestivalError([Fault("--name", f"there are {MOST} tokens in force; end one with --end")]) from None
