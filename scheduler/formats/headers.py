"""What the sheets and columns of a workbook may be called, in English and Korean."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

ABOUT = "festival"
TOP = ("showgrid", "defaults")
"""Fields of the document itself, which stand on the sheet of the festival."""

SHEETS: dict[str, tuple[str, ...]] = {
    "festival": ("영화제", "행사", "기본 정보"),
    "days": ("날짜", "일자"),
    "venues": ("장소", "건물", "상영 장소"),
    "rooms": ("상영관", "방", "공간", "halls", "screens"),
    "walks": ("이동", "이동 시간"),
    "tracks": ("섹션", "트랙", "부문", "sections"),
    "people": ("인물", "사람", "게스트", "persons", "guests", "speakers"),
    "films": ("작품", "영화", "상영작", "works"),
    "juries": ("심사위원단", "심사"),
    "resources": ("자원", "인력과 장비"),
    "sessions": ("프로그램", "세션", "행사 목록", "programme", "program", "events"),
    "blocks": ("블록", "시간대"),
    "interests": ("관심", "관심도"),
    "pins": ("고정",),
    "published": ("발표", "공개된 시간표"),
    "rules": ("규칙",),
}
"""Each list and the other names of its sheet; the first is the Korean one that is written."""

VIEWS = {
    "en": ("timetable", "by room", "by person", "by film"),
    "ko": ("시간표", "상영관별", "사람별", "작품별"),
}
"""Sheets of a timetable that are no lists of the document; who reads the document passes over them."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("식별자", "아이디"),
    "name": ("이름", "명칭"),
    "title": ("제목", "작품명", "프로그램명"),
    "original_title": ("원제",),
    "timezone": ("시간대", "표준시"),
    "grid": ("시작 간격",),
    "day_ends": ("하루의 끝",),
    "url": ("홈페이지", "website"),
    "phones": ("전화번호 목록",),
    "date": ("날짜", "일자"),
    "open": ("여는 시각", "시작 시각", "opens"),
    "close": ("닫는 시각", "끝나는 시각", "closes"),
    "tags": ("태그",),
    "address": ("주소",),
    "geo": ("위치", "좌표"),
    "venue": ("장소", "건물"),
    "capacity": ("좌석 수", "좌석수", "정원", "seats"),
    "hold": ("유보석",),
    "wheelchairs": ("휠체어석",),
    "abilities": ("설비",),
    "types": ("유형 목록", "가능한 유형"),
    "foyer": ("로비",),
    "turnaround": ("정리 시간",),
    "turnaround_by_type": ("유형별 정리 시간",),
    "weekly": ("요일별 운영", "opening hours"),
    "parts_of": ("합쳐진 방",),
    "parallel": ("동시 수용",),
    "from": ("부터", "시작", "출발"),
    "to": ("까지", "끝", "도착", "until"),
    "minutes": ("분",),
    "colour": ("색", "color"),
    "chairs": ("좌장",),
    "affiliation": ("소속",),
    "email": ("이메일", "메일", "e-mail", "mail"),
    "phone": ("전화", "연락처"),
    "language": ("언어",),
    "available": ("가능 시간", "체류"),
    "away": ("불가 시간", "부재"),
    "wants": ("희망",),
    "visibility": ("공개 범위",),
    "notes": ("메모", "비고"),
    "note": ("메모", "비고"),
    "directors": ("감독", "director"),
    "country": ("국가", "제작 국가"),
    "year": ("연도", "제작 연도"),
    "runtime": ("상영시간", "상영 시간", "러닝타임", "running time"),
    "synopsis": ("시놉시스", "줄거리"),
    "category": ("부문", "분류"),
    "rating": ("등급", "관람 등급"),
    "format": ("포맷", "상영 포맷"),
    "ratio": ("화면비",),
    "sound": ("음향",),
    "needs": ("필요 설비",),
    "languages": ("대사 언어",),
    "subtitles": ("자막",),
    "premiere": ("프리미어",),
    "themes": ("주제",),
    "mood": ("분위기",),
    "copies": ("상영본 수",),
    "keys": ("상영 키", "kdm"),
    "guests": ("게스트",),
    "people": ("사람", "참여자", "출연", "speakers"),
    "sees": ("심사 대상",),
    "gap": ("간격",),
    "a_day": ("하루 최대",),
    "before": ("기한",),
    "stock": ("수량",),
    "code": ("코드", "상영 코드"),
    "type": ("유형", "종류"),
    "abstract": ("설명", "소개"),
    "films": ("상영작", "작품"),
    "track": ("섹션", "트랙"),
    "labels": ("라벨",),
    "level": ("수준",),
    "remote": ("원격",),
    "order": ("순서",),
    "parts": ("구성",),
    "duration": ("길이", "소요 시간", "length"),
    "slots": ("칸 수",),
    "showings": ("회차", "상영 횟수"),
    "showing": ("회차",),
    "uses": ("필요 자원",),
    "audience": ("예상 관객", "관객"),
    "rooms": ("상영관", "가능한 방"),
    "room": ("상영관", "방"),
    "windows": ("가능한 시간",),
    "blocks": ("블록",),
    "block": ("블록",),
    "slot": ("칸",),
    "optional": ("선택",),
    "value": ("가치",),
    "simulcast": ("동시 상영",),
    "status": ("상태",),
    "embargo_until": ("공개 시점",),
    "sold": ("판매",),
    "items": ("순서 항목",),
    "clock": ("실제 시각",),
    "sessions": ("프로그램",),
    "session": ("프로그램",),
    "day": ("날짜",),
    "start": ("시작",),
    "select": ("대상",),
    "freeze": ("고정 범위",),
    "told": ("통보받은 사람",),
    "begun": ("시작됨",),
    "kind": ("종류",),
    "weight": ("가중치",),
    "enabled": ("사용",),
    "tier": ("단계",),
    "settings": ("설정",),
    "fields": ("자유 항목",),
    "showgrid": ("문서 버전",),
    "defaults": ("기본 규칙",),
}
"""Each field and the other names of its column; the first is the Korean one that is written."""

