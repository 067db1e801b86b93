"""CSV of sessions: in every encoding that Excel writes, and harmless when written."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.faults import FestivalError
from scheduler.formats import csv_
from scheduler.formats.document import load_text
from scheduler.formats.yaml12 import write as to_yaml
from scheduler.validate import festival_from
from tests.formats.strategies import documents

if TYPE_CHECKING:
    from scheduler.festival import Festival

TABLE = "제목,유형,소요 시간,사람,상영관\n개막식,ceremony,1:30,김대식: host; Fred,Hall A\nTalk,talk,45분,김대식,\n"


def read(data: bytes | str, **about: Any) -> Festival:
    source = csv_.read(
        data.encode() if isinstance(data, str) else data, {"showgrid": 1, "festival": {"id": "f", **about}}
    )
    return festival_from(source.data, source.spell, source.found)


def faults(data: bytes | str) -> list[str]:
    with pytest.raises(FestivalError) as caught:
        read(data)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    text = TABLE.replace("; Fred", "").replace(",", delimiter)

    festival = read(text.encode(encoding), timezone="Asia/Seoul")

    assert festival.document() == {
        "showgrid": 1,
        "festival": {"id": "f", "timezone": "Asia/Seoul"},
        "rooms": [{"id": "hall-a", "name": "Hall A"}],
        "people": [{"id": "김대식"}],
        "sessions": [
            {
                "id": "개막식",
                "type": "ceremony",
                "title": "개막식",
                "duration": 90,
                "people": [{"id": "김대식", "role": "host"}],
                "rooms": ["hall-a"],
            },
            {"id": "talk", "type": "talk", "title": "Talk", "duration": 45, "people": [{"id": "김대식"}]},
        ],
    }


def test_faults_name_the_cell() -> None:
    assert faults("title,duration,rooom\nTalk,ninety,A\nPanel,,B\n") == [
        "C1: there is no column 'rooom'; did you mean 'rooms'? To keep it as your own, call it 'fields.rooom'",
        "B2 (talk): 'ninety' is no duration; write minutes, such as 118, or hours and minutes, such as 1h58",
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "the file is empty"),
        (
            b"title,duration\n\0\0,60\n",
            "this is no text in UTF-8, UTF-16, CP949 or windows-1252; save the table as CSV UTF-8",
        ),
        (b"title,duration\n", "there is no session in it; write a header and a row for each session"),
        (
            b"\x81\x00\xff\xff\xff",
            "this is no text in UTF-8, UTF-16, CP949 or windows-1252; save the table as CSV UTF-8",
        ),
        (b'title,duration\n"' + b"a" * 1_000_001, "line 2: this is no CSV: field larger than field limit (1000000)"),
    ],
    ids=["empty", "no letters", "header only", "bytes", "long cell"],
)
def test_rubbish_is_refused_in_a_sentence(data: bytes, fault: str) -> None:
    assert faults(data) == [fault]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    with suppress(FestivalError):
        read(data)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+82 10", "'+82 10"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("'x", "''x"),
        ("x=1", "x=1"),
        ("", ""),
        (-5, -5),
    ],
)
def test_no_text_is_written_as_a_formula(text: object, cell: object) -> None:
    assert csv_.harmless(text) == cell


@given(st.text())
def test_the_apostrophe_comes_off_again(text: str) -> None:
    assert csv_.plain(csv_.harmless(text)) == text


def test_an_apostrophe_that_somebody_typed_stays() -> None:
    assert csv_.plain("'tis pity") == "'tis pity"


@given(documents())
def test_sessions_go_to_csv_and_back(document: dict[str, Any]) -> None:
    whole = load_text(to_yaml(document), ".yaml").document()
    for session in whole["sessions"]:
        session["fields"] = {**session.get("fields", {}), "a": 1, "b": True, "c": "1", "d": [1], "e": "=x"}

    again = csv_.read(csv_.write(whole), whole).data if whole["sessions"] else whole

    assert festival_from(again).document() == whole


def test_faults_are_told_of_the_row_wherever_its_session_went() -> None:
    document = {
        "showgrid": 1,
        "festival": {"id": "f"},
        "people": [{"id": "kim"}],
        "sessions": [{"id": "old", "duration": 5}, {"id": "talk", "duration": 5, "people": ["lee"]}],
    }
    source = csv_.read(b"title,duration,people\nNew,ninety,kim\nTalk,5,\nOther,5,park\n", document)

    with pytest.raises(FestivalError) as caught:
        festival_from(source.data, source.spell, source.found)

    assert sorted(map(str, caught.value.faults)) == [
        "B2 (new): 'ninety' is no duration; write minutes, such as 118, or hours and minutes, such as 1h58",
        "C3 (talk): there is no person 'lee'; there is 'kim'",
        "C4 (other): there is no person 'park'; there is 'kim'",
    ]


def test_an_id_twice_in_a_table_is_a_fault() -> None:
    with pytest.raises(FestivalError) as caught:
        read("id,duration\na,5\na,6\n")

    assert [str(fault) for fault in caught.value.faults] == [
        "A3 (a): the id 'a' is taken already; give every entry its own (see A2 (a))"
    ]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("A홀", {"en": "Hall A", "ko": "A홀"}),
        ("가람홀", {"en": "Hall A", "ko": "가람홀"}),
        ("Main hall", {"en": "Main hall", "ko": "A홀"}),
    ],
)
def test_a_name_in_one_language_leaves_what_it_is_in_others(said: str, name: dict[str, str]) -> None:
    room = {"id": "a", "name": {"en": "Hall A", "ko": "A홀"}, "capacity": 400}

    joined = csv_.read(f"id,name,capacity\na,{said},350\n".encode(), {"showgrid": 1, "rooms": [room]}, "rooms").data

    assert joined["rooms"] == [{"id": "a", "name": name, "capacity": 350}]


def test_sessions_join_a_document_and_find_its_people() -> None:
    document = {
        "showgrid": 1,
        "festival": {"id": "f"},
        "people": [{"id": "kim", "name": {"en": "Dae-sik Kim", "ko": "김대식"}}],
        "sessions": [{"id": "old", "duration": 5}],
    }

    joined = csv_.read("title,duration,people\nTalk,5,김대식\n".encode(), document).data

    assert joined == {
        **document,
        "sessions": [
            {"id": "old", "duration": 5},
            {"id": "talk", "title": "Talk", "duration": 5, "people": [{"id": "kim"}]},
        ],
    }
