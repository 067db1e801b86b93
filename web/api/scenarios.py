"""Timetables kept under names: kept, weighed, accepted, deleted."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, url_for
from pydantic import Field

from scheduler.faults import Fault
from web.api.common import LARGEST_NUMBER, Done, Points, committed
from web.api.operation import Answer, Data, Operation, operation
from web.api.problems import Refused
from web.api.runs import Result, result_of
from web.api.versions import ListDiffering
from web.areas.scenarios import BESIDE, scenario_of, timetable_kept
from web.desk import desk, user_id, workspace
from web.language import lang, say
from web.moves import replaced
from web.results import fitted
from web.scenarios import LONGEST, NotKept
from web.tables import Scenario
from web.weighing import rows, weighed
from web.words import both

area = Blueprint("scenarios", __name__, url_prefix="/festivals/<slug>/scenarios")


class Keeping(Data):
    """What is to be kept."""

    name: str = Field(min_length=1, max_length=LONGEST)
    run: int | None = Field(None, ge=1, le=LARGEST_NUMBER, description="A search; left out: the draft as it is.")
    which: int | None = Field(None, ge=1, le=99, description="Of a search that found several timetables: which.")


class Kept(Data):
    """A timetable under a name."""

    number: int
    name: str
    revision: int = Field(description="The revision that it was made for.")
    made: datetime
    placed: int


class AllKept(Data):
    """All of a festival, the newest first."""

    scenarios: list[Kept]


class Choice(Data):
    """Which ones."""

    numbers: str = Field(
        pattern=r"^\d{1,9}(,\d{1,9})*$", description=f"Up to {BESIDE} numbers, with commas between them."
    )


class Unplaced(Data):
    """A showing that lies nowhere."""

    name: str
    reason: str


class Weighed(Data):
    """What one of them would be today."""

    number: int
    name: str
    penalty: Points
    valid: bool
    placed: int
    broken: int = Field(description="Musts broken, but for what is not placed.")
    moved: int = Field(description="Showings that lie elsewhere than in the draft.")
    people: list[str] = Field(description="For whom something moves.")
    unplaced: list[Unplaced]
    lost: int = Field(description="Showings of it that the programme no longer has, or whose room is gone.")
    since: list[ListDiffering] = Field(description="What of the programme has changed since it was made.")


class Row(Data):
    """A rule and what it comes to: first in the draft, then in each scenario."""

    sentence: str
    must: bool
    values: list[int] = Field(description="Points; of a must, breaches.")


class Comparison(Data):
    """Scenarios beside the draft."""

    revision: int
    penalty: Points = Field(description="Of the draft.")
    scenarios: list[Weighed]
    rules: list[Row] = Field(description="Those in which they differ.")


@area.get("")
@operation(Operation(gives=AllKept))
def index(slug: str) -> AllKept:
    """All scenarios, the newest first."""
    return _all(slug)


@area.post("")
@operation(Operation(gives=Kept, takes=Keeping, status=201, refuses=(409,)))
def keep(slug: str, body: Keeping) -> Answer:
    """Keep what a search found, or the draft as it is, under a name."""
    work = workspace(slug)
    base, document = timetable_kept(work, body.run, body.which)
    try:
        number = desk().scenarios.keep(user_id(), work.id, body.name, base, document)
    except NotKept as error:
        said = say(error.key, **error.facts)
        raise Refused(422, said, [Fault("name", said)]) from None
    _, made = scenario_of(slug, number)
    return Answer(_told(made), location=url_for("api.scenarios.show", slug=slug, number=number))


@area.get("/comparison")
@operation(Operation(gives=Comparison, query=Choice))
def compare(slug: str, query: Choice) -> Answer:
    """Some of them beside the draft: what each costs, rule by rule, whom it hits, what it leaves out."""
    work = workspace(slug)
    wanted = [int(one) for one in query.numbers.split(",")]
    chosen = desk().scenarios.of(work.id, wanted)
    lost = sorted(set(wanted) - {one.id for one in chosen})
    if lost:
        raise Refused(404, f"There is no scenario {lost[0]} of this festival.")
    if len(chosen) > BESIDE:
        raise Refused(400, "The query cannot be understood.", [Fault("numbers", f"give {BESIDE} at most")])
    sides = weighed(desk(), work, chosen, lang())
    told = [
        Weighed(
            number=one.scenario.id,
            name=one.scenario.name,
            penalty=one.difference.report.penalty,
            valid=one.difference.report.valid,
            placed=one.placed,
            broken=one.broken,
            moved=one.difference.moved,
            people=[name for name, _ in one.difference.people],
            unplaced=[Unplaced(name=name, reason=reason) for name, reason in one.unplaced],
            lost=one.lost,
            since=[
                ListDiffering(name=each.name, new=each.new, changed=each.changed, gone=each.gone) for each in one.since
            ],
        )
        for one in sides
    ]
    table = [Row(sentence=one.sentence, must=one.must, values=one.values) for one in rows(work, sides, lang())]
    made = Comparison(revision=work.head, penalty=work.report.penalty, scenarios=told, rules=table)
    return Answer(made, revision=work.head)


@area.get("/<int:number>")
@operation(Operation(gives=Result))
def show(slug: str, number: int) -> Answer:
    """A scenario's timetable and what accepting it would change."""
    work, scenario = scenario_of(slug, number)
    return Answer(result_of(work, scenario.timetable), revision=work.head)


@area.post("/<int:number>/accept")
@operation(Operation(gives=Done, matched=True))
def accept(slug: str, number: int, base: int | None) -> Answer:
    """Make it the timetable."""
    work, scenario = scenario_of(slug, number)
    summary = both("scenario.did_accept", s=scenario.name)
    return committed(work, base, replaced(work, fitted(work, scenario.timetable)), summary)


@area.delete("/<int:number>")
@operation(Operation(gives=AllKept))
def delete(slug: str, number: int) -> AllKept:
    """Keep it no longer; those that are left."""
    scenario_of(slug, number)
    desk().scenarios.delete(number)
    return _all(slug)


def _all(slug: str) -> AllKept:
    return AllKept(scenarios=[_told(one) for one in desk().scenarios.all(workspace(slug).id)])


def _told(one: Scenario) -> Kept:
    placed = len(one.timetable.get("placements", ()))
    return Kept(number=one.id, name=one.name, revision=one.base, made=one.made, placed=placed)
