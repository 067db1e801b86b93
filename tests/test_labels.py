"""Every field that people fill in says itself in Korean as well: those of the kinds, and those of the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scheduler import labels
from scheduler.constraint import kinds
from scheduler.festival import Festival, Session
from scheduler.fields import models_in

if TYPE_CHECKING:
    from pydantic import BaseModel

HANGUL = re.compile("[가-힣]")
NOT_ON_FORMS = {"kind"}
TEXTS = labels.hint(Session, "title")
"""How a document writes several languages; forms have a line for each."""


def all_models() -> list[type[BaseModel]]:
    """The kinds, the entries of the document, and what they hold."""
    todo: list[type[BaseModel]] = [Festival, *kinds().values()]
    seen: dict[type[BaseModel], None] = {}
    while todo:
        one = todo.pop()
        if one not in seen:
            seen[one] = None
            todo += [held for info in one.model_fields.values() for held in models_in(info.annotation)]
    return [one for one in seen if one is not Festival]


@pytest.mark.parametrize("model", all_models(), ids=lambda one: one.__name__)
def test_every_field_has_a_korean_title_and_a_korean_hint_if_it_has_one(model: type[BaseModel]) -> None:
    names = [name for name in model.model_fields if name not in NOT_ON_FORMS]
    silent = [name for name in names if not HANGUL.search(labels.title(model, name, "ko"))]
    english = [
        name
        for name in names
        if labels.hint(model, name) not in ("", TEXTS) and not HANGUL.search(labels.hint(model, name, "ko"))
    ]

    assert (silent, english) == ([], [])


@pytest.mark.parametrize("kind", kinds())
def test_every_word_that_a_field_of_a_kind_may_be_has_a_name(kind: str) -> None:
    cls = kinds()[kind]
    schema = cls.model_json_schema(by_alias=True)["properties"]
    bare = [
        (name, word)
        for name, info in cls.model_fields.items()
        for word in _words(schema[info.alias or name])
        if not HANGUL.search(labels.word(cls, name, word, "ko"))
    ]

    assert bare == []


def test_a_unit_is_told_in_both_languages_and_a_stranger_word_stays_what_it_is() -> None:
    assert labels.unit(kinds()["person_load"].model_fields["rest_hours"], "ko") == "시간"
    assert labels.unit(kinds()["person_load"].model_fields["rest_hours"]) == "hours"
    assert labels.word(Session, "type", "q_and_a", "ko") == "q_and_a"


def _words(spec: dict[str, object]) -> list[str]:
    """What a property, or one of what it lists, may be."""
    inner = [spec, spec.get("items", {}), *spec.get("anyOf", ())]  # type: ignore[misc]  # a JSON Schema
    return [str(word) for one in inner for word in one.get("enum", ())]
