"""Letters are sent once, a few at a time, and what was interrupted goes on where it stopped.

A journal beside the letters has a line when a letter is about to be sent and another when it was.  A letter that
was begun and not ended may have arrived or not; nobody gets it twice, so a person decides.
"""

from __future__ import annotations

import json
import os
import smtplib
import ssl
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from itertools import islice
from time import sleep
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from scheduler.formats.letter import Letter

LOCAL = {"localhost", "127.0.0.1", "::1"}
HOW = "write smtp://user:password@host:587, or smtps://… for port 465"


@dataclass(frozen=True)
class Server:
    """A mail server, as SMTP_URL names it."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    implicit_tls: bool = False

    @classmethod
    def of(cls, url: str) -> Server:
        """The server of an address.  ``FestivalError`` if it is none."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise FestivalError([Fault("SMTP_URL", f"this is no address; {HOW}")]) from None
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise FestivalError([Fault("SMTP_URL", f"this is no address of a mail server; {HOW}")])
        secure = parts.scheme == "smtps"
        user, password = (unquote(one or "") for one in (parts.username, parts.password))
        return cls(parts.hostname, port or (465 if secure else 587), user, password, secure)

    def connect(self) -> smtplib.SMTP:
        """A connection; encrypted unless the server is this very machine."""
        context = ssl.create_default_context()
        if self.implicit_tls:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=60, context=context)
        else:
            smtp = smtplib.SMTP(self.host, self.port, timeout=60)
            smtp.ehlo()
            if smtp.has_extn("starttls"):
                smtp.starttls(context=context)
            elif self.host not in LOCAL:
                smtp.close()
                raise FestivalError([Fault("SMTP_URL", f"{self.host} does not encrypt; use another server")])
        if self.user:
            smtp.login(self.user, self.password)
        return smtp


class Ledger:
    """How it stands with each letter: begun, sent or refused, by its id; kept where it outlives this process."""

    def __init__(self, state: dict[str, str]) -> None:
        self.state = state

    def keep(self, letter: Letter, state: str) -> None:
        """Write it down, so that it is safe before anything goes on."""
        raise NotImplementedError

    def note(self, letter: Letter, state: str) -> None:
        """Write down that a letter is begun, sent or refused."""
        self.keep(letter, state)
        self.state[letter.id] = state

    def open(self, letters: Sequence[Letter]) -> list[Letter]:
        """Those that have an address and were never begun, or were refused."""
        return [one for one in letters if one.address and self.state.get(one.id, "refused") == "refused"]

    def unsure(self, letters: Sequence[Letter]) -> list[Letter]:
        """Those of which nobody knows whether they arrived."""
        return [one for one in letters if self.state.get(one.id) == "begun"]


class Journal(Ledger):
    """A file with a line for each step."""

    def __init__(self, path: Path) -> None:
        super().__init__({})
        self.path = path
        for number, line in enumerate(path.read_text("utf-8").splitlines() if path.exists() else [], start=1):
            try:
                entry = json.loads(line)
                self.state[str(entry["id"])] = str(entry["state"])
            except (ValueError, KeyError, TypeError):
                told = f"line {number} is no entry of a journal; take it out if that letter may be sent again"
                raise FestivalError([Fault(str(path), told)]) from None

    def keep(self, letter: Letter, state: str) -> None:
        """As a line, on disk."""
        entry = {"id": letter.id, "state": state, "person": letter.person, "to": letter.address}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


def sender_of(text: str, where: str) -> str:
    """Who writes, as mails say it.  ``FestivalError`` if that is no address."""
    name, address = parseaddr(text)
    try:
        return str(Address(name, addr_spec=address))
    except (HeaderParseError, ValueError, IndexError):
        told = f"{text!r} is no address; write programme@example.org, or Programme <programme@example.org>"
        raise FestivalError([Fault(where, told)]) from None


def send(
    letters: Sequence[Letter],
    server: Server,
    journal: Ledger,
    *,
    batch: int = 50,
    pause: float = 10.0,
    wait: Callable[[float], None] = sleep,
) -> list[Fault]:
    """Send what is open, so many on a connection, with a pause between; returns whom the server refused, and why.

    ``FestivalError`` if the server cannot be reached; what was sent until then is noted.
    """
    todo = iter(journal.open(letters))
    faults: list[Fault] = []
    first = True
    while few := list(islice(todo, batch)):
        if not first:
            wait(pause)
        first = False
        try:
            with server.connect() as smtp:
                faults += [fault for one in few for fault in _sent(smtp, one, journal)]
        except (OSError, smtplib.SMTPException) as error:
            raise FestivalError(
                [*faults, Fault("SMTP_URL", f"{server.host}: {_reason(error)}; run it again")]
            ) from None
    return faults


def _sent(smtp: smtplib.SMTP, letter: Letter, journal: Ledger) -> Iterator[Fault]:
    journal.note(letter, "begun")
    try:
        smtp.send_message(message_from_bytes(letter.data))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        journal.note(letter, "refused")
        yield Fault(f"{letter.person} <{letter.address}>", f"refused: {_reason(error)}")
    else:
        journal.note(letter, "sent")


def _reason(error: Exception) -> str:
    """What the server said, in a line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return f"{code} {text.decode(errors='replace')}"
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return " ".join(str(error).split()) or type(error).__name__
