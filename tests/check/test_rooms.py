"""Rooms are no parts of each other in a circle, and walks between them are known."""

from __future__ import annotations

from tests.faulty import faults_of


def test_rooms_are_no_parts_of_each_other_in_a_circle() -> None:
    assert faults_of(
        """
        rooms: [{id: a, parts_of: [b, d]}, {id: b, parts_of: [c]}, {id: c, parts_of: [a]}, {id: d}, {id: e, parts_of: [e]},
                {id: f, parts_of: [b, d]}]
        """
    ) == [
        "rooms.0.parts_of (a), line 3: rooms cannot be parts of each other in a circle: 'a' of 'b' of 'c' of 'a'",
        "rooms.4.parts_of (e), line 3: rooms cannot be parts of each other in a circle: 'e' of 'e'",
    ]


def test_rooms_may_share_a_part() -> None:
    assert faults_of("rooms: [{id: a, parts_of: [c, d]}, {id: b, parts_of: [a, d]}, {id: c}, {id: d}]") == []


def test_a_walk_between_two_buildings_with_rooms_must_be_known() -> None:
    places = """
        venues: [{id: kintex}, {id: library}, {id: hotel}]
        rooms: [{id: a, venue: kintex}, {id: b, venue: library}, {id: c, venue: library}]
        """
    missing = "walks, line {}: how long is the walk from 'kintex' to 'library'? write {{from: kintex, to: library, minutes: ...}}"

    assert faults_of(places) == [missing.format(1)]
    assert faults_of(places + "walks: [{from: library, to: kintex, minutes: 9}]") == []
    assert faults_of(places + "walks: [{from: a, to: b, minutes: 9}]") == [missing.format(5)]
    assert faults_of(places + "walks: [{from: a, to: b, minutes: 9}, {from: c, to: kintex, minutes: 9}]") == []
