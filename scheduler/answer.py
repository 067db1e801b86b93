"""The timetable as a document: written, and read back against its festival."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scheduler import translate
from scheduler.clock import exists
from scheduler.compile.parts import labelled
from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.fields import LocalTime
from scheduler.findings import dotted
from scheduler.outdated import differing, is_outdated
from scheduler.timetable import Assignment, Placement, Timetable, Unplaced
from scheduler.verify import Waiver

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing

FESTIVAL = "this is a festival, not a timetable; the timetable, which showgrid solve writes, is named second"
LISTS = {"rooms", "sessions"}
"""What only a festival has."""


class _Part(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class PlacedShowing(_Part):
    """One showing's room and time, local with offset; ``end`` is without turnaround."""

    session: str
    showing: int = 1
    room: str
    start: LocalTime | None = None
    end: LocalTime | None = None
    day: str | None = None
    block: str | None = None
    slot: int | None = Field(None, description="First slot of the block, from 1.")


class ChosenPerson(_Part):
    """Somebody chosen for a showing."""

    role: str | None = None
    jury: str | None = None
    resource: str | None = None
    session: str
    showing: int = 1
    person: str


class LeftOut(_Part):
    """A showing that lies nowhere, what stands in its way, and what lets it in, if that was looked for."""

    session: str
    showing: int = 1
    reason: str = ""
    way: str | None = None


class AcceptedViolation(_Part):
    """A waiver: the violation it accepts, named by its rule and by the placements as they were."""

    rule: str
    placements: list[PlacedShowing] = Field(default_factory=list)
    subject: str = ""
    who: str = ""
    why: str = ""
    until: str | None = None


class Answer(_Part):
    """A timetable as it is written to a file."""

    model_config = ConfigDict(defer_build=True, extra="allow", populate_by_name=True, serialize_by_alias=True)

    showgrid: Literal[1] = 1
    festival: str
    revision: str = ""
    status: str = "UNKNOWN"
    penalty: int | list[int] | None = None
    bound: int | list[int] | None = None
    placements: list[PlacedShowing] = Field(default_factory=list)
    assignments: list[ChosenPerson] = Field(default_factory=list)
    unplaced: list[LeftOut] = Field(default_factory=list)
    waivers: list[AcceptedViolation] = Field(default_factory=list)
    seed: int | None = None
    seconds: float | None = None
    engine: str = ""


def written(problem: Problem, timetable: Timetable) -> list[PlacedShowing]:
    """Placements in order of start, then room."""
    return [entry_of(problem, placement) for placement in timetable.by_time]


def entry_of(problem: Problem, placement: Placement) -> PlacedShowing:
    """One placement; times local with offset, a slot counted from 1."""
    block = None if placement.block < 0 else problem.blocks[placement.block].id
    start, end = placement.start // problem.minute, -(-placement.end // problem.minute)
    return PlacedShowing(
        session=placement.showing.session.id,
        showing=placement.showing.label,
        room=problem.rooms[placement.room].id,
        start=problem.clock.local(start),
        end=problem.clock.local(end),
        day=problem.clock.day(start).isoformat(),
        block=block,
        slot=None if block is None else placement.slot + 1,
    )


def _chosen(problem: Problem, one: Assignment) -> ChosenPerson:
    """Somebody chosen, and for what: named as ``role``, and once more as the jury or the resource that it is."""
    jury = any(one.role == jury.id for jury in problem.festival.juries)
    return ChosenPerson(
        role=one.role,
        jury=one.role if jury else None,
        resource=None if jury else one.role,
        session=one.session,
        showing=one.showing,
        person=one.person,
    )


def answer_of(
    problem: Problem,
    timetable: Timetable,
    unplaced: list[Unplaced] | None = None,
    waivers: list[AcceptedViolation] | None = None,
    **facts: Any,
) -> Answer:
    """The document of a timetable; ``facts`` are status, penalty, bound, seed, seconds, engine."""
    return Answer(
        festival=problem.festival.festival.id,
        revision=problem.revision,
        placements=written(problem, timetable),
        assignments=[_chosen(problem, one) for one in timetable.assignments],
        unplaced=[
            LeftOut(session=one.session, showing=one.showing, reason=one.reason, way=one.way) for one in unplaced or ()
        ],
        waivers=waivers or [],
        **facts,
    )


