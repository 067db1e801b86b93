"""A late end: what it breaks, what helps, and the revision that does it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from pydantic import Field

from web import late
from web.api.common import Done, committed
from web.api.operation import Answer, Data, Operation, operation
from web.api.problems import Refused
from web.areas.late import LONGEST
from web.desk import desk, workspace
from web.language import lang

area = Blueprint("late", __name__, url_prefix="/festivals/<slug>/late")


class LateEnd(Data):
    """What ends late, and by how much."""

    what: str = Field(description="A room, or session#label.")
    minutes: int = Field(ge=1, le=LONGEST)
    now: str = Field("", description="Local time, such as 2024-10-25T15:10; left out: this moment.")


class Doing(LateEnd):
    """The same, and what is done."""

    remedy: int = Field(0, ge=0, le=99, description="Which of the remedies, from 1 on; 0: only note the delay.")


class Outlook(Data):
    """What follows."""

    revision: int
    breaks: list[dict[str, Any]] = Field(description="Musts that would be broken: rule, amount, about, sentence.")
    hit: list[str] = Field(description="Ids of people in what is broken.")
    remedies: list[dict[str, Any]] = Field(description="Each tried: kind, sentences, notices, told, penalty, moves.")


@area.get("")
@operation(Operation(gives=Outlook, query=LateEnd, refuses=(422,)))
def show(slug: str, query: LateEnd) -> Answer:
    """What a late end breaks if nothing is done, and what helps, the least trouble first."""
    work = workspace(slug)
    data = late.foreseen(work, query.what, query.minutes, late.moment(work, query.now), lang()).data
    made = Outlook(revision=work.head, breaks=data["breaks"], hit=data["hit"], remedies=data["remedies"])
    return Answer(made, revision=work.head)


@area.post("")
@operation(Operation(gives=Done, takes=Doing, matched=True))
def take(slug: str, body: Doing, base: int | None) -> Answer:
    """Write the delay into the programme, with what one of the remedies moves."""
    work = workspace(slug)
    if base not in (None, work.head):
        raise Refused(409, f"What helps was worked out for revision {base}; the newest is {work.head}. Look again.")
    found = late.foreseen(work, body.what, body.minutes, late.moment(work, body.now), lang()).outlook
    if body.remedy > len(found.remedies):
        raise Refused(404, f"There is no remedy {body.remedy}; there are {len(found.remedies)}.")
    remedy = found.remedies[body.remedy - 1] if body.remedy else found.nothing
    edits = late.edits_for(work, desk().pasts.state(work, work.head), found, remedy)
    return committed(work, work.head, edits, late.summary_of(work, found))
