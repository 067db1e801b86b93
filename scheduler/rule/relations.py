"""Two showings, related by a table over the classes of their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.rule.charges import Charges
from scheduler.rule.places import Places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.problem import Showing


class Relations(Places, Charges):
    """For classes that are few, such as rooms and slots."""

    def related(
        self,
        one: Showing,
        mine: NDArray[np.int64],
        other: Showing,
        theirs: NDArray[np.int64],
        table: NDArray[np.bool_],
        known: str = "",
        *,
        loosely: bool = False,
    ) -> Lit:
        """True exactly if both lie somewhere and the table says so of the classes of their places.

        ``mine`` and ``theirs``: the class of each place (rooms x positions, may broadcast), never
        negative; ``table``: classes x classes; ``known`` names classes that are asked for often.
        ``loosely``: it may be true for no reason, for a literal that is only charged.
        Size: O(classes of ``other``).
        """
        if not self.is_open(one):
            one, mine, other, theirs, table = other, theirs, one, mine, table.T
        if not self.is_open(other):
            there = self.decisions.class_of(other, theirs)
            return False if there is None else self.where(one, table[:, there][mine])
        cases = self._cases(one, mine, other, theirs, table, known)
        if len(cases) < 2:
            return self.both(*cases[0]) if cases else False
        return self._one_holds(cases, exactly=self.rewards or not loosely)

    def _one_holds(self, cases: list[tuple[Lit, Lit]], *, exactly: bool) -> Lit:
        """A literal that is true if both of some case are."""
        literal = self.model.new_bool_var("")
        for left, right in cases:
            self.model.add_bool_or([self.negated(left), self.negated(right), literal])
        if exactly:
            for left, right in cases:
                self.model.add_bool_or([~literal, self.negated(right), left])
            self.model.add_bool_or([~literal, *(right for _, right in cases)])
        return literal

    def _cases(
        self,
        one: Showing,
        mine: NDArray[np.int64],
        other: Showing,
        theirs: NDArray[np.int64],
        table: NDArray[np.bool_],
        known: str,
    ) -> list[tuple[Lit, Lit]]:
        """Literals of both that together mean that the table says so; the second ones exclude each other."""
        here, there = self.decisions.classed(one, mine, known), self.decisions.classed(other, theirs, known)
        part = table[np.ix_(here.classes, there.classes)]
        columns: dict[bytes, list[int]] = {}
        for number in np.flatnonzero(part.any(axis=0)).tolist():
            columns.setdefault(part[:, number].tobytes(), []).append(number)
        return [(here.among(rows), there.those(numbers)) for rows, numbers in columns.items()]

    def same_room(self, one: Showing, other: Showing) -> Lit:
        """True exactly if both lie in one room.  Size: O(rooms)."""
        key = ("room", min(one.index, other.index), max(one.index, other.index))
        known = self.decisions.precedences
        if key not in known:
            rooms = np.arange(len(self.problem.rooms))[:, None]
            known[key] = self.related(one, rooms, other, rooms, np.eye(len(rooms), dtype=bool), "room")
        return known[key]

    def by_positions(self, one: Showing, other: Showing, table: NDArray[np.bool_]) -> Lit:
        """True exactly if both lie somewhere and the table (positions x positions) says so."""
        return self.related(one, _numbers(one), other, _numbers(other), table, "position")

    def charge_related(self, amount: int, one: Showing, other: Showing, table: NDArray[np.bool_], *when: Lit) -> None:
        """Charge two open showings if the table (positions x positions) says so and all literals hold.

        The same as charging ``by_positions``, with fewer constraints: nothing is to be gained by a
        literal that is true without need, unless it is a reward.
        """
        if self.rewards:
            self.charge(amount, self.by_positions(one, other, table), *when)
            return
        cases = self._cases(one, _numbers(one), other, _numbers(other), table, "position")
        lost = self.breach(amount) if len(cases) > 1 else None
        for left, right in cases:
            if lost is None:
                self.charge(amount, left, right, *when)
            else:
                self.decisions.enforce(False, [left, right, self.negated(lost), *when])


def _numbers(showing: Showing) -> NDArray[np.int64]:
    """Each position as a class of its own."""
    return np.arange(len(showing.positions))[None, :]
