"""Ending a search early, by Ctrl-C or by a service manager, without losing what was found."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """Whether somebody wants an end; called by the search now and then, so that it ends in good order."""

    def __init__(self) -> None:
        self.asked = False
        self.found = False
        """Whether the search is over: what it found is being written, and that is not broken off."""

    def __call__(self) -> bool:
        return self.asked

    def hear(self, number: int, _: FrameType | None) -> None:
        """Note the first signal; a second Ctrl-C does not wait for the search to look."""
        if self.asked and not self.found and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Listen for Ctrl-C and SIGTERM until the work is done."""
    stop = Stop()
    former = {number: signal.signal(number, stop.hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
