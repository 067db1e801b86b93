"""People who log in, and the links that let them make an account."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import func, select, update

from web.store import Fact, Link, User, now
from web.tables import ApiToken

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from web.store import Store

SHORTEST = 10
"""Letters of a password."""
HOURS = 24
"""How long a link is good."""
KEY = "secret key"


class Accounts:
    """People and links of a store."""

    def __init__(self, store: Store, hasher: PasswordHasher | None = None) -> None:
        self.store = store
        self.hasher = hasher or PasswordHasher()

    def secret_key(self) -> str:
        """What signs the cookies of this installation; made once."""
        with self.store.writing() as session:
            fact = session.get(Fact, KEY)
            if fact is None:
                fact = Fact(name=KEY, value=token_hex(32))
                session.add(fact)
            return fact.value

    def link(self, role: str) -> str:
        """A new link's token, ``id.secret``; only its hash is kept."""
        number, secret = token_hex(6), token_urlsafe(24)
        with self.store.writing() as session:
            until = now() + timedelta(hours=HOURS)
            session.add(Link(id=number, secret=_hashed(secret), role=role, until=until, used=None))
        return f"{number}.{secret}"

    def role_of(self, token: str) -> str | None:
        """The role that a link gives; None if it is unknown, used or over."""
        with self.store.reading() as session:
            link = _usable(session, token)
            return None if link is None else link.role

    def enter(self, token: str, name: str, email: str, password: str) -> User | None:
        """A new account by a link, which is used up; None if the link is no longer good.

        ``ValueError`` with the key of the word for what is wrong about the fields.
        """
        hashed = self.hashed(password)
        with self.store.writing() as session:
            link = _usable(session, token)
            if link is None:
                return None
            if _by_email(session, email) is not None:
                raise ValueError("account.email_taken")
            link.used = now()
            user = User(
                email=email.strip().lower(),
                name=name.strip(),
                password=hashed,
                role=link.role,
                epoch=0,
                made=now(),
            )
            session.add(user)
            return user

    def login(self, email: str, password: str) -> User | None:
        """Whoever has that address and password; as slow when there is nobody."""
        with self.store.reading() as session:
            user = _by_email(session, email)
        try:
            self.hasher.verify(user.password if user else _nobody(self.hasher), password)
        except Argon2Error:
            return None
        return user

    def of(self, number: int, epoch: int) -> User | None:
        """Who a cookie speaks of, unless their log-ins were ended."""
        with self.store.reading() as session:
            user = session.get(User, number)
        return user if user is not None and user.epoch == epoch else None

    def has_manager(self) -> bool:
        """Whether somebody can let others in."""
        with self.store.reading() as session:
            return bool(session.scalar(select(func.count()).select_from(User).where(User.role == "manager")))

    def set_password(self, email: str, password: str) -> bool:
        """Give somebody a new password and end all their log-ins and tokens; whether there is such a person."""
        hashed = self.hashed(password)
        with self.store.writing() as session:
            user = _by_email(session, email)
            if user is None:
                return False
            user.password = hashed
            user.epoch += 1
            tokens = update(ApiToken).where(ApiToken.user_id == user.id, ApiToken.ended.is_(None))
            session.execute(tokens.values(ended=now()))
            return True

    def hashed(self, password: str) -> str:
        """``ValueError`` if it is too short."""
        if len(password) < SHORTEST:
            raise ValueError("account.password_short")
        return self.hasher.hash(password)


@cache
def _nobody(hasher: PasswordHasher) -> str:
    return hasher.hash(token_hex(16))


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _usable(session: Session, token: str) -> Link | None:
    number, _, secret = token.partition(".")
    link = session.get(Link, number)
    if link is None or link.used is not None or link.until < now():
        return None
    return link if compare_digest(link.secret, _hashed(secret)) else None


def _by_email(session: Session, email: str) -> User | None:
    return session.scalars(select(User).where(User.email == email.strip().lower())).one_or_none()
