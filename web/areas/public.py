"""The programme as everybody may read it: by day, room, track; each showing at an address of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup

from scheduler.formats.jsonld import event_text
from scheduler.formats.listing import Listing
from scheduler.site.pages import asset
from scheduler.site.words import WORDS
from scheduler.timetable import Timetable
from web.addresses import absolute
from web.desk import desk
from web.feedlinks import base
from web.feedlinks import public as public_feed
from web.limits import WRONG, limiter
from web.outside import page, visitor
from web.publicview import Filter, public_view
from web.sending import sent

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.publishing import Announced

area = Blueprint("public", __name__)
ASSETS = {"style.css": "text/css; charset=utf-8", "copy.js": "text/javascript; charset=utf-8"}
FILTERS = ("day", "room", "track", "q")
limit = limiter.limit(WRONG, deduct_when=lambda response: response.status_code == 404)


@area.get("/site/<name>", endpoint="asset")
def asset_(name: str) -> ResponseReturnValue:
    """What the pages for people outside look like; the same as of the site of plain files."""
    if name not in ASSETS:
        abort(404)
    return Response(asset(name), content_type=ASSETS[name], headers={"Cache-Control": "public, max-age=3600"})


@area.get("/public/<slug>/")
@limit
def programme(slug: str) -> ResponseReturnValue:
    """What is public, or what of it is looked for."""
    out, spoken = _announced(slug), visitor()
    wanted = Filter(**{name: request.args.get(name, "").strip()[:200] for name in FILTERS})
    moment = desk().outlet.moment(out)

    def made() -> str:
        view = public_view(out, spoken, moment)
        return page(
            "programme.html", out, WORDS[spoken]["programme"], private=False, lang=spoken, view=view, wanted=wanted,
            days=view.days(wanted), feed=partial(public_feed, slug, lang=spoken), root_url=base(),
            kept=desk().pieces.about(out.festival_id, "public", out.version, moment, spoken),
        )  # fmt: skip

    if set(request.args) - {"lang"}:
        return made()
    # The whole programme is what most people open, and the same for all who come by the same address.
    return sent(desk().outlet.page(out, ("programme", base(), spoken), made), "private, no-cache")


@area.get("/public/<slug>/showing/<path:session>/<int:label>")
@limit
def showing(slug: str, session: str, label: int) -> ResponseReturnValue:
    """One showing; also search engines read it."""
    out, spoken = _announced(slug), visitor()
    view = public_view(out, spoken, desk().outlet.moment(out))
    entry = view.entry((session, label))
    if entry is None:
        abort(404)
    alone = Listing(
        out.problem, Timetable(out.problem, {entry.showing.index: entry.placement}), spoken, now=view.now, whole=True
    )
    address = absolute("public.showing", slug=slug, session=session, label=label)
    told = view.showing(entry)
    return page(
        "showing.html", out, told.title, private=False, lang=spoken, one=told, address=address,
        back=url_for("public.programme", slug=slug, lang=spoken, _anchor=told.anchor),
        jsonld=Markup(event_text(alone, out.publication, address)),  # noqa: S704  every < in it is escaped
    )  # fmt: skip


def _announced(slug: str) -> Announced:
    found = desk().publishing.latest(slug)
    if found is None:
        abort(404)
    return found
