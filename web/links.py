"""Private addresses: who has which, and whom one belongs to.

An address is ``id.secret``.  The secret is drawn from the id and the key of this installation, so that an address can
be shown again to whoever may see it; the table keeps only its hash.  With SECRET_KEY in the environment the key is
not in the database either, and a copy of the database gives no address away.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from sqlalchemy import bindparam, func, select

from web.store import FestivalRow, now
from web.tables import PrivateLink, PublicationRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from web.store import Store

Kind = Literal["person", "venue", "staff"]
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without letters that are read as others."""
FIND = (
    select(
        PrivateLink.kind,
        PrivateLink.holder,
        PrivateLink.secret,
        PrivateLink.ended,
        PrivateLink.festival_id,
        FestivalRow.slug,
        select(func.max(PublicationRow.version))
        .where(PublicationRow.festival_id == PrivateLink.festival_id)
        .scalar_subquery()
        .label("version"),
    )
    .join(FestivalRow, FestivalRow.id == PrivateLink.festival_id)
    .where(PrivateLink.id == bindparam("id"))
)
"""All that an answer of 304 needs to know, in one question."""


@dataclass(frozen=True)
class Holder:
    """Whose an address is: a person, the staff of a venue, or all of the staff."""

    kind: Kind
    key: str = ""
    """The id of the person or venue."""


@dataclass(frozen=True)
class Found:
    """What an address leads to."""

    link: str
    """Id of the link."""
    slug: str
    """Of the festival."""
    festival_id: int
    holder: Holder
    gone: bool
    """Rotated or revoked: the answer is 410."""
    version: int
    """Of the festival in force; 0 if nothing was published."""


@dataclass(frozen=True)
class Held:
    """How it stands with a holder's address."""

    token: str | None
    """None if it was revoked, or was made under another key and can only be rotated."""
    made: datetime
    revoked: bool


class Links:
    """The private addresses of a store."""

    def __init__(self, store: Store, key: str) -> None:
        self.store, self.key = store, key.encode()

    def find(self, token: str) -> Found | None:
        """Whose it is; None if there never was such an address."""
        number, _, secret = token.partition(".")
        row = self.store.row(FIND, id=number)
        if row is None or not hmac.compare_digest(row.secret, _hashed(secret)):
            return None
        holder = _holder(row.kind, row.holder)
        return Found(number, row.slug, row.festival_id, holder, row.ended is not None, row.version or 0)

    def of(self, festival_id: int) -> dict[Holder, Held]:
        """The address of every holder that ever had one."""
        with self.store.reading() as session:
            query = select(PrivateLink).where(PrivateLink.festival_id == festival_id)
            rows = session.scalars(query.order_by(PrivateLink.made, PrivateLink.id)).all()
        standing = sorted(rows, key=lambda row: row.ended is None)
        return {
            _holder(row.kind, row.holder): Held(self._token(row), row.made, row.ended is not None) for row in standing
        }

    def token(self, festival_id: int, holder: Holder) -> str | None:
        """The address of one holder, if it has one in force."""
        with self.store.reading() as session:
            row = _standing(session, festival_id, holder)
            return None if row is None else self._token(row)

    def give(self, session: Session, festival_id: int, holders: Iterable[Holder], user: int | None) -> None:
        """An address for all who never had one; whose was revoked stays without."""
        query = select(PrivateLink).where(PrivateLink.festival_id == festival_id)
        known = {_holder(row.kind, row.holder) for row in session.scalars(query)}
        for holder in dict.fromkeys(holders):
            if holder not in known:
                session.add(self._new(festival_id, holder, user))

    def rotate(self, festival_id: int, holder: Holder, user: int | None) -> str:
        """Another address instead of the one there was; also for who has none."""
        with self.store.writing() as session:
            _end(session, festival_id, holder)
            row = self._new(festival_id, holder, user)
            session.add(row)
            return f"{row.id}.{self._secret(row.id)}"

    def revoke(self, festival_id: int, holder: Holder) -> None:
        """No address any more, until it is rotated."""
        with self.store.writing() as session:
            _end(session, festival_id, holder)

    def _new(self, festival_id: int, holder: Holder, user: int | None) -> PrivateLink:
        number = "".join(secrets.choice(ALPHABET) for _ in range(10))
        return PrivateLink(
            id=number,
            festival_id=festival_id,
            kind=holder.kind,
            holder=holder.key,
            secret=_hashed(self._secret(number)),
            user_id=user,
            made=now(),
            ended=None,
        )

    def _secret(self, number: str) -> str:
        """160 bits that nobody knows without the key."""
        drawn = hmac.digest(self.key, f"private link {number}".encode(), "sha256")
        return b32encode(drawn[:20]).decode().lower()

    def _token(self, row: PrivateLink) -> str | None:
        secret = self._secret(row.id)
        fits = row.ended is None and hmac.compare_digest(row.secret, _hashed(secret))
        return f"{row.id}.{secret}" if fits else None


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _holder(kind: str, key: str) -> Holder:
    return Holder("person" if kind == "person" else "venue" if kind == "venue" else "staff", key)


def _standing(session: Session, festival_id: int, holder: Holder) -> PrivateLink | None:
    query = select(PrivateLink).filter_by(festival_id=festival_id, kind=holder.kind, holder=holder.key)
    return session.scalars(query.where(PrivateLink.ended.is_(None))).first()


def _end(session: Session, festival_id: int, holder: Holder) -> None:
    row = _standing(session, festival_id, holder)
    if row is not None:
        row.ended = now()
        session.flush()
