"""Keys of programs: made by somebody for themselves, shown once, kept as a hash, taken back at any time.

A token is ``sgt_id.secret``.  It may do what its owner may, as far as its scope goes, and no more than its owner may
now: whoever loses a role loses it for their programs too.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING

from sqlalchemy import select

from web.links import ALPHABET
from web.permissions import ROLES, SCOPES
from web.store import User, now
from web.tables import ApiToken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select

    from web.store import Store

BEGIN = "sgt_"
"""So that programs that look for secrets in published files know one."""
MOST = 20
"""Tokens in force of one person."""
LONGEST = 100
"""Letters of a name."""
SEEN = timedelta(hours=1)
"""How exactly the last use is kept: a poll must not write."""


class TooMany(Exception):
    """Whoever wants another has to end one first."""


@dataclass(frozen=True)
class Bearer:
    """Who a request comes from, and what it may do."""

    token: str
    """Id of the token."""
    user: User
    rights: frozenset[str]


class Tokens:
    """Those of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def make(self, user: int, name: str, scope: str) -> str:
        """A new token, to be shown once.  ``TooMany``; ``ValueError`` for a scope that the person does not have."""
        number = "".join(secrets.choice(ALPHABET) for _ in range(10))
        secret = secrets.token_hex(20)
        with self.store.writing() as session:
            owner = session.get_one(User, user)
            if scope not in scopes_of(owner.role):
                raise ValueError(scope)
            if len(list(session.scalars(_standing(user)))) >= MOST:
                raise TooMany
            row = ApiToken(
                id=number, secret=_hashed(secret), user_id=user, name=name.strip()[:LONGEST] or number, scope=scope,
                made=now(), used=None, ended=None,
            )  # fmt: skip
            session.add(row)
        return f"{BEGIN}{number}.{secret}"

    def find(self, token: str) -> Bearer | None:
        """Whose it is; None if there is none such, or it has ended."""
        number, _, secret = token.removeprefix(BEGIN).partition(".")
        with self.store.reading() as session:
            row = session.get(ApiToken, number)
            if row is None or not compare_digest(row.secret, _hashed(secret)) or row.ended is not None:
                return None
            user = session.get_one(User, row.user_id)
        if row.used is None or now() - row.used > SEEN:
            self._see(number)
        return Bearer(number, user, ROLES[user.role] & SCOPES[row.scope])

    def of(self, user: int) -> list[ApiToken]:
        """Those of one person in force, the newest first."""
        with self.store.reading() as session:
            return list(session.scalars(_standing(user)))

    def end(self, user: int, number: str) -> bool:
        """Take one of one's own back; whether there was such a one."""
        with self.store.writing() as session:
            row = session.get(ApiToken, number)
            if row is None or row.user_id != user or row.ended is not None:
                return False
            row.ended = now()
            return True

    def _see(self, number: str) -> None:
        with self.store.writing() as session:
            session.get_one(ApiToken, number).used = now()


def scopes_of(role: str) -> Iterable[str]:
    """Scopes that somebody of that role can give, the smallest first."""
    return [scope for scope, rights in SCOPES.items() if rights <= ROLES[role]]


def _standing(user: int) -> Select[ApiToken]:
    return select(ApiToken).where(ApiToken.user_id == user, ApiToken.ended.is_(None)).order_by(ApiToken.made.desc())


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
