"""The ``showgrid`` command: one file a command, found when it is asked for.

Commands of other packages join by the entry point group ``showgrid.commands``.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

from scheduler.announced import announced
from scheduler.cli._status import BAD_INPUT, STOPPED
from scheduler.faults import FestivalError, did_you_mean

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a stream answers that takes no more; a pipe that nobody reads any longer is click's affair."""


class _Commands(click.Group):
    """Looks commands up by name, so that none is slowed down by what another imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*_own(), *(point.name for point in announced("showgrid.commands"))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        own = _own().get(cmd_name)
        if own is not None:
            command: click.Command = import_module(f"{__name__}.{own}").command
            return command
        for point in announced("showgrid.commands"):
            if point.name == cmd_name:
                loaded: click.Command = point.load()
                return loaded
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the command that may be meant."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"there is no command {args[0]!r}{did_you_mean(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Faults of any input: one a line on standard error, and nothing written."""
        try:
            return super().invoke(ctx)
        except FestivalError as error:
            for fault in error.faults:
                click.echo(str(fault), err=True)
            ctx.exit(BAD_INPUT)
        except OSError as error:
            if error.errno not in FULL or error.filename is not None:
                raise
            _silence(sys.stdout)
            click.echo(f"standard output: cannot be written: {error.strerror}", err=True)
            ctx.exit(BAD_INPUT)
        except KeyboardInterrupt:
            ctx.exit(STOPPED)


def _silence(stream: Any) -> None:
    """What is still to be written goes nowhere, or the interpreter complains of it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _own() -> dict[str, str]:
    """Module of each command of this package."""
    names = (module.name for module in iter_modules(__path__))
    return {name.rstrip("_"): name for name in names if not name.startswith("_")}


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="showgrid")
def main() -> None:
    """Showgrid makes the timetable of a film festival or a conference.

    A festival document (YAML, JSON or .xlsx) holds rooms, people, sessions and rules.

    \b
      showgrid demo                                         see it work; leaves a festival to change in out/
      showgrid solve festival.yaml -o timetable.json        make the timetable
      showgrid verify festival.yaml timetable.json          what does it break, and where
      showgrid export html festival.yaml timetable.json -o day.html
      showgrid kinds                                        every kind of rule there is

    \b
    The smallest festival.yaml; "showgrid schema" has every list and field:
      showgrid: 1
      festival: {id: mine, timezone: Asia/Seoul}
      days: [{date: 2025-05-16, open: "10:00", close: "22:00"}]
      rooms: [{id: hall, capacity: 100, turnaround: 15}]
      sessions: [{id: opening, duration: 60}, {id: film, duration: 94, showings: 2, audience: 80}]

    Ends with 0 if all is well and 2 for bad input, with a fault a line on standard error;
    "showgrid solve --help" and "showgrid verify --help" say what else.
    """
    # Next to nothing made here is garbage in circles; looking for some would take a tenth of a short run.
    gc.set_threshold(100_000, 50, 50)
    # At its end the interpreter would look through everything once more, for a tenth of a short run.
    atexit.register(gc.freeze)
    # Looking whether any distribution extends pydantic reads the metadata of them all; none is wanted.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Korean titles must not end a run on a terminal that knows only ASCII.
            stream.reconfigure(errors="replace")
