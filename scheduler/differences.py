"""What moved between two timetables, as sentences for the people whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scheduler.fields import text_in
from scheduler.sentence import Moment, Name, Sentence

if TYPE_CHECKING:
    from scheduler.problem import Engagement, Problem, Showing
    from scheduler.timetable import Assignment, Placement, Timetable

PARTS = {
    "film": {"en": "film", "ko": "상영"},
    "introduction": {"en": "introduction", "ko": "무대인사"},
    "q-and-a": {"en": "Q&A", "ko": "GV"},
}
"""Parts of a session that people have a word of their own for."""


def differences(problem: Problem, old: Timetable, new: Timetable) -> Iterator[Sentence]:
    """A sentence for each showing that moved, came or went, then for each person it concerns."""
    moved = moved_showings(problem, old, new)
    people = list(for_people(problem, old, new))
    if not moved and not people:
        yield Sentence("Nothing moved.", "변경된 것이 없습니다.")
    for showing in moved:
        yield _change(problem, Sentence("{s}", "{s}", s=showing), old.of(showing), new.of(showing))
    yield from (sentence for _, sentence in people)


def moved_showings(problem: Problem, old: Timetable, new: Timetable) -> list[Showing]:
    """Showings that moved, came, went, or end at another time, in order of the document."""
    return [one for one in problem.showings if _place(old.of(one)) != _place(new.of(one))]


def for_people(problem: Problem, old: Timetable, new: Timetable) -> Iterator[tuple[str, Sentence]]:
    """Id of each person and a sentence for each thing that changes for them, person after person."""
    moved = moved_showings(problem, old, new)
    changes = _assigned(problem, old, new)
    serving = {one: (one.session, one.showing) for one in old.assigned & new.assigned}
    people = {person for showing in moved for person in showing.persons} | {one.person for one, _ in changes}
    keys = {(showing.session.id, showing.label) for showing in moved}
    people |= {one.person for one, key in serving.items() if key in keys}
    for person in sorted(people):
        served = {key for one, key in serving.items() if one.person == person}
        for showing in moved:
            whole = _Part(problem, person, showing, None, "")
            also = [whole] if (showing.session.id, showing.label) in served else []
            for part in _stretches(problem, person, showing) or also:
                yield person, part.change(old.of(showing), new.of(showing))
        for assignment, sentence in changes:
            if assignment.person == person:
                yield person, sentence


@dataclass(frozen=True)
class _Part:
    """What somebody is needed for in a showing."""

    problem: Problem
    person: str
    showing: Showing
    engagement: Engagement | None
    name: str

    def change(self, old: Placement | None, new: Placement | None) -> Sentence:
        """What becomes of it, with its own times."""
        what: Any = self.showing
        if self.name:
            words = PARTS.get(self.name, {})
            what = Sentence(
                "{n} of {s}", "{s} {k}", s=self.showing, n=words.get("en", self.name), k=words.get("ko", self.name)
            )
        who = Sentence("{p}: {s}", "{p}: {s}", p=self.problem.person_named(self.person), s=what)
        return _change(self.problem, who, old, new, 0 if self.engagement is None else self.engagement.begin)


def _stretches(problem: Problem, person: str, showing: Showing) -> list[_Part]:
    """Each part that somebody is needed for; the showing as a whole if that is meant."""
    own = [one for one in showing.people if one.person == person]
    if not own or any(one.throughout for one in own):
        return [_Part(problem, person, showing, None, "")] if own else []
    names = {begin: name for name, begin, _ in showing.parts}
    begins = {one.begin: one for one in own}
    return [_Part(problem, person, showing, begins[at], names.get(at, "")) for at in sorted(begins)]


def _change(problem: Problem, what: Sentence, old: Placement | None, new: Placement | None, after: int = 0) -> Sentence:
    """``after``: ticks from the start of the showing to what is told about."""
    if old is not None and new is not None and old.place == new.place:
        return Sentence(
            "{w} at {a} now ends at {b}.", "{w}({a}): 종료 시각이 {b}(으)로 변경", w=what,
            a=_at(problem, old, after), b=f"{problem.clock.local(-(-new.end // problem.minute)):%H:%M}",
        )  # fmt: skip
    if old is not None and new is not None:
        return Sentence(
            "{w} moved from {a} to {b}.",
            "{w}: {a}에서 {b}(으)로 변경",
            w=what,
            a=_at(problem, old, after),
            b=_at(problem, new, after, old),
        )
    if new is not None:
        return Sentence("{w} is now at {b}.", "{w}: {b}에 새로 배정", w=what, b=_at(problem, new, after))
    if old is not None:
        return Sentence("{w} is taken out; it was at {a}.", "{w}: 제외됨(이전 {a})", w=what, a=_at(problem, old, after))
    raise ValueError("a showing that lies nowhere in both timetables has not moved")


def _at(problem: Problem, placement: Placement, after: int = 0, than: Placement | None = None) -> Sentence:
    """Room and time; the day only where the festival has several, and if it is another ``than`` that."""
    local = problem.clock.local((placement.start + after) // problem.minute)
    before = None if than is None else problem.clock.local((than.start + after) // problem.minute)
    dated = len(problem.days) > 1 and (before is None or before.date() != local.date())
    return Sentence("{r} {t}", "{r} {t}", r=problem.rooms[placement.room], t=Moment(local, dated))


def _assigned(problem: Problem, old: Timetable, new: Timetable) -> list[tuple[Assignment, Sentence]]:
    """Who is chosen for something else than before; nothing where nobody was chosen at all."""
    if not old.assignments or not new.assignments:
        return []
    changes = [(one, False) for one in sorted(old.assigned - new.assigned)]
    changes += [(one, True) for one in sorted(new.assigned - old.assigned)]
    return [(one, _chosen(problem, one, new if comes else old, comes=comes)) for one, comes in changes]


def _chosen(problem: Problem, one: Assignment, timetable: Timetable, *, comes: bool) -> Sentence:
    showing = problem.by_key.get((one.session, one.showing))
    placement = None if showing is None else timetable.of(showing)
    facts = {
        "p": problem.person_named(one.person),
        "s": one.session if showing is None else showing,
        "r": role_named(problem, one.role),
        "w": "" if placement is None else Sentence(" ({at})", "({at})", at=_at(problem, placement)),
    }
    if comes:
        return Sentence("{p}: now {r} for {s}{w}.", "{p}: {s}{w} {r} 담당", **facts)
    return Sentence("{p}: no longer {r} for {s}{w}.", "{p}: {s}{w} {r} 담당 해제", **facts)


def role_named(problem: Problem, role: str) -> Name:
    """What somebody is chosen as: the name of the resource or jury."""
    festival = problem.festival
    entries: Iterable[Any] = [*festival.resources, *festival.juries]
    return Name(next((one.name for one in entries if one.id == role and text_in(one.name, "en")), None), role)


def _place(placement: Placement | None) -> object:
    return None if placement is None else (placement.place, placement.end)
