"""Writing files so that a failure leaves what was there before."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path


def safe_name(name: str) -> str:
    """An id as part of a file name and address: as it is, if that is plain; else a digest of it, for ever the same."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", name):
        return name
    return f"x-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def replace(path: str | os.PathLike[str], data: bytes) -> None:
    """Write all of it beside the file, then put it in the file's place at once.

    What is no plain file (a pipe, a terminal) is written to as it is.
    """
    named = Path(path)
    if named.exists() and not named.is_file():  # asked of the name itself: what /dev/stdout leads to has none
        named.write_bytes(data)
        return
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(_mode(target))
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _mode(target: Path) -> int:
    """Rights of the file that was there, else those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
