"""What is missing, what it blocks, and that each line leads to the field where it is written."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from scheduler.validate import festival_from
from tests.web.support import WHAT
from web.entries import Name
from web.operations import Edit
from web.readiness import readiness

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from web.desk import Desk

COMPLETE: dict[str, Any] = {
    "showgrid": 1,
    "defaults": False,
    "festival": {"id": "whole", "timezone": "Asia/Seoul", "phones": [{"name": "Office", "number": "031"}]},
    "days": [{"date": "2024-10-25", "open": "10:00", "close": "12:00"}],
    "rooms": [{"id": "hall", "name": "Hall", "capacity": 90, "turnaround": 10}],
    "people": [{"id": "kim", "name": "Kim", "email": "kim@example.org", "away": [{"from": "2024-10-26T00:00", "to": "2024-10-27T00:00"}]}],
    "films": [{"id": "salt", "title": "Salt", "runtime": 60, "format": "DCP"}, {"id": "spare", "title": "Not shown"}],
    "sessions": [{"id": "film", "title": "Salt", "films": ["salt"], "audience": 80, "people": ["kim"]}],
}  # fmt: skip
"""Nothing is missing in it; a film that nobody shows may stay empty."""


def told(app: Flask, desk: Desk, document: dict[str, Any]) -> dict[str, list[tuple[str, list[str]]]]:
    slug = desk.operations.create(None, festival_from(document).document(), WHAT)
    work = desk.workspaces.of(slug)
    assert work
    with app.test_request_context(headers={"Accept-Language": "en"}):
        return {
            one.what: [(gap.text, [place.url.partition(slug)[2] for place in gap.places]) for gap in one.gaps]
            for one in readiness(work, [])
        }


def changed(list_: str, **fields: Any) -> dict[str, Any]:
    """The complete festival with the first entry of a list otherwise; fields that are None left out."""
    entry = {name: one for name, one in (COMPLETE[list_][0] | fields).items() if one is not None}
    return COMPLETE | {list_: [entry, *COMPLETE[list_][1:]]}


def test_of_a_complete_programme_only_the_timetable_is_missing(app: Flask, desk: Desk) -> None:
    assert told(app, desk, COMPLETE) == {"publish": [("Showings without a place: 1", ["/showing/film/1"])]}


@pytest.mark.parametrize(
    ("document", "what", "text", "url"),
    [
        (COMPLETE | {"days": []}, "search", "There is no day yet: nothing can lie anywhere.", "days/new"),
        (changed("sessions", films=["salt", "spare"]), "search", "Films of unknown length: 1", "films/edit/spare?field=runtime#f-runtime"),
        (changed("people", email=None), "tell", "People on stage without a mail address: 1", "people/edit/kim?field=email#f-email"),
        (changed("people", away=None), "guess", "People on stage of whom no stay is written: 1", "people/edit/kim?field=available#f-available"),
        (changed("films", format=None), "paper", "Films without a format: 1", "films/edit/salt?field=format#f-format"),
        (changed("rooms", turnaround=None), "guess", "Rooms without a turnaround: 1", "rooms/edit/hall?field=turnaround#f-turnaround"),
        (changed("rooms", capacity=None), "guess", "Rooms without seats: 1", "rooms/edit/hall?field=capacity#f-capacity"),
        (changed("sessions", audience=None), "guess", "Sessions without an expected audience: 1", "sessions/edit/film?field=audience#f-audience"),
        (
            COMPLETE | {"festival": {"id": "whole"}}, "tell", "The festival names no time zone",
            "festival/edit/festival?field=timezone#f-timezone",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_leads_to_its_field(
    app: Flask, desk: Desk, document: dict[str, Any], what: str, text: str, url: str
) -> None:
    assert (text, [f"/programme/list/{url}"]) in told(app, desk, document)[what]


def test_what_can_never_be_placed_is_told_once_with_its_reason(app: Flask, desk: Desk) -> None:
    found = told(app, desk, changed("sessions", windows=[{"from": "2024-10-25T02:00", "to": "2024-10-25T03:00"}]))

    assert {what: len(gaps) for what, gaps in found.items()} == {"whole": 1, "publish": 1}
    assert found["whole"][0][1] == ["/programme/list/sessions/edit/film"]


def test_a_doubt_about_a_rule_leads_to_the_rule(manager: FlaskClient, desk: Desk, slug: str) -> None:
    rule = {"kind": "nothing_beside", "select": {"types": ["no such type"]}}
    desk.operations.commit(None, 1, 1, [Edit(Name("rules", "0"), rule)], WHAT)

    page = manager.get(f"/f/{slug}/programme/readiness").text

    assert "selects nothing" in page
    assert f'href="/f/{slug}/rules/edit/0"' in page


def test_every_field_that_is_named_stands_open_on_its_form(manager: FlaskClient, slug: str) -> None:
    page = manager.get(f"/f/{slug}/programme/readiness").text
    links = re.findall(r'href="([^"]+#(f-[a-z_]+))"', unescape(page))

    assert len({at for _, at in links}) > 3
    for address, at in links:
        shown = manager.get(address).text.partition("More fields")[0]
        assert f'id="{at}"' in shown, address


def test_the_programme_says_what_is_blocked(manager: FlaskClient, slug: str) -> None:
    assert "Not ready to publish" in manager.get(f"/f/{slug}/programme").text
