"""What one open showing may become: its cells, and a literal for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Lit = Any
"""A literal of the model, or plain True or False."""
Expr = Any
"""A linear expression of the model, or a plain whole number."""


@dataclass
class Cells:
    """The places open to one showing, and a literal for each."""

    rooms: NDArray[np.int64]
    positions: NDArray[np.int64]
    literals: list[Any]
    placed: Lit
    made: dict[bytes, Lit] = field(default_factory=dict)
    start: Expr = None
    line: Expr = None


@dataclass
class Classed:
    """The cells of an open showing by class, and a literal for each set of classes asked for."""

    classes: NDArray[np.int64]
    """Those that there are, in order."""
    of_cells: NDArray[np.int64]
    within: Callable[[NDArray[np.bool_]], Lit]
    made: dict[bytes, Lit] = field(default_factory=dict)

    def among(self, which: bytes) -> Lit:
        """True if the showing lies in one of the classes that are true (an array of bool over ``classes``)."""
        if which not in self.made:
            chosen = np.zeros(int(self.classes[-1]) + 1, dtype=bool)
            chosen[self.classes[np.frombuffer(which, dtype=bool)]] = True
            self.made[which] = self.within(chosen[self.of_cells])
        return self.made[which]

    def those(self, numbers: Sequence[int]) -> Lit:
        """True if it lies in one of the classes with these numbers in ``classes``."""
        which = np.zeros(len(self.classes), dtype=bool)
        which[numbers] = True
        return self.among(which.tobytes())
