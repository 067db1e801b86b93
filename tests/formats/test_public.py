"""Of all that can be written into a festival, what leaves the house is what is named here, and nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from python_calamine import CalamineWorkbook

from scheduler.feed import Feed
from scheduler.formats import jsonld, schedule_json, schedule_xml, views
from scheduler.formats.html import day_page
from scheduler.formats.ics import calendar
from scheduler.formats.listing import Listing
from scheduler.formats.sheets import as_csv
from scheduler.problem import Problem
from scheduler.timetable import Timetable
from tests.formats.planted import festival
from tests.formats.programme import SECRETS, programme

Made = tuple[Problem, Timetable]
SESSION = {"Session-title", "Person-name", "Room-name"}
"""What every output says of a showing."""
SCHEDULE = {
    *SESSION, "About-name", "Session-abstract", "Track-name",
    "Film-title", "Film-original_title", "Film-directors", "Film-synopsis",
}  # fmt: skip
CALENDAR = {*SESSION, "About-name", "Session-abstract", "Track-name", "Venue-name", "Venue-address"}
GRAPH = {
    *SCHEDULE - {"Track-name"}, "Film-format", "Film-languages", "Film-rating", "Film-subtitles",
    "Venue-name", "Venue-address",
}  # fmt: skip


def _calendar(made: Made, feed: Feed) -> str:
    return calendar(*made, feed).decode().replace("\r\n ", "")


def _book(made: Made) -> str:
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(views.write(*made, audience="public")))
    return str([sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names])


OUTPUTS: dict[str, tuple[Callable[[Made], str], set[str]]] = {
    "schedule-json": (lambda made: schedule_json.write(Listing(*made)).decode(), SCHEDULE),
    "schedule-xml": (lambda made: schedule_xml.write(Listing(*made)).decode(), SCHEDULE),
    "jsonld": (lambda made: jsonld.write(Listing(*made, whole=True)).decode(), GRAPH),
    "csv": (lambda made: as_csv(*made, audience="public").decode(), SESSION),
    "xlsx": (_book, {*SESSION, "Film-title"}),
    "ics": (lambda made: _calendar(made, Feed()), CALENDAR),
    "ics of a person": (lambda made: _calendar(made, Feed(person="kim")), CALENDAR),
    "html": (lambda made: day_page(*made), {*SESSION, "About-name", "Track-name"}),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_of_everything_written_only_this_is_told_to_the_public(name: str) -> None:
    write, told = OUTPUTS[name]

    text = write(festival())

    assert set(re.findall(r"planted-(\w+-\w+)", text)) - {"388444058-planted_session_title"} == told


@pytest.mark.parametrize("name", [one for one in OUTPUTS if one != "ics of a person"])
def test_what_is_for_guests_staff_or_later_is_told_by_none(name: str) -> None:
    write, _ = OUTPUTS[name]

    text = write(programme())

    assert [secret for secret in (*SECRETS, "Ji-an", "노지안", "baek", "reception") if secret in text] == []
