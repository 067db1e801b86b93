"""What the objective counts, as rules that any organiser could write; a rule a term, a note that says which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.fields import clock_text
from scheduler.formats.cosplib.relations import attendee_conflicts, listed, presenter_conflicts

if TYPE_CHECKING:
    from scheduler.formats.cosplib.ids import Ids
    from scheduler.formats.cosplib.instance import Instance, Prices

Entry = dict[str, Any]


def rules(instance: Instance, ids: Ids) -> list[Entry]:
    """The one must, then each term that has a weight and something to speak of."""
    written = _Terms(instance, ids)
    every = (
        (term, {"kind": kind, "weight": instance.parameters.weights[term], **fields, "note": NOTES[term]})
        for term, kind, fields in written.all()
        if term in instance.parameters.weights
    )
    return [{"kind": "one_track_per_block_room"}, *(rule for _, rule in every)]


NOTES = {
    "tracks_sessions": "Tracks in sessions",
    "tracks_rooms": "Tracks in rooms",
    "sessions_rooms": "Rooms in sessions",
    "similar_tracks": "Similar tracks beside each other",
    "rooms_per_track": "Rooms of a track",
    "parallel_tracks": "Tracks parallel to themselves",
    "consecutive_tracks": "Tracks with a gap",
    "submissions_timezones": "Time zones of submissions",
    "submissions_order": "Order of submissions",
    "submissions_sessions": "Submissions in sessions",
    "submissions_rooms": "Submissions in rooms",
    "presenters": "Presenters, in a session",
    "attendees": "Attendees, in a session",
    "chairs": "Chairs of two tracks",
    "presenters_at_once": "Presenters, at once",
    "attendees_at_once": "Attendees, at once",
}
"""What each term is called in the document and its reports."""


class _Terms:
    """Each term as a kind and its fields."""

    def __init__(self, instance: Instance, ids: Ids) -> None:
        self.instance, self.ids = instance, ids

    def all(self) -> Iterator[tuple[str, str, Entry]]:
        """Term, kind, fields; a term that can never count anything is left out."""
        yield from self._tables()
        yield from self._tracks()
        yield from self._orders()
        yield from self._people()

    def _tables(self) -> Iterator[tuple[str, str, Entry]]:
        it, ids = self.instance, self.ids
        tables = (
            ("tracks_sessions", "use", it.tracks_sessions, ("track", ids.tracks), ("block", ids.blocks)),
            ("tracks_rooms", "use", it.tracks_rooms, ("track", ids.tracks), ("room", ids.rooms)),
            ("sessions_rooms", "use", it.sessions_rooms, ("block", ids.blocks), ("room", ids.rooms)),
            ("submissions_sessions", "slot", it.submissions_sessions, ("session", ids.sessions), ("block", ids.blocks)),
            ("submissions_rooms", "slot", it.submissions_rooms, ("session", ids.sessions), ("room", ids.rooms)),
        )
        for term, per, prices, down, across in tables:
            if prices.any():
                yield term, "placement_cost", {"per": per, "table": table(prices, down, across)}

    def _tracks(self) -> Iterator[tuple[str, str, Entry]]:
        similar, tracks = np.argwhere(self.instance.similar_tracks), self.ids.tracks
        if len(similar):
            pairs = [[tracks[a], tracks[b], int(self.instance.similar_tracks[a, b])] for a, b in similar.tolist()]
            yield "similar_tracks", "not_parallel", {"measure": "room_pairs", "pairs": pairs}
        yield "rooms_per_track", "track_stays_in_room", {"rooms": 1}
        yield "parallel_tracks", "track_not_parallel", {"rooms": 1}
        yield "consecutive_tracks", "track_blocks_consecutive", {}
        chairs = [chair for track in self.instance.tracks for chair in track.chairs]
        if len(chairs) > len(set(chairs)):
            yield "chairs", "chairs_in_one_place", {"presenters": False, "measure": "room_pairs"}

    def _orders(self) -> Iterator[tuple[str, str, Entry]]:
        if any(one.order for one in self.instance.submissions):
            yield "submissions_order", "order_in_track", {}
        given, zones = self.instance.parameters, {one.zone for one in self.instance.submissions}
        if zones != {None} and (given.poor_price or given.bad_price):
            windows = {"good": _hours(given.good), "poor": _hours(given.poor)}
            prices = {"poor_price": given.poor_price, "bad_price": given.bad_price}
            fields = {**windows, **prices, "of": "block", "per": "slot", "who": "everyone"}
            yield "submissions_timezones", "hours_are_humane", fields

    def _people(self) -> Iterator[tuple[str, str, Entry]]:
        weights = self.instance.parameters.weights
        for who, found in (("presenters", presenter_conflicts), ("attendees", attendee_conflicts)):
            if who in weights or f"{who}_at_once" in weights:
                pairs = listed(found(self.instance), self.ids.track_of, self.ids.sessions)
                if pairs:
                    yield who, "not_parallel", {"measure": "block", "other_room": True, "pairs": pairs}
                    yield f"{who}_at_once", "not_parallel", {"measure": "slot", "pairs": pairs}


def _hours(span: tuple[int, int]) -> dict[str, str]:
    return {"from": clock_text(span[0]), "to": clock_text(span[1])}


def table(prices: Prices, down: tuple[str, Sequence[str]], across: tuple[str, Sequence[str]]) -> list[Entry]:
    """Rows of a table of prices for what a matrix says: those that are priced alike share theirs."""
    return min(_shared(prices, down, across), _shared(prices.T, across, down), key=len)


def _shared(prices: Prices, down: tuple[str, Sequence[str]], across: tuple[str, Sequence[str]]) -> list[Entry]:
    """A row for each sort of line of the matrix and each price in it."""
    (mine, rows), (theirs, columns) = down, across
    alike: dict[bytes, list[int]] = {}
    for number, line in enumerate(prices):
        alike.setdefault(line.tobytes(), []).append(number)
    made = []
    for numbers in alike.values():
        line = prices[numbers[0]]
        for price in dict.fromkeys(line[line > 0].tolist()):
            there = [columns[column] for column in np.flatnonzero(line == price).tolist()]
            made.append({mine: _one_or_all([rows[n] for n in numbers]), theirs: _one_or_all(there), "price": price})
    return made


def _one_or_all(names: list[str]) -> str | list[str]:
    return names[0] if len(names) == 1 else names
