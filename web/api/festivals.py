"""Festivals: the list, another one, and the document of each at any revision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, url_for
from pydantic import Field

from scheduler.validate import festival_from
from web.api.common import AtRevision, Done, Points, committed, past, since
from web.api.openapi import FESTIVAL
from web.api.operation import Answer, Data, Operation, operation
from web.areas.festivals import rows
from web.desk import desk, user_id, workspace
from web.language import lang
from web.upload import edits_between
from web.words import both
from web.workspace import document_of

area = Blueprint("festivals", __name__, url_prefix="/festivals")


class Festival(Data):
    """A festival of this desk."""

    slug: str = Field(description="Its name in addresses.")
    name: str
    revision: int = Field(description="The newest.")
    changed: datetime


class Festivals(Data):
    """All of this desk, the last changed first."""

    festivals: list[Festival]


class Created(Data):
    """A festival that came in."""

    slug: str
    revision: int


class Standing(Data):
    """How it stands with the draft, and with what is out."""

    slug: str
    name: str
    revision: int
    showings: int
    placed: int
    valid: bool = Field(description="Whether nothing that must hold is broken.")
    broken: int = Field(description="Musts that are broken, accepted ones aside.")
    penalty: Points
    published: int | None = Field(description="The version in force; none: nothing was published.")


class Replacing(Data):
    """How a document is taken."""

    keep: bool = Field(False, description="Whether entries that the document does not have stay.")


@area.get("")
@operation(Operation(gives=Festivals))
def index() -> Festivals:
    """All festivals, the last changed first."""
    found = [Festival(slug=one.slug, name=one.name, revision=one.head, changed=one.changed) for one in rows()]
    return Festivals(festivals=found)


@area.post("")
@operation(Operation(gives=Created, takes=FESTIVAL, status=201))
def create(body: Any) -> Answer:
    """Bring in a festival from its document; its timetable is empty."""
    document = festival_from(body).document()
    slug = desk().operations.create(user_id(), document, both("api.did_create"))
    made = Created(slug=slug, revision=1)
    return Answer(made, revision=1, location=url_for("api.festivals.show", slug=slug))


@area.get("/<slug>")
@operation(Operation(gives=Standing))
def show(slug: str) -> Answer:
    """How it stands with a festival."""
    work, out = workspace(slug), desk().publishing.latest(slug)
    report = work.report
    return Answer(
        Standing(
            slug=slug,
            name=work.name(lang()),
            revision=work.head,
            showings=len(work.problem.showings),
            placed=len(work.timetable),
            valid=report.valid,
            broken=len(report.broken),
            penalty=report.penalty,
            published=None if out is None else out.version,
        ),
        revision=work.head,
    )


@area.get("/<slug>/document")
@operation(Operation(gives=FESTIVAL, query=AtRevision))
def document(slug: str, query: AtRevision) -> Answer:
    """The festival document, as it is or as it was."""
    work = past(slug, query)
    return Answer(document_of(desk().pasts.state(work, work.head)), revision=work.head)


@area.put("/<slug>/document")
@operation(Operation(gives=Done, takes=FESTIVAL, query=Replacing, matched=True))
def replace(slug: str, body: Any, query: Replacing, base: int | None) -> Answer:
    """Make the programme what a document says.

    Entries that others added meanwhile stay; placements of showings and rooms that are gone go with them.
    """
    work = workspace(slug)
    wanted = festival_from(body).document()
    then = desk().pasts.state(work, since(work, base))
    edits = edits_between(then, wanted, deleting=not query.keep)
    return committed(work, base, edits, both("api.did_document"))
