"""What several commands need: reading, writing, and refusing in words.

Whatever takes long to import is imported where it is used: help and completion load every command.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scheduler.faults import Fault, FestivalError
from scheduler.formats.source import LARGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.answer import Answer
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.timetable import Timetable
    from scheduler.verify import Waiver

F = TypeVar("F", bound=Callable[..., Any])

lang_option = click.option(
    "--lang", type=click.Choice(["en", "ko"]), default="en", show_default=True, help="Language of the sentences."
)


class Amount(click.FloatRange):
    """A number in a range, with a sentence for what is none."""

    def __init__(self, least: float, most: float | None, example: str) -> None:
        super().__init__(least, most)
        self.example = example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; ``nan`` is none, though Python takes it for one."""
        try:
            number = float(value)
        except ValueError:
            number = nan
        if isnan(number):
            self.fail(f"{value!r} is no number; write {self.example}", param, ctx)
        return float(super().convert(number, param, ctx))


SECONDS = Amount(0.1, 86_400, "seconds, such as 60")
budget_option = click.option(
    "--budget", metavar="SECONDS", type=SECONDS, default=60.0, show_default=True, help="Seconds to search."
)
FILE = click.Path(allow_dash=True)
"""A file that is completed by the shell; whether it can be read is said by whoever reads it."""


class Instant(click.ParamType[datetime]):
    """A moment with its offset from UTC."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment."""
        if isinstance(value, datetime):
            return value
        try:
            moment: datetime | None = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self.fail(f"{value!r} is no time with its offset; write 2024-10-20T09:00+09:00", param, ctx)
        return moment


def at_option(what: str) -> Callable[[F], F]:
    """``--at``: do as if it were that time."""
    return click.option(
        "--at", metavar="TIME", type=Instant(), help=f"{what}, as 2024-10-20T09:00+09:00. [default: now]"
    )


festival_argument = click.argument("festival", metavar="FESTIVAL", type=FILE)
timetable_argument = click.argument("timetable", metavar="TIMETABLE", type=FILE)


def problem_in(path: str) -> Problem:
    """The problem of a festival document; its faults name the file."""
    from scheduler.compile import compile_festival
    from scheduler.formats.document import load

    _once(path)
    try:
        return compile_festival(load(path))
    except FestivalError as error:
        raise of_file(path, error) from None


def answer_in(path: str) -> Answer:
    """The timetable document in a file, or on standard input."""
    from scheduler.answer import read_answer

    try:
        return read_answer(_text(path))
    except FestivalError as error:
        raise of_file(path, error) from None


def announced_in(path: str) -> Answer:
    """The same, or the publication that it is; a festival that has changed since need not know all of it."""
    from scheduler.answer import answer_data, read_answer
    from scheduler.publication import publication_in

    try:
        text = _text(path)
        return publication_in(answer_data(text)) or read_answer(text)
    except FestivalError as error:
        raise of_file(path, error) from None


def timetable_in(problem: Problem, path: str) -> tuple[Timetable, list[Waiver], Answer]:
    """A timetable of the festival, its waivers, and its document."""
    from scheduler.answer import timetable_of, waivers_of

    answer = answer_in(path)
    try:
        return timetable_of(problem, answer), waivers_of(problem, answer), answer
    except FestivalError as error:
        raise of_file(path, error) from None


def tell_outdated(problem: Problem, answer: Answer, lang: str) -> list[str]:
    """Sentences, told on the error stream, of a timetable made for another revision of the document; else none."""
    from scheduler.outdated import notice_if_any

    told = [one.text(lang) for one in notice_if_any(problem, answer)]
    for line in told:
        click.echo(line, err=True)
    return told


