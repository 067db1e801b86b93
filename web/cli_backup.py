"""``showgrid backup`` and ``showgrid restore``."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.cli._common import lang_option

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
@lang_option
def backup(file: Path, lang: str) -> None:
    """Write the whole database of the desk to FILE, with every festival's history; the desk may be running.

    The file appears whole or not at all; one of that name is replaced. It holds people's private data and the key that
    signs log-ins: keep it as you would keep the desk itself. For PostgreSQL use pg_dump.

    \b
      showgrid backup showgrid-friday.sqlite3
      DATABASE_URL=sqlite:////srv/desk.sqlite3 showgrid backup /backup/desk.sqlite3
    """
    from web.backup import backup as keep
    from web.settings import from_environment

    keep(from_environment().database_url, file)
    click.echo(WORDS[lang]["kept"].format(f=file), err=True)


@click.command("restore", short_help="All data of the desk from a backup.")
@click.argument("file", metavar="FILE", type=FILE)
@lang_option
def restore(file: Path, lang: str) -> None:
    """Put the backup FILE in place of the database of the desk; end the desk first.

    What was there before is kept beside it. A backup of an older Showgrid is brought to the newest form.

    \b
      showgrid restore showgrid-friday.sqlite3
    """
    from web.backup import restore as put_back
    from web.cli import opened
    from web.settings import from_environment

    url = from_environment().database_url
    kept = put_back(url, file)
    opened(url).close()
    click.echo(WORDS[lang]["restored"].format(f=file), err=True)
    if kept is not None:
        click.echo(WORDS[lang]["before"].format(f=kept), err=True)
