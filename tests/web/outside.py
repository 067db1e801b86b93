"""A festival with secrets, published on the desk: what people outside may read of it is watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.formats.document import load_text
from tests.formats.programme import PLACES, TEXT
from tests.web.support import WHAT
from web.entries import ASSIGNMENTS, PLACEMENTS, Name, key_of
from web.links import Holder
from web.operations import Edit

if TYPE_CHECKING:
    from web.desk import Desk

SLUG = "small"
DAY = "2098-10-24"
"""So far away that the embargo is sure to be still on."""
DOCUMENT = load_text(TEXT.replace("2199-01-01", "2099-01-01").replace("2024-10-25", DAY)).document()
CHOSEN = {"role": "interpreter", "session": "block", "showing": 1, "person": "baek"}


def put(desk: Desk, **places: tuple[str, str]) -> None:
    """Lay showings, as ``session_label``, into a room at a time."""
    work = desk.workspaces.of(SLUG)
    assert work is not None
    edits = []
    for key, (room, start) in places.items():
        session, _, label = key.rpartition("_")
        data = {"session": session, "showing": int(label), "room": room, "start": f"{DAY}T{start}+09:00"}
        edits.append(Edit(Name(PLACEMENTS, f"{session}#{label}"), data))
    desk.operations.commit(None, work.id, work.head, edits, WHAT)


def publish(desk: Desk) -> int:
    """The draft as it is."""
    work = desk.workspaces.of(SLUG)
    assert work is not None
    return desk.publishing.publish(None, work)


def published(desk: Desk) -> None:
    """Version 1 is out."""
    slug = desk.operations.create(None, DOCUMENT, WHAT)
    assert slug == SLUG
    put(desk, **{key.replace("#", "_"): place for key, place in PLACES.items()})
    desk.operations.commit(None, 1, 2, [Edit(Name(ASSIGNMENTS, key_of(ASSIGNMENTS, CHOSEN)), CHOSEN)], WHAT)
    publish(desk)


def token_of(desk: Desk, key: str, kind: str = "person") -> str:
    """The secret address of somebody."""
    found = desk.links.token(1, Holder("person" if kind == "person" else "venue" if kind == "venue" else "staff", key))
    assert found is not None
    return found
