"""A small search around a few showings: they stay where they were put, those near them may move, all others stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.kin import kin_of
from scheduler.timetable import gap
from web.entries import PINS
from web.moves import pin_at

if TYPE_CHECKING:
    from scheduler.problem import Showing
    from scheduler.timetable import Placement
    from web.workspace import Workspace

NEAR = 40
"""Showings that may move at most: as many as a search of seconds can put in order."""
SECONDS = 10.0
"""What such a search may take."""


def document(work: Workspace, whole: dict[str, Any], around: Sequence[Showing]) -> dict[str, Any]:
    """The festival in which nothing moves but what is near; ``whole`` is its document."""
    free = {one.key for one in neighbours(work, around)}
    unpinned = {**whole, PINS: [pin for pin in whole.get(PINS, ()) if _key(pin) not in free]}
    return frozen(work, unpinned, lambda placement: placement.showing.key not in free)


def frozen(work: Workspace, whole: dict[str, Any], stays: Callable[[Placement], bool]) -> dict[str, Any]:
    """The festival, of which this is the document, with what ``stays`` pinned where it lies beside what is pinned."""
    pins = list(whole.get(PINS, ()))
    pinned = {_key(pin) for pin in pins}
    pins += [pin_at(work.problem, one) for one in work.timetable if stays(one) and one.showing.key not in pinned]
    return {**whole, PINS: pins}


def neighbours(work: Workspace, around: Sequence[Showing]) -> list[Showing]:
    """Who may make room: whoever is blamed together with them, their kin, whoever lies near in room or time.

    Those around which it is repaired are not among them, unless they lie nowhere; nor is what is pinned by hand.
    """
    chosen = {one.index for one in around}
    found: dict[int, Showing] = {one.index: one for one in around if work.timetable.of(one) is None}
    for one in (*_blamed(work, chosen), *_kin(work, around), *_near(work, around)):
        if len(found) >= NEAR:
            break
        if one.index not in chosen and work.pin_of(one.key) is None:
            found.setdefault(one.index, one)
    return list(found.values())


def _blamed(work: Workspace, chosen: set[int]) -> Iterator[Showing]:
    for violation in work.report.broken:
        if any(one.showing.index in chosen for one in violation.placements):
            yield from (one.showing for one in violation.placements)


def _kin(work: Workspace, around: Sequence[Showing]) -> Iterator[Showing]:
    for showing in around:
        yield from kin_of(work.problem, showing)


def _near(work: Workspace, around: Sequence[Showing]) -> list[Showing]:
    """Of the same day: of the same room first, then by how far away in time."""
    lies = [placement for one in around if (placement := work.timetable.of(one)) is not None]
    rated, hour = [], 60 * work.problem.minute
    for one in work.timetable:
        same_day = [other for other in lies if other.day == one.day]
        if same_day:
            far = min(max(0, gap(one, other)) + hour * int(one.room != other.room) for other in same_day)
            rated.append((far, one.showing.index))
    return [work.problem.showings[index] for _, index in sorted(rated)]


def _key(pin: dict[str, Any]) -> str:
    """Of a pin of one showing, which one."""
    return f"{pin['session']}#{pin['showing']}" if pin.get("session") and pin.get("showing") else ""
