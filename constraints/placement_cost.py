"""Places have prices: a table says what a session, a track, a room, a block or a day costs together.

    price(s)  = sum of the prices of all rows that fit showing s where it lies
    amount(s) = price(s)                          per showing           [price]
    amount(s) = price(s) * slots that s takes     per slot (1 by the clock)
    amount    = price of a row, once for each room of a block in which a showing lies that the
                row names (or any at all, if it names neither session nor track)   per use
                (by the clock: each room of a day)

A row fits where everything that it names is so; one that names several of a sort (``room: [a, b]``)
stands for a row each.  One violation is one showing; per use, one room of
a block (or day) as far as the same session and track are named.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from scheduler.buckets import date_of
from scheduler.constraint import NOTHING, Violation
from scheduler.crowd import crowd_of
from scheduler.facts import single
from scheduler.fields import BlockId, Korean, LocalDate, RoomId, SessionId, TrackId, Words
from scheduler.sentence import Day, Sentence
from scheduler.shapes import Separable

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.sessions.rule import PlanRule
    from scheduler.timetable import Placement, Timetable

T = TypeVar("T")
Several = Annotated[tuple[T, ...], Field(min_length=1)]
Key = tuple[object, ...]
"""Session, track, room, block and day that a row names."""
Who = tuple[str | None, str | None]
"""Session and track that a row names."""
Prices = dict[Key, int]
PER = {
    "showing": Sentence("showing", "상영"),
    "slot": Sentence("slot", "칸"),
    "use": Sentence("room that is used in a block or on a day", "블록이나 날마다 사용하는 상영관"),
}


def _each(named: tuple[T, ...] | T | None) -> Sequence[T | None]:
    """What is named, each once; None if nothing is, as everything is meant then."""
    return tuple(dict.fromkeys(named)) if isinstance(named, tuple) else (named,)


class PriceRow(BaseModel):
    """What fits it costs so much; what is left open fits always.  Several of a sort stand for a row each."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    session: Several[SessionId] | SessionId | None = None
    track: Several[TrackId] | TrackId | None = None
    room: Several[RoomId] | RoomId | None = None
    block: Several[BlockId] | BlockId | None = None
    day: Several[LocalDate] | LocalDate | None = None
    price: Annotated[int, Field(ge=0, le=1_000_000_000)] = 1

    korean: ClassVar[Korean] = {"price": ("값", "")}

    def rows(self) -> Iterator[Key]:
        """What each row names that this one stands for."""
        return product(_each(self.session), _each(self.track), _each(self.room), _each(self.block), _each(self.day))


