"""The timetable of a draft: read, moved by hand, priced, suggested, taken back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from flask import Blueprint
from pydantic import Field

from scheduler.answer import written
from scheduler.mentions import sentence_of
from scheduler.reasons import reason
from scheduler.suggest import suggest
from scheduler.suggest.data import suggestion_as_data
from web.api.common import (
    LARGEST_NUMBER,
    AtRevision,
    Done,
    Points,
    ShowingKey,
    committed,
    past,
    showing_of,
    showings_of,
)
from web.api.operation import Answer, Data, Operation, operation
from web.api.problems import Refused
from web.areas.selection import moves_of, pins_of
from web.board import TOLD, Board
from web.desk import desk, user_id, workspace
from web.language import lang
from web.moves import Moved, Place, moved, pin_edit
from web.outcome import change_of, names, shares_of, summary_of
from web.pricing import builtin, price_map
from web.state import stacks
from web.store import Revision
from web.words import both

area = Blueprint("timetable", __name__, url_prefix="/festivals/<slug>/timetable")
MOST = 1000
"""Showings of one request."""
Part = Literal["room", "day", "start", "block", "slot"]


class Lost(Data):
    """A showing that lies nowhere."""

    session: str
    showing: int
    optional: bool
    reason: str = Field(description="What stands in its way; empty if many lie nowhere.")


class Drafted(Data):
    """The timetable of a draft."""

    revision: int
    penalty: Points
    valid: bool
    placements: list[dict[str, Any]] = Field(description="As in a timetable document.")
    assignments: list[dict[str, Any]]
    waivers: list[dict[str, Any]]
    pins: list[dict[str, Any]]
    unplaced: list[Lost]


class Moves(Data):
    """Where showings shall be, all at once; one without a room nowhere."""

    moves: list[Place] = Field(min_length=1, max_length=MOST)


class Moving(Moves):
    """The same, to be done."""

    pin: bool = Field(False, description="Whether they are pinned there.")


class RuleShare(Data):
    """What one rule has to do with it."""

    rule: str
    must: bool
    amount: int
    points: int
    sentence: str


class Outcome(Data):
    """What moves come to."""

    revision: int
    what: str
    change: Points = Field(description="Points lost more than before; below zero: less.")
    penalty: Points
    broken: list[str] = Field(description="Musts that are broken by it, as sentences.")
    shares: list[RuleShare]


class Selection(Data):
    """Showings."""

    showings: list[ShowingKey] = Field(min_length=1, max_length=MOST)


class Pinning(Selection):
    """Showings and what of them is kept."""

    parts: list[Part] = Field(default_factory=list, max_length=5, description="Left out: all of the place.")


class Two(Data):
    """Two showings."""

    showings: list[ShowingKey] = Field(min_length=2, max_length=2)


class OnDay(Data):
    """One showing, on one day."""

    session: str
    showing: int = Field(1, ge=0, le=LARGEST_NUMBER)
    day: date = Field(description="One of the festival's days.")


class Suggesting(Data):
    """For which showing, and how much is wanted."""

    session: str
    showing: int = Field(1, ge=0, le=LARGEST_NUMBER)
    most: int = Field(12, ge=1, le=100, description="Places.")
    swaps: int = Field(0, ge=0, le=20, description="Swaps, and chains where no place is free.")


class Position(Data):
    """A start of the day that is possible."""

    at: int = Field(description="Minutes from the first hour that the day's page shows.")
    label: str
    start: datetime | None = None
    block: str | None = None
    slot: int | None = None


class PriceMap(Data):
    """What a showing would change at every place of a day, all others where they are."""

    revision: int
    long: int = Field(description="Minutes that the showing lasts.")
    rooms: list[str]
    positions: list[Position]
    change: list[list[int]] = Field(description="Of each room and position the points more; 0 where it is forbidden.")
    why: list[list[int]] = Field(description="Of each room and position which reason forbids it; -1: none does.")
    reasons: list[str]


class Suggested(Data):
    """Where else a showing could be, the best first."""

    revision: int
    session: str
    showing: int
    places: list[dict[str, Any]]
    swaps: list[dict[str, Any]]
    chains: list[dict[str, Any]]


@area.get("")
@operation(Operation(gives=Drafted, query=AtRevision))
def show(slug: str, query: AtRevision) -> Answer:
    """What lies where, as it is or as it was."""
    work = past(slug, query)
    answer, problem = work.answer, work.problem
    lost = [one for one in problem.showings if work.timetable.of(one) is None]
    made = Drafted(
        revision=work.head,
        penalty=work.report.penalty,
        valid=work.report.valid,
        placements=[_plain(one) for one in written(problem, work.timetable)],
        assignments=[_plain(one) for one in answer.assignments],
        waivers=[_plain(one) for one in answer.waivers],
        pins=[pin.model_dump(mode="json", by_alias=True, exclude_unset=True) for pin in problem.festival.pins],
        unplaced=[
            Lost(
                session=one.session.id,
                showing=one.label,
                optional=one.optional,
                reason=reason(problem, one, work.timetable).text(lang()) if len(lost) <= TOLD else "",
            )
            for one in lost
        ],
    )
    return Answer(made, revision=work.head)


@area.post("/moves")
@operation(Operation(gives=Outcome, takes=Moving, matched=True))
def move(slug: str, body: Moving, base: int | None) -> Answer:
    """Put showings somewhere, or nowhere; their pins move along."""
    work = workspace(slug)
    made = moved(work, body.moves)
    done = committed(work, base, made.edits(pin=body.pin), summary_of(made))
    assert isinstance(done.data, Done)  # noqa: S101  for the types
    return Answer(_outcome(made, done.data.revision), revision=done.data.revision)


@area.post("/price")
@operation(Operation(gives=Outcome, takes=Moves))
def price(slug: str, body: Moves) -> Answer:
    """What moves would come to; nothing is done."""
    work = workspace(slug)
    return Answer(_outcome(moved(work, body.moves), work.head), revision=work.head)


@area.get("/prices")
@operation(Operation(gives=PriceMap, query=OnDay))
def prices(slug: str, query: OnDay) -> Answer:
    """What a showing would change at every place of a day."""
    work = workspace(slug)
    showing = showing_of(work, query.session, query.showing)
    if query.day not in work.problem.days:
        raise Refused(404, f"{query.day} is no day of the festival.")
    found = price_map(work, showing, Board(work, work.problem.days.index(query.day), lang()))
    made = PriceMap(rooms=[one.id for one in work.problem.rooms], **found)
    return Answer(made, revision=work.head)


@area.get("/suggestions")
@operation(Operation(gives=Suggested, query=Suggesting))
def suggestions(slug: str, query: Suggesting) -> Answer:
    """Where else a showing could be, and with whom it could swap."""
    work = workspace(slug)
    showing = showing_of(work, query.session, query.showing)
    found = suggest(
        work.problem, work.timetable, showing, most=query.most, most_swaps=query.swaps, most_chains=query.swaps
    )
    made = Suggested(
        revision=work.head,
        session=query.session,
        showing=query.showing,
        places=[suggestion_as_data(one, lang()) for one in found.best],
        swaps=[suggestion_as_data(one, lang()) for one in found.swaps],
        chains=[suggestion_as_data(one, lang()) for one in found.chains],
    )
    return Answer(made, revision=work.head)


@area.post("/pins")
@operation(Operation(gives=Done, takes=Pinning, matched=True))
def pin(slug: str, body: Pinning, base: int | None) -> Answer:
    """Keep showings where they lie, or their room, day or time alone; those that lie nowhere are passed over."""
    work = workspace(slug)
    showings = showings_of(work, body.showings)
    placed = [one for one in showings if work.timetable.of(one) is not None]
    edits = [pin_edit(work, one, on=True, parts=_parts(body.parts, blocks=one.in_blocks)) for one in placed]
    return committed(work, base, edits, both("grid.did_pin_all", s=names(showings[0]), n=len(showings) - 1))


@area.post("/unpin")
@operation(Operation(gives=Done, takes=Selection, matched=True))
def unpin(slug: str, body: Selection, base: int | None) -> Answer:
    """Let showings go."""
    work = workspace(slug)
    showings = showings_of(work, body.showings)
    summary = both("grid.did_unpin_all", s=names(showings[0]), n=len(showings) - 1)
    return committed(work, base, pins_of(work, showings, on=False), summary)


@area.post("/swap")
@operation(Operation(gives=Done, takes=Two, matched=True))
def swap(slug: str, body: Two, base: int | None) -> Answer:
    """Exchange the places of two showings."""
    work = workspace(slug)
    showings = showings_of(work, body.showings)
    if len(showings) != 2 or any(work.timetable.of(one) is None for one in showings):
        raise Refused(422, "Two different showings that lie somewhere can be exchanged.")
    summary = both("grid.did_swap_all", s=names(showings[0]), n=1)
    return committed(work, base, moves_of(work, showings, "swap"), summary)


@area.post("/undo")
@operation(Operation(gives=Done, refuses=(409,)))
def undo(slug: str) -> Answer:
    """Take back the last of one's own edits; 409 if there is none, or others have built on it."""
    work = workspace(slug)
    return _turned(work.id, desk().operations.undo(user_id(), work.id))


