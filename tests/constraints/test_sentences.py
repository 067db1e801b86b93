"""Every kind says itself in both languages, as its page has it and in the words that its fields call for.

Each kind's own test module may list, as ``SAYS``, values and what the rule then says in English and in Korean.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from scheduler.constraint import kinds
from tests.generators.kinds_page import PAGE

VARIANTS = [
    pytest.param(kind, *says, id=f"says-{kind}-{number}")
    for kind in kinds()
    for number, says in enumerate(getattr(import_module(f"tests.constraints.test_{kind}"), "SAYS", ()))
]


@pytest.mark.parametrize(("kind", "fields", "english", "korean"), VARIANTS)
def test_a_rule_says_what_its_fields_mean(kind: str, fields: dict[str, Any], english: str, korean: str) -> None:
    sentence = kinds()[kind].model_validate(fields).describe()

    assert (sentence.text("en"), sentence.text("ko")) == (english, korean)


@pytest.mark.parametrize("kind", [pytest.param(kind, id=f"says-{kind}-page") for kind in kinds()])
def test_an_example_says_what_stands_on_its_page(kind: str) -> None:
    sentence = kinds()[kind].model_validate(kinds()[kind].example).describe()
    (section,) = (text for text in PAGE.read_text("utf-8").split("\n## ") if text.startswith(f"{kind}\n"))

    assert f"\n> {sentence.text('en')}\n>\n> {sentence.text('ko')}\n" in section
