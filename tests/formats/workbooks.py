"""Workbooks as people type them, for tests."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from scheduler.faults import FestivalError
from scheduler.formats.document import load_text

if TYPE_CHECKING:
    from scheduler.festival import Festival


Sheets = Mapping[str, Sequence[Sequence[Any]]]
ABOUT = [["name", "Festival"], ["timezone", "Asia/Seoul"]]


def book(sheets: Sheets) -> bytes:
    """A workbook as a person would type it; times and dates get the format that Excel gives them."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    formats = {time: "hh:mm", timedelta: "[h]:mm", date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}
    styles = {kind: made.add_format({"num_format": text}) for kind, text in formats.items()}
    for title, rows in {"festival": ABOUT, **sheets}.items():
        sheet = made.add_worksheet(title)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, (time, timedelta, date)):
                    sheet.write_datetime(number, column, cell, styles[type(cell)])
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
    made.close()
    return file.getvalue()


def read(sheets: Sheets) -> Festival:
    return load_text(book(sheets), ".xlsx")


def document(sheets: Sheets) -> dict[str, Any]:
    return read(sheets).document()


def faults(sheets: Sheets | bytes) -> list[str]:
    with pytest.raises(FestivalError) as caught:
        load_text(sheets if isinstance(sheets, bytes) else book(sheets), ".xlsx")
    return [str(fault) for fault in caught.value.faults]
