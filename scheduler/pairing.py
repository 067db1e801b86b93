"""Which two showings a rule is about, and what such a pair counts: ``alike`` and ``pairs`` of several kinds.

Everything is said twice: by sets, two showings at a time, for the verifier; and as columns over all
showings, for the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from pydantic import BeforeValidator, Field

from scheduler.fields import Ref
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Alike = Annotated[tuple[str, ...], BeforeValidator(_listed, json_schema_input_type=tuple[str, ...] | str)]
"""Names of labels; one may stand without brackets."""

ALIKE = "Names of labels: only pairs with common ones count, times their number (of several, the product)."
"""What organisers read about ``alike``."""

TRAIT = "track, type, language, level, film, category, person, or the name of a label."
"""What organisers read about a field that names one of ``traits``."""

SessionOrTrack = Annotated[str, Ref(("sessions", "tracks"))]
PairPrice = Annotated[int, Field(ge=0, le=1_000_000_000)]
Pairs = tuple[tuple[SessionOrTrack, SessionOrTrack] | tuple[SessionOrTrack, SessionOrTrack, PairPrice], ...]
"""Two sessions or tracks, and what the pair counts (1 unless said)."""

PAIRS = "Only these pairs of sessions or tracks, each with its price if it is not 1: [[a, b], [a, c, 5]]."
"""What organisers read about ``pairs``."""

OWN = ("track", "type", "language", "level", "film", "category", "person")
"""What a showing has anyway, by names that may stand beside those of labels."""


def traits(showing: Showing, name: str) -> frozenset[str]:
    """Labels of that name; also its track, type, language, level, films, their categories, or people by these words."""
    found = showing.labels(name)
    return found | _own(showing, name) if name in OWN else found


def _own(showing: Showing, name: str) -> frozenset[str]:
    session = showing.session
    if name == "film":
        return frozenset(film.id for film in showing.films)
    if name == "category":
        return frozenset(film.category for film in showing.films if film.category)
    if name == "person":
        return showing.persons
    value: Any = getattr(session, name)
    return frozenset() if value is None else frozenset((str(value),))


def nobody_has(problem: Problem, names: Iterable[str]) -> Iterator[Sentence]:
    """The complaint about names of ``traits`` that no showing has: most likely they are misspelt."""
    for name in names:
        if not any(traits(one, name) for one in problem.showings):
            yield Sentence("No session has any {n}.", "{n} 값을 가진 세션이 없습니다.", n=name)


def simulcast(one: Showing, other: Showing) -> bool:
    """Whether both are showings of one session that may run at once."""
    return one.session.id == other.session.id and one.session.simulcast


# -- two at a time ------------------------------------------------------------------------------


def in_common(names: Iterable[str], one: Showing, other: Showing) -> int:
    """How many labels of the name the two have in common; of several names, the product."""
    return prod(len(traits(one, name) & traits(other, name)) for name in names)


def sharing(name: str, placements: Iterable[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Every two with a common label of that name, once."""
    groups: dict[str, list[Placement]] = {}
    for placement in placements:
        for label in traits(placement.showing, name):
            groups.setdefault(label, []).append(placement)
    seen: set[tuple[int, int]] = set()
    for label in sorted(groups):
        for one, other in combinations(groups[label], 2):
            pair = (one.showing.index, other.showing.index)
            if pair not in seen:
                seen.add(pair)
                yield one, other


# -- one with all -------------------------------------------------------------------------------


def alike_column(problem: Problem, names: Iterable[str], showing: Showing) -> NDArray[np.int64]:
    """Of every showing, how many labels it has in common with this one; of several names, the product."""
    column = np.ones(len(problem.showings), dtype=np.int64)
    for name in names:
        table = trait_table(problem, name)
        column = column * (table @ table[showing.index])
    return column


def trait_table(problem: Problem, name: str) -> NDArray[np.int64]:
    """Showings x labels of that name: 1 if the showing has the label."""
    return problem.cached(("traits", name), lambda: _table([traits(one, name) for one in problem.showings]))


