"""The programme for search engines: events, films, moves and cancellations, and nothing that is not public."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from scheduler.answer import answer_of
from scheduler.formats.jsonld import write
from scheduler.formats.listing import Listing
from scheduler.publication import publish
from tests.formats.schedules import PLACES, festival


def listed(lang: str = "en") -> Listing:
    return Listing(*festival(), lang, whole=True)


def events(data: bytes) -> dict[str, dict[str, Any]]:
    """Events by name; of two with one name the later counts."""
    return {one["name"]: one for one in json.loads(data)["subEvent"]}


def test_a_screening_says_its_works_and_how_they_are_shown() -> None:
    found = events(write(listed("ko")))["소금"]

    assert found == {
        "@type": "ScreeningEvent",
        "@id": found["@id"],
        "name": "소금",
        "alternateName": "Salt",
        "url": "https://night.example/",
        "startDate": "2150-10-26T12:00:00+09:00",
        "endDate": "2150-10-26T13:21:00+09:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": "1관", "containedInPlace": {"@type": "Place", "name": "서관"}},
        "maximumAttendeeCapacity": 20,
        "workPresented": [
            {
                "@type": "Movie",
                "@id": found["workPresented"][0]["@id"],
                "name": "소금",
                "director": [{"@type": "Person", "name": "Ae Ran"}],
                "countryOfOrigin": [{"@type": "Country", "name": "KR"}],
                "dateCreated": "2023",
                "duration": "PT61M",
            }
        ],
        "videoFormat": "DCP",
        "subtitleLanguage": "en",
    }


def test_a_festival_holds_them_and_an_exhibition_is_one_event() -> None:
    data = json.loads(write(listed()))

    assert [data[key] for key in ("@context", "@type", "name", "startDate", "endDate")] == [
        "https://schema.org", "Festival", "Night Days", "2150-10-25", "2150-10-27",
    ]  # fmt: skip
    assert [one["@type"] for one in data["subEvent"] if one["name"] == "Objects"] == ["ExhibitionEvent"]


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_nothing_that_is_not_for_the_public_leaves_and_no_text_ends_the_script(lang: str) -> None:
    text = write(listed(lang)).decode()

    words = ("planted", "Unannounced", "Baek", "백준", "private.example", "010-555", "<")
    assert [word for word in words if word in text] == []


def test_what_moved_says_when_it_was_to_be_and_what_was_cancelled_stays() -> None:
    problem, before = festival()
    first = publish(problem, before, answer_of(problem, before), None, datetime(2150, 9, 1, tzinfo=UTC))
    places = [one for one in PLACES if one[0] != "late"]
    problem, after = festival([(s, n, r, t.replace("19:00", "18:00")) for s, n, r, t in places])
    second = publish(problem, after, answer_of(problem, after), first, datetime(2150, 9, 2, tzinfo=UTC))

    found = events(write(Listing(problem, after, whole=True), second))

    opening, late = found["Opening <&> Night"], found["Late"]
    assert (opening["startDate"], opening["previousStartDate"], opening["eventStatus"]) == (
        "2150-10-25T18:00:00+09:00",
        "2150-10-25T19:00:00+09:00",
        "https://schema.org/EventRescheduled",
    )
    assert (late["startDate"], late["eventStatus"]) == (
        "2150-10-26T00:30:00+09:00",
        "https://schema.org/EventCancelled",
    )
    assert found["Salt"]["eventStatus"] == "https://schema.org/EventScheduled"
    assert "planted" not in str(found)
