"""The CP-SAT variables: one literal for each place that an open showing may take.

Showings that are not open lie where the given timetable has them, so the same class makes the
whole model of a small festival and the model of a neighbourhood of a large one.  Everything a
rule asks about one showing is a set of its places, and so a sum of literals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.constraint import placement_at
from scheduler.timetable import Assignment, Timetable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Room, Showing

Lit = Any
"""A literal of the model, or plain True or False."""
Expr = Any
"""A linear expression of the model, or a plain whole number."""

MUST = -1
"""The tier, before all others, of musts that may be broken at a price."""
UNPLACED = -2
"""The tier, before that, of showings left out."""

CLIQUE_ENTRIES = 1_500_000
"""Above so many entries, rooms are kept free of overlap by intervals rather than by cliques."""


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


@dataclass
class Stretches:
    """When a showing keeps a room busy, cell by cell."""

    here: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    literals: list[Any]

    def running(self, instant: int) -> list[Any]:
        """Literals of the cells that keep the room busy at an instant."""
        found = np.flatnonzero((self.begins <= instant) & (instant < self.ends))
        return [self.literals[i] for i in found.tolist()]


class Decisions:
    """The model and its variables.

    ``open_places``: rooms x positions that each open showing may take, what is fixed already
    considered.  ``complete``: whether every showing that is not optional must be placed.
    ``soft_musts``: whether musts may be broken, at a price before all others.
    """

    def __init__(
        self,
        problem: Problem,
        fixed: Timetable,
        open_places: Mapping[int, NDArray[np.bool_]],
        *,
        complete: bool = True,
        soft_musts: bool = False,
    ) -> None:
        self.problem = problem
        self.fixed = fixed
        self.model = cp_model.CpModel()
        self.complete = complete
        self.soft_musts = soft_musts
        self.costs: dict[int, list[tuple[int, Any]]] = defaultdict(list)
        self.constants: dict[int, int] = defaultdict(int)
        self.choices: dict[Assignment, Lit] = {}
        """Who may be chosen for what, and whether they are."""
        self.chosen_anew: set[tuple[str, str, int]] = set()
        """Roles of showings (role, session, label) for which people are chosen here."""
        self._both: dict[tuple[int, ...], Lit] = {}
        self.precedences: dict[tuple[Any, ...], Lit] = {}
        """Literals of ``Rule.before``, shared by all rules."""
        self.extents: dict[Any, tuple[int, int, int, int]] = {}
        """Earliest and latest begins and ends of open showings, as ``Rule`` has looked them up."""
        self.uses: dict[tuple[Any, ...], dict[int, dict[int, Lit]]] = {}
        """Literals of ``Rule.used``, shared by all rules."""
        self._classed: dict[tuple[int, str], Classed] = {}
        self._block_rooms: dict[int, dict[tuple[int, int], Lit]] = {}
        self.cells: dict[int, Cells] = {}
        self.impossible = False
        for index, mask in open_places.items():
            self.cells[index] = self._make(problem.showings[index], mask)
        self._room_use()

    # -- variables ------------------------------------------------------------------------------

    def _make(self, showing: Showing, mask: NDArray[np.bool_]) -> Cells:
        """Size: O(places)."""
        rooms, positions = np.nonzero(mask)
        literals = [self.model.new_bool_var("") for _ in range(len(rooms))]
        may_stay_out = showing.optional or not self.complete
        if not may_stay_out:
            if not literals:
                self.impossible = True
                self.model.add_bool_or([])
            self.model.add_exactly_one(literals)
            return Cells(rooms, positions, literals, bool(literals))
        placed = self.model.new_bool_var("") if literals else False
        if literals:
            self.model.add_exactly_one([*literals, ~placed])
        self._leave_out(showing, placed)
        return Cells(rooms, positions, literals, placed)

    def _leave_out(self, showing: Showing, placed: Lit) -> None:
        """An optional showing costs its value; any other comes before every rule."""
        if showing.optional:
            self.cost(0, showing.value, self.negated(placed))
        else:
            self.cost(UNPLACED, max(1, showing.value), self.negated(placed))

    def places(self, showing: Showing, mask: NDArray[np.bool_]) -> Lit:
        """True if the showing lies in the mask (rooms x positions, may broadcast)."""
        cells = self.cells.get(showing.index)
        if cells is None:
            return self._lies_in(showing, mask)
        inside = self._spread(showing, mask)[cells.rooms, cells.positions]
        return self._within(cells, inside)

    def within(self, showing: Showing, inside: NDArray[np.bool_]) -> Lit:
        """True if the open showing lies in one of those of its cells."""
        return self._within(self.cells[showing.index], inside)

    def _within(self, cells: Cells, inside: NDArray[np.bool_]) -> Lit:
        count = int(inside.sum())
        if count == 0:
            return False
        if count == len(inside):
            return cells.placed
        chosen = np.flatnonzero(inside)
        if count == 1:
            return cells.literals[chosen[0]]
        key = inside.tobytes()
        if key not in cells.made:
            literal = self.model.new_bool_var("")
            self.model.add(cp_model.LinearExpr.sum([cells.literals[i] for i in chosen]) == literal)
            cells.made[key] = literal
        return cells.made[key]

    def _lies_in(self, showing: Showing, mask: NDArray[np.bool_]) -> bool:
        placement = self.fixed.of(showing)
        if placement is None:
            return False
        position = showing.positions.by_start.get((placement.start, placement.block, placement.slot))
        if position is None:
            return False
        return bool(self._spread(showing, mask)[placement.room, position])

    def _spread(self, showing: Showing, values: NDArray[Any]) -> NDArray[Any]:
        return np.broadcast_to(values, (len(self.problem.rooms), len(showing.positions)))

    def block_rooms(self, showing: Showing) -> dict[tuple[int, int], Lit]:
        """Each (block, room) in which the showing may lie: true if it does.  Size: O(blocks * rooms)."""
        known = self._block_rooms.get(showing.index)
        if known is None:
            known = self._block_rooms[showing.index] = self._by_block_room(showing)
        return known

    def _by_block_room(self, showing: Showing) -> dict[tuple[int, int], Lit]:
        cells = self.cells.get(showing.index)
        if cells is None:
            placement = self.fixed.of(showing)
            return {} if placement is None or placement.block < 0 else {(placement.block, placement.room): True}
        if not showing.in_blocks:
            return {}
        keys = showing.positions.blocks[cells.positions] * len(self.problem.rooms) + cells.rooms
        return {
            divmod(key, len(self.problem.rooms)): self._within(cells, keys == key) for key in np.unique(keys).tolist()
        }

    def classed(self, showing: Showing, classes: NDArray[np.int64], known: str = "") -> Classed:
        """The cells of an open showing by class (rooms x positions, may broadcast), never negative.

        Kept if the classes are ``known`` by a name.
        """
        key = (showing.index, known)
        if not known or key not in self._classed:
            cells = self.cells[showing.index]
            of_cells = self._spread(showing, classes)[cells.rooms, cells.positions]
            self._classed[key] = Classed(np.unique(of_cells), of_cells, partial(self._within, cells))
        return self._classed[key]

    def class_of(self, showing: Showing, classes: NDArray[np.int64]) -> int | None:
        """The class of the place of a showing that is not open; None if it has none."""
        placement = self.fixed.of(showing)
        if placement is None:
            return None
        position = showing.positions.by_start.get((placement.start, placement.block, placement.slot))
        return None if position is None else int(self._spread(showing, classes)[placement.room, position])

    def placed(self, showing: Showing) -> Lit:
        """True if the showing lies anywhere."""
        cells = self.cells.get(showing.index)
        return self.fixed.of(showing) is not None if cells is None else cells.placed

    def value(self, showing: Showing, values: NDArray[np.int64]) -> Expr:
        """The value (rooms x positions, may broadcast) at the showing's place; 0 if it has none."""
        cells = self.cells.get(showing.index)
        spread = self._spread(showing, values)
        if cells is None:
            placement = self.fixed.of(showing)
            if placement is None:
                return 0
            position = showing.positions.by_start[placement.start, placement.block, placement.slot]
            return int(spread[placement.room, position])
        here = spread[cells.rooms, cells.positions]
        if not here.any():
            return 0
        used = np.flatnonzero(here)
        return cp_model.LinearExpr.weighted_sum([cells.literals[i] for i in used], here[used].tolist())

    def start(self, showing: Showing, *, line: bool = False) -> Expr:
        """Start in ticks as an expression; with ``line``, blocks that never clash lie far apart.

        Of a showing left out it means nothing.
        """
        cells = self.cells.get(showing.index)
        if cells is None:
            placement = self.fixed.of(showing)
            return 0 if placement is None else placement.start + (placement.shift if line else 0)
        made = cells.line if line else cells.start
        if made is None:
            at = showing.positions
            made = self._column(cells, at.starts + at.shifts if line else at.starts)
            if line:
                cells.line = made
            else:
                cells.start = made
        return made

    def _column(self, cells: Cells, values: NDArray[np.int64]) -> Expr:
        """A variable equal to the value at the chosen position; constants stay constants."""
        here = values[cells.positions]
        if len(here) == 0:
            return 0
        low, high = int(here.min()), int(here.max())
        if low == high:
            return low
        domain = cp_model.Domain.from_values(sorted(set(here.tolist())))
        variable = self.model.new_int_var_from_domain(domain, "")
        total = cp_model.LinearExpr.weighted_sum(cells.literals, (here - low).tolist()) + low
        if cells.placed is True:
            self.model.add(total == variable)
        else:
            self.model.add(total == variable).only_enforce_if(cells.placed)
        return variable

    # -- rooms ----------------------------------------------------------------------------------

    def _room_use(self) -> None:
        """No two open showings overlap in a room, turnaround included, nor in rooms that share floor."""
        for room in self.problem.rooms:
            sides = self._sides(room.index)
            for in_blocks, side in sides.items():
                self._one_room(room, side, line=in_blocks)
            if len(sides) == 2 and room.parallel == 1:
                self._never_both(room.index, sides[False], room.index, sides[True], line=False)
            for rival in self.problem.rivals[room.index]:
                if rival > room.index:
                    self._rivals(room.index, sides, rival)

    def _rivals(self, room: int, mine: Mapping[bool, list[Showing]], rival: int) -> None:
        for in_blocks, here in mine.items():
            for also_in_blocks, there in self._sides(rival).items():
                self._never_both(room, here, rival, there, line=in_blocks and also_in_blocks)

    def _sides(self, room: int) -> dict[bool, list[Showing]]:
        """Open showings that may lie in the room: those by the clock, those in blocks."""
        sides: dict[bool, list[Showing]] = {}
        for index, cells in self.cells.items():
            if (cells.rooms == room).any():
                showing = self.problem.showings[index]
                sides.setdefault(showing.in_blocks, []).append(showing)
        return sides

    def _one_room(self, room: Room, showings: list[Showing], *, line: bool) -> None:
        stretches = [self._stretches(one, room.index, line=line) for one in showings]
        if room.parallel > 1:
            self._keep_below(room, stretches, line=line)
        elif len(showings) > 1 and _clique_entries(stretches) > CLIQUE_ENTRIES:
            self.model.add_no_overlap(
                [self._interval(s, room.index, one) for s, one in zip(showings, stretches, strict=True)]
            )
        elif len(showings) > 1:
            self._cliques(stretches)

    def _stretches(self, showing: Showing, room: int, *, line: bool) -> Stretches:
        """Begin, end with turnaround, and literal of each cell of a showing in a room."""
        cells, at = self.cells[showing.index], showing.positions
        here = np.flatnonzero(cells.rooms == room)
        positions = cells.positions[here]
        shift = at.shifts[positions] if line else 0
        ends = at.ends[positions] + shift + turnaround(self.problem.rooms[room], showing)
        return Stretches(here, at.starts[positions] + shift, ends, [cells.literals[i] for i in here])

    def _cliques(self, stretches: Sequence[Stretches]) -> None:
        """At each instant at which something may start, at most one of all that would be running."""
        seen: set[tuple[int, ...]] = set()
        for instant in _instants(stretches):
            running = [literal for one in stretches for literal in one.running(instant)]
            key = tuple(one.index for one in running)
            if len(running) > 1 and key not in seen:
                seen.add(key)
                self.model.add_at_most_one(running)

    def _interval(self, showing: Showing, room: int, stretches: Stretches) -> Any:
        """An interval that is there if the showing lies in the room."""
        cells = self.cells[showing.index]
        start = self.start(showing, line=True)
        there = self._within(cells, cells.rooms == room)
        lengths = np.unique(stretches.ends - stretches.begins)
        if len(lengths) == 1:
            return self.model.new_optional_fixed_size_interval_var(start, int(lengths[0]), there, "")
        sizes = (stretches.ends - stretches.begins).tolist()
        size = self.model.new_int_var(0, int(lengths[-1]), "")
        total = cp_model.LinearExpr.weighted_sum(stretches.literals, sizes)
        self.model.add(size == total).only_enforce_if(there)
        end = self.model.new_int_var(int(stretches.begins.min()), int(stretches.ends.max()), "")
        return self.model.new_optional_interval_var(start, size, end, there, "")

    def _keep_below(self, room: Room, stretches: Sequence[Stretches], *, line: bool) -> None:
        """A room for several at once: never more than it holds, fixed ones included."""
        fixed = [
            (p.start + (p.shift if line else 0), p.end + (p.shift if line else 0) + turnaround(room, p.showing))
            for p in self.fixed.by_room.get(room.index, ())
            if p.showing.in_blocks is line
        ]
        for instant in sorted({low for low, _ in fixed}.union(_instants(stretches))):
            left = room.parallel - sum(low <= instant < high for low, high in fixed)
            running = [literal for one in stretches for literal in one.running(instant)]
            if len(running) > left:
                self.model.add(cp_model.LinearExpr.sum(running) <= left)

    def _never_both(
        self, room: int, here: Sequence[Showing], rival: int, there: Sequence[Showing], *, line: bool
    ) -> None:
        """Whoever runs on one side keeps the other side empty."""
        mine = [self._stretches(one, room, line=line) for one in here]
        theirs = [self._stretches(one, rival, line=line) for one in there]
        for instant in sorted({*_instants(mine), *_instants(theirs)}):
            running = [[literal for one in side for literal in one.running(instant)] for side in (mine, theirs)]
            if running[0] and running[1]:
                # One switch an instant says which of the two sides is in use.
                switch = self.model.new_bool_var("")
                for literal in running[0]:
                    self.model.add_implication(literal, switch)
                for literal in running[1]:
                    self.model.add_implication(literal, ~switch)

    # -- logic ----------------------------------------------------------------------------------

    def negated(self, literal: Lit) -> Lit:
        """The opposite."""
        return not literal if isinstance(literal, bool) else ~literal

    def both(self, literals: Iterable[Lit]) -> Lit:
        """True exactly if all are."""
        kept = _open(literals, neutral=True)
        if isinstance(kept, bool):
            return kept
        if len(kept) == 1:
            return kept[0]
        key = tuple(sorted(one.index for one in kept))
        if key not in self._both:
            literal = self.model.new_bool_var("")
            self.model.add_bool_and(kept).only_enforce_if(literal)
            self.model.add_bool_or([literal, *(~one for one in kept)])
            self._both[key] = literal
        return self._both[key]

    def any(self, literals: Iterable[Lit]) -> Lit:
        """True exactly if one is, or more."""
        return self.negated(self.both([self.negated(one) for one in literals]))

    def enforce(self, bound: Any, when: Sequence[Lit]) -> None:
        """A linear constraint that holds if all literals do."""
        kept = _open(when, neutral=True)
        if kept is False:
            return
        if isinstance(bound, bool):
            if not bound:
                self.model.add_bool_or([] if kept is True else [~one for one in kept])
            return
        constraint = self.model.add(bound)
        if kept is not True:
            constraint.only_enforce_if(kept)

    def cost(self, tier: int, coefficient: int, expression: Expr) -> None:
        """Add to the objective of a tier."""
        if isinstance(expression, (bool, int, np.integer)):
            self.constants[tier] += coefficient * int(expression)
        elif coefficient:
            self.costs[tier].append((coefficient, expression))

    # -- results --------------------------------------------------------------------------------

    def tiers(self) -> list[int]:
        """Tiers that have costs, the first to be minimised first."""
        return sorted(self.costs)

    def objective(self, tier: int) -> Expr:
        """Sum of the costs of a tier, without its constant."""
        return sum((coefficient * expression for coefficient, expression in self.costs[tier]), 0)

    def hint(self, timetable: Timetable) -> None:
        """Start from a timetable as far as its places are open here."""
        for index, cells in self.cells.items():
            placement = timetable.placements.get(index)
            at = self.problem.showings[index].positions
            key = None if placement is None else (placement.start, placement.block, placement.slot)
            position = -1 if key is None else at.by_start.get(key, -1)
            room = -1 if placement is None else placement.room
            chosen = (cells.rooms == room) & (cells.positions == position)
            for literal, value in zip(cells.literals, chosen.tolist(), strict=True):
                self.model.add_hint(literal, value)

    def timetable(self, solver: Any) -> Timetable:
        """The timetable that the solver has found."""
        changes = {}
        for index, cells in self.cells.items():
            showing = self.problem.showings[index]
            taken = next((i for i, one in enumerate(cells.literals) if solver.boolean_value(one)), None)
            changes[index] = (
                None
                if taken is None
                else placement_at(self.problem, showing, int(cells.rooms[taken]), int(cells.positions[taken]))
            )
        made = self.fixed.moved(changes)
        made.assignments = self._assignments(solver)
        return made

    def _assignments(self, solver: Any) -> tuple[Assignment, ...]:
        kept = [one for one in self.fixed.assignments if (one.role, one.session, one.showing) not in self.chosen_anew]
        chosen = [one for one, literal in self.choices.items() if solver.boolean_value(literal)]
        return tuple(sorted(kept + chosen))


def turnaround(room: Room, showing: Showing) -> int:
    """Ticks kept free after a showing; slots of a block follow each other without."""
    return 0 if showing.in_blocks else room.turnaround(showing.type)


def _clique_entries(stretches: Sequence[Stretches]) -> int:
    """Literals that all cliques together would name."""
    instants = np.array(_instants(stretches))
    return sum(
        int((np.searchsorted(instants, one.ends) - np.searchsorted(instants, one.begins)).sum()) for one in stretches
    )


def _instants(stretches: Iterable[Stretches]) -> list[int]:
    """Every begin, once, in order."""
    return sorted({begin for one in stretches for begin in one.begins.tolist()})


def _open(literals: Iterable[Lit], *, neutral: bool) -> Any:
    """Those that are not decided; or what all of them together come to."""
    kept: dict[int, Any] = {}
    for one in literals:
        if isinstance(one, (bool, np.bool_)):
            if bool(one) is not neutral:
                return not neutral
        else:
            kept[one.index] = one
    return list(kept.values()) or neutral
