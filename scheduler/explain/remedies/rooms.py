"""Rooms: longer hours, quicker turnaround, more types, another hall of the kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.compile import compile_festival
from scheduler.explain.changes import Change, Ease, Lever
from scheduler.explain.parts import only, parts_of
from scheduler.explain.parts.base import changed
from scheduler.explain.parts.rooms import Hours, OneAtATime, Turnaround, Types
from scheduler.explain.scope import scope_of
from scheduler.fields import Window
from scheduler.maps import static_map
from scheduler.sentence import Moment, Sentence
from scheduler.vocabulary import ABILITIES, SESSION_TYPES, called

if TYPE_CHECKING:
    from scheduler.festival import Festival, Session
    from scheduler.problem import Problem, Room

OPEN, TYPES, EQUIPPED, HIRED = 20, 40, 120, 300
EQUIPPED_SESSIONS = 3
"""Sessions up to which halls are equipped for each: of more, that is hardly what they lack."""
LEAST_TURNAROUND = 5
"""Minutes: in less nobody leaves a hall and others come in."""
EQUIPPED_ROOMS = 3
"""Rooms that are tried for what a session needs, those nearest in seats to its audience."""
DAYS = 4
"""Days whose hours are tried, those first that may help most."""
LATEST = 48 * 60 - 1
"""Minutes after midnight: the last that a day's hours can say."""


def hours(ease: Ease) -> Iterator[Lever]:
    """All halls that keep the hours of a day, or one hall, open earlier or later."""
    parts = [part for part in ease.conflict.parts if isinstance(part, Hours)]
    rooms = {one.id: one for one in ease.problem.festival.rooms}
    usual = [part for part in parts if not rooms[part.room.id].open and not rooms[part.room.id].weekly]
    for day in _days(ease) if parts else ():
        if usual:
            yield from _of_day(ease, day)
        if len(usual) != 1 or len(ease.problem.rooms) > 1:
            for part in parts:
                yield from _of_room(ease, part.room, day)


def _days(ease: Ease) -> list[date]:
    """Days on which those concerned could be if no hall were ever closed."""
    scope = scope_of(ease.problem, ease.conflict.concerned)
    universe = parts_of(scope)
    free = compile_festival(only(scope, universe, [one for one in universe if not isinstance(one, Hours)]))
    counts = np.zeros(len(free.days), dtype=np.int64)
    for one in free.showings:
        there = static_map(free, one).allowed.any(axis=0)
        counts += np.bincount(np.maximum(one.positions.days[there], 0), minlength=len(counts)).astype(bool)
    order = sorted(range(len(counts)), key=lambda number: (-int(counts[number]), number))
    return [free.days[number] for number in order if counts[number]][:DAYS]


def _of_day(ease: Ease, day: date) -> Iterator[Lever]:
    """Hours of the day, for all halls without hours of their own."""
    for number, one in enumerate(ease.problem.festival.days):
        if one.date == day:
            closes = one.close if one.close > one.open else one.close + 24 * 60
            yield Lever(_day_hours(ease.problem, number, closes, late=True), ease.minutes(min(720, LATEST - closes)))
            yield Lever(_day_hours(ease.problem, number, one.open, late=False), ease.minutes(one.open))


def _day_hours(problem: Problem, number: int, usual: int, *, late: bool) -> Any:
    day = problem.festival.days[number]

    def change(minutes: int) -> Change:
        clock = usual + minutes if late else usual - minutes
        days = list(problem.festival.days)
        days[number] = day.model_copy(update={"close" if late else "open": clock})
        at = Moment(datetime.combine(day.date, time()) + timedelta(minutes=clock), len(problem.days) > 1)
        facts = {"t": at, "n": minutes}
        sentence = (
            Sentence(
                "All halls stay open until {t} ({n} minutes more).",
                "모든 상영관을 {t}까지 엽니다({n}분 연장).",
                **facts,
            )
            if late
            else Sentence(
                "All halls open at {t} ({n} minutes more).", "모든 상영관을 {t}부터 엽니다({n}분 앞당김).", **facts
            )
        )
        return Change("hours", OPEN + minutes, sentence, lambda f: f.model_copy(update={"days": days}))

    return change


