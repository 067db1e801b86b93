"""What moved between two timetables, as sentences for the people whom it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.sentence import Name, Sentence

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable


def differences(problem: Problem, old: Timetable, new: Timetable) -> Iterator[Sentence]:
    """A sentence for each showing that moved, came or went, then for each person it concerns."""
    moved = [s for s in problem.showings if _place(old.of(s)) != _place(new.of(s))]
    if not moved:
        yield Sentence("Nothing moved.", "변경된 것이 없습니다.")
    for showing in moved:
        yield _change(problem, Sentence("{s}", "{s}", s=showing), old.of(showing), new.of(showing))
    for person in sorted({person for showing in moved for person in showing.persons}):
        for showing in moved:
            if person in showing.persons:
                yield _for_person(problem, person, showing, old, new)


def _for_person(problem: Problem, person: str, showing: Showing, old: Timetable, new: Timetable) -> Sentence:
    known = problem.people.get(person)
    name = Name(known.name if known else None, person)
    who = Sentence("{p}: {s}", "{p}: {s}", p=name, s=showing)
    return _change(problem, who, old.of(showing), new.of(showing))


def _change(problem: Problem, what: Sentence, old: Placement | None, new: Placement | None) -> Sentence:
    if old is not None and new is not None:
        return Sentence(
            "{w} moved from {a} to {b}.",
            "{w}: {a}에서 {b}(으)로 변경",
            w=what,
            a=_at(problem, old),
            b=_at(problem, new),
        )
    if new is not None:
        return Sentence("{w} is now at {b}.", "{w}: {b}에 새로 배정", w=what, b=_at(problem, new))
    if old is not None:
        return Sentence("{w} is taken out; it was at {a}.", "{w}: 제외됨(이전 {a})", w=what, a=_at(problem, old))
    raise ValueError("a showing that lies nowhere in both timetables has not moved")


def _at(problem: Problem, placement: Placement) -> Sentence:
    local = problem.clock.local(placement.start // problem.minute)
    day = f"{local:%m-%d} " if len(problem.days) > 1 else ""
    return Sentence("{r} {t}", "{r} {t}", r=problem.rooms[placement.room], t=f"{day}{local:%H:%M}")


def _place(placement: Placement | None) -> object:
    return None if placement is None else placement.place
