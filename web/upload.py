"""A file against the festival as it is: what would be new, changed or deleted; and nothing done before it was seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from web.entries import ATOMIC, LISTS, SINGLE, TIMETABLE, Entry, Name, taken_apart
from web.operations import Edit


@dataclass(frozen=True)
class Step:
    """One entry that would change."""

    name: Name
    before: Any
    after: Any

    @property
    def verb(self) -> str:
        """new, changed or deleted."""
        return "new" if self.before is None else "deleted" if self.after is None else "changed"

    @property
    def fields(self) -> list[str]:
        """Fields that differ."""
        if not isinstance(self.before, dict) or not isinstance(self.after, dict):
            return []
        every = {**self.before, **self.after}
        return [name for name in every if self.before.get(name) != self.after.get(name)]


def steps(state: Mapping[Name, Entry], document: Mapping[str, Any], *, deleting: bool) -> Iterator[Step]:
    """What would change.  Entries without a name of their own (rules, walks) are known by what they say.

    Without ``deleting`` whatever the file does not have stays.
    """
    names = {_said(entry): name for name, entry in state.items() if name.list in LISTS}
    kept: set[Name] = set()
    for row in taken_apart(document):
        name = row.name if row.name in state else names.get(_said(row), row.name)
        kept.add(name)
        before = state[name].data if name in state else None
        if before != row.data:
            yield Step(name, before, row.data)
    for name, entry in state.items() if deleting else ():
        if name not in kept and name.list not in (*TIMETABLE, *SINGLE):
            yield Step(name, entry.data, None)


@dataclass(frozen=True)
class Clash:
    """What was changed in the file and here since the file was taken out, in different ways; what is here stays."""

    name: Name
    field: str
    """Empty: the entry as a whole; on one side it is gone."""
    here: Any
    file: Any


def merged_steps(
    then: Mapping[Name, Entry], now: Mapping[Name, Entry], document: Mapping[str, Any], *, deleting: bool
) -> tuple[list[Step], list[Clash]]:
    """What a file would change that was taken out when the festival was ``then``; what was done here since stays."""
    found, clashes = list[Step](), list[Clash]()
    for step in steps(then, document, deleting=deleting):
        here = now[step.name].data if step.name in now else None
        after, disputed = _onto(step, here)
        clashes += disputed
        if after != here:
            found.append(Step(step.name, here, after))
    return found, clashes


def _onto(step: Step, here: Any) -> tuple[Any, list[Clash]]:
    """The entry with what the file changed, where nobody here changed the same; and where somebody did."""
    if here in (step.before, step.after):
        return step.after, []
    if step.name.list in ATOMIC or not all(isinstance(one, dict) for one in (here, step.before, step.after)):
        return here, [Clash(step.name, "", here, step.after)]
    made, clashes = dict(here), []
    for field in step.fields:
        old, new, now = (one.get(field) for one in (step.before, step.after, here))
        if now == old:
            made[field] = new
        elif now != new:
            clashes.append(Clash(step.name, field, now, new))
    return {field: value for field, value in made.items() if value is not None}, clashes


def edits_of(packed: Any) -> list[Edit]:
    """Edits of what a page was shown: list, key and the entry as it shall be."""
    known = {*LISTS, *SINGLE, *ATOMIC} - set(TIMETABLE)
    edits = [Edit(Name(str(list_), str(key)), data) for list_, key, data in packed]
    if any(edit.name.list not in known for edit in edits):
        raise ValueError("no list of a festival")
    return edits


def edits_between(state: Mapping[Name, Entry], document: Mapping[str, Any], *, deleting: bool) -> list[Edit]:
    """Edits that make a state what a document says."""
    return [Edit(one.name, one.after) for one in steps(state, document, deleting=deleting)]


def _said(entry: Entry) -> tuple[str, str]:
    return entry.name.list, repr(entry.data)
