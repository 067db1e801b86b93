"""Nobody chairs two parallel tracks, nor presents beside their own.

    R(g, b) = rooms in which selected showings of g lie in block b; g = a track, or one showing
    pairs(g, h, b) = |{(r, q): r in R(g, b), q in R(h, b), r != q}|              [pairs of rooms]
    amount = sum of min(1, pairs(g, h, b))    measure ``block``: once a pair a block
             sum of pairs(g, h, b)            measure ``room_pairs``

over all blocks b and all pairs (g, h) of

- two tracks with a chair in common;
- a track and a showing of another track (or of none) that one of its chairs is needed in, unless
  ``presenters`` is false.

A pair counts once, however many people make it one.  In one room nobody is in two places; a track
is never in its own way, even in two rooms (that is track_not_parallel).  A chair is there for the
whole block, so slots do not matter; blocks with ``clock: true`` that overlap count like one block.

It is about blocks only.  By the clock a track is a strand of a programme, whose showings overlap
as often as not and whose curator need not sit in each; where chairs do, list them as people.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.blocks import at_places, nothing_to_say, tracks_in_blocks, usage
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.fields import Korean, Words
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.sessions.rule import PlanRule
    from scheduler.timetable import Placement, Timetable

Group = tuple["Showing", ...]


@dataclass
class Meetings:
    """Who must not run beside whom, worked out once."""

    pairs: list[tuple[Group, Group]]
    parallel: list[tuple[int, int]]
    """Every two blocks that take place at once, both ways round, each with itself as well."""
    of: dict[int, list[tuple[Group, Group]]]
    """Of each showing its pairs, the group that it is in first."""


class ChairsInOnePlace(Constraint):
    """Nobody chairs two parallel tracks, nor presents beside their own."""

    kind: Literal["chairs_in_one_place"] = "chairs_in_one_place"
    presenters: bool = Field(True, title="Presenting", description="Whether what chairs present elsewhere counts.")
    measure: Literal["block", "room_pairs"] = Field(
        "block", title="Measure", description="Once a pair a block, or every pair of rooms."
    )

    korean: ClassVar[Korean] = {
        "presenters": ("발표 포함", "좌장이 다른 곳에서 발표하는 것도 계산합니다."),
        "measure": ("계산 단위", "블록마다 한 쌍에 한 번, 또는 방의 쌍마다."),
    }
    words: ClassVar[Words] = {
        "measure": {
            "block": ("once a pair a block", "블록마다 한 쌍에 한 번"),
            "room_pairs": ("every pair of rooms", "방의 쌍마다"),
        },
    }

    helped: ClassVar[bool] = False
    example: ClassVar[dict[str, object]] = {"presenters": False, "measure": "room_pairs", "weight": 30}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must where tracks in blocks have chairs."""
        return [cls()] if festival.blocks and any(track.chairs for track in festival.tracks) else []

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        if self.presenters:
            return Sentence(
                "Nobody chairs two parallel tracks, nor presents in another room while their own track runs.",
                "좌장은 동시에 열리는 두 트랙을 맡지 않으며, 맡은 트랙이 열리는 동안 다른 방에서 발표하지 않습니다.",
            )
        return Sentence("Nobody chairs two parallel tracks.", "좌장은 동시에 열리는 두 트랙을 맡지 않습니다.")

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Without blocks and tracks it says nothing."""
        return nothing_to_say(problem)

    # -- the model ------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """For each pair with an open showing and each block: O(rooms) of the literals of used rooms."""
        meetings = self._meetings(rule.problem)
        for one, other in meetings.pairs:
            if rule.touches(one) or rule.touches(other):
                mine, theirs = rule.used(one), rule.used(other)
                for here, there in meetings.parallel:
                    self._not_both(rule, mine.get(here, {}), theirs.get(there, {}))

    def _not_both(self, rule: Rule, mine: dict[int, Lit], theirs: dict[int, Lit]) -> None:
        """Of each room of the one, the rooms of the other elsewhere."""
        apart = [(literal, [lit for q, lit in theirs.items() if q != room]) for room, literal in mine.items()]
        if self.measure == "block":
            rule.charge(1, rule.any([rule.both(literal, rule.any(elsewhere)) for literal, elsewhere in apart]))
        else:
            for literal, elsewhere in apart:
                rule.excess(rule.total(elsewhere), literal, most=len(elsewhere))

    def _meetings(self, problem: Problem) -> Meetings:
        return problem.cached((self, "meetings"), lambda: self._meet(problem))

    def _meet(self, problem: Problem) -> Meetings:
        tracks = tracks_in_blocks(problem, self.select)
        chairs = {track: set(problem.tracks[track].chairs) for track in tracks}
        pairs = [(tracks[s], tracks[t]) for s, t in combinations(tracks, 2) if chairs[s] & chairs[t]]
        for showing in problem.selected(self.select) if self.presenters else ():
            if showing.in_blocks:
                own = [t for t in tracks if t != showing.track and chairs[t] & showing.persons]
                pairs += [((showing,), tracks[track]) for track in own]
        both_ways = [way for one, other in pairs for way in ((one, other), (other, one))]
        of = dict(_grouped((showing.index, way) for way in both_ways for showing in way[0]))
        return Meetings(pairs, list(_parallel(problem)), of)

    def plan_signature(self, problem: Problem, showing: Showing) -> Hashable:
        """Of which tracks a chair is needed in it."""
        pairs = self._meetings(problem).of.get(showing.index, ())
        return tuple(theirs[0].track for mine, theirs in pairs if mine == (showing,)) if self.presenters else None

    def post_plans(self, rule: PlanRule) -> None:
        """Whole tracks; and who presents elsewhere, being a sort of their own, beside whole tracks."""
        problem = rule.problem
        for one, other in self._meetings(problem).pairs:
            if rule.alone_in_sort(one) and rule.alone_in_sort(other) and (rule.touches(one) or rule.touches(other)):
                mine, theirs = rule.used(one), rule.used(other)
                for here, there in self._meetings(problem).parallel:
                    self._not_both(rule, mine.get(here, {}), theirs.get(there, {}))

    # -- the price ------------------------------------------------------------------------------

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Whoever is in a pair of groups with it."""
        found: dict[int, Showing] = {}
        for mine, theirs in self._meetings(problem).of.get(showing.index, ()):
            found.update((one.index, one) for one in (*mine, *theirs))
        return found.values()

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """What its room adds to each of its pairs.  Size: O(pairs * rooms * blocks)."""
        meetings = self._meetings(problem)
        pairs = meetings.of.get(showing.index, ())
        if not pairs:
            return NOTHING
        here, there = np.array(meetings.parallel, dtype=np.int64).T
        total = np.zeros((len(problem.rooms), len(here)), dtype=np.int64)
        for mine, theirs in pairs:
            used = usage(problem, self.select, others, mine)[:, here] > 0
            rooms = usage(problem, self.select, others, theirs)[:, there] > 0
            elsewhere = rooms.sum(axis=0)[None, :] - rooms
            if self.measure == "block":
                total += (elsewhere > 0) & ~(used & (elsewhere > 0)).any(axis=0)[None, :]
            else:
                total += np.where(used, 0, elsewhere)
        by_block = total @ (here[:, None] == np.arange(len(problem.blocks))[None, :])
        return at_places(problem, self.select, showing, by_block)

    # -- the check ------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Chairs of two tracks at once, then chairs who present beside their track."""
        placements = [one for one in timetable.selected(self.select) if one.block >= 0]
        tracks: dict[str, list[Placement]] = {}
        for one in placements:
            tracks.setdefault(one.showing.track or "", []).append(one)
        chaired: dict[str, list[str]] = {}
        for track in problem.festival.tracks:
            for person in dict.fromkeys(track.chairs if track.id in tracks else ()):
                chaired.setdefault(person, []).append(track.id)
        for (s, t), people in _grouped((pair, who) for who, own in chaired.items() for pair in combinations(own, 2)):
            yield from self._apart(problem, people, tracks[s], tracks[t], CHAIRING, s=problem.track_named(s))
        for one in placements if self.presenters else ():
            own = ((track, who) for who in sorted(one.showing.persons) for track in chaired.get(who, ()))
            for track, people in _grouped(pair for pair in own if pair[0] != one.showing.track):
                yield from self._apart(problem, people, [one], tracks[track], PRESENTING, s=one.showing)

    def _apart(
        self, problem: Problem, people: list[str], ones: list[Placement], others: list[Placement],
        words: tuple[str, str], **facts: object,
    ) -> Iterator[Violation]:  # fmt: skip
        """Each two blocks at once in which the ones lie in other rooms than the others."""
        met = _grouped(
            ((a.block, b.block), (a, b))
            for a in ones
            for b in others
            if a.room != b.room and _at_once(problem, a.block, b.block)
        )
        for blocks, pairs in met:
            rooms = {(a.room, b.room) for a, b in pairs}
            sentence = Sentence(
                words[0], words[1], **facts, p=[problem.person_named(person) for person in people],
                t=problem.track_named(others[0].showing.track or ""),
                r=[problem.rooms[room] for room in sorted({r for r, _ in rooms})],
                q=[problem.rooms[room] for room in sorted({q for _, q in rooms})],
                b=[problem.block_named(block) for block in dict.fromkeys(blocks)],
            )  # fmt: skip
            blamed = tuple(dict.fromkeys(placement for pair in pairs for placement in pair))
            yield Violation(self, blamed, 1 if self.measure == "block" else len(rooms), sentence, people[0])


