"""Whole plans out of columns."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from scheduler.result import listed
from scheduler.sessions.columns import Columns
from scheduler.sessions.compose import composed, refined
from scheduler.sessions.engine import Engine
from scheduler.sessions.plan import plan_of
from scheduler.sessions.start import nothing
from scheduler.sessions.telling import told
from scheduler.verify import verify
from tests.sessions.programme import programme


def _columns(seed: int) -> Columns:
    engine = Engine(programme(seed), seed, lambda: False)
    assert engine.begin(by_plans=False)
    assert engine.search is not None
    columns = Columns(engine.search.layout, engine.search.plan)
    for _ in range(4):
        columns.round()
    return columns


@pytest.mark.parametrize("seed", range(3))
def test_what_is_composed_is_complete_and_valid_and_of_the_columns(seed: int) -> None:
    columns = _columns(seed)
    layout = columns.layout

    made = composed(layout, columns.kept, columns.rooms, 4.0, lambda: False)

    assert made is not None
    assert verify(layout.problem, made).valid
    counts = plan_of(layout, made).counts
    for track, sorts in enumerate(layout.sorts_of):
        mine = [sort.number for sort in sorts]
        assert any((one.plan.counts[mine] == counts[mine]).all() for one in columns.kept if one.track == track)


def test_the_cheaper_of_two_columns_is_chosen() -> None:
    columns = _columns(0)
    known = columns.kept[: len(columns.tracks)]
    # Who takes this one lies nowhere.
    dear = [replace(one, loss=one.loss + 1_000, plan=nothing(columns.layout)) for one in known]

    made = composed(columns.layout, [*dear, *known], columns.rooms, 4.0, lambda: False)

    assert made is not None
    assert len(made) == len(columns.layout.problem.showings)


def test_without_room_for_all_there_is_nothing() -> None:
    columns = _columns(0)

    assert composed(columns.layout, columns.kept, 0 * columns.rooms, 1.0, lambda: False) is None


@pytest.mark.parametrize("seed", range(2))
def test_what_tracks_do_to_each_other_is_minded_when_columns_are_refined(seed: int) -> None:
    columns = _columns(seed)
    layout = columns.layout
    quick = composed(layout, columns.kept, columns.rooms, 4.0, lambda: False)
    assert quick is not None
    before = sum(listed(verify(layout.problem, quick).penalty))

    # Not what the first says is all that there is, but what it may cost at the most.
    made = refined(told(layout), columns.promising(before + 1), columns.types, before + 1, 6.0, lambda: False)

    assert made is not None
    report = verify(layout.problem, made)
    assert report.valid
    assert sum(listed(report.penalty)) <= before
    assert refined(told(layout), columns.kept, columns.types, columns.bound, 6.0, lambda: False) is None


def test_varied_rents_bring_new_columns_that_lose_what_they_say() -> None:
    columns = _columns(0)
    bound, before = columns.bound, len(columns.kept)

    columns.vary(np.random.default_rng(0), inf)

    assert columns.bound == bound
    assert len(columns.kept) > before
    assert all(columns.tracks[one.track].loss(one.plan) == one.loss for one in columns.kept[before:])
