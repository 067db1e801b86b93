"""The API against its own document: nothing that can be sent makes it fall over, and every answer is as declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.fuzzing import fuzz, operations

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from web.desk import Desk
    from web.workspace import Workspace


def test_whatever_is_sent_is_answered_as_the_document_says(
    app: Flask, desk: Desk, slug: str, full: Callable[[], Workspace]
) -> None:
    desk.publishing.publish(None, full())
    user = desk.accounts.enter(desk.accounts.link("manager"), "Kim", "kim@example.org", "seven dry islands")
    assert user is not None
    token = desk.tokens.make(user.id, "fuzz", "manage")

    tried = 0
    for operation in operations(app):
        fuzz(operation, slug, token, examples=1 if "document" in operation.label else 2)
        tried += 1

    assert tried > 30
