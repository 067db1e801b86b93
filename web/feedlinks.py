"""Addresses of feeds as pages offer them: to open in a calendar, to copy, to download, to scan."""

from __future__ import annotations

from urllib.parse import urlencode

import segno
from flask import request, url_for

from web.desk import desk


def base() -> str:
    """The address that people type, without a slash at its end."""
    return desk().settings.public_url or request.url_root.rstrip("/")


def public(slug: str, room: str = "", track: str = "", lang: str = "") -> dict[str, str]:
    """What is offered of the calendar of a room, a track, or of everything."""
    if room:
        return offered(base() + url_for("feeds.room", slug=slug, key=room), lang)
    if track:
        return offered(base() + url_for("feeds.track", slug=slug, key=track), lang)
    return offered(base() + url_for("feeds.everything", slug=slug), lang)


def offered(address: str, lang: str = "") -> dict[str, str]:
    """The address itself, for ``webcal``, to download, and as a picture to scan."""
    asked = f"{address}?{urlencode({'lang': lang})}" if lang else address
    webcal = "webcal://" + asked.partition("://")[2]
    return {
        "address": asked,
        "webcal": webcal,
        "download": f"{asked}{'&' if lang else '?'}download",
        "qr": segno.make(webcal, error="m").svg_data_uri(border=2, dark="#000", light="#fff"),
    }
