"""Somebody else was there meanwhile: what both want is kept, what clashes is asked, and nothing is lost unseen."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.support import WHAT
from web.entries import Name
from web.operations import Edit

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from web.desk import Desk

FORM = {"name.en": "Big hall", "name.ko": "큰 홀", "capacity": "100", "turnaround": "10"}
JSON = {"Accept": "application/json"}


def theirs(desk: Desk, **fields: Any) -> None:
    """What the other one does to the big hall after the page was opened."""
    work = desk.workspaces.of("small")
    assert work is not None
    desk.operations.commit(None, work.id, work.head, [Edit(Name("rooms", "big"), fields=fields)], WHAT)


def mine(client: FlaskClient, slug: str, base: int, **fields: str) -> TestResponse:
    return client.post(f"/f/{slug}/programme/list/rooms/edit/big", data={**FORM, "base": base, **fields})


def hall(desk: Desk) -> dict[str, Any]:
    work = desk.workspaces.of("small")
    assert work is not None
    return next(one.model_dump(exclude_unset=True) for one in work.problem.festival.rooms if one.id == "big")


def base_in(page: str) -> str:
    return page.partition('name="base" value="')[2].partition('"')[0]


def test_what_clashes_is_asked_with_both_and_what_does_not_is_merged(
    manager: FlaskClient, desk: Desk, slug: str
) -> None:
    theirs(desk, capacity=80, turnaround=25)
    answer = mine(manager, slug, 1, capacity="90")
    page = unescape(answer.text)

    assert answer.status_code == 409
    assert 'name="capacity" inputmode="decimal" value="90"' in page
    assert 'name="turnaround" inputmode="decimal" value="25"' in page
    assert page.count("Somebody else made this: 80") == 1
    assert (hall(desk)["capacity"], base_in(page.partition("<main")[2])) == (80, "2")

    again = mine(manager, slug, 2, capacity="90", turnaround="25")
    assert (again.status_code, hall(desk)["capacity"], hall(desk)["turnaround"]) == (302, 90, 25)


def test_a_form_that_comes_back_with_faults_still_knows_what_was_looked_at(
    manager: FlaskClient, desk: Desk, slug: str
) -> None:
    theirs(desk, capacity=80)
    page = mine(manager, slug, 1, capacity="many").text

    answer = mine(manager, slug, int(base_in(page.partition("<main")[2])), capacity="90")

    assert (answer.status_code, hall(desk)["capacity"]) == (409, 80)


def test_a_cell_says_what_the_other_made_of_it_and_is_saved_when_asked_again(
    manager: FlaskClient, desk: Desk, slug: str
) -> None:
    theirs(desk, capacity=80, turnaround=25)
    path = f"/f/{slug}/programme/cell/rooms/capacity/big"
    first = manager.post(path, data={"capacity": "90", "base": "1"}, headers=JSON)
    second = manager.post(path, data={"capacity": "90", "base": str(first.get_json()["base"])}, headers=JSON)

    assert (first.status_code, "Somebody else made this: 80" in first.get_json()["error"]) == (409, True)
    assert (second.status_code, hall(desk)["capacity"], hall(desk)["turnaround"]) == (200, 90, 25)


@pytest.mark.parametrize("weight", ["7", "heavy"])
def test_a_rule_that_the_other_weighed_anew_is_not_overwritten(
    manager: FlaskClient, desk: Desk, slug: str, weight: str
) -> None:
    work = desk.workspaces.of(slug)
    assert work is not None
    name = next(one for one in desk.pasts.state(work, 1) if one.list == "rules" and one.key)
    rule = desk.pasts.state(work, 1)[name].data
    changed = {**rule, "weight": 9}
    desk.operations.commit(None, work.id, 1, [Edit(name, changed)], WHAT)
    form = {"base": "1", "state": "should", "weight": weight}

    first = manager.post(f"/f/{slug}/rules/edit/{name.key}", data=form)
    base = base_in(first.text.partition("<main")[2])
    again = manager.post(f"/f/{slug}/rules/edit/{name.key}", data={**form, "base": base, "weight": "7"})

    assert (first.status_code, base) == ((409, "2") if weight == "7" else (422, "1"))
    assert again.status_code == (302 if weight == "7" else 409)


def test_bringing_back_a_revision_takes_nobody_by_surprise(manager: FlaskClient, desk: Desk, slug: str) -> None:
    theirs(desk, capacity=80)
    theirs(desk, capacity=70)
    path = f"/f/{slug}/history/1/restore"

    refused, done = (manager.post(path, data={"base": base}).status_code for base in ("2", "3"))

    assert (refused, done, hall(desk)["capacity"]) == (409, 302, 100)
