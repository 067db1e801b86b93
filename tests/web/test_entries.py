"""A document taken apart into rows comes together again as it was."""

from __future__ import annotations

import pytest

from scheduler.formats.document import load
from scheduler.samples import samples
from web.entries import Name, key_of, put_together, taken_apart


@pytest.mark.parametrize("sample", samples())
def test_every_sample_survives(sample: str) -> None:
    document = load(samples()[sample]).document()

    rows = taken_apart(document)

    assert put_together(reversed(rows)) == {name: value for name, value in document.items() if value != []}
    assert len({row.name for row in rows}) == len(rows)


def test_keys_are_what_an_entry_is_about() -> None:
    document = {
        "festival": {"id": "small"},
        "days": [{"date": "2024-10-25"}],
        "rooms": [{"id": "big"}],
        "pins": [{"session": "film", "showing": 2}, {"session": "talk"}],
    }

    assert [row.name for row in taken_apart(document)] == [
        Name("festival", "festival"),
        Name("days", "2024-10-25"),
        Name("rooms", "big"),
        Name("pins", "film#2"),
        Name("pins", "talk"),
    ]


def test_equal_rules_have_keys_of_their_own() -> None:
    rule = {"kind": "person_in_one_place"}

    assert key_of("rules", rule) != key_of("rules", rule)


def test_two_pins_of_one_session_are_both_kept() -> None:
    pins = [{"session": "film", "room": "big"}, {"session": "film", "day": "2024-10-25"}]

    assert put_together(taken_apart({"festival": {"id": "x"}, "pins": pins}))["pins"] == pins
