"""What a rule says in one festival: sessions, rooms and resources by their names rather than by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.sentence import Mention, Name

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.problem import Problem
    from scheduler.sentence import Sentence


def sentence_of(problem: Problem, rule: Constraint) -> Sentence:
    """The rule as organisers read it."""
    return rule.describe().naming(lambda mention: named(problem, mention))


def named(problem: Problem, mention: Mention) -> Name:
    """The name or title of an entry of the document, or else its id."""
    names = problem.cached(("names", mention.of), lambda: _names(getattr(problem.festival, mention.of)))
    return Name(names.get(mention.id), mention.id)


def _names(entries: list[Any]) -> dict[str, Any]:
    return {one.id: getattr(one, "title", None) or getattr(one, "name", None) for one in entries}
