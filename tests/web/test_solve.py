"""Searches live in the database: whatever dies, the best so far is there, and the next worker goes on from it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from scheduler.formats.document import load
from scheduler.samples import sample
from scheduler.solve import solve
from tests.cli.support import PLACES
from tests.web.support import FESTIVAL, WHAT, placed
from web import worker
from web.desk import Desk
from web.entries import PLACEMENTS, Name
from web.operations import Edit
from web.runs import TRIES, Runs, Wanted
from web.store import Run, now

if TYPE_CHECKING:
    from flask.testing import FlaskClient

JSON = {"Accept": "application/json"}
FACTS = {"penalty": 7, "placed": 4, "showings": 4, "broken": 0}


@pytest.fixture
def runs(desk: Desk, slug: str) -> Runs:
    assert slug == "small"
    return Runs(desk.store)


def wanted(budget: float = 5.0, start: Any = None) -> Wanted:
    return Wanted(1, 1, FESTIVAL, start, budget)


def found(runs: Runs, number: int = 1) -> Run:
    run = runs.of(1, number)
    assert run
    return run


def expire(desk: Desk, number: int = 1) -> None:
    """As if the worker had been silent for too long."""
    with desk.store.writing() as session:
        session.get_one(Run, number).lease = now() - timedelta(seconds=1)


@pytest.mark.both_databases
def test_a_run_is_worked_on_by_one_worker_at_a_time(runs: Runs) -> None:
    runs.ask(None, wanted())
    runs.ask(None, wanted())

    claimed = [runs.claim(name) for name in ("a", "b", "c")]

    assert [one and (one.id, one.worker, one.state) for one in claimed] == [
        (1, "a", "running"),
        (2, "b", "running"),
        None,
    ]


@pytest.mark.both_databases
def test_workers_that_ask_at_the_same_moment_are_given_different_runs(runs: Runs) -> None:
    for _ in range(4):
        runs.ask(None, wanted())

    with ThreadPoolExecutor(6) as pool:
        claimed = list(pool.map(runs.claim, "abcdef"))

    assert sorted(one.id for one in claimed if one) == [1, 2, 3, 4]


@pytest.mark.both_databases
def test_a_run_whose_worker_went_silent_is_taken_over_and_the_old_one_is_let_go(desk: Desk, runs: Runs) -> None:
    runs.ask(None, wanted())
    runs.claim("a")
    assert runs.keep(1, "a", 2.0, FACTS, {"placements": ["best"]})
    expire(desk)

    again = runs.claim("b")

    assert again
    assert (again.worker, again.tries, again.spent, again.best) == ("b", 2, 2.0, {"placements": ["best"]})
    assert not runs.keep(1, "a", 3.0, FACTS, {"placements": ["stale"]})
    runs.end(1, "a", 3.0, FACTS, {"placements": ["stale"]}, "done")
    assert (found(runs).state, found(runs).best) == ("running", {"placements": ["best"]})


def test_a_run_that_kills_its_workers_is_given_up(desk: Desk, runs: Runs) -> None:
    runs.ask(None, wanted())
    for number in range(TRIES):
        assert runs.claim(f"w{number}")
        expire(desk)

    last = runs.claim("one too many")

    assert last
    assert (last.state, last.ended is not None) == ("failed", True)


@pytest.mark.both_databases
def test_a_run_that_waits_is_stopped_at_once_and_one_that_runs_is_told(runs: Runs) -> None:
    runs.ask(None, wanted())
    runs.ask(None, wanted())
    runs.claim("a")
    runs.stop(1)
    runs.stop(2)

    assert not runs.keep(1, "a", 1.0, FACTS)
    assert (found(runs, 1).state, found(runs, 2).state) == ("running", "done")


@pytest.mark.both_databases
def test_a_worker_searches_until_nothing_waits(desk: Desk, runs: Runs) -> None:
    runs.ask(None, wanted())
    worker.work(desk.store, 1, once=True)

    run = found(runs)
    assert (run.state, run.facts["status"], run.facts["placed"], run.facts["broken"]) == ("done", "OPTIMAL", 4, 0)
    assert len(run.best["placements"]) == 4
    assert run.facts["penalty"] == run.best["penalty"] == run.facts["bound"]
    assert runs.steps(1)[-1][1]["state"] == "done"


def test_what_goes_wrong_in_a_search_is_kept_and_the_run_does_not_stay_open(desk: Desk, runs: Runs) -> None:
    runs.ask(None, Wanted(1, 1, {"showgrid": 1}, None, 5.0))

    with pytest.raises(Exception, match="festival"):
        worker.work(desk.store, 1, once=True)

    assert found(runs).state == "failed"
    assert "festival" in found(runs).facts["error"]


def test_a_worker_that_is_told_to_end_gives_the_run_back_with_its_best(
    desk: Desk, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = list[Any]()

    def told_at_the_end(problem: Any, options: Any, **_: Any) -> Any:
        seen.append((options.budget, None if options.start is None else len(options.start)))
        result = solve(problem, options)
        result.stopped = len(seen) == 1
        return result

    monkeypatch.setattr("web.jobs.solve.solve", told_at_the_end)
    runs.ask(None, wanted(30.0))
    asked = iter([False, True])
    worker.work(desk.store, 1, lambda: next(asked, True))
    assert (found(runs).state, found(runs).tries, len(found(runs).best["placements"])) == ("waiting", 0, 4)

    worker.work(desk.store, 1, once=True)

    assert found(runs).state == "done"
    assert seen[0] == (30.0, None)
    assert (seen[1][0] < 30.0, seen[1][1]) == (True, 4)


def test_a_worker_killed_in_mid_search_loses_neither_the_run_nor_its_best(desk: Desk, runs: Runs) -> None:
    document = load(sample("kaiff-2024")).document()
    desk.operations.create(None, document, WHAT)
    number = runs.ask(None, Wanted(2, 1, document, None, 6.0))
    code = "from scheduler.cli import main; main()"
    environment = {**os.environ, "DATABASE_URL": desk.settings.database_url}
    with subprocess.Popen([sys.executable, "-c", code, "worker"], env=environment) as process:
        try:
            until = time.monotonic() + 200
            while not (run := runs.of(2, number)) or not run.best:
                assert time.monotonic() < until
                assert process.poll() is None
                time.sleep(0.1)
        finally:
            process.send_signal(signal.SIGKILL)
    assert run.state == "running"
    expire(desk, number)

    worker.work(desk.store, 1, once=True)

    after = runs.of(2, number)
    assert after
    assert (after.state, after.tries) == ("done", 2)
    # What nobody is left to serve is taken up in the end, so that what is written breaks no must.
    assert rank(after) <= rank(run) or after.facts["broken"] == 0 < run.facts["broken"]
    assert after.spent >= run.spent > 0


def rank(run: Run) -> tuple[int, int, Any]:
    return run.facts["showings"] - len(run.best["placements"]), run.facts["broken"], run.best["penalty"]


def test_a_search_is_asked_for_watched_and_accepted_as_a_revision(manager: FlaskClient, desk: Desk, runs: Runs) -> None:
    answer = manager.post("/f/small/solve", data={"budget": "5"})
    assert answer.headers["Location"] == "/f/small/solve/1"
    assert "waiting" in manager.get("/f/small/solve/1").text
    worker.work(desk.store, 1, once=True)

    page = manager.get("/f/small/solve/1").text
    assert "Proven best" in page
    assert "Showings that change: 4" in page
    assert manager.post("/f/small/solve/1/accept", data={"base": "1"}).headers["Location"] == "/f/small/"

    work = desk.workspaces.of("small")
    assert work
    assert (len(work.timetable), work.report.valid, work.report.penalty) == (4, True, found(runs).facts["penalty"])
    assert (work.head, found(runs).state) == (2, "accepted")
    assert "This is the timetable as it is now." in manager.get("/f/small/solve/1").text
    manager.post("/f/small/undo")
    work = desk.workspaces.of("small")
    assert work
    assert len(work.timetable) == 0


def test_what_is_to_stay_is_pinned_for_the_search_alone(manager: FlaskClient, desk: Desk, runs: Runs) -> None:
    edits = [Edit(Name(PLACEMENTS, f"{one[0]}#{one[1]}"), placed(*one)) for one in PLACES]
    desk.operations.commit(None, 1, 1, edits, WHAT)

    assert manager.post("/f/small/solve", data={"budget": "5", "start": "1", "keep_room": "little"}).status_code == 302

    pins = found(runs).document["pins"]
    assert [(one["session"], one["showing"], one["room"], one["start"][11:]) for one in pins] == [
        ("film", 2, "little", "13:00"), ("talk", 1, "little", "11:00"),
    ]  # fmt: skip
    assert (work := desk.workspaces.of("small"))
    assert work.pin_of("talk#1") is None


def test_a_result_that_the_timetable_has_left_behind_is_not_forced_on_it(
    manager: FlaskClient, desk: Desk, runs: Runs
) -> None:
    manager.post("/f/small/solve", data={"budget": "5"})
    worker.work(desk.store, 1, once=True)
    lies = {"session": "talk", "showing": 1, "room": "little", "start": "2024-10-25T12:25+09:00"}
    desk.operations.commit(None, 1, 1, [Edit(Name(PLACEMENTS, "talk#1"), lies)], WHAT)

    answer = manager.post("/f/small/solve/1/accept", data={"base": "1"}, headers=JSON)

    assert (answer.status_code, answer.get_json()["theirs"]) == (409, lies)


def test_a_result_is_taken_without_what_has_been_deleted_since(manager: FlaskClient, desk: Desk, runs: Runs) -> None:
    manager.post("/f/small/solve", data={"budget": "5"})
    worker.work(desk.store, 1, once=True)
    desk.operations.commit(None, 1, 1, [Edit(Name("sessions", "talk"))], WHAT)

    assert manager.get("/f/small/solve/1").status_code == 200
    assert manager.post("/f/small/solve/1/accept").status_code == 302
    work = desk.workspaces.of("small")
    assert work
    assert len(work.timetable) == 3


def test_the_search_is_given_the_pins_and_the_timetable(manager: FlaskClient, desk: Desk, runs: Runs) -> None:
    lies = {"session": "talk", "showing": 1, "room": "big", "start": "2024-10-25T12:00+09:00"}
    pin = {"session": "talk", "showing": 1, "room": "big", "start": "2024-10-25T12:00"}
    edits = [Edit(Name(PLACEMENTS, "talk#1"), lies), Edit(Name("pins", "talk#1"), pin)]
    desk.operations.commit(None, 1, 1, edits, WHAT)
    manager.post("/f/small/solve", data={"budget": "5", "start": "1"})

    run = found(runs)
    assert (run.document["pins"], [one["session"] for one in run.start["placements"]], run.base) == ([pin], ["talk"], 2)
    worker.work(desk.store, 1, once=True)
    placed = {one["session"]: one["start"] for one in found(runs).best["placements"]}
    assert placed["talk"] == "2024-10-25T12:00+09:00"


@pytest.mark.parametrize("budget", ["", "soon", "0", "1e9", "nan", "-3"])
def test_a_budget_that_is_none_is_refused_and_kept_in_the_form(manager: FlaskClient, slug: str, budget: str) -> None:
    answer = manager.post(f"/f/{slug}/solve", data={"budget": budget})

    assert answer.status_code == 422
    assert "Write a number of seconds from 1 to 3600." in answer.text
    assert f'value="{budget}"' in answer.text


def test_steps_come_as_a_stream_and_by_asking(
    manager: FlaskClient, runs: Runs, logged_in: Callable[..., FlaskClient]
) -> None:
    runs.ask(None, wanted())
    runs.claim("a")
    runs.keep(1, "a", 1.0, FACTS)
    runs.end(1, "a", 2.0, FACTS, {"placements": []}, "done")

    asked = manager.get("/f/small/solve/1/events?once=1&after=1", headers=JSON).get_json()
    stream = manager.get("/f/small/solve/1/events", headers={"Last-Event-ID": "1"}).text

    assert asked == {"steps": [{"id": 2, "seconds": 2.0, "state": "done", **FACTS}], "over": True}
    assert stream.startswith("retry: 1000\n\nid: 2\nevent: step\ndata: {")
    assert stream.endswith("event: over\ndata: {}\n\n")


def test_a_run_of_another_festival_is_not_shown(manager: FlaskClient, desk: Desk, runs: Runs) -> None:
    desk.operations.create(None, FESTIVAL, WHAT)
    runs.ask(None, wanted())

    assert [manager.get(f"/f/{slug}/solve/1").status_code for slug in ("small", "small-2")] == [200, 404]
    assert manager.post("/f/small/solve/1/accept").status_code == 409
    assert manager.post("/f/small/solve/1/drop").status_code == 409
    manager.post("/f/small/solve/1/stop")
    assert manager.post("/f/small/solve/1/drop").status_code == 302
    assert found(runs).state == "dropped"
