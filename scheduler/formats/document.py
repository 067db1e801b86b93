"""Loading a festival from a file, whatever its spelling, and saving it without risk to what was there."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from scheduler.faults import Fault, FestivalError
from scheduler.formats import DOCUMENTS, read, write
from scheduler.formats.files import replace
from scheduler.formats.source import LARGEST
from scheduler.validate import festival_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.festival import Festival

STANDARD = "-"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How .xls begins, and an .xlsx that is locked."""
SAVE_AS = {
    ".csv": "; a table of sessions is read by showgrid import csv",
    ".ods": "; save it as .xlsx",
    ".txt": "; a text is YAML: call it .yaml",
    ".xls": "; save it as .xlsx",
    ".xlsm": "; save it as .xlsx",
}
"""What to do with files that people take for a festival."""


def load(path: str | os.PathLike[str]) -> Festival:
    """The festival in a file, or on standard input if the path is ``-``.

    ``FestivalError`` with every fault that was found.
    """
    if os.fspath(path) == STANDARD:
        return _festival(_limited(sys.stdin.buffer), "")
    file = Path(path)
    try:
        with file.open("rb") as stream:
            return _festival(_limited(stream), file.suffix.lower())
    except OSError as error:
        raise FestivalError([Fault(str(file), _refusal(error))]) from None


def load_text(text: str | bytes, suffix: str = "") -> Festival:
    """The festival in a text or in bytes; of which spelling is seen from it if the suffix does not say."""
    return _festival(text.encode() if isinstance(text, str) else text, suffix)


def save(festival: Festival, path: str | os.PathLike[str]) -> None:
    """Write the festival; what stood there stays until all of the new is written.

    ``-`` is standard output, as YAML.
    """
    if os.fspath(path) == STANDARD:
        sys.stdout.write(dump(festival).decode())
        return
    suffix = Path(path).suffix.lower()
    if suffix not in DOCUMENTS:
        raise FestivalError([Fault(str(path), f"how is it to be written? end its name in {_endings()}")])
    replace(path, dump(festival, suffix))


def dump(festival: Festival, suffix: str = ".yaml") -> bytes:
    """The festival as bytes of a file with that ending."""
    return write(festival.document(), suffix)


def _festival(data: bytes, suffix: str) -> Festival:
    if not data.strip():
        raise FestivalError([Fault("", "the file is empty")])
    with _no_collecting():
        source = read(data, _spelling(data, suffix))
        if isinstance(source.data, Mapping) and isinstance(source.data.get("placements"), list):
            raise FestivalError([Fault("", "this is a timetable, not a festival; the festival is named first")])
        return festival_from(source.data, source.spell, source.found)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Nothing made while loading is garbage in circles; looking for some takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What was made counts as old from here on, or the first thing done with it would begin by looking through it.
        gc.freeze()
        gc.unfreeze()
        if was:
            gc.enable()


def _limited(stream: BinaryIO) -> bytes:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FestivalError([Fault("", f"the file is larger than {LARGEST // 1_000_000} MB; that is no festival")])
    return data


def _spelling(data: bytes, suffix: str) -> str:
    """The ending that says how to read it; an ending is believed unless the bytes are plainly another's."""
    if suffix and suffix not in DOCUMENTS:
        what = SAVE_AS.get(suffix, "")
        raise FestivalError([Fault("", f"a festival's name ends in {_endings()}, not in {suffix}{what}")])
    begin = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:4]
    if begin == b"PK\x03\x04":
        found = ".xlsx"
    elif begin[:1] in (b"{", b"["):
        found = ".json"
    else:
        found = ".yaml"
    if data.startswith(OLD_OFFICE):
        what = "an old workbook (.xls), or one with a password; save it as .xlsx without a password"
    elif suffix == ".xlsx" and found != ".xlsx":
        what = "no workbook (.xlsx)"
    elif found == ".xlsx" and suffix not in ("", ".xlsx"):
        what = "a workbook; let its name end in .xlsx"
    else:
        return suffix or found
    raise FestivalError([Fault("", f"this is {what}")])


def _endings() -> str:
    *most, last = sorted(DOCUMENTS)
    return f"{', '.join(most)} or {last}"


def _refusal(error: OSError) -> str:
    reasons = {
        FileNotFoundError: "there is no such file",
        IsADirectoryError: "this is a folder; name a file in it",
        PermissionError: "this file may not be read; ask for the right to",
    }
    return next((text for kind, text in reasons.items() if isinstance(error, kind)), str(error.strerror or error))
