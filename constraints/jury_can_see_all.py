"""Every juror has a showing of every film that the jury is to see.

    to_see(j)     = films of showings that ``sees`` selects, as far as any of these is placed
    attends(p)    = chosen showings of p, in order of start, each of which
                    ends before the jury's deadline; p is there for all of it and on no stage meanwhile;
                    lies ``gap``, and the walk, from those before; is not one more than ``a_day`` on its day
    amount(j, p)  = number of to_see(j) that no showing of attends(p) holds               [films]

One violation is one juror and one film.  ``sees`` names showings; with films, categories or ratings
in it, only those films of them.  Nobody chosen for a jury at all means a timetable made by hand: then
each juror's best choice is looked for, exactly, as long as that takes no more than ``STEPS`` steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from scheduler.attending import Attendance, free_at, there
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.fields import Ref
from scheduler.presence import THROUGHOUT, missing, performing, rushed, stages, stay
from scheduler.select import Select
from scheduler.sentence import Name, Sentence
from scheduler.times import too_close

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.festival import Festival, Film
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable

Known = dict[tuple[int, int], bool]
"""Whether two showings, by their indices, can be attended both."""
Fits = Callable[["Placement", list["Placement"]], bool]
"""Whether one more can be attended."""

STEPS = 20_000
"""Of the search for a choice; afterwards the first that fits is taken for each film."""
EVER = 10**12
"""Ticks: after every festival."""


class Task(NamedTuple):
    """What a jury has to see, and how."""

    id: str
    name: Name
    people: tuple[str, ...]
    sees: Select
    films: dict[int, frozenset[str]]
    """Films to see in each showing that may count, by its index."""
    gap: int
    a_day: int | None
    before: int


class JuryCanSeeAll(Constraint):
    """Every juror has a showing of every film that the jury is to see."""

    kind: Literal["jury_can_see_all"] = "jury_can_see_all"
    juries: tuple[Annotated[str, Ref(("juries",))], ...] = Field((), title="Juries", description="Empty = all.")

    unit: ClassVar[str] = "films not seen"
    chooses: ClassVar[bool] = True

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must where there are juries."""
        return [cls()] if festival.juries else []

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "Every juror has a showing of every film to see, with time between them, before the deadline.",
            "모든 심사위원이 심사 대상 작품을 마감 전에, 충분한 간격을 두고 모두 볼 수 있습니다.",
        )

    # -- data -----------------------------------------------------------------------------------

    def _tasks(self, problem: Problem) -> tuple[Task, ...]:
        return problem.cached((self, "tasks"), lambda: tuple(self._read(problem)))

    def _read(self, problem: Problem) -> Iterator[Task]:
        chosen = problem.selection(self.select)
        for jury in problem.festival.juries:
            if self.juries and jury.id not in self.juries:
                continue
            films = {
                one.index: frozenset(film.id for film in one.films if _meant(jury.sees, film))
                for one in problem.selected(jury.sees)
                if one.index in chosen
            }
            before = EVER if jury.before is None else problem.clock.minutes(jury.before) * problem.minute
            kept = {index: some for index, some in films.items() if some}
            gap, people = jury.gap * problem.minute, tuple(dict.fromkeys(jury.people))
            yield Task(jury.id, Name(jury.name, jury.id), people, jury.sees, kept, gap, jury.a_day, before)

    def _selected(self, problem: Problem, task: Task, showing: Showing) -> NDArray[np.bool_]:
        """Where a showing is one of those to see."""
        return problem.chosen_places(self.select, showing) & problem.chosen_places(task.sees, showing)

    def _places(self, problem: Problem, task: Task, showing: Showing) -> NDArray[np.bool_]:
        """Where it is, and over before the deadline."""
        return self._selected(problem, task, showing) & (showing.positions.ends <= task.before)[None, :]

    def _least(self, problem: Problem, task: Task) -> NDArray[np.int64]:
        return np.maximum(problem.walks, task.gap)

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Whatever a jury of it is to see, and where its jurors are on stage."""
        found: dict[int, Showing] = {}
        for task in self._tasks(problem):
            stage = {one.index for person in task.people for one, _ in stages(problem, person)}
            if showing.index in task.films or showing.index in stage:
                found.update((index, problem.showings[index]) for index in (*task.films, *stage))
        return tuple(found.values())

    # -- price ----------------------------------------------------------------------------------

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """About how many films more, or fewer, jurors could not see: exact but for long chains of clashes.

        Who is chosen is not asked, as all are chosen anew with the place.  Size: O(jurors * showings * places).
        """
        total = NOTHING
        for task in self._tasks(problem):
            if showing.index in task.films:
                placed = [p for i in task.films if (p := others.placements.get(i)) is not None and i != showing.index]
                placed = [one for one in placed if self._counts(problem, task, one)]
                close = {one: too_close(showing, one, self._least(problem, task)) for one in placed}
                for person in task.people:
                    total = total + self._price_of(problem, task, showing, others, person, close)
        return total

    def _price_of(
        self,
        problem: Problem,
        task: Task,
        showing: Showing,
        others: Timetable,
        person: str,
        close: dict[Placement, NDArray[np.bool_]],
    ) -> NDArray[np.int64]:
        """Films that one juror can see nowhere else, and what they would miss elsewhere by seeing them here."""
        least, own = self._least(problem, task), task.films[showing.index]
        able = [one for one in close if one.end <= task.before and free_at(problem, others, person, one, least)]
        options = Counter(film for one in able for film in task.films[one.showing.index])
        placed = {film for one in close for film in task.films[one.showing.index]}
        only_here = [film for film in own if not options[film]]
        if not only_here:
            return NOTHING
        here = there(problem, showing, person)[None, :] & self._places(problem, task, showing)
        for placement, stretches in performing(problem, others, person, showing):
            for stretch in stretches:
                here = here & ~too_close(showing, placement, least, None, stretch)
        found = sum(film in placed for film in only_here)
        missed = NOTHING
        for one in able:
            only_there = sum(options[film] == 1 and film not in own for film in task.films[one.showing.index])
            if only_there:
                missed = missed + only_there * close[one]
        unseen = self._selected(problem, task, showing) * (len(only_here) - found)
        return np.where(here, np.minimum(missed, len(only_here)) - found, unseen)

    # -- model ----------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Each jury is chosen for anew as soon as anything that it sees, or does on stage, is open."""
        for task in self._tasks(rule.problem):
            stage = [one for person in task.people for one, _ in stages(rule.problem, person)]
            showings = [rule.problem.showings[index] for index in task.films]
            if rule.touches(showings) or rule.touches(stage):
                self._post(rule, task, rule.alive(showings))

    def _post(self, rule: Rule, task: Task, showings: list[Showing]) -> None:
        """Who attends what, and what they have seen then.  Size: O(jurors * showings^2)."""
        attendance = Attendance(rule, self._least(rule.problem, task))
        for showing in showings:
            rule.unassign(task.id, showing)
        placed = [(one, rule.where(one, self._selected(rule.problem, task, one))) for one in showings]
        places = [(one, self._places(rule.problem, task, one)) for one in showings]
        days = {one.index: self._days(rule, one) for one in showings} if task.a_day else {}
        for person in task.people:
            choices = [(one, attendance.choose(task.id, one, person, where)) for one, where in places]
            attends = [(one, literal) for one, literal in choices if literal is not False]
            self._limit(rule, task, attends, days)
            for film in sorted(set().union(*task.films.values())):
                showing_it = [literal for one, literal in placed if film in task.films[one.index]]
                seen = [literal for one, literal in attends if film in task.films[one.index]]
                rule.charge(1, rule.any(showing_it), rule.negated(rule.any(seen)))
        attendance.somebody(task.id)
        attendance.settle()

    def _days(self, rule: Rule, showing: Showing) -> list[tuple[int, Lit]]:
        """Days on which a showing may lie, and whether it does."""
        days = showing.positions.days[rule.places_of(showing)[1]]
        return [(day, rule.on_days(showing, [day])) for day in np.unique(days).tolist()]

    def _limit(
        self, rule: Rule, task: Task, attends: list[tuple[Showing, Lit]], on_days: dict[int, list[tuple[int, Lit]]]
    ) -> None:
        """No session twice, as that shows nothing new, and not too many on a day."""
        sessions: dict[str, list[Lit]] = {}
        days: dict[int, list[Lit]] = {}
        for showing, literal in attends:
            sessions.setdefault(showing.session.id, []).append(literal)
            for day, there_then in on_days.get(showing.index, ()):
                days.setdefault(day, []).append(rule.both(literal, there_then))
        for literals in sessions.values():
            rule.require(rule.total(literals) <= 1)
        for literals in days.values():
            rule.require(rule.total(literals) <= (task.a_day or 0))

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Every film that a juror does not see."""
        for task in self._tasks(problem):
            showings = [
                one
                for index in task.films
                if (one := timetable.placements.get(index)) is not None and self._counts(problem, task, one)
            ]
            chosen = {(one.session, one.showing, one.person) for one in timetable.assignments if one.role == task.id}
            known: Known = {}
            for person in task.people:
                able = [one for one in showings if self._can(problem, timetable, task, person, one)]
                if not chosen:
                    attended = self._best(problem, task, able, known)
                else:
                    mine = [one for one in able if (one.showing.session.id, one.showing.label, person) in chosen]
                    attended = self._attended(problem, task, mine, known)
                seen = {film for one in attended for film in task.films[one.showing.index]}
                for film in sorted({film for one in showings for film in task.films[one.showing.index]} - seen):
                    where = tuple(one for one in showings if film in task.films[one.showing.index])
                    yield Violation(self, where, 1, _sentence(problem, task, person, film, where), person)

    def _counts(self, problem: Problem, task: Task, one: Placement) -> bool:
        """Whether a placement is one of those to see."""
        return self.selects(problem, one) and task.sees.selects(problem, one.showing, one.room, one.day)

    def _can(self, problem: Problem, timetable: Timetable, task: Task, person: str, one: Placement) -> bool:
        """Whether a juror is free for a showing, and that in time."""
        if one.end > task.before or missing(one, stay(problem, person), [THROUGHOUT]):
            return False
        return not any(
            rushed(one, other, stretches, lambda a, b: max(task.gap, int(problem.walks[a, b])))
            for other, stretches in performing(problem, timetable, person, one.showing)
        )

    def _together(self, problem: Problem, task: Task, one: Placement, other: Placement, known: Known) -> bool:
        """Whether a juror can attend both."""
        key = (one.showing.index, other.showing.index)
        if key not in known:
            known[key] = not rushed(one, other, (THROUGHOUT,), lambda a, b: max(task.gap, int(problem.walks[a, b])))
            known[key[::-1]] = known[key]
        return known[key]

    def _attended(self, problem: Problem, task: Task, chosen: list[Placement], known: Known) -> list[Placement]:
        """Those of the chosen showings that can be attended after one another."""
        attended: list[Placement] = []
        for one in sorted(chosen, key=lambda placement: (placement.start, placement.showing.index)):
            if self._fits(problem, task, one, attended, known):
                attended.append(one)
        return attended

    def _fits(self, problem: Problem, task: Task, one: Placement, attended: list[Placement], known: Known) -> bool:
        """Whether one more can be attended besides."""
        if task.a_day is not None and sum(other.day == one.day for other in attended) >= task.a_day:
            return False
        return all(self._together(problem, task, one, other, known) for other in attended)

    def _best(self, problem: Problem, task: Task, able: list[Placement], known: Known) -> list[Placement]:
        """A choice by which fewest films are missed; of two showings of one session the same is seen."""
        films = sorted(
            {film for one in able for film in task.films[one.showing.index]},
            key=lambda film: (sum(film in task.films[one.showing.index] for one in able), film),
        )
        options = [[one for one in able if film in task.films[one.showing.index]] for film in films]
        return _Search(options, lambda one, attended: self._fits(problem, task, one, attended, known)).best()


class _Search:
    """For each film, by number, one of the showings that hold it, or none: as few as can be without."""

    def __init__(self, options: list[list[Placement]], fits: Fits) -> None:
        self.options = options
        self.fits = fits
        self.steps = 0

    def best(self) -> list[Placement]:
        """The showings to attend."""
        for misses in range(len(self.options) + 1):
            found = self._from(0, [], misses)
            if found is not None:
                return found
            if self.steps > STEPS:
                break
        return self._greedy()

    def _from(self, film: int, attended: list[Placement], misses: int) -> list[Placement] | None:
        """The rest of the films, given what is attended already."""
        self.steps += 1
        if film == len(self.options):
            return attended
        if self.steps > STEPS:
            return None
        if any(one in attended for one in self.options[film]):
            return self._from(film + 1, attended, misses)
        for one in self.options[film]:
            if self.fits(one, attended):
                found = self._from(film + 1, [*attended, one], misses)
                if found is not None:
                    return found
        return self._from(film + 1, attended, misses - 1) if misses else None

    def _greedy(self) -> list[Placement]:
        attended: list[Placement] = []
        for options in self.options:
            if not any(one in attended for one in options):
                attended += [one for one in options if self.fits(one, attended)][:1]
        return attended


def _meant(sees: Select, film: Film) -> bool:
    """Whether a film is to be seen, in a showing that is selected."""
    if sees.films and film.id not in sees.films:
        return False
    if sees.categories and film.category not in sees.categories:
        return False
    return not sees.ratings or film.rating in sees.ratings


def _sentence(problem: Problem, task: Task, person: str, film: str, where: tuple[Placement, ...]) -> Sentence:
    title = next((one.title for one in problem.festival.films if one.id == film), None)
    return Sentence(
        "{p} ({j}) attends no showing of {f}: {s}.", "{p}({j}): {f}을(를) 볼 수 있는 상영이 없습니다: {s}.",
        p=problem.person_named(person), j=task.name, f=Name(title, film),
        s=[Sentence("{r} {t}", "{r} {t}", r=problem.rooms[one.room], t=problem.when(one.start)) for one in where],
    )  # fmt: skip