def published_in(problem: Problem, path: str) -> tuple[Timetable, Publication | None, Answer]:
    """A timetable of the festival, and the publication that it is if it was published as the festival tells it."""
    from scheduler.answer import answer_data, read_answer, timetable_of
    from scheduler.publication import publication_in
    from scheduler.publication.reading import check_told

    try:
        text = _text(path)
        publication = publication_in(answer_data(text))
        answer = publication or read_answer(text)
        placed = timetable_of(problem, answer)
        if publication is not None:
            check_told(problem, placed, publication)
        return placed, publication, answer
    except FestivalError as error:
        raise of_file(path, error) from None


def publication_of(path: str) -> Publication:
    """The publication in a file, or on standard input."""
    from scheduler.publication import read_publication

    try:
        return read_publication(_text(path))
    except FestivalError as error:
        raise of_file(path, error) from None


def write(path: str, text: str | bytes) -> None:
    """Write to a file as a whole or not at all; ``-`` is standard output."""
    from scheduler.formats.files import replace

    data = text.encode() if isinstance(text, str) else text
    if path == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        replace(path, data)
    except OSError as error:
        raise FestivalError([Fault(path, f"cannot be written: {error.strerror or error}")]) from None


def _once(path: str) -> None:
    """Standard input is read to its end, so it can be one of the files only."""
    context = click.get_current_context(silent=True)
    if path != "-" or context is None:
        return
    if context.meta.get("standard input"):
        raise FestivalError([Fault("", "this can be only one of the files; give another one by its name")])
    context.meta["standard input"] = True


def is_folder(path: str) -> bool:
    """Whether a folder is meant: one that is there, or a name that ends as folders do."""
    return path != "-" and (path.endswith(("/", os.sep)) or Path(path).is_dir())


def write_all(folder: str, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made if need be; all are there before the first is written."""
    make_folder(folder)
    for name, data in files.items():
        write(str(Path(folder) / name), data)


def make_folder(path: str) -> None:
    """A folder that is there from now on, with those above it; a ``FestivalError`` if it cannot be."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise FestivalError([Fault(path, "this is a file; name a folder")]) from None
    except OSError as error:
        raise FestivalError([Fault(path, f"this folder cannot be made: {error.strerror}")]) from None


def writable(path: str, *inputs: str) -> None:
    """Refuse at once what could not be written after a minute's work, or would overwrite the ``inputs``."""
    if path == "-":
        return
    folder = Path(path).resolve().parent
    if Path(path).resolve() in [Path(one).resolve() for one in inputs if one != "-"]:
        raise FestivalError([Fault(path, "this is what is read; name another file")])
    if Path(path).is_dir():
        raise FestivalError([Fault(path, "this is a folder; name a file")])
    if not folder.is_dir():
        raise FestivalError([Fault(path, f"there is no folder {str(folder)!r}; make it first")])
    if not os.access(folder, os.W_OK):
        raise FestivalError([Fault(path, "nothing may be written in that folder")])


def bytes_in(path: str) -> bytes:
    """What is in a file, or on standard input; refused in words if it cannot be read."""
    _once(path)
    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise FestivalError([Fault("", "there is no such file")]) from None
    except IsADirectoryError:
        raise FestivalError([Fault("", "this is a folder; name a file in it")]) from None
    except PermissionError:
        raise FestivalError([Fault("", "this file may not be read; ask for the right to")]) from None
    except OSError as error:
        raise FestivalError([Fault("", error.strerror or str(error))]) from None
    if len(data) > LARGEST:
        raise FestivalError([Fault("", f"the file is larger than {LARGEST // 1_000_000} MB")])
    return data


def _text(path: str) -> str:
    try:
        return bytes_in(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FestivalError([Fault("", "this is no text in UTF-8, so no timetable")]) from None


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def screen_width() -> int:
    """Columns of the terminal that is written to; 0 if it is none, so that nothing is cut in a file."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def of_file(path: str, error: FestivalError) -> FestivalError:
    """The same faults, each with the name of the file."""
    name = "standard input" if path == "-" else path
    return FestivalError(
        fault
        if fault.place.startswith(name)
        else Fault(f"{name}: {fault.place}" if fault.place else name, fault.message)
        for fault in error.faults
    )
