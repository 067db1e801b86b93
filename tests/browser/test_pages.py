"""Every page is sound for assistive technology and the keyboard, in both languages, by day and by night; nothing is wider
than its screen, and nothing moves once it is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.walk import NO_PAGES, PAGES, addresses
from tests.web.support import WHAT
from web.entries import Name
from web.operations import Edit
from web.permissions import PERMISSIONS

if TYPE_CHECKING:
    from flask import Flask

    from web.desk import Desk

Visit = Callable[..., Page]
PHONE, TABLE = {"width": 390, "height": 800}, {"width": 1280, "height": 860}
MOVED = """() => new Promise(told => {
  let moved = 0
  new PerformanceObserver(list => { for (const one of list.getEntries()) moved += one.hadRecentInput ? 0 : one.value })
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => told(moved), 20)
})"""
"""The layout shift of the page so far, as browsers count it; 0.1 is what others call good."""
UNREACHED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button], [onclick]")]
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.type !== "hidden")
  .filter(one => { one.focus()
    const style = getComputedStyle(one)
    return document.activeElement !== one || one.tabIndex < 0 || style.outlineStyle === "none" && style.boxShadow === "none" })
  .map(one => one.outerHTML.slice(0, 80))"""
"""What can be used with a mouse but not be reached by the keyboard, or is not seen to be reached."""


def faults(page: Page, width: int) -> list[str]:
    """What is wrong with the page as it stands."""
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    moved, wide = page.evaluate(MOVED), page.evaluate("document.documentElement.scrollWidth")
    page.keyboard.press("Tab")
    found += [f"not by keyboard: {one}" for one in page.evaluate(UNREACHED)]
    return [*found, *([f"moved {moved}"] if moved > 0.01 else []), *([f"{wide} wide"] if wide > width else [])]


def test_every_page_is_looked_at(app: Flask) -> None:
    read = {
        one.endpoint for one in app.url_map.iter_rules() if "GET" in (one.methods or ()) and "api." not in one.endpoint
    }

    assert sorted(read - NO_PAGES) == sorted(PAGES)
    assert set(PERMISSIONS) >= NO_PAGES


@pytest.mark.parametrize(("locale", "scheme", "size"), [("ko-KR", "dark", PHONE), ("en-GB", "light", TABLE)])
def test_every_page_is_sound_for_everybody(
    visit: Visit, address: str, desk: Desk, locale: str, scheme: str, size: dict[str, int]
) -> None:
    story.told(desk, "small", 1)
    page, found = visit("/", locale=locale, color_scheme=scheme, viewport=size), dict[str, list[str]]()
    for path in addresses(desk, "small"):
        page.goto(address + path)
        found[path] = faults(page, size["width"])

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert len(found) >= len(PAGES)


def test_refusals_are_sound_and_keep_what_was_typed(visit: Visit, app: Flask, desk: Desk, tmp_path: Path) -> None:
    page, found = visit("/f/small/programme/list/rooms/edit/big", viewport=TABLE), dict[str, list[str]]()
    page.fill("[name=capacity]", "many")
    page.click("button.main")
    expect(page.locator("[name=capacity]")).to_have_value("many")
    found["422"] = faults(page, 1280)

    page.fill("[name=capacity]", "90")
    desk.operations.commit(None, 1, 2, [Edit(Name("rooms", "big"), fields={"capacity": 80})], WHAT)
    page.click("button.main")
    expect(page.locator("[role=alert]").first).to_be_visible()
    found["409"] = faults(page, 1280)

    app.config["MAX_CONTENT_LENGTH"] = 1000
    (tmp_path / "large.yaml").write_text("#" * 5000)
    page.goto(page.url.partition("/list/")[0])
    page.set_input_files("[name=file]", tmp_path / "large.yaml")
    page.locator("form:has([name=file]) button").click()
    expect(page.locator("main")).to_contain_text("too large")
    found["413"] = faults(page, 1280)
    page.goto(page.url.partition("/programme")[0] + "/nowhere")
    found["404"] = faults(page, 1280)

    assert found == {"422": [], "409": [], "413": [], "404": []}


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


def test_a_newcomer_adds_a_rule_and_paints_a_stay_without_knowing_the_document(visit: Visit, address: str) -> None:
    page = visit("/f/small/rules/new/not_parallel")
    expect(page.locator("[data-selects=select] > legend output")).to_have_text("All 4 showings")
    page.get_by_role("checkbox", name="ceremony").check()
    expect(page.locator("[data-selects=select] > legend output")).to_have_text("1 of 4 showings")
    page.get_by_label("How much it counts").select_option("20")
    page.get_by_role("button", name="Add to Pairs").click()
    page.get_by_label("First").select_option("Who Dreams?")
    page.get_by_label("Second").select_option("Main")
    page.get_by_role("button", name="Save the rule").click()
    expect(page.locator(".done")).to_contain_text("of 1 listed pairs")

    page.goto(f"{address}/f/small/programme/list/people/edit/kim")
    page.get_by_text("More fields").click()
    square = page.locator('.stays [aria-label$="13:00"]').first
    square.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowDown")
    expect(square).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".done")).to_be_visible()
