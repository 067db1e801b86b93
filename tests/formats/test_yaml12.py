"""YAML is read as 1.2 means it, and written so that nobody can misread it."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scheduler.faults import FestivalError
from scheduler.formats import yaml12
from scheduler.formats.document import dump, load_text
from scheduler.formats.yaml_read import MOST, plain
from tests.formats.strategies import FREE, TEXTS, documents


def data(text: str) -> Any:
    return yaml12.read(dedent(text).encode()).data


def faults(text: str | bytes) -> list[str]:
    with pytest.raises(FestivalError) as caught:
        yaml12.read(text if isinstance(text, bytes) else dedent(text).encode())
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "yes",
        "off",
        "y",
        "10:00",
        "2024-10-25",
        "2024-10-25T10:00",
        "0007",
        "010-1234",
        "1_000",
        "NO",
        ".inf",
        ".nan",
        "<<",
        "=",
    ],
)
def test_what_1_1_made_something_else_of_is_text(text: str) -> None:
    assert data(f"a: {text}") == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-12", -12),
        ("0o17", 15),
        ("0x1F", 31),
        ("9.5", 9.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("'5'", "5"),
        ('"true"', "true"),
        ("!!str 5", "5"),
        ("1e999", "1e999"),
    ],
)
def test_numbers_and_words_of_the_core_schema(text: str, value: object) -> None:
    assert data(f"a: {text}") == {"a": value}


def test_keys_are_text() -> None:
    assert data("no: 1\n1: 2\n~: 3\n10:00: 4") == {"no": 1, "1": 2, "~": 3, "10:00": 4}


def test_anchors_may_save_typing() -> None:
    assert data("a: &x [1, 2]\nb: *x") == {"a": [1, 2], "b": [1, 2]}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "line 4: the key 'c' stands here a second time; only one may stay"),
        ("a: [1, 2\nb: 3", "line 2: this is no YAML: while parsing a flow sequence, did not find expected ',' or ']'"),
        (
            "a: b: c",
            (
                "line 1: this is no YAML: mapping values are not allowed in this context; "
                "put text with a colon or another special character in quotes"
            ),
        ),
        ("a: *b", "line 1: there is no anchor '&b' above this line, or it is not yet complete"),
        ("a: &a [*a]", "line 1: there is no anchor '&a' above this line, or it is not yet complete"),
        ("a: 1\n---\nb: 2", "line 2: a second document begins here; a festival is one document, so take the '---' out"),
        (
            "a: !!python/name:os.system x",
            "line 1: the tag 'tag:yaml.org,2002:python/name:os.system' means nothing here; take it out",
        ),
        ("a: !x [1]", "line 1: the tag '!x' means nothing here; take it out"),
        ("[a]: 1", "line 1: a key is a word; put text with '{', '[' or '*' in quotes"),
        ("홀: 1\nb: 가\x07", "line 2: the character '\\x07' may not stand in YAML; is this a text file?"),
        (b"a: 1\nb: \xff", "line 2: this is no UTF-8 text; save the file as UTF-8"),
    ],
    ids=["twice", "open", "colon", "alias", "self", "two", "tag", "own tag", "key", "control", "bytes"],
)
def test_what_cannot_be_read_says_where_and_what_to_do(text: str | bytes, fault: str) -> None:
    assert faults(text) == [fault]


def test_every_key_that_stands_twice_is_told() -> None:
    assert faults("a: 1\na: 2\nb: 1\nb: 2") == [
        "line 2: the key 'a' stands here a second time; only one may stay",
        "line 4: the key 'b' stands here a second time; only one may stay",
    ]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_endless_nesting_is_refused_at_once(text: str) -> None:
    assert faults(text) == ["line 1: this is nested more than 50 levels deep"]


def test_aliases_cannot_explode() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]

    assert faults("\n".join(lines)) == [
        f"line 7: there are more than {MOST:,} entries, those repeated by aliases included"
    ]


def test_utf_16_and_a_mark_at_the_beginning_are_read() -> None:
    assert yaml12.read("a: 홀".encode("utf-16")).data == {"a": "홀"}
    assert yaml12.read(b"\xef\xbb\xbfa: 1").data == {"a": 1}


def test_places_are_told_with_their_line() -> None:
    source = yaml12.read(
        dedent(
            """\
            rooms:
            - id: a
              open:
              - {from: x,
                 to: y}
            """
        ).encode()
    )

    assert [
        source.spell(where)
        for where in [
            ("rooms", 0, "open", 0, "to"),
            ("rooms", 0, "open", 0),
            ("rooms", 0, "name"),
            ("rooms",),
            ("days",),
        ]
    ] == [
        "rooms.0.open.0.to (a), line 5",
        "rooms.0.open.0 (a), line 4",
        "rooms.0.name (a), line 2",
        "rooms, line 1",
        "days, line 1",
    ]


# -- writing --------------------------------------------------------------------------------------


def test_what_is_written_is_good_to_read() -> None:
    document = {
        "showgrid": 1,
        "festival": {"id": "f", "name": {"en": "Festival", "ko": "영화제"}},
        "days": [{"date": "2024-10-25", "open": "09:00"}],
        "venues": [],
        "sessions": [
            {
                "id": "opening",
                "title": "Opening: the long night of short films from thirty countries",
                "abstract": "One line.\n\nAnother.",
                "parts": [{"name": "film"}, {"name": "q-and-a", "minutes": 20}],
                "windows": [{"from": f"2024-10-2{day}T10:00", "to": f"2024-10-2{day}T12:00"} for day in range(5, 8)],
            }
        ],
    }

    assert yaml12.write(document).decode() == dedent(
        """\
        showgrid: 1
        festival: {id: f, name: {en: Festival, ko: 영화제}}
        days:
        - {date: "2024-10-25", open: "09:00"}
        venues: []
        sessions:
        - id: opening
          title: "Opening: the long night of short films from thirty countries"
          abstract: |-
            One line.

            Another.
          parts: [{name: film}, {name: q-and-a, minutes: 20}]
          windows:
          - {from: "2024-10-25T10:00", to: "2024-10-25T12:00"}
          - {from: "2024-10-26T10:00", to: "2024-10-26T12:00"}
          - {from: "2024-10-27T10:00", to: "2024-10-27T12:00"}
        """
    )


@given(FREE)
def test_anything_written_is_read_again(document: dict[str, Any]) -> None:
    assert yaml12.read(yaml12.write(document)).data == document


@given(st.dictionaries(TEXTS, TEXTS | st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_readers_of_1_1_read_the_same(document: dict[str, Any]) -> None:
    assert yaml.safe_load(yaml12.write(document)) == document


@given(st.text(max_size=10))
def test_a_word_is_never_lost(text: str) -> None:
    meant = plain(text)
    assert meant is None or isinstance(meant, (str, bool, int, float))


@pytest.mark.parametrize("length", [100, 151, 2000])
def test_long_keys_are_read_again(length: int) -> None:
    key = "k" * length
    document = {key: {key: ["x" * 100, "y" * 100]}, "a": [{key: 1}]}

    assert yaml12.read(yaml12.write(document)).data == document


@given(documents())
def test_a_festival_goes_to_yaml_and_back(document: dict[str, Any]) -> None:
    festival = load_text(yaml12.write(document), ".yaml")

    again = load_text(dump(festival, ".yaml"), ".yaml")

    assert again.document() == festival.document()
