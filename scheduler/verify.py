"""The second opinion: what a timetable breaks, found without the solver.

Nothing here imports OR-Tools, and nothing here is used to build the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scheduler.constraint import Constraint, Violation
from scheduler.sentence import Sentence
from scheduler.timetable import Placement, Timetable, gap, precedes

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.problem import Problem, Room, Showing

Penalty = int | list[int]
"""A whole number if there is one tier, else one for each tier, the first first."""


@dataclass(frozen=True)
class Waiver:
    """One violation that somebody accepts; it lapses when a placement that it names moves."""

    rule: str
    """Kind of the rule, or name of what is built in."""
    placements: tuple[tuple[str, int, str, datetime | None], ...]
    """Session, showing, room and start as they were when it was given."""
    who: str = ""
    why: str = ""
    until: str | None = None
    subject: str = ""
    past: bool = False
    """Whether its date is over."""


@dataclass
class Report:
    """Every violation, whether the timetable is valid, and its penalty."""

    problem: Problem
    timetable: Timetable
    violations: list[Violation]
    waived: list[tuple[Violation, Waiver]] = field(default_factory=list)
    lapsed: list[Waiver] = field(default_factory=list)
    """Waivers that are past their date, or speak of no violation that there is."""

    @property
    def broken(self) -> list[Violation]:
        """Violations of musts and of what is built in, waived ones aside."""
        waived = {id(violation) for violation, _ in self.waived}
        return [one for one in self.violations if is_must(one) and id(one) not in waived]

    @property
    def valid(self) -> bool:
        """Whether nothing that must hold is broken."""
        return not self.broken

    @cached_property
    def by_tier(self) -> dict[int, int]:
        """Points lost at each tier; optional showings left out count at tier 0."""
        return penalties(self.problem, self.timetable, self.violations)

    @property
    def penalty(self) -> Penalty:
        """Points lost."""
        points = list(self.by_tier.values())
        return points[0] if len(points) == 1 else points

    def amounts(self) -> dict[Constraint | str, tuple[int, int, int]]:
        """Of each rule, also those that hold: violations, amount, points (0 of a must)."""
        rows: dict[Constraint | str, list[int]] = {rule: [0, 0] for rule in self.problem.rules}
        for one in self.violations:
            row = rows.setdefault(one.rule, [0, 0])
            row[0] += 1
            row[1] += one.amount
        return {rule: (n, total, total * _weight(rule)) for rule, (n, total) in rows.items()}


def is_must(violation: Violation) -> bool:
    """Whether it makes a timetable invalid."""
    return isinstance(violation.rule, str) or violation.rule.must


def _weight(rule: Constraint | str) -> int:
    return 0 if isinstance(rule, str) else rule.weight or 0


def tiers(problem: Problem) -> list[int]:
    """Tiers in use, the first first."""
    return sorted({0, *(rule.tier for rule in problem.rules if not rule.must)}) if _tiered(problem) else [0]


def _tiered(problem: Problem) -> bool:
    return any(rule.tier for rule in problem.rules if not rule.must)


def penalties(problem: Problem, timetable: Timetable, violations: Iterable[Violation]) -> dict[int, int]:
    """Points lost at each tier."""
    points = dict.fromkeys(tiers(problem), 0)
    points[0] += sum(one.value for one in problem.showings if one.optional and timetable.of(one) is None)
    for violation in violations:
        if isinstance(violation.rule, Constraint) and violation.rule.weight is not None:
            points[violation.rule.tier] += violation.rule.weight * violation.amount
    return points


def verify(problem: Problem, timetable: Timetable, waivers: Sequence[Waiver] = ()) -> Report:
    """Check everything: what is built in, and every rule."""
    found = list(builtin_violations(problem, timetable))
    for rule in problem.rules:
        found += rule.violations(problem, timetable)
    waived = list(_waived(problem, found, [one for one in waivers if not one.past]))
    used = {id(waiver) for _, waiver in waived}
    return Report(problem, timetable, found, waived, [one for one in waivers if id(one) not in used])


def _waived(
    problem: Problem, violations: Iterable[Violation], waivers: Sequence[Waiver]
) -> Iterator[tuple[Violation, Waiver]]:
    """Each violation that a waiver still speaks of."""
    for violation in violations if waivers else ():
        about = {_where(problem, placement) for placement in violation.placements}
        for waiver in waivers:
            if (
                waiver.rule == violation.name
                and set(waiver.placements) == about
                and waiver.subject in ("", violation.subject)
            ):
                yield violation, waiver
                break


def _where(problem: Problem, placement: Placement) -> tuple[str, int, str, datetime | None]:
    one = placement.showing
    start = problem.clock.local(placement.start // problem.minute)
    return one.session.id, one.label, problem.rooms[placement.room].id, start


# -- what is built in ---------------------------------------------------------------------------


def builtin_violations(problem: Problem, timetable: Timetable) -> Iterator[Violation]:
    """Placed once, where and when it may be, and no two at once in a room."""
    yield from _missing(problem, timetable)
    for placement in timetable.by_time:
        yield from _misplaced(problem, placement)
    yield from _overlaps(problem, timetable)


def _missing(problem: Problem, timetable: Timetable) -> Iterator[Violation]:
    for showing in problem.showings:
        if not showing.optional and timetable.of(showing) is None:
            yield _builtin(
                "placed", (), 1, "{s} is not placed.", "{s}: 배정되지 않았습니다.", subject=showing.key, s=showing
            )


def _misplaced(problem: Problem, placement: Placement) -> Iterator[Violation]:
    """Room, type, hours, grid, windows, block and pins; each by how much."""
    showing, room = placement.showing, problem.rooms[placement.room]
    yield from _wrong_room(showing, room, placement)
    yield from _wrong_time(problem, showing, room, placement)
    yield from _broken_pins(problem, showing, placement)


def _wrong_room(showing: Showing, room: Room, placement: Placement) -> Iterator[Violation]:
    named = _own(showing, "rooms") or ()
    if named and room.id not in named:
        yield _builtin(
            "rooms", (placement,), 1, "{s} may not be in {r}.", "{s}: {r}에는 배정할 수 없습니다.", s=showing, r=room
        )
    if room.types and showing.type not in room.types:
        yield _builtin(
            "types", (placement,), 1, "{r} takes no {t}, so not {s}.", "{r}에는 {t} 유형을 배정할 수 없습니다: {s}.",
            s=showing, r=room, t=showing.type,
        )  # fmt: skip


def _wrong_time(problem: Problem, showing: Showing, room: Room, placement: Placement) -> Iterator[Violation]:
    if showing.in_blocks:
        yield from _wrong_block(problem, showing, placement)
    else:
        yield from _off_the_grid(problem, showing, placement)
        yield from _outside(problem, placement, "hours", room.hours, room)
    windows = _own(showing, "windows")
    if windows:
        spans = _joined((_ticks(problem, w.from_), _ticks(problem, w.to)) for w in windows)
        yield from _outside(problem, placement, "windows", spans, showing)


def _wrong_block(problem: Problem, showing: Showing, placement: Placement) -> Iterator[Violation]:
    named = _own(showing, "blocks") or ()
    if placement.block < 0:
        yield _builtin("blocks", (placement,), 1, "{s} lies in no block.", "{s}: 블록 밖에 있습니다.", s=showing)
        return
    block = problem.blocks[placement.block]
    if named and block.id not in named:
        yield _builtin(
            "blocks", (placement,), 1, "{s} may not be in block {b}.", "{s}: 블록 {b}에는 배정할 수 없습니다.",
            s=showing, b=block.id,
        )  # fmt: skip
    if block.types and showing.type not in block.types:
        yield _builtin(
            "types", (placement,), 1, "Block {b} takes no {t}, so not {s}.", "블록 {b}: {t} 유형 불가, {s}.",
            s=showing, b=block.id, t=showing.type,
        )  # fmt: skip
    taken = block.slots if showing.session.duration == "block" else showing.slots
    over = placement.slot + taken - block.slots
    if over > 0 or placement.slot < 0 or (showing.session.duration == "block" and block.slots != 1):
        yield _builtin(
            "slots", (placement,), max(1, over), "{s} does not fit the slots of block {b}.",
            "{s}: 블록 {b}의 칸에 들어가지 않습니다.", s=showing, b=block.id,
        )  # fmt: skip


def _off_the_grid(problem: Problem, showing: Showing, placement: Placement) -> Iterator[Violation]:
    grid = problem.festival.festival.grid
    local = problem.clock.local(placement.start // problem.minute)
    off = (local.hour * 60 + local.minute) % grid
    if off:
        yield _builtin(
            "grid", (placement,), min(off, grid - off), "{s} starts at {t}, not on a multiple of {g} minutes.",
            "{s}: 시작 {t}이(가) {g}분 단위가 아닙니다.", s=showing, t=f"{local:%H:%M}", g=grid,
        )  # fmt: skip
    if placement.end - placement.start != showing.duration:
        wrong = problem.minutes(abs(placement.end - placement.start - showing.duration))
        yield _builtin(
            "length", (placement,), wrong, "{s} is given {a} minutes and lasts {b}.",
            "{s}: {a}분이 주어졌으나 {b}분입니다.",
            s=showing, a=problem.minutes(placement.end - placement.start), b=problem.minutes(showing.duration),
        )  # fmt: skip


def _outside(
    problem: Problem, placement: Placement, name: str, windows: Sequence[tuple[int, int]], whose: Any
) -> Iterator[Violation]:
    """Minutes outside the best of some windows."""
    start, end = placement.start, placement.end
    best = max((min(end, high) - max(start, low) for low, high in windows), default=0)
    outside = problem.minutes(end - start - max(0, best))
    if outside > 0:
        texts = {
            "hours": ("{s} lies {n} minutes outside the hours of {w}.", "{s}: {w}의 운영 시간을 {n}분 벗어납니다."),
            "windows": ("{s} lies {n} minutes outside its windows.", "{s}: 허용된 시간대를 {n}분 벗어납니다."),
        }[name]
        yield _builtin(name, (placement,), outside, *texts, s=placement.showing, n=outside, w=whose)


def _broken_pins(problem: Problem, showing: Showing, placement: Placement) -> Iterator[Violation]:
    for pin in problem.festival.pins:
        if pin.session == showing.session.id and pin.showing in (None, showing.label):
            yield from _pin(problem, placement, pin)
        elif pin.select is not None and pin.select.takes(showing):
            yield from _frozen(problem, placement, pin)


def _pin(problem: Problem, placement: Placement, pin: Any) -> Iterator[Violation]:
    room = problem.rooms[placement.room]
    start = None if pin.start is None else _ticks(problem, pin.start)
    block = None if placement.block < 0 else problem.blocks[placement.block].id
    yield from _moved(placement, room.id, pin.room)
    if pin.day is not None and (placement.day < 0 or problem.days[placement.day] != pin.day):
        yield from _moved(placement, "", pin.day.isoformat())
    if start is not None and placement.start != start:
        late = problem.minutes(abs(placement.start - start))
        yield from _moved(placement, "", f"{pin.start:%H:%M}", late)
    yield from _moved(placement, block, pin.block)
    yield from _moved(placement, placement.slot + 1, pin.slot)


def _frozen(problem: Problem, placement: Placement, pin: Any) -> Iterator[Violation]:
    """A frozen showing away from where it was published."""
    showing = placement.showing
    if pin.select.not_ is not None and pin.select.not_.takes(showing):
        return
    for was in problem.festival.published:
        if (was.session, was.showing) != (showing.session.id, showing.label):
            continue
        start = _ticks(problem, was.start)
        if pin.freeze in ("room", "all"):
            yield from _moved(placement, problem.rooms[placement.room].id, was.room)
        if pin.freeze in ("start", "all") and placement.start != start:
            late = problem.minutes(abs(placement.start - start))
            yield from _moved(placement, "", f"{was.start:%m-%d %H:%M}", late)
        day = problem.clock.day(start // problem.minute)
        if pin.freeze == "day" and (placement.day < 0 or problem.days[placement.day] != day):
            yield from _moved(placement, "", day.isoformat())


def _moved(placement: Placement, there: object, wanted: object, amount: int = 1) -> Iterator[Violation]:
    if wanted is not None and there != wanted:
        yield _builtin(
            "pins", (placement,), amount, "{s} is pinned to {w}.", "{s}: {w}에 고정되어 있습니다.",
            s=placement.showing, w=str(wanted),
        )  # fmt: skip


def _overlaps(problem: Problem, timetable: Timetable) -> Iterator[Violation]:
    """A room's showings with turnaround never overlap; nor do those of rooms that share floor."""
    for room, placements in timetable.by_room.items():
        if problem.rooms[room].parallel == 1:
            for earlier, later in _neighbours(problem, placements):
                yield from _too_close(problem, earlier, later)
        else:
            yield from _too_many(problem, problem.rooms[room], placements)
        for rival in problem.rivals[room]:
            if rival > room:
                for one in placements:
                    for other in timetable.by_room.get(rival, ()):
                        yield from _too_close(problem, *((one, other) if precedes(one, other) else (other, one)))


