"""Where pins leave a showing: at a room, a day, a start, a slot; or where it was published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from scheduler.compile.spans import sealed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.compile.ground import Ground
    from scheduler.festival import Pin, Published
    from scheduler.problem import Positions, Showing
    from scheduler.select import Select


NO_DAY = -2
"""No festival day: another than that of a start that lies on none."""


class Pins:
    """What the pins of a festival allow."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._of_session: dict[str, list[Pin]] = {}
        for pin in ground.festival.pins:
            if pin.session is not None:
                self._of_session.setdefault(pin.session, []).append(pin)

    def of(self, session: str, label: int) -> list[Pin]:
        """Pins on a showing."""
        return [pin for pin in self._of_session.get(session, ()) if pin.showing in (None, label)]

    def allowed(self, pins: Iterable[Pin], at: Positions) -> NDArray[np.bool_]:
        """Rooms x positions where every one of the pins holds."""
        fits = np.ones((len(self.ground.rooms), len(at)), dtype=bool)
        for pin in pins:
            if pin.room is not None:
                fits &= self._room(pin.room)
            start = None if pin.start is None else self.ground.ticks(pin.start)
            slot = None if pin.slot is None else pin.slot - 1
            fits &= self._when(at, pin.day, start, self._block(pin.block), slot)
        return fits

    def frozen(self, showings: tuple[Showing, ...]) -> tuple[Showing, ...]:
        """The showings, those that a pin freezes kept where they were published."""
        pins = [pin for pin in self.ground.festival.pins if pin.select is not None]
        if not pins:
            return showings
        by_key = {(one.session.id, one.label): one for one in showings}
        for was in self.ground.festival.published:
            showing = by_key.get((was.session, was.showing))
            for pin in pins:
                if showing is not None and _takes(pin.select, showing):
                    there = self._as_published(was, pin.freeze or "all", showing.positions)
                    showing = by_key[was.session, was.showing] = replace(showing, legal=sealed(showing.legal & there))
        return tuple(by_key.values())

    def _as_published(self, was: Published, freeze: str, at: Positions) -> NDArray[np.bool_]:
        """Rooms x positions: room, day or start as it was announced."""
        fits = np.ones((len(self.ground.rooms), len(at)), dtype=bool)
        start = self.ground.ticks(was.start)
        if freeze in ("room", "all"):
            fits &= self._room(was.room)
        if freeze in ("start", "all"):
            slot = was.slot - 1 if was.slot else None
            fits &= self._when(at, None, start, self._block(was.block), slot)
        if freeze == "day":
            fits &= self._when(at, self.ground.clock.day(start // self.ground.minute))
        return fits

    def _room(self, name: str) -> NDArray[np.bool_]:
        """That room, as a column."""
        return np.array([room.id == name for room in self.ground.rooms], dtype=bool)[:, None]

    def _block(self, name: str | None) -> int | None:
        return next((i for i, b in enumerate(self.ground.festival.blocks) if b.id == name), None) if name else None

    def _when(
        self,
        at: Positions,
        day: date | None,
        start: int | None = None,
        block: int | None = None,
        slot: int | None = None,
    ) -> NDArray[np.bool_]:
        """Positions of that day, start, block and slot, as a row."""
        fits = np.ones(len(at), dtype=bool)
        if day is not None:
            fits &= at.days == self.ground.day_index.get(day, NO_DAY)
        for wanted, column in ((start, at.starts), (block, at.blocks), (slot, at.slots)):
            if wanted is not None:
                fits &= column == wanted
        return fits[None, :]


def _takes(select: Select | None, showing: Showing) -> bool:
    """Whether a selection takes the showing; conditions on places are not asked."""
    if select is None:
        return False
    return select.takes(showing) and not _takes(select.not_, showing)
