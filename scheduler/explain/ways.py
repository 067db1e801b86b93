"""The cheapest way that was tried to let in what a timetable leaves out: a place, a chain of moves, or a change.

What can be had by moving others is looked for first; what is impossible beside the others is explained, and
the change that is least trouble and was seen to help is what lets it in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.explain.conflicts import find
from scheduler.explain.relaxing import relaxations
from scheduler.explain.watch import Stopped, Watch
from scheduler.sentence import Sentence
from scheduler.suggest import suggest

if TYPE_CHECKING:
    from scheduler.explain.relaxing import Relaxation
    from scheduler.problem import Problem, Showing
    from scheduler.suggest import Suggestion
    from scheduler.timetable import Placement, Timetable

MOST = 12
"""Showings that are looked at, the most valuable first."""


@dataclass(frozen=True)
class Way:
    """How a showing that lies nowhere could be let in; tried, and seen to work."""

    showing: Showing
    sentence: Sentence


def ways(problem: Problem, timetable: Timetable, watch: Watch) -> Iterator[Way]:
    """For each showing that lies nowhere the cheapest way found; nothing for one for which there was none in time."""
    nowhere = [one for one in problem.showings if timetable.of(one) is None]
    nowhere.sort(key=lambda one: (one.optional, -one.value, one.index))
    impossible = []
    with suppress(Stopped):
        for showing in nowhere[:MOST]:
            watch.tell("Looking for room for {s}", "{s}의 자리를 찾는 중", s=showing)
            sentence = _by_moving(problem, timetable, showing, watch)
            if sentence is not None:
                yield Way(showing, sentence)
            elif not showing.optional:
                impossible.append(showing)
        if impossible:
            yield from _by_changing(problem, timetable, impossible, watch)


def _by_moving(problem: Problem, timetable: Timetable, showing: Showing, watch: Watch) -> Sentence | None:
    """A place for it, or others that move for it, if no must is broken by that."""
    found = suggest(problem, timetable, showing, most=1, most_swaps=0, most_chains=1, stopped=watch.over)
    chosen = next((one for one in (*found.best, *found.chains) if not one.breaks), None)
    return None if chosen is None else _told(problem, showing, chosen)


def _told(problem: Problem, showing: Showing, one: Suggestion) -> Sentence:
    others = [_move(problem, move.showing, move.new) for move in one.moves if move.showing is not showing]
    place = one.after.of(showing)
    assert place is not None  # noqa: S101  that is what was asked for
    facts = {"p": _at(problem, place), "n": str(one.change)}
    if others:
        return Sentence(
            "Put it at {p} and move {o}; the penalty changes by {n}.",
            "{p}에 두고 {o} 옮깁니다. 감점 변화 {n}.",
            o=others, **facts,
        )  # fmt: skip
    return Sentence("Put it at {p}; the penalty changes by {n}.", "{p}에 둡니다. 감점 변화 {n}.", **facts)


def _move(problem: Problem, showing: Showing, place: Placement | None) -> Sentence:
    if place is None:
        return Sentence("{s} out", "{s}을(를) 빼", s=showing)
    return Sentence("{s} to {p}", "{s}을(를) {p}(으)로", s=showing, p=_at(problem, place))


def _at(problem: Problem, place: Placement) -> Sentence:
    return Sentence("{r} {t}", "{r} {t}", r=problem.rooms[place.room], t=problem.when(place.start))


def _by_changing(problem: Problem, timetable: Timetable, showings: list[Showing], watch: Watch) -> Iterator[Way]:
    """Of each conflict that one of them has a part in the change that is least trouble."""
    findings = find(problem, watch, timetable)
    waiting = {(one.session.id, one.label): one for one in showings}
    for relaxation in relaxations(problem.festival, findings, watch):
        for key in _let_in(relaxation):
            if (showing := waiting.pop(key, None)) is not None:
                yield Way(showing, relaxation.change.sentence)


def _let_in(relaxation: Relaxation) -> list[tuple[str, int]]:
    """Session and label of whoever is concerned by the conflict."""
    return [(one.session.id, one.label) for one in relaxation.conflict.concerned]
