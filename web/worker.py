"""The process that searches: claims a run, tells how far it is, keeps the best in the database."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from secrets import token_hex
from threading import Thread
from typing import TYPE_CHECKING

from web.job import Job, Outcome
from web.jobs import KINDS
from web.runs import Runs

if TYPE_CHECKING:
    from web.store import Store

IDLE = 0.5
"""Seconds between two looks for work."""


def work(store: Store, workers: int, until: Callable[[], bool] | None = None, *, once: bool = False) -> None:
    """Search what is asked for until told to end; with ``once`` only until nothing waits."""
    runs, name = Runs(store), f"{socket.gethostname()}:{os.getpid()}:{token_hex(3)}"
    ended = until or (lambda: False)
    while not ended():
        run = runs.claim(name)
        if run is not None and run.state == "running":
            _done(Job(runs, run, name, workers, ended))
        elif run is None and once:
            return
        elif run is None:
            time.sleep(IDLE)


def _done(job: Job) -> None:
    """Work on it until it is found, stopped or out of time; whatever happens, the run does not stay open."""
    heart = Thread(target=job.beat, daemon=True)
    heart.start()
    try:
        outcome = KINDS[job.row.kind](job)
        job.close("waiting" if outcome.interrupted else "done", outcome)
    except Exception as error:
        job.close("failed", Outcome({**job.news.facts, "error": f"{type(error).__name__}: {error}"}))
        raise
    finally:
        job.over.set()
        heart.join()


def be_nice() -> None:
    """Pages come first."""
    if hasattr(os, "nice"):
        os.nice(10)