def _of_room(ease: Ease, room: Room, day: date) -> Iterator[Lever]:
    """The hall's own hours on a day, earlier or later."""
    problem = ease.problem
    stretches = [one for one in room.hours if problem.clock.day(one[0] // problem.minute) == day]
    if stretches:
        yield Lever(_room_hours(problem, room, stretches[-1][1], late=True), ease.minutes())
        yield Lever(_room_hours(problem, room, stretches[0][0], late=False), ease.minutes())


def _room_hours(problem: Problem, room: Room, edge: int, *, late: bool) -> Any:
    def change(minutes: int) -> Change:
        ticks = minutes * problem.minute
        low, high = (edge, edge + ticks) if late else (edge - ticks, edge)
        more = Window(from_=_naive(problem, low), to=_naive(problem, high))
        facts = {"r": room, "t": problem.when(high if late else low), "n": minutes}
        sentence = (
            Sentence("{r} stays open until {t} ({n} minutes more).", "{r}을(를) {t}까지 엽니다({n}분 연장).", **facts)
            if late
            else Sentence("{r} opens at {t} ({n} minutes more).", "{r}을(를) {t}부터 엽니다({n}분 앞당김).", **facts)
        )
        return Change("hours", OPEN + minutes, sentence, lambda f: _opened(problem, f, room, more))

    return change


def _naive(problem: Problem, ticks: int) -> datetime:
    return problem.clock.local(ticks // problem.minute).replace(tzinfo=None)


def _opened(problem: Problem, festival: Festival, room: Room, more: Window) -> Festival:
    """The room open at all its hours and then; hours of the days become its own."""
    (entry,) = (one for one in festival.rooms if one.id == room.id)
    if entry.open or entry.weekly:
        return changed(festival, "rooms", room.id, open=_joined(entry.open, more))
    usual = [Window(from_=_naive(problem, low), to=_naive(problem, high)) for low, high in room.hours]
    return changed(festival, "rooms", room.id, open=_joined(usual, more))


def _joined(windows: list[Window], more: Window) -> list[Window]:
    """The windows, the one that touches made longer; else one more."""
    for number, one in enumerate(windows):
        if one.to == more.from_ or more.to == one.from_:
            longer = Window(from_=min(one.from_, more.from_), to=max(one.to, more.to))
            return [*windows[:number], longer, *windows[number + 1 :]]
    return [*windows, more]


def turnarounds(ease: Ease) -> Iterator[Lever]:
    """Less time between two showings."""
    for part in ease.conflict.parts:
        if isinstance(part, Turnaround):
            (entry,) = (one for one in ease.problem.festival.rooms if one.id == part.room.id)
            most = max([entry.turnaround, *entry.turnaround_by_type.values()]) - LEAST_TURNAROUND
            yield Lever(_quicker(part.room, entry), ease.minutes(most))


def _quicker(room: Room, entry: Any) -> Any:
    def change(minutes: int) -> Change:
        usual = _less(entry.turnaround, minutes)
        values: dict[str, Any] = {"turnaround": usual}
        if entry.turnaround_by_type:
            values["turnaround_by_type"] = {name: _less(one, minutes) for name, one in entry.turnaround_by_type.items()}
        sentence = Sentence(
            "{r} is made ready in {m} minutes ({n} less).", "{r}의 정리 시간을 {m}분으로 줄입니다({n}분 단축).",
            r=room, m=usual, n=minutes,
        )  # fmt: skip
        return Change("turnaround", 10 + 4 * minutes, sentence, lambda f: changed(f, "rooms", room.id, **values))

    return change


def _less(turnaround: int, minutes: int) -> int:
    """So many minutes less, if that can be done; what is next to nothing already stays."""
    return max(min(turnaround, LEAST_TURNAROUND), turnaround - minutes)


def types(ease: Ease) -> Iterator[Lever]:
    """A hall takes the types that are wanted of it."""
    for part in ease.conflict.parts:
        if isinstance(part, Types):
            wanted = sorted({one.type for one in ease.conflict.concerned} - part.room.types)
            if wanted:
                yield Lever(_takes(part.room, wanted))


def _takes(room: Room, wanted: list[str]) -> Any:
    named = [called(one, SESSION_TYPES) for one in wanted]
    sentence = Sentence("{r} also takes {t}.", "{r}에서 {t} 유형도 할 수 있게 합니다.", r=room, t=named)
    values = {"types": [*sorted(room.types), *wanted]}
    return lambda _: Change("types", TYPES, sentence, lambda f: changed(f, "rooms", room.id, **values))


def abilities(ease: Ease) -> Iterator[Lever]:
    """A hall gets what some session needs that it has not."""
    sessions = {one.session.id: one for one in ease.conflict.concerned}
    for showing in sessions.values() if len(sessions) <= EQUIPPED_SESSIONS else ():
        lacking = [room for room in ease.problem.rooms if showing.needs - room.abilities]
        for room in sorted(lacking, key=lambda one: (abs(one.seats - showing.audience), one.index))[:EQUIPPED_ROOMS]:
            yield Lever(_equipped(ease.problem, room, sorted(showing.needs - room.abilities)))


def _equipped(problem: Problem, room: Room, wanted: list[str]) -> Any:
    (entry,) = (one for one in problem.festival.rooms if one.id == room.id)
    named = [called(one, ABILITIES) for one in wanted]
    sentence = Sentence("{r} gets {w}.", "{r}에 {w} 설비를 갖춥니다.", r=room, w=named)
    values = {"abilities": [*entry.abilities, *wanted]}
    trouble = EQUIPPED * len(wanted)
    return lambda _: Change("abilities", trouble, sentence, lambda f: changed(f, "rooms", room.id, **values))


def hired(ease: Ease) -> Iterator[Lever]:
    """One more hall, just like one that is too small a place for all."""
    for part in ease.conflict.parts:
        if isinstance(part, OneAtATime):
            yield Lever(_hired(ease.problem, part.room))


def _hired(problem: Problem, room: Room) -> Any:
    number = next(n for n in range(2, 10_000) if f"{room.id}-{n}" not in problem.room_index)
    name = f"{room.id}-{number}"

    def made(festival: Festival) -> Festival:
        rooms = []
        for one in festival.rooms:
            rooms.append(one)
            if one.id == room.id:
                rooms.append(one.model_copy(update={"id": name, "name": _named(one.name, number)}))
        sessions = [_may(one, room.id, name) for one in festival.sessions]
        return festival.model_copy(update={"rooms": rooms, "sessions": sessions})

    sentence = Sentence("Hire one more hall like {r}.", "{r} 같은 상영관을 하나 더 빌립니다.", r=room)
    return lambda _: Change("hall", HIRED, sentence, made)


def _named(name: Any, number: int) -> Any:
    if isinstance(name, dict):
        return {lang: f"{text} ({number})" for lang, text in name.items()}
    return f"{name} ({number})" if name else name


def _may(session: Session, room: str, also: str) -> Session:
    """A session that may be in the one may be in the other, too."""
    values: dict[str, Any] = {}
    if room in session.rooms:
        values["rooms"] = [*session.rooms, also]
    if not isinstance(session.showings, int) and any(room in (one.rooms or ()) for one in session.showings):
        values["showings"] = [
            one.model_copy(update={"rooms": [*one.rooms, also]}) if one.rooms and room in one.rooms else one
            for one in session.showings
        ]
    return session.model_copy(update=values) if values else session
