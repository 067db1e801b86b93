"""A desk that answers on a port of its own, and Debian's Chromium to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import make_server

from tests.cli.support import PLACES
from tests.web.conftest import accounts, app, database, desk, new_database
from tests.web.support import EMAIL, FESTIVAL, PASSWORD, WHAT, placed
from web.accounts import Accounts
from web.entries import PLACEMENTS, Name
from web.operations import Edit

if TYPE_CHECKING:
    from flask import Flask

    from web.desk import Desk

__all__ = ["accounts", "app", "database", "desk", "new_database"]

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Skipped, loudly, where there is none; but never where it decides."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        missing = "NO BROWSER: the desk was not looked at. Install Debian's chromium (make test does, as root)."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask, desk: Desk, accounts: Accounts) -> Iterator[str]:
    """The desk with the small festival on it, all placed, and a manager."""
    app.config["WTF_CSRF_ENABLED"] = True
    user = accounts.enter(accounts.link("manager"), "Kim", EMAIL, PASSWORD)
    assert user
    slug = desk.operations.create(user.id, FESTIVAL, WHAT)
    edits = [Edit(Name(PLACEMENTS, f"{one[0]}#{one[1]}"), placed(*one)) for one in PLACES]
    desk.operations.commit(user.id, 1, 1, edits, WHAT)
    assert slug == "small"
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def is_wrong(said: ConsoleMessage) -> bool:
    """Whether the browser complains; a refusal (409, 422) is told as one, and is none."""
    return said.type == "error" and "the server responded with a status of 4" not in said.text


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """A page in a browser of its own where the manager is logged in; errors in it fail the test."""
    contexts, wrong = [], list[str]()

    def open_(path: str = "/f/small/day/0", **options: object) -> Page:
        context = chromium.new_context(**({"locale": "en-GB", "viewport": {"width": 1280, "height": 860}} | options))  # type: ignore[arg-type]  # as a test names them
        contexts.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if is_wrong(said) else None)
        page.goto(f"{address}/login?next={path}")
        page.fill("[name=email]", EMAIL)
        page.fill("[name=password]", PASSWORD)
        page.click("button.main")
        page.wait_for_url(f"**{path.partition('#')[0]}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []
