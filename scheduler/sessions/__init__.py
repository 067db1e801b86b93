"""Parallel sessions: first which track has which rooms of which blocks, then who stands in which slot.

A *plan* says which rooms of which blocks each track uses, and in which block each session lies.  It
is far smaller than a timetable, and nearly all that such a programme loses is lost by its plan.
"""

from scheduler.sessions.engine import Engine
from scheduler.sessions.layout import fits
from scheduler.sessions.work import work

__all__ = ["Engine", "fits", "work"]
