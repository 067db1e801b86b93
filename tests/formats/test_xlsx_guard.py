"""Workbooks that would do harm are refused: bombs, lies about sizes, torn and old files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
import xlsxwriter

from scheduler.faults import FestivalError
from scheduler.formats import xlsx
from scheduler.formats.xlsx_guard import LARGEST
from tests.formats.workbooks import book, faults


def packed(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_cell_in_the_last_corner_does_not_eat_all_memory() -> None:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    made.add_worksheet("rooms").write(1_048_575, 16_383, "x")
    made.close()

    assert faults(file.getvalue()) == [
        "a sheet reaches as far as XFD1048576; delete what stands far away from the rest"
    ]


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"a.txt": b"a"}, "this is a zip file, but no Excel workbook; save it as .xlsx"),
        ({"xl/workbook.xml": b"", "content.xml": b""}, "this is a zip file, but no Excel workbook; save it as .xlsx"),
        (
            {"xl/workbook.xml": b"<x/>", SHEET: b" " * 6_000_000},
            "this workbook grows far too much when unpacked; that is no festival",
        ),
        (
            {"xl/workbook.xml": b"<x/>", **{f"{n}.xml": b"" for n in range(2001)}},
            f"this workbook would grow to more than {LARGEST // 1_000_000} MB when unpacked; that is no festival",
        ),
        (
            {"xl/workbook.xml": b"<x/>", SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'},
            "this workbook declares entities of its own",
        ),
        (
            {
                "xl/workbook.xml": b"<x/>",
                SHEET: b"<x:worksheet xmlns:x='u'><x:row r='1048576'><x:c r='ZZ1048576'><x:v>1</x:v></x:c></x:row></x:worksheet>",
            },
            "a sheet reaches as far as ZZ1048576; delete what stands far away from the rest",
        ),
        (
            {
                "xl/workbook.xml": b"<x/>",
                SHEET: b"<worksheet>"
                + b"<row><c><v>1</v></c></row>" * 4000
                + b"<row>"
                + b"<c/>" * 3000
                + b"<c><v>1</v></c></row></worksheet>",
            },
            "a sheet reaches as far as row 4001; delete what stands far away from the rest",
        ),
        (
            {"xl/workbook.xml": b"<x/>", SHEET: b"<worksheet><sheetData><row></sheetData>"},
            f"this workbook is damaged: {SHEET} cannot be read",
        ),
        ({"xl/workbook.xml": b"<x/>"}, "this workbook is damaged: "),
    ],
    ids=["no book", "ods", "packed", "parts", "entities", "prefix", "no places", "broken", "nothing in it"],
)
def test_a_workbook_that_would_do_harm_is_refused(parts: Mapping[str, bytes], fault: str) -> None:
    (found,) = faults(packed(parts))

    assert found[: len(fault)] == fault


def test_a_part_that_lies_about_its_size_is_found_out() -> None:
    data = bytearray(packed({"xl/workbook.xml": b"<x/>", SHEET: b"a" * 100_000}))
    at = data.rindex(SHEET.encode()) - 46
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    assert faults(bytes(data)) == [f"this workbook is damaged: Bad CRC-32 for file {SHEET!r}"]


@pytest.mark.parametrize("cut", [10, 300, -30])
def test_a_workbook_cut_short_is_refused(cut: int) -> None:
    assert faults(book({})[:cut]) == ["this workbook is damaged: File is not a zip file"]


def test_an_old_workbook_is_refused() -> None:
    with pytest.raises(FestivalError) as caught:
        xlsx.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert [str(fault) for fault in caught.value.faults] == [
        "this is an old .xls or has a password; save it as .xlsx without a password"
    ]
