"""Every juror has a showing of every film that the jury is to see.

    to_see(j)     = films of showings that ``sees`` selects, as far as any of these is placed
    attends(p)    = chosen showings of p, in order of start, each of which
                    ends before the jury's deadline; p is there for all of it and on no stage meanwhile;
                    lies ``gap``, and the walk, from those before; is not one more than ``a_day`` on its day
    amount(j, p)  = number of to_see(j) that no showing of attends(p) holds               [films]

One violation is one juror and one film.  ``sees`` names showings; with films, categories or ratings
in it, only those films of them.  Nobody chosen for a jury at all means a timetable made by hand: then
each juror's best choice is looked for, exactly, as long as that takes a limited number of steps.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.attending import Attendance
from scheduler.availability import free_at, free_where, is_there
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.coverage import coverage
from scheduler.fields import Korean, Ref
from scheduler.juries import Task, tasks
from scheduler.presence import THROUGHOUT, could_attend, rushed, stages
from scheduler.sentence import Name, Sentence
from scheduler.times import too_close

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class JuryCanSeeAll(Constraint):
    """Every juror has a showing of every film that the jury is to see."""

    kind: Literal["jury_can_see_all"] = "jury_can_see_all"
    juries: tuple[Annotated[str, Ref(("juries",))], ...] = Field((), title="Juries", description="Empty = all.")

    korean: ClassVar[Korean] = {
        "juries": ("심사위원단", "비워 두면 모두."),
    }

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
        return problem.cached((self, "tasks"), lambda: tuple(tasks(problem, self.select, self.juries)))

    def _selected(self, problem: Problem, task: Task, showing: Showing) -> NDArray[np.bool_]:
        """Where a showing is one of those to see."""
        return problem.chosen_places(self.select, showing) & problem.chosen_places(task.sees, showing)

    def _places(self, problem: Problem, task: Task, showing: Showing) -> NDArray[np.bool_]:
        """Where it is, and over before the deadline."""
        return self._selected(problem, task, showing) & (showing.positions.ends <= task.before)[None, :]

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Whatever a jury of it is to see, and where its jurors are on stage."""
        groups = problem.cached((self, "groups"), lambda: [_group(problem, task) for task in self._tasks(problem)])
        found = {index: one for group in groups if showing.index in group for index, one in group.items()}
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
                shown = _Shown(problem, task, others, self._placed(problem, task, others))
                for person in task.people:
                    total = total + self._price_of(problem, task, showing, shown, person)
        return total

    def _placed(self, problem: Problem, task: Task, timetable: Timetable) -> list[Placement]:
        """Those to see that lie somewhere, and count there."""
        placed = [one for index in task.films if (one := timetable.placements.get(index)) is not None]
        if self.select.speaks_of_places or task.sees.speaks_of_places:
            return [one for one in placed if self._counts(problem, task, one)]
        return placed

    def _price_of(
        self, problem: Problem, task: Task, showing: Showing, shown: _Shown, person: str
    ) -> NDArray[np.int64]:
        """Films that one juror can see nowhere else, and what they would miss elsewhere by seeing them here."""
        own = task.films[showing.index]
        only_here = own - shown.films_for(person, [one for one in shown.placed if own & task.films[one.showing.index]])
        if not only_here:
            return NOTHING
        here = free_where(problem, shown.others, person, showing, shown.least) & self._places(problem, task, showing)
        able = shown.able(person, shown.placed)
        options = Counter(film for one in able for film in task.films[one.showing.index])
        found = len(only_here & shown.films)
        missed = NOTHING
        for one in able:
            only_there = sum(options[film] == 1 and film not in own for film in task.films[one.showing.index])
            if only_there:
                missed = missed + only_there * shown.close(showing, one)
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
        attendance = Attendance(rule, _least(rule.problem, task))
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
            diary = _Diary(problem, task)
            for person in task.people:
                able = [one for one in showings if diary.free(timetable, person, one)]
                if not chosen:
                    attended = diary.best(able)
                else:
                    mine = [one for one in able if (one.showing.session.id, one.showing.label, person) in chosen]
                    attended = diary.attended(mine)
                seen = {film for one in attended for film in task.films[one.showing.index]}
                for film in sorted({film for one in showings for film in task.films[one.showing.index]} - seen):
                    where = tuple(one for one in showings if film in task.films[one.showing.index])
                    yield Violation(self, where, 1, _sentence(problem, task, person, film, where), person)

    def _counts(self, problem: Problem, task: Task, one: Placement) -> bool:
        """Whether a placement is one of those to see."""
        return self.selects(problem, one) and task.sees.selects(problem, one.showing, one.room, one.day)