LANGUAGES = {"en": ("영문", "영어", "english"), "ko": ("국문", "한글", "한국어", "korean")}
FREE = "fields"

_LANGUAGE = re.compile(
    r"(?P<base>.+?)(?:\.(?P<code>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)|\s*\((?P<word>\w+)\)|\s+(?P<last>\w+))"
)


def sheet_of(title: str) -> str | None:
    """The list that a sheet of that title holds."""
    return _lookup().get(_norm(title)) or next((_lookup()[one] for one in pieces(title) if one in _lookup()), None)


@cache
def _lookup() -> dict[str, str]:
    return {_norm(name): sheet for sheet, others in SHEETS.items() for name in (sheet, *others)}


def column_of(header: str, fields: frozenset[str], texts: frozenset[str]) -> tuple[str, str] | None:
    """The field that a header names, and the language or the free field; ``texts`` may have a language."""
    if header.strip().lower().startswith(f"{FREE}."):
        return FREE, header.strip()[len(FREE) + 1 :].split("\n")[0]
    known = _words(fields)
    for piece in pieces(header):
        if piece in known:
            return known[piece], ""
        base, language = language_of(piece)
        if base in known and known[base] in texts:
            return known[base], _as_written(language, header)
    return None


def _as_written(language: str, header: str) -> str:
    """The code in the capitals that the header has it in."""
    at = header.casefold().find(f".{language}")
    return header[at + 1 : at + 1 + len(language)] if at >= 0 else language


@cache
def _words(fields: frozenset[str]) -> dict[str, str]:
    """Every spelling of every field; a field's own name counts more than another's alias."""
    words = {_norm(alias): field for field in sorted(fields) for alias in COLUMNS.get(field, ())}
    return words | {_norm(field): field for field in fields}


def language_of(piece: str) -> tuple[str, str]:
    """A header without its language, and the code of that."""
    for code, words in LANGUAGES.items():
        for word in words:
            if piece.startswith(f"{word} "):
                return piece[len(word) + 1 :], code
    found = _LANGUAGE.fullmatch(piece)
    if not found:
        return piece, ""
    word = found["code"] or found["word"] or found["last"]
    code = next((code for code, words in LANGUAGES.items() if word == code or word in words), found["code"] or "")
    return (found["base"].strip(), code) if code else (piece, "")


def pieces(header: str) -> list[str]:
    """The header itself, and its halves if it is in two languages: "title / 제목", or on two lines."""
    halves = [header, *re.split(r"[\n/|]", header)]
    return [piece for piece in map(_norm, halves) if piece]


def _norm(text: str) -> str:
    return " ".join(re.split(r"[\s_]+", normalize("NFKC", text).casefold().strip(" *:\t\n")))


def header(field: str, sub: str = "") -> str:
    """What is written above a column: its code, and under it its Korean name."""
    code = f"{field}.{sub}" if sub else field
    korean = COLUMNS.get(field, ("",))[0] if field != FREE else ""
    tongue = LANGUAGES.get(sub, ("",))[0]
    return f"{code}\n{korean}{f' ({tongue})' if tongue else ''}" if korean else code
