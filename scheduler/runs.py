"""Runs of work: what follows each other in a room on a day without a break.

All rooms and days lie behind one another on one line, so far apart that nothing of one ever touches
another; a block without ``clock`` is a day of its own there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem

WEEK = 7 * 24 * 60
"""Minutes between one room-day and the next on the line, and no showing or break is longer."""


def stretch(problem: Problem) -> int:
    """Ticks of the line that each room-day takes."""
    return 2 * WEEK * problem.minute
