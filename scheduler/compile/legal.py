"""The places that what is built in allows a showing by itself: rooms, types, hours, windows, blocks, pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.compile.spans import merged, sealed, until

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.compile.ground import Ground
    from scheduler.compile.pins import Pins
    from scheduler.festival import Session, ShowingFields
    from scheduler.problem import Positions


class Legal:
    """Rooms x positions of each showing."""

    def __init__(self, ground: Ground, pins: Pins) -> None:
        self.ground = ground
        self.pins = pins
        self._places: dict[object, NDArray[np.bool_]] = {}

    def of(self, session: Session, label: int, own: ShowingFields | None, at: Positions) -> NDArray[np.bool_]:
        """Rooms x positions: rooms, types, hours, windows, blocks and pins of this showing.

        One array for all showings that are alike in these: nobody writes to it.
        """
        rooms = tuple(own.rooms if own and own.rooms is not None else session.rooms)
        windows = own.windows if own and own.windows is not None else session.windows
        blocks = own.blocks if own and own.blocks is not None else session.blocks
        within = merged(map(self.ground.window, windows)) if windows else None
        key = (at, rooms, session.type, within, tuple(blocks))
        if key not in self._places:
            legal = self._rooms(rooms, session.type)[:, None] & self._open(at)
            if within is not None:
                legal = legal & (at.ends <= until(at.starts, within))
            if session.in_blocks:
                legal = legal & self._in_blocks(session, blocks)[at.blocks]
            self._places[key] = sealed(legal)
        pins = self.pins.of(session.id, label)
        return sealed(self._places[key] & self.pins.allowed(pins, at)) if pins else self._places[key]

    def _rooms(self, named: tuple[str, ...], session_type: str) -> NDArray[np.bool_]:
        """Of each room: whether such a session may be there."""
        fits = [(not named or r.id in named) and (not r.types or session_type in r.types) for r in self.ground.rooms]
        return np.array(fits, dtype=bool)

    def _in_blocks(self, session: Session, named: list[str]) -> NDArray[np.bool_]:
        """Of each block: whether the session may be in it."""
        fits = [
            (not named or b.id in named) and (not b.types or session.type in b.types)
            for b in self.ground.festival.blocks
        ]
        if session.duration == "block":
            fits = [fit and b.slots == 1 for fit, b in zip(fits, self.ground.festival.blocks, strict=True)]
        return np.array(fits, dtype=bool)

    def _open(self, at: Positions) -> NDArray[np.bool_]:
        """Rooms x positions: whether the room is open for that long; blocks do not ask for that."""
        if at.starts is not self.ground.starts:
            return np.ones((1, len(at)), dtype=bool)
        return at.ends <= self.ground.until
