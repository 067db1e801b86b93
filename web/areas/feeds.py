"""What calendars and other programs fetch, at addresses that stay; nobody logs in here, and no cookie goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for
from limits import RateLimitItem, parse

from scheduler.feed import LANGS, Feed
from scheduler.formats.files import safe_name
from scheduler.site.public import ever_public, versions
from scheduler.site.words import WORDS
from web.desk import desk
from web.feedlinks import base
from web.limits import limiter
from web.outlet import FORMS, Wanted
from web.outside import page, visitor, when
from web.sending import sent
from web.store import now
from web.words import both

if TYPE_CHECKING:
    from collections.abc import Container

    from web.links import Found
    from web.outlet import Copy
    from web.publishing import Announced

area = Blueprint("feeds", __name__)
LONGEST_ALARM = 10_080
"""Minutes: a week."""
PRIVATE = "private, max-age=300, must-revalidate"
PUBLIC = "public, max-age=300, must-revalidate"
POLLS, MISSES = parse("60 per minute"), parse("60 per minute")
"""Of one private address; and of one visitor who asks for addresses that there are not."""
VISITS = parse("600 per minute")
"""Of one visitor, who may be the network of a whole venue."""
FILES = tuple(form for form in FORMS if form != "ics")


class Refused(Exception):
    """The answer is a status and a line of text."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status, self.key = status, key


@area.errorhandler(Refused)
def _refused(error: Refused) -> Response:
    """In both languages: a calendar program cannot say which it wants."""
    lines = "\n".join(both(error.key).values())
    answer = Response(lines + "\n", error.status, content_type="text/plain; charset=utf-8")
    answer.headers["X-Robots-Tag"] = "noindex"
    if error.status == 429:
        answer.headers["Retry-After"] = "60"
    return answer


@area.get("/feed/<token>.ics")
def private(token: str) -> Response:
    """The calendar of whoever has this address."""
    found = _found(token)
    _limited(POLLS, "feed", found.link)
    announced = desk().publishing.of(found)
    feed = None if announced is None else _held(announced, found)
    if announced is None or feed is None:
        raise Refused(404, "feed.missing")
    copy = desk().outlet.copy(announced, Wanted("ics", feed, base() + request.path, alarm=_alarm()))
    name = f"{announced.slug}-{safe_name(found.holder.key or found.holder.kind)}.ics"
    answer = _sent(copy, name, PRIVATE)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@area.get("/public/<slug>/all.ics")
def everything(slug: str) -> Response:
    """The calendar of all that is public."""
    announced = _announced(slug)
    return _calendar(announced, Feed(_lang(announced)), "all")


@area.get("/public/<slug>/room/<path:key>.ics")
def room(slug: str, key: str) -> Response:
    """The calendar of a room in which the public ever had something."""
    announced = _announced(slug)
    rooms, _ = ever_public(announced.publication, now())
    _there(key, announced.problem.room_index, rooms)
    return _calendar(announced, Feed(_lang(announced), room=key), f"room-{safe_name(key)}")


@area.get("/public/<slug>/venue/<path:key>.ics")
def venue(slug: str, key: str) -> Response:
    """The calendar of a building in which the public ever had something."""
    announced = _announced(slug)
    feed = Feed.of_venue(announced.problem, key, _lang(announced), told=announced.publication)
    rooms, _ = ever_public(announced.publication, now())
    if key not in {one.id for one in announced.problem.festival.venues} or not feed.rooms & rooms:
        raise Refused(404, "feed.missing")
    return _calendar(announced, feed, f"venue-{safe_name(key)}")


@area.get("/public/<slug>/track/<path:key>.ics")
def track(slug: str, key: str) -> Response:
    """The calendar of a track of which the public ever had something."""
    announced = _announced(slug)
    _, tracks = ever_public(announced.publication, now())
    _there(key, announced.problem.tracks, tracks)
    return _calendar(announced, Feed(_lang(announced), track=key), f"track-{safe_name(key)}")


@area.get(f"/public/<slug>/<any({', '.join(map(repr, FILES))}):form>")
def file(slug: str, form: str) -> Response:
    """The programme for other programs, and the log of changes."""
    announced = _announced(slug)
    page_ = base() + url_for("feeds.changes", slug=slug)
    wanted = Wanted(form, Feed(_lang(announced, one=True)), base() + request.path, page_)
    return _sent(desk().outlet.copy(announced, wanted), f"{slug}-{form}", PUBLIC)


