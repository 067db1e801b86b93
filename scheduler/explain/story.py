"""A conflict told: who is there when, what has to happen where, and that it cannot all be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.explain.parts.base import Clause, Part, said
from scheduler.explain.parts.needed import Needed
from scheduler.explain.parts.people import Person, Stay
from scheduler.explain.parts.pins import Pinned
from scheduler.explain.parts.rooms import OfRoom
from scheduler.explain.parts.rules import Must
from scheduler.explain.parts.sessions import Own
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.explain.conflicts import Conflict
    from scheduler.problem import Problem, Showing

CROWD = 5
"""From so many showings on of unlike lengths, of which nothing else is said, they are told in one sentence."""


def story(problem: Problem, conflict: Conflict) -> list[Sentence]:
    """People first, then what has to happen, then all else, and that it cannot be."""
    parts = conflict.parts
    people = [one for one in parts if isinstance(one, (Stay, Person))]
    rooms = [one for one in parts if isinstance(one, OfRoom)]
    others = [one for one in parts if not isinstance(one, (Needed, Stay, Person, OfRoom, Own, Pinned, Must))]
    own, defaults = (
        [one for one in parts if isinstance(one, Must) and one.default is default] for default in (False, True)
    )
    return [
        *_merged(problem, sorted(people, key=lambda one: isinstance(one, Person)), lambda one: one.person),
        *_showings(problem, conflict),
        *(one.sentence(problem) for one in others),
        *_merged(problem, rooms, lambda one: one.room.index),
        *(one.sentence(problem) for one in (*own, *defaults)),
        _end(conflict),
    ]


def _merged(problem: Problem, parts: Iterable[Any], subject: Any) -> Iterator[Sentence]:
    """All that is said of one in one sentence; those of whom the same is said together."""
    by_subject: dict[Any, list[Part]] = {}
    for part in parts:
        by_subject.setdefault(subject(part), []).append(part)
    yield from _grouped(
        (those[0].whose(problem), [one.clause(problem) for one in those]) for those in by_subject.values()
    )


def _grouped(told: Iterable[tuple[Sequence[Any], list[Clause]]]) -> Iterator[Sentence]:
    groups: dict[tuple[str, ...], tuple[list[Any], list[Clause]]] = {}
    for whose, clauses in told:
        names, _ = groups.setdefault(tuple(map(str, clauses)), ([], clauses))
        names += whose
    yield from (said(names, clauses) for names, clauses in groups.values())


# -- showings -----------------------------------------------------------------------------------


def _showings(problem: Problem, conflict: Conflict) -> Iterator[Sentence]:
    """Each with all that is said of it alone, then what is said of several."""
    about: dict[int, list[Part]] = {one.index: [Needed(one)] for one in conflict.showings}
    shared: list[Part] = []
    for part in conflict.parts:
        if isinstance(part, (Own, Pinned)):
            alone = part.showings[0].index if len(part.showings) == 1 else -1
            about.get(alone, shared).append(part)
    plain = [one for one in conflict.showings if len(about[one.index]) == 1]
    crowd = plain if len(plain) >= CROWD and len({one.duration for one in plain}) > 1 else []
    if crowd:
        yield _crowd(problem, crowd)
    rest = [those for index, those in about.items() if index not in {one.index for one in crowd}]
    yield from _grouped((those[0].whose(problem), [one.clause(problem) for one in those]) for those in rest)
    yield from (part.sentence(problem) for part in shared)


def _crowd(problem: Problem, showings: Sequence[Showing]) -> Sentence:
    minutes = [problem.minutes(one.duration) for one in showings]
    return Sentence(
        "{n} showings last {a} to {b} minutes, {t} together: {s}.", "{n}건이 {a}~{b}분씩 모두 {t}분입니다: {s}.",
        n=len(showings), a=min(minutes), b=max(minutes), t=sum(minutes), s=list(showings),
    )  # fmt: skip


def _end(conflict: Conflict) -> Sentence:
    many = len(conflict.left_out)
    if many > 1:
        return Sentence(
            "So {n} of {k} find no place: {s}.", "그래서 {k}개 중 {n}개는 자리가 없습니다: {s}.",
            n=many, k=len(conflict.concerned), s=conflict.left_out,
        )  # fmt: skip
    if len(conflict.showings) == 1:
        return Sentence("So {s} has no place.", "그래서 {s}의 자리가 없습니다.", s=conflict.showings[0])
    return Sentence("All of this together cannot be.", "이 모두를 함께 지킬 수는 없습니다.")
