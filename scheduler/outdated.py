"""A timetable of another revision of the document, or of another festival: what differs, as far as it shows.

A timetable holds where its showings are and how long they last, not the document that it was made for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.answer import Answer, PlacedShowing
    from scheduler.problem import Problem, Showing

NAMED = 5
"""Of each sort so many are named; the others are counted."""


def is_outdated(problem: Problem, answer: Answer) -> bool:
    """Whether it says that it was made for another document."""
    about = problem.festival.festival.id
    return answer.festival != about or (answer.revision not in ("", problem.revision))


def differing(problem: Problem, answer: Answer) -> Iterator[Sentence]:
    """What the festival has more or less than the timetable speaks of, or otherwise; nothing if none of it shows."""
    told = {(one.session, one.showing): one for one in answer.placements}
    known = told.keys() | {(one.session, one.showing) for one in answer.unplaced}
    new = [one for one in problem.showings if (one.session.id, one.label) not in known]
    gone = [f"{session}#{label}" for session, label in sorted(known - problem.by_key.keys())]
    rooms = sorted({one.room for one in answer.placements} - problem.room_index.keys())
    changed = [one for one in problem.showings if _lasts_otherwise(problem, one, told.get((one.session.id, one.label)))]
    if new:
        yield Sentence("New since then: {s}.", "그 뒤에 추가됨: {s}.", s=_some(new))
    if gone:
        yield Sentence("No more in the festival: {s}.", "영화제에서 없어짐: {s}.", s=_some(gone))
    if rooms:
        yield Sentence("Halls that there are no more: {s}.", "없어진 상영관: {s}.", s=_some(rooms))
    if changed:
        yield Sentence("Longer or shorter than then: {s}.", "길이가 달라짐: {s}.", s=_some(changed))


def notice(problem: Problem, answer: Answer) -> list[Sentence]:
    """That it was made for another revision, and what differs; that nothing of that shows, if so."""
    made = Sentence(
        "The timetable was made for another revision of the document ({r}).",
        "이 시간표는 문서의 다른 판({r})으로 만들어졌습니다.",
        r=answer.revision,
    )
    return [made, *(list(differing(problem, answer)) or [UNSEEN])]


def notice_if_any(problem: Problem, answer: Answer) -> list[Sentence]:
    """The notice of a timetable that was made for another revision; nothing of one that was not."""
    return notice(problem, answer) if is_outdated(problem, answer) else []


UNSEEN = Sentence(
    "Its showings, their lengths and halls are as they were; something else differs, such as rules or hours.",
    "상영과 길이, 상영관은 그때와 같고, 규칙이나 운영 시간 같은 다른 것이 달라졌습니다.",
)


def _lasts_otherwise(problem: Problem, showing: Showing, entry: PlacedShowing | None) -> bool:
    if entry is None or entry.start is None or entry.end is None or showing.in_blocks:
        return False
    minutes = problem.clock.minutes(entry.end) - problem.clock.minutes(entry.start)
    return minutes != -(-showing.duration // problem.minute)


def _some(those: Sequence[object]) -> list[object]:
    """The first, and how many more there are."""
    rest = len(those) - NAMED
    more = [Sentence("{n} more", "그 밖에 {n}건", n=rest)] if rest > 0 else []
    return [*those[:NAMED], *more]
