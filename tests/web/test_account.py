"""Log-in, one-time links, the guards of a browser, the language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.web.support import EMAIL, PASSWORD
from web import create_app
from web.accounts import Accounts
from web.desk import Desk
from web.settings import Settings
from web.store import Link, User, now

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

FORM = {"name": "김대식", "email": "Kim@Example.org", "password": PASSWORD}


def test_a_one_time_link_makes_an_account_once(anybody: FlaskClient, accounts: Accounts, desk: Desk) -> None:
    path = f"/enter/{accounts.link('manager')}"

    assert [anybody.get(path).status_code for _ in range(2)] == [200, 200]  # a mail program may look first
    assert anybody.post(path, data=FORM).status_code == 302
    assert anybody.get("/").status_code == 200
    assert [anybody.get(path).status_code, anybody.post(path, data=FORM).status_code] == [410, 410]
    with desk.store.reading() as session:
        user = session.get_one(User, 1)
    assert (user.name, user.email, user.role) == ("김대식", "kim@example.org", "manager")
    assert user.password.startswith("$argon2id$")


def test_a_link_is_over_after_a_day_and_is_not_kept_in_the_open(accounts: Accounts, desk: Desk) -> None:
    token = accounts.link("editor")
    with desk.store.writing() as session:
        link = session.get_one(Link, token.partition(".")[0])
        assert token.partition(".")[2] not in link.secret
        link.until = now() - timedelta(seconds=1)

    assert accounts.role_of(token) is None


@pytest.mark.parametrize("token", ["", "x", "x.y", "é.é"])
def test_a_made_up_link_is_nothing(accounts: Accounts, token: str) -> None:
    assert accounts.role_of(token) is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "Please write your name"),
        ({"email": "kim"}, "This is no mail address"),
        ({"password": "short"}, "The password is too short"),
    ],
    ids=["no name", "no address", "short"],
)
def test_a_form_with_a_fault_keeps_what_was_typed(
    anybody: FlaskClient, accounts: Accounts, wrong: dict[str, str], told: str
) -> None:
    form = FORM | wrong
    answer = anybody.post(f"/enter/{accounts.link('viewer')}", data=form)

    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{form["email"]}"' in answer.text
    assert PASSWORD not in answer.text


def test_an_address_has_one_account(anybody: FlaskClient, accounts: Accounts) -> None:
    accounts.enter(accounts.link("viewer"), "Kim", "kim@example.org", PASSWORD)

    answer = anybody.post(f"/enter/{accounts.link('viewer')}", data=FORM)

    assert (answer.status_code, "There is an account with that address" in answer.text) == (422, True)


def test_a_wrong_password_says_no_more_than_an_unknown_address(anybody: FlaskClient, accounts: Accounts) -> None:
    accounts.enter(accounts.link("viewer"), "Kim", EMAIL, PASSWORD)
    known = anybody.post("/login", data={"email": EMAIL, "password": "wrong"})
    unknown = anybody.post("/login", data={"email": "no@example.org", "password": "wrong"})

    assert (known.status_code, unknown.status_code) == (422, 422)
    assert known.text.replace(EMAIL, "") == unknown.text.replace("no@example.org", "") or (
        "Address and password do not go together" in known.text and "do not go together" in unknown.text
    )


def test_a_new_password_ends_every_log_in(accounts: Accounts, logged_in: Callable[[str], FlaskClient]) -> None:
    client = logged_in("viewer")
    assert client.get("/").status_code == 200

    assert accounts.set_password(EMAIL, "another long one")

    assert client.get("/").headers["Location"] == "/login?next=/"
    assert accounts.login(EMAIL, PASSWORD) is None
    assert accounts.login(EMAIL, "another long one") is not None


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("/f/small/history", "/f/small/history"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil", "/"),
    ],
)
def test_after_log_in_one_stays_on_this_site(anybody: FlaskClient, accounts: Accounts, wanted: str, got: str) -> None:
    accounts.enter(accounts.link("viewer"), "Kim", EMAIL, PASSWORD)

    answer = anybody.post("/login", query_string={"next": wanted}, data={"email": EMAIL, "password": PASSWORD})

    assert answer.headers["Location"] == got


def test_every_answer_carries_the_guards(anybody: FlaskClient) -> None:
    first = anybody.get("/login")
    policy = first.headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "nonce" not in policy
    assert first.headers["Cache-Control"] == "no-store"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert "style=" not in first.text
    assert "onclick" not in first.text


def test_the_cookie_is_kept_from_scripts_and_other_sites(anybody: FlaskClient, accounts: Accounts) -> None:
    accounts.enter(accounts.link("viewer"), "Kim", EMAIL, PASSWORD)
    cookie = anybody.post("/login", data={"email": EMAIL, "password": PASSWORD}).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_form_without_its_token_is_refused(app: Flask, accounts: Accounts) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    accounts.enter(accounts.link("viewer"), "Kim", EMAIL, PASSWORD)

    answer = app.test_client().post("/login", data={"email": EMAIL, "password": PASSWORD})

    assert answer.status_code == 400
    assert "reload the page" in answer.text


def test_tries_are_limited(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("limits")
    app = create_app(Settings(database_url=f"sqlite:///{folder / 'desk.sqlite3'}"))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()

    codes = [client.post("/enter/x.y", data={}).status_code for _ in range(11)]

    assert codes == [410] * 10 + [429]
    app.extensions["desk"].store.close()


def test_pages_speak_korean_to_whoever_wants_it(anybody: FlaskClient) -> None:
    assert '<html lang="ko">' in anybody.get("/login", headers={"Accept-Language": "ko-KR,ko;q=0.9,en;q=0.5"}).text
    assert '<html lang="en">' in anybody.get("/login", headers={"Accept-Language": "fr"}).text

    anybody.post("/language/ko", data={"next": "/login"})

    assert "비밀번호" in anybody.get("/login", headers={"Accept-Language": "en"}).text


def test_an_invitation_is_a_link_for_one_person(manager: FlaskClient, accounts: Accounts) -> None:
    answer = manager.post("/invite", data={"role": "editor"})

    token = answer.text.partition("/enter/")[2].partition("<")[0]
    assert accounts.role_of(token) == "editor"
    assert manager.post("/invite", data={"role": "king"}).status_code == 400
