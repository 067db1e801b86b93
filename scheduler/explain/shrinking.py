"""Shrinking what is impossible to a smallest set that still is: QuickXplain (Junker, AAAI 2004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

Question = Callable[[list[T]], bool]
"""Whether some elements are proven impossible together."""


def smallest(elements: Sequence[T], impossible: Question[T]) -> list[T]:
    """A smallest set of elements that is impossible; those that stand first are kept rather than later ones.

    All together must be impossible.  Smallest means that without any one of them the others are not
    proven impossible any more.  Size: O(k log(n / k)) questions for k kept out of n.
    """

    def kept(background: list[T], fresh: bool, rest: list[T]) -> list[T]:
        if fresh and impossible(background):
            return []
        if len(rest) == 1:
            return rest
        half = (len(rest) + 1) // 2
        first, second = rest[:half], rest[half:]
        late = kept([*background, *first], bool(first), second)
        early = kept([*background, *late], bool(late), first)
        return early + late

    return kept([], False, list(elements)) if elements else []
