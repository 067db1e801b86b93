"""When people are needed in a showing, and who stands where: what rules about people look up.

Data only: whether somebody is in time is for the model and for the check to say, each by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.problem import Engagement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.problem import Problem, Showing
    from scheduler.select import Select

Presence = dict[str, tuple[Engagement, ...]]
"""Of each person the stretches of a showing that they are needed for, in order, none touching."""

THROUGHOUT = Engagement("", "", 0, None)
"""The whole showing, whoever it is."""


def presence(problem: Problem, showing: Showing, select: Select) -> Presence:
    """When the people that a selection speaks of are needed in a showing.

    With ``people`` or ``roles`` in the selection only these people, in these roles, are meant;
    whether the showing itself is selected is not asked.  A part that some block has no time for
    counts as the whole showing, so that a stretch always lasts longer than nothing.
    """
    key = ("presence", select.people, select.roles, showing.index)
    return problem.cached(key, lambda: _presence(showing, select))


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
    for begin, end in sorted(((one.begin, one.end) for one in stretches), key=lambda span: span[0]):
        if joined and (joined[-1][1] is None or begin <= joined[-1][1]):
            first, last = joined.pop()
            end = None if last is None or end is None else max(last, end)
            begin = first
        joined.append((begin, end))
    return tuple(Engagement("", "", begin, end) for begin, end in joined)
