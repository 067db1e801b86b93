"""What is promised is what the verifier says once it is done, on any festival and any timetable."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.suggest import chains, places, swaps
from tests.benchmarks.support import first, problem
from tests.suggest.support import any_festival, broken_promises


@pytest.mark.parametrize("arena", ["festival", "conference"])
@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_every_promise_is_kept_in_any_festival(arena: str, seed: int) -> None:
    small, timetable = any_festival(arena, seed)
    random = Random(seed)

    for showing in random.sample(small.showings, 3):
        found = places(small, timetable, showing)
        made = [found.at(cell) for cell in random.sample(found.cells, min(3, len(found)))]
        made += [*found.best(3), *swaps(small, timetable, showing), *chains(small, timetable, showing)]
        assert [broken_promises(one) for one in made] == [{}] * len(made)


@pytest.mark.parametrize(
    ("name", "showings"), [("kaiff-2024", 10), ("summit", 4), ("metropolis", 3)], ids=["kaiff", "summit", "metropolis"]
)
def test_every_promise_is_kept_in_a_sample_festival(name: str, showings: int) -> None:
    sample, timetable = problem(name), first(name)
    random = Random(1)

    made = []
    for showing in random.sample(sample.showings, showings):
        found = places(sample, timetable, showing)
        made += [found.at(cell) for cell in random.sample(found.cells, min(3, len(found)))]
        made += swaps(sample, timetable, showing, 2, tries=6)
        made += chains(sample, timetable, showing, 2)

    assert len(made) > showings
    assert [broken_promises(one) for one in made] == [{}] * len(made)


def test_all_that_may_be_done_breaks_no_must_more_than_before() -> None:
    small, timetable = any_festival("festival", 3)

    for showing in small.showings:
        for one in [*places(small, timetable, showing).best(50), *swaps(small, timetable, showing)]:
            assert not one.breaks
