"""Films, juries, resources, the grid, rules: more copies, longer keys, later deadlines, more of it, softer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from scheduler.explain.changes import Change, Ease, Lever
from scheduler.explain.parts.base import changed
from scheduler.explain.parts.films import Copies, Keys
from scheduler.explain.parts.rules import Must
from scheduler.explain.parts.services import SeenByJury, Supply
from scheduler.explain.parts.surroundings import Grid
from scheduler.mentions import sentence_of
from scheduler.sentence import Moment, Name, Sentence

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.festival import Festival, Film, Jury, Resource
    from scheduler.problem import Problem

COPY, KEY, DEADLINE, MORE, GRID = 60, 40, 30, 60, 30
SOFTER, SOFTER_DEFAULT = 90, 200
WEIGHT = 100
"""Points that a rule costs a unit once it is softer."""


def copies(ease: Ease) -> Iterator[Lever]:
    """One more copy of a film."""
    for part in ease.conflict.parts:
        if isinstance(part, Copies):
            yield Lever(_copy(part.film))


def _copy(film: Film) -> Any:
    more = (film.copies or 0) + 1
    sentence = Sentence(
        "Order one more copy of {f} ({n} in all).",
        "{f}의 사본을 한 벌 더 받습니다(모두 {n}벌).",
        f=_named(film),
        n=more,
    )
    return lambda _: Change("copy", COPY, sentence, lambda f: changed(f, "films", film.id, copies=more))


def _named(film: Film) -> Name:
    return Name(film.title, film.id)


def keys(ease: Ease) -> Iterator[Lever]:
    """A key that opens earlier or later."""
    for part in ease.conflict.parts:
        if isinstance(part, Keys):
            for number in range(len(part.film.keys)):
                yield Lever(_key(ease.problem, part.film, number, late=True), ease.minutes())
                yield Lever(_key(ease.problem, part.film, number, late=False), ease.minutes())


def _key(problem: Problem, film: Film, number: int, *, late: bool) -> Any:
    key = film.keys[number]

    def change(minutes: int) -> Change:
        moment = key.to + timedelta(minutes=minutes) if late else key.from_ - timedelta(minutes=minutes)
        kept = list(film.keys)
        kept[number] = key.model_copy(update={"to" if late else "from_": moment})
        facts = {"f": _named(film), "t": Moment(moment, len(problem.days) > 1), "n": minutes}
        sentence = (
            Sentence(
                "The key of {f} opens until {t} ({n} minutes more).", "{f}의 키를 {t}까지 엽니다({n}분 연장).", **facts
            )
            if late
            else Sentence(
                "The key of {f} opens from {t} ({n} minutes more).", "{f}의 키를 {t}부터 엽니다({n}분 앞당김).", **facts
            )
        )
        return Change("key", KEY + minutes, sentence, lambda f: changed(f, "films", film.id, keys=kept))

    return change


def deadlines(ease: Ease) -> Iterator[Lever]:
    """A jury that decides later."""
    for part in ease.conflict.parts:
        if isinstance(part, SeenByJury) and part.jury.before is not None:
            yield Lever(_later(ease.problem, part.jury), ease.minutes())


def _later(problem: Problem, jury: Jury) -> Any:
    def change(minutes: int) -> Change:
        assert jury.before is not None  # noqa: S101  it was asked before
        moment = jury.before + timedelta(minutes=minutes)
        sentence = Sentence(
            "{j} has until {t} to see its films ({n} minutes more).",
            "{j}의 심사 마감을 {t}(으)로 늦춥니다({n}분 연장).",
            j=Name(jury.name, jury.id), t=Moment(moment, len(problem.days) > 1), n=minutes,
        )  # fmt: skip
        return Change("deadline", DEADLINE + minutes, sentence, lambda f: changed(f, "juries", jury.id, before=moment))

    return change


def supplies(ease: Ease) -> Iterator[Lever]:
    """One more of a resource that is counted."""
    for part in ease.conflict.parts:
        if isinstance(part, Supply) and part.resource.stock is not None:
            yield Lever(_more(part.resource))


def _more(resource: Resource) -> Any:
    stock = (resource.stock or 0) + 1
    sentence = Sentence(
        "Have one more of {r} ({n} in all).", "{r}을(를) 하나 더 마련합니다(모두 {n}).",
        r=Name(resource.name, resource.id), n=stock,
    )  # fmt: skip
    return lambda _: Change("resource", MORE, sentence, lambda f: changed(f, "resources", resource.id, stock=stock))


def grids(ease: Ease) -> Iterator[Lever]:
    """Starts on a finer grid."""
    for part in ease.conflict.parts:
        if isinstance(part, Grid):
            for minutes in (5, 1):
                if minutes < part.minutes:
                    yield Lever(_grid(minutes))


def _grid(minutes: int) -> Any:
    def made(festival: Festival) -> Festival:
        return festival.model_copy(update={"festival": festival.festival.model_copy(update={"grid": minutes})})

    sentence = Sentence("Let starts lie on {n} minutes.", "시작 시각을 {n}분 단위로 바꿉니다.", n=minutes)
    return lambda _: Change("grid", GRID + 5 - minutes, sentence, made)


def softer(ease: Ease) -> Iterator[Lever]:
    """A must that may be broken at a price."""
    for part in ease.conflict.parts:
        if isinstance(part, Must):
            yield Lever(_softer(ease.problem, part))


def _softer(problem: Problem, part: Must) -> Any:
    rule = part.rule.model_copy(update={"weight": WEIGHT})

    def made(festival: Festival) -> Festival:
        rules: list[Constraint] = [rule if one is part.rule else one for one in festival.rules]
        return festival.model_copy(update={"rules": rules if rule in rules else [*rules, rule]})

    sentence = Sentence(
        "Soften a rule (weight {w} instead of must): {d}", "규칙을 필수에서 가중치 {w}(으)로 낮춥니다: {d}",
        w=WEIGHT, d=sentence_of(problem, part.rule),
    )  # fmt: skip
    return lambda _: Change("rule", SOFTER_DEFAULT if part.default else SOFTER, sentence, made)
