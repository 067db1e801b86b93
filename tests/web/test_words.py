"""Both languages say everything, with the same facts."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from web import words

WEB = Path(words.__file__).parents[1]


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_texts_with_the_same_facts() -> None:
    korean, english = words.texts("ko"), words.texts("en")

    assert list(korean) == list(english)
    assert [key for key in korean if facts(korean[key]) != facts(english[key])] == []


def test_every_text_that_is_asked_for_is_there() -> None:
    sources = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
    asked = {
        key
        for path in sources
        for key in re.findall(r'\b(?:t|say|both|_told)\((?:\d+, )?"([a-z_]+\.[a-z_]+)"', path.read_text("utf-8"))
    }

    assert sorted(asked - set(words.texts("en"))) == []


def test_no_text_is_there_that_nobody_asks_for() -> None:
    sources = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
    said = "\n".join(path.read_text("utf-8") for path in sources)
    whole = set(re.findall(r"""["']([a-z_]+\.[a-z_]+)["']""", said))
    # Of what is put together, "rules." ~ state or f"late.{kind}", only the beginning is known here.
    begun = set(re.findall(r"""["']([a-z_]+\.[a-z_]*)(?:["'] *[~+]|\{)""", said))

    lost = [key for key in words.texts("en") if key not in whole and not key.startswith(tuple(begun))]

    assert lost == []


def test_no_korean_is_written_in_a_template() -> None:
    assert [path.name for path in WEB.rglob("*.html") if re.search("[가-힣]", path.read_text("utf-8"))] == []


def test_a_particle_agrees_with_what_fills_the_gap() -> None:
    moved = [words.text("ko", "grid.did_move", s="개막식", p=place) for place in ("A홀 10:00", "A홀 10:30", "1관")]

    assert moved == ["개막식: A홀 10:00로 옮김.", "개막식: A홀 10:30으로 옮김.", "개막식: 1관으로 옮김."]
