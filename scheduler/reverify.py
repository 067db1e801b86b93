"""The report after some showings moved, from the report before: only what the moves can touch is checked.

What a rule is asked again about is what it says itself that a move concerns (``Constraint.concerns``), and the answer
comes from the same ``violations``.  A page answers with this at once; ``verify`` stays what decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.builtin import OF_SEVERAL, builtin_violations
from scheduler.constraint import Constraint
from scheduler.verify import Report, reported, verify

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable
    from scheduler.verify import Waiver

FEW = 8
"""A rule that concerns less than one showing in so many is asked about those only; else about all: as quick."""


def reverify(
    before: Report, problem: Problem, after: Timetable, moved: Iterable[Showing], waivers: Sequence[Waiver] = ()
) -> Report:
    """What ``verify`` says of ``after``, which is the timetable of ``before`` but for the showings that moved.

    ``problem`` is that of ``before``, except that pins of the moved showings may differ.  Whoever is chosen
    anew may matter to any rule, so then everything is checked.  The same violations as ``verify``
    finds, those of a rule perhaps in another order.
    """
    if before.timetable.assigned != after.assigned:
        return verify(problem, after, waivers)
    showings = tuple(moved)
    known: dict[Constraint, list[Violation]] = {}
    for one in before.violations:
        if isinstance(one.rule, Constraint):
            known.setdefault(one.rule, []).append(one)
    found = list(builtin_violations(problem, after, _still(before, after, showings)))
    for rule in problem.rules:
        found += _again(rule, problem, known.get(rule, []), before.timetable, after, showings)
    return reported(problem, after, found, waivers)


def _still(before: Report, after: Timetable, moved: Sequence[Showing]) -> dict[int, list[Violation]]:
    """What is built in and broken by showings that lie where they lay, by index."""
    elsewhere = {one.index for one in moved}
    found: dict[int, list[Violation]] = {index: [] for index in after.placements if index not in elsewhere}
    for one in before.violations:
        if isinstance(one.rule, str) and one.rule not in OF_SEVERAL:
            index = one.placements[0].showing.index
            if index in found:
                found[index].append(one)
    return found


def _again(
    rule: Constraint,
    problem: Problem,
    known: list[Violation],
    before: Timetable,
    after: Timetable,
    moved: Sequence[Showing],
) -> Iterable[Violation]:
    """Violations of one rule."""
    near = {one.index: one for each in moved for one in rule.concerns(problem, each)}
    if not near:
        return known
    if len(near) * FEW > len(problem.showings):
        return rule.violations(problem, after)
    then = list(rule.violations(problem, before.only(near)))
    now = list(rule.violations(problem, after.only(near)))
    changed = _exchanged(known, then, now)
    return rule.violations(problem, after) if changed is None else changed


def _exchanged(known: list[Violation], then: list[Violation], now: list[Violation]) -> list[Violation] | None:
    """Those known, with ``now`` in place of ``then``; None if one of ``then`` is not known."""
    gone, about = Counter(map(_said, then)), {_about(one) for one in then}
    kept = []
    for one in known:
        key = _said(one) if _about(one) in about else None
        if key is not None and gone[key]:
            gone[key] -= 1
        else:
            kept.append(one)
    return None if gone.total() else kept + now


def _about(one: Violation) -> Any:
    """Where it is, by how much, and about whom."""
    where = tuple((placement.showing.index, placement.place) for placement in one.placements)
    return where, one.amount, one.subject


def _said(one: Violation) -> Any:
    """The same with the sentence, which takes its time."""
    return _about(one), one.sentence.text()
