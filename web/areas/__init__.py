"""One blueprint an area."""

from __future__ import annotations

from web.areas import account, festivals, history

AREAS = (account.area, festivals.area, history.area)
