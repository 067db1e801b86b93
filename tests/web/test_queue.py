"""Searches over several machines: a real Redis wakes workers, and what one loses another goes on with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Thread

import pytest

from scheduler.faults import FestivalError
from scheduler.formats.document import load
from scheduler.samples import sample
from tests.cli.support import run as command
from tests.web import servers
from tests.web.support import FESTIVAL, WHAT
from tests.web.test_serve import free_port
from tests.web.test_solve import expire
from web.desk import Desk
from web.queue import Queue
from web.runs import Runs, Wanted
from web.store import Run

CODE = "from scheduler.cli import main; main()"


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    with servers.redis(free_port()) as address:
        yield address


@pytest.fixture
def runs(desk: Desk, slug: str, redis: str) -> Runs:
    """Of a desk that tells the queue what is asked for."""
    assert slug == "small"
    queue = Queue(redis)
    queue.client.flushall()
    desk.store.asked = queue.wake
    return Runs(desk.store)


def until(true: Callable[[], object], seconds: float = 200.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def found(runs: Runs, festival: int, number: int) -> Run:
    run = runs.of(festival, number)
    assert run
    return run


def test_a_worker_is_woken_by_whoever_asks_and_ends_when_told(desk: Desk, runs: Runs, redis: str) -> None:
    over = list[bool]()
    thread = Thread(target=Queue(redis).work, args=(desk.store, 1, lambda: bool(over)), daemon=True)
    thread.start()
    numbers = [runs.ask(None, Wanted(1, 1, FESTIVAL, None, 5.0)) for _ in range(3)]

    until(lambda: {runs.state(number) for number in numbers} == {"done"})
    over.append(True)
    thread.join(60)

    assert not thread.is_alive()
    assert [found(runs, 1, number).facts["status"] for number in numbers] == ["OPTIMAL"] * 3


def test_a_run_whose_message_was_lost_with_redis_is_found(
    desk: Desk, runs: Runs, redis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.queue.SWEEP", 0.3)
    number = runs.ask(None, Wanted(1, 1, FESTIVAL, None, 5.0))
    Queue(redis).client.flushall()
    over = list[bool]()
    thread = Thread(target=Queue(redis).work, args=(desk.store, 1, lambda: bool(over)), daemon=True)
    thread.start()

    until(lambda: runs.state(number) == "done")
    over.append(True)
    thread.join(60)


def test_who_asks_while_redis_is_gone_is_answered_all_the_same(
    desk: Desk, slug: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk.store.asked = Queue(f"redis://127.0.0.1:{free_port()}/0").wake

    number = Runs(desk.store).ask(None, Wanted(1, 1, FESTIVAL, None, 5.0))

    assert Runs(desk.store).state(number) == "waiting"
    assert "run 1 waits for the next sweep, Redis is gone" in caplog.text


def test_a_queue_that_cannot_be_had_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FestivalError, match="write redis://"):
        Queue("somewhere:6379")
    monkeypatch.setenv("REDIS_URL", f"redis://:hidden@127.0.0.1:{free_port()}/0")

    result = command("worker")

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith("REDIS_URL: Redis does not answer: ")
    assert "hidden" not in result.stderr


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_of_two_workers_one_is_killed_and_the_other_goes_on_from_its_best(desk: Desk, runs: Runs, redis: str) -> None:
    document = load(sample("kaiff-2024")).document()
    desk.operations.create(None, document, WHAT)
    environment = {**os.environ, "DATABASE_URL": desk.settings.database_url, "REDIS_URL": redis}
    with ExitStack() as stack:
        workers = {}
        for _ in range(2):
            process = subprocess.Popen([sys.executable, "-c", CODE, "worker"], env=environment)
            stack.callback(process.wait)
            stack.callback(process.kill)
            workers[process.pid] = process
        number = runs.ask(None, Wanted(2, 1, document, None, 4.0))
        until(lambda: found(runs, 2, number).best)
        before = found(runs, 2, number)
        victim = workers.pop(int(before.worker.split(":")[1]))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        before = found(runs, 2, number)
        expire(desk, number)  # its lease, which would be over in eight seconds
        until(lambda: runs.state(number) == "done")

    after = found(runs, 2, number)
    assert [int(after.worker.split(":")[1])] == list(workers)
    assert (before.state, before.tries, after.tries) == ("running", 1, 2)
    # The first it tells has nobody chosen yet, and may seem to place more than there are people for.
    begun = not before.best.get("assignments") or before.facts["broken"] > 0
    assert rank(after) <= rank(before) or (begun and after.facts["broken"] == 0)
    assert after.spent >= before.spent > 0


def rank(run: Run) -> tuple[int, int, int]:
    return run.facts["showings"] - len(run.best["placements"]), run.facts["broken"], run.best["penalty"]
