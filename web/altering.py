"""A change of a festival document as edits of its entries: a revision like any other, merged like one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from web.entries import ATOMIC, LISTS, SINGLE, Entry, Name, key_of
from web.operations import Edit

if TYPE_CHECKING:
    from scheduler.festival import Festival

Alteration = dict[str, Any]
"""Which list, which of its entries (``at``; None: a new one), and how it is before and after."""


def alterations(before: Festival, after: Festival) -> list[Alteration]:
    """What one document has otherwise than the other, which was made of it."""
    old, new = before.document(), after.document()
    found = [
        {"list": name, "at": 0, "before": old.get(name), "after": new.get(name)}
        for name in SINGLE
        if old.get(name) != new.get(name)
    ]
    for name in LISTS:
        entries = getattr(before, name), getattr(after, name)
        if entries[0] is not entries[1]:
            found += _of_list(name, entries, (old.get(name, []), new.get(name, [])))
    return found


def _of_list(name: str, models: Sequence[Sequence[Any]], data: Sequence[Sequence[Any]]) -> Iterator[Alteration]:
    """Entries that are the very same object in both have not changed; the others are paired by id, else in order."""
    same = {id(one) for one in models[0]} & {id(one) for one in models[1]}
    old, new = ([at for at, one in enumerate(side) if id(one) not in same] for side in models)
    pairs = list(_paired(models, old, new))
    for here, there in pairs:
        if data[0][here] != data[1][there]:
            yield {"list": name, "at": here, "before": data[0][here], "after": data[1][there]}
    for at in old:
        if at not in {here for here, _ in pairs}:
            yield {"list": name, "at": at, "before": data[0][at], "after": None}
    for at in new:
        if at not in {there for _, there in pairs}:
            yield {"list": name, "at": None, "before": None, "after": data[1][at]}


def _paired(models: Sequence[Sequence[Any]], old: list[int], new: list[int]) -> Iterator[tuple[int, int]]:
    if len(models[0]) == len(models[1]):
        yield from zip(old, new, strict=True)
        return
    by_id = {_id(models[1][at]): at for at in new if _id(models[1][at])}
    for at in old:
        if _id(models[0][at]) in by_id:
            yield at, by_id[_id(models[0][at])]


def _id(entry: Any) -> Any:
    return getattr(entry, "id", None) or getattr(entry, "date", None)


def edits_of(state: Mapping[Name, Entry], altered: Sequence[Alteration]) -> list[Edit]:
    """The edits that make it, of the festival as it was when the document was written."""
    ordered: dict[str, list[Name]] = {}
    for entry in sorted(state.values(), key=lambda one: (one.name.list, one.position, one.name.key)):
        ordered.setdefault(entry.name.list, []).append(entry.name)
    return [_edit(ordered, one) for one in altered]


def _edit(ordered: Mapping[str, Sequence[Name]], one: Alteration) -> Edit:
    before, after, list_ = one["before"], one["after"], one["list"]
    if one["at"] is None or before is None:
        return Edit(Name(list_, list_ if list_ in SINGLE else key_of(list_, after)), after)
    name = ordered[list_][one["at"]]
    if after is None or list_ in ATOMIC or not isinstance(after, dict):
        return Edit(name, after)
    names = {**before, **after}
    return Edit(name, fields={key: after.get(key) for key in names if before.get(key) != after.get(key)})


def made(state: Mapping[Name, Entry], edits: Sequence[Edit]) -> bool:
    """Whether the festival is so already."""
    for edit in edits:
        entry = state.get(edit.name)
        now = None if entry is None else entry.data
        if now is None or edit.fields is None:
            if now != edit.data:
                return False
        elif edit.on(now) != now:
            return False
    return True
