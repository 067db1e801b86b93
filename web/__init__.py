"""The web side: it shows, and neither solves nor checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from web.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The whole desk as a WSGI app, on a database that has the newest tables."""
    from web.app import make

    return make(settings)
