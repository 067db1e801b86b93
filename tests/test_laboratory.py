"""The laboratory's picture, and what it leaves out."""

from __future__ import annotations

from scheduler import neighbours, ruin
from tests.benchmarks.support import problem
from tests.curves import drawn
from tests.laboratory import leaving_out


def test_a_curve_goes_down_in_steps_to_the_end_of_the_picture() -> None:
    picture = drawn(
        [("metropolis", 0, [(1.0, 1000), (10.0, 100)]), ("summit <2>", 0, [(1.0, [1000, 7]), (10.0, [100, 3])])]
    )

    # From one second (70) to ten (530), from 100 points (375) to 1,000 (20).
    line = 'd="M70.0 20.0 H530.0 V375.0 H530" fill="none"'
    assert picture.count(line) == 2
    assert "summit &lt;2&gt;" in picture
    assert [f">{one}</text>" in picture for one in ("1", "2", "5", "10", "1,000", "20")] == [True] * 5 + [False]


def test_runs_without_a_valid_timetable_are_not_drawn() -> None:
    assert "<path" not in drawn([("too-full", 0, [])])


def test_ways_are_left_out_for_as_long_as_that_is_wanted() -> None:
    metropolis = problem("metropolis")
    every, share = neighbours.arms_of(metropolis), ruin.TOGETHER

    with leaving_out(("rings", "together")):
        assert (set(every) - set(neighbours.arms_of(metropolis)), ruin.TOGETHER) == ({"rings"}, 0.0)
    with leaving_out(("models",)):
        assert neighbours.arms_of(metropolis) == ("ruin", "rings")

    assert (neighbours.arms_of(metropolis), ruin.TOGETHER) == (every, share)
