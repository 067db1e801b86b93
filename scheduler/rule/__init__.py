"""A rule being put on a model: the words in which the kinds speak, one file a theme.

``Rule`` settles must or should, once: a kind says what is charged and when, and never asks which
it is.  Literals may be plain True or False where something is already decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scheduler.rule.blocks import Blocks
from scheduler.rule.choices import Choices
from scheduler.rule.shortage import Shortage

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.decisions import Decisions


class Rule(Shortage, Blocks, Choices):
    """One constraint on one model."""


def post_all(
    decisions: Decisions, constraints: Sequence[Constraint], *, priced: frozenset[Constraint] = frozenset()
) -> None:
    """Put every rule on the model; ``priced`` ones have their single places charged already."""
    for constraint in constraints:
        constraint.post(Rule(decisions, constraint, priced=constraint in priced))
