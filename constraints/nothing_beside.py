"""While a selected session runs nothing else does: everybody can be at the ceremony.

    amount(s, t) = minutes at which s and t both run                                [minutes]

for a selected showing s and any other t in the festival (or, if said, in the same venue) that ``not``
does not select.  Two selected ones count once.  Showings of one ``simulcast`` session are exempt.

One violation is one pair of showings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler import measures
from scheduler.buckets import venues
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.crowd import common_minutes, crowd_of
from scheduler.fields import Korean, Words
from scheduler.pairing import simulcast
from scheduler.select import Select
from scheduler.sentence import Sentence
from scheduler.timetable import gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.decisions import Lit
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class NothingBeside(Constraint):
    """While a selected session runs nothing else does."""

    kind: Literal["nothing_beside"] = "nothing_beside"
    within: Literal["festival", "venue"] = Field(
        "festival", alias="in", title="Where", description="Nothing else in the whole festival, or in the same venue."
    )
    but: Select = Field(
        default_factory=Select, alias="not", title="But for", description="What may run beside it; empty = nothing."
    )

    korean: ClassVar[Korean] = {
        "within": ("범위", "영화제 전체에서, 또는 같은 건물에서 다른 것이 없어야 합니다."),
        "but": ("예외", "나란히 있어도 되는 것. 비워 두면 없습니다."),
    }
    words: ClassVar[Words] = {
        "within": {"festival": ("the whole festival", "영화제 전체"), "venue": ("the same venue", "같은 건물")},
    }

    helped: ClassVar[bool] = False
    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {
        "select": {"types": ["ceremony"]}, "in": "venue", "not": {"types": ["rehearsal"]}, "weight": 500,
    }  # fmt: skip

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """Ceremonies, if there are any."""
        if any(session.type == "ceremony" for session in festival.sessions):
            yield cls(select=Select(types=("ceremony",)), weight=500)

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "While a selected session runs, nothing else does in {where}{but}.",
            "선택한 행사가 열리는 동안 {where}에서는 다른 행사가 열리지 않습니다{but}.",
            where=Sentence("the festival", "축제 전체")
            if self.within == "festival"
            else Sentence("its venue", "같은 건물"),
            but="" if self.but.everything else Sentence(", exceptions aside", "(예외 제외)"),
        )

    # -- who ------------------------------------------------------------------------------------

    @property
    def exact_in_maps(self) -> bool:
        """As a sum over pairs it is."""
        return True

    @property
    def others(self) -> Select:
        """What may not run beside a selected session."""
        return Select() if self.but.everything else Select(not_=self.but)

    def mates(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """Indices of all that may not run beside the showing: every other one, or the selected ones."""
        return problem.cached((self, "mates", showing.index), lambda: self._mates(problem, showing))

    def _mates(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        chosen = problem.selection(self.select)
        every = problem.showings if showing.index in chosen else problem.selected(self.select)
        mates = [one.index for one in every if one is not showing and not simulcast(one, showing)]
        return np.array(mates, dtype=np.int64)

    def concerns(self, problem: Problem, showing: Showing) -> Iterator[Showing]:
        """Itself and all that may not run beside it."""
        mates = self.mates(problem, showing)
        if len(mates):
            yield showing
        for index in mates.tolist():
            yield problem.showings[index]

    # -- prices and model -----------------------------------------------------------------------

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Common minutes with all that is beside it, or that it is beside, once.  Size: O(n log n + positions)."""
        mates = self.mates(problem, showing)
        if not len(mates):
            return NOTHING
        both = problem.cached((self, "selects"), lambda: (self.select, self.others))
        chosen, meant = (problem.chosen_places(select, showing) for select in both)
        selected = self._crowd(problem, others, mates, self.select)
        if not chosen.any():
            # It can only be what is beside; whether a selected one is also of the others is all the same.
            return np.where(meant, self._common(problem, showing, selected), 0) if len(selected) else NOTHING
        beside = self._crowd(problem, others, mates, both[1])
        also, twice = np.isin(selected.indices, beside.indices), np.isin(beside.indices, selected.indices)
        groups = (chosen, beside.only(~twice)), (meant, selected.only(~also)), (chosen | meant, beside.only(twice))
        total = NOTHING
        for there, crowd in groups:
            if len(crowd) and there.any():
                total = total + np.where(there, self._common(problem, showing, crowd), 0)
        return total

    def _crowd(self, problem: Problem, others: Timetable, mates: NDArray[np.int64], select: Select) -> Crowd:
        """Those of the mates that are selected where they lie."""
        crowd = crowd_of(problem, others, mates, np.ones_like(mates), select)
        may = problem.cached(("may", select), lambda: _may(problem, select))
        return crowd.only(may[crowd.indices])

    def _common(self, problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
        """Minutes in common with all of them, or at each place with those in its venue."""
        if self.within == "festival":
            return common_minutes(problem, showing, crowd)[None, :]
        of_room = venues(problem)
        of_crowd = of_room[crowd.rooms]
        total = np.zeros((of_room.max() + 1, len(showing.positions)), dtype=np.int64)
        for venue in np.unique(of_crowd).tolist():
            total[venue] = common_minutes(problem, showing, crowd.only(of_crowd == venue))
        return total[of_room]

    def post(self, rule: Rule) -> None:
        """Prices against what is fixed; constraints for pairs that are both open."""
        for showing in rule.open:
            if not rule.priced:
                rule.charge_places(showing, self.price(rule.problem, showing, rule.fixed, rule.everywhere(showing)))
            for index in self.mates(rule.problem, showing).tolist():
                if index > showing.index and rule.is_open(other := rule.problem.showings[index]):
                    self._post_pair(rule, showing, other)

    def _post_pair(self, rule: Rule, one: Showing, other: Showing) -> None:
        """Not at once, if either is selected and the other not excepted.  Size: O(1), or O(venues)."""
        counts = rule.any([self._beside(rule, one, other), self._beside(rule, other, one)])
        there: list[Lit] = []
        if self.within == "venue":
            of_room = venues(rule.problem)[:, None]
            there = [rule.related(one, of_room, other, of_room, np.eye(of_room.max() + 1, dtype=bool))]
        measures.charge(rule, "minutes", one, other, 1, counts, *there)

    def _beside(self, rule: Rule, selected: Showing, other: Showing) -> Lit:
        return rule.both(rule.chosen(selected), rule.chosen(other, self.others))

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each showing that runs beside a selected one."""
        told: set[tuple[int, int]] = set()
        for placement in timetable.selected(self.select):
            for other in timetable.by_time:
                # Ordinary comparisons first, as this is asked of everything there is.
                if (
                    other.start < placement.end
                    and placement.start < other.end
                    and self._counts(problem, placement, other)
                ):
                    pair = (placement.showing.index, other.showing.index)
                    if pair[::-1] not in told:
                        told.add(pair)
                        minutes = problem.minutes(min(other.end, placement.end) - max(other.start, placement.start))
                        sentence = self._sentence(problem, placement, other, minutes)
                        yield Violation(self, (placement, other), minutes, sentence)

    def _counts(self, problem: Problem, placement: Placement, other: Placement) -> bool:
        """Whether two that are near in time really overlap, and may not."""
        if placement.showing is other.showing or gap(placement, other) >= 0:
            return False
        if self.within == "venue" and problem.rooms[placement.room].venue != problem.rooms[other.room].venue:
            return False
        if placement.showing.session is other.showing.session and other.showing.session.simulcast:
            return False
        return self.but.everything or not self.but.selects(problem, other.showing, other.room, other.day)

    def _sentence(self, problem: Problem, placement: Placement, other: Placement, minutes: int) -> Sentence:
        return Sentence(
            "{o} in {ro} runs beside {s} in {rs}, for {n} min from {t}.",
            "{rs}의 {s} 동안 {ro}에서 {o}이(가) {t}부터 {n}분간 함께 열립니다.",
            s=placement.showing, rs=problem.rooms[placement.room], o=other.showing, ro=problem.rooms[other.room],
            n=minutes, t=problem.when(max(placement.start, other.start)),
        )  # fmt: skip


def _may(problem: Problem, select: Select) -> NDArray[np.bool_]:
    """Of every showing whether it can be selected anywhere."""
    return np.isin(np.arange(len(problem.showings)), list(problem.selection(select)))
