"""Metropolis: one timetable that is known to work; guests' stays, keys and stocks are cut to fit it.

It is built by hand-like rules of thumb (the hardest first, the best hall that is free) and proves
that the festival can be held.  It is no good timetable, and is not part of the document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from random import Random

from .metropolis_places import ALL_NIGHT_DAY, ALL_NIGHT_HALLS, HALL, OPENING_HALL, Hall, walk
from .metropolis_programme import COMPETITIONS, HOME_HALL, Draft, Programme

MINUTES_A_DAY = 24 * 60
BEAT = 30
"""Starts lie on the half hours: audiences like a rhythm."""
HOME_BEAT = 180
"""So do those of a home hall, which has one competition film after the other."""
MARGIN = 15
"""Minutes that somebody has between two places, beyond the walk."""

Span = tuple[int, int]


@dataclass(frozen=True, order=True)
class Planned:
    """Where one showing lies, in minutes after midnight of its day."""

    session: str
    label: int
    hall: str
    day: int
    start: int
    end: int

    @property
    def absolute(self) -> Span:
        """Start and end, in minutes after midnight of the first day."""
        return self.day * MINUTES_A_DAY + self.start, self.day * MINUTES_A_DAY + self.end


class Diary:
    """When every person and every film is needed, and where."""

    def __init__(self) -> None:
        self.spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)

    def free(self, person: str, span: Span, venue: str) -> bool:
        """Whether the person or the film can be there in time."""
        return all(
            begin >= span[1] + walk(venue, other) + MARGIN or span[0] >= end + walk(venue, other) + MARGIN
            for begin, end, other in self.spans[person]
        )

    def book(self, person: str, span: Span, venue: str) -> None:
        """Note that the person is needed there."""
        self.spans[person].append((*span, venue))


def needed(draft: Draft, label: int, start: int, end: int) -> Span | None:
    """When the session's guests are needed in a showing, if at all."""
    if draft.type in ("talk", "panel", "ceremony"):
        return start, end
    return (end - draft.talk, end) if label in draft.q_and_a else None


