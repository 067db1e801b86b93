"""Which placements to choose so that as much as possible is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler import coverage as module
from scheduler.coverage import coverage
from scheduler.timetable import Placement
from tests.constraints.support import placed, problem_of

if TYPE_CHECKING:
    import pytest

SESSIONS = [{"id": name, "duration": 30} for name in "abcd"]


def placements() -> list[Placement]:
    problem = problem_of({"rooms": [{"id": "hall"}], "sessions": SESSIONS})
    timetable = placed(problem, {f"{name}#1": ("hall", f"{10 + number}:00") for number, name in enumerate("abcd")})
    return list(timetable)


def names(chosen: list[Placement]) -> str:
    return "".join(one.showing.session.id for one in chosen)


def not_together(*pairs: str) -> module.Fits:
    return lambda one, chosen: all(
        {one.showing.session.id, other.showing.session.id} not in [set(pair) for pair in pairs] for other in chosen
    )


def test_what_is_taken_first_gives_way_where_more_is_covered_so() -> None:
    a, b, c, d = placements()

    # a excludes c and d, so the second and third thing could not be covered after it.
    assert names(coverage([[a, b], [c], [d]], not_together("ac", "ad"))) == "bcd"


def test_one_placement_may_cover_several() -> None:
    a, b, _, _ = placements()

    assert names(coverage([[a], [a, b]], not_together("ab"))) == "a"


def test_as_little_as_possible_is_left_out() -> None:
    a, b, c, d = placements()

    assert names(coverage([[a], [b], [c], [d]], not_together("ab", "ac", "ad"))) == "bcd"


def test_beyond_the_limit_the_first_that_fits_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS", 1)
    a, b, c, d = placements()

    assert names(coverage([[a, b], [c], [d]], not_together("ac", "ad"))) == "a"
