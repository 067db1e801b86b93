"""Feeds of the running desk: the bytes of the export, answered with 304 until something changes, closed for good."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from lxml import etree

from scheduler.feed import Feed
from scheduler.formats.ics import Setting, calendar
from scheduler.publication.turning import Turns
from tests.publication.support import FIRST, PLACES, announced, problem_with, session
from tests.readers.calendars import broken_rules
from tests.web.conftest import QUICK
from tests.web.support import FESTIVAL, WHAT
from tests.web.test_publishing import move, publish, work_of
from web import create_app
from web.feedlinks import offered
from web.links import Holder
from web.outlet import Outlet, Wanted
from web.publishing import Announced
from web.settings import Settings
from web.store import now

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from web.desk import Desk

KIM = Holder("person", "kim")


def app_on(path: Path, **more: Any) -> Flask:
    return create_app(Settings(database_url=f"sqlite:///{path}", **more))


@pytest.fixture(scope="module")
def published(new_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the small festival is published, to be copied."""
    path = tmp_path_factory.mktemp("feeds") / "desk.sqlite3"
    copyfile(new_database, path)
    desk: Desk = app_on(path, testing=True).extensions["desk"]
    slug = desk.operations.create(None, FESTIVAL, WHAT)
    for name, start, room in (("opening", "10:00", "big"), ("film", "10:40", "big"), ("talk", "11:00", "little")):
        move(desk, slug, name, start, room)
    publish(desk, slug)
    desk.store.close()
    return path


@pytest.fixture
def app(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The desk on a copy of it."""
    copyfile(published, tmp_path / "desk.sqlite3")
    monkeypatch.setattr("web.accounts.PasswordHasher", lambda: QUICK)
    made = app_on(tmp_path / "desk.sqlite3", testing=True)
    made.config["WTF_CSRF_ENABLED"] = False
    yield made
    made.extensions["desk"].store.close()


@pytest.fixture
def told() -> str:
    """Its address."""
    return "small"


@pytest.fixture
def address(desk: Desk, told: str) -> str:
    """Of Kim's calendar."""
    token = desk.links.token(work_of(desk, told).id, KIM)
    return f"/feed/{token}.ics"


def uids(answer: TestResponse) -> list[str]:
    read: Any = Calendar.from_ical(answer.data)
    return [str(one["uid"]).partition("@")[0] for one in read.walk("VEVENT")]


def exported(desk: Desk, slug: str, feed: Feed, setting: Setting) -> bytes:
    """What ``showgrid export ics`` writes of the same publication."""
    found = desk.publishing.latest(slug)
    assert found is not None
    return calendar(found.problem, found.timetable, feed, found.publication, setting=setting, now=now())


def test_a_person_has_the_calendar_of_the_export(anybody: FlaskClient, desk: Desk, told: str, address: str) -> None:
    answer = anybody.get(address + "?lang=both&alarm=30")

    setting = Setting(30, f"http://localhost{address}")
    assert answer.data == exported(desk, told, Feed("both", person="kim"), setting)
    assert list(broken_rules(answer.data, now() + timedelta(hours=1))) == []
    assert uids(answer) == ["opening-1", "talk-1"]


def test_what_is_said_of_it_is_what_calendars_need(anybody: FlaskClient, address: str) -> None:
    answer = anybody.get(address)

    said = ("Content-Type", "Cache-Control", "X-Robots-Tag", "Referrer-Policy", "Content-Disposition", "Set-Cookie")
    assert [answer.headers.get(name) for name in (*said, "Vary")] == [
        "text/calendar; charset=utf-8",
        "private, max-age=300, must-revalidate",
        "noindex",
        "no-referrer",
        'inline; filename="small-kim.ics"',
        None,
        "Accept-Encoding",
    ]
    assert anybody.get(address + "?download").headers["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_has_not_changed_is_not_sent_again(anybody: FlaskClient, address: str, method: str) -> None:
    first = anybody.open(address, method=method)
    tag, moment = first.headers["ETag"], first.headers["Last-Modified"]

    answers = [
        anybody.open(address, method=method, headers=headers)
        for headers in ({"If-None-Match": tag}, {"If-Modified-Since": moment}, {"If-None-Match": '"other"'})
    ]

    assert not tag.startswith("W/")
    assert [(one.status_code, len(one.data), one.headers["ETag"]) for one in answers] == [
        (304, 0, tag),
        (304, 0, tag),
        (200, 0 if method == "HEAD" else int(first.headers["Content-Length"]), tag),
    ]


def test_who_can_unpack_gets_it_packed_under_a_tag_of_its_own(anybody: FlaskClient, address: str) -> None:
    plain, packing = anybody.get(address), {"Accept-Encoding": "gzip"}
    packed = anybody.get(address, headers=packing)
    again = anybody.get(address, headers={**packing, "If-None-Match": packed.headers["ETag"]})

    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.data)) == ("gzip", plain.data)
    assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data)
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert (again.status_code, again.data) == (304, b"")


