"""One blueprint an area."""

from __future__ import annotations

from web.areas import account, feeds, festivals, grid, history, programme, publish, rules, selection, solve, waivers

AREAS = (
    account.area,
    feeds.area,
    festivals.area,
    grid.area,
    history.area,
    programme.area,
    publish.area,
    rules.area,
    selection.area,
    solve.area,
    waivers.area,
)
