"""Showings, and who is needed in them when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.fields import text_in
from scheduler.problem.positions import Positions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.festival import Film, Session
    from scheduler.problem.positions import Ints


@dataclass(frozen=True)
class Engagement:
    """Somebody needed in a showing, from and to so many ticks after its start."""

    person: str
    role: str
    begin: int
    end: int | None
    """None: until the showing ends."""

    @property
    def throughout(self) -> bool:
        """Whether the whole showing is meant."""
        return self.begin == 0 and self.end is None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """When, if the showing is placed from ``start`` to ``end``."""
        return start + self.begin, end if self.end is None else min(end, start + self.end)


BEGIN = Engagement("", "", 0, 0)
"""The instant at which a showing starts, instead of all of it."""


@dataclass(frozen=True, eq=False)
class Showing:
    """One giving of a session."""

    index: int
    session: Session
    label: int
    films: tuple[Film, ...]
    people: tuple[Engagement, ...]
    duration: int
    """Ticks; of a showing in blocks 0, as it depends on the block."""
    slots: int
    """Slots of a block that it takes; 0 if it is placed by the clock."""
    parts: tuple[tuple[str, int, int], ...]
    """Name, begin and end in ticks after the start."""
    audience: int
    has_audience: bool
    optional: bool
    value: int
    needs: frozenset[str]
    tags: frozenset[str]
    positions: Positions
    legal: NDArray[np.bool_]
    """Rooms x positions: what the built-in rules allow the showing by itself."""
    _whole: Showing | None = None
    _kept: Ints | slice | None = None

    def __eq__(self, other: object) -> bool:
        """Whether it is the same showing, at whatever positions."""
        return self is other or (isinstance(other, Showing) and self.whole is other.whole)

    def __hash__(self) -> int:
        return self.index

    @property
    def whole(self) -> Showing:
        """The showing with all its positions."""
        return self if self._whole is None else self._whole

    def at(self, kept: Ints | slice) -> Showing:
        """The same with some of its positions only, in their order: prices there cost so much less.

        Of a showing with some positions, these again.
        """
        if self._whole is not None:
            return self._whole.at(self._whole_positions[kept])
        at = self.positions
        columns = (at.starts, at.ends, at.days, at.blocks, at.slots, at.shifts)
        few = Positions(*(column[kept] for column in columns))
        return replace(self, positions=few, legal=self.legal[:, kept], _whole=self, _kept=kept)

    @property
    def _whole_positions(self) -> Ints:
        return self.kept(np.arange(len(self.whole.positions)))

    def kept(self, values: NDArray[Any]) -> NDArray[Any]:
        """Of values at each position of the whole (last axis), those at the positions that there are here."""
        return values if self._whole is None else values[..., self._kept]

    @property
    def key(self) -> str:
        """``session#label``, the name that people type."""
        return f"{self.session.id}#{self.label}"

    @property
    def type(self) -> str:
        """Type of its session."""
        return self.session.type

    @property
    def track(self) -> str | None:
        """Track of its session."""
        return self.session.track

    @property
    def in_blocks(self) -> bool:
        """Whether it is placed by room, block and slot."""
        return self.slots > 0

    @cached_property
    def persons(self) -> frozenset[str]:
        """Ids of all who are needed in it."""
        return frozenset(one.person for one in self.people)

    def labels(self, name: str) -> frozenset[str]:
        """Its labels of that name; ``tag`` means its tags."""
        return self.tags if name in {"tag", "tags"} else frozenset(self.session.labels.get(name, ()))

    def name(self, lang: str = "en") -> str:
        """Title of the session, with the label if the session is given more than once."""
        title = text_in(self.session.title, lang) or self.session.id
        several = not isinstance(self.session.showings, int) or self.session.showings > 1
        return f"{title} ({self.label})" if several else title
