"""Every page as a picture: ``make pictures`` looks at the festival of ``make demo`` in Chromium, in both languages.

python -m tests.pictures out/festival.yaml out/timetable.json docs/pictures/pages
"""

from __future__ import annotations

import argparse
import base64
import logging
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from tests.browser import story
from tests.browser.walk import addresses, is_open
from tests.web.support import EMAIL, PASSWORD
from web import create_app
from web.begin import begin
from web.settings import Settings
from web.worker import work

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, Page, ViewportSize

PHONE = {"private.person", "private.staff", "sheets.check"}
"""Pages that are opened in the hand."""
WIDE: ViewportSize = {"width": 1280, "height": 860}
NARROW: ViewportSize = {"width": 390, "height": 844}
SEARCHED = 20.0
"""Seconds of the search that is shown: K-AIFF is complete by then."""
TALLEST = 1300
"""Pixels of a page that are shown; below it only goes on."""
HELD = "open-captions"
"""A session of K-AIFF that could lie at many places, cheap ones and dear ones."""
SCALE = 0.75
"""Of the pictures: documentation is read at some 900 pixels."""
QUALITY = 55
"""Of the pictures, out of 100: letters are still sharp, and a picture takes some twenty thousand bytes."""


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("festival")
    parser.add_argument("timetable")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scheme", choices=["light", "dark"], default="light")
    parser.add_argument("--only", default="", help="pages whose endpoint holds this")
    parser.add_argument("--png", action="store_true", help="for tools that read no WebP")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(f"sqlite:///{folder}/desk.sqlite3", asked) as (app, address):
        shown = {
            f"{address}{path}": endpoint
            for path, endpoint in addresses(app.extensions["desk"], app.config["SLUG"]).items()
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for lang in ("en", "ko"):
                take(browser, asked, shown, lang)
            browser.close()


@contextmanager
def served(url: str, asked: argparse.Namespace) -> Iterator[tuple[Flask, str]]:
    """A desk with a festival that has lived a little, and its address."""
    app = create_app(Settings(database_url=url, testing=True))
    desk = app.extensions["desk"]
    user = desk.accounts.enter(desk.accounts.link("manager"), "Seo-yeon Han", EMAIL, PASSWORD)
    app.config["SLUG"] = slug = begin(desk.store, asked.festival, asked.timetable)
    story.told(desk, slug, user.id, SEARCHED)
    work(desk.store, 1, once=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield app, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    desk.store.close()


def take(browser: Browser, asked: argparse.Namespace, shown: dict[str, str], lang: str) -> None:
    """All pages in one language; the first address of each is shown, others of the same page are its odd cases."""
    locale = "ko-KR" if lang == "ko" else "en-GB"
    for inside in (False, True):
        context = browser.new_context(locale=locale, color_scheme=asked.scheme, viewport=WIDE)
        page = context.new_page()
        if inside:
            log_in(page, next(iter(shown)).partition("/enter")[0])
        taken = set[str]()
        for address, endpoint in shown.items():
            if endpoint in taken or is_open(endpoint) == inside or asked.only not in endpoint:
                continue
            taken.add(endpoint)
            path = asked.folder / f"{endpoint.replace('.', '-')}.{lang}.{'png' if asked.png else 'webp'}"
            page.set_viewport_size(NARROW if endpoint in PHONE else WIDE)
            # Outside, a page is in the language of whom it is about, unless asked; a day keeps a stream open.
            page.goto(address if inside else f"{address}?lang={lang}", wait_until="load" if inside else "networkidle")
            path.write_bytes(picture(page, png=asked.png))
            sys.stdout.write(f"{path} {path.stat().st_size}\n")
        if inside and "grid.held".startswith(asked.only):
            in_hand(page, next(at for at, endpoint in shown.items() if endpoint == "grid.day"))
            path = asked.folder / f"grid-held.{lang}.{'png' if asked.png else 'webp'}"
            path.write_bytes(picture(page, png=asked.png))
        context.close()


def in_hand(page: Page, day: str) -> None:
    """A card is held, so that every place shows its price."""
    page.set_viewport_size(WIDE)
    page.goto(day)
    page.locator(f'a.slot[data-session="{HELD}"]').first.press("m")
    page.locator(".ghost").wait_for()
    page.keyboard.press("Home")
    page.wait_for_timeout(1000)  # until the rules have said what they have to do with it


def log_in(page: Page, address: str) -> None:
    page.goto(f"{address}/login")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click("button.main")


def picture(page: Page, *, png: bool) -> bytes:
    """The page as it stands, as far as it is shown."""
    height = page.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    width = page.viewport_size["width"] if page.viewport_size else 0
    clip = {"x": 0, "y": 0, "width": width, "height": max(300, min(height, TALLEST)), "scale": SCALE}
    wanted = {"format": "png"} if png else {"format": "webp", "quality": QUALITY}
    devtools = page.context.new_cdp_session(page)
    made = devtools.send("Page.captureScreenshot", {**wanted, "clip": clip, "captureBeyondViewport": True})
    return base64.b64decode(made["data"])


if __name__ == "__main__":
    main()
