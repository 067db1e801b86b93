"""What names an entry of the programme, and would be left without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.constraint import Constraint
from scheduler.fields import references
from scheduler.mentions import sentence_of
from web.lists import name_of
from web.words import text

if TYPE_CHECKING:
    from web.workspace import Workspace


def dependants(work: Workspace, name: str, key: str, lang: str) -> list[str]:
    """Each entry that names it, once, as list and name; and how much of the timetable lies there."""
    festival = work.problem.festival
    places = {path[:2] for path, ref, id_ in references(festival) if id_ == key and name in ref.lists}
    told = [
        text(lang, "programme.depends", l=text(lang, f"lists.{list_}"), s=_called(work, list_, at, lang))
        for list_, at in sorted(places, key=str)
        if isinstance(list_, str) and isinstance(at, int)
    ]
    lying = sum(
        1
        for one in work.timetable
        if (name == "rooms" and work.problem.rooms[one.room].id == key)
        or (name == "sessions" and one.showing.session.id == key)
    )
    return [*told, text(lang, "programme.lying", n=lying)] if lying else told


def _called(work: Workspace, list_: str, at: int, lang: str) -> str:
    entry: Any = getattr(work.problem.festival, list_)[at]
    if isinstance(entry, Constraint):
        return sentence_of(work.problem, entry).text(lang)
    return name_of(entry, lang) or str(getattr(entry, "id", None) or getattr(entry, "session", None) or "–")
