"""Who names a showing or a part of a session names one that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.faults import did_you_mean
from scheduler.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scheduler.checks.draft import Draft


def unknown(draft: Draft) -> Iterator[Finding]:
    """Labels in parts, people, pins and what was published that no showing has."""
    for number, session in enumerate(draft.festival.sessions):
        for name in ("parts", "people"):
            for place, one in enumerate(getattr(session, name)):
                where: Where = ("sessions", number, name, place, "showings")
                yield from _unknown(draft, session.id, (((*where, at), label) for at, label in enumerate(one.showings)))
    for name in ("pins", "published"):
        for number, one in enumerate(getattr(draft.festival, name)):
            if one.showing is not None and one.session in draft.labels:
                yield from _unknown(draft, one.session, [((name, number, "showing"), one.showing)])


def _unknown(draft: Draft, session: str, named: Iterable[tuple[Where, int]]) -> Iterator[Finding]:
    labels = draft.labels[session]
    for where, label in named:
        if label not in labels:
            there = ", ".join(map(str, labels)) or "none at all"
            yield Finding(where, f"{session!r} has no showing {label}; there is {there}")


def parts(draft: Draft) -> Iterator[Finding]:
    """People wanted in parts that the session has not."""
    for number, session in enumerate(draft.festival.sessions):
        names = {part.name for part in session.parts}
        for place, one in enumerate(session.people):
            for at, part in enumerate(one.parts):
                if part not in names:
                    hint = did_you_mean(part, sorted(names)) or "; it has no parts"
                    yield Finding(
                        ("sessions", number, "people", place, "parts", at), f"the session has no part {part!r}{hint}"
                    )
