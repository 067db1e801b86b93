"""Timetables kept under names: weighed against the draft, taken, deleted; whatever the draft has become since."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.api_support import Program
from tests.web.support import FESTIVAL, WHAT, placed
from web.desk import Desk
from web.entries import PLACEMENTS, Name
from web.operations import Edit
from web.runs import Runs, Wanted
from web.scenarios import MOST
from web.workspace import Workspace

if TYPE_CHECKING:
    from flask.testing import FlaskClient

KEEP = "/f/small/scenarios"


@pytest.fixture
def program(manager: FlaskClient, desk: Desk) -> Program:
    return Program(manager, desk.tokens.make(1, "all", "manage"))


def solved(desk: Desk, base: int, *places: tuple[str, int, str, str]) -> int:
    """A search that found these places."""
    runs = Runs(desk.store)
    number = runs.ask(None, Wanted(1, base, FESTIVAL, None, 5.0))
    runs.claim("one")
    best = {"showgrid": 1, "festival": "small", "placements": [placed(*one) for one in places]}
    runs.end(number, "one", 1.0, {"placed": len(places)}, best, "done")
    return number


def test_a_result_and_the_draft_are_kept_and_weighed_against_each_other(
    manager: FlaskClient, desk: Desk, full: Callable[[], Workspace]
) -> None:
    work = full()
    before = {one.showing.key: one.start for one in work.timetable}
    run = solved(desk, work.head, ("opening", 1, "big", "11:00"))
    assert manager.post(KEEP, data={"name": " As it  was "}).status_code == 302
    assert manager.post(KEEP, data={"name": "Bold", "run": run}).headers["Location"] == KEEP
    kept = desk.scenarios.all(1)
    assert [(one.name, one.base, len(one.timetable["placements"])) for one in kept] == [
        ("Bold", 2, 1),
        ("As it was", 2, 4),
    ]

    page = manager.get(f"{KEEP}/compare?s=2&s=1").text

    assert page.index(">Bold<") < page.index(">As it was<")
    assert "This is the timetable as it is now." in page
    assert manager.post(f"{KEEP}/2/accept", data={"base": work.head}).headers["Location"] == "/f/small/"
    assert [one.showing.key for one in full().timetable] == ["opening#1"]
    manager.post(f"{KEEP}/1/accept")
    assert {one.showing.key: one.start for one in full().timetable} == before
    manager.post(f"{KEEP}/1/delete")
    assert [one.name for one in desk.scenarios.all(1)] == ["Bold"]


def test_a_scenario_of_an_older_draft_says_so_and_what_differs(
    program: Program, desk: Desk, full: Callable[[], Workspace]
) -> None:
    program("POST", "/festivals/small/scenarios", {"name": "Before"})
    talk = Edit(Name("sessions", "talk"))
    film = Edit(Name("rooms", "big"), fields={"capacity": 111})
    desk.operations.commit(None, 1, full().head, [talk, film], WHAT)

    (found,) = program.get("/festivals/small/scenarios/comparison", numbers="1")["scenarios"]

    assert (found["lost"], found["placed"], found["moved"], found["unplaced"]) == (1, 3, 0, [])
    assert [(one["name"], one["changed"], one["gone"]) for one in found["since"]] == [
        ("rooms", ["Big hall"], []),
        ("sessions", [], ["Who Dreams?"]),
    ]
    page = program.client.get(f"{KEEP}/compare?s=1").text
    assert "The programme has changed since it was made" in page
    assert "no longer has: 1." in page
    assert "the draft has changed since" in program.client.get(KEEP).text


def test_what_is_left_out_is_told_with_its_reason_and_rules_one_beside_the_other(
    program: Program, desk: Desk, full: Callable[[], Workspace]
) -> None:
    run = solved(desk, full().head, ("opening", 1, "big", "11:00"))
    program("POST", "/festivals/small/scenarios", {"name": "Bold", "run": run})

    told = program.get("/festivals/small/scenarios/comparison", numbers="1")

    (found,) = told["scenarios"]
    assert (found["placed"], len(found["unplaced"]), found["valid"]) == (1, 3, False)
    assert all(one["reason"] for one in found["unplaced"])
    report = full().report
    assert told["penalty"] == report.penalty
    assert all(len(row["values"]) == 2 and len(set(row["values"])) == 2 for row in told["rules"])
    assert any(row["must"] for row in told["rules"])


@pytest.mark.parametrize(
    ("data", "status"),
    [({"name": ""}, 422), ({"name": "x" * 101}, 422), ({"name": "Mine"}, 422), ({"name": "New", "run": 99}, 404)],
)
def test_what_cannot_be_kept_is_refused_and_the_name_stays_in_the_form(
    manager: FlaskClient, desk: Desk, full: Callable[[], Workspace], data: dict[str, Any], status: int
) -> None:
    full()
    manager.post(KEEP, data={"name": "Mine"})

    answer = manager.post(KEEP, data=data)

    assert answer.status_code == status
    assert status == 404 or f'value="{data["name"]}"' in answer.text
    assert len(desk.scenarios.all(1)) == 1


def test_no_more_are_kept_than_anybody_can_weigh(program: Program, desk: Desk, full: Callable[[], Workspace]) -> None:
    full()
    for number in range(MOST):
        desk.scenarios.keep(None, 1, f"No. {number}", 1, {"festival": "small"})

    answer = program("POST", "/festivals/small/scenarios", {"name": "One more"})

    assert (answer.status_code, answer.get_json()["faults"][0]["place"]) == (422, "name")
    assert program("GET", "/festivals/small/scenarios/comparison?numbers=1,999").status_code == 404
    many = ",".join(map(str, range(1, 8)))
    assert program("GET", f"/festivals/small/scenarios/comparison?numbers={many}").status_code == 400
    assert len(program("DELETE", "/festivals/small/scenarios/1").get_json()["scenarios"]) == MOST - 1


def test_a_draft_that_moved_on_is_not_overwritten_in_silence(
    program: Program, desk: Desk, full: Callable[[], Workspace]
) -> None:
    run = solved(desk, full().head, ("opening", 1, "big", "11:00"))
    program("POST", "/festivals/small/scenarios", {"name": "Bold", "run": run})
    lies = placed("talk", 1, "little", "12:25")
    desk.operations.commit(None, 1, 2, [Edit(Name(PLACEMENTS, "talk#1"), lies)], WHAT)

    stale = program("POST", "/festivals/small/scenarios/1/accept", match=2)
    fresh = program("POST", "/festivals/small/scenarios/1/accept", match="*")

    assert (stale.status_code, fresh.status_code) == (409, 200)
    assert len(full().timetable) == 1
