"""When showings of several slots fit into so many rooms of a block: what must be true if they do.

Each is a *dual feasible function*: weights of sizes such that whatever fits into one room weighs no
more than so much.  Lueker, "Bin packing with items uniformly distributed over intervals [a, b]", 1983.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial

Weights = dict[int, int]
"""Of each size."""


def packings(slots: int, sizes: list[int]) -> list[tuple[int, Weights]]:
    """What a room holds at the most, and what each size weighs; the first is the slots themselves."""
    return list(_packings(slots, tuple(sizes)))


@lru_cache(maxsize=1000)
def _packings(slots: int, sizes: tuple[int, ...]) -> tuple[tuple[int, Weights], ...]:
    found: dict[tuple[int, ...], int] = {}
    for most, weigh in _functions(slots):
        weights = tuple(weigh(size) for size in sizes)
        key = (most, *weights)
        if any(weights):
            found.setdefault(key, most)
    kept = [(key[0], key[1:]) for key in found]
    first = (slots, sizes)
    useful = [one for one in kept if one != first and not _follows(first, one)]
    return tuple((most, dict(zip(sizes, weights, strict=True))) for most, weights in (first, *useful))


def _follows(known: tuple[int, tuple[int, ...]], other: tuple[int, tuple[int, ...]]) -> bool:
    """Whether no weight of the other is more, measured by what a room holds."""
    return all(b * known[0] <= a * other[0] for a, b in zip(known[1], other[1], strict=True))


def _functions(slots: int) -> Iterator[tuple[int, Callable[[int], int]]]:
    """What a room holds by each measure, and how much a size weighs by it."""
    for least in range(2, slots // 2 + 1):
        yield slots, partial(_all_or_nothing, slots, least)
        # How many pieces of that size would lie in its place.
        yield slots // least, partial(_pieces, least)
    # At most one of more than half.
    yield 1, lambda size: int(2 * size > slots)


def _all_or_nothing(slots: int, least: int, size: int) -> int:
    """Small ones weigh nothing, those that leave room for no other but small ones weigh all of it."""
    if size > slots - least:
        return slots
    return size if size >= least else 0


def _pieces(least: int, size: int) -> int:
    return size // least
