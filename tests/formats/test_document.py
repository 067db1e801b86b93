"""Files are loaded whatever their spelling, refused in words, and saved without risk."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from scheduler.faults import FestivalError
from scheduler.formats.document import dump, load, load_text, save
from scheduler.formats.files import replace
from tests.formats.strategies import documents

YAML = "showgrid: 1\nfestival: {id: kaiff, name: {en: Film festival, ko: 영화제}}\n"
JSON = json.dumps({"showgrid": 1, "festival": {"id": "kaiff", "name": {"en": "Film festival", "ko": "영화제"}}})


def refused(load_it: Any) -> list[str]:
    with pytest.raises(FestivalError) as caught:
        load_it()
    return [str(fault) for fault in caught.value.faults]


# -- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"), [("f.yaml", YAML), ("f.yml", YAML), ("F.YAML", YAML), ("f.json", JSON), ("f", JSON)]
)
def test_a_file_is_read_by_its_ending_or_by_what_is_in_it(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    assert load(tmp_path / name).festival.name == {"en": "Film festival", "ko": "영화제"}


@pytest.mark.parametrize("text", [YAML, JSON, "\ufeff" + JSON])
def test_standard_input_is_read_as_what_it_is(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert load("-").festival.id == "kaiff"


def test_a_workbook_is_recognised_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    book = dump(load_text(YAML), ".xlsx")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(book)))

    assert load("-").festival.id == "kaiff"


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    missing = tmp_path / "none.yaml"

    assert refused(lambda: load(missing)) == [f"{missing}: there is no such file"]
    assert refused(lambda: load(tmp_path)) == [f"{tmp_path}: this is a folder; name a file in it"]


@pytest.mark.parametrize(
    ("data", "suffix", "fault"),
    [
        (b"", ".yaml", "the file is empty"),
        (b" \n\n ", ".json", "the file is empty"),
        (
            b"# nothing but a word\n",
            ".yaml",
            "there is nothing in it; a festival begins with 'showgrid: 1' and 'festival:'",
        ),
        (b"{}", ".json", "there is nothing in it; a festival begins with 'showgrid: 1' and 'festival:'"),
        (b"[1, 2]", ".json", "this is no festival document; it begins with 'showgrid: 1' and 'festival:'"),
        (b"hello", ".yaml", "this is no festival document; it begins with 'showgrid: 1' and 'festival:'"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ".yaml", "line 1: this is no UTF-8 text; save the file as UTF-8"),
        (b"\x7fELF\x00\x00", "", "line 1: the character '\\x7f' may not stand in YAML; is this a text file?"),
        (b"PK\x03\x04....", ".yaml", "this is a workbook; let its name end in .xlsx"),
        (b"showgrid: 1", ".xlsx", "this is no workbook (.xlsx)"),
        (b"showgrid: 1", ".toml", "a festival's name ends in .json, .xlsx, .yaml or .yml, not in .toml"),
        (b'{"a": 1\n "b": 2}', ".json", "line 2: this is no JSON: expecting ',' delimiter"),
        (b'{"a": NaN}', ".json", "NaN is no number that a festival can have"),
        (b'{"a": 1e999}', ".json", "1e999 is no number that a festival can have"),
        (b'{"a": {"b": 1, "b": 2}}', ".json", "the key 'b' stands twice in one mapping; only one may stay"),
        (b'{"a": "\\ud83d"}', ".json", "line 1: \\ud83d is half a letter; write the whole letter"),
        (b'{"a": ' + b"[" * 100_000, ".json", "this is nested more than 50 levels deep"),
        (b'{"a": ' + b"[" * 60 + b"]" * 60 + b"}", ".json", "this is nested more than 50 levels deep"),
        (b'{"a": ' + b"9" * 5000 + b"}", ".json", "a number of so many digits is no number that a festival can have"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else repr(value[:12]),
)
def test_rubbish_is_refused_in_a_sentence(data: bytes, suffix: str, fault: str) -> None:
    assert refused(lambda: load_text(data, suffix)) == [fault]


def test_a_hundred_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as stream:
        stream.truncate(100_000_000)

    assert refused(lambda: load(huge)) == ["the file is larger than 50 MB; that is no festival"]


def test_half_a_hundred_megabytes_of_rubbish_are_refused_too() -> None:
    rubbish = b"rubbish and more of it " * 2_000_000

    assert refused(lambda: load_text(rubbish, ".yaml")) == [
        "this is no festival document; it begins with 'showgrid: 1' and 'festival:'"
    ]


# -- writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".xlsx"])
def test_what_is_saved_is_loaded_again(tmp_path: Path, suffix: str) -> None:
    festival = load_text(YAML)

    save(festival, tmp_path / f"f{suffix}")

    assert load(tmp_path / f"f{suffix}").document() == festival.document()


def test_saving_to_a_dash_writes_yaml(capsys: pytest.CaptureFixture[str]) -> None:
    save(load_text(YAML), "-")

    assert capsys.readouterr().out == YAML


def test_a_rule_that_a_program_made_is_saved_with_its_kind() -> None:
    from constraints.room_fits_audience import RoomFitsAudience

    festival = load_text(YAML).model_copy(update={"rules": [RoomFitsAudience(weight=2)]})

    assert load_text(dump(festival)).document()["rules"] == [{"kind": "room_fits_audience", "weight": 2}]


def test_an_unknown_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    file = tmp_path / "f.txt"

    assert refused(lambda: save(load_text(YAML), file)) == [
        f"{file}: how is it to be written? end its name in .json, .xlsx, .yaml or .yml"
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_failed_save_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "f.yaml"
    file.write_text("before")

    def fail(*_: object) -> None:
        raise OSError("no room left")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no room left"):
        save(load_text(YAML), file)

    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="rights and links are of another sort there")
def test_rights_and_links_of_a_file_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "f.yaml", tmp_path / "link.yaml"
    file.write_text("before")
    file.chmod(0o640)
    link.symlink_to(file)

    replace(link, b"after")

    assert (file.read_text(), link.is_symlink(), stat.S_IMODE(file.stat().st_mode)) == ("after", True, 0o640)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no such device")
def test_a_device_is_written_to_and_not_replaced() -> None:
    replace("/dev/null", b"gone")

    assert not Path("/dev/null").is_file()


# -- altogether -----------------------------------------------------------------------------------


@given(documents())
def test_a_festival_goes_through_both_texts_and_back(document: dict[str, Any]) -> None:
    festival = load_text(json.dumps(document), ".json")

    through = load_text(dump(load_text(dump(festival, ".yaml"), ".yaml"), ".json"), ".json")

    assert through.document() == festival.document()
