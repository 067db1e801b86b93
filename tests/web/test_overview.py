"""All days at a glance, and what concerns one person, jury, building or track."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.support import FESTIVAL, WHAT, placed
from web.desk import Desk
from web.entries import ASSIGNMENTS, PLACEMENTS, Name
from web.operations import Edit
from web.overview import Overview
from web.pictures import Pictures
from web.workspace import Workspace

if TYPE_CHECKING:
    from flask.testing import FlaskClient

MORE: dict[str, Any] = {
    "festival": {**FESTIVAL["festival"], "id": "wide"},
    "venues": [{"id": "quay"}],
    "rooms": [{"id": "big", "venue": "quay", "name": "Big"}, {"id": "little", "name": "Little"}],
    "walks": [{"from": "quay", "to": "little", "minutes": 5}],
    "tracks": [{"id": "sea"}],
    "people": [{"id": "ryu"}, {"id": "lee"}],
    "juries": [{"id": "jury", "people": ["lee"], "sees": {"tracks": ["sea"]}}],
    "sessions": [
        {"id": "film", "duration": 30, "track": "sea", "people": ["ryu"]},
        {"id": "talk", "duration": 30, "people": ["lee"]},
    ],
    "rules": [],
}


@pytest.fixture
def wide(desk: Desk) -> Workspace:
    slug = desk.operations.create(None, {**FESTIVAL, **MORE}, WHAT)
    juror = {"role": "jury", "session": "film", "showing": 1, "person": "lee"}
    edits = [
        Edit(Name(PLACEMENTS, "film#1"), placed("film", 1, "big", "11:00")),
        Edit(Name(PLACEMENTS, "talk#1"), placed("talk", 1, "little", "12:00")),
        Edit(Name(ASSIGNMENTS, "jury@film#1@lee"), juror),
    ]
    desk.operations.commit(None, 1, 1, edits, WHAT)
    work = desk.workspaces.of(slug)
    assert work is not None
    return work


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ({}, {"big": ["film#1"], "little": ["talk#1"]}),
        ({"person": "ryu"}, {"big": ["film#1"]}),
        ({"person": "lee"}, {"big": ["film#1"], "little": ["talk#1"]}),
        ({"jury": "jury"}, {"big": ["film#1"]}),
        ({"venue": "quay"}, {"big": ["film#1"]}),
        ({"track": "sea"}, {"big": ["film#1"]}),
        ({"track": "sea", "person": "nobody"}, {}),
    ],
    ids=str,
)
def test_it_is_narrowed_to_what_is_asked_for(
    wide: Workspace, wanted: dict[str, str], there: dict[str, list[str]]
) -> None:
    rows = Overview(wide, "en", wanted).rows()

    assert {row.room.id: [item.key for cell in row.cells for item in cell] for row in rows} == there


def test_every_showing_leads_to_its_card(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    page = manager.get("/f/small/overview").text

    assert '/f/small/day/0#card-talk#1">Who Dreams?</a>' in page
    assert "Nothing lies there yet." in manager.get("/f/small/overview?person=nobody").text


def test_pictures_count_hours_seats_showings_and_clashes(desk: Desk, wide: Workspace) -> None:
    festival = wide.problem.festival
    interests = [Edit(Name("interests", "i"), {"sessions": ["film", "talk"], "people": 42})]
    at_once = [Edit(Name(PLACEMENTS, "talk#1"), placed("talk", 1, "little", "11:10"))]
    desk.operations.commit(None, wide.id, wide.head, [*interests, *at_once], WHAT)
    work = desk.workspaces.of(wide.slug)
    assert work is not None

    pictures = Pictures(work, "en")

    assert [(name, [one.value for one in bars][:1]) for name, bars in pictures.halls()] == [
        ("Big", [0.5 + festival.rooms[0].turnaround / 60]),
        ("Little", [0.5 + festival.rooms[1].turnaround / 60]),
    ]
    assert [(name, bars[0].value, bars[0].share) for name, bars in pictures.tracks()] == [("sea", 1, 100)]
    assert [(one.name, one.value, one.more, one.share) for one in pictures.people()] == [
        ("lee", 0.5, 1, 100),
        ("ryu", 0.5, 1, 100),
    ]
    assert [(one.people, one.minutes) for one in pictures.clashes()] == [(42, 20)]


def test_the_page_of_pictures_teaches_when_nothing_is_placed(manager: FlaskClient, slug: str) -> None:
    page = manager.get(f"/f/{slug}/pictures")

    assert page.status_code == 200
    assert "Start a search, or place showings by hand." in page.text
