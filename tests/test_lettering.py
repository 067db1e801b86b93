"""Texts fit into columns of a terminal whatever letters they are of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.lettering import columns_of, cut, fitted, wrapped


@pytest.mark.parametrize(
    ("text", "wide", "made"),
    [("abc", 5, "abc  "), ("개막식", 7, "개막식 "), ("개막식", 6, "개막식"), ("개막식", 5, "개막…"), ("개막식", 4, "개… "), ("a b", 2, "a…"), ("", 2, "  ")],
)  # fmt: skip
def test_a_text_is_cut_or_filled_to_a_width(text: str, wide: int, made: str) -> None:
    assert fitted(text, wide) == made
    assert columns_of(made) == wide


def test_a_number_is_filled_from_the_left() -> None:
    assert fitted("09:00", 7, right=True) == "  09:00"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("기계가 꿈꿀 때 누가 꿈꾸는가", ["기계가 꿈꿀", "때 누가 꿈…"]),
        ("one two", ["one two"]),
        ("", [""]),
        ("extraordinarily", ["extraordina…"]),
        ("extraordinarily long", ["extraordina…", "long"]),
    ],
)
def test_a_text_is_broken_between_words(text: str, lines: list[str]) -> None:
    assert wrapped(text, 12, 2) == lines


@given(st.text(), st.integers(1, 30))
def test_nothing_is_ever_wider_than_asked(text: str, wide: int) -> None:
    assert columns_of(cut(text, wide)) <= wide
    assert columns_of(fitted(text, wide)) == wide
    assert [line for line in wrapped(text, wide, 3) if columns_of(line) > wide] == []
