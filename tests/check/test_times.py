"""Times exist, run forwards and belong together."""

from __future__ import annotations

from tests.faulty import faults_of


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


def test_a_day_opens_and_closes_at_times_that_there_are() -> None:
    """One opens in the hour that is left out, the next closes in it; an hour later both are right."""
    berlin = "showgrid: 1\nfestival: {id: f, timezone: Europe/Berlin}\ndays:\n"
    days = '- {{date: 2024-03-31, open: "0{0}:30"}}\n- {{date: 2024-03-30, open: "20:00", close: "0{0}:30"}}'

    assert faults_of(days.format(3), head=berlin) == []
    assert faults_of(days.format(2), head=berlin) == [
        "days.0.open (2024-03-31), line 4: clocks in Europe/Berlin go forward and never show 2024-03-31T02:30",
        "days.1.close (2024-03-30), line 5: clocks in Europe/Berlin go forward and never show 2024-03-31T02:30",
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
