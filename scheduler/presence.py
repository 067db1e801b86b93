"""When people are needed in a showing, and when they are there: what rules about people look up.

``missing`` is for checks; models and prices have ``scheduler.times.outside``, which was written apart.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from scheduler.problem import BEYOND, Engagement
from scheduler.select import Select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scheduler.festival import When
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

Presence = dict[str, tuple[Engagement, ...]]
"""Of each person the stretches of a showing that they are needed for, in order, none touching."""

EVERYTHING = Select()
"""A selection of all showings and of everybody in them."""

THROUGHOUT = Engagement("", "", 0, None)
"""The whole showing, whoever it is."""


def presence(problem: Problem, showing: Showing, select: Select) -> Presence:
    """When the people that a selection speaks of are needed in a showing.

    With ``people`` or ``roles`` in the selection only these people, in these roles, are meant;
    whether the showing itself is selected is not asked.  A part that some block has no time for
    counts as the whole showing, so that a stretch always lasts longer than nothing.
    """
    key = ("presence", select.people, select.roles, showing.index)
    return problem.cached(key, lambda: _presence(showing.whole, select))


def _presence(showing: Showing, select: Select) -> Presence:
    least = showing.duration
    if showing.in_blocks:
        lengths = showing.positions.ends - showing.positions.starts
        least = int(lengths.min()) if len(lengths) else 0
    found: dict[str, list[Engagement]] = {}
    for one in showing.people:
        meant = (not select.people or one.person in select.people) and (not select.roles or one.role in select.roles)
        if meant and least and one.begin != one.end:
            found.setdefault(one.person, []).append(one if one.begin < least else THROUGHOUT)
    return {person: _joined(stretches) for person, stretches in found.items()}


def _joined(stretches: Iterable[Engagement]) -> tuple[Engagement, ...]:
    """Their union, without names, so that equal stretches of two people are equal."""
    joined: list[tuple[int, int | None]] = []
    for begin, end in sorted([(one.begin, one.end) for one in stretches], key=itemgetter(0)):
        if joined and (joined[-1][1] is None or begin <= joined[-1][1]):
            first, last = joined.pop()
            end = None if last is None or end is None else max(last, end)
            begin = first
        joined.append((begin, end))
    return tuple(Engagement("", "", begin, end) for begin, end in joined)


def stages(problem: Problem, person: str) -> tuple[tuple[Showing, tuple[Engagement, ...]], ...]:
    """Every showing that somebody is needed in, in whatever role, and for which stretches."""
    return problem.cached(("stages", person), lambda: tuple(_stages(problem, person)))


def _stages(problem: Problem, person: str) -> Iterator[tuple[Showing, tuple[Engagement, ...]]]:
    for showing in problem.by_person.get(person, ()):
        stretches = presence(problem, showing, EVERYTHING).get(person)
        if stretches:
            yield showing, stretches


def performing(
    problem: Problem, timetable: Timetable, person: str, but: Showing
) -> Iterator[tuple[Placement, tuple[Engagement, ...]]]:
    """Placed showings that somebody is needed in, one left out, and for which stretches."""
    for showing, stretches in stages(problem, person):
        placement = timetable.of(showing)
        if placement is not None and showing is not but:
            yield placement, stretches


# -- stays --------------------------------------------------------------------------------------

Span = tuple[int, int]


class Time(NamedTuple):
    """From and to in ticks; and the block, if one was named.

    A block speaks of what is placed in it, whatever its clock says, and of everything that goes by the clock.
    """

    low: int
    high: int
    block: int = -1


EVER = Time(-BEYOND, BEYOND)
"""Longer than any festival."""


class Stay(NamedTuple):
    """When somebody is there, and when away nevertheless."""

    there: tuple[Time, ...]
    away: tuple[Time, ...]

    @property
    def always(self) -> bool:
        """Whether they are there at any time at all."""
        return self.there == (EVER,) and not self.away


def stay(problem: Problem, person: str) -> Stay:
    """When a person is there; without ``available`` times always, but when they are away."""
    return problem.cached(("stay", person), lambda: _stay(problem, person))


def _stay(problem: Problem, person: str) -> Stay:
    known = problem.people.get(person)
    if known is None:
        return Stay((EVER,), ())
    there = tuple(_times(problem, known.available)) if known.available else (EVER,)
    return Stay(there, tuple(_times(problem, known.away)))


def _times(problem: Problem, whens: Iterable[When]) -> Iterator[Time]:
    for when in whens:
        if when.block is not None:
            block = problem.block_index[when.block]
            yield Time(*problem.block_times[block], block)
        elif when.from_ is not None and when.to is not None:
            low, high = (problem.clock.minutes(moment) * problem.minute for moment in (when.from_, when.to))
            yield Time(low, high)


def missing(placement: Placement, known: Stay, stretches: Iterable[Engagement]) -> list[Span]:
    """When somebody who is needed for stretches of a placement is not there."""
    there = _meant(known.there, placement)
    for gone in _meant(known.away, placement):
        there = _without(there, gone)
    missed = [one.span(placement.start, placement.end) for one in stretches]
    for present in there:
        missed = _without(missed, present)
    return missed


def _meant(times: Iterable[Time], placement: Placement) -> list[Span]:
    """From, to of those of the times that speak of a placement."""
    meant = []
    for one in times:
        if one.block < 0 or placement.block < 0:
            meant.append((one.low, one.high))
        elif one.block == placement.block:
            meant.append((placement.start, placement.end))
    return meant


def _without(spans: Iterable[Span], gone: Span) -> list[Span]:
    """What is left of some spans."""
    low, high = gone
    pieces = [piece for begin, end in spans for piece in ((begin, min(end, low)), (max(begin, high), end))]
    return [(begin, end) for begin, end in pieces if begin < end]


def could_attend(
    problem: Problem, timetable: Timetable, person: str, one: Placement, least: Callable[[int, int], int]
) -> bool:
    """Whether somebody is there for all of a placement, and in time for every stage of theirs; ``least``: see there."""
    return not missing(one, stay(problem, person), [THROUGHOUT]) and not any(
        rushed(one, other, stretches, least) for other, stretches in performing(problem, timetable, person, one.showing)
    )


def rushed(one: Placement, other: Placement, stretches: Iterable[Engagement], least: Callable[[int, int], int]) -> bool:
    """Whether somebody who is at one showing for all of it misses some of these stretches of another.

    ``least``: ticks from a room to another.
    """
    if one.block >= 0 and other.block >= 0 and one.shift != other.shift:
        return False
    there, back = least(one.room, other.room), least(other.room, one.room)
    spans = (stretch.span(other.start, other.end) for stretch in stretches)
    return any(begin < one.end + there and one.start < end + back for begin, end in spans)
