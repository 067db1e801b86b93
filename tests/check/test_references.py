"""Every id that is named exists, and nothing stands twice."""

from __future__ import annotations

from tests.faulty import faults_of


def test_an_unknown_reference_asks_what_was_meant() -> None:
    assert faults_of(
        """
        venues: [{id: kintex}, {id: library}]
        rooms: [{id: hall-a, venue: kintx, parts_of: [hall-b]}]
        walks: [{from: kintex, to: hall-a, minutes: 1}, {from: hall, to: library, minutes: 2}]
        tracks: [{id: main, chairs: [fred]}]
        resources: [{id: interpreter-en}]
        people: [{id: fred, away: [{block: mon-1}]}]
        sessions:
        - {id: s, duration: 5, uses: {interpreter-ko: 1}, track: mian, items: [{people: [frde]}]}
        juries: [{id: j, people: [fred], sees: {films: [mateo]}}]
        interests: [{sessions: [s, t]}]
        """
    ) == [
        "rooms.0.venue (hall-a), line 4: there is no venue 'kintx'; did you mean 'kintex'?",
        "rooms.0.parts_of.0 (hall-a), line 4: there is no room 'hall-b'; did you mean 'hall-a'?",
        "walks.1.from, line 5: there is no venue or room 'hall'; did you mean 'hall-a'?",
        (
            "people.0.away.0.block (fred), line 8: there is no block 'mon-1'; no blocks are listed; if hours are meant, "
            "write from and to, each such as 2024-10-25T13:00"
        ),
        "juries.0.sees.films.0 (j), line 11: there is no film 'mateo'",
        "sessions.0.track (s), line 10: there is no track 'mian'; did you mean 'main'?",
        (
            "sessions.0.uses.interpreter-ko (s), line 10: there is no resource 'interpreter-ko'; "
            "did you mean 'interpreter-en'?"
        ),
        "sessions.0.items.0.people.0 (s), line 10: there is no person 'frde'; did you mean 'fred'?",
        "interests.0.sessions.1, line 12: there is no session 't'; there is 's'",
    ]


def test_an_entry_with_a_fault_of_its_own_is_still_known() -> None:
    assert faults_of(
        """
        people: [{id: fred, age: 40}]
        sessions: [{id: s, duration: 5, people: [fred, frde]}]
        """
    ) == [
        "people.0.age (fred), line 3: there is no field 'age' here; what is your own goes under 'fields'",
        "sessions.0.people.1.id (s), line 4: there is no person 'frde'; did you mean 'fred'?",
    ]


def test_faults_keep_their_place_behind_entries_that_could_not_be_read() -> None:
    assert faults_of(
        """
        sessions:
        - {id: a, duration: long}
        - {id: b, duration: 5}
        - {id: b, duration: 5, track: t}
        """
    ) == [
        "sessions.0.duration (a), line 4: 'long' does not fit; write a whole number or 'block'",
        "sessions.2.id (b), line 6: the id 'b' is taken already; give every entry its own (see sessions.1.id (b), line 5)",
        "sessions.2.track (b), line 6: there is no track 't'",
    ]


def test_nothing_stands_twice() -> None:
    assert faults_of(
        """
        days: [{date: 2024-10-25}, {date: 2024-10-25}]
        venues: [{id: kintex}, {id: hall-a}]
        rooms: [{id: hall-a}]
        walks: [{from: kintex, to: hall-a, minutes: 1}, {from: hall-a, to: kintex, minutes: 1}, {from: kintex, to: hall-a, minutes: 2}]
        films: [{id: f}, {id: f}]
        sessions: [{id: f, duration: 5, showings: [{label: 2}, {label: 2}]}]
        published: [{session: f, showing: 2, room: hall-a, start: 2024-10-25T10:00}, {session: f, showing: 2, room: hall-a, start: 2024-10-25T10:00}]
        """
    ) == [
        "days.1.date (2024-10-25), line 3: the day 2024-10-25 is listed already; take one out (see days.0.date (2024-10-25), line 3)",
        (
            "rooms.0.id (hall-a), line 5: the id 'hall-a' is taken already; venues and rooms share their ids, "
            "as walks may name either (see venues.1.id (hall-a), line 4)"
        ),
        "walks.2, line 6: the walk from 'kintex' to 'hall-a' is given already; take one out (see walks.0, line 6)",
        "films.1.id (f), line 7: the id 'f' is taken already; give every entry its own (see films.0.id (f), line 7)",
        (
            "sessions.0.showings.1.label (f), line 8: the label 2 is taken already; every showing of a session has its own "
            "(see sessions.0.showings.0.label (f), line 8)"
        ),
        "published.1 (f), line 9: showing 2 of 'f' is listed as published already; take one out (see published.0 (f), line 9)",
    ]
