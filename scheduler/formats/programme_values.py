"""What readers of programmes have in common: texts, times, lengths and colours of other programs, read tolerantly."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from unicodedata import normalize

from scheduler.faults import Fault, FestivalError
from scheduler.formats.source import HALVES, decoded
from scheduler.formats.spelling import clock_of, minutes_of, moment_of

Text = str | dict[str, str]
LONGEST_TEXT = 100_000
"""Letters of one text that are kept."""


def words(value: Any) -> str:
    """A text in one line: of a text or number; of anything else nothing."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(normalize("NFC", str(value)).split())[:LONGEST_TEXT]


def prose(value: Any) -> str:
    """A text with its lines."""
    return normalize("NFC", value.strip().replace("\r\n", "\n"))[:LONGEST_TEXT] if isinstance(value, str) else ""


def language_code(value: Any) -> str:
    """A code such as ``en`` or ``ko``; nothing if it is none."""
    found = words(value).replace("_", "-")
    return found if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", found) else ""


def instant(value: Any) -> datetime | None:
    """A date and time, with its offset if there is one; seconds to the nearest minute.  None if it is none."""
    if isinstance(value, datetime):
        return rounded(value)
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    try:
        return rounded(datetime.fromisoformat(text)) if len(text) > 10 else None
    except ValueError:
        pass
    try:
        return rounded(datetime.fromisoformat(moment_of(text)))
    except ValueError:
        return None


def rounded(moment: datetime) -> datetime | None:
    """To the minute, if it is in our time."""
    if not 1900 < moment.year < 2200:
        return None
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


_DAYS = re.compile(r"(-?)(\d+):(\d{1,2}):(\d{2})")
_ISO = re.compile(r"(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE)


def length(value: Any, *, days: bool = False) -> int | None:
    """Minutes of a duration: "00:45", 45, "PT45M", "0:45:00"; with ``days``, three numbers are days, hours, minutes.

    Negative as it is written; None if it is none.
    """
    if isinstance(value, bool) or value in (None, ""):
        return None
    if isinstance(value, (int, float)):
        return round(value) if abs(value) < 10**9 else None
    text = str(value).strip()
    if (found := _ISO.fullmatch(text)) and any(found.groups()[1:]):
        weeks, ds, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
        made = ((weeks * 7 + ds) * 24 + hours) * 60 + minutes + round(seconds / 60)
        return -made if found[1] else made
    if found := _DAYS.fullmatch(text):
        first, second, third = (int(part) for part in found.groups()[1:])
        made = (first * 24 + second) * 60 + third if days else first * 60 + second + round(third / 60)
        return -made if found[1] else made
    return _spelled(text)


def _spelled(text: str) -> int | None:
    """The same in the ways of people; longer than a week, too."""
    if found := re.fullmatch(r"(-?)(\d+):(\d{1,2})", text):
        made = int(found[2][:9]) * 60 + int(found[3])
        return -made if found[1] else made
    if re.fullmatch(r"-?\d{1,9}(\.\d+)?", text):
        return round(float(text))
    try:
        return round(minutes_of(text))
    except ValueError:
        return None


def words_in(value: Any) -> Text:
    """A text in one line, or one in several languages."""
    return _each(value, words)


def prose_in(value: Any) -> Text:
    """A text with its lines, or one in several languages."""
    return _each(value, prose)


def _each(value: Any, read: Callable[[Any], str]) -> Text:
    if not isinstance(value, dict):
        return read(value)
    found = {language_code(code): read(text) for code, text in value.items()}
    return {code: text for code, text in found.items() if code and text} or ""


def date_in(value: Any) -> date | None:
    """A date of the text, whatever follows it."""
    try:
        found = date.fromisoformat(words(value)[:10])
    except ValueError:
        return None
    return found if 1900 < found.year < 2200 else None


def on_day(day: date | None, clock: Any, day_ends: int | None) -> datetime | None:
    """A time of a festival day; before the day ends at night it is on the next."""
    if day is None:
        return None
    try:
        hours, minutes = clock_of(clock).split(":")
    except ValueError:
        return None
    after = int(hours) * 60 + int(minutes)
    if day_ends is not None and after < day_ends <= 12 * 60:
        after += 24 * 60
    return datetime(day.year, day.month, day.day) + timedelta(minutes=after)


def colour_of(value: Any) -> str:
    """``#rrggbb`` or ``#rgb``; nothing if it is no such colour."""
    found = words(value)
    return found if re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", found) else ""


def loosely(data: bytes) -> Any:
    """JSON, also where a name stands twice (two rooms of one name) and where numbers are none.

    ``FestivalError`` if it is no JSON, or nested so deep that no programme can be meant.
    """
    text = HALVES.sub(lambda found: "\\ufffd" if found["half"] else found[0], decoded(data))
    try:
        content = json.loads(text, object_pairs_hook=_all_of, parse_constant=lambda _: None, parse_int=_whole)
    except json.JSONDecodeError as error:
        message = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise FestivalError([Fault(f"line {error.lineno}", message)]) from None
    except RecursionError:
        raise FestivalError([Fault("", "this is nested too deep for a programme")]) from None
    return content


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) < 20 else None


def _all_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping; lists under one name are joined, so that nothing is lost."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        before = made.get(key)
        made[key] = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value
    return made
