"""QuickXplain on sets of numbers: what it keeps is impossible, and nothing of it can go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scheduler.explain.shrinking import smallest
from scheduler.explain.watch import Stopped

SETS = st.lists(st.frozensets(st.integers(0, 14), min_size=1, max_size=5), min_size=1, max_size=4)


@given(SETS)
def test_what_is_kept_is_impossible_and_smallest(conflicts: list[frozenset[int]]) -> None:
    def impossible(those: list[int]) -> bool:
        return any(conflict <= set(those) for conflict in conflicts)

    kept = smallest(range(15), impossible)

    assert impossible(kept)
    assert [one for one in kept if impossible([other for other in kept if other != one])] == []


def test_what_stands_first_is_kept() -> None:
    def impossible(those: list[str]) -> bool:
        return "pin" in those and ("stay" in those or "hours" in those)

    assert smallest(["pin", "stay", "hours"], impossible) == ["pin", "stay"]


def test_nothing_is_kept_of_nothing() -> None:
    assert smallest([], lambda _: True) == []


def test_questions_are_few() -> None:
    asked = 0

    def impossible(those: list[int]) -> bool:
        nonlocal asked
        asked += 1
        return {3, 200} <= set(those)

    assert smallest(range(256), impossible) == [3, 200]
    assert asked < 45


def test_when_time_is_over_the_fewest_known_are_kept() -> None:
    asked = 0

    def impossible(those: list[int]) -> bool:
        nonlocal asked
        asked += 1
        if asked > 3:
            raise Stopped
        return {3, 200} <= set(those)

    found = smallest(range(256), impossible)

    assert (found.finished, {3, 200} <= set(found)) == (False, True)
    assert smallest([1, 2], lambda those: 1 in those).finished
