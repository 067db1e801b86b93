"""The site is laid into its folder: what is the same stays untouched, what is no more goes, what is not ours stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.faults import Fault, FestivalError
from scheduler.formats.files import replace
from scheduler.site.build import PRIVATE, SHEETS

if TYPE_CHECKING:
    from collections.abc import Mapping

OURS = ("en", "ko", PRIVATE, SHEETS)
"""Folders in which everything is ours."""
MARK = "site.json"


def check(folder: Path, festival: str) -> None:
    """Refuse a folder that holds something else, or another festival's site."""
    if folder.exists() and not folder.is_dir():
        raise FestivalError([Fault(str(folder), "this is a file; name a folder")])
    if not folder.is_dir():
        if not folder.parent.is_dir():
            raise FestivalError([Fault(str(folder), f"there is no folder {str(folder.parent)!r}; make it first")])
        return
    mark = folder / MARK
    if not mark.exists():
        strange = [one.name for one in folder.iterdir() if one.name in OURS]
        if strange:
            told = f"it holds {', '.join(sorted(strange))} that showgrid did not write; name another folder"
            raise FestivalError([Fault(str(folder), told)])
        return
    try:
        of = json.loads(mark.read_text("utf-8"))["festival"]
    except (ValueError, KeyError, TypeError, OSError):
        raise FestivalError(
            [Fault(str(mark), "this cannot be read; take it away if the site is this festival's")]
        ) from None
    if of != festival:
        raise FestivalError(
            [Fault(str(folder), f"this is the site of {of!r}, not of {festival!r}; name another folder")]
        )


def private_names(folder: Path) -> list[str]:
    """Names of the private folders that are there."""
    return [one.name for top in (PRIVATE, SHEETS) if (folder / top).is_dir() for one in (folder / top).iterdir()]


def lay(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write what differs, then take away what is ours and not in it.  Returns how many files were written."""
    written = 0
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace(path, data)
            written += 1
    keep = {folder / name for name in files}
    for top in OURS:
        _prune(folder / top, keep)
    return written


def _prune(folder: Path, keep: set[Path]) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            if not any(path in kept.parents for kept in keep):
                shutil.rmtree(path)
            else:
                _prune(path, keep)
        elif path not in keep:
            path.unlink()