class Plan:
    """The whole timetable; ``RuntimeError`` if rules of thumb do not suffice."""

    def __init__(self, random: Random, programme: Programme, moderators: list[str]) -> None:
        self.random = random
        self.programme = programme
        self.city = programme.city
        self.moderators = moderators
        self.diary = Diary()
        self.halls: dict[tuple[str, int], list[Span]] = defaultdict(list)
        self.placed: dict[tuple[str, int], Planned] = {}
        self.used: Counter[int] = Counter()
        self.started: Counter[tuple[str, int, int]] = Counter()
        self._fixed()
        for draft in self._by_difficulty():
            self._place(draft)
        self._moderate()

    def of(self, draft: Draft) -> list[Planned]:
        """Its showings by label."""
        return [
            self.placed[draft.id, label] for label in range(1, draft.showings + 1) if (draft.id, label) in self.placed
        ]

    def engagements(self, person: str) -> list[tuple[int, int, str]]:
        """When the person is needed, and in which building, in order."""
        return sorted(self.diary.spans[person])

    # -- the order of placing -------------------------------------------------------------------

    def _fixed(self) -> None:
        by_id = {draft.id: draft for draft in self.programme.drafts}
        evenings = [("opening", 1, OPENING_HALL, 0, 19 * 60), ("closing", 1, OPENING_HALL, self.city.last, 19 * 60)]
        nights = [
            ("all-night", n, hall, ALL_NIGHT_DAY, 23 * 60 + 30) for n, hall in enumerate(ALL_NIGHT_HALLS, start=1)
        ]
        for name, label, hall, day, start in evenings + nights:
            made = Planned(name, label, hall, day, start, start + by_id[name].minutes(label))
            self._put(by_id[name], made)

    def _by_difficulty(self) -> list[Draft]:
        waiting = [draft for draft in self.programme.drafts if (draft.id, 1) not in self.placed]
        return sorted(waiting, key=lambda one: (self._rank(one), one.rating != "18", -max(one.audiences), one.id))

    def _rank(self, draft: Draft) -> int:
        if draft.track in COMPETITIONS:
            return 0
        if draft.type == "press":
            return 1
        scarce = bool(draft.needs & {"35mm", "atmos", "stage"}) or "gala" in draft.tags
        return (
            2 if scarce else 3 if draft.rating == "18" or draft.type != "screening" or "children" in draft.tags else 4
        )

    # -- one session ----------------------------------------------------------------------------

    def _place(self, draft: Draft) -> None:
        for days in self._choices(draft):
            if self._try(draft, days):
                return
        raise RuntimeError(f"{draft.id} does not fit")

    def _try(self, draft: Draft, days: tuple[int, ...]) -> bool:
        done: list[Planned] = []
        for label, day in enumerate(days, start=1):
            best = min(self._candidates(draft, label, day, done), default=None)
            if best is None:
                self._undo(draft, done)
                return False
            done.append(self._put(draft, best[1]))
        return True

    def _choices(self, draft: Draft) -> Iterator[tuple[int, ...]]:
        """Days of the showings, the likelier ones first; Q&As mostly within two days."""
        first, last = self._season(draft)
        close = self.random.random() < 0.9
        every = list(combinations(range(first, last + 1), draft.showings))
        apart = {days: close and _apart(draft, days) for days in every}
        return iter(sorted(every, key=lambda days: (apart[days], self._crowding(days) + self.random.random() * 0.5)))

    def _season(self, draft: Draft) -> Span:
        if draft.type == "press":
            premiere = self.placed.get((draft.id.removeprefix("press-"), 1))
            return 1, min(self.city.last, (premiere.day if premiere else 2) + 2)
        return 1, self.city.last

    def _crowding(self, days: tuple[int, ...]) -> float:
        return sum(self._taken(day) for day in days) / len(days) if days else 0.0

    def _taken(self, day: int) -> float:
        return self.used[day] / self.city.open_minutes[day]

    # -- one showing ----------------------------------------------------------------------------

    def _candidates(self, draft: Draft, label: int, day: int, done: list[Planned]) -> Iterator[tuple[float, Planned]]:
        """Price and place wherever the showing can be."""
        minutes = draft.minutes(label)
        for hall in self._halls(draft):
            for start in self._free(hall, day, minutes, draft):
                place = Planned(draft.id, label, hall.id, day, start, start + minutes)
                if _decent(draft, place) and self._come(draft, place):
                    yield self._price(draft, place, done), place

    def _halls(self, draft: Draft) -> list[Hall]:
        if draft.track in COMPETITIONS:
            return [HALL[HOME_HALL[draft.track]]]
        allowed = draft.rooms or self.city.names
        return [HALL[name] for name in allowed if draft.needs <= HALL[name].abilities]

    def _free(self, hall: Hall, day: int, minutes: int, draft: Draft) -> Iterator[int]:
        """Starts at which the hall is open and empty for so long; on the last day all is over at seven."""
        opens, closes = hall.hours(day, self.city.last) or (0, 0)
        latest = (min(closes, 19 * 60) if day == self.city.last else closes) - minutes
        needed = minutes + hall.after(draft.type)
        taken = self.halls[hall.id, day]
        for start in range(-(-opens // BEAT) * BEAT, latest + 1, HOME_BEAT if draft.track in COMPETITIONS else BEAT):
            if not any(begin < start + needed and start < until for begin, until in taken):
                yield start

    def _come(self, draft: Draft, place: Planned) -> bool:
        """Whether its films and its guests can be there in time."""
        venue = HALL[place.hall].venue
        return all(self.diary.free(who, span, venue) for who, span in _booked(draft, place))

    def _price(self, draft: Draft, place: Planned, done: list[Planned]) -> float:
        hall, start = HALL[place.hall], place.start
        spare = hall.seats - hall.hold - draft.audiences[min(place.label, len(draft.audiences)) - 1]
        price = -4.0 * spare if spare < 0 else 0.4 * spare
        for other in done:
            price += 60 * (other.hall == hall.id) + 35 * (HALL[other.hall].venue == hall.venue)
            price += 25 * (other.start // 240 == start // 240)
        price -= 12 * min(2, self.started[hall.venue, place.day, start])
        return price + abs(start - _best_hour(draft, place.label)) / 8 + self.random.random() * 40 - 0.02 * start

    # -- booking --------------------------------------------------------------------------------

    def _put(self, draft: Draft, made: Planned) -> Planned:
        hall = HALL[made.hall]
        until = made.end + hall.after(draft.type)
        self.placed[draft.id, made.label] = made
        self.halls[hall.id, made.day].append((made.start, until))
        self.used[made.day] += until - made.start
        self.started[hall.venue, made.day, made.start] += 1
        for who, span in _booked(draft, made):
            self.diary.book(who, span, hall.venue)
        return made

    def _undo(self, draft: Draft, done: list[Planned]) -> None:
        for made in done:
            hall = HALL[made.hall]
            until = made.end + hall.after(draft.type)
            del self.placed[draft.id, made.label]
            self.halls[hall.id, made.day].remove((made.start, until))
            self.used[made.day] -= until - made.start
            self.started[hall.venue, made.day, made.start] -= 1
            for who, span in _booked(draft, made):
                self.diary.spans[who].remove((*span, hall.venue))

    def _moderate(self) -> None:
        """Whoever is free and has had least to do leads the Q&A."""
        for made in sorted(self.placed.values(), key=lambda one: (one.absolute, one.hall)):
            draft = next(one for one in self.programme.drafts if one.id == made.session)
            if draft.type != "ceremony" and (span := needed(draft, made.label, *made.absolute)):
                venue = HALL[made.hall].venue
                free = [one for one in self.moderators if self.diary.free(one, span, venue)]
                leads = min(free, key=lambda one: len(self.diary.spans[one]))
                self.diary.book(leads, span, venue)
                draft.moderators[made.label] = leads


def _apart(draft: Draft, days: tuple[int, ...]) -> bool:
    """Whether its Q&As would take the guests more than two days."""
    asked = sorted(draft.q_and_a)
    return any(days[later - 1] - days[earlier - 1] > later - earlier for earlier, later in pairwise(asked))


def _booked(draft: Draft, made: Planned) -> Iterator[tuple[str, Span]]:
    """Everybody and every film that a showing needs, and when."""
    for film in draft.films:
        yield film["id"], made.absolute
    if span := needed(draft, made.label, *made.absolute):
        for guest in draft.guests:
            yield guest, span


def _decent(draft: Draft, place: Planned) -> bool:
    """Whether the hour suits the session at all."""
    if draft.rating == "18" and draft.type == "screening":
        return place.start >= 18 * 60
    if "children" in draft.tags:
        return place.end <= 20 * 60
    if draft.type == "press":
        return place.start <= 13 * 60
    return draft.type not in ("talk", "panel") or place.start >= 10 * 60


def _best_hour(draft: Draft, label: int) -> int:
    """The start, in minutes after midnight, at which the session is best given."""
    if "gala" in draft.tags or (draft.track in COMPETITIONS and label == 1):
        return 19 * 60
    if draft.rating == "18":
        return 22 * 60
    return {"press": 9 * 60, "talk": 14 * 60, "panel": 14 * 60}.get(
        draft.type, 13 * 60 if "children" in draft.tags else 15 * 60
    )
