"""Event streams: each holds a thread of the server as long as it is open, so only so many may be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from threading import BoundedSemaphore

from flask import Response, stream_with_context

from web.store import THREADS

SECONDS, LOOK = 25.0, 1.0
"""How long a stream stays open, and between two looks."""
MOST = THREADS // 2
"""Streams at once; with more, a festival's office that has the desk open would leave no thread for its pages."""
BACK, BACK_LATER = 1000, 3000
"""Milliseconds after which a browser comes back: when its stream is over, and when there was no place for one."""

PLACES = BoundedSemaphore(MOST)
"""Those that are free."""


def streamed(look: Callable[[], Iterator[str | None]], every: float = LOOK) -> Response:
    """Events as they come.  ``look`` gives those that there are, then None: it is asked again after ``every`` seconds.

    Whoever finds no place gets what there is now, and is asked back in some seconds: nothing is told later than that.
    """

    def stream() -> Iterator[str]:
        placed = PLACES.acquire(blocking=False)
        try:
            until = time.monotonic() + (SECONDS if placed else 0.0)
            yield f"retry: {BACK if placed else BACK_LATER}\n\n"
            for event in look():
                if event is not None:
                    yield event
                elif time.monotonic() + every > until:
                    return
                else:
                    time.sleep(every)
        finally:
            if placed:
                PLACES.release()

    headers = {"X-Accel-Buffering": "no"}
    return Response(stream_with_context(stream()), mimetype="text/event-stream", headers=headers)
