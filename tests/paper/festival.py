"""A festival with something for every sheet, and two versions of its timetable that were published."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from scheduler.answer import read_answer
from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.formats import read
from scheduler.problem import Problem
from scheduler.publication import Publication, publish
from scheduler.timetable import Assignment, Timetable
from tests.constraints.support import placed

STRANGE = "#Moon *Jar* $x$ _a_ \"b\" 'c' @d <e> \\f [g] `h` ~ // /* 🎬 ㄱ"
"""All that means something to a typesetter."""
JURORS = ("Dae-sik Kim", "Mori Haruka")

TEXT = """\
showgrid: 1
defaults: false
festival: {id: small, name: {en: Small festival, ko: 작은 영화제}, timezone: Asia/Seoul, fields: {doors: 15}, phones: [{name: Guest office, number: 031-1, visibility: guests}, {name: Projection, number: 031-2}]}
days: [{date: 2024-10-25, open: "09:00", close: "23:00"}, {date: 2024-10-26}]
venues: [{id: house, name: {en: The House, ko: 집}, address: 1 Main Street}]
rooms:
  - {id: big, venue: house, name: {en: Big hall, ko: 큰 홀}, capacity: 100, turnaround: 10}
  - {id: little, venue: house, name: {en: Little hall, ko: 작은 홀}, capacity: 20}
people:
  - {id: kim, name: {en: Dae-sik Kim, ko: 김대식}, language: ko, available: [{from: "2024-10-25T09:00", to: "2024-10-25T18:00"}]}
  - {id: mori, name: {en: Mori Haruka, ko: 모리 하루카}, language: ja}
  - {id: baek, name: {en: Jun Baek, ko: 백준}}
films:
  - {id: salt, title: {en: Salt Letters, ko: 소금 편지}, runtime: 30, keys: [{from: "2024-10-25T06:00", to: "2024-10-25T12:30"}]}
  - {id: moon, title: {en: Moon Jar, ko: 달항아리}, runtime: 9.5, directors: [Pi Seon-woo]}
  - {id: strange, title: STRANGE, runtime: 20}
juries: [{id: main, name: Main jury, people: [kim, mori], before: "2024-10-25T20:00"}]
resources: [{id: interpreter, name: {en: Interpreter, ko: 통역사}, people: [baek]}]
sessions:
  - id: opening
    type: ceremony
    title: {en: Opening, ko: 개막식}
    duration: 30
    people: [{id: kim, role: host}]
    items:
      - {title: Welcome, minutes: 12.5, people: [kim], sound: track 1, light: house, screen: logo, fields: {mic: red}}
      - {title: STRANGE, minutes: 20}
  - {id: block, title: {en: Shorts, ko: 단편}, films: [salt, moon], showings: 2, people: [{id: kim, role: host, showings: [1]}]}
  - {id: odd, title: STRANGE, films: [strange], people: [kim]}
  - {id: rehearsal, title: Rehearsal, duration: 45, visibility: staff}
"""
PLACES = {
    "opening#1": ("big", "10:00"),
    "rehearsal#1": ("big", "11:00"),
    "block#1": ("big", "12:00"),
    "odd#1": ("little", "13:00"),
    "block#2": ("little", "2024-10-26T12:00"),
}


@cache
def everything() -> tuple[Problem, Timetable]:
    """The festival, and everything placed; who interprets and who judges chosen."""
    text = TEXT.replace("STRANGE", "'" + STRANGE.replace("'", "''") + "'")
    problem = compile_festival(Festival.model_validate(read(text.encode(), ".yaml").data))
    chosen = (
        Assignment("interpreter", "block", 1, "baek"),
        Assignment("main", "block", 1, "kim"),
        Assignment("main", "block", 1, "mori"),
    )
    return problem, placed(problem, PLACES, assignments=chosen)


@cache
def published() -> tuple[Problem, Timetable, Publication]:
    """Version 2: the rehearsal is in the other hall, later."""
    problem, timetable = everything()
    answer = read_answer('{"showgrid": 1, "festival": "small", "placements": []}')
    first = publish(problem, timetable, answer, None, datetime(2024, 10, 20, 9, tzinfo=UTC))
    moved = placed(problem, PLACES | {"rehearsal#1": ("little", "15:00")}, assignments=timetable.assignments)
    return problem, moved, publish(problem, moved, answer, first, datetime(2024, 10, 21, 9, tzinfo=UTC))
