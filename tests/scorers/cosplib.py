"""The objective of CoSPLib, a second opinion: written from the description of the format alone.

It walks labels and cells as the description does, and shares nothing with the rules or the
importer.  All seventeen terms; those with a weight of 0 or less are left out, as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from tests.scorers.cosplib_data import Grid, Instance, Submission

TERMS = (
    "tracks_sessions", "tracks_rooms", "sessions_rooms", "similar_tracks", "rooms_per_track", "parallel_tracks",
    "consecutive_tracks", "submissions_timezones", "submissions_order", "submissions_sessions", "submissions_rooms",
    "presenters_session", "attendees_session", "chairs", "presenters_slot", "attendees_slot",
)  # fmt: skip
"""In the order of their weights, E2 to E17."""
INTEGRITY = "multi_slot_integrity"


@dataclass
class Score:
    """Weighted penalty of each term that has any, and what breaks a hard requirement."""

    terms: dict[str, int]
    broken: list[str]

    @property
    def total(self) -> int:
        return sum(self.terms.values())

    @property
    def feasible(self) -> bool:
        return not self.broken


def score(instance: Instance, grid: Grid) -> Score:
    values = _Walk(instance, grid).values()
    weights = dict(zip(TERMS, instance.weights, strict=True))
    terms = {name: weights[name] * values[name]() for name in TERMS if weights[name] > 0}
    terms[INTEGRITY] = integrity(instance, grid)
    return Score({name: points for name, points in terms.items() if points}, list(broken(instance, grid)))


# -- hard requirements ----------------------------------------------------------------------------


def broken(instance: Instance, grid: Grid) -> Iterator[str]:
    for one in instance.submissions.values():
        spots = _spots(instance, grid, one.name)
        if len(spots) != one.need:
            yield f"{one.name} fills {len(spots)} cells of {one.need}"
            continue
        if len({(session, room) for session, room, _ in spots}) > 1:
            yield f"{one.name} lies in several rooms or sessions"
        elif [slot for _, _, slot in spots] != list(range(spots[0][2], spots[0][2] + one.need)):
            yield f"{one.name} has a gap"
        if any(grid.labels.get((session, room)) != one.track for session, room, _ in spots):
            yield f"{one.name} lies under another label than {one.track}"


def _spots(instance: Instance, grid: Grid, name: str) -> list[tuple[str, str, int]]:
    """Cells of a submission in walking order: session, room, slot."""
    return [
        (session, room, slot)
        for session, slots in instance.slots.items()
        for room in instance.rooms
        for slot in range(slots)
        if grid.cells.get((session, room, slot)) == name
    ]


def integrity(instance: Instance, grid: Grid) -> int:
    """Term 17: submissions of several slots are whole."""
    total = 0
    for one in instance.submissions.values():
        if one.need > 1:
            spots = _spots(instance, grid, one.name)
            if not spots:
                return 1_000_000_000
            pieces = {(session, room) for session, room, _ in spots}
            for piece in pieces:
                if sum((session, room) == piece for session, room, _ in spots) != one.need:
                    total += 10_000_000
            indices = [slot for _, _, slot in spots]
            if sum(indices) != sum(range(indices[0], indices[-1] + 1)):
                total += 1_000_000_000
    return total


# -- relations ------------------------------------------------------------------------------------


def presenters_clash(instance: Instance, i: Submission, j: Submission) -> bool:
    chaired = bool(i.presenters & instance.chairs[j.track] or j.presenters & instance.chairs[i.track])
    return bool(i.presenters & j.presenters) or (i.track != j.track and chaired)


def attendees_clash(instance: Instance, i: Submission, j: Submission) -> bool:
    wanted = bool(i.attendees & j.attendees or i.attendees & j.presenters or j.attendees & i.presenters)
    chaired = bool(i.attendees & instance.chairs[j.track] or j.attendees & instance.chairs[i.track])
    return wanted or (i.track != j.track and chaired)


def zone_price(instance: Instance, one: Submission, session: str) -> int:
    a, b = ((minute + 60 * (one.zone - instance.local)) % 1440 for minute in instance.clock[session])
    (g0, g1), (f0, f1) = instance.suitable, instance.less_suitable
    if a < f0 or b > f1 or b < f0:
        return instance.unsuitable_price
    if f0 <= a < g0 or g1 < b <= f1:
        return instance.less_suitable_price
    return 0


# -- terms ----------------------------------------------------------------------------------------


class _Walk:
    """Each term by its own walk over labels or cells."""

    def __init__(self, instance: Instance, grid: Grid) -> None:
        self.it, self.grid = instance, grid
        self.used = [
            (session, room, grid.labels[session, room])
            for session in instance.slots
            for room in instance.rooms
            if (session, room) in grid.labels
        ]
        self.cells = [
            (session, room, slot, instance.submissions[grid.cells[session, room, slot]])
            for session, slots in instance.slots.items()
            for room in instance.rooms
            for slot in range(slots)
            if (session, room, slot) in grid.cells
        ]

    def values(self) -> dict[str, Callable[[], int]]:
        return {
            "tracks_sessions": lambda: sum(self.it.track_session.get((t, s), 0) for s, _, t in self.used),
            "tracks_rooms": lambda: sum(self.it.track_room.get((t, r), 0) for _, r, t in self.used),
            "sessions_rooms": lambda: sum(self.it.session_room.get((s, r), 0) for s, r, _ in self.used),
            "similar_tracks": lambda: sum(self.it.similar.get(frozenset(p), 0) for p in self.beside() if p[0] != p[1]),
            "rooms_per_track": self.rooms_per_track,
            "parallel_tracks": self.parallel_tracks,
            "consecutive_tracks": self.consecutive_tracks,
            "submissions_timezones": lambda: sum(zone_price(self.it, one, s) for s, _, _, one in self.cells),
            "submissions_order": lambda: self.out_of_place() + self.order_at_once(),
            "submissions_sessions": lambda: sum(self.it.sub_session[one.name, s] for s, _, _, one in self.cells),
            "submissions_rooms": lambda: sum(self.it.sub_room[one.name, r] for _, r, _, one in self.cells),
            "presenters_session": lambda: self.in_session(presenters_clash),
            "attendees_session": lambda: self.in_session(attendees_clash),
            "chairs": lambda: sum(bool(self.it.chairs[a] & self.it.chairs[b]) for a, b in self.beside() if a != b),
            "presenters_slot": lambda: self.in_slot(presenters_clash),
            "attendees_slot": lambda: self.in_slot(attendees_clash),
        }

    def beside(self) -> Iterator[tuple[str, str]]:
        """Labels of every two rooms of a session."""
        for session in self.it.slots:
            yield from combinations([label for s, _, label in self.used if s == session], 2)

    def rooms_per_track(self) -> int:
        return sum(len({r for _, r, t in self.used if t == track}) - 1 for track in {t for _, _, t in self.used})

    def parallel_tracks(self) -> int:
        pairs = [(t, s) for s, _, t in self.used]
        return sum(pairs.count(pair) - 1 for pair in set(pairs))

    def consecutive_tracks(self) -> int:
        number = {session: n for n, session in enumerate(self.it.slots)}
        gaps = 0
        for track in {t for _, _, t in self.used}:
            found = {number[s] for s, _, t in self.used if t == track}
            gaps += max(found) - min(found) + 1 != len(found)
        return gaps

    def out_of_place(self) -> int:
        lists: dict[str, list[str]] = {}
        wrong = 0
        for session, room, _, one in self.cells:
            label = self.grid.labels.get((session, room))
            if label is not None and one.name not in lists.setdefault(label, []):
                lists[label].append(one.name)
                wrong += one.order not in (0, len(lists[label]))
        return wrong

    def order_at_once(self) -> int:
        return self.in_slot(lambda _, i, j: i.track == j.track and bool(i.order and j.order), labelled=True)

    def in_session(self, clash: Callable[[Instance, Submission, Submission], bool]) -> int:
        """Pairs that stand in one session in different rooms, each once a session."""
        count = 0
        for session in self.it.slots:
            rooms: dict[str, set[str]] = {}
            for s, room, _, one in self.cells:
                if s == session:
                    rooms.setdefault(one.name, set()).add(room)
            for a, b in combinations(rooms, 2):
                if len(rooms[a] | rooms[b]) > 1:
                    count += clash(self.it, self.it.submissions[a], self.it.submissions[b])
        return count

    def in_slot(self, clash: Callable[[Instance, Submission, Submission], bool], labelled: bool = False) -> int:
        """Pairs that stand in one slot, once for each such slot."""
        standing: dict[tuple[str, int], dict[str, Submission]] = {}
        for session, room, slot, one in self.cells:
            if not labelled or (session, room) in self.grid.labels:
                standing.setdefault((session, slot), {})[one.name] = one
        return sum(clash(self.it, a, b) for there in standing.values() for a, b in combinations(there.values(), 2))