class PlacementCost(Separable):
    """Places have prices, as a table says."""

    kind: Literal["placement_cost"] = "placement_cost"
    table: list[PriceRow] = Field(
        default_factory=list,
        title="Prices",
        description="Rows of any of session, track, room, block, day (each may be a list), and a price.",
    )
    per: Literal["showing", "slot", "use"] = Field(
        "showing", title="Charged", description="Once a showing, a slot, or a room of a block that is used."
    )

    korean: ClassVar[Korean] = {
        "table": (
            "값 표",
            ("session, track, room, block, day(각각 여럿 가능) 가운데 몇 가지와 값을 한 줄에 적습니다."),
        ),
        "per": ("계산 단위", "상영마다, 칸마다, 또는 쓰는 방과 블록마다."),
    }
    words: ClassVar[Words] = {
        "per": {
            "showing": ("each showing once", "상영마다 한 번"),
            "slot": ("each slot", "칸마다"),
            "use": ("each room of a block that is used", "블록에서 쓰는 방마다"),
        },
    }

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
        return Sentence(
            "Places cost what a table of {n} rows says, for each {what}.",
            "자리마다 {n}줄의 표에 적힌 비용이 {what}마다 듭니다.",
            n=len(self.table), what=PER[self.per],
        )  # fmt: skip

    # -- the table as a grid ----------------------------------------------------------------------

    def _grids(self, problem: Problem) -> dict[Who, NDArray[np.int64]]:
        """By session and track named: the price of each room and *when*, a block or, after these, a day."""
        return problem.cached((self, "grids"), lambda: self._make_grids(problem))

    def _make_grids(self, problem: Problem) -> dict[Who, NDArray[np.int64]]:
        grids: dict[Who, NDArray[np.int64]] = {}
        shape = len(problem.rooms), len(problem.blocks) + len(problem.days)
        days = np.array([problem.days[day].toordinal() for day in (*problem.block_days, *range(len(problem.days)))])
        blocks = np.arange(shape[1])
        everywhere, always = np.ones(shape[0], dtype=bool), np.ones(shape[1], dtype=bool)
        for row in self.table:
            rooms, when = everywhere, always
            if row.room is not None:
                named = [problem.room_index[room] for room in _each(row.room) if room is not None]
                rooms = np.isin(np.arange(shape[0]), named)
            if row.block is not None:
                when = np.isin(blocks, [problem.block_index[block] for block in _each(row.block) if block is not None])
            if row.day is not None:
                when = when & np.isin(days, [day.toordinal() for day in _each(row.day) if day])
            for who in product(_each(row.session), _each(row.track)):
                grids.setdefault(who, np.zeros(shape, dtype=np.int64))[np.ix_(rooms, when)] += row.price
        return grids

    def _fitting(self, problem: Problem, showing: Showing) -> list[tuple[Who, NDArray[np.int64]]]:
        grids = self._grids(problem)
        return [(who, grids[who]) for who in _named(showing) if who in grids]

    def _members(self, problem: Problem, who: Who) -> tuple[Showing, ...]:
        """All that may be selected of a session and track."""
        every = problem.selected(self.select)
        return problem.cached((self, "members", who), lambda: tuple(one for one in every if who in _named(one)))

    # -- per showing and per slot -----------------------------------------------------------------

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """Sum of the rows that fit, place by place."""
        grids = [grid for _, grid in self._fitting(problem, showing)]
        if not grids:
            return None
        total: NDArray[np.int64] = np.sum(grids, axis=0)[:, _whens(problem, showing)]
        return total * (showing.slots or 1) if self.per == "slot" else total

    # -- per use ----------------------------------------------------------------------------------

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Per use, all that share a row with it."""
        if self.per != "use" or showing.index not in problem.selection(self.select):
            return super().concerns(problem, showing)
        named = tuple(who for who, _ in self._fitting(problem, showing))
        return problem.cached((self, "sharing", named), lambda: self._sharing(problem, named))

    def _sharing(self, problem: Problem, named: Iterable[Who]) -> tuple[Showing, ...]:
        """All that are of one of these sessions and tracks."""
        return tuple({one.index: one for who in named for one in self._members(problem, who)}.values())

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Per use, only what nobody else pays for already."""
        if self.per != "use":
            return super().price(problem, showing, others, where)
        fitting = self._fitting(problem, showing)
        if not fitting or showing.index not in problem.selection(self.select):
            return NOTHING
        unpaid = [np.where(self._used(problem, others, who), 0, grid) for who, grid in fitting]
        total: NDArray[np.int64] = np.sum(unpaid, axis=0)[:, _whens(problem, showing)]
        return np.where(problem.chosen_places(self.select, showing), total, 0)

    def _used(self, problem: Problem, others: Timetable, who: Who) -> NDArray[np.bool_]:
        """Rooms x whens in which somebody of a session and track lies."""
        members = problem.cached((self, "indices", who), lambda: _indices(self._members(problem, who)))
        crowd = crowd_of(problem, others, members, np.ones_like(members), self.select)
        crowd = crowd.only((crowd.blocks >= 0) | (crowd.days >= 0))
        used = np.zeros((len(problem.rooms), len(problem.blocks) + len(problem.days)), dtype=bool)
        used[crowd.rooms, np.where(crowd.blocks >= 0, crowd.blocks, len(problem.blocks) + crowd.days)] = True
        return used

    def post(self, rule: Rule) -> None:
        """Per use: one literal for each session and track named, room and block (or day)."""
        if self.per != "use":
            super().post(rule)
            return
        for who, grid in self._grids(rule.problem).items():
            members = self._members(rule.problem, who)
            if rule.touches(members):
                in_blocks = [one for one in members if one.in_blocks]
                for block, rooms in rule.used(in_blocks).items():
                    for room, literal in rooms.items():
                        rule.charge(int(grid[room, block]), literal)
                left = np.where(self._used(rule.problem, rule.fixed, who), 0, grid)
                self._post_days(rule, [one for one in members if not one.in_blocks and rule.is_open(one)], left)

    def plan_signature(self, problem: Problem, showing: Showing) -> Hashable:
        """Which rows name its session."""
        return tuple(who for who, _ in self._fitting(problem, showing) if who[0] is not None)

    def post_plans(self, rule: PlanRule) -> None:
        """Uses by whole tracks, and by everybody."""
        for who, grid in self._grids(rule.problem).items() if self.per == "use" else ():
            members = self._members(rule.problem, who)
            if who[0] is None and rule.touches(members):
                for block, rooms in rule.used(members).items():
                    for room, literal in rooms.items():
                        if room >= 0:
                            rule.charge(int(grid[room, block]), literal)

    def _post_days(self, rule: Rule, showings: Iterable[Showing], grid: NDArray[np.int64]) -> None:
        """Rooms of days that nobody pays for yet, and who may come to use them."""
        uses: dict[int, list[Lit]] = {}
        for showing in showings:
            where = np.arange(grid.shape[0])[:, None] * grid.shape[1] + _whens(rule.problem, showing)
            chosen = rule.problem.chosen_places(self.select, showing)
            for use in rule.possible(showing, where):
                if grid.flat[use]:
                    uses.setdefault(use, []).append(rule.where(showing, (where == use) & chosen))
        for use, literals in uses.items():
            rule.charge(int(grid.flat[use]), rule.any(literals))

    # -- check ------------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each showing, or each use, that costs something."""
        prices: Prices = {}
        for row in self.table:
            for key in row.rows():
                prices[key] = prices.get(key, 0) + row.price
        yield from (self._uses if self.per == "use" else self._showings)(problem, timetable, prices)

    def _showings(self, problem: Problem, timetable: Timetable, prices: Prices) -> Iterator[Violation]:
        named = {key[:2] for key in prices}
        for placement in timetable.selected(self.select):
            price = sum(_price(problem, prices, who, placement) for who in _named(placement.showing) if who in named)
            amount = price * (placement.showing.slots or 1) if self.per == "slot" else price
            if amount:
                sentence = Sentence(
                    "{s} in {r} at {t} costs {n} as the table says.", "{r}의 {s}({t}): 표에 따른 비용 {n}.",
                    **single(problem, placement), n=amount,
                )  # fmt: skip
                yield Violation(self, (placement,), amount, sentence)

    def _uses(self, problem: Problem, timetable: Timetable, prices: Prices) -> Iterator[Violation]:
        named = {key[:2] for key in prices}
        uses: dict[tuple[Who, int, object], list[Placement]] = {}
        for placement in timetable.selected(self.select):
            when = placement.block if placement.block >= 0 else date_of(problem, placement)
            for who in _named(placement.showing):
                if who in named:
                    uses.setdefault((who, placement.room, when), []).append(placement)
        for (who, _, _), placements in uses.items():
            if price := _price(problem, prices, who, placements[0]):
                yield Violation(self, tuple(placements), price, _use_said(problem, placements[0], price))


