"""``showgrid schema`` prints a schema that accepts a festival and refuses what is none."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from scheduler.constraint import kinds
from scheduler.formats.document import load_text
from tests.cli.support import FESTIVAL, run


def test_the_schema_accepts_a_festival_and_refuses_what_is_none() -> None:
    schema = json.loads(run("schema").stdout)
    validator = Draft202012Validator(schema)
    document = load_text(FESTIVAL).document()

    assert list(validator.iter_errors(document)) == []
    assert [error.json_path for error in validator.iter_errors({**document, "rooms": "big"})] == ["$.rooms"]


def test_every_kind_of_rule_is_in_it() -> None:
    text = run("schema").stdout

    assert [kind for kind in kinds() if f'"{kind}"' not in text] == []
