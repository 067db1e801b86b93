"""Questions outlive their workers: killed, ended, or dying again and again, no question stays open for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from scheduler.publication.document import as_data
from web import worker
from web.desk import Desk
from web.jobs import KINDS
from web.runs import TRIES, Runs, Wanted
from web.store import Run, now
from web.workspace import Workspace

if TYPE_CHECKING:
    from flask.testing import FlaskClient

WORKS_FOR_EVER = """
import sys, time
from web import jobs
from web.store import Store
from web.worker import work

def for_ever(job):
    job.say({"doing": {"en": "Thinking", "ko": "생각 중"}}, found={"conflicts": [], "changes": [], "unknown": []})
    time.sleep(600)

jobs.KINDS["explain"] = for_ever
work(Store(sys.argv[1]), 1, once=True)
"""


@pytest.fixture
def asked(desk: Desk, full: Callable[[], Workspace]) -> Callable[[str], int]:
    """Asks about the small festival."""
    work = full()
    desk.publishing.publish(None, work)
    start = work.answer.model_dump(mode="json", exclude_none=True)

    def ask(kind: str) -> int:
        out = desk.publishing.latest("small")
        assert out is not None
        about = {"count": 1, "publication": as_data(out.publication)}
        document = full().problem.festival.document()
        return Runs(desk.store).ask(None, Wanted(1, full().head, document, start, 2.0, kind, about))

    return ask


def row(desk: Desk, number: int) -> Run:
    found = Runs(desk.store).of(1, number)
    assert found is not None
    return found


def expire(desk: Desk, number: int) -> None:
    """As if the worker had been silent for too long."""
    with desk.store.writing() as session:
        session.get_one(Run, number).lease = now() - timedelta(seconds=1)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_takes_it_over_answers_and_the_page_says_which_try_it_is(
    manager: FlaskClient, desk: Desk, asked: Callable[[str], int], kind: str
) -> None:
    number = asked(kind)
    for name in ("dead", "dead too"):
        Runs(desk.store).claim(name)
        expire(desk, number)
    with desk.store.writing() as session:
        session.get_one(Run, number).state = "running"
    assert "This is try 2." in manager.get(f"/f/small/solve/{number}").text

    worker.work(desk.store, 1, once=True)

    after = row(desk, number)
    assert (after.state, after.tries, after.lease) == ("done", 3, None)
    assert (after.best if kind == "solve" else after.found) is not None
    assert manager.get(f"/f/small/solve/{number}").status_code == 200


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "solve"])
def test_a_worker_that_is_ended_gives_the_question_back(desk: Desk, asked: Callable[[str], int], kind: str) -> None:
    number = asked(kind)
    looks = iter([False, True])

    worker.work(desk.store, 1, lambda: next(looks, True))
    assert (row(desk, number).state, row(desk, number).tries) == ("waiting", 0)

    worker.work(desk.store, 1, once=True)
    assert row(desk, number).state == "done"


def test_a_question_whose_worker_is_killed_is_answered_by_the_next(
    manager: FlaskClient, desk: Desk, asked: Callable[[str], int]
) -> None:
    number = asked("explain")
    command = [sys.executable, "-c", WORKS_FOR_EVER, desk.settings.database_url]
    with subprocess.Popen(command, env=dict(os.environ)) as process:
        try:
            until = time.monotonic() + 120
            while not row(desk, number).found:
                assert time.monotonic() < until
                assert process.poll() is None
                time.sleep(0.1)
        finally:
            process.send_signal(signal.SIGKILL)
    assert row(desk, number).state == "running"
    assert "Thinking" in manager.get(f"/f/small/solve/{number}").text
    expire(desk, number)

    worker.work(desk.store, 1, once=True)

    after = row(desk, number)
    assert (after.state, after.tries, after.found["possible"]) == ("done", 2, True)


def test_a_question_that_kills_its_workers_is_given_up_and_says_so(
    manager: FlaskClient, desk: Desk, asked: Callable[[str], int]
) -> None:
    number = asked("sensitivity")
    for name in range(TRIES):
        Runs(desk.store).claim(str(name))
        expire(desk, number)

    worker.work(desk.store, 1, once=True)

    assert row(desk, number).state == "failed"
    assert "its worker died too often" in manager.get(f"/f/small/solve/{number}").text


def test_what_goes_wrong_in_an_answer_is_told_and_the_question_is_closed(
    manager: FlaskClient, desk: Desk, asked: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(job: Any) -> Any:
        raise RuntimeError(job.row.kind)

    monkeypatch.setitem(KINDS, "replan", wrong)
    number = asked("replan")

    with pytest.raises(RuntimeError, match="replan"):
        worker.work(desk.store, 1, once=True)

    assert (row(desk, number).state, row(desk, number).facts["error"]) == ("failed", "RuntimeError: replan")
    assert "an error of ours" in manager.get(f"/f/small/solve/{number}").text