def _group(problem: Problem, task: Task) -> dict[int, Showing]:
    """By their indices, the showings that a jury is to see, and those in which its jurors are on stage."""
    stage = {one.index for person in task.people for one, _ in stages(problem, person)}
    return {index: problem.showings[index] for index in (*task.films, *stage)}


def _least(problem: Problem, task: Task) -> NDArray[np.int64]:
    """Rooms x rooms, ticks that a juror has from one showing to the next."""
    return problem.cached(("least", task.gap), lambda: np.maximum(problem.walks, task.gap))


class _Shown:
    """What a jury could see beside a showing that is priced, and who of it where; worked out as it is asked for."""

    def __init__(self, problem: Problem, task: Task, others: Timetable, placed: list[Placement]) -> None:
        self.problem, self.task, self.others, self.placed = problem, task, others, placed
        self.least = _least(problem, task)
        self.films = frozenset(film for one in placed for film in task.films[one.showing.index])
        self._close: dict[int, NDArray[np.bool_]] = {}

    def able(self, person: str, those: list[Placement]) -> list[Placement]:
        """At which of those a juror could be, one by one."""
        problem, stage = self.problem, stages(self.problem, person)
        present = [one for one in those if one.end <= self.task.before and is_there(problem, person, one)]
        if not stage:
            return present
        return [one for one in present if free_at(problem, self.others, person, one, self.least)]

    def films_for(self, person: str, those: list[Placement]) -> set[str]:
        """What a juror could see at one of those."""
        return {film for one in self.able(person, those) for film in self.task.films[one.showing.index]}

    def close(self, showing: Showing, one: Placement) -> NDArray[np.bool_]:
        """At which places nobody sees both."""
        if one.showing.index not in self._close:
            self._close[one.showing.index] = too_close(showing, one, self.least)
        return self._close[one.showing.index]


class _Diary:
    """What jurors can attend, one after the other."""

    def __init__(self, problem: Problem, task: Task) -> None:
        self.problem = problem
        self.task = task
        self._known: dict[tuple[int, int], bool] = {}
        """Whether two showings, by their indices, can be attended both."""

    def free(self, timetable: Timetable, person: str, one: Placement) -> bool:
        """Whether a juror is free for a showing, and that in time."""
        return one.end <= self.task.before and could_attend(self.problem, timetable, person, one, self._least)

    def attended(self, chosen: list[Placement]) -> list[Placement]:
        """Those of the chosen showings that can be attended after one another."""
        attended: list[Placement] = []
        for one in sorted(chosen, key=lambda placement: (placement.start, placement.showing.index)):
            if self._fits(one, attended):
                attended.append(one)
        return attended

    def best(self, able: list[Placement]) -> list[Placement]:
        """A choice by which fewest films are missed; of two showings of one session the same is seen."""
        films = self.task.films
        holding: dict[str, list[Placement]] = {}
        for one in able:
            for film in films[one.showing.index]:
                holding.setdefault(film, []).append(one)
        return coverage([holding[film] for film in sorted(holding, key=lambda f: (len(holding[f]), f))], self._fits)

    def _fits(self, one: Placement, attended: list[Placement]) -> bool:
        """Whether one more can be attended besides."""
        a_day = self.task.a_day
        if a_day is not None and sum(other.day == one.day for other in attended) >= a_day:
            return False
        return all(self._together(one, other) for other in attended)

    def _together(self, one: Placement, other: Placement) -> bool:
        """Whether a juror can attend both."""
        key = (one.showing.index, other.showing.index)
        if key not in self._known:
            self._known[key] = self._known[key[::-1]] = not rushed(one, other, (THROUGHOUT,), self._least)
        return self._known[key]

    def _least(self, room: int, other: int) -> int:
        return max(self.task.gap, int(self.problem.walks[room, other]))


def _sentence(problem: Problem, task: Task, person: str, film: str, where: tuple[Placement, ...]) -> Sentence:
    title = next((one.title for one in problem.festival.films if one.id == film), None)
    return Sentence(
        "{p} ({j}) attends no showing of {f}: {s}.", "{p}({j}): {f}을(를) 볼 수 있는 상영이 없습니다: {s}.",
        p=problem.person_named(person), j=task.name, f=Name(title, film),
        s=[Sentence("{r} {t}", "{r} {t}", r=problem.rooms[one.room], t=problem.when(one.start)) for one in where],
    )  # fmt: skip
