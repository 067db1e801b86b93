"""How good a timetable of a large festival can be at best.

The festival is taken apart into *families*: showings that hold the same films, and tracks that must
share one room.  Of each family the cheapest places are found exactly, as far as rules say what
they cost by day and by room (``Constraint.by_days``, ``by_rooms``, ``in_one_room``); what families
do to each other is left out, but for the minutes of each room-day, which have a price.  The
prices come from a linear program whose columns are places of whole families (Dantzig-Wolfe); any
prices give a valid bound (Lagrange), so it can stop at any moment.
"""

from scheduler.bound.relax import relaxed_bound

__all__ = ["relaxed_bound"]
