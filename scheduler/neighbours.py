"""Neighbourhoods: which showings to take up together and lay anew.

Each looks at the timetable and names showings that get in each other's way.  Adaptive choice lives
in ``Chooser``: what earned more of late is tried more often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from scheduler.losses import losses_of
from scheduler.parallel import one_block, whole_tracks

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable
    from scheduler.verify import Report

Neighbourhood = Callable[["Problem", "Timetable", "Report", int, Random], list["Showing"]]


def _seed(timetable: Timetable, random: Random) -> Placement:
    return timetable.by_time[random.randrange(len(timetable.by_time))]


def _filled(groups: list[list[Placement]], size: int) -> list[Showing]:
    """Whole groups until there are about so many showings."""
    chosen: dict[int, Showing] = {}
    for group in groups:
        if chosen and len(chosen) + len(group) > size * 1.3:
            continue
        chosen.update((placement.showing.index, placement.showing) for placement in group)
        if len(chosen) >= size:
            break
    return list(chosen.values())[: int(size * 1.5)]


def room_days(problem: Problem, timetable: Timetable, report: Report, size: int, random: Random) -> list[Showing]:
    """Some room-days, of one day or of one room."""
    seed = _seed(timetable, random)
    same_day = random.random() < 0.5
    keys = [k for k in timetable.by_room_day if (k[1] == seed.day if same_day else k[0] == seed.room)]
    random.shuffle(keys)
    keys.sort(key=lambda key: key != (seed.room, seed.day))
    return _filled([timetable.by_room_day[key] for key in keys], size)


def two_rooms(problem: Problem, timetable: Timetable, report: Report, size: int, random: Random) -> list[Showing]:
    """Two rooms over several days."""
    seed = _seed(timetable, random)
    other = random.choice(list(timetable.by_room))
    keys = [key for key in timetable.by_room_day if key[0] in (seed.room, other)]
    random.shuffle(keys)
    keys.sort(key=lambda key: key[1] != seed.day)
    return _filled([timetable.by_room_day[key] for key in keys], size)


def hours(problem: Problem, timetable: Timetable, report: Report, size: int, random: Random) -> list[Showing]:
    """Everything around one moment, in all rooms."""
    seed = _seed(timetable, random)
    near = sorted(timetable.by_time, key=lambda p: abs(p.start + p.shift - seed.start - seed.shift))
    return [placement.showing for placement in near[:size]]


def kin(problem: Problem, timetable: Timetable, report: Report, size: int, random: Random) -> list[Showing]:
    """A showing and those that the rules tie it to."""
    queue = [_seed(timetable, random).showing]
    chosen: dict[int, Showing] = {}
    while queue and len(chosen) < size:
        showing = queue.pop(0)
        if showing.index in chosen:
            continue
        chosen[showing.index] = showing
        near = tied(problem, showing)
        random.shuffle(near)
        queue += near[:6]
    return list(chosen.values())


def tied(problem: Problem, showing: Showing) -> list[Showing]:
    """Showings that share people, films, the session or the track."""
    tied: dict[int, Showing] = {}
    for person in sorted(showing.persons):
        tied.update((s.index, s) for s in problem.by_person[person])
    for film in showing.films:
        tied.update((s.index, s) for s in problem.by_film[film.id])
    if showing.track and not tied.keys() - {showing.index}:
        tied.update((s.index, s) for s in problem.by_track[showing.track])
    return [one for index, one in tied.items() if index != showing.index]


def marks_of(showing: Showing) -> Iterator[object]:
    """Its session, people and films: showings that have none in common are strangers."""
    yield showing.session.id
    yield from (("person", one) for one in sorted(showing.persons))
    yield from (("film", film.id) for film in showing.films)


def costly(problem: Problem, timetable: Timetable, report: Report, size: int, random: Random) -> list[Showing]:
    """The showings that lose most points, and what lies beside them."""
    losses = losses_of(report)
    ranked = sorted(losses, key=lambda index: -losses[index] * random.random() ** 2)
    chosen = [timetable.placements[i] for i in ranked[: max(1, size // 4)] if i in timetable.placements]
    groups = [[p] for p in chosen]
    for placement in chosen:
        near = [p for p in timetable.by_room_day[placement.room, placement.day] if p is not placement]
        random.shuffle(near)
        groups += [[p] for p in near[:3]]
    return _filled(groups, size)


def anywhere(problem: Problem, timetable: Timetable, report: Report, size: int, random: Random) -> list[Showing]:
    """Any showings at all."""
    chosen = random.sample(timetable.by_time, min(size, len(timetable)))
    return [placement.showing for placement in chosen]


def tracks(problem: Problem, timetable: Timetable, report: Report, size: int, random: Random) -> list[Showing]:
    """One or two tracks."""
    names = list(problem.by_track)
    if not names:
        return anywhere(problem, timetable, report, size, random)
    random.shuffle(names)
    return _filled([timetable.those(problem.by_track[name]) for name in names], size)


ALL: dict[str, Neighbourhood] = {
    **{one.__name__: one for one in (room_days, two_rooms, hours, kin, costly, anywhere, tracks)},
    "plans": whole_tracks,
    "whole_tracks": whole_tracks,
    "slots": one_block,
}
"""``plans`` leaves the slots open (``loose``); ``slots`` leaves everything in its block and room."""

SHARED = ("plans", "whole_tracks")
"""Where all that is taken up may go to the same rooms of the same blocks."""

IN_BLOCKS = ("kin", "costly", "plans", "whole_tracks", "slots")
"""What is of use where everything lies in blocks."""


def arms_of(problem: Problem) -> tuple[str, ...]:
    """What there is to choose from; the last two need no model (modules ``ruin``, ``rings``)."""
    if problem.showings and all(one.in_blocks for one in problem.showings):
        return (*IN_BLOCKS, "ruin")
    clock = tuple(name for name in ALL if name not in ("plans", "whole_tracks", "slots"))
    blocks = IN_BLOCKS[2:] if any(one.in_blocks for one in problem.showings) else ()
    return (*clock, *blocks, "ruin", "rings")


FIRST = {"ruin": 30.0, "rings": 100.0}
"""What is expected of those that are cheap, in points a second: a fresh timetable is for them."""

RARELY = 0.3
"""The same of an exact neighbourhood of a large festival, before it has shown what it earns."""

SHARE = 0.02
"""Of what the best earns each neighbourhood is held to earn at the least, so that it is tried now and then."""


@dataclass
class Account:
    """What one way of making a timetable better has brought so far."""

    tries: int = 0
    better: int = 0
    """Tries after which the timetable was better."""
    points: float = 0.0
    """By which it got better; a showing placed or a must mended counts for many."""
    seconds: float = 0.0
    """Or work, where seconds do not count."""

    @property
    def promise(self) -> float:
        """How likely the next try is to be of use: of what never was, ever less (Laplace's rule of succession)."""
        return (self.better + 1) / (self.tries + 2)

    def add(self, gain: float, seconds: float) -> None:
        """One try more."""
        self.tries += 1
        self.better += gain > 0
        self.points += gain
        self.seconds += seconds


@dataclass
class Chooser:
    """Chooses a neighbourhood by what it has earned of late, and fits its size to the time it takes."""

    random: Random
    arms: tuple[str, ...]
    large: bool = True
    """Whether there are so many showings that exact neighbourhoods are a small part of them."""

    def __post_init__(self) -> None:
        by_clock = "rings" in self.arms and self.large
        self.earned = {name: FIRST.get(name, RARELY) if by_clock else 1.0 for name in self.arms}
        self.seconds = dict.fromkeys(self.arms, 1.0)
        """What a try takes, about."""
        size = 12.0 if "rings" in self.arms else 30.0
        self.sizes = dict.fromkeys(self.arms, size) | {"rings": 150.0}
        self.account = {name: Account() for name in self.arms}

    def choose(self, *, complete: bool = True) -> tuple[str, int]:
        """Name and size of the next neighbourhood.

        While a timetable is not complete and valid, most tries go to the exact ones: what is missing often
        needs several others to move at once, and only they choose people as well as places.
        """
        names = list(self.earned)
        least = SHARE * max(self.earned.values())
        weights = {
            name: (least + self.earned[name]) * self.account[name].promise / max(self.seconds[name], 0.25)
            for name in names
        }
        if not complete:
            exact = sum(weights[name] for name in names if name not in FIRST)
            weights |= {name: min(weights[name], exact / 4) for name in names if name in FIRST}
        name = self.random.choices(names, [weights[name] + 1e-9 for name in names])[0]
        return name, round(self.sizes[name])

    def learn(self, name: str, gain: float, seconds: float, *, finished: bool, most: int) -> None:
        """What the last one earned; a neighbourhood that was searched to its end may be larger."""
        self.account[name].add(gain, seconds)
        kept, fresh = (0.7, 0.3) if gain else (0.5, 0.0)
        self.earned[name] = kept * self.earned[name] + fresh * gain / max(seconds, 1e-3)
        self.seconds[name] = 0.7 * self.seconds[name] + 0.3 * seconds
        factor = 1.15 if finished else 0.85
        self.sizes[name] = min(float(most), max(4.0, self.sizes[name] * factor))
