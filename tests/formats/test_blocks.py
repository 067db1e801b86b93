"""A conference in blocks and slots, published: every format tells its minutes, and reads them back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from scheduler.answer import Answer, PlacedShowing, answer_of, timetable_of
from scheduler.compile import compile_festival
from scheduler.feed import Feed
from scheduler.formats import guessing, jsonld, schedule_json, schedule_xml, views
from scheduler.formats.document import load
from scheduler.formats.html import day_page
from scheduler.formats.ics import calendar
from scheduler.formats.listing import Listing
from scheduler.formats.programme_check import check
from scheduler.formats.sheets import as_csv
from scheduler.problem import Problem
from scheduler.publication import Publication, publish
from scheduler.publication.reading import publication_in, text_of
from scheduler.timetable import Timetable
from tests.formats.schedules import faults_of_json, faults_of_xml
from tests.generators import summit
from tests.generators.common import FIXTURES
from tests.readers.calendars import LIBICAL, broken_rules, by_icalendar, libical_complains

FIRST = datetime(2025, 9, 1, tzinfo=UTC)
Made = tuple[Problem, Timetable, Publication]


@pytest.fixture(scope="module")
def made() -> Made:
    """The summit as its plan lays it, published."""
    problem = compile_festival(load(FIXTURES / "summit" / "festival.yaml"))
    places = [PlacedShowing.model_validate(one) for one in summit.planned(summit.generate()[1])]
    timetable = timetable_of(problem, Answer(festival="summit", placements=places))
    return problem, timetable, publish(problem, timetable, answer_of(problem, timetable), None, FIRST)


def times(problem: Problem, timetable: Timetable) -> set[tuple[str, str, str]]:
    """Start, end and name of the room of everything."""
    return {
        (
            f"{problem.clock.local(one.start // problem.minute):%m-%dT%H:%M}",
            f"{problem.clock.local(-(-one.end // problem.minute)):%H:%M}",
            problem.rooms[one.room].name("en"),
        )
        for one in timetable
    }


WRITERS: dict[str, Callable[[Problem, Timetable], bytes]] = {
    "schedule-json": lambda problem, timetable: schedule_json.write(Listing(problem, timetable)),
    "schedule-xml": lambda problem, timetable: schedule_xml.write(Listing(problem, timetable)),
    "ics": lambda problem, timetable: calendar(problem, timetable, Feed()),
    "csv": lambda problem, timetable: as_csv(problem, timetable, audience="public"),
    "xlsx of the public": lambda problem, timetable: views.write(problem, timetable, audience="public"),
    "xlsx": views.write,
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_brings_every_talk_back_to_its_time_and_room_and_breaks_nothing(made: Made, name: str) -> None:
    problem, timetable, _ = made

    format_, again = guessing.imported_in(WRITERS[name](problem, timetable), problem.festival.festival.timezone)

    assert again.timetable is not None
    read = compile_festival(again.festival)
    assert times(read, timetable_of(read, again.timetable)) == times(problem, timetable)
    assert check(format_, again, longest=24 * 60).report.broken == []


def test_it_is_valid_for_others(made: Made) -> None:
    problem, timetable, publication = made
    data = calendar(problem, timetable, Feed("both"), publication, now=FIRST)

    assert faults_of_json(schedule_json.write(Listing(problem, timetable), "1")) == []
    assert faults_of_xml(schedule_xml.write(Listing(problem, timetable), "1")) == []
    assert len(by_icalendar(data)) == len(timetable) == 242
    assert list(broken_rules(data, datetime.now(UTC))) == []
    if LIBICAL is not None:
        assert libical_complains(data) == []


def test_a_publication_of_it_is_read_back_and_told_in_pages_and_graphs(made: Made) -> None:
    problem, timetable, publication = made

    assert publication_in(json.loads(text_of(publication))) == publication
    graph: Any = json.loads(jsonld.write(Listing(problem, timetable, whole=True), publication))
    page = day_page(problem, timetable)
    assert (len(graph["subEvent"]), len(re.findall(r"<li[^>]* id=", page))) == (242, 242)
