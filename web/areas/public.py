"""The programme as everybody may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort

from scheduler.site.pages import asset

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

area = Blueprint("public", __name__)
ASSETS = {"style.css": "text/css; charset=utf-8", "copy.js": "text/javascript; charset=utf-8"}


@area.get("/site/<name>", endpoint="asset")
def asset_(name: str) -> ResponseReturnValue:
    """What the pages for people outside look like; the same as of the site of plain files."""
    if name not in ASSETS:
        abort(404)
    return Response(asset(name), content_type=ASSETS[name], headers={"Cache-Control": "public, max-age=3600"})
