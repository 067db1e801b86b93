"""What stands on a sheet, read back from its PDF."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import pytest

DAY = date(2024, 10, 25)
NO_READER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed here")


def text_of(data: bytes) -> str:
    """The text of a PDF as its pages show it; a form feed ends each page."""
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()


def pages_of(data: bytes) -> list[str]:
    """The text of each page."""
    return text_of(data).split("\f")[:-1]


def lines_of(data: bytes) -> list[str]:
    """Lines that are not empty, spaces run together."""
    return [" ".join(line.split()) for line in text_of(data).splitlines() if line.strip()]


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of the first page, in points."""
    told = subprocess.run(["pdfinfo", "-"], input=data, capture_output=True, check=True).stdout.decode()
    found = next(line for line in told.splitlines() if line.startswith("Page size:")).split()
    return round(float(found[2])), round(float(found[4]))
