"""Showings put somewhere by hand: what that makes of the timetable, what it costs, and the edits that keep it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from scheduler.answer import Answer, PlacedShowing, entry_of, timetable_of
from scheduler.faults import Fault, FestivalError
from scheduler.reverify import reverify
from scheduler.settling import settled
from web.entries import ASSIGNMENTS, PINS, PLACEMENTS, Name, key_of, showing_key
from web.operations import Edit

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Assignment, Placement, Timetable
    from scheduler.verify import Report
    from web.workspace import Workspace


ALL = ("room", "day", "start", "block", "slot")
"""What of a placement a pin can hold."""


MOST = 1000
"""Showings that are moved at once."""


class Place(BaseModel):
    """Where a showing shall be; without a room nowhere."""

    model_config = ConfigDict(extra="forbid")

    session: str
    showing: int = 1
    room: str | None = None
    start: str | None = None
    block: str | None = None
    slot: int | None = None


@dataclass(frozen=True)
class Moved:
    """What the moves come to."""

    work: Workspace
    showings: tuple[Showing, ...]
    after: Timetable
    report: Report

    @property
    def still(self) -> bool:
        """Whether all of them lie there already."""
        return all(_place(self.work.timetable.of(one)) == _place(self.after.of(one)) for one in self.showings)

    @property
    def mended(self) -> int:
        """How many musts less are broken; below zero: more."""
        return len(self.work.report.broken) - len(self.report.broken)

    def newly_broken(self, lang: str) -> list[str]:
        """Musts that are broken by it."""
        before = {(one.name, one.sentence.text("en")) for one in self.work.report.broken}
        found = [one for one in self.report.broken if one.rule != "placed"]
        return [one.sentence.text(lang) for one in found if (one.name, one.sentence.text("en")) not in before]

    def edits(self, *, pin: bool) -> list[Edit]:
        """Placements, pins that move along (all of them, if ``pin``), and people chosen anew."""
        problem, before = self.work.problem, self.work.timetable
        edits = []
        for showing in self.showings:
            placement = self.after.of(showing)
            edits.append(Edit(Name(PLACEMENTS, showing.key), stored(problem, placement)))
            pinned = self.work.pin_of(showing.key)
            if placement is None and pinned is not None:
                edits.append(Edit(Name(PINS, showing.key)))
            elif placement is not None and (pin or pinned is not None):
                parts = ALL if pin or pinned is None else pinned.keys()
                edits.append(Edit(Name(PINS, showing.key), pin_at(problem, placement, parts)))
        return edits + list(_chosen(before.assigned, self.after.assigned))


def moved(work: Workspace, places: Sequence[Place]) -> Moved:
    """The timetable with the showings there.  ``FestivalError`` for a place that there is not."""
    problem, before = work.problem, work.timetable
    changes: dict[int, Placement | None] = {}
    for place in places:
        showing = problem.by_key.get((place.session, place.showing))
        if showing is None:
            what = f"there is no showing {showing_key(place.session, place.showing)} any more"
            raise FestivalError([Fault("", what)])
        changes[showing.index] = _placement(problem, showing, place)
    showings = tuple(problem.showings[index] for index in changes)
    after = settled(problem, before, before.moved(changes), showings)
    report = reverify(work.report, _without_pins(problem, showings), after, showings, work.waivers)
    return Moved(work, showings, after, report)


def _without_pins(problem: Problem, showings: Sequence[Showing]) -> Problem:
    """The same without the pins of single showings that move along with them."""
    own = {(one.session.id, one.label) for one in showings}
    pins = [one for one in problem.festival.pins if (one.session, one.showing) not in own]
    return replace(problem, festival=problem.festival.model_copy(update={"pins": pins}))


def places_from(data: Any) -> list[Place]:
    """Places of plain data.  ``FestivalError`` with every fault."""
    entries = data if isinstance(data, list) else [data]
    if not 0 < len(entries) <= MOST:
        raise FestivalError([Fault("moves", f"give 1 to {MOST} of them")])
    try:
        return [Place.model_validate(one) for one in entries]
    except ValidationError as error:
        raise FestivalError(Fault(".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()) from None


def pin_edit(work: Workspace, showing: Showing, *, on: bool, parts: Collection[str] = ()) -> Edit:
    """The showing pinned where it lies, in all or in some ``parts`` (of ``ALL``), or no longer."""
    placement = work.timetable.of(showing)
    name = Name(PINS, showing.key)
    return Edit(name, pin_at(work.problem, placement, parts or ALL)) if on and placement is not None else Edit(name)


def replaced(work: Workspace, after: Timetable) -> list[Edit]:
    """Edits that make the whole timetable another one."""
    problem, before = work.problem, work.timetable
    edits = [
        Edit(Name(PLACEMENTS, one.key), stored(problem, after.of(one)))
        for one in problem.showings
        if _place(before.of(one)) != _place(after.of(one))
    ]
    return edits + list(_chosen(before.assigned, after.assigned))


def _place(placement: Placement | None) -> Any:
    return None if placement is None else placement.place


def _placement(problem: Problem, showing: Showing, place: Place) -> Placement | None:
    if place.room is None:
        return None
    try:
        entry = PlacedShowing.model_validate(place.model_dump(exclude_none=True))
    except ValidationError as error:
        raise FestivalError(Fault(str(one["loc"][0]), one["msg"]) for one in error.errors()) from None
    answer = Answer(festival=problem.festival.festival.id, placements=[entry])
    return timetable_of(problem, answer).of(showing)


def stored(problem: Problem, placement: Placement | None) -> Any:
    """What the database keeps of a placement: no more than says where it is."""
    if placement is None:
        return None
    entry = entry_of(problem, placement).model_dump(mode="json", exclude_none=True)
    kept = ("session", "showing", "room", *(("block", "slot") if placement.block >= 0 else ("start",)))
    return {name: entry[name] for name in kept}


def pin_at(problem: Problem, placement: Placement, parts: Collection[str] = ALL) -> dict[str, Any]:
    """A pin of these parts of a placement, in wall-clock time, as people write it."""
    pin: dict[str, Any] = stored(problem, placement)
    if "start" in pin:
        pin["start"] = pin["start"][:16]
    if "day" in parts and not {"start", "block"} & set(parts) and placement.day >= 0:
        pin["day"] = problem.days[placement.day].isoformat()
    return {name: value for name, value in pin.items() if name in ("session", "showing", *parts)}


def _chosen(before: frozenset[Assignment], after: frozenset[Assignment]) -> Iterator[Edit]:
    for one in sorted(before - after):
        yield Edit(Name(ASSIGNMENTS, key_of(ASSIGNMENTS, _person(one))))
    for one in sorted(after - before):
        yield Edit(Name(ASSIGNMENTS, key_of(ASSIGNMENTS, _person(one))), _person(one))


def _person(one: Assignment) -> Mapping[str, Any]:
    return {"role": one.role, "session": one.session, "showing": one.showing, "person": one.person}
