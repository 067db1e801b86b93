"""The timetable as a table, a row a placed showing; ``views`` puts it into a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.agenda import clock, entries, names
from scheduler.formats.csv_ import written

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.agenda import Audience, Entry
    from scheduler.problem import Problem, Room
    from scheduler.timetable import Timetable

HEADS = {
    "en": ("day", "start", "end", "room", "session", "showing", "title", "type", "track", "people", "audience"),
    "ko": ("날짜", "시작", "종료", "상영관", "프로그램", "회차", "제목", "유형", "섹션", "참여자", "예상 관객"),
}


def rows(
    problem: Problem, timetable: Timetable, lang: str, audience: Audience, now: datetime | None = None
) -> list[list[Any]]:
    """The head, then a row a showing in order of start."""
    return [list(HEADS[lang]), *(_row(entry, lang, audience) for entry in entries(problem, timetable, audience, now))]


def _row(entry: Entry, lang: str, audience: Audience) -> list[Any]:
    showing = entry.showing
    return [
        entry.day.isoformat(),
        clock(entry, entry.start),
        clock(entry, entry.end),
        room_name(entry.problem, entry.room, lang),
        showing.session.id,
        showing.label,
        entry.title(lang),
        showing.type,
        showing.track or "",
        ", ".join(names(entry, lang, audience)),
        showing.audience if showing.has_audience else "",
    ]


def room_name(problem: Problem, room: Room, lang: str) -> str:
    """What the room is called; if another is called the same, with its id."""
    name = room.name(lang)
    alike = sum(one.name(lang) == name for one in problem.rooms)
    return name if alike == 1 else f"{name} ({room.id})"


def as_csv(
    problem: Problem,
    timetable: Timetable,
    lang: str = "en",
    audience: Audience = "staff",
    now: datetime | None = None,
) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read Korean; no cell is taken for a formula."""
    head, *table = rows(problem, timetable, lang, audience, now)
    return written(head, table)
