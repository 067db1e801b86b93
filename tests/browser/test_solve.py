"""A search from the browser: asked for, watched as it goes on, accepted."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.support import WHAT
from web.desk import Desk
from web.entries import PLACEMENTS, Name
from web.operations import Edit
from web.worker import work

Visit = Callable[..., Page]


def test_a_search_is_followed_without_reloading_and_accepted(visit: Visit, desk: Desk) -> None:
    desk.operations.commit(None, 1, 2, [Edit(Name(PLACEMENTS, "film#2")), Edit(Name(PLACEMENTS, "talk#1"))], WHAT)
    page = visit("/f/small/solve")
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("For how many seconds").fill("5")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".heading .tag")).to_have_text("waiting")

    worker = Thread(target=work, args=(desk.store, 1), kwargs={"once": True})
    worker.start()
    expect(page.locator(".heading .tag")).to_have_text("done")
    worker.join()
    expect(page.locator("[data-fact=placed]")).to_have_text("4/4")
    expect(page.locator(".chart polyline")).to_have_count(3)
    assert Axe().run(page).response["violations"] == []

    page.get_by_role("button", name="Accept it as the timetable").click()

    expect(page.locator(".done")).to_have_text("Search no. 1 accepted as the timetable.")

    page.goto(page.url.replace("/f/small/day/0", "/f/small/solve"))
    page.get_by_role("button", name="Ask: Why can’t everything be placed?").press("Enter")
    expect(page.locator("[data-doing]")).to_have_text("Waiting for a worker …")
    assert Axe().run(page).response["violations"] == []
    worker = Thread(target=work, args=(desk.store, 1), kwargs={"once": True})
    worker.start()
    expect(page.locator(".done")).to_contain_text("A complete timetable exists")
    worker.join()
    assert Axe().run(page).response["violations"] == []


def test_a_change_that_helps_is_made_and_a_result_kept_and_weighed_by_keyboard(visit: Visit, desk: Desk) -> None:
    desk.operations.commit(None, 1, 2, [Edit(Name("sessions", "talk"), fields={"duration": 600})], WHAT)
    page = visit("/f/small/scenarios")
    page.get_by_label("Name").fill("Before")
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_have_text("Kept as the scenario “Before”.")
    page.get_by_role("button", name="Weigh the chosen ones").press("Enter")
    expect(page.get_by_role("heading", name="Before")).to_be_visible()
    assert Axe().run(page).response["violations"] == []

    page.goto(page.url.partition("/scenarios")[0] + "/solve")
    page.get_by_role("button", name="Ask: Why can’t everything be placed?").press("Enter")
    work(desk.store, 1, once=True)
    expect(page.locator(".conflict .story")).to_contain_text("Who Dreams?")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Do this").first.press("Enter")

    expect(page.locator(".next")).to_contain_text("The programme is changed")
    assert Axe().run(page).response["violations"] == []
