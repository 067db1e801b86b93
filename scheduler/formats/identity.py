"""Names by which other programs know a showing, a room or a person; the same for ever, whatever moves.

A festival that was read from another program keeps that program's own (``fields.schedule``), so that
their apps and feeds go on knowing what they know.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scheduler.festival import Session
    from scheduler.problem import Problem, Showing

OURS = UUID("7d0ef3b0-59a3-5c0e-8c53-0d7c9b5f6a11")
"""Under which all identifiers are made; never to be changed."""
SCHEDULE = "schedule"
"""The free field in which what another program said of a session is kept."""
LARGEST_ID = 2**31 - 1
"""Readers keep ids in 32 bits."""
SHORTEST = 4
"""Letters of an acronym, and of each half of a slug."""


def guid(problem: Problem, what: str, *names: object) -> str:
    """An UUID of something of the festival: of a showing by its session and label, of a room or person by its id."""
    return str(uuid5(OURS, "/".join([problem.festival.festival.id, what, *map(str, names)])))


def told_before(showing: Showing) -> Mapping[str, Any]:
    """What another program said of this showing; empty if it comes from nowhere else."""
    session = showing.session
    own = _own_fields(session, showing.label)
    if own:
        return {**_schedule(session.fields), **own}
    return _schedule(session.fields)


def _own_fields(session: Session, label: int) -> Mapping[str, Any]:
    if isinstance(session.showings, int):
        return {}
    return next((_schedule(one.fields) for one in session.showings if one.label == label), {})


def _schedule(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    found = fields.get(SCHEDULE)
    return found if isinstance(found, dict) else {}


def guids(problem: Problem) -> dict[int, str]:
    """Of each showing, by its index: what it was called before, else made of session and label; each once."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for showing in problem.showings:
        before = told_before(showing).get("guid")
        made = before.lower() if isinstance(before, str) and _is_uuid(before) else ""
        if not made or made in taken:
            made = guid(problem, "showing", showing.session.id, showing.label)
        found[showing.index] = made
        taken.add(made)
    return found


def _is_uuid(text: str) -> bool:
    return re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) is not None


def numbers(names: Iterable[str], before: Mapping[str, Any] | None = None) -> dict[str, int]:
    """A whole number of 31 bits for each name: the one it had, else one made of the name; each once."""
    every = sorted(names)
    kept = {name: (before or {}).get(name) for name in every}
    found = {name: number for name, number in kept.items() if isinstance(number, int) and 0 < number <= LARGEST_ID}
    taken: set[int] = set()
    for name in every:
        number = found.get(name)
        if number is None or number in taken:
            number = int.from_bytes(sha256(name.encode()).digest()[:4]) % LARGEST_ID + 1
        while number in taken:
            number = number % LARGEST_ID + 1
        found[name] = number
        taken.add(number)
    return found


def plain(text: str, joint: str = "_") -> str:
    """Small Latin letters and digits of a text, words joined; what has no Latin spelling falls away."""
    bare = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return joint.join(re.findall(r"[a-z0-9]+", bare))


def acronym(festival: str) -> str:
    """The id of a festival in the letters that the format allows, at least four: ``kaiff-2024`` is ``kaiff_2024``."""
    made = plain(festival) or f"fest_{sha256(festival.encode()).hexdigest()[:8]}"
    return made.ljust(SHORTEST, "_")


def slug(festival: str, number: int, title: str) -> str:
    """``kaiff_2024-1203-opening``: no two alike, because no two have the same number."""
    return f"{acronym(festival)}-{number:04d}-{plain(title)[:40]}".rstrip("-_")
