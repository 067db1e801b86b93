"""The timetable by hand in a real browser: mouse, keyboard, two people at once."""

from __future__ import annotations

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from web.desk import Desk

Visit = Callable[..., Page]


def drag(page: Page, card: str, room: str, minutes_from_top: float) -> None:
    """Hold a card and drop it so many minutes below the top of a room's column."""
    source = page.locator(f'[data-session="{card}"]').first.bounding_box()
    column = page.locator(f'.column[data-room="{room}"]').bounding_box()
    assert source
    assert column
    page.mouse.move(source["x"] + 30, source["y"] + 4)
    page.mouse.down()
    page.mouse.move(source["x"] + 60, source["y"] + 30, steps=4)
    expect(page.locator(".column canvas").first).not_to_have_js_property("width", 0)
    page.mouse.move(column["x"] + 40, column["y"] + minutes_from_top * 1.5 + 5, steps=4)
    page.wait_for_selector(".ghost")


def test_a_card_is_held_priced_dropped_pinned_and_taken_back(visit: Visit, desk: Desk) -> None:
    page = visit()
    drag(page, "talk", "big", 180)
    expect(page.locator("#held strong")).to_have_text("13:00 · Big hall")
    expect(page.locator("#held span")).to_have_text("Points: 0.")

    page.mouse.up()

    expect(page.locator("#told")).to_contain_text("Who Dreams? moved to Big hall 13:00.")
    expect(page.locator('.column[data-room="big"] a[data-session="talk"]')).to_contain_text("13:00–13:45")
    expect(page.locator('a[data-session="talk"] .lock')).to_be_visible()
    work = desk.workspaces.of("small")
    assert work is not None
    assert work.pin_of("talk#1") == {"session": "talk", "showing": 1, "room": "big", "start": "2024-10-25T13:00"}

    page.keyboard.press("Control+z")

    expect(page.locator('.column[data-room="little"] a[data-session="talk"]')).to_contain_text("11:00–11:45")
    expect(page.locator('a[data-session="talk"] .lock')).to_have_count(0)


def test_a_place_that_breaks_a_must_says_so_before_and_after(visit: Visit) -> None:
    page = visit()
    drag(page, "talk", "big", 0)
    expect(page.locator(".ghost")).to_have_class("ghost forbidden")

    page.mouse.up()

    expect(page.locator("#told")).to_contain_text("This breaks:")
    expect(page.locator(".troubles li").first).to_be_visible()


def test_escape_lets_go(visit: Visit, desk: Desk) -> None:
    page = visit()
    drag(page, "talk", "big", 180)

    page.keyboard.press("Escape")
    page.mouse.up()

    expect(page.locator(".ghost")).to_have_count(0)
    work = desk.workspaces.of("small")
    assert work is not None
    assert work.head == 2


def test_everything_can_be_done_with_the_keyboard(visit: Visit, desk: Desk) -> None:
    page = visit()
    carried_by_keys(page, desk)
    page.focus('a.slot[data-session="talk"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Now at Little hall 11:00.")

    page.get_by_role("dialog").locator("[name=time]").fill("12:10")
    page.keyboard.press("Enter")

    expect(page.locator(".done")).to_contain_text("Who Dreams? moved to Little hall 12:10.")
    page.get_by_role("link", name="Move Who Dreams?").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take out of the timetable").press("Enter")
    expect(page.locator(".tray a")).to_contain_text("Who Dreams?")


def carried_by_keys(page: Page, desk: Desk) -> None:
    """Taken in hand, priced, let go; taken again, dropped, and taken back."""
    held, card = page.locator("#held"), page.locator('a.slot[data-session="talk"]')
    card.press("m")
    expect(held.locator("strong")).to_have_text("11:00 · Little hall")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".ghost")).to_have_class("ghost forbidden")
    page.keyboard.press("Escape")
    expect(page.locator(".ghost")).to_have_count(0)

    card.press("m")
    expect(held.locator("strong")).to_have_text("11:00 · Little hall")
    page.keyboard.press("Enter")  # put down where it lay: no revision, as the number at the end says
    card.press("m")
    expect(held.locator("strong")).to_have_text("11:00 · Little hall")
    page.keyboard.press("Shift+ArrowDown")
    expect(held.locator("strong")).to_have_text("11:30 · Little hall")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("Who Dreams? moved to Little hall 11:30.")
    expect(card).to_be_focused()
    page.keyboard.press("Control+z")
    expect(card).to_contain_text("11:00–11:45")
    assert (work := desk.workspaces.of("small"))
    assert work.head == 4


def test_what_somebody_else_does_is_seen_and_not_overwritten(visit: Visit) -> None:
    one, two = visit(), visit()
    drag(one, "talk", "little", 90)

    drag(two, "talk", "big", 180)
    two.mouse.up()
    expect(two.locator("#told")).to_contain_text("moved to Big hall 13:00")
    one.mouse.up()

    expect(one.locator("#told")).to_contain_text("Somebody else changed the same thing meanwhile")
    expect(one.locator('.column[data-room="big"] a[data-session="talk"]')).to_contain_text("13:00–13:45")


def test_the_page_is_sound_for_assistive_technology(visit: Visit) -> None:
    page = visit()
    found = [Axe().run(page)]
    page.click('a.slot[data-session="film"]')
    page.wait_for_selector("dialog article")
    found.append(Axe().run(page))

    assert [violation["id"] for one in found for violation in one.response["violations"]] == []


def test_several_are_chosen_by_keyboard_and_mouse_swapped_and_taken_back(visit: Visit) -> None:
    page = visit()
    page.focus('a.slot[data-session="talk"]')
    page.keyboard.press("Space")
    page.locator('a.slot[data-session="opening"]').click(modifiers=["Shift"])
    expect(page.get_by_role("toolbar")).to_contain_text("2 chosen")

    drag(page, "talk", "big", 180)
    expect(page.locator(".ghost.along")).to_have_count(0)  # the opening would leave the board
    page.keyboard.press("Escape")
    page.mouse.up()
    page.locator('a.slot[data-session="talk"]').press("Alt+ArrowDown")
    expect(page.locator("#told")).to_contain_text("moved")
    expect(page.locator('.column[data-room="little"] a[data-session="talk"]')).to_contain_text("11:05")
    expect(page.locator('.column[data-room="big"] a[data-session="opening"]')).to_contain_text("10:05")
    page.keyboard.press("Control+z")
    expect(page.locator('.column[data-room="big"] a[data-session="opening"]')).to_contain_text("10:00")
    page.get_by_role("button", name="Swap").click()

    expect(page.locator("#told")).to_contain_text("exchanged their places")
    expect(page.locator('.column[data-room="big"] a[data-session="talk"]')).to_contain_text("10:00")
    expect(page.get_by_role("toolbar")).to_be_hidden()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Control+z")
    expect(page.locator('.column[data-room="little"] a[data-session="talk"]')).to_contain_text("11:00")
    page.fill("#find-text", "dreams")
    expect(page.locator(".as-table tbody tr:visible")).to_have_count(1)
    page.fill("#find-text", "")
    page.get_by_label("everybody").select_option("kim")
    expect(page.locator("a.slot.found")).to_have_count(2)
    page.get_by_label("every room").select_option("little")
    expect(page.locator("a.slot.found")).to_have_count(1)
