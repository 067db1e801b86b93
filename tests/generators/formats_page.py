"""What each format carries, found by writing a festival and reading it again: the table in docs/formats.md.

python -m tests.generators.formats_page
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scheduler.answer import Answer, PlacedShowing, answer_of, timetable_of
from scheduler.compile import compile_festival
from scheduler.feed import Feed
from scheduler.fields import text_in
from scheduler.formats import ics_read, schedule_json_read, schedule_xml_read, table_read, views
from scheduler.formats.document import load_text
from scheduler.formats.ics import calendar
from scheduler.formats.imported import Imported
from scheduler.formats.listing import Listing
from scheduler.formats.programme_festival import imported
from scheduler.formats.schedule_json import write as schedule_json
from scheduler.formats.schedule_xml import write as schedule_xml
from scheduler.formats.sheets import as_csv
from scheduler.problem import Problem
from scheduler.timetable import Timetable

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
REGION = re.compile(r"(<!-- carried: .*? -->\n).*?(<!-- end -->)", re.DOTALL)
LANG = "ko"

FESTIVAL = """\
showgrid: 1
festival: {id: sample, name: {en: Sample, ko: 견본}, timezone: Asia/Seoul, grid: 5, day_ends: "04:00", url: "https://sample.example/"}
days: [{date: 2024-10-25, open: "10:00", close: "26:00"}]
venues: [{id: east, name: {en: East, ko: 동관}}, {id: west, name: {en: West, ko: 서관}}]
walks: [{from: east, to: west, minutes: 10}]
rooms:
  - {id: e1, venue: east, name: {en: Hall 1, ko: 1관}, capacity: 100, turnaround: 10}
  - {id: w1, venue: west, name: {en: Hall 2, ko: 2관}, capacity: 20}
tracks: [{id: main, name: {en: Main, ko: 본선}, colour: "#112233"}]
people:
  - {id: kim, name: {en: Dae-sik Kim, ko: 김대식}, affiliation: KAIST}
  - {id: noh, name: {en: Ji-an Noh, ko: 노지안}}
films: [{id: salt, title: {en: Salt, ko: 소금}, runtime: 60, format: DCP}]
sessions:
  - {id: opening, code: OPEN01, type: ceremony, title: {en: Opening, ko: 개막식}, abstract: {en: It begins., ko: 시작합니다.},
     language: ko, duration: 30, audience: 90, people: [{id: kim, role: host}]}
  - {id: salt, type: screening, title: {en: Salt, ko: 소금}, track: main, films: [salt], showings: 2,
     parts: [{name: film}, {name: q-and-a, minutes: 20, showings: [2]}], people: [{id: noh, parts: [q-and-a], showings: [2]}]}
  - {id: talk, type: talk, title: {en: Talk, ko: 강연}, duration: 45, status: tentative, people: [kim]}
