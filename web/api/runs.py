"""Searches: asked for, watched, stopped, accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from flask import Blueprint, url_for
from pydantic import Field

from web.api.common import LARGEST_NUMBER, Done, Points, committed
from web.api.operation import Answer, Data, Operation, operation
from web.api.problems import Refused
from web.areas.answers import COUNT
from web.areas.replan import replan_asked
from web.desk import desk, workspace
from web.language import lang
from web.moves import replaced
from web.results import compared, fitted
from web.runs import OPEN
from web.searches import LEAST, MOST, USUAL, asked, change_of, choice_of, edits_for, ended, found, runs, solved
from web.store import Run
from web.words import LANGUAGES, both
from web.workspace import Workspace

area = Blueprint("runs", __name__, url_prefix="/festivals/<slug>/runs")
State = Literal["waiting", "running", "done", "failed", "accepted", "dropped"]
Kind = Literal["solve", "explain", "replan", "alternatives", "sensitivity"]


class Asking(Data):
    """What is to be searched."""

    budget: float = Field(USUAL, ge=LEAST, le=MOST, description="Seconds.")
    start: bool = Field(True, description="Whether it begins with the timetable that there is; questions always do.")
    kind: Kind = Field(
        "solve",
        description="A timetable (solve); why not all can be placed (explain); after a change, the fewest people told "
        "(replan, once something is published); others nearly as good (alternatives); what would gain (sensitivity).",
    )
    count: int = Field(COUNT, ge=1, le=9, description="Of alternatives: how many.")


class Found(Data):
    """The answer to a question."""

    number: int
    kind: Kind
    state: State
    answer: dict[str, Any] | None = Field(
        description="By kind: conflicts and changes; variants; choice; changes.  So far, as long as it goes on."
    )


class Search(Data):
    """A search: what was wanted and how far it is."""

    number: int
    kind: Kind
    state: State
    tries: int = Field(description="Workers that have had it; more than one if one died.")
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
@operation(Operation(gives=Search, takes=Asking, status=202, refuses=(409,)))
def ask(slug: str, body: Asking) -> Answer:
    """Ask for a search; a worker takes it up.  409 for replanning if nothing was published."""
    work = workspace(slug)
    number = _asked(work, body)
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


@area.get("/<int:number>/answer")
@operation(Operation(gives=Found))
def answer(slug: str, number: int) -> Found:
    """What was found of a question, sentences in one language."""
    _, run = found(slug, number)
    kind, state = _named(run)
    told = None if run.found is None else _in(run.found, lang())
    return Found(number=run.id, kind=kind, state=state, answer=told)


@area.post("/<int:number>/changes/<int:which>")
@operation(Operation(gives=Done, refuses=(409,)))
def change(slug: str, number: int, which: int) -> Answer:
    """Make a change that a question found to help, merged with what has changed since it was asked."""
    work, run = ended(slug, number)
    chosen = change_of(run, which)
    summary = both("answer.did_change", s=chosen["sentence"])
    return committed(work, run.base, edits_for(work, run, chosen), summary)


@area.post("/<int:number>/choices/<int:which>/accept")
@operation(Operation(gives=Done, matched=True))
def take(slug: str, number: int, which: int, base: int | None) -> Answer:
    """Make one of several timetables that were found the timetable."""
    work, run = ended(slug, number)
    edits = replaced(work, fitted(work, choice_of(run, which)))
    done = committed(work, base, edits, both("answer.did_take", n=number, k=which))
    runs().mark(number, "accepted")
    return done


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


def _asked(work: Workspace, body: Asking) -> int:
    if body.kind == "replan":
        out = desk().publishing.latest(work.slug)
        if out is None:
            raise Refused(409, "Nothing was published yet, so there is nothing to keep to.")
        return replan_asked(work, out, body.budget)
    about = {"count": body.count} if body.kind == "alternatives" else {}
    return asked(work, body.budget, kind=body.kind, start=body.start or body.kind != "solve", about=about)


def _in(found: Any, spoken: str) -> Any:
    """Data whose texts are in one language; what only the desk needs to make a change stays out."""
    if isinstance(found, list):
        return [_in(one, spoken) for one in found]
    if not isinstance(found, dict):
        return found
    if set(found) == set(LANGUAGES):
        return found[spoken]
    return {key: _in(one, spoken) for key, one in found.items() if key != "alterations"}


def _named(run: Run) -> tuple[Any, Any]:
    """Kind and state; that they are among those that there are is the database's business."""
    return run.kind, run.state


def _told(run: Run) -> Search:
    kind, state = _named(run)
    return Search(
        number=run.id,
        kind=kind,
        state=state,
        tries=run.tries,
        revision=run.base,
        budget=run.budget,
        spent=run.spent or 0.0,
        made=run.made,
        ended=run.ended,
        facts=run.facts or {},
    )
