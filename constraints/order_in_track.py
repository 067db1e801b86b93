"""A session with ``order`` has that place in its track's run.

    run(t) = selected showings of track t, in order of (block, room, slot), blocks and rooms as listed
    amount = number of s in run(t) with an order that is not its place there, counted from 1
             + common slots of every two of run(t) that both have an order      [out of place]

One violation is one showing at another place, or one pair in common slots.  Showings without an
order (or order 0) take up places too.  With a track in two rooms of a block, the whole of the room
listed first comes before the other.  Only selected showings are in the run.

It is about blocks only; by the clock, session_before says what follows what.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from scheduler.blocks import nothing_to_say, tracks_in_blocks
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class OrderInTrack(Constraint):
    """A session with an order has that place in its track's run."""

    kind: Literal["order_in_track"] = "order_in_track"

    unit: ClassVar[str] = "out of place"
    example: ClassVar[dict[str, object]] = {"weight": 30}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "A session with an order has that place in its track's run, and no two such sessions share a slot.",
            "순서가 정해진 세션은 트랙 안에서 그 순서에 놓이며, 그런 세션끼리는 같은 시간대에 겹치지 않습니다.",
        )

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Orders that cannot all be kept, or no blocks and tracks at all."""
        yield from nothing_to_say(problem)
        yield from self._impossible(problem)

    def contradictions(self, problem: Problem) -> Iterator[Sentence]:
        """The same orders."""
        return self._impossible(problem)

    def _impossible(self, problem: Problem) -> Iterator[Sentence]:
        """Showings that must all be in the run, and want one place or one that there is not."""
        for track, showings in tracks_in_blocks(problem, self.select).items():
            wanted: dict[int, list[Showing]] = {}
            for one in showings:
                if _order(one) and not one.optional and problem.always_selected(self.select, one):
                    wanted.setdefault(_order(one), []).append(one)
            for place, those in wanted.items():
                if len(those) > 1 or place > len(showings):
                    yield Sentence(
                        "{s} cannot all be number {o} of the {n} in track {t}.",
                        "트랙 {t}의 {n}개 중 {s}이(가) 모두 {o}번일 수는 없습니다.",
                        s=those, o=place, n=len(showings), t=problem.track_named(track),
                    )  # fmt: skip

    # -- the model ------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Of each track with an open showing: who comes before whom.

        Size: O(numbered * open of the track) for places, O(blocks * slots) for common slots.
        """
        for showings in tracks_in_blocks(rule.problem, self.select).values():
            if any(map(_order, showings)) and rule.touches(showings):
                self._post_places(rule, showings)
                self._post_slots(rule, rule.alive(one for one in showings if _order(one)))

    def _post_places(self, rule: Rule, showings: tuple[Showing, ...]) -> None:
        keys = {one.index: self._keys(rule.problem, one, showings) for one in showings}
        opened = [one for one in showings if rule.is_open(one)]
        # A fixed showing that is not selected where it lies is in nobody's way.
        fixed = {one.index: int(rule.value(one, keys[one.index])) for one in showings if not rule.is_open(one) and rule.chosen(one)}
        ahead = _Ahead(rule, opened, keys)
        there = np.sort(np.array(list(fixed.values()), dtype=np.int64))
        for one in showings:
            if _order(one) and (rule.is_open(one) or one.index in fixed):
                if rule.is_open(one):
                    before = rule.value(one, np.searchsorted(there, keys[one.index]))
                else:
                    before = int(np.searchsorted(there, fixed[one.index]))
                place = before + rule.total(ahead.of(other, one, fixed) for other in opened if other is not one) + 1
                right = rule.both(rule.at_least(place, _order(one)), rule.negated(rule.at_least(place, _order(one) + 1)))
                rule.charge(1, rule.chosen(one), rule.negated(right))
