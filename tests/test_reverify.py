"""A report made anew after a few moves says what the verifier says of the whole."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.formats.document import load
from scheduler.reverify import reverify
from scheduler.samples import sample
from scheduler.timetable import Assignment, Timetable
from scheduler.verify import Report, Waiver, verify

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement


@cache
def begun(name: str) -> tuple[Problem, Timetable]:
    """A fixture with everything somewhere, so that most rules are broken."""
    problem, random = compile_festival(load(sample(name))), Random(1)
    placed = {one.index: somewhere(problem, one, random) for one in problem.showings}
    return problem, Timetable(problem, {}).moved(placed)


def said(report: Report) -> Counter[Any]:
    """All that a report says, whatever the order."""
    return Counter(
        (one.name, id(one.rule), one.amount, one.subject, one.sentence.text("en"), one.sentence.text("ko"))
        for one in report.violations
    )


def somewhere(problem: Problem, showing: Showing, random: Random) -> Placement | None:
    """Nowhere, or any place of its own."""
    places = np.argwhere(showing.legal)
    if not len(places) or random.random() < 0.15:
        return None
    room, position = places[random.randrange(len(places))].tolist()
    return placement_at(problem, showing, room, position)


@pytest.mark.parametrize(("name", "steps"), [("kaiff-2024", 25), ("summit", 6)], ids=lambda value: str(value))
def test_move_after_move_the_report_is_the_verifiers(name: str, steps: int) -> None:
    problem, timetable = begun(name)
    random, report, changed = Random(7), verify(problem, timetable), 0
    for _ in range(steps):
        showings = random.sample(problem.showings, random.choice([1, 1, 1, 2]))
        after = report.timetable.moved({one.index: somewhere(problem, one, random) for one in showings})
        made, whole = reverify(report, problem, after, showings), verify(problem, after)
        assert said(made) == said(whole)
        assert (made.penalty, made.valid) == (whole.penalty, whole.valid)
        changed += said(made) != said(report)
        report = made
    assert changed > steps / 2


def test_somebody_else_chosen_is_checked_too() -> None:
    problem, timetable = begun("kaiff-2024")
    jury = problem.festival.juries[0]
    seen = next(one for one in problem.showings if jury.sees.takes(one))
    chosen = Assignment(jury.id, seen.session.id, seen.label, jury.people[0])
    other = Timetable(problem, timetable.placements, (chosen,))
    before = verify(problem, timetable)

    made = reverify(before, problem, other, ())

    assert said(made) == said(verify(problem, other)) != said(before)


def test_a_waiver_lapses_with_the_move() -> None:
    problem, timetable = begun("kaiff-2024")
    showing = next(one for one in problem.showings if timetable.of(one) is not None)
    waiver = Waiver("placed", (), subject=showing.key)

    before = verify(problem, timetable.moved({showing.index: None}), [waiver])
    after = reverify(before, problem, timetable, [showing], [waiver])

    assert len(before.waived) == 1
    assert (after.waived, after.lapsed) == ([], [waiver])
