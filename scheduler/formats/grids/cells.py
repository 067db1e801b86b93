"""What stands in a cell of a grid: a title, perhaps its time, length, code, guests, and more about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from scheduler.formats.grids import labels
from scheduler.formats.programme import Who
from scheduler.formats.programme_values import Text, prose, words
from scheduler.formats.table_people import people_of
from scheduler.formats.table_values import times_of

NOTHING = frozenset(
    {"-", "–", "—", "x", "×", ".", "…", "~", "/", "휴관", "없음", "미정", "closed", "tba", "tbd", "n/a", "free"}
)
"""Cells that say that nothing is given."""
_BREAK = re.compile(
    r"점심|저녁 ?식사|휴식|쉬는 ?시간|정비|브레이크|(?:^|\b)(?:lunch|coffee|tea|dinner|break|pause|mittag\w*)\b",
    re.IGNORECASE,
)
_CLOCK = r"(?:(?:오전|오후|새벽|밤|am|pm)\s*)?\d{1,2}(?::[0-5]\d|시(?:\s*[0-5]?\d분|\s*반)?)(?:\s*[ap]\.?m\.?)?"
_DOTTED = r"\d{1,2}\.[0-5]\d(?:\s*[ap]m)"
_TIME = rf"(?:{_CLOCK}|{_DOTTED})"
_TO = r"\s*(?:-|–|—|~|〜|～|to|bis)\s*"
_LEADING = re.compile(
    rf"^[\[(]?\s*({_TIME})(?:{_TO}({_TIME})?)?\s*[\])]?\s*[|:·,/-]?\s*(?=$|\D|\d{{3}})", re.IGNORECASE
)
_RANGE = re.compile(rf"[\[(]?\s*({_TIME}){_TO}({_TIME})\s*[\])]?", re.IGNORECASE)
_LASTS = re.compile(
    r"[\[(]?\s*(?<![\d:])(\d{1,3})\s*(?:분|min(?:utes|s)?\b\.?|['′])\s*[\])]?(?!\s*[후전])", re.IGNORECASE
)
_CODE = re.compile(r"^\[([A-Za-z]{0,4}-?\d{1,5}[A-Za-z]?)\]\s*|^([A-Za-z]{0,3}\d{3,4})$")
_ROLES = {
    "guest": "guest", "guests": "guest", "게스트": "guest", "참석": "guest", "출연": "guest", "gv": "guest",
    "q&a": "guest", "진행": "moderator", "사회": "moderator", "모더레이터": "moderator", "moderator": "moderator",
    "host": "moderator", "chair": "chair", "감독": "director", "director": "director", "directors": "director",
    "speaker": "speaker", "speakers": "speaker", "연사": "speaker", "발표": "speaker", "발표자": "speaker",
    "강연": "speaker", "강연자": "speaker", "with": "speaker", "by": "speaker",
}  # fmt: skip
"""What stands before a colon and names, and what those are."""
_LABELLED = re.compile(rf"^[+*·\s]*({'|'.join(sorted(_ROLES, key=len, reverse=True))})\s*:\s*(.+)$", re.IGNORECASE)
_FLAG = re.compile(r"^[\s+*·|/,&()\[\]]*(?:[A-Z]{1,3}|\d{1,2}|전체|청불|15세|12세|GV|Q&A|Talk)(?:[\s+*·|/,&()\[\]]+|$)")


@dataclass
class Told:
    """What a cell says."""

    title: Text = ""
    begin: int | None = None
    """Minutes after midnight, if it says a time of its own."""
    end: int | None = None
    minutes: int | None = None
    code: str = ""
    abstract: str = ""
    people: list[Who] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        """Whether it is more than marks and separators."""
        return bool(self.title) or self.begin is not None or self.minutes is not None

    @property
    def type(self) -> str:
        """A break, or nothing known."""
        title = " ".join(self.title.values()) if isinstance(self.title, dict) else self.title
        return "break" if len(title) < 40 and _BREAK.search(title) else "other"


def is_nothing(value: Any) -> bool:
    """Whether a cell says only that nothing is given."""
    return words(value).casefold() in NOTHING or words(value) == ""


def begins_with_time(value: Any) -> bool:
    """Whether a cell begins with a time, and more follows."""
    if not isinstance(value, str):
        return False
    text = _plain(value).strip()
    found = _LEADING.match(text.splitlines()[0]) if text else None
    return found is not None and len(text) > found.end() and times_of(found[1]) is not None


def told(value: Any) -> Told:
    """What the lines of a cell say; the first that is nothing else is the title."""
    made, rest = Told(), list[str]()
    for line in _plain(value if isinstance(value, str) else words(labels.whole(value))).splitlines():
        if left := _read(line.strip(), made, first=not rest):
            rest.append(left)
    if len(rest) > 1 and not made.code and (code := _CODE.match(rest[0])) and code[2]:
        made.code = rest.pop(0)
    made.title = words(rest[0]) if rest else ""
    more = rest[1:]
    if more and _other_language(rest[0], more[0]):
        made.title = {"ko": words(rest[0]), "en": words(more.pop(0))}
    made.abstract = prose("\n".join(more))
    return made


def _read(line: str, made: Told, *, first: bool) -> str:
    """Takes out of a line what it says besides a text; what is left."""
    if found := _LABELLED.match(line):
        made.people += people_of(found[2], _ROLES[found[1].casefold()])
        return ""
    line = _without_time(line, made)
    if made.minutes is None and (found := _LASTS.search(line)) and 0 < int(found[1]) < 600:
        made.minutes = int(found[1])
        line = f"{line[: found.start()]} {line[found.end() :]}"
    if first and not made.code and (found := _CODE.match(line)) and found[1]:
        made.code, line = found[1], line[found.end() :]
    return line.strip(" \t|/·,–—:+" if made.begin is not None or made.minutes is not None else " \t")


def _without_time(line: str, made: Told) -> str:
    if made.begin is not None:
        return line
    found = _RANGE.search(line) or _LEADING.match(line)
    begin = times_of(found[1]) if found else None
    if found is None or begin is None:
        return line
    end = times_of(found[2]) if found[2] else None
    made.begin, made.end = begin[0], end[0] if end else None
    return f"{line[: found.start()]} {line[found.end() :]}"


def _other_language(one: str, other: str) -> bool:
    """Whether the second line is the title in English of a Korean first one."""
    return (
        _hangul(one) and not _hangul(other) and re.search(r"[A-Za-z]{2}", other) is not None and not _FLAG.match(other)
    )


def _hangul(text: str) -> bool:
    return re.search("[가-힣]", text) is not None


def _plain(text: str) -> str:
    """Without full-width signs; letters stay as they are."""
    return normalize("NFC", text.replace("：", ":").replace("\xa0", " ").replace("\r\n", "\n"))
