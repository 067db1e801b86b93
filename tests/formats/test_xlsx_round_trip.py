"""What is written as a workbook is read again, and is the same every time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from scheduler.faults import FestivalError
from scheduler.formats.document import dump, load_text
from scheduler.formats.yaml12 import write as to_yaml
from tests.formats.strategies import documents
from tests.formats.workbooks import read


@given(documents())
def test_a_festival_goes_to_a_workbook_and_back(document: dict[str, Any]) -> None:
    festival = load_text(to_yaml(document), ".yaml")

    again = load_text(dump(festival, ".xlsx"), ".xlsx")

    assert again.document() == festival.document()


def test_the_same_festival_gives_the_same_bytes() -> None:
    festival = read({"rooms": [["name"], ["A"]]})

    assert dump(festival, ".xlsx") == dump(festival, ".xlsx")


def test_a_text_too_long_for_a_cell_is_refused_rather_than_cut() -> None:
    festival = load_text(
        to_yaml({"showgrid": 1, "festival": {"id": "f"}, "rooms": [{"id": "a", "name": "x" * 32_768}]})
    )

    with pytest.raises(FestivalError) as caught:
        dump(festival, ".xlsx")
    assert [str(fault) for fault in caught.value.faults] == [
        "rooms!B2: 32,768 characters fit into no cell; save as .yaml or .json, or shorten the text"
    ]
