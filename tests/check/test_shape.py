"""Versions, missing fields, wrong types and absurd numbers, told with their place; faults of rules among them."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from tests.faulty import faults_of


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


def test_yes_or_no_is_no_number() -> None:
    assert faults_of(
        """
        rooms: [{id: a, capacity: true, parallel: no, fields: {big: true}}]
        films: [{id: f, runtime: true}]
        sessions:
        - {id: s, duration: true, optional: false, remote: true, uses: {mic: true}, parts: [{name: q, minutes: 5, showings: [true]}]}
        resources: [{id: mic}]
        rules: [{kind: session_before, by: level, weight: true, enabled: true, same_room: true}, {kind: null}, {kind: 5}]
        """,
        head="showgrid: true\nfestival: {id: f}\n",
    ) == [
        "showgrid, line 1: true does not fit; write a whole number",
        "rooms.0.capacity (a), line 3: true does not fit; write a whole number",
        "rooms.0.parallel (a), line 3: 'no' does not fit; write a whole number",
        "films.0.runtime (f), line 4: true does not fit; write a number",
        "sessions.0.duration (s), line 6: true does not fit; write a whole number",
        "sessions.0.uses.mic (s), line 6: true does not fit; write a whole number",
        "sessions.0.parts.0.showings.0 (s), line 6: true does not fit; write a whole number",
        "rules.0.weight (session_before), line 8: true does not fit; write a whole number",
        "rules.1.kind, line 8: a rule needs a kind; `showgrid kinds` lists them",
        "rules.2.kind (5), line 8: there is no kind of rule 5; `showgrid kinds` lists them",
    ]


def test_letters_put_together_from_parts_are_the_same_letters() -> None:
    parts = normalize("NFD", "대강당")
    assert len(parts) > 3
    assert (
        faults_of(
            f"rooms: [{{id: {parts}}}]\nsessions: [{{id: s, duration: 5, rooms: [대강당]}}]\nrules: [{{kind: same_day, select: {{rooms: [{parts}]}}}}]"
        )
        == []
    )


def test_limits_are_written_as_people_write_them() -> None:
    assert faults_of("films: [{id: f, year: 12}, {id: g, runtime: -5}, {id: h, runtime: 1e9}]") == [
        "films.0.year (f), line 3: 12 cannot be; it is at least 1870",
        "films.1.runtime (g), line 3: -5 cannot be; it is at least 0",
        "films.2.runtime (h), line 3: 1000000000.0 cannot be; it is at most 10,080",
    ]


def test_another_version_is_refused_and_nothing_else_is_said_of_its_shape() -> None:
    assert faults_of("", head="showgrid: 2\nfestival: {id: f}\nnew-list: []\nrules: [{kind: of_then}]\n") == [
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
        ("fields: 3", "fields (a), line 3: 3 does not fit; write a mapping such as {name: value}"),
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