def text_of(answer: Answer) -> str:
    """The document as JSON, a placement a line."""
    return json.dumps(answer.model_dump(mode="json", exclude_none=True), ensure_ascii=False, indent=1) + "\n"


def read_answer(text: str) -> Answer:
    """The document of a text.  ``FestivalError`` lists every fault."""
    data = answer_data(text)
    try:
        return Answer.model_validate(data)
    except ValidationError as error:
        found = translate.findings(error, Answer, data)
        raise FestivalError(one.fault(lambda where: dotted(where, data)) for one in found) from None


def answer_data(text: str) -> dict[str, Any]:
    """The same before its parts are looked at."""
    if not text.strip():
        raise FestivalError([Fault("", "this is empty, so no timetable")])
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FestivalError([Fault("", _no_json(text, error))]) from None
    if not isinstance(data, dict):
        raise FestivalError([Fault("", "this is no timetable: a mapping with placements is expected")])
    if LISTS & data.keys():
        raise FestivalError([Fault("", FESTIVAL)])
    if data.get("showgrid") != 1:
        raise FestivalError([Fault("showgrid", "this is no timetable of version 1; write showgrid: 1")])
    return data


def _no_json(text: str, error: Exception) -> str:
    """What it is instead, if that can be seen; else what the reader stumbled over."""
    if re.search(r"^(rooms|sessions):", text, re.M):
        return FESTIVAL
    if isinstance(error, json.JSONDecodeError):
        return f"this is no timetable: no JSON at line {error.lineno}, column {error.colno}"
    if isinstance(error, RecursionError):
        return "this is no timetable: it is nested far too deep"
    return "this is no timetable: a number in it has thousands of digits"


def timetable_of(problem: Problem, answer: Answer) -> Timetable:
    """The timetable that the document means.

    ``FestivalError`` for what the festival does not have, with what else differs if it was made for another revision.
    """
    reader = _Reader(problem)
    if answer.festival != problem.festival.festival.id:
        raise FestivalError([Fault("festival", of_another(problem, answer))])
    placements = {}
    for number, entry in enumerate(answer.placements):
        placement = reader.placement(f"placements.{number}", entry)
        if placement is not None:
            if placement.showing.index in placements:
                reader.fault(f"placements.{number}", f"{placement.showing.key} is placed twice; leave one of them out")
            placements[placement.showing.index] = placement
    assignments = tuple(sorted(reader.assignments(answer)))
    if reader.faults:
        if is_outdated(problem, answer):
            told = " ".join(one.text() for one in differing(problem, answer))
            reader.fault("revision", f"this was made for another revision of the festival. {told}".rstrip())
        raise FestivalError(reader.faults)
    return Timetable(problem, placements, assignments)


def of_another(problem: Problem, answer: Answer) -> str:
    """Whose it is, and how much of it this festival knows if not all."""
    text = f"this is a timetable of {answer.festival!r}, not of {problem.festival.festival.id!r}"
    known = sum((one.session, one.showing) in problem.by_key for one in answer.placements)
    total = len(answer.placements)
    return text if known == total else f"{text}, which has {known} of its {total} showings"


def waivers_of(problem: Problem, answer: Answer) -> list[Waiver]:
    """All waivers; those past their date say so, and are not in force."""
    now = datetime.now(problem.clock.tz).isoformat()
    return [
        Waiver(
            one.rule,
            tuple((p.session, p.showing, p.room, _aware(problem, p.start)) for p in one.placements),
            one.who,
            one.why,
            one.until,
            one.subject,
            past=one.until is not None and one.until < now[: len(one.until)],
        )
        for one in answer.waivers
    ]


def _aware(problem: Problem, moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=problem.clock.tz)


