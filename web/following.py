"""A workspace at a later revision, from the one before: nothing compiled, only what moved is placed and checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.answer import Answer, ChosenPerson, PlacedShowing, timetable_of
from scheduler.festival import Pin
from scheduler.reverify import reverify
from scheduler.timetable import Timetable
from web.entries import ASSIGNMENTS, PINS, PLACEMENTS
from web.merging import laid

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from web.merging import Change, State
    from web.workspace import Workspace


def followed(work: Workspace, head: int, changes: Sequence[Change]) -> Workspace:
    """The revision ``head``, which differs by these changes of the timetable and pins.

    What was not yet worked out of the one before is not worked out here either.
    """
    light = laid(work.light, changes)
    pins = [one for one in changes if one.list == PINS]
    problem = with_pins(work.problem, light) if pins else work.problem
    made = replace(work, head=head, problem=problem, light=light, checked=True)
    if "timetable" in work.__dict__:
        made.timetable = _moved(work, made, changes)
    if "report" in work.__dict__ and not any(_freezes(one) for one in pins):
        moved = {one.index: one for change in changes for one in _touched(problem, change)}
        made.report = reverify(work.report, problem, made.timetable, moved.values(), made.waivers)
        made.checked = False
    return made


def with_pins(problem: Problem, light: State) -> Problem:
    """The same, its festival naming the pins there are."""
    pins = [Pin.model_validate(entry.data) for name, entry in light.items() if name.list == PINS]
    return replace(problem, festival=problem.festival.model_copy(update={"pins": pins}))


def _moved(work: Workspace, made: Workspace, changes: Iterable[Change]) -> Timetable:
    """The timetable of the later revision."""
    places = {one.name: one for one in changes if one.list == PLACEMENTS}
    chosen = any(one.list == ASSIGNMENTS for one in changes)
    data = (made.light[name].data for name in places if name in made.light)
    answer = Answer(
        festival=work.problem.festival.festival.id,
        placements=[PlacedShowing.model_validate(one) for one in data],
        assignments=[ChosenPerson.model_validate(one) for one in made.of(ASSIGNMENTS)] if chosen else [],
    )
    few = timetable_of(work.problem, answer)
    gone = {one.index: None for change in places.values() for one in _touched(work.problem, change)}
    after = work.timetable.moved({**gone, **few.placements})
    return Timetable(work.problem, after.placements, few.assignments) if chosen else after


def _touched(problem: Problem, change: Change) -> Iterable[Showing]:
    """Showings that a placement or pin is about."""
    data = change.before or change.after
    if change.list not in (PLACEMENTS, PINS) or not data.get("session"):
        return ()
    if change.list == PINS and data.get("showing") is None:
        return problem.by_session.get(data["session"], ())
    found = problem.by_key.get((data["session"], data.get("showing", 1)))
    return () if found is None else (found,)


def _freezes(pin: Change) -> bool:
    """Whether it is about a selection, not about one session."""
    return not (pin.before or pin.after).get("session")
