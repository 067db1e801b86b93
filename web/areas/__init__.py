"""One blueprint an area."""

from __future__ import annotations

from web.areas import account, festivals, grid, history, rules, solve

AREAS = (account.area, festivals.area, grid.area, history.area, rules.area, solve.area)
