"""The part of a festival that matters: a few showings, and the musts that speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.festival import Festival, Jury, Session
    from scheduler.problem import Problem, Showing

MOST_HELPERS = 48
"""Showings that a rule may bring with it; with more, the rule is left out of what is asked."""


@dataclass(frozen=True, eq=False)
class Scope:
    """Some showings of a festival, in document order, and what else in the document is about them."""

    problem: Problem
    """Of the whole festival, with its musts only."""
    showings: tuple[Showing, ...]
    rules: tuple[Constraint, ...]

    @cached_property
    def labels(self) -> dict[str, frozenset[int]]:
        """Labels of its showings, by session."""
        found: dict[str, set[int]] = {}
        for one in self.showings:
            found.setdefault(one.session.id, set()).add(one.label)
        return {session: frozenset(labels) for session, labels in found.items()}

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """Sessions of its showings, in document order."""
        return tuple(one for one in self.problem.festival.sessions if one.id in self.labels)

    @cached_property
    def films(self) -> frozenset[str]:
        """Films in its showings."""
        return frozenset(film for one in self.sessions for film in one.films)

    @cached_property
    def juries(self) -> tuple[Jury, ...]:
        """Juries that are to see any of its showings."""
        festival = self.problem.festival
        return tuple(jury for jury in festival.juries if any(jury.sees.takes(one) for one in self.showings))

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody who is needed in its showings, or to whom rules about them may look."""
        festival = self.problem.festival
        found = {person for one in self.showings for person in one.persons}
        tracks = {one.track for one in self.sessions}
        found |= {chair for track in festival.tracks if track.id in tracks for chair in track.chairs}
        found |= {person for jury in self.juries for person in jury.people}
        used = {name for one in self.sessions for name in one.uses}
        return frozenset(found.union(*(one.people for one in festival.resources if one.id in used)))


def scope_of(problem: Problem, showings: Iterable[Showing]) -> Scope:
    """The scope of some showings, and of those that a rule about them may be helped by."""
    chosen = {one.index: one for one in showings}
    rules = []
    for rule in problem.rules:
        concerned = _concerned(problem, rule, chosen.values())
        if concerned and (not rule.helped or len(concerned) <= MOST_HELPERS):
            rules.append((rule, concerned))
    helpers = {index: one for rule, those in rules if rule.helped for index, one in those.items()}
    everyone = {**chosen, **helpers}
    kept = [rule for rule, _ in rules]
    return Scope(problem, tuple(everyone[index] for index in sorted(everyone)), tuple(kept))


def _concerned(problem: Problem, rule: Constraint, showings: Iterable[Showing]) -> dict[int, Showing]:
    """Showings that the rule speaks of together with these; none if it does not speak of these."""
    found: dict[int, Showing] = {}
    for showing in showings:
        for one in rule.concerns(problem, showing):
            found[one.index] = one
            if not rule.helped or len(found) > MOST_HELPERS:
                break
    return found


# -- the document of a scope --------------------------------------------------------------------


def document_of(scope: Scope) -> Festival:
    """The document that speaks of the scope only: its showings, people and films, its musts and nothing else."""
    festival = scope.problem.festival
    used = {name for one in scope.sessions for name in one.uses}
    return festival.model_copy(
        update={
            "defaults": False,
            "sessions": [_limited(one, scope.labels[one.id]) for one in scope.sessions],
            "films": [one for one in festival.films if one.id in scope.films],
            "people": [one for one in festival.people if one.id in scope.people],
            "juries": list(scope.juries),
            "resources": [one for one in festival.resources if one.id in used],
            "interests": list(_interests(scope)),
            "pins": [one for one in festival.pins if one.session is None or one.session in scope.labels],
            "published": [one for one in festival.published if one.session in scope.labels],
            "rules": list(scope.rules),
        }
    )


def _limited(session: Session, labels: frozenset[int]) -> Session:
    """The session with these of its showings."""
    if session.showings == len(labels):
        return session
    return session.model_copy(update={"showings": [one for one in listed(session) if one.label in labels]})


def listed(session: Session) -> list[Any]:
    """Its showings as a list, even if the document only says how many there are."""
    from scheduler.festival import ShowingFields

    if isinstance(session.showings, int):
        return [ShowingFields(label=label) for label in range(1, session.showings + 1)]
    return list(session.showings)


def _interests(scope: Scope) -> Iterator[Any]:
    for one in scope.problem.festival.interests:
        named = [session for session in one.sessions if session in scope.labels]
        if len(named) > 1:
            yield one.model_copy(update={"sessions": named})
