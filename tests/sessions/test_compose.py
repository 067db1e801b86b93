"""Whole plans out of columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scheduler.sessions.columns import Columns
from scheduler.sessions.compose import composed
from scheduler.sessions.engine import Engine
from scheduler.sessions.plan import plan_of
from scheduler.sessions.start import nothing
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
