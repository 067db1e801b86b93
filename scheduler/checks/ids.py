"""Nothing has the id of another, and nothing that can stand only once stands twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

from scheduler.findings import Finding, Where

if TYPE_CHECKING:
    from scheduler.checks.draft import Draft

Keyed = Iterable[tuple[Where, Hashable]]


def duplicates(draft: Draft) -> Iterator[Finding]:
    """Every second use of an id, day, label or pair of places."""
    festival = draft.festival
    for name in ("tracks", "people", "films", "juries", "resources", "sessions", "blocks"):
        ids = ((((name, number, "id")), one.id) for number, one in enumerate(getattr(festival, name)))
        yield from _twice(ids, "the id {0!r} is taken already; give every entry its own")
    yield from _twice(
        _sites(draft), "the id {0!r} is taken already; venues and rooms share their ids, as walks may name either"
    )
    days = ((("days", number, "date"), day.date) for number, day in enumerate(festival.days))
    yield from _twice(days, "the day {0} is listed already; take one out")
    walks = ((("walks", number), (walk.from_, walk.to)) for number, walk in enumerate(festival.walks))
    yield from _twice(walks, "the walk from {0[0]!r} to {0[1]!r} is given already; take one out")
    told = ((("published", number), (one.session, one.showing)) for number, one in enumerate(festival.published))
    yield from _twice(told, "showing {0[1]} of {0[0]!r} is listed as published already; take one out")
    yield from _labels(draft)


def _sites(draft: Draft) -> Keyed:
    for name in ("venues", "rooms"):
        for number, one in enumerate(getattr(draft.festival, name)):
            yield (name, number, "id"), one.id


def _labels(draft: Draft) -> Iterator[Finding]:
    for number, session in enumerate(draft.festival.sessions):
        if isinstance(session.showings, list):
            where: Where = ("sessions", number, "showings")
            labels = (((*where, place, "label"), one.label) for place, one in enumerate(session.showings))
            yield from _twice(labels, "the label {0} is taken already; every showing of a session has its own")


def _twice(keyed: Keyed, message: str) -> Iterator[Finding]:
    first: dict[Hashable, Where] = {}
    for where, key in keyed:
        if key in first:
            yield Finding(where, message.format(key), (first[key],))
        else:
            first[key] = where
