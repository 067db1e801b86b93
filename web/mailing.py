"""Letters about the version in force, sent from the desk: each once, some at a time, and how it stands with each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import update

from scheduler.faults import Fault, FestivalError
from scheduler.formats.letter import NOBODY, letters
from scheduler.postman import Ledger, Server, send
from web.addresses import private_page
from web.tables import Reply

if TYPE_CHECKING:
    from scheduler.formats.letter import Letter
    from web.desk import Desk
    from web.publishing import Announced
    from web.store import Store

BATCH = 50
"""Letters a request: a connection to the mail server, and some seconds."""


class Told(Ledger):
    """How it stands with the letters about a version, beside what people answered."""

    def __init__(self, store: Store, out: Announced, written: list[Letter], replies: dict[str, Reply]) -> None:
        known = {one.person: one.mail for one in replies.values() if one.mail}
        super().__init__({one.id: known[one.person] for one in written if one.person in known})
        self.store, self.out = store, out

    def keep(self, letter: Letter, state: str) -> None:
        """In the database.  ``FestivalError`` if somebody else has begun it meanwhile: nobody gets two."""
        row = update(Reply).filter_by(festival_id=self.out.festival_id, version=self.out.version, person=letter.person)
        if state == "begun":
            row = row.where(Reply.mail.in_(("", "refused")))
        with self.store.writing() as session:
            done = session.execute(row.values(mail=state).returning(Reply.person)).all()
        if not done:
            raise FestivalError([Fault(letter.name, "somebody else is sending these letters at this moment")])


@dataclass(frozen=True)
class Mail:
    """The letters about a version as they stand."""

    open: int
    """To be sent, those included that were refused."""
    sent: int
    unsure: list[str]
    """Of whose letters nobody knows whether they arrived."""
    unaddressed: list[str]
    """Who must be told otherwise."""
    batch: int = BATCH


def written(desk: Desk, out: Announced) -> list[Letter]:
    """The letters about a version, with the private pages that people have."""
    pages = {
        holder.key: private_page(holder, held.token)
        for holder, held in desk.links.of(out.festival_id).items()
        if holder.kind == "person" and held.token
    }
    sender = desk.settings.mail_from or NOBODY
    return letters(out.problem, out.timetable, out.publication, sender=sender, pages=pages)


def standing(desk: Desk, out: Announced) -> Mail:
    """How many are to be sent and how many were."""
    made, ledger = _ledger(desk, out)
    return Mail(
        open=len(ledger.open(made)),
        sent=sum(state == "sent" for state in ledger.state.values()),
        unsure=[one.name for one in ledger.unsure(made)],
        unaddressed=[one.name for one in made if not one.address],
    )


def sent(desk: Desk, out: Announced) -> tuple[int, list[Fault]]:
    """Send the next of them: how many were, and whom the server refused.  ``FestivalError`` if it cannot be reached."""
    made, ledger = _ledger(desk, out)
    few = list(islice(ledger.open(made), BATCH))
    refused = send(few, Server.of(desk.settings.smtp_url), ledger, batch=BATCH)
    return len(few) - len(refused), refused


def _ledger(desk: Desk, out: Announced) -> tuple[list[Letter], Told]:
    made = written(desk, out)
    return made, Told(desk.store, out, made, desk.replies.of_version(out.festival_id, out.version))
