"""Shrinking what is impossible to a smallest set that still is: QuickXplain (Junker, AAAI 2004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from scheduler.explain.watch import Stopped

T = TypeVar("T")

Question = Callable[[list[T]], bool]
"""Whether some elements are proven impossible together."""


class Shrunk(list[T]):
    """What is left of some elements; ``finished`` unless time was over before each was tried."""

    finished = True


def smallest(elements: Sequence[T], impossible: Question[T]) -> Shrunk[T]:
    """A smallest set of elements that is impossible; those that stand first are kept rather than later ones.

    All together must be impossible.  Smallest means that without any one of them the others are not
    proven impossible any more.  If ``impossible`` raises ``Stopped``, the fewest known so far come back.
    Size: O(k log(n / k)) questions for k kept out of n.
    """
    best = Shrunk(elements)

    def still(those: list[T]) -> bool:
        if not impossible(those):
            return False
        best[:] = those if len(those) < len(best) else best
        return True

    def kept(background: list[T], fresh: bool, rest: list[T]) -> list[T]:
        if fresh and still(background):
            return []
        if len(rest) == 1:
            return rest
        half = (len(rest) + 1) // 2
        first, second = rest[:half], rest[half:]
        late = kept([*background, *first], bool(first), second)
        early = kept([*background, *late], bool(late), first)
        return early + late

    try:
        best[:] = kept([], False, list(elements)) if elements else []
    except Stopped:
        best.finished = False
    return best
