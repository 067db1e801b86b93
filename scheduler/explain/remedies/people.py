"""People: longer stays, and somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from scheduler.explain.changes import Change, Ease, Lever
from scheduler.explain.parts.base import changed
from scheduler.explain.parts.people import Person, Stay
from scheduler.sentence import Moment, Sentence

if TYPE_CHECKING:
    from scheduler.festival import Festival, When
    from scheduler.problem import Problem, Showing

ASKING, ANOTHER = 30, 150
"""Trouble of asking somebody to stay longer, beside the minutes; and of asking somebody else."""


def stays(ease: Ease) -> Iterator[Lever]:
    """Come earlier, go later, be less away."""
    for part in ease.conflict.parts:
        if isinstance(part, Stay):
            person = ease.problem.people[part.person]
            for number, one in enumerate(person.available):
                if one.block is None:
                    yield Lever(_longer(ease.problem, part.person, number, late=True), ease.minutes())
                    yield Lever(_longer(ease.problem, part.person, number, late=False), ease.minutes())
            for number in range(len(person.away)):
                yield Lever(_not_away(ease.problem, part.person, number))


def _longer(problem: Problem, person: str, number: int, *, late: bool) -> Any:
    """A longer stay by so many minutes."""
    window = problem.people[person].available[number]

    def change(minutes: int) -> Change:
        until = (window.to if late else window.from_) or problem.clock.local(0)
        moment = until + timedelta(minutes=minutes if late else -minutes)
        facts = {"p": problem.person_named(person), "t": Moment(moment, len(problem.days) > 1), "n": minutes}
        if late:
            sentence = Sentence(
                "{p} stays until {t} ({n} minutes longer).", "{p}이(가) {t}까지 머뭅니다({n}분 연장).", **facts
            )
        else:
            sentence = Sentence(
                "{p} is there from {t} ({n} minutes earlier).", "{p}이(가) {t}부터 있습니다({n}분 앞당김).", **facts
            )
        longer = window.model_copy(update={"to" if late else "from_": moment})
        return Change("stay", ASKING + minutes, sentence, lambda f: _with(f, person, "available", number, longer))

    return change


def _with(festival: Festival, person: str, name: str, number: int, when: When) -> Festival:
    (known,) = (one for one in festival.people if one.id == person)
    times = list(getattr(known, name))
    times[number] = when
    return changed(festival, "people", person, **{name: times})


def _not_away(problem: Problem, person: str, number: int) -> Any:
    """One absence given up."""

    def made(festival: Festival) -> Festival:
        (known,) = (one for one in festival.people if one.id == person)
        return changed(festival, "people", person, away=[*known.away[:number], *known.away[number + 1 :]])

    sentence = Sentence(
        "{p} gives up being away (number {n} in the list).", "{p}의 부재 시간({n}번째)을 없앱니다.",
        p=problem.person_named(person), n=number + 1,
    )  # fmt: skip
    return lambda _: Change("stay", 2 * ASKING, sentence, made)


def others(ease: Ease) -> Iterator[Lever]:
    """Somebody else, or nobody, in one of the showings."""
    for part in ease.conflict.parts:
        if isinstance(part, Person):
            for showing in part.showings:
                if showing in ease.conflict.concerned:
                    yield Lever(_without(ease.problem, part.person, showing))


def _without(problem: Problem, person: str, showing: Showing) -> Any:
    def made(festival: Festival) -> Festival:
        (session,) = (one for one in festival.sessions if one.id == showing.session.id)
        items = [one.model_copy(update={"people": _but(one.people, person)}) for one in session.items]
        cast = [one for one in session.people if one.id != person]
        values = {"people": cast, **({"items": items} if items else {})}
        return changed(festival, "sessions", session.id, **values)

    sentence = Sentence(
        "{s} does without {p}.", "{s}은(는) {p} 없이 진행합니다.", s=showing, p=problem.person_named(person)
    )
    return lambda _: Change("person", ANOTHER, sentence, made)


def _but(people: list[str], person: str) -> list[str]:
    return [one for one in people if one != person]
