"""Several showings at once; partial pins; what is broken and accepted; a search around a showing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.support import WHAT, placed
from web.desk import Desk
from web.entries import PLACEMENTS, Name
from web.operations import Edit
from web.repair import neighbours
from web.runs import Runs
from web.worker import work as search
from web.workspace import Workspace

if TYPE_CHECKING:
    from flask.testing import FlaskClient

JSON = {"Accept": "application/json"}
BOTH = [["talk", 1], ["film", 2]]


def act(client: FlaskClient, verb: str, showings: Any = BOTH, **more: Any) -> Any:
    return client.post(f"/f/small/selection/{verb}", json={"showings": showings, **more}, headers=JSON)


def at(work: Workspace, key: str) -> Any:
    entry = work.light.get(Name(PLACEMENTS, key))
    return None if entry is None else (entry.data["room"], entry.data["start"][11:16])


def test_a_selection_is_pinned_and_let_go_in_one_edit(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    assert act(manager, "pin", base=2).get_json()["revision"] == 3
    assert [full().pin_of(key)["start"][11:] for key in ("talk#1", "film#2")] == ["11:00", "13:00"]

    assert act(manager, "unpin").get_json()["what"] == "Who Dreams? and 1 more no longer pinned."

    assert [full().pin_of(key) for key in ("talk#1", "film#2")] == [None, None]


def test_two_are_exchanged_and_their_pins_go_along(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    was = [at(full(), key) for key in ("talk#1", "film#1")]
    act(manager, "pin", [["talk", 1]])

    act(manager, "swap", [["talk", 1], ["film", 1]])

    work = full()
    assert [at(work, key) for key in ("talk#1", "film#1")] == was[::-1]
    assert work.pin_of("talk#1")["room"] == was[1][0]
    assert work.pin_of("film#1") is None
    assert act(manager, "swap", [["talk", 1]]).status_code == 422


def test_a_selection_is_taken_out_and_can_be_undone(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    act(manager, "take_out")
    assert len(full().timetable) == 2
    assert act(manager, "swap").status_code == 422

    manager.post("/f/small/undo")

    assert len(full().timetable) == 4


@pytest.mark.parametrize(
    ("showings", "status"),
    [([], 400), ("talk", 400), ([["talk"]], 400), ([["talk", True]], 400), ([["tlak", 1]], 404), (None, 400)],
)
def test_a_selection_that_is_none_is_refused(
    manager: FlaskClient, full: Callable[[], Workspace], showings: Any, status: int
) -> None:
    assert act(manager, "pin", showings).status_code == status
    assert full().head == 2


def test_a_pin_of_the_day_alone_stays_one_when_the_showing_moves(
    manager: FlaskClient, full: Callable[[], Workspace]
) -> None:
    manager.post("/f/small/pin/talk/1", data={"on": "1", "part": ["room", "day"]})
    assert full().pin_of("talk#1") == {"session": "talk", "showing": 1, "room": "little", "day": "2024-10-25"}

    place = {"session": "talk", "showing": 1, "room": "big", "start": "2024-10-25T12:30"}
    manager.post("/f/small/move", json={"moves": [place]}, headers=JSON)

    assert full().pin_of("talk#1") == {"session": "talk", "showing": 1, "room": "big", "day": "2024-10-25"}
    assert full().report.valid


@pytest.fixture
def clash(desk: Desk, full: Callable[[], Workspace]) -> Callable[[], Workspace]:
    """The talk on top of the opening."""
    desk.operations.commit(None, 1, 2, [Edit(Name(PLACEMENTS, "talk#1"), placed("talk", 1, "big", "10:10"))], WHAT)
    return full


def test_what_is_broken_is_accepted_with_a_reason_and_no_longer(
    manager: FlaskClient, clash: Callable[[], Workspace]
) -> None:
    page = manager.get("/f/small/day/0").text
    broken = len(clash().report.broken)
    form = dict(re.findall(r'name="(rule|about|subject|day)" value="([^"]*)"', page.split('class="accept')[1]))

    assert "Write why" in manager.post("/f/small/waivers", data=form | {"why": " "}, follow_redirects=True).text
    assert len(clash().report.broken) == broken
    page = manager.post("/f/small/waivers", data=form | {"why": "The hall agreed"}, follow_redirects=True).text

    assert "Some manager: The hall agreed" in page
    assert (len(clash().report.broken), len(clash().report.waived)) == (broken - 1, 1)
    key = re.search(r"/waivers/(\w+)/withdraw", page)
    assert key
    manager.post(f"/f/small/waivers/{key[1]}/withdraw")
    assert (len(clash().report.broken), len(clash().report.waived)) == (broken, 0)


def test_what_is_not_broken_cannot_be_accepted(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    form = {"rule": "room_free", "about": "talk#1", "subject": "", "why": "why not"}
    assert manager.post("/f/small/waivers", data=form).status_code == 404
    assert manager.post("/f/small/waivers/none/withdraw").status_code == 404


def test_a_repair_moves_what_is_near_and_is_only_offered(
    manager: FlaskClient, desk: Desk, clash: Callable[[], Workspace]
) -> None:
    work = clash()
    around = work.problem.by_key["talk", 1]
    assert "opening#1" in [one.key for one in neighbours(work, [around])]

    told = act(manager, "repair", [["talk", 1]])
    number = told.get_json()["run"]
    assert (told.status_code, told.get_json()["url"]) == (202, f"/f/small/solve/{number}")
    row = Runs(desk.store).of(work.id, number)
    assert row is not None
    assert {"session": "talk", "showing": 1, "room": "big", "start": "2024-10-25T10:10"} in row.document["pins"]
    search(desk.store, 1, once=True)

    found = Runs(desk.store).of(work.id, number)
    assert found is not None
    assert (found.state, found.facts["placed"]) == ("done", 4)
    lies = {(one["session"], one["showing"]): one["start"][11:16] for one in found.best["placements"]}
    assert lies["talk", 1] == "10:10"
    assert clash().head == 3


def test_everything_that_is_pinned_by_hand_stays_in_a_repair(
    manager: FlaskClient, clash: Callable[[], Workspace]
) -> None:
    manager.post("/f/small/pin/opening/1", data={"on": "1"})
    work = clash()

    assert "opening#1" not in [one.key for one in neighbours(work, [work.problem.by_key["talk", 1]])]
