"""A festival for the interchange formats, and what the official schemas say of a file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from lxml import etree

from scheduler.answer import Answer, PlacedShowing, timetable_of
from scheduler.compile import compile_festival
from scheduler.formats.document import load_text
from scheduler.formats.listing import Listing
from scheduler.problem import Problem
from scheduler.timetable import Timetable

SCHEMAS = Path(__file__).parents[1] / "data" / "c3voc"

FESTIVAL = """\
showgrid: 1
defaults: false
festival: {id: 밤-2024, name: {en: Night Days, ko: 밤의 날}, timezone: Asia/Seoul, day_ends: "05:00", url: "https://night.example/"}
days:
  - {date: 2150-10-25, open: "10:00", close: "03:00"}
  - {date: 2150-10-26, open: "10:00", close: "22:00"}
venues: [{id: east, name: {en: East, ko: 동관}}, {id: west, name: {en: West, ko: 서관}}]
walks: [{from: east, to: west, minutes: 10}]
rooms:
  - {id: e1, venue: east, name: {en: Hall 1, ko: 1관}, capacity: 100}
  - {id: w1, venue: west, name: {en: Hall 1, ko: 1관}, capacity: 20}
  - {id: foyer, venue: east, name: Foyer, open: [{from: 2150-10-25T00:00, to: 2150-10-28T00:00}]}
tracks:
  - {id: main, name: {en: Main, ko: 본선}, colour: "#1A2b3C"}
  - {id: secret, name: Unannounced}
people:
  - {id: kim, name: {en: Dae-sik Kim, ko: 김대식}, email: kim@private.example, phone: 010-555-0199}
  - {id: baek, name: {en: Jun Baek, ko: 백준}, visibility: staff}
films: [{id: salt, title: {en: Salt, ko: 소금}, directors: [Ae Ran], country: KR, year: 2023, runtime: 61, format: DCP, subtitles: [en]}]
sessions:
  - {id: opening, code: OPEN01, type: ceremony, title: {en: "Opening <&> Night", ko: 개막식}, language: ko, duration: 30, people: [kim, baek], notes: planted-note}
  - {id: salt, code: SALT, type: screening, title: {en: Salt, ko: 소금}, track: main, films: [salt], showings: 2,
     parts: [{name: film}, {name: q-and-a, minutes: 20, showings: [2]}]}
  - {id: late, type: screening, title: Late, duration: 90, people: [{id: kim, parts: []}]}
  - {id: surprise, title: planted-surprise, track: secret, duration: 60, visibility: staff}
  - {id: embargoed, title: planted-embargo, duration: 60, embargo_until: 2150-10-01T00:00}
  - {id: show, type: exhibition, title: Objects, duration: 3000}
"""

PLACES = [
    ("opening", 1, "e1", "2150-10-25T19:00"),
    ("salt", 1, "e1", "2150-10-25T21:00"),
    ("salt", 2, "w1", "2150-10-26T12:00"),
    ("late", 1, "e1", "2150-10-26T00:30"),
    ("surprise", 1, "w1", "2150-10-25T12:00"),
    ("embargoed", 1, "w1", "2150-10-25T14:00"),
    ("show", 1, "foyer", "2150-10-25T10:00"),
]

Place = tuple[str, int, str, str]


def festival(places: list[Place] = PLACES, text: str = FESTIVAL) -> tuple[Problem, Timetable]:
    """The festival and a timetable of it."""
    problem = compile_festival(load_text(text, ".yaml"))
    placements = [
        PlacedShowing.model_validate({"session": session, "showing": label, "room": room, "start": start})
        for session, label, room, start in places
    ]
    answer = Answer(festival=problem.festival.festival.id, placements=placements)
    return problem, timetable_of(problem, answer)


def written(write: Any, made: tuple[Problem, Timetable], lang: str = "en", audience: Any = "public") -> bytes:
    """A schedule by one of the writers of them, under the number 1."""
    data: bytes = write(Listing(*made, lang, audience), "1")
    return data


@cache
def _json_schema() -> jsonschema.Draft6Validator:
    schema = json.loads((SCHEMAS / "schedule.schema.json").read_text("utf-8"))
    return jsonschema.Draft6Validator(schema, format_checker=jsonschema.FormatChecker())


@cache
def _xml_schema() -> Any:
    return etree.XMLSchema(etree.parse(SCHEMAS / "schedule.xml.xsd"))


def faults_of_json(data: bytes) -> list[str]:
    """What the official schema says against a schedule.json."""
    return [f"{list(one.path)}: {one.message}" for one in _json_schema().iter_errors(json.loads(data))]


def faults_of_xml(data: bytes) -> list[str]:
    """What the official schema says against a schedule.xml."""
    schema = _xml_schema()
    return [] if schema.validate(etree.fromstring(data)) else [str(one) for one in schema.error_log]
