"""Every class of fault, told with its place and what to do; and the near miss that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.check import faults
from scheduler.faults import Fault
from scheduler.festival import About, Festival, Pin, Room, Session, ShowingFields
from scheduler.formats.document import load
from tests.faulty import faults_of

FIXTURES = Path(__file__).parents[1] / "fixtures"

# -- shape ----------------------------------------------------------------------------------------


def test_a_whole_document_has_no_fault() -> None:
    assert (
        faults_of(
            """
            days: [{date: 2024-10-25, open: 09:00, close: 02:00}]
            venues: [{id: kintex, geo: [37.669, 126.745]}, {id: library}]
            rooms: [{id: hall-a, venue: kintex}, {id: hall-b, venue: library, parts_of: []}]
            walks: [{from: kintex, to: library, minutes: 20}]
            films: [{id: mateo, runtime: 9.5}]
            people: [{id: fred}]
            sessions:
            - {id: opening, films: [mateo], parts: [{name: film}, {name: q-and-a, minutes: 20, showings: [1]}], showings: 2,
               people: [fred, {id: fred, parts: [q-and-a], showings: [1]}]}
            pins: [{session: opening, showing: 2, day: 2024-10-25}]
            rules: [{kind: room_fits_audience, select: {sessions: [opening]}, weight: 1}]
            """
        )
        == []
    )


def test_another_version_is_refused_and_nothing_else_is_said_of_its_shape() -> None:
    assert faults_of("", head="showgrid: 2\nfestival: {id: f}\nnew-list: []\n") == [
        "showgrid, line 1: this program reads version 1 of the document, not 2"
    ]


def test_a_missing_version_is_missing() -> None:
    assert faults_of("", head="festival: {id: f}\n") == [
        "showgrid, line 1: this is missing; begin the document with the line showgrid: 1"
    ]


def test_a_missing_field_is_missing_at_its_entry() -> None:
    assert faults_of("walks: [{from: a, minutes: 3}]\nvenues: [{id: a}]") == [
        "walks.0.to, line 3: this is missing; it must be given"
    ]


def test_a_field_with_nothing_in_it_is_a_field_left_out() -> None:
    assert faults_of("venues: [{id: a, name: , address: null}]\nrooms:\n") == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("capacity: many", "capacity (a), line 3: 'many' does not fit; write a whole number"),
        ("capacity: 2.5", "capacity (a), line 3: 2.5 does not fit; write a whole number"),
        ("abilities: dcp", "abilities (a), line 3: 'dcp' does not fit; write a list such as [a, b]"),
        ("name: true", "name (a), line 3: true does not fit; write text or a mapping such as {en: text}"),
        ("foyer: true", "foyer (a), line 3: true is no text; put it in quotes if it is meant as a word"),
        ("name: {en: [a]}", "name.en (a), line 3: a list does not fit; write text"),
        ("name: {english: a}", "name.english (a), line 3: 'english' is no language; write a code such as en or ko"),
        ("fields: 3", "fields (a), line 3: 3 does not fit; write a mapping such as {en: text}"),
        ("open: [now]", "open.0 (a), line 3: 'now' does not fit; write a mapping such as {name: value}"),
        (
            "weekly: [{days: [friday], from: 09:00, to: 10:00}]",
            "weekly.0.days.0 (a), line 3: 'friday' is not known here; write 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' or 'sun'",
        ),
        (
            "weekly: [{days: [fri], from: 9, to: 10:60}]",
            "weekly.0.to (a), line 3: '10:60' is no time of day; write HH:MM, 00:00 to 47:59",
        ),
        (
            "open: [{from: tomorrow, to: 2024-02-30T10:00}]",
            (
                "open.0.from (a), line 3: 'tomorrow' is no date and time; write 2024-10-25T13:00\n"
                "rooms.0.open.0.to (a), line 3: '2024-02-30': there is no such day"
            ),
        ),
    ],
    ids=lambda value: value.split(":")[0] if ":" in value and len(value) < 60 else "",
)
def test_a_wrong_type_says_what_to_write(entry: str, fault: str) -> None:
    assert "\n".join(faults_of(f"rooms: [{{id: a, {entry}}}]")) == f"rooms.0.{fault}"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("huge", "'huge' does not fit; write a whole number or 'small', 'medium', 'large' or 'full'"),
        ("-5", "-5 cannot be; it is at least 0"),
        ("[3]", "a list does not fit; write a whole number or 'small', 'medium', 'large' or 'full'"),
    ],
)
def test_a_value_that_fits_none_of_several_shapes_is_one_fault(value: str, message: str) -> None:
    assert faults_of(f"sessions: [{{id: s, duration: 5, audience: {value}}}]") == [
        f"sessions.0.audience (s), line 3: {message}"
    ]


def test_of_several_shapes_the_one_that_was_meant_is_spoken_of() -> None:
    assert faults_of("sessions: [{id: s, duration: 5, showings: [{label: one}, {lable: 2}]}]") == [
        "sessions.0.showings.0.label (s), line 3: 'one' does not fit; write a whole number",
        "sessions.0.showings.1.label (s), line 3: this is missing; it must be given",
        "sessions.0.showings.1.lable (s), line 3: there is no field 'lable' here; did you mean 'label'?",
    ]


def test_an_unknown_list_or_field_asks_what_was_meant() -> None:
    assert faults_of(
        """
        filmz: []
        sessions: [{id: s, durration: 90}]
        rooms: [{id: a, colour: red, fields: {colour: red}}]
        """
    ) == [
        "rooms.0.colour (a), line 5: there is no field 'colour' here; what is your own goes under 'fields'",
        "sessions.0.durration (s), line 4: there is no field 'durration' here; did you mean 'duration'?",
        "filmz, line 3: there is no list 'filmz'; did you mean 'films'?",
    ]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("capacity: 1000001", "capacity (a), line 3: 1000001 cannot be; it is at most 1,000,000"),
        ("capacity: -1", "capacity (a), line 3: -1 cannot be; it is at least 0"),
        ("turnaround: 10081", "turnaround (a), line 3: 10081 cannot be; it is at most 10,080"),
        ("capacity: 5, hold: 6", "hold (a), line 3: 6 seats are kept back, but the room has only 5"),
    ],
)
def test_an_absurd_number_is_refused(entry: str, fault: str) -> None:
    assert faults_of(f"rooms: [{{id: a, {entry}}}]") == [f"rooms.0.{fault}"]


def test_a_room_may_hold_back_all_its_seats() -> None:
    assert faults_of("rooms: [{id: a, capacity: 5, hold: 5}]") == []


def test_a_place_lies_on_this_earth() -> None:
    assert faults_of("venues: [{id: a, geo: [126.7, 37.6]}, {id: b, geo: [1]}]") == [
        "venues.0.geo (a), line 3: latitude lies between -90 and 90, longitude between -180 and 180, in this order",
        "venues.1.geo.1 (b), line 3: this is missing; it must be given",
    ]


def test_ids_are_plain_words() -> None:
    assert faults_of("venues: [{id: a#1}, {id: ' b'}, {id: ''}]") == [
        "venues.0.id (a#1), line 3: an id holds no '#', '@' or control characters",
        "venues.1.id ( b), line 3: an id has no blanks at its ends and is not empty",
        "venues.2.id, line 3: an id has no blanks at its ends and is not empty",
    ]


# -- rules ----------------------------------------------------------------------------------------


def test_faults_of_rules_keep_their_place() -> None:
    assert faults_of(
        """
        rules:
        - {kind: room_fits_audience, waste: much}
        - {kind: room_fit_audience}
        - {waste: 1}
        - room_fits_audience
        - {kind: room_fits_audience, select: {tagz: [a]}, marign: 3}
        - {kind: room_fits_audience, weight: 1}
        - {kind: film_not_parallel, select: {sessions: [openin]}}
        """
    ) == [
        "rules.0.waste (room_fits_audience), line 4: 'much' does not fit; write a number",
        (
            "rules.1.kind (room_fit_audience), line 5: there is no kind of rule 'room_fit_audience'; "
            "did you mean 'room_fits_audience'?"
        ),
        "rules.2, line 6: a rule needs a kind; `showgrid kinds` lists them",
        "rules.3, line 7: a rule is a mapping with a kind",
        "rules.4.select.tagz (room_fits_audience), line 8: there is no field 'tagz' here; did you mean 'tags'?",
        (
            "rules.4.marign (room_fits_audience), line 8: there is no field 'marign' here; "
            "there is 'enabled', 'fields', 'kind', 'note', 'select', 'tier', 'waste', 'weight'"
        ),
        "rules.6.select.sessions.0 (film_not_parallel), line 10: there is no session 'openin'",
    ]


# -- references and ids ---------------------------------------------------------------------------


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
        "people.0.away.0.block (fred), line 8: there is no block 'mon-1'",
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


# -- times ----------------------------------------------------------------------------------------


def test_an_unknown_time_zone_asks_what_was_meant() -> None:
    assert faults_of(
        "people: [{id: fred, timezone: Berlin}]", head="showgrid: 1\nfestival: {id: f, timezone: Asia/Seol}\n"
    ) == [
        "festival.timezone, line 2: there is no time zone 'Asia/Seol'; did you mean 'Asia/Seoul'?",
        "people.0.timezone (fred), line 3: there is no time zone 'Berlin'; did you mean 'Europe/Berlin'?",
    ]


def test_a_time_that_the_clocks_jump_over_does_not_exist() -> None:
    berlin = "showgrid: 1\nfestival: {id: f, timezone: Europe/Berlin}\n"
    window = "rooms: [{{id: a, open: [{{from: 2024-03-31T0{}:30, to: 2024-03-31T04:00}}]}}]"

    assert faults_of(window.format(1), head=berlin) == []
    assert faults_of(window.format(3), head=berlin) == []
    assert faults_of(window.format(2), head=berlin) == [
        "rooms.0.open.0.from (a), line 3: clocks in Europe/Berlin go forward and never show 2024-03-31T02:30"
    ]


def test_a_window_ends_after_it_begins() -> None:
    assert faults_of(
        """
        rooms: [{id: a, open: [{from: 2024-10-25T10:00, to: 2024-10-25T10:00}]}]
        blocks: [{id: b, from: 2024-10-25T10:00, to: 2024-10-25T10:01}, {id: c, from: 2024-10-25T10:00, to: 2024-10-24T12:00}]
        films: [{id: f, keys: [{from: 2024-10-25T10:00+09:00, to: 2024-10-25T09:30}]}]
        """
    ) == [
        "rooms.0.open.0.to (a), line 3: 2024-10-25T10:00 is not after 2024-10-25T10:00, where it begins",
        "films.0.keys.0.to (f), line 5: 2024-10-25T09:30 is not after 2024-10-25T10:00+09:00, where it begins",
        "blocks.1.to (c), line 4: 2024-10-24T12:00 is not after 2024-10-25T10:00, where it begins",
    ]


def test_a_window_through_the_end_of_summer_time_runs_forwards() -> None:
    berlin = "showgrid: 1\nfestival: {id: f, timezone: Europe/Berlin}\n"
    assert (
        faults_of(
            "rooms: [{id: a, open: [{from: '2024-10-27T02:30+02:00', to: '2024-10-27T02:15+01:00'}]}]", head=berlin
        )
        == []
    )


def test_a_time_years_away_is_a_slip() -> None:
    assert faults_of(
        """
        days: [{date: 2024-10-25}]
        rooms: [{id: a}]
        sessions: [{id: s, duration: 5, windows: [{from: 2024-10-25T10:00, to: 2042-10-25T12:00}], embargo_until: 2024-01-01T10:00}]
        pins: [{session: s, start: 2023-10-24T10:00}]
        published: [{session: s, room: a, start: 2023-10-25T10:00}]
        """
    ) == [
        "sessions.0.windows.0.to (s), line 5: 2042-10-25T12:00 is more than a year away from the days of the festival",
        "pins.0.start (s), line 6: 2023-10-24T10:00 is more than a year away from the days of the festival",
    ]


def test_days_belong_together() -> None:
    assert faults_of("days: [{date: 2042-10-24}, {date: 2024-10-25}, {date: 2024-10-26}]") == [
        "days.0.date (2042-10-24), line 3: 2042-10-24 is more than a year away from the other days, such as 2024-10-26"
    ]


def test_a_pin_names_a_day_of_the_festival() -> None:
    assert faults_of(
        """
        days: [{date: 2024-10-25}]
        sessions: [{id: s, duration: 5}]
        pins: [{session: s, day: 2024-10-26}, {session: s, day: 2024-10-25}]
        """
    ) == ["pins.0.day (s), line 5: 2024-10-26 is no day of the festival; did you mean '2024-10-25'?"]


# -- rooms ----------------------------------------------------------------------------------------


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


# -- lengths --------------------------------------------------------------------------------------


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
        "sessions.6.parts.0 (open-part), line 12: how many minutes does 'talk' last? only the part 'film' has them by itself",
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


# -- blocks ---------------------------------------------------------------------------------------


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


# -- altogether -----------------------------------------------------------------------------------


def test_all_faults_come_at_once_in_the_order_of_the_document_shape_first() -> None:
    assert faults_of(
        """
        rooms: [{id: a, capacity: many}, {id: b, venue: k}]
        sessions: [{id: s}]
        """
    ) == [
        "rooms.0.capacity (a), line 3: 'many' does not fit; write a whole number",
        "rooms.1.venue (b), line 3: there is no venue 'k'",
        "sessions.0 (s), line 4: how long does it last? give a duration, parts with minutes, or films with runtimes",
    ]


def test_faults_that_follow_from_an_entry_that_cannot_be_read_are_not_told() -> None:
    assert faults_of(
        """
        venues: [{id: k}, {id: l}]
        rooms: [{id: a, venue: k}, {id: b, venue: l}]
        walks: [{from: k, to: l, minutes: few}]
        films: [{id: f, runtime: long}]
        sessions: [{id: s, films: [f]}]
        """
    ) == [
        "walks.0.minutes, line 5: 'few' does not fit; write a whole number",
        "films.0.runtime (f), line 6: 'long' does not fit; write a number",
    ]


def test_a_festival_made_by_a_program_is_checked_by_the_same() -> None:
    festival = Festival(
        showgrid=1,
        festival=About(id="f"),
        rooms=[Room(id="a", venue="k")],
        sessions=[Session(id="s", duration=5, showings=[ShowingFields(label=7)])],
        pins=[Pin(session="s", showing=1)],
    )

    assert faults(festival) == [
        Fault("rooms.0.venue (a)", "there is no venue 'k'"),
        Fault("pins.0.showing (s)", "'s' has no showing 1; there is 7"),
    ]


@pytest.mark.parametrize("name", ["too-full", "impossible-guest", "summit"])
def test_a_draft_that_cannot_be_solved_still_loads(name: str) -> None:
    assert faults(load(FIXTURES / name / "festival.yaml")) == []


def test_a_thousand_unknown_ids_are_told_without_comparing_each_with_all() -> None:
    sessions = ", ".join(f"{{id: s{number}, duration: 5, people: [nobody-{number}]}}" for number in range(1000))

    found = faults_of(f"people: [{{id: somebody-1}}]\nsessions: [{sessions}]")

    assert found[0] == "sessions.0.people.0.id (s0), line 4: there is no person 'nobody-0'; did you mean 'somebody-1'?"
    assert found[999] == "sessions.999.people.0.id (s999), line 4: there is no person 'nobody-999'"
