"""Sheets for wall, pocket and hand: running orders, day sheets, cue sheets, signs, the booklet; set by typst.

One kind of sheet is one file; ``SHEETS`` lists them.  What the public reads goes through the one filter of
``scheduler.agenda``, as everything else that leaves the house.
"""

from __future__ import annotations

from scheduler.paper.order import Order
from scheduler.paper.running_order import RunningOrder
from scheduler.paper.sheet import Sheet

__all__ = ["SHEETS", "Order", "Sheet"]

SHEETS: dict[str, Sheet] = {one.name: one for one in (RunningOrder(),)}
"""Every kind of sheet, by name."""
