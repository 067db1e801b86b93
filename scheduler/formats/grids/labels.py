"""What stands at the edges of a grid: times, days, numbers of slots, halls with their seats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from unicodedata import normalize

from scheduler.agenda import WEEKDAYS
from scheduler.formats.table_headers import WORDS
from scheduler.formats.table_values import day_of, times_of

ANY_YEAR = 2024
"""A leap year: in it every date without a year is one."""
NOON, DAY = 12 * 60, 24 * 60
MORNING = 4 * 60
"""Minutes after the one before, within which a time without "pm" is taken for the afternoon."""
LONGEST_LABEL = 60
"""Letters of a label; what is longer is a text."""
REMARKS = frozenset({"비고", "비 고", "메모", "notes", "note", "remarks", "memo", "bemerkung", "합계", "total"})
"""Headers of columns in which nothing is given."""
_SLOT = re.compile(
    r"(?:제?\s*\d{1,2}\s*(?:회차?|부|교시|타임|st|nd|rd|th)|(?:slot|session|block|#)\s*\d{1,2}|\d{1,2})[.:)]?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:제?\s*\d{1,2}\s*(?:회차?|부|교시|타임)|(?:slot|session)\s*\d{1,2})[\s:.(\[]+(.*?)[)\]]?$")
_HALL = re.compile(
    r"\d\s*관|[가-힣]관(?:\s|$)|홀|극장|강의실|\b(?:hall|room|screen|stage|saal|raum|kino|theat(?:er|re))",
    re.IGNORECASE,
)
_DAYISH = re.compile(
    r"^\W*(?:(?:day|tag)\s*\d+\W*)?(?:\d|[월화수목금토일]|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_NTH = re.compile(r"(?:day|tag)\s*(\d{1,2})|(\d{1,2})\s*일\s*차|d\s*[+]?\s*(\d{1,2})")
_WEEKDAY = re.compile(
    r"([월화수목금토일])(?:요일)?|(mon|tue|wed|thu|fri|sat|sun)(?:s|rs|nes|ur|sday|rsday|nesday|urday|day)?\.?"
)
_SEATS = re.compile(r"\s*[(\[]?\s*(?:총\s*)?(\d{1,5})\s*(?:석|seats?|명|pax|plätze)\s*[)\]]?\s*", re.IGNORECASE)
_BARE_SEATS = re.compile(r"\s*[(\[]\s*(\d{2,5})\s*[)\]]\s*$")


def whole(value: Any) -> Any:
    """Whole numbers without the point that spreadsheets give them (a film called 2046); anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def plain(value: Any) -> str:
    """A label in one line, small."""
    return " ".join(normalize("NFKC", str(value)).lower().split())


def times(value: Any) -> tuple[int, int | None] | None:
    """Minutes after midnight of a cell that holds a time, or two, and nothing else but the number of a slot."""
    if isinstance(value, (int, float)) and (isinstance(value, bool) or float(value).is_integer()):
        return None
    if not isinstance(value, str):
        return times_of(value)
    text = plain(value)
    if len(text) > LONGEST_LABEL:
        return None
    lines = [line for line in map(plain, value.splitlines()) if line]
    if len(lines) == 2 and (both := [times_of(line) for line in lines]) and both[0] and both[1]:
        return both[0][0], both[1][0]
    found = times_of(text)
    if found is None and (numbered := _NUMBERED.match(text)):
        found = times_of(numbered[1])
    return found


def is_day(value: Any) -> bool:
    """Whether it is a date, also without its year, the number of a day or a weekday, and nothing else."""
    if not isinstance(value, str):
        return isinstance(value, date) and day_of(value, None) is not None
    text = plain(value)
    if not 0 < len(text) <= LONGEST_LABEL or _HALL.search(text):
        return False
    if _NTH.fullmatch(text) or _WEEKDAY.fullmatch(text):
        return True
    return _DAYISH.match(text) is not None and times_of(text) is None and day_of(text, ANY_YEAR) is not None


