"""Showings that each fill a block of a room: which of them has which place, by exchanging places.

In such a grid there is often no place to spare, and nothing can move alone.  What two showings do to
each other at two places is known beforehand, so an exchange is priced by looking it up.
"""

from scheduler.grid.engine import Engine
from scheduler.grid.places import fits
from scheduler.grid.work import work

__all__ = ["Engine", "fits", "work"]
