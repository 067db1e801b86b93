"""Questions about the timetable: asked, answered by a worker, and acted on with one click that can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from scheduler.festival import Festival
from scheduler.validate import festival_from
from tests.web.api_support import Program
from tests.web.support import FESTIVAL, WHAT
from web import worker
from web.altering import alterations, edits_of, made
from web.desk import Desk
from web.entries import Name, put_together, taken_apart
from web.operations import Edit
from web.runs import Runs
from web.state import state_of
from web.workspace import Workspace

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.fixture
def clashing(desk: Desk, full: Callable[[], Workspace]) -> Callable[[], Workspace]:
    """The talk is longer than its guest stays."""
    edit = Edit(Name("sessions", "talk"), fields={"duration": 600})
    desk.operations.commit(None, 1, full().head, [edit], WHAT)
    return full


def answered(manager: FlaskClient, desk: Desk, kind: str, **data: Any) -> Any:
    """Asked by the page, and worked on."""
    answer = manager.post(f"/f/small/solve/ask/{kind}", data={"budget": "8", **data})
    worker.work(desk.store, 1, once=True)
    run = Runs(desk.store).of(1, int(answer.headers["Location"].rsplit("/", 1)[1]))
    assert run is not None
    assert run.state == "done", run.facts
    return run


def test_a_conflict_is_told_and_what_helps_is_done_with_one_click_and_undone(
    manager: FlaskClient, desk: Desk, clashing: Callable[[], Workspace]
) -> None:
    run = answered(manager, desk, "explain")
    (conflict,) = run.found["conflicts"]
    page = manager.get(f"/f/small/solve/{run.id}").text
    assert "Conflict 1 of 1" in page
    assert conflict["story"][0]["en"] in page.replace("&#39;", "'")
    assert 'href="/f/small/programme/list/sessions/edit/talk"' in page
    assert page.count("Do this") >= len(conflict["helps"]) > 0
    before = clashing().head

    manager.post(f"/f/small/solve/{run.id}/change/1")

    work = clashing()
    assert work.head == before + 1
    page = manager.get(f"/f/small/solve/{run.id}").text
    assert "Solve again" in page
    again = answered(manager, desk, "explain")
    assert (again.found["possible"], again.found["conflicts"]) == (True, [])
    manager.post("/f/small/undo")
    talk = next(one for one in clashing().problem.festival.sessions if one.id == "talk")
    assert talk.duration == 600
    assert "Solve again" not in manager.get(f"/f/small/solve/{run.id}").text


def test_a_change_that_is_not_there_is_none_and_nothing_is_changed(
    manager: FlaskClient, desk: Desk, full: Callable[[], Workspace]
) -> None:
    run = answered(manager, desk, "explain")
    head = full().head

    answers = [manager.post(f"/f/small/solve/{run.id}/{what}/7").status_code for what in ("change", "take")]

    assert answers == [404, 404]
    assert manager.post("/f/small/solve/ask/riddle").status_code == 404
    assert full().head == head


def test_what_would_gain_is_told_with_its_points_and_made(
    manager: FlaskClient, desk: Desk, full: Callable[[], Workspace]
) -> None:
    lies = {"session": "talk", "showing": 1, "room": "little", "start": "2024-10-25T10:00+09:00"}
    pin = {"session": "talk", "showing": 1, "room": "little", "start": "2024-10-25T10:00"}
    other = {"session": "opening", "showing": 1, "room": "big", "start": "2024-10-25T10:00"}
    edits = [Edit(Name("pins", "talk#1"), pin), Edit(Name("placements", "talk#1"), lies)]
    edits.append(Edit(Name("pins", "opening#1"), other))
    desk.operations.commit(None, 1, full().head, edits, WHAT)

    run = answered(manager, desk, "sensitivity")

    assert (run.found["finished"], len(run.found["changes"]) > 0) == (True, True)
    assert run.found["penalty"] == full().report.penalty
    page = manager.get(f"/f/small/solve/{run.id}").text
    assert f"Changes tried: {run.found['tried']}." in page
    for number, one in enumerate(run.found["changes"], 1):
        assert one["points"][0] > 0 or one["placed"] or one["mended"]
        assert one["sentence"]["en"] in page.replace("&#39;", "'")
        head = full().head
        manager.post(f"/f/small/solve/{run.id}/change/{number}")
        assert full().head == head + 1
        manager.post("/f/small/undo")


def softened(festival: Festival) -> Festival:
    rules = [one.model_copy(update={"weight": 3}) if one.weight is None else one for one in festival.rules]
    return festival.model_copy(update={"rules": rules})


ALTERED: dict[str, Callable[[Festival], Festival]] = {
    "nothing": lambda one: one,
    "a field": lambda one: one.model_copy(
        update={"rooms": [one.rooms[0].model_copy(update={"turnaround": 5}), *one.rooms[1:]]}
    ),
    "a field that goes": lambda one: one.model_copy(
        update={"sessions": [one.sessions[0].model_copy(update={"rooms": []}), *one.sessions[1:]]}
    ),
    "a rule, which has no id": softened,
    "an entry that goes": lambda one: one.model_copy(update={"pins": one.pins[1:]}),
    "an entry that comes": lambda one: one.model_copy(
        update={"rooms": [*one.rooms, one.rooms[0].model_copy(update={"id": "hired"})]}
    ),
    "one goes, another changes": lambda one: one.model_copy(
        update={
            "sessions": [one.sessions[0].model_copy(update={"duration": 35}), one.sessions[1]],
            "pins": one.pins[1:],
        }
    ),
    "what is there once": lambda one: one.model_copy(update={"festival": one.festival.model_copy(update={"grid": 10})}),
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_changed_document_becomes_edits_that_make_it(desk: Desk, name: str) -> None:
    pins = [{"session": "talk", "showing": 1, "room": "little"}, {"session": "film", "showing": 1, "room": "big"}]
    before = festival_from({**FESTIVAL, "pins": pins})
    after = ALTERED[name](before)
    state = {entry.name: entry for entry in taken_apart(before.document())}

    edits = edits_of(state, alterations(before, after))

    assert (len(edits) == 0) == (name == "nothing")
    assert made(state, edits) == (name == "nothing")
    desk.operations.create(None, before.document(), WHAT)
    with desk.store.reading() as session:
        there = state_of(session, 1)
    desk.operations.commit(None, 1, 1, edits_of(there, alterations(before, after)), WHAT)
    with desk.store.reading() as session:
        now = state_of(session, 1)
    wanted = festival_from(after.document()).document()
    assert festival_from(put_together(now.values())).document() == wanted
    assert made(now, edits_of(there, alterations(before, after)))


def test_a_program_asks_for_alternatives_in_its_language_and_takes_one(
    manager: FlaskClient, desk: Desk, full: Callable[[], Workspace]
) -> None:
    head = full().head
    program = Program(manager, desk.tokens.make(1, "all", "manage"), "ko")
    runs = "/festivals/small/runs"
    assert program("POST", runs, {"kind": "replan"}).status_code == 409
    asked = program("POST", runs, {"kind": "alternatives", "budget": 4, "count": 1})
    assert (asked.status_code, program.get(f"{runs}/1/answer")["answer"]) == (202, None)
    worker.work(desk.store, 1, once=True)

    found = program.get(f"{runs}/1/answer")

    assert (found["kind"], found["state"], program.get(f"{runs}/1")["tries"]) == ("alternatives", "done", 1)
    choice = found["answer"]["choice"]
    assert sorted(one["own"] for one in choice) == [False, True]
    number = 1 + [one["own"] for one in choice].index(False)
    # What it is better and worse at is in the language that was asked for, and is what it costs more.
    told = [re.fullmatch(r"(\d+)점 (나음|못함): .*[가-힣].*", share) for share in choice[1]["shares"]]
    points = [int(one[1]) * (1 if one[2] == "못함" else -1) for one in told if one]
    assert (None in told, sum(points)) == (False, choice[1]["penalty"] - choice[0]["penalty"])
    stale = program("POST", f"{runs}/1/choices/99/accept", match=head)
    assert stale.status_code == 404
    assert program("POST", f"{runs}/1/choices/{number}/accept", match=head).status_code == 200
    placed = {one["session"]: one["room"] for one in choice[number - 1]["timetable"]["placements"]}
    assert {one.showing.session.id: full().problem.rooms[one.room].id for one in full().timetable} == placed
    page = manager.get("/f/small/solve/1").text
    assert f">Alternative {number}</h2>" in page


def test_a_program_is_told_what_clashes_and_makes_a_change(
    manager: FlaskClient, desk: Desk, clashing: Callable[[], Workspace]
) -> None:
    program = Program(manager, desk.tokens.make(1, "all", "edit"))
    number = answered(manager, desk, "explain").id
    told = program.get(f"/festivals/small/runs/{number}/answer")["answer"]
    assert [one["story"] for one in told["conflicts"]] == [
        [
            "Who Dreams? lasts 600 minutes.",
            "Each of Big hall, Little hall is open 10:00–14:00 only.",
            "So Who Dreams? has no place.",
        ]
    ]
    assert "alterations" not in told["changes"][0]

    done = program("POST", f"/festivals/small/runs/{number}/changes/1")

    body: Any = done.get_json()
    assert (done.status_code, body["what"]) == (200, told["changes"][0]["sentence"])
    assert clashing().head == body["revision"]
