"""Every page is sound for assistive technology, in both languages, by day and by night, and nothing is wider than a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
PAGES = [
    "/",
    "/f/small/day/0",
    "/f/small/showing/film/1",
    "/f/small/programme",
    "/f/small/programme/list/sessions",
    "/f/small/programme/list/rooms/edit/big",
    "/f/small/programme/list/rooms/paste",
    "/f/small/rules",
    "/f/small/rules/new",
    "/f/small/rules/new/not_parallel",
    "/f/small/overview",
    "/f/small/pictures",
    "/f/small/solve",
    "/f/small/scenarios",
    "/f/small/replan",
    "/f/small/history",
    "/f/small/history/2",
    "/f/small/compare?a=1&b=2",
    "/f/small/publish",
    "/f/small/guests",
    "/f/small/sheets",
    "/f/small/publish/letter/kim",
]


@pytest.mark.parametrize(("locale", "scheme"), [("ko-KR", "dark"), ("en-GB", "light")])
def test_no_page_has_faults_that_axe_knows(visit: Visit, address: str, locale: str, scheme: str) -> None:
    page = visit("/", locale=locale, color_scheme=scheme)
    found = {}
    for path in PAGES:
        page.goto(address + path)
        found[path] = [one["id"] for one in Axe().run(page).response["violations"]]

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_no_page_is_wider_than_a_phone(visit: Visit, address: str) -> None:
    page = visit("/", viewport={"width": 390, "height": 800})
    wide = []
    for path in PAGES:
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(path)

    assert wide == []


def test_a_cell_is_changed_where_it_stands_by_keyboard(visit: Visit) -> None:
    page = visit("/f/small/programme/list/rooms")
    cell = page.locator('tr[data-key="little"] [data-field="capacity"]')
    cell.press("Enter")
    page.locator('.in-cell [name="capacity"]').fill("lots")
    page.keyboard.press("Enter")
    expect(page.locator(".in-cell > .problem")).to_be_visible()
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []

    page.locator('.in-cell [name="capacity"]').fill("66")
    page.keyboard.press("Enter")

    expect(cell).to_have_text("66")
    expect(cell).to_be_focused()
