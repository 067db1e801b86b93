"""The timetable as a table: CSV and a workbook, a row a placed showing."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scheduler.agenda import clock, entries, names
from scheduler.formats.csv_ import written

if TYPE_CHECKING:
    from scheduler.agenda import Audience, Entry
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""When every workbook says it was made, so that the same timetable is the same bytes."""
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
        entry.room.name(lang),
        showing.session.id,
        showing.label,
        entry.title(lang),
        showing.type,
        showing.track or "",
        ", ".join(names(entry, lang, audience)),
        showing.audience if showing.has_audience else "",
    ]


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


def as_xlsx(
    problem: Problem,
    timetable: Timetable,
    lang: str = "en",
    audience: Audience = "staff",
    now: datetime | None = None,
) -> bytes:
    """One sheet; texts stay texts, numbers numbers; the head stays in sight."""
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": EPOCH})
        sheet = book.add_worksheet("timetable" if lang == "en" else "시간표")
        bold = book.add_format({"bold": True})
        table = rows(problem, timetable, lang, audience, now)
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                else:
                    sheet.write_string(number, column, cell, bold if number == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(table) - 1), len(table[0]) - 1)
        sheet.autofit()
    return data.getvalue()
