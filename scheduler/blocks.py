"""Who uses which block and room: what rules about tracks of a conference look up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.crowd import crowd_of, indices_of
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.problem import Problem, Showing
    from scheduler.select import Select
    from scheduler.timetable import Placement, Timetable


def tracks_in_blocks(problem: Problem, select: Select) -> dict[str, tuple[Showing, ...]]:
    """Showings of each track that are placed in blocks and can be selected."""
    return problem.cached(("tracks in blocks", select), lambda: _tracks_in_blocks(problem, select))


def _tracks_in_blocks(problem: Problem, select: Select) -> dict[str, tuple[Showing, ...]]:
    chosen = problem.selection(select)
    found = {
        track: tuple(one for one in showings if one.in_blocks and one.index in chosen)
        for track, showings in problem.by_track.items()
    }
    return {track: showings for track, showings in found.items() if showings}


def track_of(problem: Problem, select: Select, showing: Showing) -> tuple[Showing, ...]:
    """Showings of its track that are placed in blocks and can be selected; none unless it is one of them."""
    showings = tracks_in_blocks(problem, select).get(showing.track or "", ())
    return showings if showing in showings else ()


def run_keys(problem: Problem, showings: Sequence[Showing], showing: Showing) -> NDArray[np.int64]:
    """Numbers that grow with block, room and slot, at each place of one of the showings; rooms x positions.

    In a room for several, the one listed first comes first, so that no two are ever equal.
    """
    at, rooms = showing.positions, np.arange(len(problem.rooms))
    keys: NDArray[np.int64] = _key(problem, showings, showing, at.blocks[None, :], rooms[:, None], at.slots[None, :])
    return keys


def run_key(problem: Problem, showings: Sequence[Showing], placement: Placement) -> int:
    """The same of one that lies somewhere."""
    return int(_key(problem, showings, placement.showing, placement.block, placement.room, placement.slot))


def _key(problem: Problem, showings: Sequence[Showing], showing: Showing, block: Any, room: Any, slot: Any) -> Any:
    most = max(one.slots for one in problem.blocks)
    return ((block * len(problem.rooms) + room) * most + slot) * len(showings) + showings.index(showing)


def nothing_to_say(problem: Problem) -> Iterator[Sentence]:
    """The complaint about a rule of tracks in blocks where there are none of the one or the other."""
    if not problem.blocks or not problem.festival.tracks:
        yield Sentence(
            "The rule is about tracks in blocks; this festival has no {w}, so it says nothing.",
            "블록에서 진행되는 트랙에 대한 규칙이지만, 이 행사에는 {w}이(가) 없어 적용되지 않습니다.",
            w={"en": "blocks", "ko": "블록"} if not problem.blocks else {"en": "tracks", "ko": "트랙"},
        )


def usage(problem: Problem, select: Select, others: Timetable, showings: Iterable[Showing]) -> NDArray[np.int64]:
    """How many of these showings, selected where they lie, each room holds in each block; rooms x blocks."""
    members = indices_of(showings)
    held: NDArray[np.int64] = _held(problem, crowd_of(problem, others, members, np.zeros_like(members), select), 1)[0]
    return held


def usage_by_track(problem: Problem, select: Select, others: Timetable) -> NDArray[np.int64]:
    """The same of every track, in the order of ``tracks_in_blocks``; tracks x rooms x blocks, looked at once."""

    def made() -> NDArray[np.int64]:
        members, tracks = problem.cached(("members by track", select), lambda: _members(problem, select))
        crowd = crowd_of(problem, others, members, tracks, select)
        return _held(problem, crowd, len(tracks_in_blocks(problem, select)))

    return others.cached(("usage by track", select), made)


def usage_of_track(problem: Problem, select: Select, others: Timetable, showing: Showing) -> NDArray[np.int64]:
    """The same of the track of a showing, which must be one of them; rooms x blocks."""
    tracks = tracks_in_blocks(problem, select)
    numbers = problem.cached(("track numbers", select), lambda: {name: number for number, name in enumerate(tracks)})
    held: NDArray[np.int64] = usage_by_track(problem, select, others)[numbers[showing.track or ""]]
    return held


def _members(problem: Problem, select: Select) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Index of each showing of a track in blocks, and the number of its track."""
    groups = [indices_of(showings) for showings in tracks_in_blocks(problem, select).values()]
    numbers = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    return np.concatenate([np.zeros(0, dtype=np.int64), *groups]), numbers


def _held(problem: Problem, crowd: Crowd, sorts: int) -> NDArray[np.int64]:
    """How many of each sort (``crowd.values``) every room holds in every block; sorts x rooms x blocks."""
    held = np.zeros((sorts, len(problem.rooms), len(problem.blocks)), dtype=np.int64)
    crowd = crowd.only(crowd.blocks >= 0)
    np.add.at(held, (crowd.values, crowd.rooms, crowd.blocks), 1)
    return held


def at_places(problem: Problem, select: Select, showing: Showing, prices: NDArray[np.int64]) -> NDArray[np.int64]:
    """A price of each (room, block) as one of each place of a showing; none where it is not selected."""
    return np.where(problem.chosen_places(select, showing), prices[:, showing.positions.blocks], 0)
