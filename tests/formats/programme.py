"""A festival with secrets, and a timetable of it, for everything that leaves the house."""

from __future__ import annotations

from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.formats import read
from scheduler.problem import Problem
from scheduler.timetable import Assignment, Timetable
from tests.constraints.support import placed

SECRETS = ("HUSH", "555")
"""In everything that the public may not read; and the beginning of every number to call."""

TEXT = """\
showgrid: 1
defaults: false
festival:
  id: small
  name: {en: Small festival, ko: 작은 영화제}
  timezone: Asia/Seoul
  phones: [{name: HUSH office, number: 031-555-0100}]
days: [{date: 2024-10-25, open: "09:00", close: "23:00"}]
venues: [{id: house, name: {en: The House, ko: 집}, address: 1 Main Street, geo: [37.6, 126.7]}]
rooms:
  - {id: big, venue: house, name: {en: Big hall, ko: 큰 홀}, capacity: 100, hold: 10, turnaround: 10}
  - {id: little, venue: house, name: {en: Little hall, ko: 작은 홀}, capacity: 20}
tracks:
  - {id: main, name: {en: Main, ko: 본선}, colour: "#b02020"}
  - {id: odd, name: Odd, colour: "red;} body {display: none"}
people:
  - {id: kim, name: {en: Dae-sik Kim, ko: 김대식}, phone: 010-555-0101, email: hush@HUSH.example, notes: HUSH vegan}
  - {id: noh, name: {en: Ji-an Noh, ko: 노지안}, visibility: guests, affiliation: HUSH}
  - {id: baek, name: {en: HUSH Baek, ko: HUSH 백준}, visibility: staff, phone: 010-555-0102}
films:
  - {id: salt, title: {en: Salt Letters, ko: 소금 편지}, directors: [Kwon Ye-ji], country: KR, year: 2024, runtime: 30, format: DCP, subtitles: [en], rating: ALL}
  - {id: moon, title: {en: Moon Jar, ko: 달항아리}, runtime: 9.5}
resources: [{id: interpreter, name: {en: Interpreter, ko: 통역사}, people: [baek]}]
sessions:
  - id: opening
    type: ceremony
    title: {en: Opening, ko: 개막식}
    abstract: {en: "It begins; at last, all of it.", ko: 시작합니다.}
    duration: 30
    people: [{id: kim, role: host}, {id: baek, role: stage manager}]
    notes: HUSH the minister is late
    items: [{title: HUSH cue, minutes: 10, people: [kim], sound: track 1}, {title: HUSH speech, minutes: 20, people: [kim]}]
  - id: block
    code: N1
    type: shorts
    title: {en: <script>alert("1")</script> & Co, ko: 단편 <b>모음</b>}
    track: main
    films: [salt, moon]
    parts: [{name: introduction, minutes: 5}, {name: film}, {name: q-and-a, minutes: 15, showings: [1]}]
    showings: [{label: 1, notes: HUSH bring water}, {label: 2, visibility: staff}]
    people: [{id: noh, role: director, parts: [q-and-a], showings: [1]}, {id: kim, role: host, showings: [1]}]
    audience: 80
    uses: {interpreter: 1}
  - {id: rehearsal, title: HUSH rehearsal, track: odd, duration: 45, visibility: staff, people: [kim]}
  - {id: reception, title: HUSH reception, duration: 45, visibility: guests, people: [kim, noh]}
  - {id: winners, title: HUSH winners, duration: 45, embargo_until: "2199-01-01T00:00", people: [noh]}
  - {id: late, title: {en: Night bill, ko: 심야}, track: odd, duration: 90}
"""
PLACES = {
    "rehearsal#1": ("big", "09:00"),
    "opening#1": ("big", "10:00"),
    "block#1": ("big", "10:40"),
    "reception#1": ("little", "12:00"),
    "winners#1": ("little", "13:00"),
    "block#2": ("little", "14:00"),
    "late#1": ("big", "23:30"),
}


def programme() -> tuple[Problem, Timetable]:
    """The festival, and everything placed."""
    # Not checked: an embargo that is sure to be still on is further away than a document may say.
    problem = compile_festival(Festival.model_validate(read(TEXT.encode(), ".yaml").data))
    chosen = (Assignment("interpreter", "block", 1, "baek"),)
    return problem, placed(problem, PLACES, assignments=chosen)
