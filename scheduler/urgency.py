"""Who is placed first, and of whom rules are asked at once, when a timetable is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.maps import static_map

if TYPE_CHECKING:
    from random import Random

    from scheduler.problem import Problem, Showing

FEW = 0.15
"""Share of the showings, at the most, that rules are asked about one by one before the others are sketched."""

Order = tuple[bool, float, str, float]


def ranks(problem: Problem, random: Random) -> dict[int, Order]:
    """The smaller the sooner: optional ones last, tracks in blocks one after the other, who has few places first.

    A track that comes in between others would find no room of its own.
    """
    freedom = {one.index: _freedom(problem, one) for one in problem.showings}
    tracks = {}
    for name, showings in problem.by_track.items():
        inside = [one for one in showings if one.in_blocks]
        if inside:
            tracks[name] = sum(freedom[one.index] for one in inside) / len(inside) ** 2 * random.uniform(0.7, 1.4)
    return {
        one.index: (one.optional, tracks[one.track], one.track, freedom[one.index])
        if one.in_blocks and one.track in tracks
        else (one.optional, freedom[one.index], "", 0.0)
        for one in problem.showings
    }


def _freedom(problem: Problem, showing: Showing) -> float:
    """The fewer places for the more minutes and people, the sooner."""
    places = static_map(problem, showing).allowed.sum()
    return float(places) / (max(1, showing.duration, showing.slots) * (1 + len(showing.persons)))


def bound_together(problem: Problem) -> set[int]:
    """Indices of showings that musts on only a few of them are about, as long as these are few together."""
    found: set[int] = set()
    for rule in problem.rules:
        if rule.must and not rule.alone:
            about = {one.index for one in problem.showings if any(True for _ in rule.concerns(problem, one))}
            if len(found | about) <= FEW * len(problem.showings):
                found |= about
    return found
