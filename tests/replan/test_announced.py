"""What was announced, out of the document or of the timetable in force."""

from __future__ import annotations

import pytest

from scheduler.answer import Answer
from scheduler.faults import FestivalError
from scheduler.replan import Told, announcement, told
from scheduler.timetable import Assignment
from tests.replan.support import DAY, changed, compiled, festival, film, in_force

PEOPLE = [{"id": "ann"}, {"id": "bob"}, {"id": "cho"}]
PLACES = {"one#1": ("a", "10:00"), "two#1": ("b", "11:00")}
BOTH = festival(people=PEOPLE, sessions=[film("one", "ann"), film("two", "bob")])


def _told(problem_of_two: object = None, **changes: object) -> dict[str, tuple[list[str], bool]]:
    found = changed(BOTH, PLACES, dict(changes))
    return {one.showing.key: (sorted(one.told), one.frozen) for one in found.showings.values()}


def test_without_a_list_everybody_in_the_timetable_was_told() -> None:
    assert _told() == {"one#1": (["ann"], False), "two#1": (["bob"], False)}


def test_of_what_is_published_those_named_were_told() -> None:
    published = [{"session": "one", "room": "b", "start": f"{DAY}T12:00", "told": ["cho"], "begun": True}]

    assert _told(published=published) == {"one#1": (["cho"], True)}


def test_if_nobody_is_named_everybody_on_stage_was_told() -> None:
    assert _told(published=[{"session": "one", "room": "b", "start": f"{DAY}T12:00"}]) == {"one#1": (["ann"], False)}


def test_what_is_sold_stays() -> None:
    sessions = [film("one", "ann", sold=3), film("two", showings=[{"label": 1, "sold": 1}])]

    assert {key: frozen for key, (_, frozen) in _told(sessions=sessions).items()} == {"one#1": True, "two#1": True}


def test_what_has_begun_stays() -> None:
    problem = compiled(BOTH)

    found = announcement(problem, in_force(BOTH, PLACES), now=10 * 60 + 30)

    assert {one.showing.key: one.frozen for one in found.showings.values()} == {"one#1": True, "two#1": False}


def test_the_document_is_believed_before_the_timetable() -> None:
    found = changed(BOTH, PLACES, {"published": [{"session": "one", "room": "b", "start": f"{DAY}T12:00"}]})

    one, two = found.problem.showings
    assert [(p.room, p.start) for s in (one, two) if (p := found.timetable.of(s))] == [(1, 720), (1, 660)]


def test_what_is_cancelled_is_noted() -> None:
    found = changed(BOTH, PLACES, {"sessions": [film("one", status="cancelled"), film("two")]})

    assert found.gone == ["one#1"]
    assert [one.showing.key for one in found.showings.values()] == ["two#1"]


def test_in_a_hall_that_is_no_more_nothing_can_stay() -> None:
    found = changed(BOTH, PLACES, {"rooms": [{"id": "b"}]})

    assert [(one.showing.key, one.placement is None) for one in found.showings.values()] == [
        ("one#1", True),
        ("two#1", False),
    ]


def test_a_longer_film_keeps_its_start() -> None:
    found = changed(BOTH, PLACES, {"sessions": [film("one", duration=80) | {"duration": 80}, film("two")]})

    (one, _) = found.showings.values()
    assert one.placement is not None
    assert (one.placement.start, one.placement.end) == (600, 680)


def test_a_timetable_of_another_festival_is_refused() -> None:
    with pytest.raises(FestivalError, match="this is a timetable of 'other', not of 'example'"):
        announcement(compiled(BOTH), in_force(BOTH, PLACES).model_copy(update={"festival": "other"}))


def test_a_timetable_of_nothing_that_there_is_is_refused() -> None:
    other = festival(sessions=[film("three")])

    with pytest.raises(FestivalError, match="none of these showings is one of this festival"):
        announcement(compiled(BOTH), in_force(other, {"three#1": ("a", "10:00")}))


def test_before_anything_was_announced_nobody_has_to_be_told() -> None:
    found = announcement(compiled(BOTH), Answer(festival="example"))

    assert told(found, found.timetable) == Told((), (), 0)


def test_a_notice_goes_to_the_public_of_each_and_to_each_person_once() -> None:
    document = festival(people=PEOPLE, sessions=[film("one", "ann"), film("two", "ann", "bob"), film("three", "cho")])
    places = {"one#1": ("a", "10:00"), "two#1": ("a", "11:00"), "three#1": ("a", "12:00")}
    found = changed(document, places, {})
    one, two, _ = found.problem.showings
    moved = found.timetable.moved({one.index: None})
    elsewhere = found.timetable.placements[two.index]

    notices = told(found, moved.moved({two.index: type(elsewhere)(two, 1, 660, 720, 0)}))

    assert ([s.key for s in notices.moved], notices.people, notices.other_time) == (
        ["one#1", "two#1"],
        ("ann", "bob"),
        1,
    )
    assert notices.count == 4


def test_whoever_is_chosen_for_something_else_is_told() -> None:
    document = festival(
        people=PEOPLE,
        resources=[{"id": "interpreter", "people": ["ann", "bob"]}],
        sessions=[film("one", uses={"interpreter": 1})],
    )
    chosen = Assignment("interpreter", "one", 1, "ann")
    found = changed(document, {"one#1": ("a", "10:00")}, {}, assignments=(chosen,))
    other = found.timetable.moved({})
    other.assignments = (Assignment("interpreter", "one", 1, "bob"),)

    assert (told(found, other).people, told(found, other).other_choices) == (("ann", "bob"), 2)
