"""The words of a document: hours, times, texts, and what refers to what."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from scheduler.fields import (
    ClockTime,
    Hours,
    Id,
    LocalDate,
    LocalTime,
    Ref,
    RoomId,
    SiteId,
    Text,
    clock_text,
    references,
    text_in,
)

CLOCK: TypeAdapter[Any] = TypeAdapter(ClockTime)
LOCAL: TypeAdapter[Any] = TypeAdapter(LocalTime)
DATE: TypeAdapter[Any] = TypeAdapter(LocalDate)


def refusal(adapter: TypeAdapter[Any], value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return str(caught.value.errors()[0]["ctx"]["error"])


# -- hours of the day -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "minutes"), [("00:00", 0), ("9:05", 545), ("24:00", 1440), ("25:30", 1530), ("47:59", 2879), (545, 545)]
)
def test_a_clock_time_is_minutes_after_midnight(text: str | int, minutes: int) -> None:
    assert CLOCK.validate_python(text) == minutes


@pytest.mark.parametrize("text", ["48:00", "10:60"])
def test_an_hour_that_no_clock_shows_is_refused(text: str) -> None:
    assert refusal(CLOCK, text) == f"{text!r} is no time of day; write HH:MM, 00:00 to 47:59"


@pytest.mark.parametrize("value", ["noon", "10", -1, 2880, True, 10.5, None])
def test_what_is_no_clock_time_is_refused(value: object) -> None:
    assert refusal(CLOCK, value) == f'{value!r} is no time of day; write HH:MM in quotes, such as "19:30"'


@given(st.integers(0, 48 * 60 - 1))
def test_a_clock_time_comes_back_as_it_was_written(minutes: int) -> None:
    assert CLOCK.validate_python(clock_text(minutes)) == minutes
    assert CLOCK.dump_json(minutes) == f'"{clock_text(minutes)}"'.encode()


@pytest.mark.parametrize(
    ("begin", "end", "span"),
    [
        ("10:00", "11:00", (600, 660)),
        ("22:00", "02:00", (1320, 1560)),
        ("10:00", "10:00", (600, 2040)),
        ("25:00", "02:00", (1500, 1560)),
    ],
)
def test_hours_may_wrap_around_midnight(begin: str, end: str, span: tuple[int, int]) -> None:
    assert Hours.model_validate({"from": begin, "to": end}).span == span


# -- dates and times ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-10-25T13:00", "2024-10-25T13:00:00"),
        ("2024-10-25 9:00", "2024-10-25T09:00:00"),
        ("2024-10-25T13:00:00", "2024-10-25T13:00:00"),
        ("2024-10-25T25:30", "2024-10-26T01:30:00"),
        ("2024-10-25T13:00+09:00", "2024-10-25T13:00:00+09:00"),
        ("2024-10-25T13:00Z", "2024-10-25T13:00:00+00:00"),
        ("2024-12-31T24:00", "2025-01-01T00:00:00"),
    ],
)
def test_a_local_time_is_read(text: str, iso: str) -> None:
    assert LOCAL.validate_python(text).isoformat() == iso


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024-02-30T10:00", "'2024-02-30': there is no such day"),
        ("2024-10-25T48:00", "'2024-10-25T48:00': there is no such time"),
        ("2024-10-25T10:00:30", "'2024-10-25T10:00:30': write whole minutes"),
        ("9999-12-31T25:00", "'9999-12-31' is not in our time; write a year from 1900 to 2200"),
        ("2024-10-25T10:00+99:00", "'+99:00' is no offset from UTC; write one such as +09:00"),
        ("0000-01-01T00:00", "'0000-01-01': there is no such day"),
        ("25.10.2024", "'25.10.2024' is no date and time; write 2024-10-25T13:00"),
    ],
)
def test_a_time_that_cannot_be_is_refused(text: str, why: str) -> None:
    assert refusal(LOCAL, text) == why


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(lambda t: t.replace(second=0, microsecond=0)))
def test_a_local_time_comes_back_as_it_was_written(moment: datetime) -> None:
    assert LOCAL.validate_json(LOCAL.dump_json(moment)) == moment


def test_a_date_is_read_and_one_that_is_none_refused() -> None:
    assert DATE.validate_python("2024-02-29") == date(2024, 2, 29)
    assert refusal(DATE, "2023-02-29") == "'2023-02-29': there is no such day"
    assert refusal(DATE, "25 Oct") == "'25 Oct' is no date; write 2024-10-25"


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for adapter in (CLOCK, LOCAL, DATE):
        with suppress(ValidationError):
            adapter.validate_python(text)


# -- texts and ids --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("plain", "ko", "plain"),
        ({"en": "Opening", "ko": "개막식"}, "ko", "개막식"),
        ({"en": "Opening"}, "ko", "Opening"),
        ({"fr": "Ouverture"}, "ko", "Ouverture"),
        ({}, "en", ""),
        (None, "en", ""),
    ],
)
def test_a_text_is_found_in_a_language_else_in_english_else_in_any(text: Any, lang: str, found: str) -> None:
    assert text_in(text, lang) == found


@pytest.mark.parametrize("text", ["a b", "개막식", "a.b/c", "0007"])
def test_an_id_may_be_any_plain_words(text: str) -> None:
    assert TypeAdapter(Id).validate_python(text) == text


# -- references -----------------------------------------------------------------------------------


class Inner(BaseModel):
    site: SiteId
    text: Text = ""


class Outer(BaseModel):
    room: RoomId | None = None
    rooms: list[RoomId] = []
    uses: dict[RoomId, int] = {}
    pairs: list[tuple[RoomId, RoomId]] = []
    inner: list[Inner] = []
    by_name: dict[str, Inner] = {}
    free: dict[str, Any] = {}


def test_every_reference_is_found_with_its_place_and_lists() -> None:
    outer = Outer(
        room="a",
        rooms=["b", "c"],
        uses={"d": 1},
        pairs=[("e", "f")],
        inner=[Inner(site="g", text="no reference")],
        by_name={"x": Inner(site="h")},
        free={"room": "none"},
    )
    rooms, sites = Ref(("rooms",)), Ref(("venues", "rooms"))

    assert list(references(outer)) == [
        (("room",), rooms, "a"),
        (("rooms", 0), rooms, "b"),
        (("rooms", 1), rooms, "c"),
        (("uses", "d"), rooms, "d"),
        (("pairs", 0, 0), rooms, "e"),
        (("pairs", 0, 1), rooms, "f"),
        (("inner", 0, "site"), sites, "g"),
        (("by_name", "x", "site"), sites, "h"),
    ]
