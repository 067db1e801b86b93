"""The cards of a day: where each lies and how it stands, and, only once it has to be drawn, what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from scheduler.agenda import Entry, clock, lanes, minutes_between, names
from scheduler.differences import PARTS
from scheduler.verify import is_must
from web.entries import showing_key

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.problem import Room
    from web.board import Board
    from web.workspace import Workspace

WORDY = 10
"""Minutes from which a part of a card has room for its own name."""


class Part(NamedTuple):
    """A stretch of a card, in minutes after its start."""

    name: str
    at: int
    long: int
    film: bool


@dataclass(frozen=True)
class Card:
    """A showing in the grid; ``at``, ``long`` and ``turn`` are minutes."""

    key: str
    session: str
    label: int
    title: str
    several: bool
    who: list[str]
    people: list[str]
    """Ids of all who are on stage."""
    hue: int
    start: str
    end: str
    iso: str
    room: Room
    column: int
    lane: int
    lanes: int
    at: int
    long: int
    turn: int
    parts: list[Part]
    """Name, minutes from the start of the showing, minutes."""
    in_blocks: bool
    pinned: bool
    broken: list[str]
    points: int

    @property
    def lead(self) -> int:
        """Minutes at its head that are kept free of words, so that a short welcome is seen."""
        first = self.parts[0] if len(self.parts) > 1 else None
        return 0 if first is None or first.film or first.long >= WORDY else first.long


@dataclass(frozen=True)
class Spot:
    """Where a card lies and how it stands."""

    board: Board
    entry: Entry
    column: int
    lane: int
    lanes: int
    pinned: bool
    broken: tuple[str, ...]
    points: int

    @property
    def sign(self) -> tuple[Hashable, ...]:
        """All of it that an edit of the timetable can change: as long as it is the same, so is the card."""
        place = self.entry.placement
        where = place.showing.index, place.room, place.start, place.end, place.block, place.slot
        return *where, self.lane, self.lanes, self.pinned, self.broken, self.points

    @cached_property
    def card(self) -> Card:
        """What it says."""
        entry, showing, lang = self.entry, self.entry.showing, self.board.lang
        return Card(
            key=showing.key,
            session=showing.session.id,
            label=showing.label,
            title=entry.title(lang),
            several=entry.several,
            who=names(entry, lang, "staff"),
            people=sorted(showing.persons),
            hue=self.board.hue_of(showing),
            start=clock(entry, entry.start),
            end=clock(entry, entry.end),
            iso=entry.start.isoformat(),
            room=entry.room,
            column=self.column,
            lane=self.lane,
            lanes=self.lanes,
            at=minutes_between(self.board.first, entry.start),
            long=minutes_between(entry.start, entry.end),
            turn=minutes_between(entry.end, entry.ready),
            parts=list(_parts(entry, lang)),
            in_blocks=showing.in_blocks,
            pinned=self.pinned,
            broken=list(self.broken),
            points=self.points,
        )


def spots(board: Board) -> list[Spot]:
    """Every showing of the day, in order of time."""
    about = troubles_of(board.work)
    made = [
        _spot(board, entry, column, (lane, beside), about)
        for column, room in enumerate(board.rooms)
        for entry, lane, beside in lanes(one for one in board.entries if one.room is room)
    ]
    return sorted(made, key=lambda one: (one.entry.placement.start, one.column, one.lane))


def troubles_of(work: Workspace) -> dict[int, list[Violation]]:
    """Of each showing the violations that name it, waived ones aside."""
    waived = {id(violation) for violation, _ in work.report.waived}
    found: dict[int, list[Violation]] = defaultdict(list)
    for violation in work.report.violations:
        if id(violation) not in waived:
            for placement in violation.placements:
                found[placement.showing.index].append(violation)
    return found


def _spot(board: Board, entry: Entry, column: int, lane: tuple[int, int], about: Mapping[int, list[Violation]]) -> Spot:
    showing = entry.showing
    touched = about.get(showing.index, [])
    pins = (board.work.pin_of(key) for key in (showing.key, showing_key(showing.session.id, None)))
    return Spot(
        board=board,
        entry=entry,
        column=column,
        lane=lane[0],
        lanes=lane[1],
        pinned=any(one is not None for one in pins),
        broken=tuple(one.sentence.text(board.lang) for one in touched if is_must(one)),
        points=sum(
            one.rule.weight * one.amount for one in touched if not isinstance(one.rule, str) and one.rule.weight
        ),
    )


def _parts(entry: Entry, lang: str) -> Iterator[Part]:
    for name, begin, end in entry.parts():
        shown = PARTS.get(name, {}).get(lang, name)
        at, long = minutes_between(entry.start, begin), minutes_between(begin, end)
        yield Part(shown, at, long, name == "film")
