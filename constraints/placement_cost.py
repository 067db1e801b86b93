"""Places have prices: a table says what a session, a track, a room, a block or a day costs together.

    price(s)  = sum of the prices of all rows that fit showing s where it lies
    amount(s) = price(s)                          per showing           [price]
    amount(s) = price(s) * slots that s takes     per slot (1 by the clock)
    amount    = price of a row, once for each room of a block that its track uses, or that is
                used at all if it names none      per use (by the clock: each room of a day)

A row fits where everything that it names is so.  One violation is one showing, or one use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from scheduler.constraint import Violation
from scheduler.fields import BlockId, LocalDate, RoomId, SessionId, TrackId
from scheduler.sentence import Sentence
from scheduler.shapes import Separable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable

Use = tuple[int, int]
"""A room, and a block counted from 0 or a day counted down from -1."""


class PriceRow(BaseModel):
    """What fits it costs so much; what is left open fits always."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    session: SessionId | None = None
    track: TrackId | None = None
    room: RoomId | None = None
    block: BlockId | None = None
    day: LocalDate | None = None
    price: Annotated[int, Field(ge=0, le=1_000_000_000)] = 1


class PlacementCost(Separable):
    """Places have prices, as a table says."""

    kind: Literal["placement_cost"] = "placement_cost"
    table: list[PriceRow] = Field(
        default_factory=list,
        title="Prices",
        description="Rows of any of session, track, room, block, day, and a price.",
    )
    per: Literal["showing", "slot", "use"] = Field(
        "showing", title="Charged", description="Once a showing, a slot, or a room of a block that is used."
    )

    unit: ClassVar[str] = "price"
    example: ClassVar[dict[str, object]] = {
        "table": [{"track": "talks", "room": "hall-c", "price": 5}, {"day": "2024-10-27", "price": 1}], "weight": 1,
    }  # fmt: skip

    @property
    def alone(self) -> bool:
        """Uses are shared by several showings."""
        return self.per != "use"

    @property
    def exact_in_maps(self) -> bool:
        """As above."""
        return self.per != "use"

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        words = {
            "showing": ("showing", "상영"),
            "slot": ("slot", "칸"),
            "use": ("room used in a block", "사용하는 블록-상영관"),
        }
        return Sentence(
            "Places cost what a table of {n} rows says, for each {what}.",
            "자리마다 {n}줄의 표에 적힌 비용이 {what}마다 듭니다.",
            n=len(self.table), what=Sentence(*words[self.per]),
        )  # fmt: skip

    # -- per showing and per slot ---------------------------------------------------------------

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """Sum of the rows that fit, place by place."""
        total: NDArray[np.int64] | None = None
        times = showing.slots or 1 if self.per == "slot" else 1
        for row in self._rows(showing):
            here = row.price * times * _places(problem, showing, row).astype(np.int64)
            total = here if total is None else total + here
        return total

    def _rows(self, showing: Showing) -> list[PriceRow]:
        names = (None, showing.session.id), (None, showing.track)
        return [row for row in self.table if row.session in names[0] and row.track in names[1]]

    # -- per use --------------------------------------------------------------------------------

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Per use, all that share a row with it."""
        if self.per != "use":
            return super().concerns(problem, showing)
        if showing.index not in problem.selection(self.select):
            return ()
        rows = self._rows(showing)
        return [s for s in problem.selected(self.select) if any(_fits(row, s) for row in rows)]

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Per use, only what nobody else pays for already."""
        if self.per != "use":
            return super().price(problem, showing, others, where)
        total = np.zeros((1, 1), dtype=np.int64)
        for row in self._rows(showing):
            here = _places(problem, showing, row) & problem.chosen_places(self.select, showing)
            here = np.broadcast_to(here, showing.legal.shape).copy()
            for placement in others.selected(self.select):
                if _fits(row, placement.showing):
                    room, when = _use(placement)
                    here[room] &= _whens(showing) != when
            total = total + row.price * here
        return total

    def post(self, rule: Rule) -> None:
        """Per use: one literal a row, room and block (or day).  Size: O(rows * uses * showings)."""
        if self.per != "use":
            super().post(rule)
            return
        for row in self.table:
            group = [s for s in rule.showings() if _fits(row, s)]
            if rule.touches(group):
                self._post_uses(rule, row, group)

    def _post_uses(self, rule: Rule, row: PriceRow, group: list[Showing]) -> None:
        problem = rule.problem
        uses: dict[Use, list[object]] = {}
        for showing in group:
            here = _places(problem, showing, row) & problem.chosen_places(self.select, showing)
            here = np.broadcast_to(here, showing.legal.shape) & showing.legal
            whens = _whens(showing)
            for room in np.flatnonzero(here.any(axis=1)).tolist():
                for when in np.unique(whens[here[room]]).tolist():
                    there = np.zeros_like(showing.legal)
                    there[room] = here[room] & (whens == when)
                    uses.setdefault((room, when), []).append(rule.where(showing, there))
        for literals in uses.values():
            rule.charge(row.price, rule.any(literals))

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each showing, or each use, that costs something."""
        if self.per == "use":
            yield from self._used(problem, timetable)
            return
        for placement in timetable.selected(self.select):
            price = sum(row.price for row in self.table if _holds(problem, row, placement))
            amount = price * (placement.showing.slots or 1) if self.per == "slot" else price
            if amount:
                yield Violation(self, (placement,), amount, _sentence(problem, placement, amount))

    def _used(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        for row in self.table:
            uses: dict[Use, list[Placement]] = {}
            for placement in timetable.selected(self.select):
                if row.price and _holds(problem, row, placement):
                    uses.setdefault(_use(placement), []).append(placement)
            for placements in uses.values():
                yield Violation(self, tuple(placements), row.price, _sentence(problem, placements[0], row.price))


def _fits(row: PriceRow, showing: Showing) -> bool:
    return row.session in (None, showing.session.id) and row.track in (None, showing.track)


def _use(placement: Placement) -> Use:
    return placement.room, placement.block if placement.block >= 0 else -1 - placement.day


def _whens(showing: Showing) -> NDArray[np.int64]:
    """The block, or the day counted down from -1, of each position."""
    at = showing.positions
    return np.where(at.blocks >= 0, at.blocks, -1 - at.days)


def _places(problem: Problem, showing: Showing, row: PriceRow) -> NDArray[np.bool_]:
    """Rooms x positions that the row is about."""
    at = showing.positions
    rooms = np.array([row.room in (None, room.id) for room in problem.rooms], dtype=bool)
    when = np.ones(len(at), dtype=bool)
    if row.block is not None:
        when &= at.blocks == problem.block_index[row.block]
    if row.day is not None:
        when &= np.array([day == row.day for day in problem.days], dtype=bool)[at.days]
    return rooms[:, None] & when[None, :]


def _holds(problem: Problem, row: PriceRow, placement: Placement) -> bool:
    """Whether everything that the row names is so."""
    if not _fits(row, placement.showing) or row.room not in (None, problem.rooms[placement.room].id):
        return False
    block = problem.blocks[placement.block].id if placement.block >= 0 else None
    day = problem.days[placement.day] if placement.day >= 0 else None
    return row.block in (None, block) and row.day in (None, day)


def _sentence(problem: Problem, placement: Placement, amount: int) -> Sentence:
    return Sentence(
        "{s} in {r} at {t} costs {n} as the table says.", "{r}의 {s}({t}): 표에 따른 비용 {n}.",
        s=placement.showing, r=problem.rooms[placement.room], t=problem.when(placement.start), n=amount,
    )  # fmt: skip
