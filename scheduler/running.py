"""Running CP-SAT so that it can be stopped at any moment, by a key or by a flag."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any

LOOK = 0.05
"""Seconds between two looks at whether to stop."""


def run(solver: Any, model: Any, stopped: Callable[[], bool], callback: Any = None) -> Any:
    """Solve in a thread, while this one stays awake for signals; the status.

    A ``KeyboardInterrupt`` stops the solver, waits for it and goes on upwards.
    """
    found: list[Any] = []
    thread = Thread(target=lambda: found.append(solver.solve(model, callback)), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(LOOK)
            if stopped():
                solver.stop_search()
    except KeyboardInterrupt:
        solver.stop_search()
        thread.join()
        raise
    if not found:
        raise RuntimeError("the solver ended without an answer")
    return found[0]