def _table(values: list[frozenset[str]]) -> NDArray[np.int64]:
    number = {label: n for n, label in enumerate(sorted(frozenset().union(*values)))}
    table = np.zeros((len(values), len(number)), dtype=np.int64)
    for row, labels in enumerate(values):
        table[row, [number[label] for label in labels]] = 1
    return table


# -- listed pairs -------------------------------------------------------------------------------

Side = tuple[str, str]
"""A session or a track, and its id."""


class Listing:
    """What a list of pairs says in one festival.

    Entries that name the same two add up; an id that a session and a track share means the session.
    """

    def __init__(self, problem: Problem, pairs: Pairs) -> None:
        self._problem = problem
        sessions = {session.id for session in problem.festival.sessions}
        self._prices: dict[tuple[Side, Side], int] = {}
        for one, other, *price in pairs:
            key = _key(*(("session" if name in sessions else "track", name) for name in (one, other)))
            self._prices[key] = self._prices.get(key, 0) + (price[0] if price else 1)
        self._entries: dict[Side, list[tuple[int, Side, int]]] = {}
        for number, ((side, opposite), price_) in enumerate(self._prices.items()):
            self._entries.setdefault(side, []).append((number, opposite, price_))
            if side != opposite:
                self._entries.setdefault(opposite, []).append((number, side, price_))
        self._rows: dict[Side, NDArray[np.int64]] = {}

    def price(self, one: Showing, other: Showing) -> int:
        """What the two count: all entries that name them or their tracks, each once."""
        named = {_key(mine, theirs) for mine in sides(one) for theirs in sides(other)}
        return sum(self._prices.get(key, 0) for key in named)

    def column(self, showing: Showing) -> NDArray[np.int64]:
        """Of every showing, what it counts together with this one."""
        size = len(self._problem.showings)
        rows = np.concatenate([self._beside(side) for side in sides(showing)], axis=1)
        # An entry that names both in two ways, such as [a, track of a], counts once.
        _, once = np.unique(rows[0] * size + rows[1], return_index=True)
        column = np.zeros(size, dtype=np.int64)
        np.add.at(column, rows[1, once], rows[2, once])
        return column

    def named(self, showing: Showing) -> frozenset[Side]:
        """Sides of entries that the showing is on."""
        return frozenset(side for side in sides(showing) if side in self._entries)

    def _beside(self, side: Side) -> NDArray[np.int64]:
        """Entry, showing on the other side, and price (rows), for all entries with this side."""
        if side not in self._rows:
            found = [
                (number, index, price)
                for number, opposite, price in self._entries.get(side, ())
                for index in self._members(opposite)
            ]
            self._rows[side] = np.array(found, dtype=np.int64).reshape(-1, 3).T
        return self._rows[side]

    def _members(self, side: Side) -> list[int]:
        which, name = side
        groups = self._problem.by_session if which == "session" else self._problem.by_track
        return [one.index for one in groups.get(name, ())]


def listing_of(problem: Problem, rule: Constraint, pairs: Pairs) -> Listing:
    """What the list of a rule says, worked out once."""
    return problem.cached((rule, "listing"), lambda: Listing(problem, pairs))


def counted_column(
    problem: Problem, rule: Constraint, alike: Iterable[str], pairs: Pairs, showing: Showing
) -> NDArray[np.int64]:
    """Of every showing, what a pair with this one counts: common labels times the price in the list, if any."""
    column = alike_column(problem, alike, showing)
    return column * listing_of(problem, rule, pairs).column(showing) if pairs else column


def sides(showing: Showing) -> tuple[Side, ...]:
    """What a list may call it by: its session, its track."""
    session = ("session", showing.session.id)
    return (session, ("track", showing.track)) if showing.track else (session,)


def _key(one: Side, other: Side) -> tuple[Side, Side]:
    return (one, other) if one <= other else (other, one)
