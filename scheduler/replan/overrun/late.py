"""Who is late, and the document that says so."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from scheduler.compile.parts import timed_parts
from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.festival import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.festival import Festival, Session
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

DELAY, REST = "delay", "rest"
"""Names of the parts that the document gets: what came in between, and minutes that no part accounts for."""

KEPT = 5
"""Minutes that are left of a part at the least: for less nobody has to come."""


@dataclass(frozen=True)
class Late:
    """A showing that ends later than it should."""

    placement: Placement
    """As it was planned."""
    minutes: int
    now: int
    """Ticks."""
    minute: int
    """Ticks in a minute."""

    @property
    def showing(self) -> Showing:
        """What is late."""
        return self.placement.showing

    def delays(self, placement: Placement) -> bool:
        """Whether it waits in that room for the late one to end, though it should have begun."""
        return placement.room == self.placement.room and placement.start > self.placement.start


def late_in(problem: Problem, timetable: Timetable, what: str, minutes: int, now: int) -> Late:
    """What runs in a room by plan, else what should have ended there but for the delay; or a showing by name.

    ``what``: id of a room, or ``session#label``.  ``FestivalError`` if nothing runs there.
    """
    index, ticks = problem.room_index.get(what), problem.ticks(minutes)
    named = _named(problem, what) if index is None else None
    there = [one for one in timetable if one.block < 0 and (one.room == index or one.showing == named)]
    by_plan = [one for one in there if one.start <= now < one.end]
    running = by_plan or [one for one in there if one.start <= now < one.end + ticks]
    if not running:
        text = f"{what} does not run" if index is None else f"nothing runs in {what}"
        when = f"{problem.clock.local(now // problem.minute):%Y-%m-%d %H:%M}"
        fault = Fault("--late", f"{text} at {when}, so nothing there can be late; look at the name and at --now")
        raise FestivalError([fault])
    return Late(max(running, key=lambda one: one.start), minutes, now, problem.minute)


def _named(problem: Problem, what: str) -> Showing:
    known = {one.key: one for one in problem.showings}
    if what not in known:
        hint = did_you_mean(what, [*problem.room_index, *known])
        raise FestivalError([Fault("--late", f"there is neither a room nor a showing {what!r}{hint}")])
    return known[what]


def delayed(festival: Festival, late: Late) -> Festival:
    """The document in which the showing lasts that much longer, from the end of the part that runs now on."""
    return _with(festival, late, list(_longer(_session(festival, late), late)))


def shortened(festival: Festival, late: Late, name: str, minutes: int) -> Festival:
    """The delayed document with so many minutes less of a part of the showing."""
    label, parts = late.showing.label, []
    for part in _session(festival, late).parts:
        if part.name != name or (part.showings and label not in part.showings):
            parts.append(part)
            continue
        others = [one for one in (part.showings or _labels(late)) if one != label]
        if others:
            parts.append(part.model_copy(update={"showings": others}))
        parts.append(part.model_copy(update={"minutes": (part.minutes or 0) - minutes, "showings": [label]}))
    return _with(festival, late, parts)


def can_be_shortened(festival: Festival, late: Late) -> Iterator[tuple[str, int]]:
    """Parts of the delayed showing that have not begun and are no film, the last first.

    Name of each, and how many minutes can be taken from it.
    """
    session, label = _session(festival, late), late.showing.label
    passed = False
    found = []
    for part in session.parts:
        if part.showings and label not in part.showings:
            continue
        passed = passed or part.name == DELAY
        if passed and part.name not in (DELAY, REST, "film") and part.minutes and part.minutes > KEPT:
            found.append((part.name, int(part.minutes) - KEPT))
    return reversed(found)


def _session(festival: Festival, late: Late) -> Session:
    return next(one for one in festival.sessions if one.id == late.showing.session.id)


def _labels(late: Late) -> list[int]:
    session = late.showing.session
    several = session.showings
    return list(range(1, several + 1)) if isinstance(several, int) else [one.label for one in several]


def _longer(session: Session, late: Late) -> Iterator[Part]:
    """Its parts, with the delay before the first that has not begun."""
    label = late.showing.label
    parts, total = timed_parts(session, label, late.showing.films)
    begins = iter([begin for _, begin, _ in parts])
    minutes_in = (late.now - late.placement.start) // late.minute
    delay: Part | None = Part(name=DELAY, minutes=late.minutes, showings=[label])
    for part in _own_parts(session, total):
        mine = not part.showings or label in part.showings
        if mine and delay is not None and next(begins, 0) > minutes_in:
            yield delay
            delay = None
        yield part
    yield from _rest(session, late)
    if delay is not None:
        yield delay


def _rest(session: Session, late: Late) -> Iterator[Part]:
    """Of each showing the minutes that its duration has beyond its parts: with a delay, parts alone can say them."""
    if not isinstance(session.duration, int) or not session.parts:
        return
    for label in _labels(late):
        left = session.duration - ceil(timed_parts(session, label, late.showing.films)[1])
        if left > 0:
            yield Part(name=REST, minutes=left, showings=[label])


def _own_parts(session: Session, total: Fraction | int) -> list[Part]:
    """As the document has them; else one that lasts as long as all."""
    if session.parts:
        return list(session.parts)
    stated = session.duration if isinstance(session.duration, int) else 0
    return [Part(name="film") if session.films else Part(name="session", minutes=max(stated, ceil(total)))]


def _with(festival: Festival, late: Late, parts: list[Part]) -> Festival:
    values = {"parts": parts, "duration": None}
    sessions = [
        one.model_copy(update=values) if one.id == late.showing.session.id else one for one in festival.sessions
    ]
    return festival.model_copy(update={"sessions": sessions})
