"""What is registered is documented, and what is documented is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.constraint import kinds
from tests.generators import document_page, formats_page
from tests.generators.kinds_page import PAGE, page

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_page_of_kinds_is_what_the_kinds_say() -> None:
    written = PAGE.read_text("utf-8")

    assert written == page(), "run: python -m tests.generators.kinds_page"


def test_the_tables_of_fields_are_what_the_models_say() -> None:
    written = document_page.PAGE.read_text("utf-8")

    assert written == document_page.page(written), "run: python -m tests.generators.document_page"


def test_every_list_of_the_document_has_its_table_and_every_link_in_them_its_heading() -> None:
    written = document_page.PAGE.read_text("utf-8")
    headings = {one.replace(" ", "-") for one in re.findall(r"^#{3,4} (.+)$", written, re.M)}

    assert [found[2] for found in document_page.REGION.finditer(written)] == document_page.lists()
    assert set(re.findall(r"\(#([a-z-]+)\)", written)) - headings == set()


def test_every_kind_has_its_line_in_the_changelog() -> None:
    told = set(re.findall(r"`([a-z_]+)`", _text("CHANGELOG.md")))

    assert [kind for kind in kinds() if kind not in told] == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_every_command_is_told(name: str) -> None:
    told = set(re.findall(r"`(?:showgrid )?([a-z]+)\b", _text(name)))

    assert [command for command in main.commands if command not in told] == []


def test_every_kind_named_in_an_example_exists() -> None:
    named = {kind for file in PAGES for kind in re.findall(r"kind: ([a-z_]+)", file.read_text("utf-8"))}

    assert named - set(kinds()) == set()


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text("utf-8"))

    assert [link for link in links if not (file.parent / link).exists()] == []


def test_the_table_of_formats_is_what_comes_back() -> None:
    written = formats_page.PAGE.read_text("utf-8")

    assert written == formats_page.page(written), "run: python -m tests.generators.formats_page"
