"""What is published and what the draft would change of it; whom to tell what; publishing."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for

from scheduler.agenda import of_person
from scheduler.faults import FestivalError
from scheduler.formats.files import safe_name
from scheduler.formats.letter import concerned, written_to
from scheduler.publication.news import public_news
from web.addresses import private_page
from web.areas.history import name_of
from web.desk import desk, user_id, workspace
from web.language import lang, say
from web.links import Holder
from web.mailing import sent, standing, written
from web.publishing import Stale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.typing import ResponseReturnValue

    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.timetable import Timetable
    from web.publishing import Announced
    from web.workspace import Workspace

area = Blueprint("publish", __name__, url_prefix="/f/<slug>/publish")


@dataclass(frozen=True)
class Told:
    """Somebody who must be told, and what."""

    id: str
    name: str
    contact: str
    lines: list[str]
    showings: int


@dataclass(frozen=True)
class Plan:
    """A version, whether it is out or would be next."""

    number: int
    publication: Publication
    public: list[str]
    """What of it the public is told."""
    described: int
    """Showings of which only something said of them differs."""
    people: list[Told]


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """What is out, and what publishing the draft would change."""
    return _page(workspace(slug))


@area.post("")
def confirm(slug: str) -> ResponseReturnValue:
    """Publish the draft as it was looked at."""
    work, form = workspace(slug), request.form
    note = form.get("note", "")
    if work.report.broken and form.get("nevertheless") != "1":
        return _page(work, note, "publish.nevertheless_missing"), 422
    if form.get("base") != str(work.head):
        return _page(work, note, "publish.stale"), 409
    before = desk().publishing.latest(slug)
    try:
        number = desk().publishing.publish(user_id(), work, note)
    except Stale:
        return _page(workspace(slug), note, "publish.stale"), 409
    new = before is None or number != before.version
    flash(say("publish.done" if new else "publish.nothing_new", n=number))
    return redirect(url_for("publish.version", slug=slug, number=number))


@area.get("/<int:number>")
def version(slug: str, number: int) -> ResponseReturnValue:
    """One version: what it changed, whom to tell what, who has answered."""
    work, out = workspace(slug), _announced(slug, number)
    latest = desk().publishing.latest(slug)
    plan = planned(out, out.publication)
    return render_template(
        "version.html",
        work=work,
        out=out,
        plan=plan,
        latest=latest,
        who=name_of(out.user_id),
        replies=desk().replies.of_version(work.id, number),
        mail=standing(desk(), out) if latest is not None and latest.version == number else None,
        mails=desk().settings.mails,
    )


@area.get("/letter/<person>")
def draft_letter(slug: str, person: str) -> ResponseReturnValue:
    """The letter that somebody would get about the draft."""
    work = workspace(slug)
    return _letter(work, work, desk().publishing.planned(work), person)


@area.get("/<int:number>/letter/<person>")
def letter(slug: str, number: int, person: str) -> ResponseReturnValue:
    """The letter to somebody about a version, to be sent from one's own mail program."""
    work, out = workspace(slug), _announced(slug, number)
    return _letter(work, out, out.publication, person)


@area.get("/<int:number>/letters.zip")
def letters_zip(slug: str, number: int) -> ResponseReturnValue:
    """All letters about a version as files that every mail program opens."""
    out = _announced(slug, number)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in written(desk(), out):
            archive.writestr(f"v{number}-{safe_name(one.person)}.eml", one.data)
    made.seek(0)
    name = f"{safe_name(slug)}-v{number}-letters.zip"
    return send_file(made, mimetype="application/zip", as_attachment=True, download_name=name)


@area.post("/<int:number>/mail")
def mail(slug: str, number: int) -> ResponseReturnValue:
    """Send the next letters about the version in force; whom the server refused is told, and can be tried again."""
    out, latest = _announced(slug, number), desk().publishing.latest(slug)
    if not desk().settings.mails or latest is None or latest.version != number:
        abort(409)
    try:
        done, refused = sent(desk(), out)
    except FestivalError as error:
        done, refused = 0, error.faults
    if done:
        flash(say("mail.done", n=done))
    for fault in refused:
        flash(str(fault), "problem")
    return redirect(url_for("publish.version", slug=slug, number=number, _anchor="mail"))


def planned(told: Workspace | Announced, publication: Publication) -> Plan:
    """What a version changes, in the language of the page."""
    changes = publication.changes_of(publication.version)
    sentences = [one.text(lang()) for one in public_news(told.problem, changes)]
    return Plan(
        number=publication.version,
        publication=publication,
        public=sentences,
        described=sum(not one.moved for one in changes),
        people=list(_told(told.problem, told.timetable, publication)),
    )


def _told(problem: Problem, timetable: Timetable, publication: Publication) -> Iterator[Told]:
    for person, news in concerned(problem, timetable, publication, publication.version - 1).items():
        one = problem.people[person]
        contact = " · ".join(part for part in (one.email, one.phone) if part)
        lines = [each.name(lang()) for each in news]
        yield Told(
            person, problem.person_name(person, lang()), contact, lines, len(of_person(problem, timetable, person))
        )


def _page(work: Workspace, note: str = "", wrong: str | None = None) -> str:
    before = desk().publishing.latest(work.slug)
    try:
        publication = desk().publishing.planned(work)
    except FestivalError:  # nothing is placed
        publication = None
    same = before is not None and publication is before.publication
    plan = None if publication is None or same else planned(work, publication)
    return render_template(
        "publish.html",
        work=work,
        before=before,
        who=name_of(before.user_id) if before else None,
        plan=plan,
        same=same,
        broken=[one.sentence.text(lang()) for one in work.report.broken],
        note=note,
        wrong=wrong,
    )


def _letter(work: Workspace, told: Workspace | Announced, publication: Publication, person: str) -> str:
    """The letter about a publication of ``told``: the draft, or a version that is out."""
    problem, out = told.problem, None if told is work else told
    if person not in concerned(problem, told.timetable, publication, publication.version - 1):
        abort(404)
    holder = Holder("person", person)
    page = "" if out is None else private_page(holder, desk().links.token(work.id, holder))
    subject, text = written_to(problem, told.timetable, publication, person, page=page)
    address = problem.people[person].email or ""
    mail = f"mailto:{quote(address)}?subject={quote(subject)}&body={quote(text)}" if address and out else ""
    return render_template(
        "letter.html",
        work=work,
        out=out,
        name=problem.person_name(person, lang()),
        subject=subject,
        text=text,
        address=address,
        mail=mail,
    )


def _announced(slug: str, number: int) -> Announced:
    found = desk().publishing.version(slug, number)
    if found is None:
        abort(404)
    return found
