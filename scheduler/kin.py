"""Showings that have something to do with each other whatever the rules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing


def kin_of(problem: Problem, showing: Showing) -> tuple[Showing, ...]:
    """Those that share people, films or the session, in order of the document."""
    groups = [problem.by_session.get(showing.session.id, ())]
    groups += [problem.by_person[person] for person in sorted(showing.persons)]
    groups += [problem.by_film[film.id] for film in showing.films]
    found = {one.index: one for group in groups for one in group if one is not showing}
    return tuple(found[index] for index in sorted(found))
