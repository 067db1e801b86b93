"""What nobody may see or do, looked for at every address at once."""

from __future__ import annotations

import logging
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest

from tests.formats.programme import SECRETS
from tests.web.api_support import Program
from tests.web.outside import SLUG, published
from web import create_app
from web.links import Holder
from web.permissions import ANYONE, PERMISSIONS, PROGRAMS
from web.security import Veil
from web.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from web.desk import Desk


def test_no_secret_is_at_any_address_that_is_open_or_told_to_who_has_no_token(
    app: Flask, anybody: FlaskClient, desk: Desk
) -> None:
    published(desk)
    token = desk.links.token(1, Holder("person", "kim"))
    values = {
        "slug": SLUG, "token": token, "session": "opening", "label": 1, "key": "big", "form": "schedule.json", "lang": "en",
        "version": 1, "subject": "big", "day": "2098-10-24", "number": 1, "name": "running-order", "filename": "desk.css",
        "suffix": "yaml", "person": "kim", "which": 1,
    }  # fmt: skip
    seen, found = dict[int, int](), list[tuple[str, str]]()
    for rule in app.url_map.iter_rules():
        right = PERMISSIONS[rule.endpoint]
        # Those of one person tell that person what the public may not know; other tests look at them.
        if (
            rule.endpoint.partition(".")[0] in ("private", "static")
            or rule.endpoint == "feeds.private"
            or not (right in (ANYONE, PROGRAMS) or rule.endpoint.startswith("api."))
        ):
            continue
        path = app.url_map.bind("localhost").build(rule.endpoint, {name: values[name] for name in rule.arguments})
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            answer = anybody.open(path, method=method, json={} if method != "GET" else None)
            seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
            found += [(path, secret) for secret in SECRETS if secret in answer.text]

    assert found == []
    assert (seen[200] >= 10, seen[401] >= 35, max(seen) < 500) == (True, True, True), seen


def test_no_token_or_private_address_is_in_a_log(desk: Desk) -> None:
    user = desk.accounts.enter(desk.accounts.link("manager"), "Kim", "kim@example.org", "seven dry islands")
    assert user is not None
    secrets = [
        desk.tokens.make(user.id, "x", "read"),
        f"/enter/{desk.accounts.link('editor')}",
        "/p/abcdefghij.abcdefghijklmnopqrstuvwxyz234567",
    ]
    record = logging.LogRecord("web", logging.ERROR, "", 0, "Exception on %s", (" ".join(secrets),), None)

    Veil().filter(record)

    said = record.getMessage()
    assert [one.partition(".")[0] in said for one in secrets] == [True] * 3
    assert [one.partition(".")[2] in said for one in secrets] == [False] * 3


def test_who_guesses_tokens_does_not_hold_up_who_has_one(tmp_path: Path, new_database: Path) -> None:
    copyfile(new_database, tmp_path / "desk.sqlite3")
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'desk.sqlite3'}", public_url="https://desk.example.org")
    app = create_app(settings)
    desk = app.extensions["desk"]
    user = desk.accounts.enter(desk.accounts.link("manager"), "Kim", "kim@example.org", "seven dry islands")
    stranger, good = (
        Program(app.test_client(), token) for token in ("sgt_abc.def", desk.tokens.make(user.id, "x", "read"))
    )
    answers = [stranger("GET", "/festivals") for _ in range(31)]
    allowed = good("GET", "/festivals")
    desk.store.close()

    assert [one.status_code for one in answers] == [401] * 30 + [429]
    assert (answers[-1].headers["Retry-After"], allowed.status_code) == ("60", 200)
    assert allowed.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_new_password_ends_what_went_before(app: Flask, desk: Desk) -> None:
    user = desk.accounts.enter(desk.accounts.link("editor"), "Kim", "kim@example.org", "seven dry islands")
    assert user is not None
    program = Program(app.test_client(), desk.tokens.make(user.id, "x", "edit"))
    before = program("GET", "/festivals").status_code
    desk.accounts.set_password("kim@example.org", "eight wet islands")

    assert (before, program("GET", "/festivals").status_code) == (200, 401)


def test_a_token_is_made_once_shown_once_and_ended(logged_in_editor: FlaskClient, desk: Desk, app: Flask) -> None:
    client = logged_in_editor
    made = client.post("/tokens", data={"name": "website", "scope": "read"})
    token = made.text.partition('value="sgt_')[2].partition('"')[0]
    listed = client.get("/tokens").text
    program = Program(app.test_client(), f"sgt_{token}")
    good = program("GET", "/festivals").status_code
    wrong = [
        client.post("/tokens", data=data).status_code
        for data in ({"name": "", "scope": "read"}, {"name": "x", "scope": "manage"})
    ]
    client.post(f"/tokens/{token.partition('.')[0]}/end")

    assert (made.status_code, good, wrong) == (200, 200, [422, 400])
    assert ("website" in listed, token.partition(".")[2] in listed) == (True, False)
    assert program("GET", "/festivals").status_code == 401
    assert client.post(f"/tokens/{token.partition('.')[0]}/end").status_code == 404
    assert [desk.tokens.make(1, str(n), "read") for n in range(20)][19].startswith("sgt_")
    assert client.post("/tokens", data={"name": "one more", "scope": "read"}).status_code == 422


@pytest.fixture
def logged_in_editor(desk: Desk, app: Flask) -> FlaskClient:
    desk.accounts.enter(desk.accounts.link("editor"), "Kim", "kim@example.org", "seven dry islands")
    client = app.test_client()
    client.post("/login", data={"email": "kim@example.org", "password": "seven dry islands"})
    return client


def test_what_cannot_be_counted_or_is_nothing_is_refused_not_stumbled_over(manager: FlaskClient, slug: str) -> None:
    headers = {"Accept": "application/json"}
    many: list[list[object]] = [[], [{}] * 1001]
    moves = [manager.post(f"/f/{slug}/move", json={"moves": one}, headers=headers).status_code for one in many]
    pages = [
        manager.get(f"/f/{slug}/{one}").status_code
        for one in ("solve/99999999999999999999", "day/99999999999999999999")
    ]
    half = manager.post(
        f"/f/{slug}/move", data='{"moves": "\\ud800"}', content_type="application/json", headers=headers
    )

    assert (moves, pages, half.status_code) == ([422, 422], [404, 404], 400)
