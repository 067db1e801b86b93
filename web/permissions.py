"""Who may do what: a right for every endpoint, and the rights of every role.  A test walks it."""

from __future__ import annotations

PROGRAMS, ANYONE, VIEW, EDIT, MANAGE = "programs", "anyone", "view", "edit", "manage"
"""``PROGRAMS``: what calendars and other programs fetch; nobody is asked who they are, and no cookie goes back."""

ROLES: dict[str, frozenset[str]] = {
    "viewer": frozenset({PROGRAMS, ANYONE, VIEW}),
    "editor": frozenset({PROGRAMS, ANYONE, VIEW, EDIT}),
    "manager": frozenset({PROGRAMS, ANYONE, VIEW, EDIT, MANAGE}),
}
NOBODY = frozenset({PROGRAMS, ANYONE})
"""Rights of whoever has not logged in."""

PERMISSIONS: dict[str, str] = {
    "static": ANYONE,
    "account.login": ANYONE,
    "account.logout": ANYONE,
    "account.enter": ANYONE,
    "account.language": ANYONE,
    "account.invite": MANAGE,
    "feeds.changes": ANYONE,
    "feeds.private": PROGRAMS,
    "feeds.everything": PROGRAMS,
    "feeds.room": PROGRAMS,
    "feeds.track": PROGRAMS,
    "feeds.file": PROGRAMS,
    "festivals.index": VIEW,
    "festivals.create": MANAGE,
    "grid.index": VIEW,
    "grid.day": VIEW,
    "grid.prices": VIEW,
    "grid.price": VIEW,
    "grid.showing": VIEW,
    "grid.move": EDIT,
    "grid.pin": EDIT,
    "grid.events": VIEW,
    "overview.index": VIEW,
    "selection.act": EDIT,
    "selection.around": EDIT,
    "waivers.accept": EDIT,
    "waivers.withdraw": EDIT,
    "programme.index": VIEW,
    "programme.show": VIEW,
    "programme.download": VIEW,
    "programme.add": EDIT,
    "programme.edit": EDIT,
    "programme.delete": EDIT,
    "programme.upload": EDIT,
    "programme.apply": EDIT,
    "rules.index": VIEW,
    "rules.weigh": EDIT,
    "rules.new": EDIT,
    "rules.add": EDIT,
    "rules.edit": EDIT,
    "rules.delete": EDIT,
    "sheets.check": ANYONE,
    "sheets.know": VIEW,
    "sheets.pdf": VIEW,
    "solve.index": VIEW,
    "solve.ask": EDIT,
    "solve.show": VIEW,
    "solve.events": VIEW,
    "solve.stop": EDIT,
    "solve.accept": EDIT,
    "solve.drop": EDIT,
    "private.person": ANYONE,
    "private.answer": ANYONE,
    "private.staff": ANYONE,
    "private.tap": ANYONE,
    "public.asset": ANYONE,
    "public.programme": ANYONE,
    "public.showing": ANYONE,
    "guests.index": VIEW,
    "guests.rotate": EDIT,
    "guests.revoke": EDIT,
    "publish.index": VIEW,
    "publish.confirm": MANAGE,
    "publish.version": VIEW,
    "publish.draft_letter": VIEW,
    "publish.letter": EDIT,
    "publish.letters_zip": EDIT,
    "history.index": VIEW,
    "history.show": VIEW,
    "history.compare": VIEW,
    "history.restore": EDIT,
    "history.turn": EDIT,
}


def may(role: str | None, endpoint: str | None) -> bool:
    """Whether somebody of that role may go there; an endpoint that is not listed is for nobody."""
    if endpoint is None:
        return True
    needed = PERMISSIONS.get(endpoint)
    return needed is not None and needed in (NOBODY if role is None else ROLES[role])
