"""An edit on top of what others did meanwhile: different fields merge, the same field is a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from web.entries import ATOMIC, Entry, Name

State = dict[Name, Entry]


@dataclass(frozen=True)
class Change:
    """One entry before and after; None: there is none."""

    list: str
    key: str
    position: float
    before: Any
    after: Any

    @property
    def name(self) -> Name:
        """Which entry."""
        return Name(self.list, self.key)

    @property
    def back(self) -> Change:
        """The same undone."""
        return Change(self.list, self.key, self.position, self.after, self.before)

    def data(self) -> dict[str, Any]:
        """For the database."""
        return asdict(self)


class Conflict(Exception):
    """Somebody changed the same thing meanwhile."""

    def __init__(self, change: Change, theirs: Any) -> None:
        self.name, self.before, self.mine, self.theirs = change.name, change.before, change.after, theirs
        super().__init__(f"{self.name.list}/{self.name.key}")

    head: int
    """The revision that has theirs."""

    def asked(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The entry as it is if mine wins, and of each field that both have changed what they made of it.

        Raises itself if there is no choosing field by field: one of the two took the entry out.
        """
        if not all(isinstance(one, dict) for one in (self.mine, self.theirs)):
            raise self
        before, made, clashes = self.before or {}, dict(self.theirs), dict[str, Any]()
        for field in {**before, **self.mine}:
            old, mine, theirs = (one.get(field) for one in (before, self.mine, self.theirs))
            if mine != old:
                made[field] = mine
                if theirs not in (old, mine):
                    clashes[field] = theirs
        return {field: value for field, value in made.items() if value is not None}, clashes


def rolled_back(state: Mapping[Name, Entry], patches: Iterable[Iterable[Change]]) -> State:
    """The state before these patches, which are given newest first."""
    found = dict(state)
    for patch in patches:
        for change in patch:
            _put(found, change.name, change.position, change.before)
    return found


def laid(state: Mapping[Name, Entry], changes: Iterable[Change]) -> State:
    """The state after these changes, the oldest first."""
    found = dict(state)
    for change in changes:
        _put(found, change.name, change.position, change.after)
    return found


def merged(head: Mapping[Name, Entry], change: Change) -> Any:
    """What the entry becomes when the change is made on top of what it is now.  ``Conflict`` if both cannot be."""
    entry = head.get(change.name)
    present = None if entry is None else entry.data
    if present in (change.before, change.after):
        return change.after
    whole = change.list in ATOMIC or not all(isinstance(one, dict) for one in (present, change.before, change.after))
    if whole:
        raise Conflict(change, present)
    assert isinstance(present, dict)  # noqa: S101  said three lines above; for the types
    made = dict(present)
    for field in {**change.before, **change.after}:
        old, new, now = (one.get(field) for one in (change.before, change.after, present))
        if old == new:
            continue
        if now not in (old, new):
            raise Conflict(change, present)
        made[field] = new
        if field not in change.after:
            del made[field]
    return made


def applied(head: Mapping[Name, Entry], changes: Iterable[Change]) -> tuple[State, list[Change]]:
    """The new state, and what really changed on the way; all or nothing."""
    state, done = dict(head), list[Change]()
    for change in changes:
        after = merged(state, change)
        old = state.get(change.name)
        before = None if old is None else old.data
        if before != after:
            position = change.position if old is None else old.position
            done.append(Change(change.list, change.key, position, before, after))
            _put(state, change.name, position, after)
    return state, done


def _put(state: State, name: Name, position: float, data: Any) -> None:
    if data is None:
        state.pop(name, None)
    else:
        state[name] = Entry(name, position, data)
