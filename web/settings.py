"""What the environment says: where the data is, where the queue is, what address people type."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.faults import Fault, FestivalError
from scheduler.postman import Server, sender_of

LARGEST_UPLOAD = 20_000_000
"""Bytes of a request; the largest real programme known takes a quarter."""


SHORTEST_KEY = 32
"""Letters of a key that is given."""
MOST_PROXIES = 9


@dataclass(frozen=True)
class Settings:
    """All there is to configure."""

    database_url: str = "sqlite:///showgrid.sqlite3"
    redis_url: str = ""
    public_url: str = ""
    """The address that people type, such as https://desk.example.org; empty: as the request says."""
    trusted_proxies: int = 0
    """Proxies in front, each of which adds who asked it (X-Forwarded-For, -Proto, -Host); nobody else is believed."""
    secret_key: str = ""
    """What signs cookies and draws private addresses; empty: one that the database keeps."""
    smtp_url: str = field(default="", repr=False)
    """The server that letters are sent by, smtp://user:password@host:587; empty: none are sent."""
    mail_from: str = ""
    """Who writes them, such as Programme <programme@example.org>."""
    testing: bool = False
    solve_workers: int = field(default_factory=lambda: max(1, (os.cpu_count() or 2) - 1))
    """Processes of one search; one core is left to the pages."""

    @property
    def mails(self) -> bool:
        """Whether letters can be sent: they hold addresses of private pages, which nobody must guess."""
        return bool(self.smtp_url and self.mail_from and self.public_url)

    @property
    def secure(self) -> bool:
        """Whether cookies are only for https."""
        return self.public_url.startswith("https://")


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """DATABASE_URL, REDIS_URL, PUBLIC_URL, TRUSTED_PROXIES, SECRET_KEY, SMTP_URL and MAIL_FROM.

    ``FestivalError`` if the key could be guessed, the proxies cannot be counted, or letters cannot be sent that way.
    """
    given = os.environ if environment is None else environment
    plain, faults = Settings(), list[Fault]()
    key, proxies = given.get("SECRET_KEY", ""), given.get("TRUSTED_PROXIES") or "0"
    if key and len(key) < SHORTEST_KEY:
        faults.append(Fault("SECRET_KEY", f"take at least {SHORTEST_KEY} letters that nobody can guess"))
    if not (proxies.isascii() and proxies.isdigit() and int(proxies) <= MOST_PROXIES):
        faults.append(Fault("TRUSTED_PROXIES", f"say how many proxies stand in front, from 0 to {MOST_PROXIES}"))
    smtp, sender = given.get("SMTP_URL", ""), given.get("MAIL_FROM", "")
    faults += _mail_faults(smtp, sender)
    if faults:
        raise FestivalError(faults)
    return Settings(
        database_url=_driver(given.get("DATABASE_URL") or plain.database_url),
        redis_url=given.get("REDIS_URL", ""),
        secret_key=key,
        trusted_proxies=int(proxies),
        smtp_url=smtp,
        mail_from=sender and sender_of(sender, "MAIL_FROM"),
        public_url=given.get("PUBLIC_URL", "").rstrip("/"),
    )


def _mail_faults(smtp: str, sender: str) -> Iterator[Fault]:
    """What is wrong with the server or the sender; either may be missing: then nothing is sent."""
    checks: list[tuple[str, Callable[[], object]]] = [
        (smtp, lambda: Server.of(smtp)), (sender, lambda: sender_of(sender, "MAIL_FROM")),
    ]  # fmt: skip
    for given, check in checks:
        try:
            if given:
                check()
        except FestivalError as error:
            yield from error.faults


def _driver(url: str) -> str:
    """Hosts hand out postgres://, which SQLAlchemy no longer reads; the driver is psycopg."""
    for begin in ("postgres://", "postgresql://"):
        if url.startswith(begin):
            return "postgresql+psycopg://" + url.removeprefix(begin)
    return url
