"""The whole timetable checked a moment after an edit was answered with what the edit could touch."""

from __future__ import annotations

import logging
from collections import Counter
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.verify import Report
    from web.workspace import Workspace

WAIT = 1.0
"""Seconds without another edit; whoever drops cards one after the other is not made to wait for it."""

log = logging.getLogger("showgrid")


class Checks:
    """What is to be checked; of each festival the newest revision only."""

    def __init__(self, wait: float = WAIT) -> None:
        self.wait = wait
        self._timers: dict[int, Timer] = {}
        self._lock = Lock()

    def soon(self, work: Workspace) -> None:
        """Check it unless a newer one comes first."""
        if work.checked:
            return
        with self._lock:
            waiting = self._timers.pop(work.id, None)
            if waiting is not None:
                waiting.cancel()
            timer = self._timers[work.id] = Timer(self.wait, self.check, [work])
            timer.daemon = True
            timer.start()

    def check(self, work: Workspace) -> bool:
        """Whether what was answered is what the verifier says of the whole; if not, our fault, and it is mended."""
        whole = verify(work.problem, work.timetable, work.waivers)
        same = _said(whole) == _said(work.report)
        if not same:
            log.error("revision %s of %s was not told as the verifier sees it", work.head, work.slug)
        work.report, work.mended, work.checked = whole, not same, True
        return same


def _said(report: Report) -> Counter[Any]:
    """All that a report says, whatever the order."""
    return Counter(
        (one.name, one.amount, one.subject, one.sentence.text(), tuple(p.showing.index for p in one.placements))
        for one in report.violations
    )
