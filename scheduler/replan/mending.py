"""First the fewest people told, then the menu, in so many seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Literal

from scheduler.replan.fewest import Fewest, fewest
from scheduler.replan.menu import Variant, menu

if TYPE_CHECKING:
    from scheduler.replan.announced import Announcement
    from scheduler.solve import Status

FIRST_SHARE = 0.35
"""Of the time for the first answer at the most; it mostly takes a tenth."""

ENDING = 0.05
"""Of the time, what is kept for reading and writing, and for the neighbourhood that is begun last."""


@dataclass
class Replanned:
    """The menu, the fewest people told first."""

    announcement: Announcement
    variants: list[Variant]
    bound: int
    """Notices that no valid timetable can do without."""
    infeasible: bool
    first_seconds: float
    seconds: float
    stopped: bool

    @property
    def fewest(self) -> Variant:
        """The first of the menu."""
        return self.variants[0]

    @property
    def proven(self) -> bool:
        """Whether fewer notices are impossible."""
        return self.fewest.report.valid and self.fewest.told.count <= self.bound

    @property
    def status(self) -> Status:
        """As of a solve: OPTIMAL is about the notices."""
        if self.infeasible:
            return "INFEASIBLE"
        if not self.fewest.report.valid:
            return "UNKNOWN"
        return "OPTIMAL" if self.proven else "FEASIBLE"

    def named(self, name: Literal["fewest", "+1", "+3", "free"]) -> Variant:
        """The variant of that name; the last before it if the search was stopped there."""
        return next((one for one in self.variants if one.name == name), self.variants[-1])


def replan(
    announced: Announcement,
    seconds: float = 60.0,
    *,
    with_menu: bool = True,
    seed: int = 0,
    stopped: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda _: None,
) -> Replanned:
    """The fewest people told, then the menu, in so many seconds.  ``tell`` hears what is being looked for."""
    tell("fewest")
    found = first_answer(announced, FIRST_SHARE * seconds if with_menu else seconds, stopped=stopped)
    return completed(found, seconds, seed=seed, stopped=stopped, tell=tell) if with_menu else found


def first_answer(announced: Announcement, seconds: float, *, stopped: Callable[[], bool] = lambda: False) -> Replanned:
    """The fewest people told, and nothing else on the menu."""
    began = monotonic()
    first: Fewest = fewest(announced, seconds, stopped=stopped)
    after = monotonic() - began
    variants = [Variant("fewest", first.report, first.told)]
    return Replanned(announced, variants, first.bound, first.infeasible, after, after, stopped=stopped())


def completed(
    found: Replanned,
    seconds: float,
    *,
    seed: int = 0,
    stopped: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda _: None,
) -> Replanned:
    """The first answer with the whole menu, in what it left of so many seconds; of none that is valid as it is."""
    if not found.fewest.report.valid or stopped():
        return found
    began, left = monotonic(), max(1.0, (1 - ENDING) * seconds - found.first_seconds)
    variants = menu(found.announcement, found.fewest, left, seed=seed, stopped=stopped, tell=tell)
    taken = found.first_seconds + monotonic() - began
    return replace(found, variants=variants, seconds=taken, stopped=stopped())