def day(value: Any, year: int | None, first: date | None) -> date | None:
    """The date that is meant; "Day 2", "2일차" and weekdays count from the ``first`` day that is named anywhere."""
    text = plain(value)
    nth, weekday = _NTH.fullmatch(text), _WEEKDAY.fullmatch(text)
    if nth or weekday:
        if first is None:
            return None
        if nth:
            return first + timedelta(days=int(nth[1] or nth[2] or nth[3]) - 1)
        return first + timedelta(days=(_number(weekday) - first.weekday()) % 7) if weekday else None
    return day_of(value, year)


def _number(weekday: re.Match[str]) -> int:
    """0 = Monday."""
    known = WEEKDAYS["ko"] if weekday[1] else tuple(name.lower() for name in WEEKDAYS["en"])
    return known.index(weekday[1] or weekday[2])


def is_slot(value: Any) -> bool:
    """Whether it only counts: 1회, 2nd, Session 3."""
    return _SLOT.fullmatch(plain(whole(value))) is not None


def is_remark(value: Any) -> bool:
    """Whether nothing is given in a column of that header."""
    return plain(value) in REMARKS


def role_of(value: Any) -> str:
    """What the header of a column says that it holds, if that is no hall; else nothing."""
    text = plain(value)
    return next((role for role, known in WORDS.items() if text in known and role not in ("room", "venue")), "")


def is_corner(value: Any) -> bool:
    """Whether it names what stands below or beside it, and nothing of the programme: "시간", "상영관"."""
    return any(plain(value) in known for known in WORDS.values())


def is_side_by_side(row: Sequence[Any]) -> bool:
    """Whether a row of headers names a time twice: several tables stand beside each other."""
    starts = [plain(cell) for cell in row if role_of(cell) == "start"]
    return len(set(starts)) < len(starts)


def is_hall(value: Any) -> bool:
    """Whether it is surely the name of a place."""
    return _HALL.search(plain(value)) is not None or re.search(r"\d", str(value)) is not None


def seats_of(value: Any) -> int:
    """Seats, of a cell that says only those; 0 if it does not."""
    if isinstance(value, float) and value.is_integer() and 10 <= value <= 99_999:
        return int(value)
    found = _SEATS.fullmatch(str(value)) or re.fullmatch(r"\s*(\d{2,5})\s*", str(value))
    return int(found[1]) if found else 0


def hall_of(value: Any) -> tuple[str, int]:
    """The name of a hall without its seats, and these, 0 if they are not said: "1관 (200석)"."""
    text = " ".join(normalize("NFC", str(whole(value))).split())
    found = _SEATS.search(text) or _BARE_SEATS.search(text)
    name = (text[: found.start()] + " " + text[found.end() :]).strip() if found else text
    return (name, int(found[1])) if found and name else (text, 0)


def in_order(spans: list[tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    """Times down a grid never fall: after 12:30, 1:00 is the afternoon; after 23:00, 0:30 is the next day."""
    made: list[tuple[int, int | None]] = []
    ahead = 0
    for begin, end in spans:
        before = made[-1][0] if made else begin
        if begin + ahead < before:
            ahead += _fallen(begin, before, ahead)
        made.append((begin + ahead, None if end is None else begin + ahead + _lasts(begin, end)))
    return made


def _fallen(begin: int, before: int, ahead: int) -> int:
    """Minutes that are to be added, once a time is earlier than the one before it."""
    afternoon = before < NOON + 60 and 0 < begin + NOON - before <= MORNING
    if ahead == NOON or afternoon:
        return NOON
    return DAY if before - begin - ahead >= NOON // 2 else 0


def _lasts(begin: int, end: int) -> int:
    """Minutes between two times of a label; 0 if they cannot be meant so."""
    return end - begin if end > begin else max(0, end + NOON - begin)
