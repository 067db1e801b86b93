"""Whatever is sent to the pages, by whoever may do anything: an answer in words, never a failure of ours."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from web.security import POLICY

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.routing import Rule

    from web.desk import Desk
    from web.workspace import Workspace

ROUNDS = 2
ODD = [
    "", " ", "0", "-1", "1", "2", "1e400", "nan", "99999999999999999999", "²", "٣", "x", "😀\u0000\u202e", "a" * 3000, "<script>",
    "[]", "{}", "[[[]]]", "null", '{"id": 1}', '[["rooms", "big", {"id": []}]]', "2024-10-25T10:00", "24:99", "NaN", "True", "../..",
    "big", "film", "kim", "film#1", "person_in_one_place", "confirmed", "should", "\r\nX: y", "%00", "\ufeff",
]  # fmt: skip
"""What people, programs and cats type."""
NOT_TEXT: list[Any] = [10**30, -(10**30), 1.5, True, None, [], {"id": []}, [[]]]
"""What JSON can hold beside."""
FIELDS = [
    "action", "answer", "base", "budget", "capacity", "confirm", "data", "day", "delete", "duration", "edits", "email", "field", "id",
    "in_force", "key", "kind", "label", "margin", "minutes", "name", "name.en", "nevertheless", "next", "note", "parts", "password",
    "people", "pin", "q", "revision", "role", "room", "rooms", "rule", "run", "s", "sample", "scope", "session", "showing", "showings",
    "start", "state", "subject", "text", "time", "token", "until", "version", "weight", "what", "who", "why", "a", "b", "part",
]  # fmt: skip
"""Names of fields that some form or other has."""


def values(rule: Rule, slug: str, tokens: list[str], drawn: random.Random) -> dict[str, Any]:
    """An address of a page: often one that there is."""
    known: dict[str, list[Any]] = {
        "slug": [slug], "token": tokens, "session": ["film", "opening"], "label": [1, 2, 0], "number": [0, 1, 2], "revision": [1, 2, 99],
        "name": ["rooms", "sessions", "people", "rules"], "field": ["capacity", "name", "people"], "key": ["big", "film", "kim", "1"],
        "kind": ["not_parallel", "person_in_one_place"], "person": ["kim", "x"], "lang": ["ko"], "verb": ["undo", "redo"],
        "suffix": ["xlsx", "csv"], "form": ["schedule.json"], "version": ["1"], "subject": ["big"], "day": ["2024-10-25"],
        "filename": ["desk.css"],
    }  # fmt: skip
    return {
        one: drawn.choice([*known.get(one, ["1"]), *known.get(one, ["1"]), drawn.choice(ODD[:8]) or 7])
        for one in rule.arguments
    }


def test_no_form_makes_it_fall_over_and_every_answer_has_the_policy(
    app: Flask, manager: FlaskClient, desk: Desk, slug: str, full: Callable[[], Workspace]
) -> None:
    desk.publishing.publish(1, full())
    app.config["PROPAGATE_EXCEPTIONS"] = False
    tokens = [one.token or "" for one in desk.links.of(1).values()]
    drawn, tried, wrong = random.Random(5), 0, list[tuple[str, str, int, Any]]()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") or rule.endpoint in ("account.logout", "account.login", "static"):
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            for turn in range(ROUNDS * (3 if method == "POST" else 1)):
                try:
                    path = app.url_map.bind("localhost").build(rule.endpoint, values(rule, slug, tokens, drawn))
                except (ValueError, TypeError):
                    continue
                as_json = method != "GET" and turn % 3 == 2
                odd = [*ODD, *NOT_TEXT] if as_json else ODD
                data = {one: drawn.choice(odd) for one in drawn.sample(FIELDS, 14)}
                sent: dict[str, Any] = {"query_string" if method == "GET" else "json" if as_json else "data": data}
                answer = manager.open(
                    path, method=method, headers={"Accept": drawn.choice(["text/html", "application/json"])}, **sent
                )
                tried += 1
                if answer.status_code >= 500 or answer.headers["Content-Security-Policy"] != POLICY:
                    wrong.append((method, path, answer.status_code, json.dumps(data)[:300]))
                answer.close()

    assert wrong == []
    assert tried > 200
