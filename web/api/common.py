"""What several operations need: revisions, showings, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from scheduler.faults import Fault
from web.api.operation import Answer, Data
from web.api.problems import Refused
from web.desk import desk, user_id, workspace
from web.language import lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.problem import Showing
    from web.operations import Edit
    from web.workspace import Workspace

Points = int | list[int]
"""A penalty: a number, or one for each tier."""
LARGEST_NUMBER = 2**31 - 1


class Done(Data):
    """A change that was made."""

    revision: int = Field(description="The newest revision after it; the same as before if nothing changed.")
    what: str = Field(description="What was done, in words.")


class ShowingKey(Data):
    """Which showing of which session."""

    session: str
    showing: int = Field(1, description="Its label.", ge=0, le=LARGEST_NUMBER)


class AtRevision(Data):
    """Which revision."""

    revision: int | None = Field(None, ge=1, le=LARGEST_NUMBER, description="Left out: the newest.")


def past(slug: str, query: AtRevision) -> Workspace:
    """The festival at a revision.  404 if there is none."""
    work = workspace(slug)
    if query.revision is None:
        return work
    found = desk().pasts.of(work, query.revision)
    if found is None:
        raise Refused(404, f"There is no revision {query.revision}; the newest is {work.head}.")
    return found


def since(work: Workspace, base: int | None) -> int:
    """The revision that a change is made on top of.  412 if there never was such a revision."""
    if base is None:
        return work.head
    if not 0 < base <= work.head:
        raise Refused(412, f"There is no revision {base}; the newest is {work.head}.")
    return base


def committed(work: Workspace, base: int | None, edits: Sequence[Edit], summary: dict[str, str]) -> Answer:
    """Edits made as a revision."""
    number = desk().operations.commit(user_id(), work.id, since(work, base), edits, summary)
    return Answer(Done(revision=number, what=summary[lang()]), revision=number)


def showing_of(work: Workspace, session: str, label: int) -> Showing:
    """The showing.  404 if there is none."""
    found = work.problem.by_key.get((session, label))
    if found is None:
        raise Refused(404, f"There is no showing {session}#{label}.")
    return found


def showings_of(work: Workspace, keys: Sequence[ShowingKey]) -> list[Showing]:
    """Showings, each once.  422 with all that there are not."""
    found = {(one.session, one.showing): work.problem.by_key.get((one.session, one.showing)) for one in keys}
    lost = [
        Fault(f"showings.{number}", f"there is no showing {one.session}#{one.showing}")
        for number, one in enumerate(keys)
        if found[one.session, one.showing] is None
    ]
    if lost:
        raise Refused(422, "Some of these showings do not exist.", lost)
    return [one for one in found.values() if one is not None]
