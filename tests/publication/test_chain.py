"""Publications follow each other: what is the same stays the same, what changes is counted and dated."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from scheduler.faults import FestivalError
from scheduler.publication import Publication, read_publication
from scheduler.publication.reading import check_told, text_of
from tests.constraints.support import placed
from tests.publication.support import DOCUMENT, FIRST, PLACES, announced, problem_with, session

MOVED = PLACES | {"film#1": ("little", "15:00")}


def told(publication: Publication) -> dict[str, tuple[str, int, int, bool]]:
    """Of each showing its uid, how often it changed, days from the first publication to the last change, whether it is."""
    return {
        f"{one.session}#{one.showing}": (one.uid, one.sequence, (one.changed - FIRST).days, one.now is not None)
        for one in publication.showings
    }


def test_the_first_publication_tells_every_showing() -> None:
    _, _, first = announced()

    assert (first.version, first.published_at, first.changes) == (1, FIRST, [])
    assert told(first) == {
        "film#1": ("film-1@small.showgrid", 0, 0, True),
        "film#2": ("film-2@small.showgrid", 0, 0, True),
        "opening#1": ("opening-1@small.showgrid", 0, 0, True),
        "secret#1": ("secret-1@small.showgrid", 0, 0, True),
    }
    assert {one.uid: one.told for one in first.showings if one.told} == {
        "film-1@small.showgrid": ("ryu",),
        "opening-1@small.showgrid": ("kim",),
    }


def test_what_moves_is_counted_and_dated_and_all_else_stays() -> None:
    _, _, first = announced()
    _, _, second = announced(MOVED, first)

    assert second.version == 2
    assert told(second) == told(first) | {"film#1": ("film-1@small.showgrid", 1, 1, True)}
    (change,) = second.changes
    assert (change.version, change.session, change.showing, change.sequence, change.moved) == (2, "film", 1, 1, True)
    assert [side and (side.room, side.start.isoformat()) for side in (change.old, change.new)] == [
        ("big", "2024-10-25T13:00:00+09:00"),
        ("little", "2024-10-25T15:00:00+09:00"),
    ]


def test_if_nothing_changes_it_is_the_publication_before() -> None:
    _, _, first = announced()
    _, _, again = announced(PLACES, first)

    assert again is first


def test_what_only_the_staff_reads_changes_nothing() -> None:
    _, _, first = announced()
    people = [{**one, "notes": "vegan", "phone": "555"} for one in DOCUMENT["people"]]
    _, _, again = announced(PLACES, first, problem_with(people=people, sessions=session("film", notes="late print")))

    assert again is first


@pytest.mark.parametrize(
    "lists",
    [
        {"sessions": session("opening", title="Grand opening")},
        {"sessions": session("opening", abstract="It begins.")},
        {"sessions": session("opening", visibility="guests")},
        {"sessions": session("opening", embargo_until="2024-10-20T10:00")},
        {"sessions": session("opening", status="tentative")},
        {"sessions": session("opening", duration=50)},
        {"sessions": session("opening", track="odd")},
        {"sessions": session("opening", people=[{"id": "kim", "role": "host"}])},
        {"rooms": [{"id": "big", "name": "Great hall"}, {"id": "little"}]},
        {"people": [{**DOCUMENT["people"][0], "name": "D. Kim"}, DOCUMENT["people"][1]]},
    ],
    ids=lambda lists: json.dumps(lists)[:60],
)
def test_whatever_is_told_of_a_showing_counts(lists: dict[str, Any]) -> None:
    _, _, first = announced()
    _, _, second = announced(PLACES, first, problem_with(**lists))

    counted = {one.key: one.sequence for one in second.showings}
    assert (second.version, counted["opening", 1], counted["secret", 1]) == (2, 1, 0)


def test_what_is_taken_out_is_remembered_and_counts_on_when_it_comes_back() -> None:
    less = {key: place for key, place in PLACES.items() if key != "opening#1"}
    _, _, first = announced()
    _, _, second = announced(less, first, problem_with(sessions=DOCUMENT["sessions"][1:]))
    _, _, third = announced(PLACES, second)

    assert told(second)["opening#1"] == ("opening-1@small.showgrid", 1, 1, False)
    assert told(third)["opening#1"] == ("opening-1@small.showgrid", 2, 2, True)
    assert [(one.version, one.old is None, one.new is None) for one in third.changes] == [
        (2, False, True),
        (3, True, False),
    ]
    assert [one.told for one in third.showings if one.session == "opening"] == [("kim",)]


def test_a_publication_is_read_back_as_it_was_written() -> None:
    _, _, first = announced()
    _, _, second = announced(MOVED, first)

    text = text_of(second)

    assert text_of(read_publication(text)) == text


@pytest.mark.parametrize(
    ("lists", "minutes", "places", "fault"),
    [
        ({"festival": {"id": "large"}}, 1, PLACES, "festival: the publication before is of 'small', not of 'large'"),
        (
            {},
            -1,
            PLACES,
            "published_at: the publication before is of 2024-10-01T09:00:00Z, which is yet to come; set the clock",
        ),
        (
            {},
            1,
            {},
            "placements: nothing is placed, so there is nothing to publish; solve the festival first",
        ),
    ],
)
def test_what_does_not_follow_is_refused(
    lists: dict[str, Any], minutes: int, places: dict[str, tuple[str, str]], fault: str
) -> None:
    _, _, first = announced()

    with pytest.raises(FestivalError) as refused:
        announced(places, first, problem_with(**lists), FIRST + timedelta(minutes=minutes))

    assert [str(one) for one in refused.value.faults] == [fault]


def test_a_festival_that_would_tell_something_else_is_refused() -> None:
    _, _, first = announced()
    later = problem_with(sessions=session("opening", title="Grand opening"))

    with pytest.raises(FestivalError) as refused:
        check_told(later, placed(later, PLACES), first)

    told_so = (
        "showings: opening#1 is told differently by the festival than in version 1; publish the change first, "
        "or take the festival of that time"
    )
    assert [str(one) for one in refused.value.faults] == [told_so]


def edited(**changes: Any) -> str:
    _, _, first = announced()
    return json.dumps(json.loads(text_of(first)) | changes)


def elsewhere() -> list[dict[str, Any]]:
    data = json.loads(edited())["placements"]
    return [data[0] | {"room": "big"}, *data[1:]]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["this is empty, so no timetable"]),
        ('{"showgrid": 1, "festival": "small", "placements": []}', [
            "this is a timetable that was never published; showgrid publish makes a publication of it"
        ]),
        (edited(version=0), ["version: 0 cannot be; it is at least 1"]),
        (edited(published_at="yesterday", version="two"), [
            "version: 'two' does not fit; write a whole number",
            "published_at: 'yesterday' is no moment; write 2024-10-20T09:00:00Z",
        ]),
        (edited(showings=[]), [
            f"placements: {key} is not where it was published; publish a timetable instead of editing a publication"
            for key in sorted(PLACES)
        ]),
        (edited(placements=elsewhere()), [
            "placements: secret#1 is not where it was published; publish a timetable instead of editing a publication"
        ]),
        (edited(showings=json.loads(edited())["showings"] * 2), [
            f"showings: the {name} '{value}' is there 2 times; take the file as it was published"
            for name, values in (
                ("uid", [f"{key.replace('#', '-')}@small.showgrid" for key in sorted(PLACES)]),
                ("showing", sorted(PLACES)),
            )
            for value in values
        ]),
    ],
    ids=["empty", "draft", "version 0", "two faults", "no showings", "edited", "twice"],
)  # fmt: skip
def test_a_broken_publication_is_refused_with_every_fault(text: str, faults: list[str]) -> None:
    with pytest.raises(FestivalError) as refused:
        read_publication(text)

    assert [str(one) for one in refused.value.faults] == faults
