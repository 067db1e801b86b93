"""The shape of rules that ask which rooms of which blocks a track uses, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.blocks import track_of
from scheduler.constraint import Constraint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.problem import Problem, Showing
    from scheduler.sessions.rule import PlanRule


class RoomsOfBlocks(Constraint):
    """A rule that plans know all about: which showing lies in which slot is the same to it."""

    def plan_signature(self, problem: Problem, showing: Showing) -> None:
        """All of a track are the same."""

    def post_plans(self, rule: PlanRule) -> None:
        """As on a timetable."""
        self.post(rule)

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Its track, if it is placed in blocks."""
        return track_of(problem, self.select, showing)
