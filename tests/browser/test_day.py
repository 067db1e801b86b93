"""The page of days, as a browser lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.formats.html import day_page
from tests.constraints.support import placed, problem_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LENGTHS = (15, 20, 25, 30, 37, 45, 60)
HALLS: dict[str, Any] = {
    "rooms": [{"id": f"r{long}"} for long in LENGTHS],
    "people": [{"id": "oh", "name": "Se-rin Oh"}],
    "films": [{"id": f"f{n}", "title": f"A postcard from planet {n}", "runtime": 3} for n in range(5)],
    "sessions": [
        {"id": f"s{long}", "title": "Family matinee", "duration": long, "films": [f"f{n}" for n in range(5)], "people": ["oh"]}
        for long in LENGTHS
    ],
}  # fmt: skip

CUT = """() => [...document.querySelectorAll('.card')].flatMap(card => {
  const told = card.querySelector('.told'), hides = getComputedStyle(told).overflowY != 'visible'
  const box = told.parentElement.getBoundingClientRect(), words = document.createRange()
  const end = hides ? Math.min(box.bottom, told.getBoundingClientRect().bottom) : box.bottom
  const texts = document.createTreeWalker(told, NodeFilter.SHOW_TEXT), cut = []
  while (texts.nextNode()) {
    words.selectNodeContents(texts.currentNode)
    for (const one of words.getClientRects())
      if (one.left < box.right && one.top + 4 < end && one.bottom > end + 4)
        cut.push([card.style.cssText, texts.currentNode.data, one.top, one.bottom, end])
  }
  return cut
})"""
"""Lines that are seen in part and go on below what their card shows; letters stand four pixels within their line."""


def test_no_line_of_a_card_is_cut_in_half_on_screen_and_on_paper(chromium: Browser) -> None:
    problem = problem_of(HALLS)
    timetable = placed(problem, {f"s{long}#1": (f"r{long}", "10:00") for long in LENGTHS})
    page = chromium.new_page(viewport={"width": 2200, "height": 1200})

    page.set_content(day_page(problem, timetable, "en"))

    assert page.locator(".card").count() == len(LENGTHS)
    assert page.evaluate(CUT) == []
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    page.close()
