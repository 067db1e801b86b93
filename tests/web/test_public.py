"""The public programme: what is public and nothing else, each showing with an address, moved ones say so."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.formats.programme import SECRETS
from tests.web.outside import publish, published, put, token_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from web.desk import Desk

PROGRAMME = "/public/small/"


@pytest.fixture
def out(desk: Desk) -> Desk:
    """The desk with version 1 out."""
    published(desk)
    return desk


def shown(page: str) -> list[str]:
    return re.findall(r'<li id="(.*?)"', page)


def jsonld(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    )
    return found


def test_only_what_is_public_is_in_it_in_either_language(anybody: FlaskClient, out: Desk) -> None:
    pages = {path: anybody.get(path).text for path in (f"{PROGRAMME}?lang=en", f"{PROGRAMME}?lang=ko")}
    listed = [shown(page) for page in pages.values()]
    for page in list(pages.values()):
        for path in re.findall(r'href="(/public/small/showing/.*?)"', page):
            pages[path] = anybody.get(unescape(path)).text
    tokens = [token_of(out, "noh"), token_of(out, "kim"), token_of(out, "", "staff")]

    hidden = (*SECRETS, "Ji-an", "노지안", *tokens)
    assert listed == [["opening-1", "block-1", "late-1"]] * 2
    assert len(pages) == 8
    assert [(path, word) for path, page in pages.items() for word in hidden if word in page] == []


@pytest.mark.parametrize("key", ["rehearsal/1", "reception/1", "winners/1", "block/2", "nothing/1", "opening/2"])
def test_what_is_not_public_has_no_address(anybody: FlaskClient, out: Desk, key: str) -> None:
    assert anybody.get(f"/public/small/showing/{key}").status_code == 404


def test_nothing_is_there_before_it_is_published(anybody: FlaskClient, slug: str) -> None:
    assert [anybody.get(path).status_code for path in ("/public/small/", "/public/none/")] == [404, 404]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("room=big", ["opening-1", "block-1", "late-1"]),
        ("room=little", []),
        ("track=odd", ["late-1"]),
        ("day=2098-10-24", ["opening-1", "block-1", "late-1"]),
        ("day=2098-10-25", []),
        ("q=심야", ["late-1"]),
        ("q=NIGHT+bill", ["late-1"]),
        ("q=HUSH", []),
        ("q=Ji-an", []),
    ],
)
def test_it_is_searched_and_filtered(anybody: FlaskClient, out: Desk, query: str, expected: list[str]) -> None:
    assert shown(anybody.get(f"{PROGRAMME}?{query}").text) == expected


def test_a_showing_says_to_search_engines_what_it_is_and_when_it_was_to_be(anybody: FlaskClient, out: Desk) -> None:
    path = "/public/small/showing/block/1"
    first = jsonld(anybody.get(path).text)
    put(out, block_1=("big", "11:00"))
    publish(out)
    page = anybody.get(f"{path}?lang=en").text
    second = jsonld(page)

    assert (first["@type"], first["eventStatus"]) == ("ScreeningEvent", "https://schema.org/EventScheduled")
    assert second["eventStatus"] == "https://schema.org/EventRescheduled"
    assert second["previousStartDate"] == "2098-10-24T10:40:00+09:00"
    assert second["startDate"] == "2098-10-24T11:00:00+09:00"
    assert second["url"] == f"http://localhost{path}"
    assert second["superEvent"]["@type"] == "Festival"
    assert "moved from Big hall 10:40 to 11:00." in page


def test_it_is_sent_once_in_each_language_until_another_version_is_out(anybody: FlaskClient, out: Desk) -> None:
    first = {lang: anybody.get(f"{PROGRAMME}?lang={lang}") for lang in ("en", "ko")}
    tags = {lang: {"If-None-Match": answer.headers["ETag"]} for lang, answer in first.items()}
    again = [anybody.get(f"{PROGRAMME}?lang={lang}", headers=tags[lang]).status_code for lang in tags]
    other = anybody.get(f"{PROGRAMME}?lang=ko", headers=tags["en"]).status_code
    put(out, opening_1=("big", "12:30"))
    draft = anybody.get(f"{PROGRAMME}?lang=en", headers=tags["en"]).status_code
    publish(out)
    after = anybody.get(f"{PROGRAMME}?lang=en", headers=tags["en"])

    assert first["en"].headers["Cache-Control"] == "private, no-cache"
    assert (again, other, draft, after.status_code) == ([304, 304], 200, 304, 200)
    assert "12:30" in after.text
    assert "12:30" in anybody.get(f"{PROGRAMME}?lang=en&q=opening").text


def test_the_draft_is_never_shown(anybody: FlaskClient, out: Desk) -> None:
    before = anybody.get(f"{PROGRAMME}?lang=en").text
    put(out, block_1=("little", "15:00"))

    assert anybody.get(f"{PROGRAMME}?lang=en").text == before


def test_what_is_hostile_is_text(anybody: FlaskClient, out: Desk) -> None:
    page = anybody.get("/public/small/showing/block/1?lang=en").text

    assert "<script>alert" not in page
    assert "unsafe-inline" not in anybody.get(PROGRAMME).headers["Content-Security-Policy"]
