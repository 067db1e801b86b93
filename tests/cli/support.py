"""A small festival, a timetable of it, and the command as a person would give it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from scheduler.cli import main

FESTIVAL = """\
showgrid: 1
defaults: false
festival:
  id: small
  name: {en: Small festival, ko: 작은 영화제}
  timezone: Asia/Seoul
  phones: [{name: Office, number: 031-555-0100}]
days: [{date: 2024-10-25, open: "10:00", close: "14:00"}]
rooms:
  - {id: big, name: {en: Big hall, ko: 큰 홀}, capacity: 100, turnaround: 10}
  - {id: little, name: {en: Little hall, ko: 작은 홀}, capacity: 20}
tracks: [{id: main, name: {en: Main, ko: 본선}}]
people:
  - {id: kim, name: {en: Dae-sik Kim, ko: 김대식}}
  - {id: baek, name: {en: Jun Baek, ko: 백준}, visibility: staff, phone: 010-555-0101}
sessions:
  - {id: opening, type: ceremony, title: {en: Opening, ko: 개막식}, duration: 30, rooms: [big], people: [kim, baek]}
  - {id: film, type: screening, title: {en: Salt Letters, ko: 소금 편지}, track: main, duration: 60, showings: 2}
  - {id: talk, type: talk, title: {en: Who Dreams?, ko: 누가 꿈꾸는가}, duration: 45, people: [kim]}
rules:
  - {kind: person_in_one_place}
  - {kind: not_parallel, select: {types: [ceremony, talk]}, weight: 5}
"""

PLACES = [
    ("opening", 1, "big", "10:00"),
    ("film", 1, "big", "10:40"),
    ("film", 2, "little", "13:00"),
    ("talk", 1, "little", "11:00"),
]


def run(*arguments: object, given: str | bytes | None = None) -> Result:
    """What the command answers; anything but an exit in order is an error of the test."""
    result = CliRunner().invoke(main, [str(one) for one in arguments], input=given, prog_name="showgrid")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def festival_in(folder: Path, text: str = FESTIVAL) -> Path:
    """The festival as a file."""
    path = folder / "festival.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def answer(places: list[tuple[str, int, str, str]], **more: Any) -> dict[str, Any]:
    """A timetable as data: session, showing, room and start."""
    placements = [
        {"session": session, "showing": label, "room": room, "start": f"2024-10-25T{start}+09:00"}
        for session, label, room, start in places
    ]
    return {"showgrid": 1, "festival": "small", "placements": placements, **more}


def timetable_in(folder: Path, data: Any = None, name: str = "timetable.json") -> Path:
    """A timetable as a file."""
    path = folder / name
    path.write_text(json.dumps(answer(PLACES) if data is None else data), encoding="utf-8")
    return path
