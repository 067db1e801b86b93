"""Names that nobody can guess, and a file beside the publication that knows them again by their hashes.

A name is ``id.secret``.  The secret itself is only where the page is: the name of its folder in the site.  So a folder
that was deleted is an address that was revoked; and whoever reads the file beside the publication learns no address.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

STAFF = "staff"
"""The holder of the page for the staff; a person is ``person:ID``, a hall ``hall:ID``."""
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without letters that are read as others."""
EVERYBODY = "all"


@dataclass(frozen=True)
class Known:
    """What is remembered of an address."""

    id: str
    hash: str
    revoked: bool = False


def hashed(secret: str) -> str:
    """The hash of a secret; it is random and long, so that a plain one is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def holder_of(person: str) -> str:
    """The holder that a person is."""
    return f"person:{person}"


def hall_of(room: str) -> str:
    """The holder that a hall is: of the page that answers the codes of its sheets."""
    return f"hall:{room}"


@dataclass
class Addresses:
    """Who has which address; made from the file and the names in the site."""

    festival: str
    known: dict[str, Known] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """``id.secret`` of each holder whose address is in force."""

    def recognise(self, there: Iterable[str]) -> None:
        """Take the names of folders that hold what the file knows the hash of."""
        holders = {one.id: holder for holder, one in self.known.items() if not one.revoked}
        for name in there:
            id_, _, secret = name.partition(".")
            holder = holders.get(id_)
            if holder is not None and hmac.compare_digest(hashed(secret), self.known[holder].hash):
                self.names[holder] = name

    def give(self, holders: Collection[str], rotate: Collection[str] = (), revoke: Collection[str] = ()) -> list[str]:
        """Names for all who have none yet; new ones to ``rotate``; none to ``revoke``.  Returns whose was deleted.

        Who has no name but is known had one that was deleted: it stays revoked until it is rotated.
        """
        everybody = EVERYBODY in rotate
        deleted = []
        for holder in holders:
            if holder in revoke:
                self._revoke(holder)
            elif everybody or holder in rotate or holder not in self.known:
                self._new(holder)
            elif holder not in self.names and not self.known[holder].revoked:
                self._revoke(holder)
                deleted.append(holder)
        return deleted

    def _new(self, holder: str) -> None:
        id_ = "".join(secrets.choice(ALPHABET) for _ in range(8))
        secret = "".join(secrets.choice(ALPHABET) for _ in range(32))  # 160 bits
        self.known[holder] = Known(id_, hashed(secret))
        self.names[holder] = f"{id_}.{secret}"

    def _revoke(self, holder: str) -> None:
        known = self.known.get(holder, Known("", ""))
        self.known[holder] = Known(known.id, "", revoked=True)
        self.names.pop(holder, None)

    def text(self) -> str:
        """The file beside the publication."""
        entries = {
            holder: {"id": one.id, "revoked": True} if one.revoked else {"id": one.id, "hash": one.hash}
            for holder, one in sorted(self.known.items())
        }
        return (
            json.dumps({"showgrid": 1, "festival": self.festival, "addresses": entries}, ensure_ascii=False, indent=1)
            + "\n"
        )


def beside(publication: Path) -> Path:
    """The file with the hashes, beside a publication."""
    return publication.with_name(f"{publication.stem}.addresses.json")


def read(path: Path, festival: str) -> Addresses:
    """What the file knows; nothing if there is none.  ``FestivalError`` if it is broken or another festival's."""
    if not path.exists():
        return Addresses(festival)
    try:
        data: Any = json.loads(path.read_text("utf-8"))
        known = {
            str(holder): Known(str(one["id"]), str(one.get("hash", "")), bool(one.get("revoked", False)))
            for holder, one in data["addresses"].items()
        }
        of = str(data["festival"])
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        told = "this is no file of addresses; bring back the one that was there, or take it away and give new ones"
        raise FestivalError([Fault(str(path), told)]) from None
    if of != festival:
        raise FestivalError([Fault(str(path), f"these are addresses of {of!r}, not of {festival!r}")])
    return Addresses(festival, known)
