"""The queue on Redis: whoever asks for a search wakes a worker on some machine, and another one if that one dies.

A message only says that a run is to be looked after.  What is searched, who has it and what is best so far is in the
row of the run; so a message too many does no harm, one is put back as long as its run is open, and an idle worker looks
into the database now and then for runs whose message was lost with Redis.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from dramatiq import Actor, Worker
from dramatiq.brokers.redis import RedisBroker
from redis import Redis, RedisError

from scheduler.faults import Fault, FestivalError
from web.runs import Runs
from web.worker import work

if TYPE_CHECKING:
    from web.store import Store

SILENCE = 5000
"""Milliseconds after which a worker that says nothing is taken for dead, and its message is given to another."""
ALWAYS = 1_000_000
"""Commands in a million with which Redis is asked to look for the dead; by default it is one in a thousand."""
SWEEP = 30.0
"""Seconds between two looks of an idle worker into the database."""
LOOK = 0.2
"""Seconds between two looks whether to end."""
LATER = 0.5
"""Seconds after the end of a lease that the next worker looks; also the least between two looks at one run."""
SHORT = {"socket_connect_timeout": 2.0, "socket_timeout": 5.0}
"""Seconds that Redis gets to answer: a page waits for it."""


class Queue:
    """Messages that name a run each."""

    def __init__(self, url: str) -> None:
        try:
            client = Redis.from_url(url, **SHORT)
        except ValueError:
            raise FestivalError([Fault("REDIS_URL", "write redis://host:6379/0")]) from None
        self.client = client
        self.broker = RedisBroker(
            client=client, namespace="showgrid", middleware=[], heartbeat_timeout=SILENCE, maintenance_chance=ALWAYS
        )
        self.actor: Actor[[int], None] = self._actor(lambda _: None)

    def checked(self) -> Queue:
        """Itself, if Redis answers; ``FestivalError`` else."""
        try:
            self.client.ping()
        except RedisError as error:
            raise FestivalError([Fault("REDIS_URL", f"Redis does not answer: {error}")]) from None
        return self

    def wake(self, run: int, delay: float = 0.0) -> None:
        """Somebody is to look after a run, in ``delay`` seconds; if Redis is gone, the sweep of a worker finds it."""
        try:
            self.broker.enqueue(self.actor.message(run), delay=round(delay * 1000) or None)
        except RedisError as error:
            logging.getLogger(__name__).warning("run %d waits for the next sweep, Redis is gone: %s", run, error)

    def work(self, store: Store, workers: int, until: Callable[[], bool]) -> None:
        """As :func:`web.worker.work`, woken by messages, until told to end."""
        hand = _Hand(self, store, workers, until)
        self.broker.actors.clear()
        self.actor = self._actor(hand.look_after)
        worker = Worker(self.broker, worker_threads=1)
        worker.queue_prefetch = 1  # else it would keep a second message for itself while another worker is idle
        worker.start()
        while not until():
            hand.sweep()
            time.sleep(LOOK)
        worker.stop()

    def _actor(self, fn: Callable[[int], None]) -> Actor[[int], None]:
        return Actor(fn, broker=self.broker, actor_name="search", queue_name="searches", priority=0, options={})


class _Hand:
    """What one worker does with a message."""

    def __init__(self, queue: Queue, store: Store, workers: int, until: Callable[[], bool]) -> None:
        self.queue, self.store, self.workers, self.until = queue, store, workers, until
        self.runs = Runs(store)
        self.busy, self.swept = False, time.monotonic()

    def look_after(self, number: int) -> None:
        """Search whatever waits; as long as this run is open after that, somebody is to look again.

        It is open if another worker has it: that one may have died, which shows only when its lease is over.
        """
        self.busy = True
        try:
            work(self.store, self.workers, self.until, once=True)
        finally:
            self.busy = False
            free = self.runs.free_in(number)
            if free is not None:
                self.queue.wake(number, 0.0 if self.until() else free + LATER)

    def sweep(self) -> None:
        """Runs that nobody has, though this worker is idle: their messages were lost."""
        if self.busy or time.monotonic() < self.swept + SWEEP:
            return
        self.swept = time.monotonic()
        for number in self.runs.left():
            self.queue.wake(number)
