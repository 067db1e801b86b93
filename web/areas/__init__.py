"""One blueprint an area."""

from __future__ import annotations

from web.areas import (
    account,
    cells,
    feeds,
    festivals,
    forget,
    grid,
    guests,
    history,
    overview,
    private,
    programme,
    public,
    publish,
    rules,
    scenarios,
    selection,
    sheets,
    solve,
    tokens,
    waivers,
)

AREAS = (
    account.area,
    cells.area,
    feeds.area,
    festivals.area,
    forget.area,
    grid.area,
    guests.area,
    history.area,
    overview.area,
    private.area,
    programme.area,
    public.area,
    publish.area,
    rules.area,
    scenarios.area,
    selection.area,
    sheets.area,
    solve.area,
    tokens.area,
    waivers.area,
)
