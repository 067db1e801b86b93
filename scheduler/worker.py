"""A second search in a process of its own, told of better timetables and telling of its own.

Started as ``python -m scheduler.worker``; messages are pickles over standard input and output, so
that it works alike on every system and never runs the caller's main module again.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

from scheduler.timetable import Assignment, Placement, Timetable

if TYPE_CHECKING:
    from scheduler.problem import Problem

Compact = tuple[list[tuple[int, int, int, int, int, int, int, int]], tuple[Assignment, ...]]
"""A timetable without its problem."""


def compact(timetable: Timetable) -> Compact:
    """For sending: numbers of each placement, and the assignments."""
    rows = [(i, p.room, p.start, p.end, p.day, p.block, p.slot, p.shift) for i, p in timetable.placements.items()]
    return rows, timetable.assignments


def unpacked(problem: Problem, sent: Compact) -> Timetable:
    """The timetable that was sent."""
    rows, assignments = sent
    return Timetable(problem, {row[0]: Placement(problem.showings[row[0]], *row[1:]) for row in rows}, assignments)


@dataclass
class Job:
    """What a worker is given to begin with."""

    problem: Problem
    start: Compact | None
    seed: int
    seconds: float
    """How long to search at the most; the parent ends it sooner if it likes."""
    searched: float = 1.5
    """How long one neighbourhood is searched at the most, in seconds."""


class Worker:
    """The parent's end: a process that searches."""

    def __init__(self, module: str = "scheduler.worker", *arguments: str) -> None:
        run = [sys.executable, "-m", module, *arguments]
        self._process = subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  our own
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        Thread(target=_pump, args=(self._process.stdout, self._inbox), daemon=True).start()

    def start(self, job: Job) -> None:
        """Give it its work."""
        self._send(job)

    def adopt(self, timetable: Timetable) -> None:
        """Tell it of a better timetable."""
        self._send(compact(timetable))

    def news(self) -> list[Any]:
        """What it has found since last asked, oldest first."""
        return list(_drained(self._inbox))

    def close(self) -> None:
        """End it at once; what it has sent is not lost."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, message: Any) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        try:
            pickle.dump(message, pipe, protocol=pickle.HIGHEST_PROTOCOL)
            pipe.flush()
        except (BrokenPipeError, OSError, ValueError):
            # It has died; the search goes on with those that are left.
            self._process.stdin = None


def _pump(pipe: IO[bytes] | None, inbox: queue.SimpleQueue[Any]) -> None:
    """Move messages from a pipe to a queue until the other end closes."""
    while pipe is not None:
        try:
            inbox.put(pickle.load(pipe))  # noqa: S301  both ends are this program
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            inbox.put(None)
            return


def _drained(inbox: queue.SimpleQueue[Any]) -> Any:
    while True:
        try:
            message = inbox.get_nowait()
        except queue.Empty:
            return
        if message is not None:
            yield message


def main() -> None:
    """The worker's end: a start, a bound, then search until the time is over or the parent goes away."""
    from scheduler import grid, sessions
    from scheduler.bound import relaxed_bound
    from scheduler.construct import construct
    from scheduler.improve import Improver, Limits
    from scheduler.search import STARTING

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = sys.stdout.buffer
    sys.stdout = sys.stderr
    inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
    job: Job = pickle.load(sys.stdin.buffer)  # noqa: S301  both ends are this program
    Thread(target=_watch, args=(sys.stdin.buffer, inbox), daemon=True).start()
    until = monotonic() + job.seconds
    given = None if job.start is None else unpacked(job.problem, job.start)
    if sessions.fits(job.problem):
        sessions.work(
            job.problem, given, job.seed, until,
            lambda: [unpacked(job.problem, one) for one in _drained(inbox)],
            lambda news: _say(out, news if isinstance(news, int) else compact(news)),
        )  # fmt: skip
    elif grid.fits(job.problem):
        grid.work(
            job.problem, given, job.seed, until,
            lambda: [unpacked(job.problem, one) for one in _drained(inbox)],
            lambda timetable: _say(out, compact(timetable)),
        )  # fmt: skip
    start = construct(
        job.problem, seed=job.seed, start=given, seconds=STARTING * job.seconds, goes_on=lambda: monotonic() < until
    )
    _say(out, compact(start))
    relaxed_bound(job.problem, min(30.0, 0.5 * job.seconds), lambda bound: _say(out, bound))
    improver = Improver(job.problem, start, job.seed, Limits(job.searched))
    while monotonic() < until:
        messages = list(_drained(inbox))
        if messages:
            # Only the last counts: it holds what was good in those before.
            improver.offer(unpacked(job.problem, messages[-1]))
        if improver.step(until - monotonic()):
            _say(out, compact(improver.timetable))


def _say(out: IO[bytes], message: Compact | int) -> None:
    """A better timetable, or a lower bound of the penalty."""
    pickle.dump(message, out, protocol=pickle.HIGHEST_PROTOCOL)
    out.flush()


def leave() -> None:
    """The end of the process: the thread that watches is still reading, and holds what an orderly end would close."""
    os._exit(0)


def _watch(pipe: IO[bytes], inbox: queue.SimpleQueue[Any]) -> None:
    """Like ``_pump``; without a parent there is nobody to search for."""
    _pump(pipe, inbox)
    os._exit(0)


if __name__ == "__main__":
    main()
    leave()
