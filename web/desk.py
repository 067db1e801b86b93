"""What every area works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort, current_app, g

if TYPE_CHECKING:
    from web.accounts import Accounts
    from web.links import Links
    from web.operations import Operations
    from web.outlet import Outlet
    from web.past import Pasts
    from web.pieces import Pieces
    from web.publishing import Publishing
    from web.replies import Replies
    from web.scenarios import Scenarios
    from web.settings import Settings
    from web.sheets import Sheets
    from web.store import Store
    from web.taps import Taps
    from web.tokens import Tokens
    from web.workspace import Workspace, Workspaces


@dataclass(frozen=True)
class Desk:
    """Settings, data, and those who read and write it."""

    settings: Settings
    store: Store
    accounts: Accounts
    operations: Operations
    workspaces: Workspaces
    links: Links
    replies: Replies
    publishing: Publishing
    outlet: Outlet
    pieces: Pieces
    pasts: Pasts
    taps: Taps
    scenarios: Scenarios
    sheets: Sheets
    tokens: Tokens

    def drop(self, festival_id: int) -> None:
        """Compile anew whatever is kept of a festival."""
        self.pasts.drop(festival_id)
        self.publishing.drop(festival_id)
        self.outlet.drop(festival_id)
        self.pieces.drop(festival_id)


def desk() -> Desk:
    """That of the app that answers."""
    found: Desk = current_app.extensions["desk"]
    return found


def workspace(slug: str) -> Workspace:
    """The festival of that address, or an answer of 404."""
    found = desk().workspaces.of(slug)
    if found is None:
        abort(404)
    return found


def user_id() -> int | None:
    """Who is logged in."""
    return None if g.user is None else int(g.user.id)
