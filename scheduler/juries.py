"""Juries of a festival, and what each has to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scheduler.problem import FAR
from scheduler.sentence import Name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scheduler.festival import Film, Jury
    from scheduler.problem import Problem
    from scheduler.select import Select


class Task(NamedTuple):
    """What a jury has to see, and how."""

    id: str
    name: Name
    people: tuple[str, ...]
    sees: Select
    films: dict[int, frozenset[str]]
    """Films to see in each showing that may count, by its index."""
    gap: int
    """Ticks between two showings that one juror attends, at the least."""
    a_day: int | None
    """Showings that one juror attends on a day, at the most."""
    before: int
    """Ticks by which all must be over."""


def tasks(problem: Problem, select: Select, only: Collection[str]) -> Iterator[Task]:
    """Those of the juries of these ids (none = all), as far as the selection goes."""
    chosen = problem.selection(select)
    for jury in problem.festival.juries:
        if only and jury.id not in only:
            continue
        films = {
            one.index: frozenset(film.id for film in one.films if _meant(jury.sees, film))
            for one in problem.selected(jury.sees)
            if one.index in chosen
        }
        yield _task(problem, jury, {index: some for index, some in films.items() if some})


def _task(problem: Problem, jury: Jury, films: dict[int, frozenset[str]]) -> Task:
    before = FAR if jury.before is None else problem.clock.minutes(jury.before) * problem.minute
    people, name = tuple(dict.fromkeys(jury.people)), Name(jury.name, jury.id)
    return Task(jury.id, name, people, jury.sees, films, jury.gap * problem.minute, jury.a_day, before)


def _meant(sees: Select, film: Film) -> bool:
    """Whether a film is to be seen, in a showing that is selected."""
    if sees.films and film.id not in sees.films:
        return False
    if sees.categories and film.category not in sees.categories:
        return False
    return not sees.ratings or film.rating in sees.ratings