def test_a_version_that_changes_nothing_here_is_still_304(
    anybody: FlaskClient, desk: Desk, told: str, address: str
) -> None:
    before, everything = anybody.get(address), anybody.get(f"/public/{told}/all.ics")
    move(desk, told, "film", "12:00")
    publish(desk, told)

    tags = {"If-None-Match": before.headers["ETag"]}
    assert anybody.get(address, headers=tags).status_code == 304
    assert anybody.get(address).last_modified == before.last_modified
    tags = {"If-None-Match": everything.headers["ETag"]}
    assert anybody.get(f"/public/{told}/all.ics", headers=tags).status_code == 200


def test_a_draft_is_in_no_feed(anybody: FlaskClient, desk: Desk, told: str, address: str) -> None:
    before = anybody.get(address).data
    move(desk, told, "opening", "12:00")

    assert anybody.get(address).data == before


def test_who_is_logged_in_is_not_asked_and_gets_no_cookie(manager: FlaskClient, address: str) -> None:
    answer = manager.get(address)

    kept = answer.headers.get("Set-Cookie"), answer.headers.get("Vary")
    assert (answer.status_code, *kept) == (200, None, "Accept-Encoding")


def test_a_rotated_and_a_revoked_address_is_gone_for_good(
    anybody: FlaskClient, desk: Desk, told: str, address: str
) -> None:
    number = work_of(desk, told).id
    other = f"/feed/{desk.links.rotate(number, KIM, None)}.ics"
    assert [anybody.get(one).status_code for one in (address, other)] == [410, 200]

    desk.links.revoke(number, KIM)
    publish(desk, told)

    answer = anybody.get(other)
    assert (answer.status_code, answer.content_type, answer.headers["Cache-Control"]) == (
        410, "text/plain; charset=utf-8", "no-store",
    )  # fmt: skip
    assert len(answer.text.splitlines()) == 2


@pytest.mark.parametrize("token", ["nobody", "a.b", "..", "%00.x", "x" * 5000])
def test_an_address_that_never_was_is_not_there(anybody: FlaskClient, address: str, token: str) -> None:
    assert anybody.get(f"/feed/{token}.ics").status_code == 404
    number, _, secret = address.removeprefix("/feed/").removesuffix(".ics").partition(".")
    assert anybody.get(f"/feed/{number}.{secret[::-1]}.ics").status_code == 404


@pytest.mark.parametrize("asked", ["lang=de", "lang=", "alarm=-5", "alarm=1.5", "alarm=10081", "alarm=", "alarm=²"])
def test_what_cannot_be_asked_for_is_refused_in_both_languages(anybody: FlaskClient, address: str, asked: str) -> None:
    answer = anybody.get(f"{address}?{asked}")

    assert (answer.status_code, len(answer.text.splitlines())) == (400, 2)


def test_everybody_has_calendars_of_all_of_a_room_and_of_a_track(anybody: FlaskClient, told: str) -> None:
    paths = ("all", "room/big", "room/little", "track/main")
    answers = [anybody.get(f"/public/{told}/{path}.ics?lang=en") for path in paths]

    assert [uids(one) for one in answers] == [
        ["opening-1", "film-1", "talk-1"], ["opening-1", "film-1"], ["talk-1"], ["film-1"],
    ]  # fmt: skip
    assert {one.headers["Cache-Control"] for one in answers} == {"public, max-age=300, must-revalidate"}
    assert {one.headers["Access-Control-Allow-Origin"] for one in answers} == {"*"}
    assert "백준" not in answers[0].text


@pytest.mark.parametrize("path", ["room/nowhere.ics", "track/none.ics", "all.txt", "schedule.pdf"])
def test_there_is_nothing_of_what_the_public_never_knew(anybody: FlaskClient, told: str, path: str) -> None:
    assert [anybody.get(f"/public/{one}/{path}").status_code for one in (told, "nothing")] == [404, 404]


KINDS = {
    "schedule.json": "application/json",
    "schedule.xml": "application/xml",
    "programme.jsonld": "application/ld+json",
    "programme.csv": "text/csv; charset=utf-8",
    "changes.atom": "application/atom+xml; charset=utf-8",
}


@pytest.mark.parametrize("form", KINDS)
def test_the_programme_is_there_for_programs_and_304_until_it_changes(
    anybody: FlaskClient, desk: Desk, told: str, form: str
) -> None:
    path = f"/public/{told}/{form}"
    first = anybody.get(path)
    again = anybody.get(path, headers={"If-None-Match": first.headers["ETag"]})
    move(desk, told, "film", "12:00")
    publish(desk, told)
    changed = anybody.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, first.content_type) == (200, KINDS[form])
    assert (again.status_code, changed.status_code) == (304, 200)
    assert (anybody.get(path + "?lang=both").status_code, anybody.get(path + "?lang=ko").status_code) == (400, 200)


def test_the_feed_of_changes_tells_each_version_once(anybody: FlaskClient, desk: Desk, told: str) -> None:
    move(desk, told, "film", "12:00")
    publish(desk, told)

    root = etree.fromstring(anybody.get(f"/public/{told}/changes.atom?lang=en").data)

    texts = [one.findtext("{*}content") for one in root.iterfind("{*}entry")]
    assert texts == ["Salt Letters (1) moved from Big hall 10:40 to 12:00.", "The programme was announced."]