def _use_said(problem: Problem, first: Placement, price: int) -> Sentence:
    room = problem.rooms[first.room]
    if first.block >= 0:
        return Sentence(
            "{r} is used in block {b}, by {s}; that costs {n}.", "{r}: 블록 {b} 사용({s}), 비용 {n}.",
            r=room, b=problem.block_named(first.block), s=first.showing, n=price,
        )  # fmt: skip
    return Sentence(
        "{r} is used on {d}, by {s}; that costs {n}.", "{r}: {d} 사용({s}), 비용 {n}.",
        r=room, d=Day(date_of(problem, first)), s=first.showing, n=price,
    )  # fmt: skip


def _named(showing: Showing) -> tuple[Who, ...]:
    """What rows may name to fit a showing."""
    session, track = showing.session.id, showing.track
    every: tuple[Who, ...] = ((None, None), (session, None))
    return every if track is None else (*every, (None, track), (session, track))


def _whens(problem: Problem, showing: Showing) -> NDArray[np.int64]:
    """The block at each position, or, counted on after the blocks, the day."""
    at = showing.positions
    return np.where(at.blocks >= 0, at.blocks, len(problem.blocks) + at.days)


def _indices(showings: Iterable[Showing]) -> NDArray[np.int64]:
    return np.array([one.index for one in showings], dtype=np.int64)


def _price(problem: Problem, prices: Prices, who: Who, placement: Placement) -> int:
    """Sum of the rows that name exactly this session and track and fit the place."""
    rooms = (None, problem.rooms[placement.room].id)
    blocks = (None, problem.blocks[placement.block].id) if placement.block >= 0 else (None,)
    places = product(rooms, blocks, (None, date_of(problem, placement)))
    return sum(prices.get((*who, *place), 0) for place in places)
