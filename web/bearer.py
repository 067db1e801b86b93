"""Who a program comes from: its token, and never a cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, request
from limits import parse

from web import permissions
from web.api.problems import Refused
from web.language import say
from web.limits import limiter

if TYPE_CHECKING:
    from web.tokens import Tokens

CALLS = parse("600 per minute")
"""Of one token."""
WRONG = parse("30 per minute")
"""Of one visitor whose tokens are none."""


def admit(tokens: Tokens) -> None:
    """Let a program in as its token says.  ``Refused``: 401 without one, 403 if it may not, 429 if too often."""
    g.user = None
    endpoint = request.endpoint
    if endpoint is None or permissions.PERMISSIONS.get(endpoint) == permissions.PROGRAMS:
        return
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    visitor = request.remote_addr or ""
    found = tokens.find(given.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        # Only who guesses is held up: behind a proxy all programs may have one address.
        if given and limiter.enabled and not limiter.limiter.hit(WRONG, "token", visitor):
            raise Refused(429, say("error.often"), headers={"Retry-After": "60"})
        raise Refused(401, say("api.no_token"))
    if limiter.enabled and not limiter.limiter.hit(CALLS, "calls", found.token):
        raise Refused(429, say("error.often"), headers={"Retry-After": "60"})
    if permissions.PERMISSIONS.get(endpoint) not in found.rights:
        raise Refused(403, say("api.forbidden"))
    g.user = found.user
