"""From the festival document to the Problem: durations, hours, positions, pins.

Nothing is refused here: a document that got this far has no faults, and what is merely unwise
(a pin on a closed room, a guest who is never there) gives a showing without a legal place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil, floor, lcm
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from scheduler.clock import DAY, Clock
from scheduler.constraint import rules_of
from scheduler.problem import FAR, Engagement, Positions, Problem, Room, Showing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.festival import Cast, Festival, Film, Part, Pin, Published, Session, ShowingFields
    from scheduler.festival import Room as RoomEntry
    from scheduler.fields import Window
    from scheduler.select import Select

AUDIENCE_QUANTILES = {"small": 0.25, "medium": 0.5, "large": 0.75, "full": 1.0}
"""A word for an audience means that quantile of the seats of all rooms."""

LONG_AGO = -(10**12)
"""Ticks; before anything ends."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Exact: TypeAlias = int | Fraction
"""Minutes without rounding; a fraction only where it must be one, because fractions are slow."""

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Stretches from, to in ticks; sorted, none touching."""


def revision(festival: Festival) -> str:
    """A short hash of what the document says, the same in every spelling."""
    text = json.dumps(festival.document(), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compile_festival(festival: Festival) -> Problem:
    """The problem of a faultless document."""
    return _Compiler(festival).problem()


class _Compiler:
    """Holds what several steps of the compilation need."""

    def __init__(self, festival: Festival) -> None:
        self.festival = festival
        about = festival.festival
        self.minute = _minute(festival)
        self.clock = Clock(about.timezone, _first_day(festival), about.day_ends)
        self.films = {film.id: film for film in festival.films}
        self.block_times = tuple((self.ticks(b.from_), self.ticks(b.to)) for b in festival.blocks)
        # Real times count between two blocks only if both say so.
        self.shifts = tuple(0 if b.clock else (i + 1) * FAR for i, b in enumerate(festival.blocks))
        self.days = self._days()
        self.day_index = {day: index for index, day in enumerate(self.days)}
        self.rooms = tuple(self._room(index, room) for index, room in enumerate(festival.rooms))
        self.starts, self.start_days = self._grid()
        self._places: dict[object, NDArray[np.bool_]] = {}
        self._blocked: dict[int, Positions] = {}
        self._positions: dict[int, Positions] = {}

    def ticks(self, moment: object) -> int:
        return self.clock.minutes(moment) * self.minute  # type: ignore[arg-type]  # a LocalTime

    def window(self, window: Window) -> tuple[int, int]:
        return self.ticks(window.from_), self.ticks(window.to)

    # -- days, rooms, hours ---------------------------------------------------------------------

    def _days(self) -> tuple[date, ...]:
        """Listed days, and those of blocks and of rooms' own hours."""
        days = {day.date for day in self.festival.days}
        days |= {self.clock.day(low // self.minute) for low, _ in self.block_times}
        for room in self.festival.rooms:
            for window in room.open:
                low, high = (self.clock.day(t // self.minute) for t in self.window(window))
                days |= {low + timedelta(days=n) for n in range(min(400, (high - low).days + 1))}
        return tuple(sorted(days)) or (self.clock.first,)

    def _room(self, index: int, room: RoomEntry) -> Room:
        return Room(
            index=index,
            id=room.id,
            venue=room.venue,
            names=room.name,
            capacity=room.capacity,
            hold=room.hold,
            seats=max(0, room.capacity - room.hold),
            abilities=frozenset(room.abilities),
            tags=frozenset(room.tags),
            types=frozenset(room.types),
            foyer=room.foyer,
            parallel=room.parallel,
            hours=_merged(self._room_hours(room)),
            turnaround_ticks=room.turnaround * self.minute,
            turnaround_by_type={name: n * self.minute for name, n in room.turnaround_by_type.items()},
        )

    def _room_hours(self, room: RoomEntry) -> Iterator[tuple[int, int]]:
        """Its own hours if it has any, else those of the days."""
        if not room.open and not room.weekly:
            for day in self.festival.days:
                yield self._opening(day.date, day.open, day.close)
        for window in room.open:
            yield self.window(window)
        for hours in room.weekly:
            for date_ in self.days:
                if WEEKDAYS[date_.weekday()] in hours.days:
                    yield self._opening(date_, hours.from_, hours.to)

    def _opening(self, day: date, opens: int, closes: int) -> tuple[int, int]:
        while closes <= opens:
            closes += DAY
        return self.clock.at(day, opens) * self.minute, self.clock.at(day, closes) * self.minute

    def _grid(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All starts on the grid while some room is open, and their festival days."""
        grid = self.festival.festival.grid
        found: dict[int, int] = {}
        for low, high in _merged(hours for room in self.rooms for hours in room.hours):
            for minute in self.clock.multiples(grid, low // self.minute, ceil(high / self.minute)):
                day = self.clock.day(minute)
                if day in self.day_index:
                    found[minute * self.minute] = self.day_index[day]
        starts = sorted(found)
        return np.array(starts, dtype=np.int64), np.array([found[s] for s in starts], dtype=np.int64)

    @cached_property
    def _until(self) -> NDArray[np.int64]:
        """Rooms x starts: when the room that is open then closes; long ago if it is closed."""
        by_hours = {hours: _until(self.starts, hours) for hours in {room.hours for room in self.rooms}}
        rows = [by_hours[room.hours] for room in self.rooms]
        return np.array(rows, dtype=np.int64).reshape(len(self.rooms), len(self.starts))

    # -- showings -------------------------------------------------------------------------------

    def problem(self) -> Problem:
        """Everything put together."""
        festival = self.festival
        showings = self._frozen(tuple(self._showings()))
        return Problem(
            festival=festival,
            clock=self.clock,
            minute=self.minute,
            days=self.days,
            rooms=self.rooms,
            showings=showings,
            blocks=tuple(festival.blocks),
            block_times=self.block_times,
            shifts=self.shifts,
            walks=self._walks(),
            rivals=_rivals(festival),
            rules=tuple(rules_of(festival)),
            revision=revision(festival),
        )

    def _showings(self) -> Iterator[Showing]:
        index = 0
        for session in self.festival.sessions:
            for label, own in labelled(session):
                status = own.status if own and own.status else session.status
                if status != "cancelled":
                    yield self._showing(index, session, label, own)
                    index += 1

    def _showing(self, index: int, session: Session, label: int, own: ShowingFields | None) -> Showing:
        films = tuple(self.films[film] for film in session.films)
        parts, total = timed_parts(session, label, films)
        stated = session.duration if isinstance(session.duration, int) else 0
        duration = max(stated, ceil(total)) * self.minute
        slots = (session.slots or 1) if session.in_blocks else 0
        whole = session.duration == "block"
        positions = self._slots(slots, whole) if slots else self._starts(duration)
        audience = self._audience(own.audience if own and own.audience is not None else session.audience)
        optional = own.optional if own and own.optional is not None else session.optional
        value = own.value if own and own.value is not None else session.value
        return Showing(
            index=index,
            session=session,
            label=label,
            films=films,
            people=tuple(self._people(session, label, parts)),
            duration=0 if slots else duration,
            slots=slots,
            parts=tuple((name, self._floor(begin), self._ceil(end)) for name, begin, end in parts),
            audience=audience or 0,
            has_audience=audience is not None,
            optional=optional,
            value=value,
            needs=frozenset(session.needs).union(*(film.needs for film in films)),
            tags=frozenset(session.tags).union(session.labels.get("tag", ())),
            positions=positions,
            legal=self._legal(session, label, own, positions),
        )

    def _floor(self, minutes: Exact) -> int:
        return floor(minutes * self.minute)

    def _ceil(self, minutes: Exact) -> int:
        return ceil(minutes * self.minute)

    def _audience(self, wanted: int | str | None) -> int | None:
        if not isinstance(wanted, str):
            return wanted
        seats = sorted(room.seats for room in self.rooms) or [0]
        return seats[min(len(seats) - 1, round(AUDIENCE_QUANTILES[wanted] * (len(seats) - 1)))]

    def _people(self, session: Session, label: int, parts: list[tuple[str, Exact, Exact]]) -> Iterator[Engagement]:
        for one in session.people:
            if not one.showings or label in one.showings:
                yield from self._engagements(one, parts)
        now: Exact = 0
        for item in session.items:
            end = now + _exact(item.minutes)
            for person in item.people:
                yield Engagement(person, "item", self._floor(now), self._ceil(end) if end > now else None)
            now = end

    def _engagements(self, one: Cast, parts: list[tuple[str, Exact, Exact]]) -> Iterator[Engagement]:
        """One for each named part that the showing has; for the whole showing if none is named."""
        if not one.parts:
            yield Engagement(one.id, one.role, 0, None)
        for name, begin, end in parts:
            if name in one.parts:
                yield Engagement(one.id, one.role, self._floor(begin), self._ceil(end))

    # -- places ---------------------------------------------------------------------------------

    def _starts(self, duration: int) -> Positions:
        if duration not in self._positions:
            none = np.full(len(self.starts), -1, dtype=np.int64)
            shifts = np.zeros_like(none)
            self._positions[duration] = Positions(
                self.starts, self.starts + duration, self.start_days, none, none, shifts
            )
        return self._positions[duration]

    def _slots(self, slots: int, whole: bool) -> Positions:
        """Every run of so many slots in a block; if ``whole``, all slots of the block."""
        key = -1 if whole else slots
        if key not in self._blocked:
            rows = [row for index in range(len(self.block_times)) for row in self._block_rows(index, slots, whole)]
            columns = np.array(rows, dtype=np.int64).reshape(-1, 6).T
            self._blocked[key] = Positions(*columns)
        return self._blocked[key]

    def _block_rows(self, index: int, slots: int, whole: bool) -> Iterator[tuple[int, ...]]:
        low, high = self.block_times[index]
        there = self.festival.blocks[index].slots
        taken = there if whole else slots
        slot = (high - low) // there
        day = self.day_index[self.clock.day(low // self.minute)]
        for first in range(there - taken + 1):
            start = low + first * slot
            yield start, start + taken * slot, day, index, first, self.shifts[index]

    def _legal(self, session: Session, label: int, own: ShowingFields | None, at: Positions) -> NDArray[np.bool_]:
        """Rooms x positions: rooms, types, hours, windows, blocks and pins of this showing.

        One array for all showings that are alike in these: nobody writes to it.
        """
        rooms = tuple(own.rooms if own and own.rooms is not None else session.rooms)
        windows = own.windows if own and own.windows is not None else session.windows
        blocks = own.blocks if own and own.blocks is not None else session.blocks
        within = _merged(map(self.window, windows)) if windows else None
        key = (at, rooms, session.type, within, tuple(blocks))
        if key not in self._places:
            legal = self._rooms(rooms, session.type)[:, None] & self._open(at)
            if within is not None:
                legal = legal & (at.ends <= _until(at.starts, within))
            if session.in_blocks:
                legal = legal & self._in_blocks(session, blocks)[at.blocks]
            self._places[key] = _sealed(legal)
        pins = self._pins.get(session.id, ())
        return _sealed(self._places[key] & self._pinned(pins, label, at)) if pins else self._places[key]

    def _rooms(self, named: tuple[str, ...], session_type: str) -> NDArray[np.bool_]:
        """Of each room: whether such a session may be there."""
        fits = [(not named or r.id in named) and (not r.types or session_type in r.types) for r in self.rooms]
        return np.array(fits, dtype=bool)

    def _in_blocks(self, session: Session, named: list[str]) -> NDArray[np.bool_]:
        """Of each block: whether the session may be in it."""
        fits = [(not named or b.id in named) and (not b.types or session.type in b.types) for b in self.festival.blocks]
        if session.duration == "block":
            fits = [fit and b.slots == 1 for fit, b in zip(fits, self.festival.blocks, strict=True)]
        return np.array(fits, dtype=bool)

    def _open(self, at: Positions) -> NDArray[np.bool_]:
        """Rooms x positions: whether the room is open for that long; blocks do not ask for that."""
        if at.starts is not self.starts:
            return np.ones((1, len(at)), dtype=bool)
        return at.ends <= self._until

    def _pinned(self, pins: Iterable[Pin], label: int, at: Positions) -> NDArray[np.bool_]:
        """Rooms x positions where every pin of the showing holds."""
        fits = np.ones((len(self.rooms), len(at)), dtype=bool)
        for pin in pins:
            if pin.showing in (None, label):
                if pin.room is not None:
                    fits &= np.array([r.id == pin.room for r in self.rooms], dtype=bool)[:, None]
                start = None if pin.start is None else self.ticks(pin.start)
                slot = None if pin.slot is None else pin.slot - 1
                fits &= _When(self.days, pin.day, start, self._block(pin.block), slot)(at)[None, :]
        return fits

    @cached_property
    def _pins(self) -> dict[str, list[Pin]]:
        """Pins on each session."""
        found: dict[str, list[Pin]] = {}
        for pin in self.festival.pins:
            if pin.session is not None:
                found.setdefault(pin.session, []).append(pin)
        return found

    def _frozen(self, showings: tuple[Showing, ...]) -> tuple[Showing, ...]:
        """What a pin freezes, kept where it was published."""
        pins = [pin for pin in self.festival.pins if pin.select is not None]
        if not pins:
            return showings
        by_key = {(one.session.id, one.label): one for one in showings}
        for was in self.festival.published:
            showing = by_key.get((was.session, was.showing))
            for pin in pins:
                if showing is not None and _takes(pin.select, showing):
                    there = self._as_published(was, pin.freeze or "all", showing.positions)
                    showing = by_key[was.session, was.showing] = replace(showing, legal=_sealed(showing.legal & there))
        return tuple(by_key.values())

    def _as_published(self, was: Published, freeze: str, at: Positions) -> NDArray[np.bool_]:
        """Rooms x positions: room, day or start as it was announced."""
        fits = np.ones((len(self.rooms), len(at)), dtype=bool)
        start = self.ticks(was.start)
        if freeze in ("room", "all"):
            fits &= np.array([r.id == was.room for r in self.rooms], dtype=bool)[:, None]
        if freeze in ("start", "all"):
            slot = was.slot - 1 if was.slot else None
            fits &= _When(self.days, None, start, self._block(was.block), slot)(at)[None, :]
        if freeze == "day":
            fits &= _When(self.days, self.clock.day(start // self.minute))(at)[None, :]
        return fits

    def _block(self, name: str | None) -> int | None:
        return next((i for i, b in enumerate(self.festival.blocks) if b.id == name), None) if name else None

    # -- walks ----------------------------------------------------------------------------------

    def _walks(self) -> NDArray[np.int64]:
        """Ticks from room to room: as given for rooms, else for their venues, else none."""
        given: dict[tuple[str, str], int] = {}
        for walk in self.festival.walks:
            given[walk.from_, walk.to] = walk.minutes * self.minute
        for (one, other), ticks in list(given.items()):
            given.setdefault((other, one), ticks)
        size = len(self.rooms)
        table = np.zeros((size, size), dtype=np.int64)
        for a in self.rooms:
            for b in self.rooms:
                if a is not b:
                    table[a.index, b.index] = _walk(given, a, b)
        return table


def _walk(given: dict[tuple[str, str], int], a: Room, b: Room) -> int:
    """The most exact that is given: between rooms, room and venue, venues."""
    venue_a, venue_b = a.venue or "", b.venue or ""
    for pair in ((a.id, b.id), (a.id, venue_b), (venue_a, b.id), (venue_a, venue_b)):
        if pair in given:
            return given[pair]
    return 0


class _When:
    """What a pin says about time."""

    def __init__(
        self,
        days: tuple[date, ...],
        day: date | None,
        start: int | None = None,
        block: int | None = None,
        slot: int | None = None,
    ) -> None:
        self.days, self.day, self.start, self.block, self.slot = days, day, start, block, slot

    def __call__(self, at: Positions) -> NDArray[np.bool_]:
        fits = np.ones(len(at), dtype=bool)
        if self.day is not None:
            wanted = self.days.index(self.day) if self.day in self.days else -2
            fits &= at.days == wanted
        if self.start is not None:
            fits &= at.starts == self.start
        if self.block is not None:
            fits &= at.blocks == self.block
        if self.slot is not None:
            fits &= at.slots == self.slot
        return fits


# -- helpers without state ----------------------------------------------------------------------


def labelled(session: Session) -> Iterator[tuple[int, ShowingFields | None]]:
    """Label of each showing of a session, and what it says of its own."""
    if isinstance(session.showings, int):
        for label in range(1, session.showings + 1):
            yield label, None
    else:
        for own in session.showings:
            yield own.label, own


@lru_cache(maxsize=4096)
def _exact(minutes: float) -> Exact:
    """As the document has them: 9.1 is 91/10."""
    return int(minutes) if minutes == int(minutes) else Fraction(str(minutes))


def timed_parts(session: Session, label: int, films: tuple[Film, ...]) -> tuple[list[tuple[str, Exact, Exact]], Exact]:
    """Name, begin and end in minutes of each part of a showing, and their sum.

    Without parts, a session is its films, else its items.
    """
    runtime = _sum(film.runtime for film in films)
    parts: list[tuple[str, Exact, Exact]] = []
    now: Exact = 0
    for part in session.parts:
        if not part.showings or label in part.showings:
            end = now + _length(part, runtime)
            parts.append((part.name, now, end))
            now = end
    if session.parts:
        return parts, now
    if films:
        return [("film", 0, runtime)], runtime
    return [], _sum(item.minutes for item in session.items)


def _sum(minutes: Iterable[float]) -> Exact:
    total: Exact = 0
    for one in minutes:
        total += _exact(one)
    return total


def _length(part: Part, runtime: Exact) -> Exact:
    if part.minutes is not None:
        return _exact(part.minutes)
    return runtime if part.name == "film" else 0


def _merged(hours: Iterable[tuple[int, int]]) -> Spans:
    """Sorted stretches, touching ones joined."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(hours):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        elif high > low:
            joined.append((low, high))
    return tuple(joined)


def _until(starts: NDArray[np.int64], spans: Spans) -> NDArray[np.int64]:
    """When the stretch ends that each start lies in, so that what ends by then lies inside; long ago if in none."""
    lows, highs = (np.array(ends, dtype=np.int64) for ends in (zip(*spans, strict=True) if spans else ((), ())))
    which = np.searchsorted(lows, starts, side="right")
    return np.concatenate(([LONG_AGO], highs))[which]


def _sealed(array: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The same, shared from now on, so that nobody may write to it."""
    array.setflags(write=False)
    return array


def _minute(festival: Festival) -> int:
    """Ticks in a minute: the least that makes every slot of every block, and every part, whole."""
    minutes = ((round((block.to - block.from_).total_seconds()) // 60, block.slots) for block in festival.blocks)
    return lcm(*(Fraction(length, slots).denominator for length, slots in minutes))


def _first_day(festival: Festival) -> date:
    days = [day.date for day in festival.days]
    days += [block.from_.date() for block in festival.blocks]
    days += [window.from_.date() for room in festival.rooms for window in room.open]
    return min(days, default=date(2000, 1, 1))


def _rivals(festival: Festival) -> tuple[tuple[int, ...], ...]:
    """Of each room those that it blocks and is blocked by: named by ``parts_of``, or naming it."""
    named = {room.id: set(room.parts_of) for room in festival.rooms}
    for _ in range(min(len(named), 8)):
        named = {room: inner.union(*(named.get(one, ()) for one in inner)) for room, inner in named.items()}
    ids = [room.id for room in festival.rooms]
    return tuple(
        tuple(j for j, other in enumerate(ids) if other != room and (other in named[room] or room in named[other]))
        for room in ids
    )


def _takes(select: Select | None, showing: Showing) -> bool:
    """Whether a selection takes the showing; conditions on places are not asked."""
    if select is None:
        return False
    return select.takes(showing) and not _takes(select.not_, showing)
