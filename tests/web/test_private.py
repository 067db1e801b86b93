"""Private pages: one's own schedule, one tap to answer; a venue's day, one tap to report; nobody else's business."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.formats.programme import SECRETS
from tests.web.outside import publish, published, put, token_of
from web.entries import Name
from web.links import Holder
from web.operations import Edit

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from web.desk import Desk


@pytest.fixture
def out(desk: Desk) -> Desk:
    """The desk with version 1 out."""
    published(desk)
    return desk


def words(page: str) -> str:
    """What a reader sees."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])))


def asked(desk: Desk, person: str) -> tuple[int, bool, str, str]:
    reply = desk.replies.of(1, person)
    assert reply is not None
    return reply.version, reply.seen is not None, reply.answer, reply.note


def test_a_person_reads_where_they_must_be_with_whom_and_how_to_follow_it(anybody: FlaskClient, out: Desk) -> None:
    token = token_of(out, "noh")
    answer = anybody.get(f"/p/{token}?lang=en")
    page = words(answer.text)

    assert "Ji-an Noh" in page
    assert "director 11:24–11:40" in page
    assert "With you: Dae-sik Kim" in page
    assert "1 Main Street" in page
    assert f"webcal://localhost/feed/{token}.ics?lang=en" in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<style|style=|<script>", answer.text)


def test_a_person_reads_no_secret_but_what_they_are_in(anybody: FlaskClient, out: Desk) -> None:
    page = anybody.get(f"/p/{token_of(out, 'noh')}?lang=en").text

    rest = re.sub("HUSH reception|HUSH winners", "", page)
    assert [secret for secret in SECRETS if secret in rest] == []


def test_a_number_for_guests_stands_on_their_page(anybody: FlaskClient, out: Desk) -> None:
    phones = [{"name": "Guests", "number": "031 123-4567", "visibility": "guests"}]
    out.operations.commit(
        None, 1, 4, [Edit(Name("festival", "festival"), fields={"phones": phones})], {"en": "", "ko": ""}
    )
    put(out, late_1=("big", "22:30"))
    publish(out)

    page = anybody.get(f"/p/{token_of(out, 'noh')}").text

    assert '<a href="tel:0311234567">031 123-4567</a>' in page


def test_the_call_and_the_persons_own_zone_are_told(anybody: FlaskClient, out: Desk) -> None:
    edits = [
        Edit(Name("people", "noh"), fields={"timezone": "Europe/Berlin"}),
        Edit(Name("festival", "festival"), fields={"fields": {"guest_call": 30}}),
    ]
    out.operations.commit(None, 1, 4, edits, {"en": "", "ko": ""})
    put(out, late_1=("big", "22:30"))
    publish(out)

    page = words(anybody.get(f"/p/{token_of(out, 'noh')}?lang=en").text)

    assert "Please be there at 10:54" in page
    assert "Where you are: Fri 24 Oct 03:40–04:40 (Europe/Berlin)" in page


def test_looking_is_seen_and_one_tap_answers(anybody: FlaskClient, out: Desk) -> None:
    token = token_of(out, "noh")
    states = [asked(out, "noh")]
    anybody.head(f"/p/{token}", headers={"Sec-Purpose": "prefetch"})
    states.append(asked(out, "noh"))
    anybody.get(f"/p/{token}")
    states.append(asked(out, "noh"))
    answer = anybody.post(f"/p/{token}", data={"version": "1", "answer": "declined", "note": "Ill <b>"})
    states.append(asked(out, "noh"))

    assert states == [(1, False, "", ""), (1, False, "", ""), (1, True, "", ""), (1, True, "declined", "Ill <b>")]
    page = anybody.get(answer.location).text
    assert "You said that you cannot." in page
    assert "Ill &lt;b&gt;" in page


def test_whoever_works_at_the_desk_is_not_taken_for_the_person(manager: FlaskClient, out: Desk) -> None:
    manager.get(f"/p/{token_of(out, 'noh')}")

    assert asked(out, "noh") == (1, False, "", "")


def test_an_answer_to_an_older_version_is_asked_again(anybody: FlaskClient, out: Desk) -> None:
    token = token_of(out, "noh")
    put(out, block_1=("big", "11:00"))
    publish(out)

    answer = anybody.post(f"/p/{token}?lang=en", data={"version": "1", "answer": "confirmed"}, follow_redirects=True)

    assert "The timetable has changed since." in answer.text
    assert asked(out, "noh") == (2, True, "", "")


@pytest.mark.parametrize("data", [{}, {"version": "1"}, {"version": "x", "answer": "confirmed"}, {"answer": "maybe"}])
def test_an_answer_that_is_none_is_refused(anybody: FlaskClient, out: Desk, data: dict[str, str]) -> None:
    assert anybody.post(f"/p/{token_of(out, 'noh')}", data=data).status_code == 400


def test_answers_want_a_token_against_forgery(anybody: FlaskClient, out: Desk) -> None:
    anybody.application.config["WTF_CSRF_ENABLED"] = True
    path = f"/p/{token_of(out, 'noh')}"
    refused = anybody.post(path, data={"version": "1", "answer": "confirmed"}).status_code
    token = re.findall(r'name="csrf_token" value="(.*?)"', anybody.get(path).text)[0]
    taken = anybody.post(path, data={"version": "1", "answer": "confirmed", "csrf_token": token}).status_code

    assert (refused, taken, asked(out, "noh")[2]) == (400, 302, "confirmed")