@area.get("/public/<slug>/changes")
def changes(slug: str) -> str:
    """What each version changed, for people."""
    announced, spoken = _announced(slug), visitor()
    words = WORDS[spoken]
    told = [
        {
            "anchor": f"v{number}", "name": words["version"].format(v=number), "iso": moment.isoformat(),
            "when": when(announced.problem, moment, spoken), "sentences": sentences,
        }
        for number, moment, sentences in versions(announced.problem, announced.publication, spoken)
    ]  # fmt: skip
    return page("log.html", announced, words["changes"], private=False, lang=spoken, versions=told)


def page_of(slug: str) -> str:
    """The address at which people read the programme."""
    return base() + url_for("public.programme", slug=slug)


# -- what is asked for ----------------------------------------------------------------------------


def _found(token: str) -> Found:
    """Whose address it is.  ``Refused`` if it is nobody's, or nobody's any more."""
    found = desk().links.find(token)
    if found is None:
        _limited(MISSES, "feed-miss", request.remote_addr or "")
        raise Refused(404, "feed.missing")
    if found.gone:
        raise Refused(410, "feed.gone")
    return found


def _held(announced: Announced, found: Found) -> Feed | None:
    """What a holder follows; None if the festival has no such building any more."""
    if found.holder.kind == "staff":
        return Feed(_lang(announced), audience="staff")
    if found.holder.kind == "venue":
        if found.holder.key not in {one.id for one in announced.problem.festival.venues}:
            return None
        return Feed.of_venue(announced.problem, found.holder.key, _lang(announced), "staff", announced.publication)
    # Also whom the festival does not know any more: what they were in is taken back before their eyes.
    known = announced.problem.people.get(found.holder.key)
    return Feed(_lang(announced, known.language if known else None), person=found.holder.key)


def _announced(slug: str) -> Announced:
    """What is in force of a festival.  ``Refused`` if there is no such festival, or nothing of it was published."""
    visitor = request.remote_addr or ""
    _limited(VISITS, "public", visitor)
    found = desk().publishing.latest(slug)
    if found is None:
        _limited(MISSES, "feed-miss", visitor)
        raise Refused(404, "feed.missing")
    return found


def _there(key: str, known: Container[str], ever: Container[str]) -> None:
    """Refused unless the festival has it, and the public ever saw something of it."""
    if key not in known or key not in ever:
        raise Refused(404, "feed.missing")


def _lang(announced: Announced, spoken: str | None = None, *, one: bool = False) -> str:
    """The language asked for, else that of the person, else Korean where the festival has a Korean name."""
    given = request.args.get("lang")
    if given is not None:
        if given not in LANGS or (one and given == "both"):
            raise Refused(400, "feed.lang_one" if one else "feed.lang")
        return given
    name = announced.problem.festival.festival.name
    usual = "ko" if isinstance(name, dict) and "ko" in name else "en"
    return "ko" if (spoken or usual).partition("-")[0].lower() == "ko" else "en"


def _alarm() -> int | None:
    """Minutes before each event."""
    given = request.args.get("alarm")
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 5 or int(given) > LONGEST_ALARM:
        raise Refused(400, "feed.alarm")
    return int(given)


def _limited(limit: RateLimitItem, *names: str) -> None:
    """Count one more of it.  ``Refused`` if that is too often."""
    if limiter.enabled and not limiter.limiter.hit(limit, *names):
        raise Refused(429, "feed.often")


# -- what is sent ---------------------------------------------------------------------------------


def _calendar(announced: Announced, feed: Feed, name: str) -> Response:
    wanted = Wanted("ics", feed, base() + request.path, page_of(announced.slug), _alarm())
    return _sent(desk().outlet.copy(announced, wanted), f"{announced.slug}-{name}.ics", PUBLIC)


def _sent(copy: Copy, name: str, keep: str) -> Response:
    """The copy, or that nothing has changed."""
    answer = sent(copy, keep)
    how = "attachment" if "download" in request.args else "inline"
    answer.headers["Content-Disposition"] = f'{how}; filename="{safe_file(name)}"'
    if keep == PUBLIC:
        answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def safe_file(name: str) -> str:
    """A name of a file in letters that every header can hold."""
    return "".join(one if one.isascii() and (one.isalnum() or one in "-_.") else "_" for one in name)
