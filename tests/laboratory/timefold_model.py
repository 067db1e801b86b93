"""A festival as Timefold sees it, in the way of its own quickstarts: a hall and a start a showing, rules as streams.

Whatever two showings have to do with each other is a fact with both their numbers and plain integers, so that each
rule is a join over numbers, and all of it is translated to Java: what Timefold hands back to Python for every look is
ten times slower.  Annotations are read while the program runs, so they are not postponed here.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)

FORBIDDEN = 0xD7FF
"""In a table of costs, a row a hall: a place that a must forbids.

Rows are texts with a letter a number, as lists take minutes on their way to Java: this is the last before the
letters that are no letters by themselves."""


@dataclass
class Hall:
    """A room."""

    index: int
    venue: int


@dataclass
class Start:
    """A position that some showings may have, in order of time; date as an ordinal, part of the day from 0.

    Blocks by their place in the list, with the ticks of a slot."""

    index: int
    start: int
    date: int
    part: int
    block: int
    slot: int
    ticks: int


@planning_entity
@dataclass
class Screening:
    """A showing, with what it costs at each place and how long it takes the room for others."""

    id: Annotated[int, PlanningId]
    session: int
    track: int
    duration: int
    slots: int
    first: int
    costs: list[str]
    turnarounds: str
    halls: Annotated[list[Hall], ValueRangeProvider(id="halls")] = field(default_factory=list)
    starts: Annotated[list[Start], ValueRangeProvider(id="starts")] = field(default_factory=list)
    hall: Annotated[Hall | None, PlanningVariable(value_range_provider_refs=["halls"])] = None
    start: Annotated[Start | None, PlanningVariable(value_range_provider_refs=["starts"])] = None


@dataclass
class Apart:
    """Two that should not run at the same time; weight 0 for a must; once, or for each slot in common."""

    one: int
    other: int
    weight: int
    slotwise: int


@dataclass
class Together:
    """Somebody is needed in both, from and to so many ticks after their starts; the margin between, the longest way."""

    one: int
    other: int
    one_from: int
    one_to: int
    other_from: int
    other_to: int
    margin: int
    longest: int


@dataclass
class Walk:
    """Ticks from room to room."""

    one: int
    other: int
    ticks: int


@dataclass
class Spread:
    """What two showings of a session should differ in if they are neighbours; weight 0 for a must."""

    one: int
    other: int
    session: int
    weight: int
    other_day: int
    least_days: int
    most_days: int
    other_room: int
    other_venue: int
    other_part: int


@dataclass
class Member:
    """A showing of a group that should stay in so many rooms; weight 0 for a must."""

    showing: int
    group: int
    rooms: int
    weight: int


@dataclass
class Tracks:
    """What a conference asks of all tracks; -1 for what it does not, 0 for a must."""

    one_a_room: int
    not_parallel: int
    consecutive: int


@planning_solution
@dataclass
class Programme:
    """All of it."""

    walks: Annotated[list[Walk], ProblemFactCollectionProperty]
    aparts: Annotated[list[Apart], ProblemFactCollectionProperty]
    togethers: Annotated[list[Together], ProblemFactCollectionProperty]
    spreads: Annotated[list[Spread], ProblemFactCollectionProperty]
    members: Annotated[list[Member], ProblemFactCollectionProperty]
    tracks: Annotated[list[Tracks], ProblemFactCollectionProperty]
    screenings: Annotated[list[Screening], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = None


def cost(one: Screening) -> int:
    """Points where it lies, or ``FORBIDDEN``."""
    return ord(one.costs[one.hall.index][one.start.index - one.first])


def end(one: Screening) -> int:
    """Tick at which it ends."""
    if one.slots > 0:
        return one.start.start + one.slots * one.start.ticks
    return one.start.start + one.duration


def cleared(one: Screening) -> int:
    """Tick from which its room is free again."""
    return end(one) + ord(one.turnarounds[one.hall.index])


def overlap(one: Screening, other: Screening) -> bool:
    """Whether they run at the same time."""
    return one.start.start < end(other) and other.start.start < end(one)


def beside(apart: Apart, one: Screening, other: Screening) -> int:
    """How often it counts that two run at the same time."""
    if apart.slotwise == 0:
        return 1 if overlap(one, other) else 0
    if one.start.block != other.start.block:
        return 0
    first = one.start.slot if one.start.slot > other.start.slot else other.start.slot
    mine, theirs = one.start.slot + one.slots, other.start.slot + other.slots
    last = mine if mine < theirs else theirs
    return last - first if last > first else 0


def late(two: Together, one: Screening, other: Screening, ticks: int) -> bool:
    """Whether there is too little time for a way of so many ticks between them."""
    least = two.margin + ticks
    begin, ready = one.start.start + two.one_from, one.start.start + two.one_to
    begins, done = other.start.start + two.other_from, other.start.start + two.other_to
    return begin < done + least and begins < ready + least


def misses(spread: Spread, one: Screening, other: Screening) -> int:
    """How many of the conditions do not hold between two neighbours."""
    days = one.start.date - other.start.date
    if days < 0:
        days = -days
    missed = 0
    if spread.other_day == 1 and days == 0:
        missed += 1
    if spread.most_days >= 0 and (days < spread.least_days or days > spread.most_days):
        missed += 1
    if spread.other_room == 1 and one.hall.index == other.hall.index:
        missed += 1
    if spread.other_venue == 1 and one.hall.venue == other.hall.venue:
        missed += 1
    if spread.other_part == 1 and one.start.part == other.start.part:
        missed += 1
    return missed


def before(one: Screening, other: Screening) -> bool:
    """In order of start, of equal starts the first in the document."""
    if one.start.start == other.start.start:
        return one.id < other.id
    return one.start.start < other.start.start


def between(one: Screening, third: Screening, other: Screening) -> bool:
    """Whether it lies between two others in time."""
    if before(one, third):
        return before(third, other)
    return before(third, one) and before(other, third)


def pairs(factory: ConstraintFactory, kind: type) -> Any:
    """Each fact on two showings with both."""
    return (
        factory.for_each(kind)
        .join(Screening, Joiners.equal(lambda fact: fact.one, lambda one: one.id))
        .join(Screening, Joiners.equal(lambda fact, one: fact.other, lambda other: other.id))
    )


def neighbours(factory: ConstraintFactory) -> Any:
    """Each two neighbours that miss something."""
    return (
        pairs(factory, Spread)
        .filter(lambda spread, one, other: misses(spread, one, other) > 0)
        .if_not_exists(
            Screening,
            Joiners.equal(lambda spread, one, other: spread.session, lambda third: third.session),
            Joiners.filtering(lambda spread, one, other, third: between(one, third, other)),
        )
    )


def on_its_own(factory: ConstraintFactory) -> list[Constraint]:
    """What a place forbids or costs."""
    return [
        factory.for_each(Screening)
        .filter(lambda one: cost(one) == FORBIDDEN)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("place allowed"),
        factory.for_each(Screening)
        .filter(lambda one: cost(one) > 0 and cost(one) != FORBIDDEN)
        .penalize(HardSoftScore.ONE_SOFT, lambda one: cost(one))
        .as_constraint("place"),
    ]


def of_two(factory: ConstraintFactory) -> list[Constraint]:
    """What two showings do to each other."""
    return [
        factory.for_each_unique_pair(
            Screening,
            Joiners.equal(lambda one: one.hall.index),
            Joiners.overlapping(lambda one: one.start.start, lambda one: cleared(one)),
        )
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("room free"),
        pairs(factory, Apart)
        .filter(lambda apart, one, other: apart.weight == 0 and beside(apart, one, other) > 0)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("apart, as a must"),
        pairs(factory, Apart)
        .filter(lambda apart, one, other: apart.weight > 0 and beside(apart, one, other) > 0)
        .penalize(HardSoftScore.ONE_SOFT, lambda apart, one, other: apart.weight * beside(apart, one, other))
        .as_constraint("apart"),
        pairs(factory, Together)
        .filter(lambda two, one, other: late(two, one, other, two.longest))
        .join(
            Walk,
            Joiners.equal(lambda two, one, other: one.hall.index, lambda walk: walk.one),
            Joiners.equal(lambda two, one, other: other.hall.index, lambda walk: walk.other),
            Joiners.filtering(lambda two, one, other, walk: late(two, one, other, walk.ticks)),
        )
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("person in one place"),
        neighbours(factory)
        .filter(lambda spread, one, other: spread.weight == 0)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("spread, as a must"),
        neighbours(factory)
        .filter(lambda spread, one, other: spread.weight > 0)
        .penalize(HardSoftScore.ONE_SOFT, lambda spread, one, other: spread.weight * misses(spread, one, other))
        .as_constraint("spread"),
    ]


def homes(factory: ConstraintFactory) -> Any:
    """Each group in too many rooms: weight, and how many too many."""
    return (
        factory.for_each(Member)
        .join(Screening, Joiners.equal(lambda member: member.showing, lambda one: one.id))
        .group_by(
            lambda member, one: member.group,
            lambda member, one: member.weight,
            lambda member, one: member.rooms,
            ConstraintCollectors.count_distinct(lambda member, one: one.hall.index),
        )
        .filter(lambda group, weight, most, rooms: rooms > most)
    )


def of_tracks(factory: ConstraintFactory) -> list[Constraint]:
    """What tracks do to each other, in rooms and blocks."""
    return [
        homes(factory)
        .filter(lambda group, weight, most, rooms: weight == 0)
        .penalize(HardSoftScore.ONE_HARD, lambda group, weight, most, rooms: rooms - most)
        .as_constraint("home, as a must"),
        homes(factory)
        .filter(lambda group, weight, most, rooms: weight > 0)
        .penalize(HardSoftScore.ONE_SOFT, lambda group, weight, most, rooms: weight * (rooms - most))
        .as_constraint("home"),
        factory.for_each(Tracks)
        .filter(lambda asked: asked.one_a_room == 0)
        .join(Screening, Joiners.filtering(lambda asked, one: one.track >= 0))
        .join(
            Screening,
            Joiners.equal(lambda asked, one: one.hall.index, lambda other: other.hall.index),
            Joiners.equal(lambda asked, one: one.start.block, lambda other: other.start.block),
            Joiners.filtering(lambda asked, one, other: one.id < other.id and one.track != other.track),
        )
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("one track a room"),
        factory.for_each(Tracks)
        .filter(lambda asked: asked.not_parallel > 0)
        .join(Screening, Joiners.filtering(lambda asked, one: one.track >= 0))
        .group_by(
            lambda asked, one: asked,
            lambda asked, one: one.track,
            lambda asked, one: one.start.block,
            ConstraintCollectors.count_distinct(lambda asked, one: one.hall.index),
        )
        .filter(lambda asked, track, block, rooms: rooms > 1)
        .penalize(HardSoftScore.ONE_SOFT, lambda asked, track, block, rooms: asked.not_parallel * (rooms - 1))
        .as_constraint("track not parallel"),
        factory.for_each(Tracks)
        .filter(lambda asked: asked.consecutive > 0)
        .join(Screening, Joiners.filtering(lambda asked, one: one.track >= 0))
        .group_by(
            lambda asked, one: one.track,
            ConstraintCollectors.min(lambda asked, one: one.start.block),
            ConstraintCollectors.max(lambda asked, one: one.start.block),
            ConstraintCollectors.count_distinct(lambda asked, one: one.start.block),
        )
        .filter(lambda track, first, last, blocks: last - first + 1 > blocks)
        .map(lambda track, first, last, blocks: track)
        .join(Tracks)
        .penalize(HardSoftScore.ONE_SOFT, lambda track, asked: asked.consecutive)
        .as_constraint("track blocks consecutive"),
    ]


@constraint_provider
def rules(factory: ConstraintFactory) -> list[Constraint]:
    """Hard and soft."""
    return [*on_its_own(factory), *of_two(factory), *of_tracks(factory)]