CHAIRING = (
    "{p} chairs track {s} in {r} and track {t} in {q} at once (block {b}).",
    "{p}: 트랙 {s}({r})과(와) 트랙 {t}({q})의 좌장을 동시에 맡습니다(블록 {b}).",
)
PRESENTING = (
    "{p} presents {s} in {r} while chairing track {t} in {q} (block {b}).",
    "{p}: {r}에서 {s}을(를) 발표하는 동안 {q}에서 트랙 {t}의 좌장을 맡습니다(블록 {b}).",
)


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, list[Any]]]:
    found: dict[Any, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found.items()


def _parallel(problem: Problem) -> Iterator[tuple[int, int]]:
    """Each block with itself and, both going by the clock, with every other that overlaps it."""
    for one, (low, high) in enumerate(problem.block_times):
        for other, (begin, end) in enumerate(problem.block_times):
            by_clock = problem.blocks[one].clock and problem.blocks[other].clock
            if one == other or (by_clock and begin < high and low < end):
                yield one, other


def _at_once(problem: Problem, one: int, other: int) -> bool:
    if one == other:
        return True
    both = [(problem.blocks[block], *problem.block_times[block]) for block in (one, other)]
    return all(block.clock for block, _, _ in both) and max(b for _, b, _ in both) < min(e for _, _, e in both)
