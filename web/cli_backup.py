"""``showgrid backup`` and ``showgrid restore``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from scheduler.cli._common import lang_option
from scheduler.faults import Fault, FestivalError

FILE = click.Path(dir_okay=False, path_type=Path)
WORDS = {
    "en": {
        "kept": "Everything is in {f}.",
        "restored": "Restored from {f}.",
        "before": "What was there before is in {f}.",
    },
    "ko": {
        "kept": "모두 {f}에 저장했습니다.",
        "restored": "{f}에서 복원했습니다.",
        "before": "이전 데이터는 {f}에 있습니다.",
    },
}


@click.command("backup", short_help="All data of the desk in one file.")
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--festival", metavar="SLUG", help="Only this festival, with its whole history, for any desk.")
@lang_option
def backup(file: Path, festival: str | None, lang: str) -> None:
    """Write the whole database of the desk to FILE, with every festival's history; the desk may be running.

    The file appears whole or not at all; one of that name is replaced. It holds people's private data and the key that
    signs log-ins: keep it as you would keep the desk itself. For PostgreSQL use pg_dump.

    With --festival it is one festival: programme, every revision, what was published, searches, answers, private
    addresses (as hashes). showgrid restore --festival brings it in on another desk, on any database.

    \b
      showgrid backup showgrid-friday.sqlite3
      showgrid backup --festival kaiff-2024 kaiff.showgrid
      DATABASE_URL=sqlite:////srv/desk.sqlite3 showgrid backup /backup/desk.sqlite3
    """
    from web.backup import backup as keep
    from web.settings import from_environment

    if festival is not None:
        _write_festival(festival, file)
        click.echo(WORDS[lang]["kept"].format(f=file), err=True)
        return
    keep(from_environment().database_url, file)
    click.echo(WORDS[lang]["kept"].format(f=file), err=True)


@click.command("restore", short_help="All data of the desk from a backup.")
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--festival", "one", is_flag=True, help="FILE holds one festival: bring it in beside those there are.")
@lang_option
def restore(file: Path, one: bool, lang: str) -> None:
    """Put the backup FILE in place of the database of the desk; end the desk first.

    What was there before is kept beside it. A backup of an older Showgrid is brought to the newest form.

    With --festival nothing is replaced: the festival of FILE comes in beside the others, under its own name or a
    numbered one; its private addresses go on working here.

    \b
      showgrid restore showgrid-friday.sqlite3
      showgrid restore --festival kaiff.showgrid
    """
    if one:
        _read_festival(file, lang)
        return
    from web.backup import restore as put_back
    from web.cli import opened
    from web.settings import from_environment

    url = from_environment().database_url
    kept = put_back(url, file)
    opened(url).close()
    click.echo(WORDS[lang]["restored"].format(f=file), err=True)
    if kept is not None:
        click.echo(WORDS[lang]["before"].format(f=kept), err=True)


def _write_festival(slug: str, file: Path) -> None:
    from web.archive import write
    from web.cli import opened
    from web.cli_forget import festival_of
    from web.settings import from_environment

    store = opened(from_environment().database_url)
    festival_of(store, slug)
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as target:
            beside.chmod(0o600)
            write(store, slug, target)
        beside.replace(file)
    except OSError as error:
        raise FestivalError([Fault(str(file), f"cannot be written: {error.strerror}")]) from None
    finally:
        beside.unlink(missing_ok=True)


def _read_festival(file: Path, lang: str) -> None:
    from web.archive import read, told
    from web.cli import opened
    from web.settings import from_environment

    try:
        with file.open("rb") as source:
            done = read(opened(from_environment().database_url), source)
    except OSError as error:
        raise FestivalError([Fault(str(file), f"cannot be read: {error.strerror}")]) from None
    for line in told(done, lang):
        click.echo(line)
