"""Every page there is, and where: what looks at pages looks at all of them, and a new one that is not here fails a test."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from scheduler.formats.letter import concerned
from web.board import now_day
from web.links import Holder
from web.permissions import ANYONE, PERMISSIONS
from web.state import state_of

if TYPE_CHECKING:
    from scheduler.timetable import Placement
    from web.desk import Desk

PAGES: dict[str, tuple[str, ...]] = {
    "account.enter": ("/enter/{invitation}", "/enter/used"),
    "account.login": ("/login",),
    "feeds.changes": ("/public/{slug}/changes",),
    "festivals.index": ("/",),
    "forget.ask": ("/f/{slug}/forget/{person}",),
    "grid.day": ("/f/{slug}/day/{day}",),
    "grid.showing": ("/f/{slug}/showing/{session}/{label}",),
    "guests.index": ("/f/{slug}/guests",),
    "history.compare": ("/f/{slug}/compare?a=1&b={revision}",),
    "history.index": ("/f/{slug}/history",),
    "history.show": ("/f/{slug}/history/{revision}",),
    "late.index": ("/f/{slug}/late?now={date}T11:00",),
    "overview.index": ("/f/{slug}/overview",),
    "overview.pictures": ("/f/{slug}/pictures",),
    "private.person": ("/p/{address}", "/p/nobody.nothing"),
    "private.staff": ("/s/{house}",),
    "programme.add": ("/f/{slug}/programme/list/sessions/new",),
    "programme.edit": (
        "/f/{slug}/programme/list/rooms/edit/{room}",
        "/f/{slug}/programme/list/people/edit/{person}?field=available",
        "/f/{slug}/programme/list/festival/edit/festival",
    ),
    "programme.index": ("/f/{slug}/programme",),
    "programme.paste": ("/f/{slug}/programme/list/rooms/paste",),
    "programme.show": ("/f/{slug}/programme/list/sessions",),
    "public.programme": ("/public/{slug}/", "/public/{slug}/?q=nothing+of+this"),
    "public.showing": ("/public/{slug}/showing/{session}/{label}",),
    "publish.draft_letter": ("/f/{slug}/publish/letter/{moved}",),
    "publish.index": ("/f/{slug}/publish",),
    "publish.letter": ("/f/{slug}/publish/2/letter/{person}",),
    "publish.version": ("/f/{slug}/publish/2",),
    "readiness.index": ("/f/{slug}/programme/readiness",),
    "replan.index": ("/f/{slug}/replan",),
    "rules.add": ("/f/{slug}/rules/new/not_parallel",),
    "rules.edit": ("/f/{slug}/rules/edit/{rule}",),
    "rules.index": ("/f/{slug}/rules",),
    "rules.new": ("/f/{slug}/rules/new",),
    "scenarios.compare": ("/f/{slug}/scenarios/compare?s=1&s=2",),
    "scenarios.index": ("/f/{slug}/scenarios",),
    "sheets.check": ("/sheet/{slug}/1/running-order/{room}/{date}",),
    "sheets.index": ("/f/{slug}/sheets",),
    "solve.index": ("/f/{slug}/solve",),
    "solve.show": ("/f/{slug}/solve/1",),
    "tokens.index": ("/tokens",),
    "tokens.reference": ("/api",),
}
"""Of every page that somebody reads the addresses that are looked at."""
NO_PAGES = frozenset({
    "cells.show", "feeds.everything", "feeds.file", "feeds.private", "feeds.room", "feeds.track", "feeds.venue",
    "festivals.archive", "grid.events", "grid.index", "grid.price", "grid.prices", "programme.download", "public.asset",
    "publish.letters_zip", "sheets.pdf", "solve.events", "static",
})  # fmt: skip
"""What leads on to a page, or is fetched by a script, a calendar, a printer."""


def addresses(desk: Desk, slug: str) -> dict[str, str]:
    """Every address of ``PAGES`` for a festival that was published and searched, and its endpoint."""
    facts = _facts(desk, slug)
    return {path.format(**facts): endpoint for endpoint, paths in PAGES.items() for path in paths}


def is_open(endpoint: str) -> bool:
    """Whether it is read by those who have no account."""
    return PERMISSIONS[endpoint] == ANYONE


def _facts(desk: Desk, slug: str) -> dict[str, str]:
    work, out = desk.workspaces.of(slug), desk.publishing.latest(slug)
    assert work is not None
    assert out is not None
    draft = concerned(work.problem, work.timetable, desk.publishing.planned(work), out.version)
    person = next(iter(concerned(out.problem, out.timetable, out.publication, out.version - 1)))
    shown = next(one.showing for one in out.timetable if one.showing.session.people and _is_public(one))
    return {
        "slug": slug,
        "day": str(now_day(work.problem, work.timetable)),
        "invitation": desk.accounts.link("editor"),
        "person": person,
        "moved": next(iter(draft)),
        "session": quote(shown.session.id),
        "label": str(shown.label),
        "revision": str(work.head),
        "room": out.problem.rooms[0].id,
        "date": out.problem.days[0].isoformat(),
        "rule": _first_rule(desk, work.id),
        "address": desk.links.token(out.festival_id, Holder("person", person)) or "",
        "house": desk.links.token(out.festival_id, Holder("staff")) or "",
    }


def _is_public(placement: Placement) -> bool:
    return placement.showing.session.visibility == "public"


def _first_rule(desk: Desk, festival: int) -> str:
    with desk.store.reading() as session:
        return next(name.key for name in state_of(session, festival, ["rules"]))
