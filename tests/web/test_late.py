"""A hall runs late: the page of whoever is on duty says what follows, and writes down what they choose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.api_support import Program
from web import late
from web.desk import Desk
from web.taps import Course
from web.workspace import Workspace

if TYPE_CHECKING:
    from flask.testing import FlaskClient

LATE = "/f/small/late"
NOW = "2024-10-25T10:20"
OPENING = {"now": NOW, "what": "opening#1", "minutes": "30"}


def places(work: Workspace) -> dict[str, Any]:
    return {one.showing.key: (one.room, one.start, one.end) for one in work.timetable}


def test_what_runs_is_offered_with_what_its_staff_said(full: Callable[[], Workspace]) -> None:
    work = full()
    began = {("opening", 1): Course(datetime(2024, 10, 25, 1, 12, tzinfo=UTC))}

    (hall,) = late.halls(work, late.moment(work, NOW), began, "en")
    gone = list(late.halls(work, late.moment(work, "2024-10-25T10:35"), {}, "en"))
    still = [one.key for one in late.halls(work, late.moment(work, "2024-10-25T10:35"), began, "en")]
    ended = {("opening", 1): Course(None, datetime(2024, 10, 25, 1, 15, tzinfo=UTC))}

    assert (hall.name, hall.title, hall.start, hall.end, hall.began, hall.late) == (
        "Big hall", "Opening", "10:00", "10:30", "10:12", 12,
    )  # fmt: skip
    assert (gone, still) == ([], ["opening#1"])
    assert list(late.halls(work, late.moment(work, NOW), ended, "en")) == []
    assert late.moment(work, "") == min(one.start for one in work.timetable)


def test_what_a_late_end_breaks_is_told_and_the_first_remedy_is_done_and_undone(
    manager: FlaskClient, desk: Desk, full: Callable[[], Workspace]
) -> None:
    before, head = places(full()), full().head

    page = manager.get(LATE, query_string=OPENING).text

    assert "Opening in Big hall ends 30 minutes late" in page
    assert "If nothing is done" in page
    told = late.foreseen(full(), "opening#1", 30, late.moment(full(), NOW), "en")
    assert told.data["breaks"]
    assert len(told.data["remedies"]) == len(told.outlook.remedies) > 0
    assert page.count(">Do this<") == len(told.outlook.remedies)
    assert (places(full()), full().head) == (before, head)

    answer = manager.post(LATE, data={**OPENING, "base": head, "remedy": "1"})

    assert answer.status_code == 302
    work = full()
    minute = work.problem.minute
    _, start, end = places(work)["opening#1"]
    assert (end - start) // minute == 60
    moved = {key for key, place in places(work).items() if place[:2] != before[key][:2]}
    assert moved == {f"{one['session']}#{one['showing']}" for one in told.data["remedies"][0]["moves"]}
    assert {one.rule for one in work.report.broken} == set()
    assert work.head == head + 1
    manager.post("/f/small/undo")
    assert places(full()) == before


def test_a_delay_that_harms_nobody_is_only_noted(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    asked = {"now": "2024-10-25T11:10", "what": "film#1", "minutes": "5"}
    before = places(full())
    assert "nobody has to be told anything" in manager.get(LATE, query_string=asked).text

    manager.post(LATE, data={**asked, "base": full().head, "remedy": "0"})

    after = places(full())
    assert {key: place[:2] for key, place in after.items()} == {key: place[:2] for key, place in before.items()}
    assert after["film#1"][2] - before["film#1"][2] == 5 * full().problem.minute
    assert after["film#2"] == before["film#2"]


@pytest.mark.parametrize(
    ("method", "data", "status"),
    [
        ("GET", {"what": "attic", "minutes": "10", "now": NOW}, 422),
        ("GET", {"what": "film#2", "minutes": "10", "now": NOW}, 422),
        ("GET", {"what": "opening#1", "minutes": "0", "now": NOW}, 400),
        ("GET", {"what": "opening#1", "minutes": "soon", "now": NOW}, 400),
        ("GET", {"now": "whenever"}, 200),
        ("POST", {**OPENING, "remedy": "99"}, 404),
        ("POST", {**OPENING, "what": "film#2"}, 422),
        ("POST", {**OPENING, "base": "1", "remedy": "1"}, 409),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_changed(
    manager: FlaskClient, full: Callable[[], Workspace], method: str, data: dict[str, str], status: int
) -> None:
    before, head = places(full()), full().head

    answer = manager.get(LATE, query_string=data) if method == "GET" else manager.post(LATE, data=data)

    assert (answer.status_code, full().head, places(full())) == (status, head, before)


def test_a_program_looks_ahead_and_does_what_helps(
    manager: FlaskClient, desk: Desk, full: Callable[[], Workspace]
) -> None:
    program = Program(manager, desk.tokens.make(1, "all", "edit"))
    path, head = "/festivals/small/late", full().head

    seen = program.get(path, **OPENING)
    doing = {**OPENING, "minutes": 30, "remedy": 1}
    refused = [
        program("POST", path, {**doing, "remedy": 9}, "*").status_code,
        program("POST", path, doing, 1).status_code,
        program("GET", f"{path}?what=attic&minutes=5").status_code,
    ]
    done: Any = program("POST", path, doing, head).get_json()

    assert (seen["revision"], len(seen["breaks"]) > 0, len(seen["remedies"]) > 0) == (head, True, True)
    assert refused == [404, 409, 422]
    assert (done["revision"], done["what"]) == (full().head, "Opening ends 30 minutes late")
    assert full().report.valid
