"""A must."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.explain.parts.base import Clause, Part
from scheduler.mentions import sentence_of
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival
    from scheduler.problem import Problem


@dataclass(frozen=True, eq=False)
class Must(Part):
    """A rule that must be kept."""

    kind: ClassVar[str] = "rule"
    number: int
    """Place in the document's list of rules; -1 if it holds though the document does not write it."""
    rule: Constraint

    @property
    def default(self) -> bool:
        """Whether the document does not write it."""
        return self.number < 0

    @property
    def key(self) -> tuple[Any, ...]:
        """By its kind and place."""
        return self.kind, self.rule.kind, self.number

    def without(self, festival: Festival) -> Festival:
        """Without the rule."""
        return festival.model_copy(update={"rules": [one for one in festival.rules if one is not self.rule]})

    def clause(self, problem: Problem) -> Clause:
        """What it says, which is a sentence by itself."""
        return Clause("{d}", "{d}", d=sentence_of(problem, self.rule))

    def sentence(self, problem: Problem) -> Sentence:
        """The same, with its place in the document."""
        if self.default:
            return Sentence("Always: {d}", "기본 규칙: {d}", d=sentence_of(problem, self.rule))
        return Sentence("Rule {n}: {d}", "규칙 {n}번: {d}", n=self.number + 1, d=sentence_of(problem, self.rule))


def musts(scope: Scope) -> Iterator[Part]:
    """Every must that speaks of the scope; the document's own before default ones."""
    numbers = {id(one): number for number, one in enumerate(scope.problem.festival.rules)}
    found = [Must(numbers.get(id(one), -1), one) for one in scope.rules]
    return iter(sorted(found, key=lambda one: one.default))