def test_an_address_that_is_over_says_so_and_another_kind_is_none(anybody: FlaskClient, out: Desk) -> None:
    token, venue = token_of(out, "noh"), token_of(out, "house", "venue")
    astray = [anybody.get(path).status_code for path in (f"/s/{token}", f"/p/{venue}", "/p/x.y", f"/p/{token}z")]
    out.links.rotate(1, Holder("person", "noh"), None)

    assert (astray, anybody.get(f"/p/{token}").status_code) == ([404, 404, 404, 404], 410)
    assert anybody.get(f"/p/{token_of(out, 'noh')}").status_code == 200


def test_a_page_is_in_the_language_of_the_person_unless_asked_otherwise(anybody: FlaskClient, out: Desk) -> None:
    path = f"/p/{token_of(out, 'noh')}"
    spoken = [anybody.get(path, headers={"Accept-Language": one}).text for one in ("ko", "en")]
    asked_for = anybody.get(f"{path}?lang=ko", headers={"Accept-Language": "en"}).text

    assert [re.findall(r'<html lang="(..)"', page)[0] for page in (*spoken, asked_for)] == ["ko", "en", "ko"]


def test_a_hall_reads_its_day_and_reports_what_has_begun(anybody: FlaskClient, out: Desk) -> None:
    path = f"/s/{token_of(out, 'house', 'venue')}"
    before = re.findall(r'<li id="(.*?)"', anybody.get(path).text)
    data = {"session": "opening", "showing": "1"}
    classes = []
    for what in ("started", "ended", "started", "waiting"):
        answer = anybody.post(f"{path}?room=big", data={**data, "what": what})
        assert answer.location.endswith("room=big#opening-1")
        classes.append(re.findall(r'<li id="opening-1" ?(?:class="(.*?)")?', anybody.get(path).text))

    assert before == ["rehearsal-1", "opening-1", "block-1", "reception-1", "winners-1", "block-2", "late-1"]
    assert classes == [["on"], ["over"], ["on"], [""]]


def test_a_building_has_its_calendar(anybody: FlaskClient, out: Desk) -> None:
    """Of its staff at the address that its page offers, and a public one."""
    page = anybody.get(f"/s/{token_of(out, 'house', 'venue')}?lang=en").text
    address = re.findall(r'href="webcal://localhost(/feed/[^"?]*)', page)[0]

    own, public = (anybody.get(path).text for path in (address, "/public/small/venue/house.ics?lang=en"))

    held = [[name.partition("@")[0] for name in re.findall(r"^UID:(.*)", text, re.MULTILINE)] for text in (own, public)]
    assert [name in held[0] for name in ("rehearsal-1", "opening-1")] == [True, True]
    assert [name in held[1] for name in ("rehearsal-1", "opening-1")] == [False, True]
    assert anybody.get("/public/small/venue/nowhere.ics").status_code == 404


def test_a_hall_alone_can_be_read(anybody: FlaskClient, out: Desk) -> None:
    path = f"/s/{token_of(out, 'house', 'venue')}"

    shown = [re.findall(r'<li id="(.*?)"', anybody.get(f"{path}?room={room}").text) for room in ("little", "nowhere")]

    assert shown[0] == ["reception-1", "winners-1", "block-2"]
    assert len(shown[1]) == 7


def test_what_a_version_changed_is_marked_for_the_hall(anybody: FlaskClient, out: Desk) -> None:
    put(out, opening_1=("big", "10:05"))
    publish(out)

    page = anybody.get(f"/s/{token_of(out, '', 'staff')}?lang=en").text

    said = [unescape(one) for one in re.findall(r'<p class="changed">(.*?)</p>', page)]
    assert said == ["Opening moved from Big hall 10:00 to 10:05."]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"session": "opening", "showing": "1", "what": "burnt"}, 400),
        ({"session": "nothing", "showing": "1", "what": "started"}, 400),
        ({"session": "opening", "showing": "x", "what": "started"}, 400),
    ],
    ids=["no such word", "no such session", "no label"],
)
def test_a_report_that_makes_no_sense_is_refused(
    anybody: FlaskClient, out: Desk, data: dict[str, str], status: int
) -> None:
    assert anybody.post(f"/s/{token_of(out, 'house', 'venue')}", data=data).status_code == status
    assert out.taps.courses(1) == {}


def test_the_guest_office_sees_who_is_silent_and_who_cannot(
    manager: FlaskClient, anybody: FlaskClient, out: Desk
) -> None:
    anybody.post(f"/p/{token_of(out, 'noh')}", data={"version": "1", "answer": "declined", "note": "Ill"})
    page = manager.get("/f/small/guests").text
    silent = manager.get("/f/small/guests?state=asked").text

    assert re.findall(r'<tr id="person-(.*?)"', page) == ["noh", "kim", "baek"]
    assert re.findall(r'<tr id="person-(.*?)"', silent) == ["kim", "baek"]
    assert "“Ill”" in page
    assert re.findall(r"<small>(\d)</small>", page) == ["3", "1", "2", "0", "0"]


def test_the_guest_office_gives_and_takes_addresses(manager: FlaskClient, out: Desk) -> None:
    old = token_of(out, "noh")
    assert f"/p/{old}" in manager.get("/f/small/guests").text

    manager.post("/f/small/guests/rotate", data={"kind": "person", "key": "noh"})
    new = token_of(out, "noh")
    manager.post("/f/small/guests/revoke", data={"kind": "venue", "key": "house"})
    page = manager.get("/f/small/guests").text

    assert (old in page, new in page, "Revoked" in page) == (False, True, True)
    assert manager.post("/f/small/guests/rotate", data={"kind": "person", "key": "nobody"}).status_code == 400


def test_the_guest_office_is_empty_before_anything_is_out(manager: FlaskClient, slug: str) -> None:
    assert "As soon as something is published" in manager.get(f"/f/{slug}/guests").text
    assert manager.post(f"/f/{slug}/guests/rotate", data={"kind": "staff", "key": ""}).status_code == 400
