"""The small festival of the command line's tests, and shorthands."""

from __future__ import annotations

from typing import Any

from scheduler.formats.document import load_text
from tests.cli.support import FESTIVAL as TEXT

FESTIVAL: dict[str, Any] = load_text(TEXT).document()
EMAIL, PASSWORD = "kim@example.org", "seven dry islands"
WHAT = {"en": "Changed", "ko": "변경"}


def placed(session: str, showing: int, room: str, start: str) -> dict[str, Any]:
    """A placement as the database holds it."""
    return {"session": session, "showing": showing, "room": room, "start": f"2024-10-25T{start}+09:00"}