rules: [{kind: nothing_beside, select: {types: [ceremony]}}]
"""
PLACES = [
    ("opening", 1, "e1", "19:00"), ("salt", 1, "e1", "20:00"), ("talk", 1, "w1", "21:00"), ("salt", 2, "w1", "25:00"),
]  # fmt: skip

Document = Mapping[str, Any]
Facts = Callable[[Document, Answer], Any]


def _each(list_: str, *keys: str) -> Facts:
    """Those fields of the entries of a list, by id."""
    return lambda document, _: {one["id"]: [one.get(key) for key in keys] for one in document.get(list_, [])}


def _people(document: Document, _: Answer) -> Any:
    return {one["id"]: sorted(member["id"] for member in one.get("people", [])) for one in document["sessions"]}


def _roles(document: Document, _: Answer) -> Any:
    return [member.get("role") for one in document["sessions"] for member in one.get("people", [])]


FACTS: dict[str, Facts] = {
    "start and end of every showing": lambda _, answer: {(p.session, p.showing): (p.start, p.end) for p in answer.placements},
    "ids of sessions, labels of showings": lambda _, answer: sorted((p.session, p.showing) for p in answer.placements),
    "titles": _each("sessions", "title"),
    "abstracts": _each("sessions", "abstract"),
    "sort of session": _each("sessions", "type"),
    "language": _each("sessions", "language"),
    "code": _each("sessions", "code"),
    "whether it is only tentative": _each("sessions", "status"),
    "expected audience": _each("sessions", "audience"),
    "who is in it": _people,
    "their roles": _roles,
    "names of people": lambda document, _: sorted(text_in(one["name"], LANG) for one in document.get("people", [])),
    "affiliation, availability": _each("people", "affiliation"),
    "rooms by id, where each showing is": lambda _, answer: {(p.session, p.showing): p.room for p in answer.placements},
    "names of rooms": lambda document, _: sorted(text_in(one["name"], LANG) for one in document["rooms"]),
    "seats": _each("rooms", "capacity"),
    "buildings": lambda document, _: {one["id"]: bool(one.get("venue")) for one in document["rooms"]},
    "turnaround, abilities": _each("rooms", "turnaround"),
    "tracks": lambda document, _: {one["id"]: one.get("track") for one in document["sessions"]},
    "colours of tracks": _each("tracks", "colour"),
    "films": _each("films", "runtime"),
    "parts of a session": lambda document, _: [part["name"] for one in document["sessions"] for part in one.get("parts", [])],
    "time zone": lambda document, _: document["festival"].get("timezone"),
    "when a day ends": lambda document, _: document["festival"].get("day_ends"),
    "rules, walks": lambda document, _: [document.get("rules"), document.get("walks")],
}  # fmt: skip


def _xlsx(problem: Problem, timetable: Timetable) -> Imported:
    data = views.write(problem, timetable, LANG)
    festival = load_text(data, ".xlsx")
    return Imported(festival, views.timetable_in(data, festival))


FORMATS: dict[str, Callable[[Problem, Timetable], Imported]] = {
    "xlsx": _xlsx,
    "schedule-json": lambda problem, timetable: imported(
        schedule_json_read.programme_of(schedule_json(Listing(problem, timetable, LANG)))
    ),
    "schedule-xml": lambda problem, timetable: imported(
        schedule_xml_read.programme_of(schedule_xml(Listing(problem, timetable, LANG)))
    ),
    "ics": lambda problem, timetable: imported(ics_read.programme_of(calendar(problem, timetable, Feed(lang=LANG)))),
    "csv": lambda problem, timetable: imported(
        table_read.programme_of(as_csv(problem, timetable, LANG)), zone="Asia/Seoul"
    ),
}
"""Formats that go out and come in again; the workbook comes first because it holds everything."""


def sample() -> tuple[Problem, Timetable, Answer]:
    """The festival and its timetable."""
    problem = compile_festival(load_text(FESTIVAL, ".yaml"))
    placements = [
        PlacedShowing.model_validate({"session": session, "showing": label, "room": room, "start": f"2024-10-25T{start}"})
        for session, label, room, start in PLACES
    ]  # fmt: skip
    timetable = timetable_of(problem, Answer(festival="sample", placements=placements))
    return problem, timetable, answer_of(problem, timetable)


def in_one(value: Any) -> Any:
    """The same with every text in one language."""
    if isinstance(value, dict) and value and set(value) <= {"en", "ko"}:
        return text_in(value, LANG)
    if isinstance(value, dict):
        return {key: in_one(inner) for key, inner in value.items()}
    return [in_one(one) for one in value] if isinstance(value, list) else value


def word(fact: Facts, before: tuple[Document, Answer], after: tuple[Document, Answer]) -> str:
    """Whether the fact came back."""
    was, is_ = fact(*before), fact(*after)
    if was == is_:
        return "yes"
    return "one language" if in_one(was) == in_one(is_) else "no"


def table() -> str:
    """A row a fact, a column a format."""
    problem, timetable, answer = sample()
    before = problem.festival.document(), answer
    rows = [["", *FORMATS], ["---"] * (len(FORMATS) + 1)]
    made = [read(problem, timetable) for read in FORMATS.values()]
    after = [(one.festival.document(), one.timetable or Answer(festival="")) for one in made]
    rows += [[name, *(word(fact, before, one) for one in after)] for name, fact in FACTS.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def page(written: str) -> str:
    """The page with the table as it is now."""
    return REGION.sub(lambda found: f"{found[1]}{table()}{found[2]}", written)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
