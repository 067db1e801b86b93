"""What a late end breaks, and remedies that were each tried, the least trouble first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from scheduler.compile import compile_festival
from scheduler.replan.announced import announcement
from scheduler.replan.overrun import moving
from scheduler.replan.overrun.breaks import Known
from scheduler.replan.overrun.late import can_be_shortened, delayed, shortened
from scheduler.replan.told import Told, told
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from scheduler.answer import Answer
    from scheduler.constraint import Violation
    from scheduler.festival import Festival
    from scheduler.problem import Problem
    from scheduler.replan.announced import Announcement
    from scheduler.replan.overrun.late import Late
    from scheduler.timetable import Timetable

Kind = Literal["nothing", "shorten", "hold", "room", "swap"]


@dataclass(eq=False)
class Remedy:
    """One thing to do, done."""

    kind: Kind
    announcement: Announcement
    """Of the document as it is then."""
    report: Report
    told: Told
    breaks: list[Violation]
    """Musts broken that were not before."""
    part: str = ""
    """What is shortened."""
    minutes: int = 0
    """By how much; or how much later the others start, all together."""

    @property
    def rank(self) -> tuple[int, int, int, int, tuple[int, ...]]:
        """Smaller is better: nothing broken, few notices, few minutes, few points."""
        amount = sum(one.amount for one in self.breaks)
        return amount, self.told.count, self.told.other_time, self.minutes, tuple(self.report.by_tier.values())


@dataclass(eq=False)
class Outlook:
    """A late end: what it breaks if nothing is done, and remedies."""

    late: Late
    nothing: Remedy
    remedies: list[Remedy] = field(default_factory=list)
    """Those that mend all that it breaks."""

    @property
    def taken(self) -> Remedy:
        """The first remedy; if nothing breaks, or nothing helps, to do nothing."""
        return self.remedies[0] if self.remedies and self.nothing.breaks else self.nothing


def outlook(problem: Problem, answer: Answer, timetable: Timetable, late: Late) -> Outlook:
    """What the late end does, and what was tried and helps."""
    tries = _Tries(problem.festival, answer, late, Known(problem, timetable))
    found = Outlook(late, tries.tried("nothing", tries.delayed))
    if found.nothing.breaks:
        remedies = [one for one in tries.all(found.nothing) if not one.breaks]
        found.remedies = sorted(remedies, key=lambda one: one.rank)
    return found


@dataclass(eq=False)
class _Tries:
    festival: Festival
    answer: Answer
    late: Late
    known: Known
    """What was broken already."""

    def __post_init__(self) -> None:
        self.delayed = self._announced(delayed(self.festival, self.late))

    def _announced(self, festival: Festival) -> Announcement:
        made = announcement(compile_festival(festival), self.answer, self.late.now)
        for index, one in made.showings.items():
            # On the day nearly all is sold: what has not begun may wait, or go to another room.
            begun = one.begun and not (one.placement is not None and self.late.delays(one.placement))
            made.showings[index] = replace(one, begun=begun, frozen=begun)
        return made

    def all(self, nothing: Remedy) -> Iterator[Remedy]:
        """Each way with all else as it is."""
        yield from self._shortened(nothing)
        announced = self.delayed
        blamed = [p.showing for one in nothing.breaks for p in one.placements]
        held = moving.held(announced, nothing.report, blamed, self.known, self.late.now)
        if held is not None:
            minutes = moving.minutes_later(announced, held)
            yield self._moved("hold", nothing, held, minutes)
        rooms = list(moving.elsewhere(announced, blamed, self.late.now))
        for made in rooms:
            yield self._moved("room", nothing, made)
        # Two that change rooms are more trouble than one that goes to a free one.
        for made in () if rooms else moving.swapped(announced, blamed, self.late.now):
            yield self._moved("swap", nothing, made)

    def _shortened(self, nothing: Remedy) -> Iterator[Remedy]:
        """What is still to come of the late showing, by as few minutes as do."""
        festival = self.delayed.problem.festival
        for part, most in can_be_shortened(festival, self.late):
            needed = min(self.late.minutes, max(one.amount for one in nothing.breaks))
            for minutes in dict.fromkeys((needed, self.late.minutes)):
                if minutes <= most:
                    announced = self._announced(shortened(festival, self.late, part, minutes))
                    remedy = self.tried("shorten", announced, part=part, minutes=minutes)
                    if not remedy.breaks:
                        yield remedy
                        break

    def tried(self, kind: Kind, announced: Announcement, *, part: str = "", minutes: int = 0) -> Remedy:
        """What comes of another document, with all where it was announced."""
        report = verify(announced.problem, announced.timetable, announced.waivers)
        return self._remedy(kind, announced, report, part, minutes)

    def _moved(self, kind: Kind, nothing: Remedy, made: Timetable, minutes: int = 0) -> Remedy:
        """What comes of moving others."""
        report = moving.after(self.delayed, nothing.report, made)
        return self._remedy(kind, self.delayed, report, minutes=minutes)

    def _remedy(self, kind: Kind, announced: Announcement, report: Report, part: str = "", minutes: int = 0) -> Remedy:
        breaks = self.known.new(report)
        return Remedy(kind, announced, report, told(announced, report.timetable), breaks, part, minutes)
