"""What of a festival a conference workbook cannot hold: each with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scheduler.faults import Fault
from scheduler.formats.optaplanner.scores import score_of

if TYPE_CHECKING:
    from scheduler.festival import Festival, Session
    from scheduler.problem import Problem

ONE_A_BLOCK = "the workbook knows only talks that each take a whole timeslot"


def faults_of(problem: Problem) -> Iterator[Fault]:
    """Everything that would be lost, or misread by whoever reads the workbook."""
    festival = problem.festival
    if not festival.blocks:
        yield Fault("blocks", "there is none, and timeslots are made of blocks; give blocks with `clock: true`")
    yield from _fields(festival)
    yield from _blocks(festival)
    for number, session in enumerate(festival.sessions):
        for message in _session(session):
            yield Fault(f"sessions.{number} ({session.id})", message)
    yield from _lists(festival)


def _fields(festival: Festival) -> Iterator[Fault]:
    """The free fields in which the import keeps what the document has no word for."""
    known = festival.festival.fields
    weights = known.get("weights", {})
    for name, text in weights.items() if isinstance(weights, dict) else [("", weights)]:
        try:
            score_of(text)
        except ValueError as error:
            yield Fault(f"festival.fields.weights.{name}", str(error))
    if not _is_count(known.get("pause", 0)):
        yield Fault("festival.fields.pause", "this is no whole number of minutes; write one")


def _blocks(festival: Festival) -> Iterator[Fault]:
    seen: dict[object, str] = {}
    for number, block in enumerate(festival.blocks):
        place = f"blocks.{number} ({block.id})"
        if block.slots != 1 or not block.clock:
            yield Fault(place, f"{ONE_A_BLOCK}; write `slots: 1` and `clock: true`")
        if block.from_.date() != block.to.date():
            yield Fault(place, "this runs past midnight, which no timeslot of the workbook does")
        times = (block.from_, block.to)
        if times in seen:
            yield Fault(place, f"this has the times of {seen[times]!r}, and the workbook tells timeslots apart by them")
        seen.setdefault(times, block.id)


def _session(session: Session) -> Iterator[str]:
    if not session.in_blocks or (session.slots or 1) > 1:
        yield f"{ONE_A_BLOCK}; write `duration: block`"
    if session.showings != 1 and not (isinstance(session.showings, list) and len(session.showings) == 1):
        yield "this is given more than once, which no talk of the workbook is; make a session of each showing"
    if session.level is not None and session.level < 1:
        yield f"levels begin with 1 in the workbook, and this has {session.level}"
    if not _is_count(session.fields.get("risk", 0)):
        yield "its `fields.risk` is no whole number; write one"
    before = session.fields.get("prerequisites", [])
    if not isinstance(before, list) or not all(isinstance(one, str) for one in before):
        yield "its `fields.prerequisites` is no list of sessions; write one"


def _lists(festival: Festival) -> Iterator[Fault]:
    """Names with a comma: the workbook parts the items of a list there."""
    for where, name in _names(festival):
        if "," in name:
            yield Fault(where, f"{name!r} has a comma, which parts two names in the workbook; take it out")


def _names(festival: Festival) -> Iterator[tuple[str, str]]:
    for list_ in ("people", "sessions", "blocks", "rooms"):
        for number, one in enumerate(getattr(festival, list_)):
            place = f"{list_}.{number} ({one.id})"
            if list_ in ("people", "sessions"):
                yield place, one.id
            for name in getattr(one, "types", None) or [getattr(one, "type", "")]:
                yield place, name
            tags = [] if list_ == "people" else getattr(one, "tags", [])
            labels = [value for values in getattr(one, "labels", {}).values() for value in values]
            for name in (*tags, *labels):
                yield place, name


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
