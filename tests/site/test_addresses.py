"""Addresses that nobody can guess, known again by their hashes; deleted, revoked and rotated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.faults import FestivalError
from scheduler.site.addresses import Addresses, beside, read

HOLDERS = ["staff", "person:kim", "person:ryu"]


def given() -> Addresses:
    made = Addresses("small")
    made.give(HOLDERS)
    return made


def again(before: Addresses, folder: Path, there: list[str]) -> Addresses:
    """What is known after it was written and read back, with these folders in the site."""
    path = folder / "p.addresses.json"
    path.write_text(before.text(), encoding="utf-8")
    made = read(path, "small")
    made.recognise(there)
    return made


def test_names_say_nothing_of_whose_they_are_and_are_long() -> None:
    one, other = given(), given()

    assert set(one.names.values()).isdisjoint(other.names.values())
    assert [(len(id_), len(secret)) for id_, _, secret in (name.partition(".") for name in one.names.values())] == [
        (8, 32)
    ] * 3
    assert [holder for holder, name in one.names.items() if "kim" in name] == []


def test_the_file_holds_no_secret_and_knows_the_names_again(tmp_path: Path) -> None:
    before = given()
    there = list(before.names.values())

    after = again(before, tmp_path, [*there, "index.html", "stranger.secret"])

    assert [name for name in there if name.partition(".")[2] in before.text()] == []
    assert (after.names, after.give(HOLDERS)) == (before.names, [])
    assert after.text() == before.text()


def test_a_wrong_secret_is_not_taken(tmp_path: Path) -> None:
    before = given()
    id_, _, secret = before.names["person:kim"].partition(".")

    after = again(before, tmp_path, [f"{id_}.{secret[:-1]}", f"{id_}.", id_])

    assert after.names == {}


def test_a_deleted_folder_is_an_address_revoked_until_it_is_rotated(tmp_path: Path) -> None:
    before = given()
    there = [before.names[one] for one in HOLDERS if one != "person:ryu"]

    after = again(before, tmp_path, there)
    deleted = [after.give(HOLDERS), after.give(HOLDERS)]
    rotated = again(after, tmp_path, there)
    rotated.give(HOLDERS, rotate=["person:ryu"])

    assert deleted == [["person:ryu"], []]
    assert sorted(after.names) == ["person:kim", "staff"]
    assert rotated.names["person:kim"] == before.names["person:kim"]
    assert rotated.names["person:ryu"] != before.names["person:ryu"]


def test_a_rotated_address_is_another_and_the_old_one_is_not_known_any_more(tmp_path: Path) -> None:
    before = given()
    old = before.names["person:kim"]
    before.give(HOLDERS, rotate=["person:kim"])

    after = again(before, tmp_path, [old])

    assert (before.names["person:kim"] == old, after.names) == (False, {})


def test_a_revoked_address_stays_so(tmp_path: Path) -> None:
    before = given()
    old = before.names["person:kim"]
    before.give(HOLDERS, revoke=["person:kim"])

    after = again(before, tmp_path, [old, *before.names.values()])
    after.give(HOLDERS)

    assert sorted(after.names) == ["person:ryu", "staff"]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"addresses": {"staff": 1}, "festival": "small"}', '{"festival": "small"}']
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.addresses.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(FestivalError, match="this is no file of addresses"):
        read(path, "small")


def test_another_festivals_file_is_refused(tmp_path: Path) -> None:
    path = beside(tmp_path / "p.json")
    path.write_text(json.dumps({"festival": "large", "addresses": {}}), encoding="utf-8")

    with pytest.raises(FestivalError, match="these are addresses of 'large', not of 'small'"):
        read(path, "small")
