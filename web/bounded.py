"""What was made once and may be asked for again: the last used are kept, up to so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

FIXED = 500
"""Bytes that a thing takes beside its own."""
T = TypeVar("T")


class Bounded(Generic[T]):
    """Things of festivals by name, which begins with the festival's number; several threads may ask."""

    def __init__(self, largest: int, size_of: Callable[[T], int]) -> None:
        self._largest, self._size_of, self._size = largest, size_of, 0
        self._kept: OrderedDict[tuple[int, Hashable], T] = OrderedDict()
        self._lock = Lock()

    def of(self, festival_id: int, name: Hashable, make: Callable[[], T]) -> T:
        """What is kept under the name, else what ``make`` makes; two that ask at once may both make it."""
        key = festival_id, name
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._forget(key)
            self._kept[key] = made
            self._size += self._weight(made)
            while self._size > self._largest and len(self._kept) > 1:
                self._forget(next(iter(self._kept)))
        return made

    def drop(self, festival_id: int) -> None:
        """Nothing of this festival is right any more."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == festival_id]:
                self._forget(key)

    def _forget(self, key: tuple[int, Hashable]) -> None:
        if key in self._kept:
            self._size -= self._weight(self._kept.pop(key))

    def _weight(self, made: T) -> int:
        return self._size_of(made) + FIXED
