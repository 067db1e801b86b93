"""In rooms that share a foyer, starts (or ends) are some minutes apart, or at most so many at once.

    t(1) <= t(2) <= ...   starts (or ends) of selected showings in rooms of one foyer of one venue
    amount(i) = max(0, minutes - (t(i) - t(i - n)))      for i > n               [minutes short]

One violation is one showing that starts (or ends) too soon after the n-th before it: with n = 1 after
the one before.  Seen otherwise: each crowd fills the foyer for so many minutes, it holds n crowds, and
the amount is how long it holds one too many, two too many counting twice.

It is about showings by the clock: slots of a block are the same instants in every room.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.crowd import Crowd, crowd_of, indices_of
from scheduler.fields import Korean, Minutes, Words
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class StartsApart(Constraint):
    """In rooms that share a foyer, starts or ends are some minutes apart."""

    kind: Literal["starts_apart"] = "starts_apart"
    minutes: Minutes = Field(10, title="Apart", description="From one start to the next in the same foyer.")
    of: Literal["start", "end"] = Field("start", title="Of", description="Whether starts or ends are apart.")
    n: Annotated[int, Field(ge=1, le=10_000)] = Field(
        1, title="At once", description="How many may start within these minutes."
    )

    korean: ClassVar[Korean] = {
        "minutes": ("간격", "같은 로비를 쓰는 상영관에서 한 시작부터 다음 시작까지."),
        "of": ("대상", "시작끼리, 또는 끝끼리."),
        "n": ("동시에", "이 시간 안에 몇 개까지 시작할 수 있는지."),
    }
    words: ClassVar[Words] = {
        "of": {"start": ("starts", "시작"), "end": ("ends", "끝")},
    }

    helped: ClassVar[bool] = False
    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"minutes": 10, "of": "start", "weight": 2}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        what = {"start": {"en": "starts", "ko": "시작"}, "end": {"en": "ends", "ko": "종료"}}[self.of]
        if self.n == 1:
            return Sentence(
                "In rooms that share a foyer, {w} are {m} minutes apart.",
                "로비를 함께 쓰는 상영관의 {w} 시각은 {m}분 이상 차이를 둡니다.",
                w=what, m=self.minutes,
            )  # fmt: skip
        return Sentence(
            "In rooms that share a foyer, there are at most {n} {w} within {m} minutes.",
            "로비를 함께 쓰는 상영관에서 {m}분 안에 {w}이(가) {n}건을 넘지 않습니다.",
            w=what, m=self.minutes, n=self.n,
        )  # fmt: skip

    # -- the model ------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """How many crowds fill each foyer between every two instants at which one comes or goes.

        Size: O(open places in the foyer), each in as many sums as there are instants in ``minutes``.
        """
        problem, lasting = rule.problem, self.minutes * rule.problem.minute
        for rooms in _foyers(problem):
            owners, times, literals = self._open_times(rule, rooms)
            fixed = self._times(problem, rule.fixed, rooms)
            instants = np.unique(np.concatenate([times, times + lasting, fixed, fixed + lasting]))
            for low, high in pairwise(instants.tolist()):
                here = slice(*np.searchsorted(times, (low - lasting, low), side="right").tolist())
                there = int(((fixed > low - lasting) & (fixed <= low)).sum()) - self.n
                most = there + len(np.unique(owners[here]))
                if most > 0 and literals[here]:
                    rule.excess(rule.total(literals[here]) + there, most=most, times=(high - low) // problem.minute)

    def _open_times(
        self, rule: Rule, rooms: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], list[Lit]]:
        """Showing, start (or end) and literal of each place of an open showing in the foyer, in order of time."""
        rows, literals = [np.zeros((2, 0), dtype=np.int64)], []
        for one in rule.open:
            if self._minds(rule.problem, one):
                there, positions = rule.places_of(one)
                chosen = rule.problem.chosen_places(self.select, one) & rooms[:, None]
                kept = np.flatnonzero(np.broadcast_to(chosen, one.legal.shape)[there, positions])
                rows.append(np.stack([np.full(len(kept), one.index), self._moments(one)[positions[kept]]]))
                own = rule.literals_of(one)
                literals += [own[number] for number in kept.tolist()]
        owners, times = np.concatenate(rows, axis=1)
        order = np.argsort(times, kind="stable")
        return owners[order], times[order], [literals[number] for number in order.tolist()]

    def _times(self, problem: Problem, timetable: Timetable, rooms: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Starts (or ends) of what lies in the foyer, in order."""
        crowd = timetable.cached((self, "crowd"), lambda: self._crowd(problem, timetable))
        crowd = crowd.only(rooms[crowd.rooms])
        return np.sort(crowd.starts if self.of == "start" else crowd.ends)

    def _crowd(self, problem: Problem, timetable: Timetable) -> Crowd:
        minded = problem.cached((self, "minded"), lambda: self._minded(problem))
        return crowd_of(problem, timetable, minded, np.zeros_like(minded), self.select)

    def _minded(self, problem: Problem) -> NDArray[np.int64]:
        return indices_of(one for one in problem.selected(self.select) if not one.in_blocks)

    def _minds(self, problem: Problem, showing: Showing) -> bool:
        return not showing.in_blocks and showing.index in problem.selection(self.select)

    def _moments(self, showing: Showing) -> NDArray[np.int64]:
        """Of each position the start, or the end."""
        return showing.positions.starts if self.of == "start" else showing.positions.ends

    # -- the price ------------------------------------------------------------------------------

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """All that are selected, if it is."""
        return problem.selected(self.select) if self._minds(problem, showing) else ()

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """How long the foyer holds one too many while its own crowd is there.  Size: O(foyers * positions)."""
        if not self._minds(problem, showing):
            return NOTHING
        where = where & problem.chosen_places(self.select, showing)
        if not where.any():
            return NOTHING
        prices, moments = np.zeros(where.shape, dtype=np.int64), self._moments(showing)
        for number, rooms in enumerate(_foyers(problem)):
            if where[rooms].any():
                prices[rooms] = self._minutes_full(problem, others, number, moments)
        return np.where(where, prices, 0)

    def _minutes_full(
        self, problem: Problem, others: Timetable, foyer: int, moments: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Minutes, in the first ``minutes`` from each moment, at which the foyer is full."""
        points, since = others.cached((self, foyer), lambda: self._full(problem, others, _foyers(problem)[foyer]))
        if not len(points):
            return np.zeros_like(moments)
        until = [np.interp(at, points, since) for at in (moments + self.minutes * problem.minute, moments)]
        return np.rint(until[0] - until[1]).astype(np.int64) // problem.minute

    def _full(
        self, problem: Problem, others: Timetable, rooms: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """From when to when the foyer is full of crowds, one after the other, and for how long in all so far."""
        times, lasting = self._times(problem, others, rooms), self.minutes * problem.minute
        lows, highs = times[self.n - 1 :], times[: max(0, len(times) - self.n + 1)] + lasting
        lows = np.maximum(lows, np.append(0, highs[:-1])[: len(lows)])
        full = lows < highs
        points = np.stack([lows[full], highs[full]], axis=1).ravel()
        return points, np.cumsum(np.diff(points, prepend=points[:1]) * (np.arange(len(points)) % 2))

    # -- the check ------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Of each foyer, whoever comes too soon after the n-th before."""
        foyers: dict[tuple[str | None, str], list[Placement]] = {}
        for placement in timetable.selected(self.select):
            room = problem.rooms[placement.room]
            if room.foyer is not None and placement.block < 0:
                foyers.setdefault((room.venue, room.foyer), []).append(placement)
        for (_, foyer), placements in foyers.items():
            crowds = sorted((p.start if self.of == "start" else p.end, p.showing.index, p) for p in placements)
            for number in range(self.n, len(crowds)):
                together = crowds[number - self.n : number + 1]
                short = problem.minutes(self.minutes * problem.minute - (together[-1][0] - together[0][0]))
                if short > 0:
                    blamed = tuple(p for _, _, p in together)
                    yield Violation(self, blamed, short, self._sentence(problem, foyer, together, short))

    def _sentence(self, problem: Problem, foyer: str, together: list[Crowding], short: int) -> Sentence:
        texts = {
            "start": ("{s} start at {t} and {u}", "{s}: {t}와 {u}에 시작하여"),
            "end": ("{s} end at {t} and {u}", "{s}: {t}와 {u}에 끝나"),
        }[self.of]
        return Sentence(
            texts[0] + ", {n} minutes too close for foyer {f}.", texts[1] + " 로비 {f}에서 간격이 {n}분 부족합니다.",
            s=[p.showing for _, _, p in together], t=problem.when(together[0][0]), u=problem.when(together[-1][0]),
            n=short, f=foyer,
        )  # fmt: skip


Crowding = tuple[int, int, "Placement"]
"""Start or end, index of the showing, placement."""


def _foyers(problem: Problem) -> list[NDArray[np.bool_]]:
    """Of each foyer of a venue, whether each room opens onto it."""
    return problem.cached("foyers", lambda: _make_foyers(problem))


def _make_foyers(problem: Problem) -> list[NDArray[np.bool_]]:
    names = [(room.venue, room.foyer) for room in problem.rooms]
    return [np.array([name == one for one in names]) for name in dict.fromkeys(names) if name[1] is not None]
