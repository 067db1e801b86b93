"""Sessions have a length, parts that fit it, and blocks with as many slots."""

from __future__ import annotations

from tests.faulty import faults_of


def test_a_session_must_have_a_length() -> None:
    assert faults_of(
        """
        films: [{id: short, runtime: 9.5}, {id: unknown}]
        blocks: [{id: b, from: 2024-10-25T10:00, to: 2024-10-25T11:00, slots: 3}]
        sessions:
        - {id: none}
        - {id: duration, duration: 5}
        - {id: films, films: [short, unknown]}
        - {id: no-runtime, films: [unknown]}
        - {id: items, items: [{minutes: 5}]}
        - {id: parts, parts: [{name: talk, minutes: 5}]}
        - {id: open-part, parts: [{name: talk}, {name: q-and-a, minutes: 5}]}
        - {id: film-part, films: [unknown], parts: [{name: film}, {name: q-and-a, minutes: 5}]}
        - {id: slots, slots: 2}
        - {id: cancelled, status: cancelled}
        - {id: never, showings: 0}
        """
    ) == [
        "sessions.0 (none), line 6: how long does it last? give a duration, parts with minutes, or films with runtimes",
        "sessions.3 (no-runtime), line 9: how long does it last? give a duration, parts with minutes, or films with runtimes",
        (
            "sessions.6.parts.0 (open-part), line 12: how many minutes does 'talk' last? "
            "only the part 'film' has them by itself; give it minutes (in a workbook: q-and-a: 20)"
        ),
        "sessions.7.parts.0 (film-part), line 13: how many minutes does 'film' last? its films have no runtime",
    ]


def test_a_duration_is_at_least_what_its_parts_take() -> None:
    assert faults_of(
        """
        films: [{id: f, runtime: 30.1}, {id: g, runtime: 29.9}]
        sessions:
        - {id: fits, duration: 60, films: [f, g]}
        - {id: films, duration: 59, films: [f, g]}
        - {id: items, duration: 59, items: [{minutes: 60}]}
        - {id: parts, duration: 64, films: [f, g], parts: [{name: film}, {name: a, minutes: 4}, {name: b, minutes: 5, showings: [1]}]}
        - {id: talk, duration: 5, films: [f, g], parts: [{name: talk, minutes: 5}]}
        """
    ) == [
        "sessions.1.duration (films), line 6: 59 minutes are too few: its films take 60; if they are not shown in full, list its parts",
        "sessions.2.duration (items), line 7: 59 minutes are too few: its items take 60",
        "sessions.3.duration (parts), line 8: 64 minutes are too few: its parts take 69",
    ]


def test_every_showing_has_a_part() -> None:
    assert faults_of("sessions: [{id: s, showings: 2, parts: [{name: a, minutes: 20, showings: [1]}]}]") == [
        "sessions.0.parts (s), line 3: how long does showing 2 last? none of the parts is for it"
    ]


def test_parts_of_different_showings_do_not_add_up() -> None:
    assert (
        faults_of(
            """
        sessions: [{id: s, duration: 20, showings: 2,
                    parts: [{name: a, minutes: 20, showings: [1]}, {name: b, minutes: 20, showings: [2]}]}]
        """
        )
        == []
    )


def test_who_names_a_showing_or_part_names_one_that_is_there() -> None:
    assert faults_of(
        """
        rooms: [{id: r}]
        people: [{id: fred}]
        sessions:
        - {id: s, showings: 2, parts: [{name: talk, minutes: 5}, {name: q, minutes: 5, showings: [3]}], people: [{id: fred, showings: [1, 0], parts: [tlak]}]}
        - {id: t, showings: [{label: 4}], duration: 5, people: [{id: fred, parts: [talk]}]}
        pins: [{session: t, showing: 1}, {session: t, showing: 4}, {session: t}]
        published: [{session: s, showing: 3, room: r, start: 2024-10-25T10:00}]
        """
    ) == [
        "sessions.0.parts.1.showings.0 (s), line 6: 's' has no showing 3; there is 1, 2",
        "sessions.0.people.0.showings.1 (s), line 6: 's' has no showing 0; there is 1, 2",
        "sessions.0.people.0.parts.0 (s), line 6: the session has no part 'tlak'; did you mean 'talk'?",
        "sessions.1.people.0.parts.0 (t), line 7: the session has no part 'talk'; it has no parts",
        "pins.0.showing (t), line 8: 't' has no showing 1; there is 4",
        "published.0.showing (s), line 9: 's' has no showing 3; there is 1, 2",
    ]


def test_a_session_in_slots_finds_a_block_with_as_many() -> None:
    assert faults_of(
        """
        blocks:
        - {id: one, from: 2024-10-25T10:00, to: 2024-10-25T11:00}
        - {id: four, from: 2024-10-25T11:00, to: 2024-10-25T12:00, slots: 4}
        sessions:
        - {id: fits, slots: 4}
        - {id: wide, slots: 5}
        - {id: small, slots: 2, blocks: [one]}
        - {id: own, slots: 2, showings: [{label: 1, blocks: [one]}]}
        - {id: whole, duration: block, blocks: [one]}
        - {id: part, duration: block, blocks: [one, four]}
        - {id: both, duration: block, blocks: [one], slots: 2}
        - {id: any, duration: block}
        - {id: gone, slots: 5, status: cancelled}
        """
    ) == [
        "sessions.1.slots (wide), line 8: it takes 5 slots, but no block that it may lie in has more than 4",
        "sessions.2.slots (small), line 9: it takes 2 slots, but no block that it may lie in has more than 1",
        "sessions.3.slots (own), line 10: it takes 2 slots, but no block that it may lie in has more than 1",
        "sessions.5.duration (part), line 12: only a block of one slot can be taken whole; 'four' has several: write slots instead",
        "sessions.6.duration (both), line 13: it lasts a whole block of one slot, so it cannot take 2 slots",
    ]


def test_slots_without_any_block_are_a_fault() -> None:
    assert faults_of("sessions: [{id: s, slots: 1}]") == [
        "sessions.0.slots (s), line 3: it is to lie in a block, but there are no blocks"
    ]


def test_a_pinned_slot_is_one_of_its_block() -> None:
    assert faults_of(
        """
        blocks: [{id: b, from: 2024-10-25T10:00, to: 2024-10-25T11:00, slots: 2}]
        sessions: [{id: s, slots: 1}]
        pins: [{session: s, block: b, slot: 2}, {session: s, block: b, slot: 3}, {session: s, slot: 1}]
        """
    ) == [
        "pins.1.slot (s), line 5: the block 'b' has 2 slots, no slot 3",
        "pins.2.slot (s), line 5: a slot is one of a block; name the block too",
    ]
