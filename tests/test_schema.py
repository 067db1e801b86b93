"""The published schema describes what really loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from scheduler.constraint import kinds
from scheduler.formats import yaml12
from scheduler.formats.document import load
from scheduler.schema import document_schema
from tests.formats.strategies import documents

SCHEMA = document_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
FIXTURES = sorted(Path(__file__).parents[1].glob("fixtures/*/festival.yaml"))


def wrong(document: Any) -> list[str]:
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in VALIDATOR.iter_errors(document)]


def test_it_is_a_schema_of_2020_12_with_a_name() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert (SCHEMA["$schema"], SCHEMA["$id"]) == (
        "https://json-schema.org/draft/2020-12/schema",
        "urn:showgrid:festival:1",
    )


def test_every_kind_of_rule_is_in_it() -> None:
    rules = SCHEMA["properties"]["rules"]["items"]

    assert list(rules["discriminator"]["mapping"]) == list(kinds())
    assert [one["$ref"] for one in rules["oneOf"]] == list(rules["discriminator"]["mapping"].values())


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.parent.name)
def test_fixtures_meet_it(file: Path) -> None:
    assert wrong(yaml12.read(file.read_bytes()).data) == []
    assert wrong(load(file).document()) == []


@given(documents())
def test_whatever_loads_meets_it(document: dict[str, Any]) -> None:
    assert wrong(document) == []


def test_what_does_not_load_does_not_meet_it() -> None:
    document = {
        "showgrid": 1,
        "festival": {"id": "f"},
        "filmz": [],
        "rooms": [{"id": "a", "capacity": "many"}],
        "sessions": [{"id": "s", "people": ["fred", {"role": "host"}]}],
        "rules": [{"kind": "room_fits_audience"}, {"waste": 1}],
    }

    assert sorted(one.split(":")[0] for one in wrong(document)) == [
        "",
        "rooms.0.capacity",
        "rules.1",
        "sessions.0.people.1",
    ]


def test_hours_left_out_are_spelled_as_organisers_spell_them() -> None:
    day = SCHEMA["$defs"]["Day"]["properties"]

    assert (day["open"]["default"], day["close"]["default"]) == ("09:00", "22:00")
