"""Most of a first timetable at once, and a start that keeps its time."""

from __future__ import annotations

from unittest.mock import Mock

import numpy as np
import pytest

from scheduler.construct import _run, construct
from scheduler.sketch import sketched
from scheduler.timetable import Placement, Timetable
from scheduler.verify import verify
from tests.benchmarks.support import problem
from tests.constraints.support import problem_of


def nobody_asks(*_: object) -> Placement | None:
    raise AssertionError("no rule is to be asked")


SESSIONS = [
    {"id": "one", "duration": 60, "people": [{"id": "ann"}]},
    {"id": "two", "duration": 60, "people": [{"id": "ann"}]},
    {"id": "talk", "duration": 60, "optional": True, "value": 5},
]


def test_a_sketch_keeps_people_apart_and_leaves_what_is_optional_to_others() -> None:
    small = problem_of({"rooms": [{"id": "a"}, {"id": "b"}], "people": [{"id": "ann"}], "sessions": SESSIONS})

    made = sketched(small, small.showings, Timetable(small, {}), np.random.default_rng(0), set(), nobody_asks)

    one, two = (made.of(small.by_key[name, 1]) for name in ("one", "two"))
    assert one is not None
    assert two is not None
    assert (one.start, two.start) == (9 * 60, 10 * 60 + 20)
    assert len(made) == 2


def test_of_showings_that_a_must_forbids_together_the_first_stays() -> None:
    rule = {"kind": "nothing_beside", "select": {"sessions": ["one"]}}
    sessions = [{"id": "one", "duration": 60, "rooms": ["a"]}, {"id": "two", "duration": 60, "rooms": ["b"]}]
    small = problem_of({"rooms": [{"id": "a"}, {"id": "b"}], "sessions": sessions}, rule)

    made = sketched(small, small.showings, Timetable(small, {}), np.random.default_rng(0), set(), nobody_asks)

    assert [placement.showing.session.id for placement in made] == ["one"]


def test_for_some_the_rules_are_asked_at_once() -> None:
    small = problem_of(
        {"rooms": [{"id": "a"}], "sessions": [{"id": "one", "duration": 60}, {"id": "two", "duration": 60}]}
    )
    last = Placement(small.by_key["two", 1], room=0, start=20 * 60, end=21 * 60, day=0)

    made = sketched(small, small.showings, Timetable(small, {}), np.random.default_rng(0), {1}, lambda *_: last)

    assert [(p.showing.session.id, p.start) for p in made] == [("one", 9 * 60), ("two", 20 * 60)]


@pytest.mark.parametrize("seed", [0, 3])
def test_a_quick_start_places_all_and_breaks_no_must(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once: with the first seed, a film has to make way for its other showing where rules, not rooms, forbid."""
    metropolis, turns = problem("metropolis"), Mock(side_effect=_run)
    monkeypatch.setattr("scheduler.construct._run", turns)

    assert verify(metropolis, construct(metropolis, seed=seed, quick=True)).valid
    assert turns.call_count == 1


def test_a_start_without_time_places_as_many_as_one_with_time() -> None:
    kaiff = problem("kaiff-2024")

    late, usual = construct(kaiff, seed=0, seconds=0), construct(kaiff, seed=0)

    assert len(late) >= len(usual) - 2
    assert [one for one in verify(kaiff, late).broken if one.rule != "placed"] == []
