"""Timetables nearly as good as the best and really different from it, each with what it is better and worse at."""

from scheduler.alternatives.search import Alternative, alternatives

__all__ = ["Alternative", "alternatives"]
