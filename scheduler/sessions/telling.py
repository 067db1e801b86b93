"""The model of plans with all that the rules say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.sessions.model import Opened, PlanDecisions
from scheduler.sessions.rule import PlanRule

if TYPE_CHECKING:
    from scheduler.sessions.layout import Layout
    from scheduler.sessions.plan import Plan


def told(
    layout: Layout, present: Plan | None = None, opened: Opened | None = None, *, only: int | None = None
) -> PlanDecisions:
    """As ``PlanDecisions``, with every rule told that can be."""
    plans = PlanDecisions(layout, present, opened, only=only)
    for rule in layout.problem.rules:
        if not rule.alone and not rule.select.speaks_of_places:
            rule.post_plans(PlanRule(plans, rule))
    return plans
