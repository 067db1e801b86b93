"""A rule being put on a model: the words in which the kinds speak.

``Rule`` settles must or should, once: a kind says what is charged and when, and never asks which
it is.  Literals may be plain True or False where something is already decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.decisions import MUST, Decisions, Expr, Lit
from scheduler.problem import BEGIN, Engagement
from scheduler.times import overlaps, quarters, spans, too_close, waits
from scheduler.timetable import NEVER, Assignment, Timetable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Showing
    from scheduler.select import Select


class Rule:
    """One constraint on one model."""

    def __init__(self, decisions: Decisions, constraint: Constraint, *, priced: bool = False) -> None:
        self.decisions = decisions
        self.constraint = constraint
        self.problem: Problem = decisions.problem
        self.fixed: Timetable = decisions.fixed
        self.priced = priced
        """Whether what depends on one place alone has been charged already."""
        self.model = decisions.model

    # -- who ------------------------------------------------------------------------------------

    @cached_property
    def open(self) -> list[Showing]:
        """All showings whose place is to be decided here, whether the rule selects them or not."""
        return [self.problem.showings[i] for i in self.decisions.cells]

    def is_open(self, showing: Showing) -> bool:
        """Whether its place is to be decided here."""
        return showing.index in self.decisions.cells

    def touches(self, showings: Iterable[Showing]) -> bool:
        """Whether any of them is open: if none is, there is nothing to post about them."""
        cells = self.decisions.cells
        return any(one.index in cells for one in showings)

    def alive(self, showings: Iterable[Showing]) -> list[Showing]:
        """Those that are open or lie somewhere."""
        return [one for one in showings if self.is_open(one) or self.fixed.of(one) is not None]

    def showings(self, select: Select | None = None) -> list[Showing]:
        """All that may be selected and are open or lie somewhere."""
        return self.alive(self.problem.selected(select or self.constraint.select))

    def everywhere(self, showing: Showing) -> NDArray[np.bool_]:
        """Rooms x positions still open to the showing."""
        cells = self.decisions.cells[showing.index]
        mask = np.zeros(showing.legal.shape, dtype=bool)
        mask[cells.rooms, cells.positions] = True
        return mask

    def places_of(self, showing: Showing) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Room and position of each place still open to a showing, or of the one where it is fixed."""
        if self.is_open(showing):
            cells = self.decisions.cells[showing.index]
            return cells.rooms, cells.positions
        placement = self.fixed.of(showing)
        key = None if placement is None else (placement.start, placement.block, placement.slot)
        position = None if key is None else showing.positions.by_start.get(key)
        if placement is None or position is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return np.array([placement.room]), np.array([position])

    def literals_of(self, showing: Showing) -> list[Lit]:
        """Whether it lies at each of ``places_of``."""
        if self.is_open(showing):
            return self.decisions.cells[showing.index].literals
        return [True] * len(self.places_of(showing)[0])

    # -- where ----------------------------------------------------------------------------------

    def placed(self, showing: Showing) -> Lit:
        """True if the showing lies anywhere."""
        return self.decisions.placed(showing)

    def chosen(self, showing: Showing, select: Select | None = None) -> Lit:
        """True if the showing lies where the rule (or that selector) selects it."""
        return self.where(showing, self.problem.chosen_places(select or self.constraint.select, showing))

    def where(self, showing: Showing, places: NDArray[np.bool_]) -> Lit:
        """True if the showing lies in these places (rooms x positions, may broadcast)."""
        return self.decisions.places(showing, places)

    def in_rooms(self, showing: Showing, rooms: Iterable[int]) -> Lit:
        """True if it lies in one of the rooms."""
        mask = np.zeros((len(self.problem.rooms), 1), dtype=bool)
        mask[list(rooms)] = True
        return self.where(showing, mask)

    def on_days(self, showing: Showing, days: Iterable[int]) -> Lit:
        """True if it lies on one of the festival days."""
        return self.where(showing, np.isin(showing.positions.days, list(days))[None, :])

    def in_block(self, showing: Showing, block: int, room: int | None = None) -> Lit:
        """True if it lies in the block, and in the room if one is given."""
        mask = (showing.positions.blocks == block)[None, :]
        if room is not None:
            mask = mask & (np.arange(len(self.problem.rooms)) == room)[:, None]
        return self.where(showing, mask)

    def block_rooms(self, showing: Showing) -> dict[tuple[int, int], Lit]:
        """Each (block, room) in which it may lie and is selected: true if it does.

        All of them at once, as asking ``in_block`` for each takes a whole model too long.
        """
        found = self.decisions.block_rooms(showing)
        select, problem = self.constraint.select, self.problem
        if not found or problem.always_selected(select, showing):
            return found
        grid = problem.selection(select).get(showing.index)
        if grid is None:
            return {}
        return {(b, r): literal for (b, r), literal in found.items() if grid[r, problem.block_days[b]]}

    def same_day(self, one: Showing, other: Showing) -> Lit:
        """True exactly if both lie somewhere, on one festival day."""
        shared = np.intersect1d(one.positions.days, other.positions.days).tolist()
        return self.any(self.both(self.on_days(one, [day]), self.on_days(other, [day])) for day in shared)

    def block_slots(self, showing: Showing) -> dict[tuple[int, int], Lit]:
        """Each slot of a block, as (block, slot), that it may take and is selected in: true if it takes it."""
        at, chosen = showing.positions, self.problem.chosen_places(self.constraint.select, showing)
        if self.is_open(showing):
            cells = np.unique(self.decisions.cells[showing.index].positions)
            firsts = [(int(at.blocks[p]), int(at.slots[p])) for p in cells.tolist() if at.blocks[p] >= 0]
        else:
            placement = self.fixed.of(showing)
            firsts = [] if placement is None or placement.block < 0 else [(placement.block, placement.slot)]
        found: dict[tuple[int, int], Lit] = {}
        for block, slot in sorted({(block, first + n) for block, first in firsts for n in range(showing.slots)}):
            taken = (at.blocks == block) & (at.slots <= slot) & (slot < at.slots + showing.slots)
            found[block, slot] = self.where(showing, chosen & taken[None, :])
        return found

    def used(self, showings: Sequence[Showing]) -> dict[int, dict[int, Lit]]:
        """Of each block the rooms in which any of them may lie and is selected: true if one does, or more."""
        key = (self.constraint.select, tuple(one.index for one in showings))
        known = self.decisions.uses
        if key not in known:
            known[key] = self._used(showings)
        return known[key]

    def _used(self, showings: Iterable[Showing]) -> dict[int, dict[int, Lit]]:
        found: dict[tuple[int, int], list[Lit]] = {}
        for showing in self.alive(showings):
            for where, literal in self.block_rooms(showing).items():
                found.setdefault(where, []).append(literal)
        used: dict[int, dict[int, Lit]] = {}
        for (block, room), literals in sorted(found.items()):
            used.setdefault(block, {})[room] = self.any(literals)
        return used

    def same_room(self, one: Showing, other: Showing) -> Lit:
        """True exactly if both lie in one room.  Size: O(rooms)."""
        key = ("room", min(one.index, other.index), max(one.index, other.index))
        known = self.decisions.precedences
        if key not in known:
            rooms = np.arange(len(self.problem.rooms))
            known[key] = self.related(
                one, rooms[:, None], other, rooms[:, None], np.eye(len(rooms), dtype=bool), "room"
            )
        return known[key]

    def length(self, showing: Showing) -> Expr:
        """Ticks that the showing lasts; if it lies nowhere, it means nothing."""
        if self.is_open(showing) and not showing.in_blocks:
            return showing.duration
        placement = self.fixed.of(showing)
        if placement is not None:
            return placement.end - placement.start
        return self.value(showing, (showing.positions.ends - showing.positions.starts)[None, :])

    def value(self, showing: Showing, values: NDArray[np.int64]) -> Expr:
        """The value (rooms x positions, may broadcast) at its place; 0 if it has none."""
        return self.decisions.value(showing, values)

    def possible(self, showing: Showing, values: NDArray[np.int64]) -> list[int]:
        """The different values (rooms x positions, may broadcast) that it can still have, or has if it is fixed."""
        if self.is_open(showing):
            cells = self.decisions.cells[showing.index]
            found: list[int] = np.unique(
                np.broadcast_to(values, showing.legal.shape)[cells.rooms, cells.positions]
            ).tolist()
            return found
        placed = self.placed(showing)
        return [int(self.value(showing, values))] if placed else []

    def start(self, showing: Showing) -> Expr:
        """Start in ticks; of a showing left out it means nothing."""
        return self.decisions.start(showing)

    # -- when, one to another -------------------------------------------------------------------

    def before(
        self,
        one: Showing,
        other: Showing,
        ticks: int = 0,
        mine: Engagement | None = None,
        theirs: Engagement | None = None,
    ) -> Lit:
        """True exactly if both lie somewhere and ``other`` starts so many ticks or more after ``one`` ends.

        ``mine`` and ``theirs`` name a stretch of each instead of the whole.  Blocks that never clash
        follow each other in listed order, as far apart as can be.
        """
        if not self.is_open(one):
            placement = self.fixed.of(one)
            if placement is None:
                return False
            return self.where(other, (waits(other, placement, theirs, mine)[1] >= ticks)[None, :])
        if not self.is_open(other):
            placement = self.fixed.of(other)
            if placement is None:
                return False
            return self.where(one, (waits(one, placement, mine, theirs)[0] >= ticks)[None, :])
        return self._both_open(one, other, ticks, mine, theirs)

    def precedes(self, one: Showing, other: Showing) -> Lit:
        """True exactly if both lie somewhere and ``one`` starts first; of equal starts the first in the document.

        Blocks that never clash follow each other in listed order.
        """
        if one.index < other.index:
            return self.both(self.placed(one), self.placed(other), self.negated(self.precedes(other, one)))
        return self.before(one, other, 1, BEGIN)

    def _both_open(
        self, one: Showing, other: Showing, ticks: int, mine: Engagement | None, theirs: Engagement | None
    ) -> Lit:
        key = (one.index, other.index, ticks, mine, theirs)
        known = self.decisions.precedences
        if key not in known:
            known[key] = self._reified(one, other, ticks, mine, theirs)
        return known[key]

    def _reified(
        self, one: Showing, other: Showing, ticks: int, mine: Engagement | None, theirs: Engagement | None
    ) -> Lit:
        if one.in_blocks and other.in_blocks:
            return self.by_positions(one, other, _waits(self.problem, one, other, mine, theirs) >= ticks)
        both = self.decisions.both([self.placed(one), self.placed(other)])
        if both is False:
            return False
        begins, ends = self._extent(other, theirs)[:2], self._extent(one, mine)[2:]
        if begins[0] - ends[1] >= ticks:
            return both
        if begins[1] - ends[0] < ticks:
            return False
        wait = self.wait(one, other, mine, theirs)
        literal = self.model.new_bool_var("")
        self.decisions.enforce(wait >= ticks, [literal])
        self.decisions.enforce(wait <= ticks - 1, [~literal, both])
        if both is not True:
            self.model.add_implication(literal, both)
        return literal

    def by_positions(self, one: Showing, other: Showing, table: NDArray[np.bool_]) -> Lit:
        """True exactly if both lie somewhere and the table (positions x positions) says so."""
        mine, theirs = (np.arange(len(showing.positions))[None, :] for showing in (one, other))
        return self.related(one, mine, other, theirs, table, "position")

    def _extent(self, showing: Showing, of: Engagement | None) -> tuple[int, int, int, int]:
        """Of an open showing, or an engagement in it: earliest and latest begin, earliest and latest end."""
        key = (showing.index, of)
        known = self.decisions.extents.get(key)
        if known is None:
            positions = self.decisions.cells[showing.index].positions
            begins, ends = (values[positions] for values in spans(showing, of))
            known = (int(begins.min()), int(begins.max()), int(ends.min()), int(ends.max()))
            self.decisions.extents[key] = known
        return known

    def wait(
        self, one: Showing, other: Showing, mine: Engagement | None = None, theirs: Engagement | None = None
    ) -> Expr:
        """Ticks from the end of ``one`` to the start of ``other``, both open and lying somewhere."""
        line = one.in_blocks and other.in_blocks
        begin = self.decisions.start(other, line=line) + (0 if theirs is None else theirs.begin)
        return begin - self._end(one, line=line, of=mine)

    def _end(self, showing: Showing, *, line: bool = False, of: Engagement | None = None) -> Expr:
        """End of the showing or of an engagement in it, in ticks."""
        start = self.decisions.start(showing, line=line)
        if not showing.in_blocks:
            # A part never outlasts its showing: ends are rounded up once.
            return start + (showing.duration if of is None or of.end is None else min(of.end, showing.duration))
        return start + self.value(showing, (spans(showing, of)[1] - showing.positions.starts)[None, :])

    def near(
        self,
        one: Showing,
        other: Showing,
        ticks: int = 0,
        mine: Engagement | None = None,
        theirs: Engagement | None = None,
    ) -> Lit:
        """True exactly if both lie somewhere with a gap of less than so many ticks; 0 = they overlap."""
        if one.in_blocks and other.in_blocks and self.is_open(one) and self.is_open(other):
            # Of slots there are few: pairs of positions make a tighter model than differences of times.
            before = _waits(self.problem, one, other, mine, theirs)
            after = _waits(self.problem, other, one, theirs, mine).T
            return self.by_positions(one, other, np.maximum(before, after) < ticks)
        apart = [self.before(one, other, ticks, mine, theirs), self.before(other, one, ticks, theirs, mine)]
        there = [self.placed(one), self.placed(other)]
        return self.both(*there, *(self.negated(literal) for literal in apart))

    def too_close(
        self,
        one: Showing,
        other: Showing,
        least: NDArray[np.int64],
        mine: Engagement | None = None,
        theirs: Engagement | None = None,
        *,
        loosely: bool = False,
    ) -> Lit:
        """True exactly if both lie somewhere and nobody gets from either in time for the other.

        ``least``: rooms x rooms, ticks from the end in the row's room to the begin in the column's.
        ``loosely``: it may be true for no reason, for a literal that is only charged.
        Size: O(1), or if both are open O(classes of rooms at like distances, squared).
        """
        if not self.is_open(one):
            one, other, mine, theirs = other, one, theirs, mine
        if not self.is_open(other):
            placement = self.fixed.of(other)
            return placement is not None and self.where(one, too_close(one, placement, least, mine, theirs))
        cases = [
            (here, there, self.before(one, other, out, mine, theirs), self.before(other, one, back, theirs, mine))
            for here, there, out, back in self._distances(one, other, least)
        ]
        always = self.both(self.placed(one), self.placed(other))
        cases = [case for case in cases if case[2] is not always and case[3] is not always]
        return self._none_apart(one, other, cases, exactly=self._rewards or not loosely) if cases else False

    def _none_apart(
        self, one: Showing, other: Showing, cases: Sequence[tuple[Lit, Lit, Lit, Lit]], *, exactly: bool
    ) -> Lit:
        """A literal that is true if in some case both are there, and neither comes after the other."""
        literal = self.model.new_bool_var("")
        for here, there, after, before in cases:
            late = (here, there, self.negated(after), self.negated(before))
            self.decisions.enforce(False, [*late, ~literal])
            if exactly:
                self.decisions.enforce(False, [here, there, after, literal])
                self.decisions.enforce(False, [here, there, before, literal])
        if exactly:
            near = self.any(self.both(here, there) for here, there, _, _ in cases)
            self.decisions.enforce(False, [literal, self.negated(near)])
        return literal

    def shortage(
        self,
        one: Showing,
        other: Showing,
        least: NDArray[np.int64] | int,
        mine: Engagement | None = None,
        theirs: Engagement | None = None,
    ) -> Expr:
        """Of two open showings that lie somewhere, ticks that somebody needed in both is short of.

        Common ticks, or minus the gap, and ``least`` from the room of whichever begins first to the other's; of
        equal begins the smaller one.  Size: as ``too_close``.
        """
        line = one.in_blocks and other.in_blocks
        begins, ends = [], []
        for showing, of in ((one, mine), (other, theirs)):
            begins.append(self.decisions.start(showing, line=line) + (0 if of is None else of.begin))
            ends.append(self._end(showing, line=line, of=of))
        common = -self.greatest([begin - end for begin in begins for end in ends])
        return common + (least if isinstance(least, int) else self._between(one, other, least, mine, theirs))

    def _between(
        self, one: Showing, other: Showing, least: NDArray[np.int64], mine: Engagement | None, theirs: Engagement | None
    ) -> Expr:
        cases = list(self._distances(one, other, least))
        ticks = {tick for _, _, out, back in cases for tick in (out, back)}
        if len(ticks) == 1:
            return ticks.pop()
        begins = [Engagement("", "", of.begin, of.begin) for of in (mine or BEGIN, theirs or BEGIN)]
        chosen = self.whole(min(ticks, default=0), max(ticks, default=0))
        for here, there, out, back in cases:
            if out == back:
                self.require(chosen == out, here, there)
            else:
                first, last = self.before(one, other, 1, *begins), self.before(other, one, 1, *begins[::-1])
                self.require(chosen == out, here, there, first)
                self.require(chosen == back, here, there, last)
                self.require(chosen == min(out, back), here, there, self.negated(first), self.negated(last))
        return chosen

    def _distances(self, one: Showing, other: Showing, least: NDArray[np.int64]) -> Iterator[tuple[Lit, Lit, int, int]]:
        """Where both may lie, as literals for rooms at like distances, and how far it is out and back."""
        for here, mine in self._quarters(one, least):
            for there, theirs in self._quarters(other, least):
                yield mine, theirs, int(least[here, there]), int(least[there, here])

    def _quarters(self, showing: Showing, least: NDArray[np.int64]) -> list[tuple[int, Lit]]:
        """Rooms at like distances from all others that the showing may lie in: one of them, and a literal for all."""
        table = least.tobytes()
        quarter_of = self.problem.cached(("quarters", table), lambda: quarters(least))
        classed = self.decisions.classed(showing, quarter_of[:, None], f"quarters {hash(table)}")
        return [(quarter, classed.those([number])) for number, quarter in enumerate(classed.classes.tolist())]

    def common(self, one: Showing, other: Showing) -> Expr:
        """Ticks at which both run; 0 if they do not overlap."""
        if not self.is_open(one):
            one, other = other, one
        if not self.is_open(one):
            return 0
        placement = self.fixed.of(other)
        if not self.is_open(other):
            return 0 if placement is None else self.value(one, overlaps(one, placement)[None, :])
        return self._common(one, other)

    def _common(self, one: Showing, other: Showing) -> Expr:
        """Both open.  Exact: min of the four differences of begins and ends, if they overlap at all."""
        line = one.in_blocks and other.in_blocks
        begins = [self.decisions.start(s, line=line) for s in (one, other)]
        ends = [self._end(s, line=line) for s in (one, other)]
        longest = min(int((s.positions.ends - s.positions.starts).max()) for s in (one, other))
        common = self.model.new_int_var(0, longest, "")
        overlap = self.near(one, other)
        if overlap is False:
            return 0
        least = self.model.new_int_var(-NEVER * 1000, longest, "")
        self.model.add_min_equality(least, [e - b for b in begins for e in ends])
        self.decisions.enforce(common == least, [overlap])
        self.decisions.enforce(common == 0, [self.negated(overlap)])
        return common

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
        negative; ``table``: classes x classes.  For classes that are few, such as rooms and slots;
        ``known`` names classes that are asked for often.  ``loosely``: it may be true for no reason,
        for a literal that is only charged.  Size: O(classes of ``other``).
        """
        if not self.is_open(one):
            one, mine, other, theirs, table = other, theirs, one, mine, table.T
        if not self.is_open(other):
            there = self.decisions.class_of(other, theirs)
            return False if there is None else self.where(one, table[:, there][mine])
        cases = self._cases(one, mine, other, theirs, table, known)
        if len(cases) < 2:
            return self.both(*cases[0]) if cases else False
        literal = self.model.new_bool_var("")
        for left, right in cases:
            self.model.add_bool_or([self.negated(left), self.negated(right), literal])
        if self._rewards or not loosely:
            for left, right in cases:
                self.model.add_bool_or([~literal, self.negated(right), left])
            self.model.add_bool_or([~literal, *(right for _, right in cases)])
        return literal

    def charge_related(self, amount: int, one: Showing, other: Showing, table: NDArray[np.bool_], *when: Lit) -> None:
        """Charge two open showings if the table (positions x positions) says so and all literals hold.

        The same as charging ``by_positions``, with fewer constraints: nothing is to be gained by a
        literal that is true without need, unless it is a reward.
        """
        if self._rewards:
            self.charge(amount, self.by_positions(one, other, table), *when)
            return
        mine, theirs = (np.arange(len(showing.positions))[None, :] for showing in (one, other))
        cases = self._cases(one, mine, other, theirs, table, "position")
        lost = self.breach(amount) if len(cases) > 1 else None
        for left, right in cases:
            if lost is None:
                self.charge(amount, left, right, *when)
            else:
                self.decisions.enforce(False, [left, right, self.negated(lost), *when])

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

    # -- logic ----------------------------------------------------------------------------------

    def negated(self, literal: Lit) -> Lit:
        """The opposite."""
        return self.decisions.negated(literal)

    def both(self, *literals: Lit) -> Lit:
        """True exactly if all are; of none, True."""
        return self.decisions.both(literals)

    def any(self, literals: Iterable[Lit]) -> Lit:
        """True exactly if one is, or more; of none, False."""
        return self.decisions.any(literals)

    def one_of(self, count: int) -> list[Lit]:
        """So many new literals, exactly one of them true."""
        if count == 1:
            return [True]
        literals = [self.model.new_bool_var("") for _ in range(count)]
        self.model.add_exactly_one(literals)
        return literals

    def at_least(self, expression: Expr, bound: int, *, loosely: bool = False) -> Lit:
        """True exactly if the expression comes to the bound or more.

        ``loosely``: it may be false for no reason, for a literal that is wanted to be true.
        """
        if isinstance(expression, int):
            return expression >= bound
        literal = self.model.new_bool_var("")
        self.decisions.enforce(expression >= bound, [literal])
        if self._rewards or not loosely:
            self.decisions.enforce(expression <= bound - 1, [self.negated(literal)])
        return literal

    def greatest(self, expressions: Sequence[Expr]) -> Expr:
        """The greatest of some expressions."""
        fixed = [int(one) for one in expressions if isinstance(one, (int, np.integer))]
        kept = [one for one in expressions if not isinstance(one, (int, np.integer))]
        if not kept or (len(kept) == 1 and not fixed):
            return kept[0] if kept else max(fixed)
        greatest = self.whole(-NEVER * 1000, NEVER * 1000)
        self.model.add_max_equality(greatest, [*kept, *([max(fixed)] if fixed else [])])
        return greatest

    def total(self, literals: Iterable[Lit]) -> Expr:
        """How many are true."""
        return sum(literals, 0)

    def require(self, bound: Any, *when: Lit) -> None:
        """A linear constraint (``a <= b``) that holds if all literals do: for definitions, not for charges."""
        self.decisions.enforce(bound, when)

    def whole(self, low: int, high: int) -> Expr:
        """A whole number to be decided."""
        return self.model.new_int_var(low, high, "")

    def assign(self, role: str, showing: Showing, person: str) -> Lit:
        """Whether the person is chosen for the showing; goes into the timetable's assignments.

        Everybody who was chosen for it in that role so far is given up.
        """
        self.unassign(role, showing)
        chosen = Assignment(role, showing.session.id, showing.label, person)
        if chosen not in self.decisions.choices:
            literal = self.decisions.choices[chosen] = self.model.new_bool_var("")
            self.model.add_hint(literal, chosen in self.fixed.assigned)
        return self.decisions.choices[chosen]

    def unassign(self, role: str, showing: Showing) -> None:
        """Give up whoever was chosen for the showing in that role."""
        self.decisions.chosen_anew.add((role, showing.session.id, showing.label))

    # -- cost -----------------------------------------------------------------------------------

    def charge(self, amount: int, *when: Lit) -> None:
        """So many units are lost if all literals hold; of a must, they cannot all hold."""
        if amount == 0:
            return
        if amount < 0:
            raise ValueError("an amount is never negative")
        if self._forbids:
            # Said at once, without a literal for all of them together.
            self.decisions.enforce(False, when)
        else:
            self._pay(amount, self.both(*when))

    def charge_places(self, showing: Showing, amounts: NDArray[np.int64]) -> None:
        """The amount (rooms x positions, may broadcast) at the place of an open showing."""
        if self.priced or not amounts.any():
            return
        if self._forbids:
            self._forbid(self.where(showing, amounts > 0))
        else:
            self._pay(1, self.value(showing, amounts))

    def lose(self, amount: Callable[[], Expr], *when: Lit, per: int = 1, times: int = 1) -> None:
        """Charge an amount that is above 0 whenever all literals hold; of a must, they cannot all hold.

        As ``excess``, but of a must the amount is not even worked out.
        """
        applies = self.both(*when)
        if self._forbids:
            self.decisions.enforce(False, [applies])
        elif applies is not False:
            self.excess(amount(), applies, per=per, times=times)

    def excess(self, expression: Expr, *when: Lit, per: int = 1, most: int = 10**9, times: int = 1) -> None:
        """Charge whatever the expression is above 0, in units of ``per``, rounded up, if all literals hold.

        Pass ``per=rule.problem.minute`` for ticks.  ``most`` bounds the amount.  It is charged so many ``times``.
        """
        applies = self.both(*when)
        if applies is False:
            return
        if isinstance(expression, int):
            self.charge(times * max(0, -(-expression // per)), applies)
        elif self._forbids:
            self.decisions.enforce(expression <= 0, [applies])
        else:
            self._pay(times, self._rounded_up(expression, applies, per, most))

    def worst(self, cases: Sequence[tuple[Expr, Lit]], *, per: int = 1, most: int = 10**9) -> None:
        """Charge once the greatest of some excesses; each is one only if its literal holds."""
        if self._forbids:
            for expression, when in cases:
                self.excess(expression, when)
            return
        amount = self.model.new_int_var(0, most, "")
        for expression, when in cases:
            self.decisions.enforce(amount * per >= expression, [when])
        if self._rewards:
            # Nothing pulls a reward down: one of the cases, or none, is what is paid for.
            none, *reasons = self.one_of(len(cases) + 1)
            self.decisions.enforce(amount == 0, [none])
            for reason, (expression, when) in zip(reasons, cases, strict=True):
                self.decisions.enforce(when if isinstance(when, bool) else when == 1, [reason])
                self.decisions.enforce(amount * per <= expression + per - 1, [reason])
        self._pay(1, amount)

    def _rounded_up(self, expression: Expr, applies: Lit, per: int, most: int) -> Expr:
        amount = self.model.new_int_var(0, most, "")
        self.decisions.enforce(amount * per >= expression, [applies])
        if self._rewards:
            # Nothing pulls a reward down, so it is held from both sides.
            positive = self.model.new_bool_var("")
            self.decisions.enforce(expression >= 1, [positive, applies])
            self.decisions.enforce(expression <= 0, [~positive, applies])
            self.decisions.enforce(amount * per <= expression + per - 1, [positive, applies])
            self.decisions.enforce(amount == 0, [~positive, applies])
            self.decisions.enforce(amount == 0, [self.negated(applies)])
        return amount

    def breach(self, amount: int = 1) -> Lit:
        """A literal that is false for a must and costs so many units for a should."""
        if self._forbids:
            return False
        literal = self.model.new_bool_var("")
        self._pay(amount, literal)
        return literal

    @property
    def forbids(self) -> bool:
        """Whether anything charged is impossible, so that what follows from other charges can be left out."""
        return self._forbids

    @property
    def _forbids(self) -> bool:
        return self.constraint.must and not self.decisions.soft_musts

    @property
    def _rewards(self) -> bool:
        return (self.constraint.weight or 0) < 0

    def _pay(self, amount: int, expression: Expr) -> None:
        if self._forbids:
            self._forbid(expression)
        elif self.constraint.weight is None:
            self.decisions.cost(MUST, amount, expression)
        else:
            self.decisions.cost(self.constraint.tier, amount * self.constraint.weight, expression)

    def _forbid(self, literal: Lit) -> None:
        if literal is True:
            self.model.add_bool_or([])
        elif literal is not False:
            self.model.add(literal == 0)


def _waits(
    problem: Problem, one: Showing, other: Showing, mine: Engagement | None, theirs: Engagement | None
) -> NDArray[np.int64]:
    """Ticks from the end of ``one`` to the start of ``other``, at each two positions of blocks."""
    key = ("waits", id(one.positions), id(other.positions), mine and mine.end, theirs and theirs.begin)
    ends = spans(one, mine)[1] + one.positions.shifts
    begins = spans(other, theirs)[0] + other.positions.shifts
    return problem.cached(key, lambda: begins[None, :] - ends[:, None])


def rules_on(
    decisions: Decisions, constraints: Sequence[Constraint], *, priced: frozenset[Constraint]
) -> Iterator[Rule]:
    """Each constraint as a rule on the model; ``priced`` ones have their single places charged already."""
    for constraint in constraints:
        yield Rule(decisions, constraint, priced=constraint in priced)


def post_all(
    decisions: Decisions, constraints: Sequence[Constraint], *, priced: frozenset[Constraint] = frozenset()
) -> None:
    """Put every rule on the model."""
    for rule in rules_on(decisions, constraints, priced=priced):
        rule.constraint.post(rule)
