"""Addresses as people outside get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from web.feedlinks import base

if TYPE_CHECKING:
    from web.links import Holder

PAGES = {"person": "private.person", "venue": "private.staff", "staff": "private.staff"}
"""The page that an address leads to."""


def absolute(endpoint: str, **values: Any) -> str:
    """The whole address of a page, as PUBLIC_URL has it, else as the request came."""
    return base() + url_for(endpoint, **values)


def private_page(holder: Holder, token: str | None) -> str:
    """The address of somebody's own page; empty if they have none."""
    return "" if token is None else absolute(PAGES[holder.kind], token=token)
