"""What the columns of people's own timetables mean, by their headers, in English, Korean and German.

A header that is one of the words is known; one that only holds such a word is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.formats.headers import language_of, pieces
from scheduler.formats.tables import letters

WORDS: dict[str, tuple[str, ...]] = {
    "day": (
        "date", "day", "when", "날짜", "일자", "상영일", "상영일자", "행사일", "일시", "상영일시",
        "상영 일시", "행사일시", "행사 일시", "시작일시", "시작 일시", "date and time", "datetime", "datum", "tag",
        "start date", "event start date", "session date", "event date", "beginnt am", "시작일",
    ),
    "start": (
        "start", "starts", "start time", "begin", "begins", "from", "time", "start at",
        "event start", "event start time", "session start", "beginnt um",
        "시작", "시작 시간", "시작시간",
        "시작 시각", "시작시각", "시간", "시각", "상영 시각", "상영시각", "상영시작", "상영 시작",
        "beginn", "uhrzeit", "anfang", "von",
    ),
    "end": (
        "end", "ends", "end time", "until", "to", "event end", "event end time", "session end", "endet um",
        "종료", "끝", "종료 시간", "종료시간", "종료 시각", "마침", "ende",
        "bis",
    ),
    "duration": (
        "duration", "length", "runtime", "running time", "minutes", "mins", "min", "길이", "상영시간", "상영 시간",
        "러닝타임", "소요시간", "소요 시간", "분", "dauer", "länge", "minuten",
    ),
    "room": (
        "room", "hall", "screen", "stage", "location", "place", "where", "상영관", "방", "장소", "관", "홀",
        "강의실", "공간", "raum", "saal", "ort",
    ),
    "venue": (
        "venue", "building", "theater", "theatre", "cinema", "극장", "건물", "영화관", "상영 장소", "kino", "gebäude",
    ),
    "title": (
        "title", "session title", "talk title", "event title", "film title", "event name", "subject", "betreff",
        "name", "제목", "작품명", "프로그램명",
        "행사명", "영화명", "강연명", "세션명", "작품", "영화", "상영작", "내용", "film", "talk", "event",
        "movie", "행사", "강연", "세션", "titel", "programme", "program", "activity", "item", "topic",
    ),
    "session": ("session", "session id", "id", "프로그램", "식별자"),
    "showing": ("showing", "회차"),
    "type": ("type", "kind", "format", "유형", "종류", "구분", "형식"),
    "track": ("track", "section", "strand", "category", "섹션", "부문", "트랙", "sektion", "reihe"),
    "people": (
        "people", "person", "speaker", "speakers", "presenter", "presenters", "guest", "guests", "moderator", "who",
        "참여자", "발표자", "연사", "게스트", "출연", "출연자", "진행", "참석자", "강연자", "sprecher",
        "sprecherin", "referent", "referentin", "gäste", "gast",
    ),
    "code": ("code", "상영코드", "상영 코드", "코드"),
    "language": ("language", "언어", "sprache"),
    "abstract": ("abstract", "description", "synopsis", "설명", "소개", "시놉시스", "줄거리"),
    "last_day": ("end date", "event end date", "endet am", "종료일"),
    "status": ("status", "event status", "state", "상태", "진행상태", "진행 상태"),
    "audience": ("audience", "expected audience", "예상 관객", "예상관객", "관객"),
}  # fmt: skip
"""The words for each column, the likelier first."""
TITLED = frozenset({"title"})
"""Columns that may be given once a language."""
WRITTEN = frozenset({"timestamp", "타임스탬프", "zeitstempel"})
"""Headers of forms: when a row was filled in, which is no time of anything."""
ROWS = 30
"""Rows among which the header is looked for."""


@dataclass(frozen=True)
class Column:
    """What a column was taken for."""

    number: int
    role: str
    language: str
    header: str
    sure: bool
    down: bool = False
    """Whether it is a row: halls stand at the left, times above."""


def read_header(
    rows: Sequence[Sequence[Any]], wanted: Mapping[str, str] | None = None
) -> tuple[int, list[Column]] | None:
    """Number of the row of headers and its columns; None if no row can be one."""
    best: tuple[int, list[Column]] | None = None
    for number, row in enumerate(rows[:ROWS]):
        columns = _columns([str(cell) for cell in row], wanted or {})
        roles = {column.role for column in columns}
        if (
            "title" in roles
            and roles & {"start", "day"}
            and (best is None or _clearness(columns) > _clearness(best[1]))
        ):
            best = number, columns
    return best


def _clearness(columns: Sequence[Column]) -> tuple[bool, int]:
    """Of two rows the one that names a start is the header, else the one that names more."""
    return any(column.role == "start" for column in columns), len(columns)


def _columns(cells: Sequence[str], wanted: Mapping[str, str]) -> list[Column]:
    """Columns with their roles, each role once (titles once a language)."""
    found: list[Column] = []
    taken: set[tuple[str, str]] = set()

    def take(number: int, role: str, language: str, sure: bool) -> None:
        if (role, language) not in taken and all(one.number != number for one in found):
            taken.add((role, language))
            found.append(Column(number, role, language, cells[number].strip(), sure))

    for role, named in wanted.items():
        for number, cell in enumerate(cells):
            if named.casefold() in (cell.strip().casefold(), letters(number).casefold()):
                take(number, role, "", sure=True)
    exact = [(rank, number, role, lang) for number, cell in enumerate(cells) for rank, role, lang in _meanings(cell)]
    for _, number, role, lang in sorted(exact):
        take(number, role, lang, sure=True)
    if "title" not in {role for role, _ in taken}:
        found[:] = [_as_title(column) for column in found]
        taken |= {(column.role, column.language) for column in found}
    for number, cell in enumerate(cells):
        for role in _held(cell) if cell.strip().casefold() not in WRITTEN else ():
            take(number, role, "", sure=False)
    return sorted(found, key=lambda column: column.number)


def _as_title(column: Column) -> Column:
    """A column of sessions, where there are no titles, holds titles."""
    if column.role != "session" or column.header.casefold().endswith("id"):
        return column
    return Column(column.number, "title", "", column.header, column.sure)


def _meanings(cell: str) -> list[tuple[int, str, str]]:
    """Rank, role and language of every word that the header is."""
    made = []
    for piece in pieces(cell):
        base, language = language_of(piece)
        for role, words in WORDS.items():
            if piece in words:
                made.append((words.index(piece), role, ""))
            elif language and role in TITLED and base in words:
                made.append((words.index(base), role, language))
    return made


def _held(cell: str) -> list[str]:
    """Roles of which the header holds a word of at least two letters, that of the longest word first."""
    text = " ".join(pieces(cell)[:1])
    longest = {role: max((len(word) for word in words if word in text), default=0) for role, words in WORDS.items()}
    return sorted((role for role, length in longest.items() if length > 1), key=longest.__getitem__, reverse=True)


def no_header(rows: Sequence[Sequence[Any]], place: str) -> FestivalError:
    """Says what is missing, and how to say which column is which."""
    first = next((row for row in rows if sum(cell != "" for cell in row) > 1), ())
    seen = ", ".join(repr(str(cell).strip()) for cell in first if str(cell).strip())[:200]
    message = (
        "no row of it is a header with a title and a start; say which columns these are: "
        f"--header title=A --header start=B{f' (there is {seen})' if seen else ''}"
    )
    return FestivalError([Fault(place, message)])


def headers_wanted(given: Sequence[str]) -> dict[str, str]:
    """``start=C`` and ``room=Hall`` as the option says them.  ``FestivalError`` for what is none of it."""
    made = {}
    for one in given:
        role, _, column = one.partition("=")
        if role not in WORDS or not column.strip():
            hint = did_you_mean(role, WORDS) or f"; there is {', '.join(WORDS)}"
            raise FestivalError([Fault("--header", f"{one!r}: write such as start=C or room=Hall{hint}")])
        made[role] = column.strip()
    return made
