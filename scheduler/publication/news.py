"""What changed between two versions, in sentences for the public and for each person whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from scheduler.agenda import may_know
from scheduler.roles import Role
from scheduler.sentence import Moment, Name, Paragraph, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from scheduler.agenda import Audience
    from scheduler.problem import Problem
    from scheduler.publication.document import Announcement, Appearance, Change, Publication


@dataclass(frozen=True)
class News:
    """One showing that changed, before and after; a side is missing if it was not, or is no more."""

    key: tuple[str, int]
    old: Announcement | None
    new: Announcement | None

    @property
    def start(self) -> datetime:
        """When it is, or was."""
        side = self.new or self.old
        if side is None:
            raise ValueError("what neither was nor is is no news")
        return side.start


def news(publication: Publication, since: int) -> list[News]:
    """What is otherwise now than in version ``since``, in order of start; what went there and back is no news."""
    changes = sorted((one for one in publication.changes if one.version > since), key=_key)
    found = []
    for key, run in groupby(changes, key=_key):
        steps = sorted(run, key=lambda one: one.version)
        if steps[0].old != steps[-1].new:
            found.append(News(key, steps[0].old, steps[-1].new))
    return sorted(found, key=lambda one: (one.start, one.key))


def _key(change: Change) -> tuple[str, int]:
    return change.session, change.showing


def public_news(problem: Problem, changes: Iterable[Change], audience: Audience = "public") -> Iterator[Sentence]:
    """What changes of one version mean to an audience that knew, and knows, only what it may; in order of start."""
    for one in changes:
        old, new = (
            side if side and may_know(audience, side.visibility, side.embargo_until, one.at) else None
            for side in (one.old, one.new)
        )
        sentence = told(problem, old, new)
        if sentence is not None:
            yield sentence


def told(problem: Problem, old: Announcement | None, new: Announcement | None) -> Sentence | None:
    """Where a showing is now and was before; None if it is where it was."""
    side = new or old
    if side is None or (old and new and old.where_and_when == new.where_and_when):
        return None
    name = Name(side.title)
    if new is None:
        return Sentence("{s} is cancelled; it was at {a}.", "{s}: 취소(이전 {a})", s=name, a=_at(problem, side))
    if old is None:
        return Sentence("{s} is new, at {b}.", "{s}: {b} 추가", s=name, b=_at(problem, new))
    if (old.room, old.start) == (new.room, new.start):
        return Sentence(
            "{s} at {a} now ends at {b}.", "{s}: {a}, 종료 시각 변경 → {b}",
            s=name, a=_at(problem, new), b=f"{_local(problem, new.end):%H:%M}",
        )  # fmt: skip
    return Sentence(
        "{s} moved from {a} to {b}.", "{s}: {a} → {b}",
        s=name, a=_at(problem, old), b=_at(problem, new, old),
    )  # fmt: skip


def for_person(problem: Problem, person: str, found: Iterable[News]) -> list[Paragraph]:
    """What of it concerns somebody: what moved, what is theirs no more, what is new, other times in what stays."""
    return [Paragraph(tuple(said)) for one in found if (said := list(_for_person(problem, person, one)))]


def _for_person(problem: Problem, person: str, one: News) -> Iterator[Sentence]:
    old, new = ([] if side is None else side.appearances(person) for side in (one.old, one.new))
    if not old and not new:
        return
    if one.old and one.new and not new:
        yield Sentence(
            "{s} at {a} goes on without you.", "{s}({a}): 더 이상 참여하지 않으셔도 됩니다.",
            s=Name(one.old.title), a=_at(problem, one.old),
        )  # fmt: skip
        return
    before = one.old if old else None
    if (sentence := told(problem, before, one.new)) is not None:
        yield sentence
    elif one.new and _times(old) != _times(new):
        yield Sentence(
            "{s} at {a}: you are needed at another time.", "{s}({a}): 참여 시간이 바뀌었습니다.",
            s=Name(one.new.title), a=_at(problem, one.new),
        )  # fmt: skip
    else:
        return
    if one.new is not None:
        yield from (_needed(problem, each) for each in new if each.start > one.new.start or each.end < one.new.end)


def _times(appearances: Iterable[Appearance]) -> list[tuple[str, datetime, datetime]]:
    return sorted((one.role, one.start, one.end) for one in appearances)


def _needed(problem: Problem, one: Appearance) -> Sentence:
    begin, end = (f"{_local(problem, moment):%H:%M}" for moment in (one.start, one.end))
    return Sentence(
        "You are needed {a}–{b} ({r}).", "({r} 참여 시간 {a}–{b})", a=begin, b=end, r=Role(problem, one.role)
    )


def _local(problem: Problem, moment: datetime) -> datetime:
    return moment.astimezone(problem.clock.tz)


def _at(problem: Problem, side: Announcement, than: Announcement | None = None) -> Sentence:
    """Room and time; ``than``: only what is otherwise than there.  The day only where the festival has several."""
    local = _local(problem, side.start)
    dated = len(problem.days) > 1 and (than is None or _local(problem, than.start).date() != local.date())
    if than is not None and than.room == side.room:
        return Sentence("{t}", "{t}", t=Moment(local, dated))
    if than is not None and than.start == side.start:
        return Sentence("{r}", "{r}", r=Name(side.place))
    return Sentence("{r} {t}", "{r} {t}", r=Name(side.place), t=Moment(local, dated))
