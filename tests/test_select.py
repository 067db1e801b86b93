"""The selector language: for a whole festival at once, and for one placement."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.select import Select
from tests.constraints.arena import FESTIVAL
from tests.constraints.support import problem_of

CONDITIONS: list[dict[str, Any]] = [
    {},
    {"types": ["talk", "panel"]},
    {"tags": ["gala"], "showings": [1]},
    {"labels": {"theme": ["ai"]}, "tracks": ["comp"]},
    {"categories": ["narrative"], "ratings": ["18"]},
    {"people": ["cho"], "roles": ["director"]},
    {"rooms": ["n1", "s1"], "days": ["2024-10-26"]},
    {"venues": ["north"], "films": ["mira", "otto"]},
    {"not": {"sessions": ["awards"]}},
    {"not": {"rooms": ["n1"], "types": ["talk"]}},
    {"types": ["screening", "talk"], "not": {"rooms": ["n1"], "not": {"days": ["2024-10-25"]}}},
    {"rooms": ["n1"], "not": {"venues": ["north"]}},
    {"sessions": ["mira"], "not": {"films": ["mira"]}},
]


@pytest.mark.parametrize("conditions", CONDITIONS, ids=str)
def test_a_selection_says_of_each_place_what_the_selector_says_of_a_placement(conditions: dict[str, Any]) -> None:
    problem = problem_of(FESTIVAL)
    select = Select.model_validate(conditions)

    found = problem.selection(select)

    places = [(one, room.index, day) for one in problem.showings for room in problem.rooms for day in range(2)]
    wanted = {(one.index, room, day) for one, room, day in places if select.selects(problem, one, room, day)}
    assert {
        (index, room, day) for index, grid in found.items() for room, day in zip(*grid.nonzero(), strict=True)
    } == wanted
    assert set(found) == {index for index, _, _ in wanted}


@pytest.mark.parametrize(
    ("conditions", "sessions"),
    [
        ({"films": ["otto"]}, ["shorts"]),
        ({"films": ["mira", "piet"]}, ["mira", "shorts"]),
        ({"categories": ["documentary"]}, ["shorts"]),
        ({"ratings": ["18"]}, ["mira"]),
        ({"tracks": ["comp"], "not": {"films": ["mira"]}}, ["shorts"]),
    ],
    ids=str,
)
def test_sessions_are_selected_by_any_of_their_films(conditions: dict[str, Any], sessions: list[str]) -> None:
    problem = problem_of(FESTIVAL)

    found = problem.selected(Select.model_validate(conditions))

    assert sorted({one.session.id for one in found}) == sessions
