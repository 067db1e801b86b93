"""What a change of the programme takes with it: places, people chosen and announcements that mean nothing any more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from web.entries import ASSIGNMENTS, PLACEMENTS, PUBLISHED
from web.merging import Change

if TYPE_CHECKING:
    from web.entries import Name
    from web.merging import State


def untold(state: State, touched: Collection[Name]) -> list[Change]:
    """What was announced of sessions, rooms and people that the programme no longer has; publications remember it."""
    known = {list_: {name.key for name in state if name.list == list_} for list_ in ("rooms", "people", "blocks")}
    labels = {name.key: labels_of(entry.data) for name, entry in state.items() if name.list == "sessions"}
    made = []
    for name, (_, position, data) in state.items():
        if name.list != PUBLISHED or name in touched:
            continue
        there = data.get("showing", 1) in labels.get(data["session"], ()) and data["room"] in known["rooms"]
        there = there and data.get("block") in {None, *known["blocks"]}
        told = [one for one in data.get("told", ()) if one in known["people"]]
        if not there:
            made.append(Change(*name, position, data, None))
        elif told != data.get("told", []):
            made.append(Change(*name, position, data, {**data, "told": told}))
    return made


def orphans(state: State) -> list[Change]:
    """Placements and people chosen that no longer mean anything once the programme has changed."""
    labels = {name.key: labels_of(entry.data) for name, entry in state.items() if name.list == "sessions"}
    rooms = {name.key for name in state if name.list == "rooms"}
    lost = []
    for name, entry in state.items():
        if name.list not in (PLACEMENTS, ASSIGNMENTS):
            continue
        data = entry.data
        known = data["showing"] in labels.get(data["session"], ())
        if not known or (name.list == PLACEMENTS and data["room"] not in rooms):
            lost.append(Change(*name, entry.position, data, None))
    return lost


def labels_of(session: Mapping[str, Any]) -> set[int]:
    """Labels of the showings of a session's data."""
    showings = session.get("showings", 1)
    return set(range(1, showings + 1)) if isinstance(showings, int) else {one["label"] for one in showings}