@area.post("/redo")
@operation(Operation(gives=Done, refuses=(409,)))
def redo(slug: str) -> Answer:
    """Do again what was taken back last."""
    work = workspace(slug)
    return _turned(work.id, desk().operations.redo(user_id(), work.id))


class Stacks(Data):
    """One's own edits, the next to be taken last."""

    undo: list[int] = Field(description="Revisions that can be taken back.")
    redo: list[int] = Field(description="Revisions that can be done again.")


@area.get("/undo")
@operation(Operation(gives=Stacks))
def standing(slug: str) -> Stacks:
    """What can be taken back, and done again."""
    work = workspace(slug)
    with desk().store.reading() as session:
        done, undone = stacks(session, work.id, user_id())
    return Stacks(undo=done, redo=undone)


def _outcome(made: Moved, revision: int) -> Outcome:
    problem = made.work.problem
    return Outcome(
        revision=revision,
        what=summary_of(made)[lang()],
        change=change_of(made),
        penalty=made.report.penalty,
        broken=made.newly_broken(lang()),
        shares=[
            RuleShare(
                rule=one.rule if isinstance(one.rule, str) else one.rule.kind,
                must=one.must,
                amount=one.amount,
                points=one.points,
                sentence=builtin(one.rule, lang())
                if isinstance(one.rule, str)
                else sentence_of(problem, one.rule).text(lang()),
            )
            for one in shares_of(made)
        ],
    )


def _parts(parts: list[Part], *, blocks: bool) -> list[str]:
    """Of what lies in a block the time is the block and slot."""
    if blocks and "start" in parts:
        return [*(one for one in parts if one != "start"), "block", "slot"]
    return list(parts)


def _turned(festival: int, number: int) -> Answer:
    with desk().store.reading() as session:
        summary = session.get_one(Revision, (festival, number)).summary
    return Answer(Done(revision=number, what=summary[lang()]), revision=number)


def _plain(one: Any) -> dict[str, Any]:
    found: dict[str, Any] = one.model_dump(mode="json", exclude_none=True)
    return found
