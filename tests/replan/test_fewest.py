"""The fewest people told, held against every timetable that there is."""

from __future__ import annotations

from functools import cache
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest

from scheduler.constraint import placement_at
from scheduler.replan import Announcement, told
from scheduler.replan.fewest import fewest
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.replan.support import DAY, changed, compiled, festival, film, window

HOURS = ("10:00", "11:00", "12:00", "13:00")


@cache
def _by_lot(seed: int) -> Announcement:
    """Four films of up to three guests, announced by lot; then a hall is lost, guests leave, films grow longer."""
    random = Random(seed)
    people = [{"id": name} for name in ("ann", "bob", "cho")]
    sessions = [film(name, *random.sample(("ann", "bob", "cho"), random.randrange(3))) for name in ("p", "q", "r", "s")]
    places = random.sample(list(product("ab", HOURS)), 4)
    before = festival(people=people, sessions=sessions, rules=[{"kind": "person_in_one_place"}])
    announced = dict(zip(("p#1", "q#1", "r#1", "s#1"), places, strict=True))
    rules: list[dict[str, Any]] = [{"kind": "person_in_one_place"}, {"kind": "person_available"}]
    rules.append({"kind": "not_parallel", "select": {"sessions": ["p", "q"]}})
    changes: dict[str, Any] = {"rules": rules}
    if random.random() < 0.6:
        low = random.choice((10, 12))
        changes["rooms"] = [{"id": "a", "open": [window(low, low + 2)]}, {"id": "b"}]
    if random.random() < 0.6:
        low = random.choice((10, 11, 12))
        changes["people"] = [{"id": "ann", "available": [window(low, low + 2)]}, *people[1:]]
    if random.random() < 0.4:
        changes["sessions"] = [{**sessions[0], "duration": 90}, *sessions[1:]]
    return changed(before, announced, changes)


@cache
def _fewest_of_all(seed: int) -> int | None:
    """Notices of the best of all valid timetables; None if none is valid."""
    announcement = _by_lot(seed)
    problem, counts = announcement.problem, []
    places = [
        [placement_at(problem, one, *cell) for cell in np.argwhere(one.legal).tolist()] for one in problem.showings
    ]
    for chosen in product(*places):
        timetable = Timetable(problem, {one.showing.index: one for one in chosen})
        if verify(problem, timetable).valid:
            counts.append(told(announcement, timetable).count)
    return min(counts, default=None)


@pytest.mark.parametrize("seed", range(12))
def test_nobody_could_tell_fewer(seed: int) -> None:
    announcement = _by_lot(seed)

    found = fewest(announcement, 60.0)

    truth = _fewest_of_all(seed)
    assert found.infeasible == (truth is None)
    if truth is not None:
        assert found.report.valid
        assert (found.told.count, found.bound, found.proven) == (truth, truth, True)


def test_what_was_made_by_lot_asks_for_something() -> None:
    counts = [_fewest_of_all(seed) for seed in range(12)]

    assert len({count for count in counts if count}) > 2


def test_time_before_room() -> None:
    document = festival(sessions=[film("one"), film("two")])
    found = fewest(changed(document, {"one#1": ("a", "10:00"), "two#1": ("b", "11:00")}, {"rooms": [{"id": "a", "open": [window(12, 14)]}, {"id": "b"}]}), 10.0)  # fmt: skip

    one = found.report.problem.showings[0]
    placement = found.report.timetable.placements[one.index]
    assert (placement.room, placement.start) == (1, 600)
    assert found.told.other_time == 0


def test_of_equals_the_one_that_costs_least() -> None:
    document = festival(sessions=[film("one", audience=50)])
    rooms = [
        {"id": "a", "open": [window(10, 11)], "capacity": 50},
        {"id": "b", "capacity": 10},
        {"id": "c", "capacity": 50},
    ]
    changes = {
        "rooms": rooms,
        "sessions": [film("one", audience=50, windows=[window(11, 14)])],
        "rules": [{"kind": "room_fits_audience", "weight": 1}],
    }

    found = fewest(changed(document, {"one#1": ("a", "10:00")}, changes), 10.0)

    assert [one.room for one in found.report.timetable] == [2]
    assert found.report.penalty == 0


def test_of_equals_the_nearest_in_time() -> None:
    document = festival(sessions=[film("one")])
    document["days"] = [{"date": day, "open": "10:00", "close": "14:00"} for day in (DAY, "2024-10-26")]
    changes = {"rooms": [{"id": "a", "open": [window(12, 14), {"from": "2024-10-26T10:00", "to": "2024-10-26T14:00"}]}]}

    found = fewest(changed(document, {"one#1": ("a", "10:00")}, changes), 10.0)

    assert [one.start for one in found.report.timetable] == [12 * 60]
    assert (found.told.other_time, found.told.other_day) == (1, 0)


def test_what_is_sold_stays_and_the_other_goes() -> None:
    sessions = [film("one", "ann"), film("two", "ann", "bob", sold=5)]
    document = festival(people=[{"id": "ann"}, {"id": "bob"}], sessions=sessions)
    places = {"one#1": ("a", "10:00"), "two#1": ("b", "10:00")}

    found = fewest(changed(document, places, {"rules": [{"kind": "person_in_one_place"}]}), 10.0)

    assert [one.key for one in found.told.moved] == ["one#1"]
    assert found.proven


def test_a_new_showing_tells_nobody() -> None:
    document = festival(sessions=[film("one")])

    found = fewest(changed(document, {"one#1": ("a", "10:00")}, {"sessions": [film("one"), film("two")]}), 10.0)

    assert found.report.valid
    assert (found.told.count, found.proven) == (0, True)


def test_a_proof_that_nothing_helps() -> None:
    document = festival(sessions=[film("one")])

    found = fewest(
        changed(document, {"one#1": ("a", "10:00")}, {"sessions": [film("one", windows=[window(8, 9)])]}), 10.0
    )

    assert found.infeasible
    assert len(found.report.timetable) == 0


def test_with_blocks_another_slot_is_another_time() -> None:
    blocks = [{"id": "am", "from": f"{DAY}T10:00", "to": f"{DAY}T12:00", "slots": 2}]
    document = festival(
        blocks=blocks,
        people=[{"id": "ann"}],
        sessions=[{"id": "p", "slots": 1}, {"id": "q", "slots": 1, "people": ["ann"]}],
    )
    document["rooms"] = [{"id": "a"}]

    found = fewest(changed(document, {"p#1": ("a", "am/1"), "q#1": ("a", "am/2")}, {"people": [{"id": "ann", "available": [window(10, 11)]}], "rules": [{"kind": "person_available"}]}), 10.0)  # fmt: skip

    assert {p.showing.key: p.slot for p in found.report.timetable} == {"p#1": 1, "q#1": 0}
    assert (found.told.count, found.told.other_time, found.proven) == (3, 2, True)


def test_the_same_document_changes_nothing() -> None:
    document = festival(sessions=[film("one")])

    found = fewest(changed(document, {"one#1": ("a", "10:00")}, {}), 10.0)

    assert compiled(document).revision == found.report.problem.revision
    assert (found.told.count, found.proven) == (0, True)
