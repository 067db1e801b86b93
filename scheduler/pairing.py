"""Which two showings a rule is about, and what such a pair counts: ``alike`` and ``pairs`` of several kinds.

Everything is said twice: by sets, two showings at a time, for the verifier; and as columns over all
showings, for the model.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from pydantic import BeforeValidator, Field

from scheduler.fields import Ref

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Alike = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""Names of labels; one may stand without brackets."""

ALIKE = "Names of labels: only pairs with common ones count, times their number (of several, the product)."
"""What organisers read about ``alike``."""

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


# -- two at a time ------------------------------------------------------------------------------


def in_common(names: Iterable[str], one: Showing, other: Showing) -> int:
    """How many labels of the name the two have in common; of several names, the product."""
    return prod(len(traits(one, name) & traits(other, name)) for name in names)


def listed_price(problem: Problem, pairs: Pairs, one: Showing, other: Showing) -> int:
    """What the pair counts in the list: all entries together that name the two, or their tracks."""
    prices = problem.cached(("pair prices", id(pairs)), lambda: _prices(problem, pairs))
    found = {_key(a, b) for a in _groups(one) for b in _groups(other)}
    return sum(prices.get(key, 0) for key in found)


def simulcast(one: Showing, other: Showing) -> bool:
    """Whether both are showings of one session that may run at once."""
    return one.session.id == other.session.id and one.session.simulcast


Group = tuple[str, str]


def _groups(showing: Showing) -> tuple[Group, ...]:
    session = ("session", showing.session.id)
    return (session, ("track", showing.track)) if showing.track else (session,)


def _key(one: Group, other: Group) -> tuple[Group, Group]:
    return (one, other) if one <= other else (other, one)


def _entries(problem: Problem, pairs: Pairs) -> Iterable[tuple[Group, Group, int]]:
    """Both sides and price of each entry; an id that a session and a track share means the session."""
    sessions = problem.by_session
    for one, other, *price in pairs:
        sides = (("session" if name in sessions else "track", name) for name in (one, other))
        yield (*sides, price[0] if price else 1)  # type: ignore[misc]  # two sides


def _prices(problem: Problem, pairs: Pairs) -> dict[tuple[Group, Group], int]:
    prices: dict[tuple[Group, Group], int] = {}
    for one, other, price in _entries(problem, pairs):
        prices[_key(one, other)] = prices.get(_key(one, other), 0) + price
    return prices


# -- one with all -------------------------------------------------------------------------------


def alike_column(problem: Problem, names: Iterable[str], showing: Showing) -> NDArray[np.int64]:
    """Of every showing, how many labels it has in common with this one; of several names, the product."""
    column = np.ones(len(problem.showings), dtype=np.int64)
    for name in names:
        table = problem.cached(("traits", name), lambda name=name: _table(problem, name))  # type: ignore[misc]  # bound
        column = column * (table @ table[showing.index])
    return column


def _table(problem: Problem, name: str) -> NDArray[np.int64]:
    """Showings x labels: 1 if the showing has the label."""
    values = [traits(one, name) for one in problem.showings]
    number = {label: n for n, label in enumerate(sorted(frozenset().union(*values)))}
    table = np.zeros((len(values), len(number)), dtype=np.int64)
    for row, labels in enumerate(values):
        table[row, [number[label] for label in labels]] = 1
    return table


def listed_column(problem: Problem, pairs: Pairs, showing: Showing) -> NDArray[np.int64]:
    """Of every showing, what a pair with this one counts in the list."""
    beside = problem.cached(("pairs beside", id(pairs)), lambda: _beside(problem, pairs))
    column = np.zeros(len(problem.showings), dtype=np.int64)
    counted: dict[tuple[Group, Group], NDArray[np.bool_]] = {}
    for mine in _groups(showing):
        for theirs, price, members in beside.get(mine, ()):
            done = counted.setdefault(_key(mine, theirs), np.zeros(len(column), dtype=bool))
            fresh = members[~done[members]]
            column[fresh] += price
            done[fresh] = True
    return column


Beside = dict[Group, list[tuple[Group, int, "NDArray[np.int64]"]]]


def _beside(problem: Problem, pairs: Pairs) -> Beside:
    """Of each side of an entry the other sides, with the price of all such entries and who is there."""
    found: Beside = {}
    for (one, other), price in _prices(problem, pairs).items():
        found.setdefault(one, []).append((other, price, _members(problem, other)))
        if one != other:
            found.setdefault(other, []).append((one, price, _members(problem, one)))
    return found


def _members(problem: Problem, group: Group) -> NDArray[np.int64]:
    which, name = group
    showings = (problem.by_session if which == "session" else problem.by_track).get(name, ())
    return np.array([one.index for one in showings], dtype=np.int64)
