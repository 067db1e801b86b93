"""A showing that somebody names: ``ID`` or ``ID#showing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.faults import Fault, FestivalError, did_you_mean

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing


def showing_named(problem: Problem, name: str) -> Showing:
    """The showing of ``session`` or ``session#label``.

    ``FestivalError`` if there is none, or several and no label is given.
    """
    session, _, label = name.partition("#")
    own = problem.by_session.get(session, ())
    if not own:
        raise _fault(f"the festival has no session {session!r}{_hint(problem, session)}")
    labels = [one.label for one in own]
    if not label and len(own) > 1:
        raise _fault(f"{session} has the showings {', '.join(map(str, labels))}; write {session}#{labels[0]}, say")
    for one in own:
        if not label or label == str(one.label):
            return one
    raise _fault(f"{session} has no showing {label}; there is {', '.join(f'{session}#{n}' for n in labels)}")


def _hint(problem: Problem, session: str) -> str:
    known = {one.id: one for one in problem.festival.sessions}
    if session in known:
        return f"; it is {known[session].status}" if known[session].status == "cancelled" else "; it has no showings"
    return did_you_mean(session, known)


def _fault(message: str) -> FestivalError:
    return FestivalError([Fault("", message)])
