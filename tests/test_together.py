"""Titles that look for places together: what is promised is what the verifier says."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from scheduler.constraint import placement_at
from scheduler.construct import construct
from scheduler.timetable import Timetable
from scheduler.together import aims, in_cell, laid_by_titles, title_of, titles_of
from scheduler.verify import verify
from tests.benchmarks.support import first, problem


def test_every_showing_is_of_one_title() -> None:
    festival = problem("metropolis")
    each = [cells.showing.index for family in titles_of(festival) for title in family.titles for cells in title.cells]
    assert sorted(each) == list(range(len(festival.showings)))


def test_what_is_placed_in_blocks_has_no_title() -> None:
    festival = problem("summit")
    assert {title_of(festival, one) for one in festival.showings if one.in_blocks} == {None}


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_pushed_aside_unless_it_may_be(seed: int) -> None:
    festival, timetable, noise = problem("metropolis"), first("metropolis"), np.random.default_rng(seed)
    showing = Random(seed).choice(festival.showings)
    title = title_of(festival, showing)
    assert title is not None
    own = [cells.showing for cells in title.cells]
    others = timetable.without(own)
    found = aims(festival, title, others, noise)
    assert sorted(one.index for one, _, _ in found) == sorted(one.index for one in own)
    placed = others.moved({one.index: placement_at(festival, one, room, at) for one, room, at in found})
    clashes = [v for v in verify(festival, placed).violations if v.rule == "room_free"]
    assert not any(p.showing in own for violation in clashes for p in violation.placements)


def test_an_aim_costs_no_more_than_where_the_title_is() -> None:
    """Between many titles, put where they want to be, the penalty falls far more often than it rises."""
    festival, timetable, noise = problem("metropolis"), first("metropolis"), np.random.default_rng(0)
    gains = []
    for family in titles_of(festival)[5:45]:
        for title in family.titles:
            own = [cells.showing for cells in title.cells]
            found = aims(festival, title, timetable.without(own), noise)
            moved = timetable.moved({one.index: placement_at(festival, one, room, at) for one, room, at in found})
            report, before = verify(festival, moved), verify(festival, timetable)
            if found and report.valid and before.valid:
                gains.append(before.by_tier[0] - report.by_tier[0])
    assert sum(gain > 0 for gain in gains) > 3 * sum(gain < 0 for gain in gains)
    assert sum(gains) > 0


def test_a_start_keeps_what_it_is_given_and_breaks_no_must_among_what_it_places() -> None:
    festival = problem("metropolis")
    given = construct(festival, seed=1, quick=True)
    few = Timetable(festival, {index: given.placements[index] for index in sorted(given.placements)[::40]})
    made = laid_by_titles(festival, few, np.random.default_rng(0))
    assert all(made.placements[index] == placement for index, placement in few.placements.items())
    assert len(made) > 0.8 * len(festival.showings)
    broken = [v for v in verify(festival, made).violations if v.rule == "room_free"]
    assert broken == []


def test_it_stops_when_told() -> None:
    festival = problem("metropolis")
    assert len(laid_by_titles(festival, Timetable(festival, {}), np.random.default_rng(0), goes_on=lambda: False)) == 0


def test_a_cell_is_a_room_on_a_day() -> None:
    showing = problem("metropolis").showings[7]
    places = in_cell(showing, 2, 100)
    assert set(np.flatnonzero(places.any(axis=1)).tolist()) == {2}
    assert set(showing.positions.days[places[2]].tolist()) == {int(showing.positions.days[100])}
