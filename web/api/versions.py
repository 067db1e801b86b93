"""The report, the history, and what was published."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, url_for
from pydantic import Field

from scheduler.publication.document import as_data
from scheduler.telling import report_as_data
from web.api.common import LARGEST_NUMBER, AtRevision, Done, Points, past, since
from web.api.operation import Answer, Data, Operation, operation
from web.api.problems import Refused
from web.areas.history import lines_of, name_of, versions_of
from web.areas.publish import planned
from web.comparing import compared
from web.desk import desk, user_id, workspace
from web.language import lang
from web.publishing import Stale
from web.words import both

if TYPE_CHECKING:
    from web.areas.history import Line
    from web.areas.publish import Plan
    from web.publishing import Announced

area = Blueprint("versions", __name__, url_prefix="/festivals/<slug>")


class Report(Data):
    """What a timetable breaks and costs."""

    revision: int
    valid: bool
    penalty: Points
    placed: int
    showings: int
    violations: list[dict[str, Any]] = Field(description="Rule, amount, points, sentence, placements, accepted or not.")
    rules: list[dict[str, Any]]
    lapsed: list[dict[str, Any]] = Field(description="What was accepted, and no longer counts.")
    complaints: list[str]


class RevisionTold(Data):
    """One change: who, when, what."""

    number: int
    at: datetime
    verb: str
    of: int | None = Field(description="Of an undo or redo: the revision that it takes back or does again.")
    what: str
    who: str | None
    version: int | None = Field(description="If it was published: as which version.")


class Revisions(Data):
    """Revisions, the newest first."""

    revisions: list[RevisionTold]


class Page(Data):
    """Which revisions."""

    before: int | None = Field(None, ge=1, le=LARGEST_NUMBER, description="Only those before this one.")
    most: int = Field(100, ge=1, le=200)


class Between(Data):
    """Two revisions."""

    a: int = Field(ge=1, le=LARGEST_NUMBER)
    b: int | None = Field(None, ge=1, le=LARGEST_NUMBER, description="Left out: the newest.")


class PersonTold(Data):
    """Somebody for whom something differs."""

    name: str
    lines: list[str]


class ListDiffering(Data):
    """Names of what of a list is new, changed and gone."""

    name: str
    new: list[str]
    changed: list[str]
    gone: list[str]


class Comparison(Data):
    """What the later revision has otherwise."""

    a: int
    b: int
    same: bool
    moves: list[str]
    described: list[str] = Field(description="Showings of which only something said of them differs.")
    people: list[PersonTold]
    programme: list[ListDiffering]
    penalties: list[Points]
    broken: list[int]


class Published(Data):
    """A version that is out."""

    version: int
    revision: int
    at: datetime
    who: str | None
    note: str


class Publications(Data):
    """All versions, the newest first."""

    publications: list[Published]


class Told(Data):
    """Somebody who is to be told, and what."""

    person: str
    name: str
    lines: list[str]


class Changes(Data):
    """A version, and what it changes of the one before."""

    version: int
    revision: int
    public: list[str] = Field(description="What the public is told.")
    people: list[Told]
    document: dict[str, Any] = Field(description="The publication document.")


class Draft(Data):
    """What publishing the draft would change."""

    version: int = Field(description="The number that it would get; of the one in force if nothing differs.")
    revision: int
    same: bool
    broken: list[str] = Field(description="Musts that are broken.")
    public: list[str]
    people: list[Told]


class Publishing(Data):
    """How the draft is published."""

    note: str = Field("", max_length=2000, description="For the desk alone.")
    nevertheless: bool = Field(False, description="Although musts are broken.")


@area.get("/report")
@operation(Operation(gives=Report, query=AtRevision))
def report(slug: str, query: AtRevision) -> Answer:
    """What the verifier says of the timetable, as it is or as it was."""
    work = past(slug, query)
    told = report_as_data(work.report, lang())
    kept = {name: told[name] for name in Report.model_fields if name != "revision"}
    return Answer(Report(revision=work.head, **kept), revision=work.head)


@area.get("/revisions")
@operation(Operation(gives=Revisions, query=Page))
def revisions(slug: str, query: Page) -> Revisions:
    """Who changed what."""
    work = workspace(slug)
    last = min(work.head, (query.before or work.head + 1) - 1)
    out = versions_of(work)
    return Revisions(revisions=[_line(one, out) for one in lines_of(work, last - query.most + 1, last)])


@area.post("/revisions/<int:number>/restore")
@operation(Operation(gives=Done, refuses=(409,)))
def restore(slug: str, number: int) -> Answer:
    """Make the draft what it was, as another revision; 409 if it is that already."""
    work = workspace(slug)
    past(slug, AtRevision.model_construct(revision=number))
    summary = both("history.did_restore", n=number)
    made = desk().operations.restore(user_id(), work.id, number, summary)
    return Answer(Done(revision=made, what=summary[lang()]), revision=made)


@area.get("/compare")
@operation(Operation(gives=Comparison, query=Between))
def compare(slug: str, query: Between) -> Comparison:
    """Two revisions beside each other."""
    work = workspace(slug)
    first, second = sorted((query.a, work.head if query.b is None else query.b))
    before, after = (past(slug, AtRevision.model_construct(revision=one)) for one in (first, second))
    states = desk().pasts.state(work, first), desk().pasts.state(work, second)
    found = compared(before, after, states, lang())
    return Comparison(
        a=first,
        b=second,
        same=found.same,
        moves=found.moves,
        described=found.described,
        people=[PersonTold(name=one.name, lines=one.lines) for one in found.people],
        programme=[
            ListDiffering(name=one.name, new=one.new, changed=one.changed, gone=one.gone) for one in found.programme
        ],
        penalties=list(found.penalties),
        broken=list(found.broken),
    )


@area.get("/publications")
@operation(Operation(gives=Publications))
def publications(slug: str) -> Publications:
    """All versions that were published."""
    work = workspace(slug)
    found = (desk().publishing.version(slug, number) for number in versions_of(work).values())
    return Publications(publications=[_published(one) for one in found if one is not None])


@area.get("/publications/draft")
@operation(Operation(gives=Draft, refuses=(422,)))
def draft(slug: str) -> Answer:
    """What publishing the draft would change, and whom to tell; 422 if nothing is placed."""
    work, before = workspace(slug), desk().publishing.latest(slug)
    publication = desk().publishing.planned(work)
    same = before is not None and publication is before.publication
    plan = None if same else planned(work, publication)
    made = Draft(
        version=publication.version,
        revision=work.head,
        same=same,
        broken=[one.sentence.text(lang()) for one in work.report.broken],
        public=plan.public if plan else [],
        people=_people(plan) if plan else [],
    )
    return Answer(made, revision=work.head)


@area.get("/publications/<int:number>")
@operation(Operation(gives=Changes))
def publication(slug: str, number: int) -> Changes:
    """A version, what it changed, and its document."""
    workspace(slug)
    out = desk().publishing.version(slug, number)
    if out is None:
        raise Refused(404, f"There is no version {number}.")
    plan = planned(out, out.publication)
    return Changes(
        version=number,
        revision=out.revision,
        public=plan.public,
        people=_people(plan),
        document=as_data(out.publication),
    )


@area.post("/publications")
@operation(Operation(gives=Published, takes=Publishing, matched=True, status=201))
def publish(slug: str, body: Publishing, base: int | None) -> Answer:
    """Publish the draft, exactly as If-Match says it was looked at.

    409 if it has changed since; 422 if musts are broken, unless ``nevertheless`` says that this is known.
    If nothing that anybody is told differs, the version in force is answered.
    """
    work = workspace(slug)
    if since(work, base) != work.head:
        raise Refused(409, f"The draft is at revision {work.head} now; look at it again.")
    if work.report.broken and not body.nevertheless:
        raise Refused(422, f"{len(work.report.broken)} musts are broken; say nevertheless to publish all the same.")
    try:
        number = desk().publishing.publish(user_id(), work, body.note)
    except Stale:
        raise Refused(409, "The draft has changed meanwhile; look at it again.") from None
    out = desk().publishing.version(slug, number)
    if out is None:
        raise Refused(404, f"There is no version {number}.")
    return Answer(_published(out), location=url_for("api.versions.publication", slug=slug, number=number))


def _line(one: Line, out: dict[int, int]) -> RevisionTold:
    return RevisionTold(
        number=one.number,
        at=one.at,
        verb=one.verb,
        of=one.of,
        what=one.summary[lang()],
        who=one.who,
        version=out.get(one.number),
    )


def _published(out: Announced) -> Published:
    return Published(version=out.version, revision=out.revision, at=out.at, who=name_of(out.user_id), note=out.note)


def _people(plan: Plan) -> list[Told]:
    return [Told(person=one.id, name=one.name, lines=one.lines) for one in plan.people]
