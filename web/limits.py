"""How often somebody may try."""

from __future__ import annotations

from threading import Lock
from time import time

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.storage import MemoryStorage

SWEPT = 60.0
"""Seconds after which counters that are over are dropped."""


class Counters(MemoryStorage):
    """Counters of fixed windows in memory.

    Those of the library start a thread a hundred times a second, which looks at every counter there is: with a counter
    for each of a thousand calendars that took more time than the answers.
    """

    STORAGE_SCHEME = ["counters"]  # noqa: RUF012  the library reads it off the class, and declares it so

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: str) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._lock, self._next = Lock(), 0.0

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """The counter after it was raised; a new one is over in ``expiry`` seconds."""
        with self._lock:
            now = time()
            if now >= self._next:
                self._sweep(now)
            if self.expirations.get(key, 0.0) <= now:
                self.storage[key], self.expirations[key] = 0, now + expiry
            self.storage[key] += amount
            return self.storage[key]

    def get(self, key: str) -> int:
        """The counter; 0 if there is none, or if it is over."""
        return self.storage.get(key, 0) if self.expirations.get(key, 0.0) > time() else 0

    def _sweep(self, now: float) -> None:
        self._next = now + SWEPT
        for key in [key for key, end in self.expirations.items() if end <= now]:
            del self.storage[key], self.expirations[key]


limiter = Limiter(get_remote_address, storage_uri="counters://")
TRIES = "10 per minute"
"""Of passwords and of links."""
WRONG = "30 per minute"
"""Of private addresses that there are not."""
