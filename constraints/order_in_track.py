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

from scheduler.blocks import nothing_to_say, run_key, run_keys, track_of, tracks_in_blocks
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.sessions.rule import PlanRule
    from scheduler.timetable import Placement, Timetable

Group = tuple["Showing", ...]


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
        """Of each track with an open showing, who comes before whom, and who shares a slot.

        Size: O(numbered * open showings of the track) and O(blocks * slots).
        """
        for showings in tracks_in_blocks(rule.problem, self.select).values():
            if any(map(_order, showings)) and rule.touches(showings):
                self._post_places(rule, showings)
                self._post_slots(rule, rule.alive(one for one in showings if _order(one)))

    def _post_places(self, rule: Rule, showings: Group) -> None:
        """One before the other, then the place of each as a sum of those before."""
        problem = rule.problem
        opened = {one.index: run_keys(problem, showings, one) for one in showings if rule.is_open(one)}
        placed = [p for p in rule.fixed.those(showings) if p.block >= 0 and rule.chosen(p.showing)]
        fixed = {p.showing.index: run_key(problem, showings, p) for p in placed}
        there = np.sort(np.array(list(fixed.values()), dtype=np.int64))
        ahead = self._ahead(rule, opened)
        for one in showings:
            if not _order(one):
                continue
            if one.index in opened:
                place = 1 + rule.value(one, np.searchsorted(there, opened[one.index]))
                place += rule.total(ahead[other, one.index] for other in opened if other != one.index)
            elif one.index in fixed:
                place = 1 + int(np.searchsorted(there, fixed[one.index]))
                place += rule.total(self._before(rule, other, keys, fixed[one.index]) for other, keys in opened.items())
            else:
                continue
            right = rule.both(rule.at_least(place, _order(one)), rule.negated(rule.at_least(place, _order(one) + 1)))
            rule.charge(1, rule.chosen(one), rule.negated(right))

    def plan_signature(self, problem: Problem, showing: Showing) -> Hashable:
        """Its order."""
        return _order(showing)

    def post_plans(self, rule: PlanRule) -> None:
        """The right number come in earlier blocks; those with an order that are too many for one room share slots."""
        for showings in tracks_in_blocks(rule.problem, self.select).values():
            if any(map(_order, showings)) and rule.whole_track(showings) and rule.touches(showings):
                held = rule.held(showings)
                for one in showings:
                    if _order(one) and rule.alone_in_sort((one,)):
                        self._in_its_block(rule, one, held)
                self._room_to_stand(rule, [one for one in showings if _order(one)])

    def _in_its_block(self, rule: PlanRule, one: Showing, held: list[Expr]) -> None:
        """Its place is one of those that its block holds of the run.  Size: O(blocks)."""
        right = rule.negated(rule.breach())
        for block, literal in rule.lies(one).items():
            before = sum(held[:block], 0)
            rule.require(before <= _order(one) - 1, literal, right)
            rule.require(before + held[block] >= _order(one), literal, right)

    def _room_to_stand(self, rule: PlanRule, numbered: list[Showing]) -> None:
        """So many in so few slots share at least as many slots as there are too many of them."""
        load: dict[int, list[Expr]] = {}
        for sort in rule.sorts_of(numbered):
            for block, count in rule.times(sort).items():
                load.setdefault(block, []).append(sort.slots * count)
        for block, loads in load.items():
            most = sum(one.slots for one in numbered)
            if most > rule.problem.blocks[block].slots:
                rule.excess(sum(loads, 0) - rule.problem.blocks[block].slots, most=most)

    def _before(self, rule: Rule, index: int, keys: NDArray[np.int64], key: int) -> Lit:
        """Whether an open showing is selected and lies before a key."""
        showing = rule.problem.showings[index]
        return rule.where(showing, (keys < key) & rule.problem.chosen_places(self.select, showing))

    def _ahead(self, rule: Rule, opened: dict[int, NDArray[np.int64]]) -> dict[tuple[int, int], Lit]:
        """Of every two open showings, one of them with an order, whether the first comes before the second."""
        numbers: dict[int, Expr] = {}
        last = 1 + max(int(keys.max()) for keys in opened.values())
        for index, keys in opened.items():
            # Whoever is left out or not selected comes after everybody, and is in nobody's way.
            showing = rule.problem.showings[index]
            before_last = np.where(rule.problem.chosen_places(self.select, showing), keys - last, 0)
            numbers[index] = rule.whole(0, last)
            rule.require(numbers[index] == rule.value(showing, before_last) + last)
        found: dict[tuple[int, int], Lit] = {}
        for one, other in combinations(opened, 2):
            if any(_order(rule.problem.showings[index]) for index in (one, other)):
                found[one, other] = rule.at_least(numbers[other] - numbers[one], 1)
                found[other, one] = rule.negated(found[one, other])
        return found

    def _post_slots(self, rule: Rule, numbered: list[Showing]) -> None:
        """Of n in a slot n (n - 1) / 2 pairs are charged: so many beyond the first, beyond the second, and so on."""
        standing: dict[tuple[int, int], list[Lit]] = {}
        opened: set[tuple[int, int]] = set()
        for one in numbered:
            slots = rule.block_slots(one)
            opened.update(slots if rule.is_open(one) else ())
            for where, literal in slots.items():
                standing.setdefault(where, []).append(literal)
        at_once = sum(room.parallel for room in rule.problem.rooms)
        for where in sorted(opened):
            literals = standing[where]
            for most in range(1, min(len(literals), at_once)):
                rule.excess(rule.total(literals) - most, most=len(literals) - most)

    # -- the price ------------------------------------------------------------------------------

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Its track, if anybody there has an order."""
        showings = track_of(problem, self.select, showing)
        return showings if any(map(_order, showings)) else ()

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Its own place, the places that it pushes back, the slots that it shares.  Size: O(track + places)."""
        showings = tuple(self.concerns(problem, showing))
        if not showings:
            return NOTHING
        grids = problem.selection(self.select)
        run = [p for p in others.those(showings) if p.block >= 0 and grids[p.showing.index][p.room, p.day]]
        run.sort(key=lambda p: run_key(problem, showings, p))
        orders = np.array([_order(p.showing) for p in run], dtype=np.int64)
        places = np.arange(len(run))
        pushed = (orders != places + 2).astype(np.int64) - (orders != places + 1)
        pushed_from = np.append(np.cumsum(np.where(orders > 0, pushed, 0)[::-1])[::-1], 0)
        keys = np.array([run_key(problem, showings, p) for p in run], dtype=np.int64)
        before = np.searchsorted(keys, run_keys(problem, showings, showing))
        prices = pushed_from[before]
        if _order(showing):
            prices = prices + (before + 1 != _order(showing)) + _shared(problem, showing, run)[None, :]
        return np.where(problem.chosen_places(self.select, showing), prices, 0)

    # -- the check ------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Of each track, who is out of place, and which two share a slot."""
        tracks: dict[str, list[Placement]] = {}
        for placement in timetable.selected(self.select):
            if placement.showing.track and placement.block >= 0:
                tracks.setdefault(placement.showing.track, []).append(placement)
        for track, run in tracks.items():
            run.sort(key=lambda p: (p.block, p.room, p.slot, p.showing.index))
            for place, one in enumerate(run, start=1):
                if one.showing.session.order not in (None, 0, place):
                    yield Violation(self, (one,), 1, self._misplaced(problem, track, one, place), track)
            for one, other in combinations([p for p in run if p.showing.session.order], 2):
                common = min(p.slot + p.showing.slots for p in (one, other)) - max(one.slot, other.slot)
                if one.block == other.block and common > 0:
                    sentence = self._at_once(problem, track, one, other, common)
                    yield Violation(self, (one, other), common, sentence, track)

    def _misplaced(self, problem: Problem, track: str, one: Placement, place: int) -> Sentence:
        return Sentence(
            "{s} in {r}, block {b}, is number {k} of track {t}; it should be number {o}.",
            "블록 {b}, {r}: {s}은(는) 트랙 {t}의 {o}번이어야 하지만 {k}번입니다.",
            s=one.showing, r=problem.rooms[one.room], b=problem.block_named(one.block), k=place,
            t=problem.track_named(track), o=one.showing.session.order,
        )  # fmt: skip

    def _at_once(self, problem: Problem, track: str, one: Placement, other: Placement, slots: int) -> Sentence:
        return Sentence(
            "Numbers {k} and {m} of track {t}, {s} in {r} and {o} in {q}, share {n} slots of block {b}.",
            "트랙 {t}의 {k}번 {s}({r})과(와) {m}번 {o}({q})이(가) 블록 {b}에서 {n}개 슬롯 동안 겹칩니다.",
            k=one.showing.session.order, m=other.showing.session.order, t=problem.track_named(track), n=slots,
            s=one.showing, r=problem.rooms[one.room], o=other.showing, q=problem.rooms[other.room],
            b=problem.block_named(one.block),
        )  # fmt: skip


def _order(showing: Showing) -> int:
    """The place that it wants; 0 if any will do."""
    return showing.session.order or 0


def _shared(problem: Problem, showing: Showing, run: list[Placement]) -> NDArray[np.int64]:
    """At each position of the showing, how many slots in all those with an order stand in beside it."""
    standing = np.zeros((len(problem.blocks), 1 + max(block.slots for block in problem.blocks)), dtype=np.int64)
    for one in run:
        if _order(one.showing):
            standing[one.block, one.slot + 1 : one.slot + 1 + one.showing.slots] += 1
    until, at = standing.cumsum(axis=1), showing.positions
    beside: NDArray[np.int64] = until[at.blocks, at.slots + showing.slots] - until[at.blocks, at.slots]
    return beside
