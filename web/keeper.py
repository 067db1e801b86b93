"""Keeps a worker process running beside the server, whatever happens to it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

PAUSE = 1.0
"""Seconds before a worker that has died is followed by another."""
PATIENCE = 10.0
"""Seconds that it gets to put its best timetable away at the end."""


@contextmanager
def kept() -> Iterator[None]:
    """A worker runs until the block ends; its standard input is a pipe, so it ends with this process too."""
    over = Event()
    thread = Thread(target=_keep, args=(over,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(PATIENCE + 2)


def _keep(over: Event) -> None:
    while not over.is_set():
        process = subprocess.Popen(_command(), stdin=subprocess.PIPE)  # noqa: S603  this very program
        while process.poll() is None and not over.wait(0.2):
            pass
        if over.is_set():
            _end(process)
        else:
            over.wait(PAUSE)
        if process.stdin is not None:
            process.stdin.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _command() -> list[str]:
    return [sys.executable, "-c", "from scheduler.cli import main; main()", "worker", "--child"]