@pytest.mark.parametrize(
    ("lang", "line"),
    [("en", "Salt Letters (1) moved from Big hall 10:40 to 12:00."), ("ko", "상영 시간표를 공개했습니다.")],
)
def test_people_read_the_same_changes_on_a_page(
    anybody: FlaskClient, desk: Desk, told: str, lang: str, line: str
) -> None:
    move(desk, told, "film", "12:00")
    publish(desk, told)

    answer = anybody.get(f"/public/{told}/changes?lang={lang}")

    root = etree.HTML(answer.text)
    assert line in root.xpath("//ol[@class='log']//ul/li/text()")
    assert root.xpath("//ol[@class='log']/li/@id") == ["v2", "v1"]
    links = [
        anybody.get(f"/public/{told}/{href}").status_code for href in root.xpath("//a[contains(@href, 'atom')]/@href")
    ]
    assert links == [200]
    assert line in anybody.get(f"/public/{told}/changes?lang={lang}").text
    assert 'href="/public/small/changes' in anybody.get(f"/public/{told}/").text


def test_nothing_is_there_before_it_is_published(anybody: FlaskClient, desk: Desk) -> None:
    slug = desk.operations.create(None, FESTIVAL, WHAT)
    assert [anybody.get(f"/public/{slug}/{one}").status_code for one in ("all.ics", *KINDS)] == [404] * 6


def test_who_asks_too_often_is_told_to_wait(desk: Desk, address: str) -> None:
    limited = app_on(Path(desk.settings.database_url.removeprefix("sqlite:///")))
    browser = limited.test_client()

    statuses = [browser.head(address).status_code for _ in range(62)]
    last, other = browser.get(address), browser.get("/feed/nobody.x.ics")

    limited.extensions["desk"].store.close()
    assert statuses == [200] * 60 + [429] * 2
    assert (last.headers["Retry-After"], len(last.text.splitlines()), other.status_code) == ("60", 2, 404)


def test_no_secret_is_logged(app: Flask, address: str, caplog: pytest.LogCaptureFixture) -> None:
    secret = address.removesuffix(".ics").rpartition(".")[2]
    with caplog.at_level(logging.ERROR):
        app.logger.error("Exception on %s [%s]", address, "GET")

    assert (secret in caplog.text, "Exception on /feed/" in caplog.text) == (False, True)


def test_what_a_page_offers_opens_copies_downloads_and_scans() -> None:
    found = offered("https://desk.example/feed/a.b.ics", "ko")

    assert {**found, "qr": found["qr"][:19]} == {
        "address": "https://desk.example/feed/a.b.ics?lang=ko",
        "webcal": "webcal://desk.example/feed/a.b.ics?lang=ko",
        "download": "https://desk.example/feed/a.b.ics?lang=ko&download",
        "qr": "data:image/svg+xml;",
    }


# -- kept ---------------------------------------------------------------------------------------------


def version_of(made: Any) -> Announced:
    problem, _, publication = made
    return Announced(1, "x", publication.version, 1, None, publication.published_at, "", publication, problem)


def test_a_copy_is_kept_until_time_itself_changes_it() -> None:
    later = FIRST + timedelta(days=10)
    hidden = problem_with(sessions=session("film", embargo_until=later.isoformat()))
    one = version_of(announced(PLACES, None, hidden))
    wanted, outlet = Wanted("ics", Feed(), "https://desk.example/x.ics"), Outlet()

    copies = [outlet.copy(one, wanted, FIRST + timedelta(days=day)) for day in (0, 9, 10, 20)]

    assert copies[0] is copies[1] is not copies[2] is copies[3]
    assert [(b"Salt" in copy.data, copy.changed) for copy in copies[::3]] == [(False, FIRST), (True, later)]


def test_at_any_moment_it_says_what_it_says_at_the_last_turn() -> None:
    _, _, first = announced()
    hidden = problem_with(sessions=session("film", embargo_until=(FIRST + timedelta(days=3)).isoformat()))
    less = {key: place for key, place in PLACES.items() if key != "opening#1"}
    problem, timetable, second = announced(less, first, hidden)
    turns = Turns(second)

    for hours in range(24, 120, 5):
        moment = FIRST + timedelta(hours=hours, minutes=hours)
        told = [calendar(problem, timetable, Feed(), second, now=one) for one in (moment, turns.last(moment))]
        assert told[0] == told[1], hours
    assert len({turns.last(FIRST + timedelta(hours=hours)) for hours in range(24, 120)}) == 3


def test_only_so_much_is_kept_and_the_last_used_longest() -> None:
    one, outlet = version_of(announced()), Outlet(largest=10_000)
    wanted = [Wanted("ics", Feed(), f"https://desk.example/{number}") for number in range(20)]
    made = [outlet.copy(one, each, FIRST) for each in wanted]

    assert outlet.copy(one, wanted[-1], FIRST) is made[-1]
    assert outlet.copy(one, wanted[0], FIRST) is not made[0]
    assert outlet.copy(one, wanted[0], FIRST) == made[0]
