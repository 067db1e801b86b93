"""A festival as it was at some revision: to look at, and to compare."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from scheduler.compile import compile_festival
from scheduler.validate import festival_from
from web.entries import LIGHT
from web.following import with_pins
from web.state import state_at
from web.workspace import Workspace, document_of

if TYPE_CHECKING:
    from web.merging import State
    from web.store import Store

KEPT = 6
"""Revisions that stay compiled."""


class Pasts:
    """Revisions of the festivals of a store; they never change, so what was compiled stays right."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: OrderedDict[tuple[int, int], Workspace] = OrderedDict()
        self._lock = Lock()

    def state(self, work: Workspace, revision: int) -> State:
        """All entries as they were."""
        with self.store.reading() as session:
            return state_at(session, work.id, revision)

    def of(self, work: Workspace, revision: int) -> Workspace | None:
        """The festival of ``work`` at an earlier revision; None if there was none."""
        if not 0 < revision <= work.head:
            return None
        if revision == work.head:
            return work
        with self._lock:
            key = work.id, revision
            if key not in self._kept:
                self._kept[key] = self._made(work, revision)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]

    def drop(self, festival_id: int) -> None:
        """Somebody was forgotten: what was compiled still knows them."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == festival_id]:
                del self._kept[key]

    def _made(self, work: Workspace, revision: int) -> Workspace:
        state = self.state(work, revision)
        problem = compile_festival(festival_from(document_of(state, pins=False)))
        light = {name: entry for name, entry in state.items() if name.list in LIGHT}
        return Workspace(work.id, work.slug, revision, revision, with_pins(problem, light), light)