def _neighbours(problem: Problem, placements: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Pairs of a room near enough in time to be worth a look."""
    mixed = len({one.showing.in_blocks for one in placements}) == 2
    for number, earlier in enumerate(placements):
        for later in placements[number + 1 :]:
            if not mixed and later.start + later.shift >= earlier.end + earlier.shift + _turnaround(problem, earlier):
                break
            yield (earlier, later) if precedes(earlier, later) or not precedes(later, earlier) else (later, earlier)


def _turnaround(problem: Problem, placement: Placement) -> int:
    """Ticks kept free after it; slots of a block follow each other without."""
    if placement.showing.in_blocks:
        return 0
    return problem.rooms[placement.room].turnaround(placement.showing.type)


def _too_close(problem: Problem, earlier: Placement, later: Placement) -> Iterator[Violation]:
    """Minutes in which the room is wanted twice: not those after the later one is over."""
    turnaround = _turnaround(problem, earlier)
    if gap(earlier, later) < turnaround:
        early = earlier.end + turnaround - later.start
        yield _builtin(
            "room_free", (earlier, later), problem.minutes(min(early, max(1, later.end - later.start))),
            "{r}: {b} starts {n} minutes before {a} and its turnaround are over.",
            "{r}: {a} 및 정리 시간이 끝나기 {n}분 전에 {b}이(가) 시작합니다.",
            r=problem.rooms[later.room], a=earlier.showing, b=later.showing, n=problem.minutes(early),
        )  # fmt: skip


def _too_many(problem: Problem, room: Room, placements: Sequence[Placement]) -> Iterator[Violation]:
    """A room for several: at each start, who is in it beyond what it holds."""
    for number, newest in enumerate(placements):
        running = [p for p in placements[:number] if gap(p, newest) < _turnaround(problem, p)]
        over = len(running) + 1 - room.parallel
        if over > 0:
            yield _builtin(
                "room_free", (*running, newest), over, "{r} holds {k} at once and has {n} when {s} starts.",
                "{r}: 동시에 {k}개까지 가능하나 {s} 시작 때 {n}개입니다.", r=room, k=room.parallel,
                n=len(running) + 1, s=newest.showing,
            )  # fmt: skip


def _own(showing: Showing, name: str) -> Any:
    """A field of the showing itself, else of its session."""
    session = showing.session
    if not isinstance(session.showings, int):
        for own in session.showings:
            if own.label == showing.label and getattr(own, name) is not None:
                return getattr(own, name)
    return getattr(session, name)


def _ticks(problem: Problem, moment: datetime) -> int:
    return problem.clock.minutes(moment) * problem.minute


def _joined(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for low, high in sorted(windows):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _builtin(
    name: str, placements: tuple[Placement, ...], amount: int, en: str, ko: str, subject: str = "", **facts: Any
) -> Violation:
    return Violation(name, placements, amount, Sentence(en, ko, **facts), subject)
