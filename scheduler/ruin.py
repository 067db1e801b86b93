"""Ruin and recreate: take a few showings up, put them back one by one, each at its best place.

A step is far weaker than a neighbourhood searched by CP-SAT, but takes a fiftieth of the time; and as
it may pass through slightly worse timetables, it gets out of places where the exact search is stuck.
After Schrimpf et al., Record breaking optimization results using the ruin and recreate principle
(2000), and Christiaens and Vanden Berghe, Slack induction by string removals (2020).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from scheduler.cheapest import MOST, cheapest, left_out
from scheduler.constraint import placement_at
from scheduler.crossing import BROKEN, position_of, taken_up
from scheduler.losses import losses_of
from scheduler.maps import as_one, busy_with, static_map
from scheduler.neighbours import tied
from scheduler.timetable import Timetable
from scheduler.together import Aim, aims, in_cell, title_of

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement
    from scheduler.verify import Report

SLACK = 0.001
"""Share of its penalty that a timetable may lose more than the best so far, and still be gone on from."""


TOGETHER = 0.2
"""Share of the steps in which all showings of a title look for places together."""

MOST_TO_PUSH = 1e9
"""Points that it is held to cost to push a showing aside, at the most."""

FEWEST_LOTS, MOST_LOTS = 3, 150
"""Showings drawn, of which the one that loses most is begun with; now few, now many."""

MOST_PUSHED = 2
"""Showings of its own track that one in blocks pushes aside."""

MOST_GONE = 60
"""Showings of blocks that are taken up together."""


class Ruin:
    """A walk from timetable to timetable, with the points lost counted as it goes."""

    def __init__(self, problem: Problem, random: Random) -> None:
        self.problem, self.random = problem, random
        self.noise = np.random.default_rng(random.randrange(1 << 30))
        self.steps = 0
        self.began_with: Timetable | None = None
        self.aims: list[Aim] = []
        """Of the present step: where some of those taken up are put first."""

    def begin(self, report: Report) -> None:
        """Go on from another timetable, which has been verified."""
        points, timetable = as_one(list(report.by_tier.values())), report.timetable
        self.began_with, self.broken = timetable, 0 if report.valid else BROKEN
        self.losses = losses_of(report)
        self.timetable, self.points = timetable, points
        self.best, self.least = timetable, points

    def walk(self, goes_on: Callable[[], bool]) -> Timetable:
        """Step as long as it may; the best timetable on the way."""
        while self.problem.showings and goes_on():
            self.step()
        return self.best

    def step(self) -> None:
        """Take some up and put them back, if that is not much worse than the best was."""
        self.steps += 1
        self.aims = []
        gone = self._chosen()
        before, others = taken_up(self.problem, self.timetable, gone, self.broken)
        most = before + self.least + SLACK * abs(self.least) - self.points
        made = self._back(others, gone, most)
        if made is None:
            return
        self.timetable, after = made
        self.points += after - before
        if self.points < self.least:
            self.best, self.least = self.timetable, self.points

    # -- taking up ------------------------------------------------------------------------------

    def _chosen(self) -> list[Showing]:
        missing = [one for one in self.problem.showings if one.index not in self.timetable.placements]
        if missing and (len(missing) == len(self.problem.showings) or self.random.random() < 0.3):
            return self._pushed(self.random.choice(missing))
        seed, way = self._seed(), self.random.random()
        if seed.block >= 0:
            return self._in_blocks(seed, way)
        if way < TOGETHER and (gone := self._title(seed.showing)):
            return gone
        if way < 0.45:
            return self._pushed(seed.showing)
        return self._neighbours(seed) if way < 0.8 else self._kin(seed)

    def _seed(self) -> Placement:
        """Any; rather one that loses points."""
        lots = int(FEWEST_LOTS * (MOST_LOTS / FEWEST_LOTS) ** self.random.random())
        few = [self.timetable.by_time[self.random.randrange(len(self.timetable))] for _ in range(lots)]
        return max(few, key=lambda one: self.losses.get(one.showing.index, 0))

    def _in_blocks(self, seed: Placement, way: float) -> list[Showing]:
        """A track or two, what lies in some rooms of some blocks, or what is pushed aside."""
        if way < 0.2:
            return self._pushed(seed.showing)
        track = self.problem.by_track.get(seed.showing.track or "", ())
        held = self.timetable.grouped(lambda placement: ((placement.block, placement.room),))
        keys = [key for key in held if key != (seed.block, seed.room) and key[0] >= 0]
        if self.random.random() < 0.7:
            keys = [key for key in keys if key[0] == seed.block or key[1] == seed.room]
        others = [
            p.showing for key in self.random.sample(keys, min(len(keys), self.random.randint(0, 3))) for p in held[key]
        ]
        mine = track if way < 0.6 and 0 < len(track) <= MOST_GONE else [p.showing for p in held[seed.block, seed.room]]
        return list(dict.fromkeys([*mine, *others]))[:MOST_GONE]

    def _pushed(self, showing: Showing) -> list[Showing]:
        """A showing, and whoever lies where it would cost less by itself."""
        alone = static_map(self.problem, showing)
        costs = np.where(alone.allowed, alone.total(), MOST)
        present = self.timetable.of(showing)
        now = MOST - 1 if present is None else int(costs[present.room, position_of(present)])
        better = np.flatnonzero(costs < now)
        if not len(better):
            return [showing] if present is None else self._neighbours(present)
        gain = (min(now, int(costs.ravel()[better].max()) + 1) - costs.ravel()[better]).astype(np.float64)
        pick = int(better[np.argmax(gain * self.noise.random(len(better)))])
        return [showing, *self._in_the_way(showing, *divmod(pick, costs.shape[1]))]

    def _in_the_way(self, showing: Showing, room: int, position: int) -> list[Showing]:
        """Whoever needs the room when the showing is there; in a block, all of other tracks in it."""
        if showing.in_blocks:
            block = int(showing.positions.blocks[position])
            there = [p.showing for p in self.timetable.by_room.get(room, ()) if p.block == block]
            return [one for one in there if one.track != showing.track] or there[:MOST_PUSHED]
        found = busy_with(self.problem, showing, self.timetable, placement_at(self.problem, showing, room, position))
        return [self.problem.showings[index] for index in found if index != showing.index]

    def _neighbours(self, seed: Placement) -> list[Showing]:
        """Some of a room-day in a row, and some at the same time of another room or of another day."""
        timetable = self.timetable
        found = _around(timetable.by_room_day[seed.room, seed.day], seed, self.random.randint(1, 3))
        keys = [key for key in timetable.by_room_day if (key[1] == seed.day) != (key[0] == seed.room)]
        for key in self.random.sample(keys, min(len(keys), self.random.randint(1, 2))):
            line = timetable.by_room_day[key]
            found += _around(line, self._at_that_time(line, seed), self.random.randint(1, 2))
        return list(dict.fromkeys(p.showing for p in found))

    def _at_that_time(self, line: list[Placement], seed: Placement) -> Placement:
        day = 24 * 60 * self.problem.minute
        return min(line, key=lambda placement: abs(placement.start % day - seed.start % day))

    def _kin(self, seed: Placement) -> list[Showing]:
        """Showings that share people, films or the session."""
        kin = [one for one in tied(self.problem, seed.showing) if one.index in self.timetable.placements]
        return [seed.showing, *self.random.sample(kin, min(len(kin), self.random.randint(1, 4)))]

    def _title(self, showing: Showing) -> list[Showing]:
        """All of a title, and whoever is where these want to be."""
        title = title_of(self.problem, showing)
        if title is None:
            return []
        own = [cells.showing for cells in title.cells]
        others = self.timetable.without(own)
        # What a showing loses on the average is a fair guess of what it costs to push one aside.
        average = min(abs(self.points) / max(1, len(self.timetable)), MOST_TO_PUSH)
        scale = average * self.noise.exponential()
        weights = (scale * self.noise.uniform(0.3, 2.0, len(self.problem.showings))).astype(np.int64)
        self.aims = aims(self.problem, title, others, self.noise, push=weights)
        pushed = [other for aim in self.aims for other in self._in_the_way(*aim)]
        return list(dict.fromkeys([*own, *pushed])) if self.aims else []

    # -- putting back ---------------------------------------------------------------------------

    def _back(self, others: Timetable, gone: list[Showing], most: float) -> tuple[Timetable, int] | None:
        """Each at its best place, in some order, and what they cost; None if that is above ``most``."""
        points, wanted = 0, {one.index: (room, position) for one, room, position in self.aims}
        for showing in self._ordered(gone):
            found = self._cheapest(showing, others, wanted.get(showing.index))
            out = left_out(self.problem, showing)
            stays_out = found is None or found[1] > out
            points += out if found is None or stays_out else found[1]
            if points > most:
                return None
            if found is not None and not stays_out:
                others = others.moved({showing.index: found[0]})
        return others, points

    def _cheapest(
        self, showing: Showing, others: Timetable, wanted: tuple[int, int] | None
    ) -> tuple[Placement, int] | None:
        """The best place in the room and on the day that is wanted, or anywhere if there is none."""
        if wanted is not None:
            places = in_cell(showing, *wanted)
            if found := cheapest(self.problem, showing, others, self.noise, places=places):
                return found
        return cheapest(self.problem, showing, others, self.noise)

    def _ordered(self, gone: list[Showing]) -> list[Showing]:
        """Who has an aim first; the others as they were chosen, the long ones first, or anyhow."""
        aimed = [one for one, _, _ in self.aims]
        return aimed + self._mixed([one for one in gone if one not in aimed])

    def _mixed(self, gone: list[Showing]) -> list[Showing]:
        way = self.random.random()
        if way < 0.4:
            return gone
        if way < 0.7:
            return sorted(gone, key=lambda one: -one.duration * self.random.uniform(0.7, 1.3))
        return self.random.sample(gone, len(gone))


def _around(line: list[Placement], middle: Placement, size: int) -> list[Placement]:
    """So many of a row, the middle one among them."""
    at = next(number for number, placement in enumerate(line) if placement is middle)
    first = max(0, at - size // 2)
    return line[first : first + size]
