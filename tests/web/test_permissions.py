"""Every route is in the table, and the table is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from web.permissions import ANYONE, PERMISSIONS, ROLES, may
from web.tokens import scopes_of

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from web.desk import Desk

RANK = ["programs", "anyone", "view", "edit", "manage"]


def test_every_route_is_in_the_table_and_nothing_else_is(app: Flask) -> None:
    assert sorted(PERMISSIONS) == sorted({rule.endpoint for rule in app.url_map.iter_rules()})


def test_a_route_that_is_not_in_the_table_is_for_nobody(app: Flask, logged_in: Callable[[str], FlaskClient]) -> None:
    app.add_url_rule("/secret", "secret", lambda: "secret")

    answers = [client.get("/secret").status_code for client in (app.test_client(), logged_in("manager"))]

    assert answers == [403, 403]


@pytest.mark.parametrize("role", [None, "viewer", "editor", "manager"])
def test_every_route_answers_only_to_those_who_may(
    app: Flask, slug: str, logged_in: Callable[[str], FlaskClient], role: str | None
) -> None:
    client = app.test_client() if role is None else logged_in(role)
    desk: Desk = app.extensions["desk"]
    token = "" if role is None else desk.tokens.make(1, "all", list(scopes_of(role))[-1])
    wrong = []
    for rule in app.url_map.iter_rules():
        values = {name: slug if name == "slug" else "1" for name in rule.arguments} | {
            "verb": "undo",
            "lang": "en",
            "form": "schedule.xml",
            "suffix": "json",
        }
        path = app.url_map.bind("localhost").build(rule.endpoint, values, append_unknown=False)
        if rule.endpoint in ("static", "account.logout"):
            continue
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
            answer = client.open(path, method=method, headers=headers)
            refused = answer.status_code in (401, 403)
            if refused == may(role, rule.endpoint):
                wrong.append((rule.endpoint, method, answer.status_code))
            assert answer.status_code < 500, (rule.endpoint, method)
    assert wrong == []


def test_roles_only_add_rights() -> None:
    assert [len(ROLES[role]) for role in ("viewer", "editor", "manager")] == [3, 4, 5]
    assert [right for right in RANK if right in ROLES["viewer"]] == RANK[:3]
    assert set(PERMISSIONS.values()) <= set(RANK)


def test_what_anybody_may_see_is_little() -> None:
    open_ = sorted(name for name, right in PERMISSIONS.items() if right == ANYONE)

    assert open_ == [
        "account.enter",
        "account.language",
        "account.login",
        "account.logout",
        "feeds.changes",
        "private.answer",
        "private.person",
        "private.staff",
        "private.tap",
        "public.asset",
        "public.programme",
        "public.showing",
        "sheets.check",
        "sheets.know",
        "static",
        "tokens.reference",
    ]
