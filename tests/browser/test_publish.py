"""From the draft to the people: a manager publishes, a guest answers by one tap, the office sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from web.desk import Desk


def faults(page: Page) -> list[str]:
    return [one["id"] for one in Axe().run(page).response["violations"]]


def test_what_is_published_is_answered_and_seen(visit: Callable[..., Page], desk: Desk) -> None:
    page = visit("/f/small/publish", viewport={"width": 390, "height": 800})
    page.click("#confirm button")
    page.wait_for_url("**/publish/1")
    page.goto(page.url.replace("publish/1", "guests"))
    found = faults(page)
    guest = page.locator("#person-kim a").get_attribute("href")
    assert guest is not None
    page.context.clear_cookies()
    page.goto(guest)
    found += faults(page)
    page.click("button.yes")
    page.wait_for_selector(".reply.confirmed")
    page.goto(f"{guest.partition('/p/')[0]}/public/small/")
    found += faults(page)

    reply = desk.replies.of(1, "kim")
    assert found == []
    assert reply is not None
    assert (reply.version, reply.answer) == (1, "confirmed")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
