"""Sheets for wall, pocket and hand: running orders, day sheets, cue sheets, signs, the booklet; set by typst.

One kind of sheet is one file; ``SHEETS`` lists them.  What the public reads goes through the one filter of
``scheduler.agenda``, as everything else that leaves the house.
"""

from __future__ import annotations

from scheduler.paper.booklet import Booklet
from scheduler.paper.building import Building
from scheduler.paper.changes import Changes
from scheduler.paper.cues import Cues
from scheduler.paper.day import WholeDay
from scheduler.paper.door import Door
from scheduler.paper.order import Order
from scheduler.paper.personal import Guest, Interpreter, Juror
from scheduler.paper.projection import Projection
from scheduler.paper.running_order import RunningOrder
from scheduler.paper.sheet import Sheet

__all__ = ["SHEETS", "Order", "Sheet"]

_KINDS: tuple[Sheet, ...] = (
    RunningOrder(),
    Building(),
    WholeDay(),
    Guest(),
    Interpreter(),
    Juror(),
    Projection(),
    Cues(),
    Door(),
    Changes(),
    Booklet(),
)
SHEETS: dict[str, Sheet] = {one.name: one for one in _KINDS}
"""Every kind of sheet, by name."""
