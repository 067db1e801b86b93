"""What is solved by Timefold too, as far as it can be said without Timefold."""

from __future__ import annotations

from scheduler.compile import compile_festival
from tests.benchmarks.support import problem
from tests.laboratory.rival import known


def test_a_rule_is_known_as_it_is_or_taken_out_for_both() -> None:
    summit = problem("summit")

    common = compile_festival(known(summit.festival))

    said = [str(rule.describe()) for rule in summit.rules]
    left_out = [
        rule.kind for rule in summit.rules if str(rule.describe()) not in {str(r.describe()) for r in common.rules}
    ]
    assert [one.key for one in common.showings] == [one.key for one in summit.showings]
    assert [str(rule.describe()) for rule in common.rules if str(rule.describe()) not in said] == []
    assert left_out == [
        "chairs_in_one_place",
        "order_in_track",
        "person_load",
        "interests_apart",
        "session_before",
        "same_day",
        "bigger_room_for_bigger_audience",
    ]
