"""Ids for what an instance names: the name itself wherever it can be one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.formats.cosplib.instance import Instance

LONGEST = 100
"""Characters of an id; what is longer is cut."""
_UNFIT = re.compile(r"[#@\x00-\x1f]")


@dataclass(frozen=True)
class Ids:
    """Of each list its ids, in the order of the instance."""

    tracks: list[str]
    blocks: list[str]
    rooms: list[str]
    sessions: list[str]
    track_of: list[str]
    """Id of the track of each submission."""
    people: dict[str, str]
    """Id of everybody who presents or chairs."""


def ids_of(instance: Instance) -> Ids:
    """Ids; no session has that of a track, as lists of pairs may name either."""
    names = [track.name for track in instance.tracks]
    tracks = ids(names)
    known = dict(zip(names, tracks, strict=True))
    active = dict.fromkeys(name for one in (*instance.submissions, *instance.tracks) for name in _active(one))
    return Ids(
        tracks,
        ids(one.name for one in instance.sessions),
        ids(instance.rooms),
        ids((one.name for one in instance.submissions), tracks),
        [known[one.track] for one in instance.submissions],
        dict(zip(active, ids(active), strict=True)),
    )


def _active(one: object) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(one, "presenters", ()) + getattr(one, "chairs", ())
    return found


def ids(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """An id for each name; numbered where two would be one, also but for capitals."""
    used = {one.casefold() for one in taken}
    made = []
    for name in names:
        plain = _UNFIT.sub("-", name).strip()[:LONGEST].strip() or "x"
        found, number = plain, 1
        while found.casefold() in used:
            number += 1
            found = f"{plain}-{number}"
        used.add(found.casefold())
        made.append(found)
    return made