class _Reader:
    """Reads entries and collects their faults."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.faults: list[Fault] = []

    def fault(self, place: str, message: str) -> None:
        self.faults.append(Fault(place, message))

    def showing(self, place: str, session: str, label: int) -> Showing | None:
        found = self.problem.by_key.get((session, label))
        if found is None:
            self.fault(place, self._no_showing(session, label))
        return found

    def _no_showing(self, session: str, label: int) -> str:
        """Why there is none: taken out of the programme, or never in it."""
        key, known = f"{session}#{label}", [one.key for one in self.problem.showings]
        given = next((labelled(one) for one in self.problem.festival.sessions if one.id == session), ())
        if any(label == one for one, _ in given):
            return f"{key} is cancelled; take it out of the timetable, or let showgrid replan do so"
        return f"the festival has no showing {key}{did_you_mean(key, known)}"

    def placement(self, place: str, entry: PlacedShowing) -> Placement | None:
        problem = self.problem
        showing = self.showing(f"{place}.session", entry.session, entry.showing)
        room = problem.room_index.get(entry.room)
        if room is None:
            self.fault(
                f"{place}.room", f"there is no room {entry.room!r}{did_you_mean(entry.room, problem.room_index)}"
            )
        if showing is None or room is None:
            return None
        if showing.in_blocks:
            return self._in_block(place, showing, room, entry)
        if entry.start is None:
            self.fault(f"{place}.start", "give the start of the showing")
            return None
        if not exists(entry.start, problem.clock.tz):
            never = f"clocks in {problem.clock.tz.key} go forward and never show {entry.start:%Y-%m-%dT%H:%M}"
            self.fault(f"{place}.start", never)
            return None
        start = problem.clock.minutes(entry.start) * problem.minute
        end = start + showing.duration if entry.end is None else problem.clock.minutes(entry.end) * problem.minute
        if end <= start:
            self.fault(f"{place}.end", f"{showing.key} ends before it starts; leave the end out, or give a later one")
            return None
        if 0 <= end - start - showing.duration < problem.minute:
            end = start + showing.duration
        return Placement(showing, room, start, end, self._day(start))

    def _day(self, start: int) -> int:
        day = self.problem.clock.day(start // self.problem.minute)
        return self.problem.days.index(day) if day in self.problem.days else -1

    def _in_block(self, place: str, showing: Showing, room: int, entry: PlacedShowing) -> Placement | None:
        problem = self.problem
        if entry.block is None or entry.slot is None:
            self.fault(place, f"{showing.key} is placed by blocks: give its block and slot")
            return None
        block = problem.block_index.get(entry.block)
        if block is None:
            self.fault(
                f"{place}.block", f"there is no block {entry.block!r}{did_you_mean(entry.block, problem.block_index)}"
            )
            return None
        low, high = problem.block_times[block]
        slots = problem.blocks[block].slots
        if not 1 <= entry.slot <= slots:
            self.fault(f"{place}.slot", f"block {entry.block!r} has the slots 1 to {slots}, and no {entry.slot}")
            return None
        taken = slots if showing.session.duration == "block" else showing.slots
        start = low + (entry.slot - 1) * ((high - low) // slots)
        end = start + taken * ((high - low) // slots)
        return Placement(showing, room, start, end, self._day(low), block, entry.slot - 1, problem.shifts[block])

    def assignments(self, answer: Answer) -> Iterator[Assignment]:
        roles = {one.id for one in self.problem.festival.juries} | {one.id for one in self.problem.festival.resources}
        for number, one in enumerate(answer.assignments):
            place = f"assignments.{number}"
            role = one.role or one.jury or one.resource or ""
            if role not in roles:
                self.fault(f"{place}.role", f"there is no jury or resource {role!r}{did_you_mean(role, roles)}")
            if one.person not in self.problem.people:
                self.fault(
                    f"{place}.person",
                    f"there is no person {one.person!r}{did_you_mean(one.person, self.problem.people)}",
                )
            if self.showing(place, one.session, one.showing) is not None:
                yield Assignment(role, one.session, one.showing, one.person)
