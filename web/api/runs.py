"""Searches: asked for, watched, stopped, accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from flask import Blueprint, url_for
from pydantic import Field

from web.api.common import LARGEST_NUMBER, Done, Points, committed
from web.api.operation import Answer, Data, Operation, operation
from web.desk import workspace
from web.language import lang
from web.moves import replaced
from web.results import compared, fitted
from web.runs import OPEN
from web.searches import LEAST, MOST, asked, ended, found, runs, solved
from web.store import Run
from web.words import both
from web.workspace import Workspace

area = Blueprint("runs", __name__, url_prefix="/festivals/<slug>/runs")
State = Literal["waiting", "running", "done", "failed", "accepted", "dropped"]


class Asking(Data):
    """What is to be searched."""

    budget: float = Field(60.0, ge=LEAST, le=MOST, description="Seconds.")
    start: bool = Field(True, description="Whether it begins with the timetable that there is.")


class Search(Data):
    """A search: what was wanted and how far it is."""

    number: int
    state: State
    revision: int = Field(description="The revision that is solved.")
    budget: float
    spent: float = Field(description="Seconds searched so far.")
    made: datetime
    ended: datetime | None
    facts: dict[str, Any] = Field(description="Status, penalty, bound, placed, broken, as far as they are known.")


class Searches(Data):
    """The newest searches of a festival, the newest first."""

    runs: list[Search]


class RuleChange(Data):
    """A rule whose points (or, of a must, breaches) change."""

    sentence: str
    must: bool
    before: int
    after: int


class Difference(Data):
    """What accepting the result would change."""

    penalty: Points
    valid: bool
    moved: int = Field(description="Showings.")
    people: int = Field(description="People for whom something moves.")
    sentences: list[str]
    rules: list[RuleChange]


class Result(Data):
    """What a search found, against the draft as it is."""

    revision: int
    timetable: dict[str, Any] = Field(description="A timetable document.")
    difference: Difference


class Since(Data):
    """From which step on."""

    after: int = Field(0, ge=0, le=LARGEST_NUMBER)


class Steps(Data):
    """How far a search was, moment by moment."""

    steps: list[dict[str, Any]] = Field(description="Each with its id, seconds, and the facts of that moment.")
    over: bool


@area.get("")
@operation(Operation(gives=Searches))
def index(slug: str) -> Searches:
    """The newest searches of a festival."""
    return Searches(runs=[_told(one) for one in runs().all(workspace(slug).id)])


@area.post("")
@operation(Operation(gives=Search, takes=Asking, status=202))
def ask(slug: str, body: Asking) -> Answer:
    """Ask for a search; a worker takes it up."""
    work = workspace(slug)
    number = asked(work, body.budget, start=body.start)
    _, run = found(slug, number)
    return Answer(_told(run), location=url_for("api.runs.show", slug=slug, number=number))


@area.get("/<int:number>")
@operation(Operation(gives=Search))
def show(slug: str, number: int) -> Search:
    """How far a search is."""
    return _told(found(slug, number)[1])


@area.get("/<int:number>/steps")
@operation(Operation(gives=Steps, query=Since))
def steps(slug: str, number: int, query: Since) -> Steps:
    """What was said of a search after a step."""
    found(slug, number)
    over = runs().state(number) not in OPEN
    return Steps(steps=[{"id": id_, **data} for id_, data in runs().steps(number, query.after)], over=over)


@area.get("/<int:number>/result")
@operation(Operation(gives=Result, refuses=(409,)))
def result(slug: str, number: int) -> Answer:
    """What a search found and what accepting it would change; 409 as long as it goes on, or if it found nothing."""
    work, run = solved(slug, number)
    return Answer(result_of(work, run.best), revision=work.head)


@area.post("/<int:number>/stop")
@operation(Operation(gives=Search))
def stop(slug: str, number: int) -> Search:
    """End a search soon and keep its best; one that is over stays as it is."""
    _, run = found(slug, number)
    if run.state in OPEN:
        runs().stop(number)
    return _told(found(slug, number)[1])


@area.post("/<int:number>/accept")
@operation(Operation(gives=Done, matched=True))
def accept(slug: str, number: int, base: int | None) -> Answer:
    """Make what was found the timetable."""
    work, run = solved(slug, number)
    done = committed(work, base, replaced(work, fitted(work, run.best)), both("solve.did_accept", n=number))
    runs().mark(number, "accepted")
    return done


@area.post("/<int:number>/drop")
@operation(Operation(gives=Search, refuses=(409,)))
def drop(slug: str, number: int) -> Search:
    """Do not want what was found."""
    ended(slug, number)
    runs().mark(number, "dropped")
    return _told(found(slug, number)[1])


def result_of(work: Workspace, document: dict[str, Any]) -> Result:
    """A timetable document that was found, against the draft as it is."""
    made = compared(work, fitted(work, document), lang())
    difference = Difference(
        penalty=made.report.penalty,
        valid=made.report.valid,
        moved=made.moved,
        people=len(made.people),
        sentences=made.sentences,
        rules=[
            RuleChange(sentence=one.sentence, must=one.must, before=one.before, after=one.after) for one in made.rules
        ],
    )
    return Result(revision=work.head, timetable=document, difference=difference)


def _told(run: Run) -> Search:
    state: Any = run.state
    return Search(
        number=run.id,
        state=state,
        revision=run.base,
        budget=run.budget,
        spent=run.spent or 0.0,
        made=run.made,
        ended=run.ended,
        facts=run.facts or {},
    )
