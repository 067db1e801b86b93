"""What now: from what was announced and a changed document to the timetable with the fewest people told.

First a valid timetable at once, proven minimal where it can be; then a menu: what one notice more would
buy, or three, or any number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.replan.announced import Announced, Announcement, announcement
from scheduler.replan.told import Told, told

if TYPE_CHECKING:
    from scheduler.replan.mending import Replanned, replan
    from scheduler.replan.menu import Variant

__all__ = ["Announced", "Announcement", "Replanned", "Told", "Variant", "announcement", "replan", "told"]


def __getattr__(name: str) -> Any:
    """What searches, once it is asked for: OR-Tools takes half a second to load, and a late end needs none of it."""
    if name not in ("Replanned", "Variant", "replan"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from scheduler.replan import mending

    return getattr(mending, name)
