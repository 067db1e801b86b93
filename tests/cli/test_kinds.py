"""``showgrid kinds`` shows every kind of rule."""

from __future__ import annotations

import json

import pytest

from scheduler.constraint import kinds
from scheduler.formats import read
from tests.cli.support import run


def test_every_kind_is_listed_with_its_sentence() -> None:
    lines = run("kinds").stdout.splitlines()

    assert lines[::2] == list(kinds())
    assert [line for line in lines[1::2] if not line.startswith("    ") or len(line) < 12] == []


def test_a_kind_is_shown_with_its_sentence_unit_fields_and_example() -> None:
    lines = run("kinds", "person_in_one_place").stdout.splitlines()

    assert lines[0] == "person_in_one_place"
    assert lines[2] == "  Nobody is in two places at once; 10 minutes are left beyond the walk."
    assert [line for line in lines if line.startswith("  unit:")] == ["  unit: minutes"]
    assert [line for line in lines if line.startswith("    margin")] == [
        "    margin       [minutes] Minutes between two showings, beyond the walk (default 0)"
    ]
    assert lines[-3:] == ["  example", "    rules:", "      - {kind: person_in_one_place, margin: 10}"]


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_kind_can_be_shown_in_both_languages(kind: str) -> None:
    for lang in ("en", "ko"):
        result = run("kinds", kind, "--lang", lang)

        assert (result.exit_code, result.stdout.splitlines()[0]) == (0, kind)
        heading = {"en": "example", "ko": "예"}[lang]
        shown = read(result.stdout.partition(f"\n  {heading}\n")[2].encode(), ".yaml").data
        assert shown == {"rules": [{"kind": kind, **kinds()[kind].example}]}


def test_kinds_are_told_to_programs() -> None:
    told = json.loads(run("kinds", "--json").stdout)

    assert list(told) == list(kinds())
    assert {key for one in told.values() for key in one} == {"sentence", "unit", "example", "schema"}


def test_of_a_kind_that_there_is_not_the_nearest_is_named() -> None:
    result = run("kinds", "person_in_one_plaice")

    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        "there is no kind of rule 'person_in_one_plaice'; did you mean 'person_in_one_place'?\n",
    )
