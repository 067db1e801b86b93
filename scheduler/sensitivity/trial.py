"""Trying one change: the showings that it may help are laid anew in the changed festival, the rest stays.

What the same showings would gain without the change is not the change's merit, and is taken off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.explain.relaxing import transferred
from scheduler.explain.watch import Stopped
from scheduler.improve import Rank, rank
from scheduler.losses import losses_of
from scheduler.maps import place_map
from scheduler.pricing import cell_of
from scheduler.replan.announced import Announcement
from scheduler.replan.model import Anew
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

LOOKED_AT = 12
"""Showings that are looked at beside those concerned, those that lose most."""
HELPED = 6
"""Of these at the most so many are laid anew, those that gain most by moving alone."""
OPENED = 14
"""Showings that are laid anew at once, those around them included."""
CELLS = 80
"""Places kept for each of them, the cheapest."""
SECONDS = 1.5
"""For one such question; asked twice, with the change and without."""
LARGE = 120
"""Showings from which on a change is given up if nobody gains by moving alone."""
NOWHERE = 10**9
"""Points that a showing without a place is held to lose."""
Key = tuple[str, int]


@dataclass(frozen=True)
class Outcome:
    """What a change brings."""

    report: Report
    """Of the changed festival."""
    gain: tuple[int, ...]
    """Value of what is placed more, amount of musts mended, points saved at each tier."""


@dataclass
class Trial:
    """The present timetable, and what is known of it without any change."""

    report: Report
    stopped: Callable[[], bool] = lambda: False
    _alone: dict[Key, int] = field(default_factory=dict)
    _plain: dict[tuple[Key, ...], Rank] = field(default_factory=dict)

    def run(self, problem: Problem, concerned: Iterable[Showing]) -> Outcome | None:
        """What the changed festival brings, verified; None if nothing.  ``concerned``: of the unchanged festival.

        ``Stopped`` if the time is over first.
        """
        start = verify(problem, transferred(problem, self.report.timetable))
        names = [_key(one) for one in [*concerned, *self._missing]]
        helped = self._helped(start, list(dict.fromkeys([*names, *self._costliest])))
        if not helped and len(problem.showings) > LARGE and rank(start) >= rank(self.report):
            return None
        opened = _with_those_around(start, dict.fromkeys([*names, *helped]))
        made = self._laid_anew(start, opened)
        gain = _less(self._without(opened), rank(made))
        if gain <= (0,) * len(gain) or (gain[0] and len(made.timetable) <= len(self.report.timetable)):
            return None  # What only need not be placed any more is not placed by that.
        return Outcome(made, gain)

    @cached_property
    def _missing(self) -> list[Showing]:
        """What lies nowhere, the most valuable first; a few of them."""
        nowhere = [one for one in self.report.problem.showings if self.report.timetable.of(one) is None]
        return sorted(nowhere, key=lambda one: (one.optional, -one.value))[: OPENED // 3]

    @cached_property
    def _costliest(self) -> list[Key]:
        losses = losses_of(self.report)
        showings = self.report.problem.showings
        return [_key(showings[index]) for index in sorted(losses, key=lambda index: -losses[index])[:LOOKED_AT]]

    def _helped(self, start: Report, names: Iterable[Key]) -> list[Key]:
        """Those who gain more by moving alone than they would without the change, the most first."""
        gains = {}
        for name in names:
            if self.stopped():
                raise Stopped
            gains[name] = _alone(start, name) - self._alone_before(name)
        return sorted((name for name, gain in gains.items() if gain > 0), key=lambda name: -gains[name])[:HELPED]

    def _alone_before(self, name: Key) -> int:
        if name not in self._alone:
            self._alone[name] = _alone(self.report, name)
        return self._alone[name]

    def _without(self, opened: list[Key]) -> Rank:
        """The best that the same showings come to in the festival as it is."""
        names = tuple(sorted(opened))
        if names not in self._plain:
            self._plain[names] = min(rank(self.report), rank(self._laid_anew(self.report, names)))
        return self._plain[names]

    def _laid_anew(self, start: Report, names: Iterable[Key]) -> Report:
        """The best timetable with these anywhere and all others where they are, or that from which it began."""
        if self.stopped():
            raise Stopped
        problem, timetable = start.problem, start.timetable
        opened = [problem.by_key[name] for name in names if name in problem.by_key]
        anew = Anew(
            Announcement(problem, {}, timetable), timetable, opened, most=CELLS, stopped=self.stopped,
            complete=all(one.optional or timetable.of(one) is not None for one in opened),
        )  # fmt: skip
        anew.hint(timetable)
        made = anew.cheapest(SECONDS).timetable
        report = start if made is None else verify(problem, made)
        return report if rank(report) < rank(start) else start


def _alone(report: Report, name: Key) -> int:
    """Points that the showing would gain by moving alone, on the scale of ``PlaceMap.total``."""
    showing = report.problem.by_key.get(name)
    if showing is None:
        return 0
    found = place_map(report.problem, showing, report.timetable.without([showing]))
    if not found.allowed.any():
        return 0
    place = report.timetable.of(showing)
    cell = None if place is None else cell_of(showing, place)
    total = found.total()
    now = NOWHERE if cell is None or not found.allowed[cell] else int(total[cell])
    return now - int(total[found.allowed].min())


def _with_those_around(start: Report, names: Iterable[Key]) -> list[Key]:
    """These, and whoever lies beside them in their halls, the nearest in time first."""
    chosen = dict.fromkeys(names)
    timetable = start.timetable
    places = [p for name in chosen if (p := _place(start.problem, timetable, name)) is not None]
    near = [
        (abs(other.start - one.start), other.showing.index, _key(other.showing))
        for one in places
        for other in timetable.by_room_day.get((one.room, one.day), ())
    ]
    for *_, name in sorted(near):
        if len(chosen) < OPENED:
            chosen[name] = None
    return list(chosen)


def _place(problem: Problem, timetable: Timetable, name: Key) -> Placement | None:
    showing = problem.by_key.get(name)
    return None if showing is None else timetable.of(showing)


def _key(showing: Showing) -> Key:
    return showing.session.id, showing.label


def _less(before: Rank, after: Rank) -> tuple[int, ...]:
    """How much smaller each number of a rank is; the first that differs decides."""
    flat_before, flat_after = (*before[:2], *before[2]), (*after[:2], *after[2])
    return tuple(then - now for then, now in zip(flat_before, flat_after, strict=True))
