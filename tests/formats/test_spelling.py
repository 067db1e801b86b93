"""One parser understands every way in which people write times, dates and durations."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scheduler.formats.spelling import clock_of, date_of, minutes_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Callable
from contextlib import suppress

DAY = 24 * 60

# -- durations ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        (118, 118),
        (118.0, 118),
        (9.5, 9.5),
        ("118", 118),
        ("9.5", 9.5),
        ("9,5", 9.5),
        ("1:58", 118),
        ("0:09:30", 9.5),
        ("118분", 118),
        ("118 분", 118),
        ("1시간 58분", 118),
        ("2시간", 120),
        ("1.5 h", 90),
        ("118 min.", 118),
        ("118 mins", 118),
        ("1h58", 118),
        ("1h 58m", 118),
        ("1 hour 58 minutes", 118),
        ("118'", 118),
        ("118′", 118),
        ("9'30''", 9.5),
        ("9′30″", 9.5),
        ("9분 30초", 9.5),
        ("30s", 0.5),
        ("１１８분", 118),
        (time(1, 58), 118),
        (time(0, 9, 30), 9.5),
        (timedelta(hours=25, minutes=30), 1530),
        (datetime(1900, 1, 1, 1, 30), 1530),
    ],
    ids=str,
)
def test_a_duration_is_minutes(value: object, minutes: float) -> None:
    assert minutes_of(value) == minutes


@pytest.mark.parametrize(
    "value", ["", "ninety", "1:60", "-5", -5, True, "h", "5 5", "1:58 pm", float("nan"), 10_081, None]
)
def test_what_is_no_duration_is_refused(value: object) -> None:
    with pytest.raises(
        ValueError, match="is no duration; write minutes, such as 118, or hours and minutes, such as 1h58"
    ):
        minutes_of(value)


SPANS: dict[str, Callable[[int, int], object]] = {
    "1:58": "{}:{:02d}".format,
    "1h58": "{}h{:02d}".format,
    "1시간 58분": "{}시간 {}분".format,
    "1 hr 58 min": "{} hr {} min".format,
    "span": lambda hours, minutes: timedelta(hours=hours, minutes=minutes),
    "number": lambda hours, minutes: float(hours * 60 + minutes),
    "minutes": lambda hours, minutes: f"{hours * 60 + minutes}분",
}


@pytest.mark.parametrize("spelling", SPANS.values(), ids=SPANS)
@given(st.integers(0, 99), st.integers(0, 59))
def test_every_spelling_of_a_duration_means_the_same(
    spelling: Callable[[int, int], object], hours: int, minutes: int
) -> None:
    assert minutes_of(spelling(hours, minutes)) == hours * 60 + minutes


# -- times of day ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "clock"),
    [
        ("19:30", "19:30"),
        ("9:05", "09:05"),
        ("19:30:00", "19:30"),
        ("25:30", "25:30"),
        ("오후 7:30", "19:30"),
        ("오전 12:10", "00:10"),
        ("오후 12:10", "12:10"),
        ("오후 7시 30분", "19:30"),
        ("오후 7시 반", "19:30"),
        ("오후 13:00", "13:00"),
        ("새벽 1시", "01:00"),
        ("19시", "19:00"),
        ("정오", "12:00"),
        ("7:30 PM", "19:30"),
        ("7:30pm", "19:30"),
        ("7 p.m.", "19:00"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("19h30", "19:30"),
        ("19h", "19:00"),
        ("１９：３０", "19:30"),
        (0.8125, "19:30"),
        (1.0625, "25:30"),
        (0, "00:00"),
        (time(19, 30), "19:30"),
        (time(19, 29, 59, 999_999), "19:30"),
        (timedelta(hours=25, minutes=30), "25:30"),
        (datetime(1900, 1, 1, 1, 30), "25:30"),
    ],
    ids=str,
)
def test_a_time_of_day_is_hours_and_minutes(value: object, clock: str) -> None:
    assert clock_of(value) == clock


@pytest.mark.parametrize(
    "value",
    [
        "",
        "19",
        19,
        "48:00",
        "10:60",
        "오전 13:00",
        "오전 7:30 pm",
        "7시 30",
        "noonish",
        True,
        None,
        -0.5,
        datetime(2024, 10, 25, 19),
    ],
)
def test_what_is_no_time_of_day_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is no time of day; write 19:30, or 25:30 for half past one on the next day"):
        clock_of(value)


def _twelve(minutes: int) -> tuple[str, int, int]:
    hour = minutes // 60
    return ("am" if hour < 12 else "pm"), hour % 12 or 12, minutes % 60


CLOCKS: dict[str, Callable[[int], object]] = {
    "19:30": lambda minutes: f"{minutes // 60}:{minutes % 60:02d}",
    "19시 30분": lambda minutes: f"{minutes // 60}시 {minutes % 60}분",
    "19h30": lambda minutes: f"{minutes // 60}h{minutes % 60:02d}",
    "오후 7:30": lambda minutes: "{} {}:{:02d}".format(*_twelve(minutes)).replace("am", "오전").replace("pm", "오후"),
    "7:30 PM": lambda minutes: "{1}:{2:02d} {0}".format(*_twelve(minutes)).upper(),
    "fraction": lambda minutes: minutes / DAY,
    "time": lambda minutes: time(minutes // 60, minutes % 60),
    "span": lambda minutes: timedelta(minutes=minutes),
}


@pytest.mark.parametrize("spelling", CLOCKS.values(), ids=CLOCKS)
@given(st.integers(0, DAY - 1))
def test_every_spelling_of_a_time_of_day_means_the_same(spelling: Callable[[int], object], minutes: int) -> None:
    assert clock_of(spelling(minutes)) == f"{minutes // 60:02d}:{minutes % 60:02d}"


@given(st.integers(DAY, 2 * DAY - 1))
def test_hours_of_the_next_day_mean_the_same_however_spelled(minutes: int) -> None:
    spelled = f"{minutes // 60}:{minutes % 60:02d}"

    assert {clock_of(one) for one in (spelled, minutes / DAY, timedelta(minutes=minutes))} == {spelled}


# -- dates and times ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "2024-10-25",
        "2024. 10. 25.",
        "2024.10.25",
        "2024/10/25",
        "2024년 10월 25일",
        "2024년 10월 25일 (금)",
        "2024-10-25 (Fri)",
        date(2024, 10, 25),
        datetime(2024, 10, 25),
        45590,
        45590.0,
    ],
    ids=str,
)
def test_a_date_however_spelled(value: object) -> None:
    assert date_of(value) == "2024-10-25"


@pytest.mark.parametrize(
    "value",
    ["", "25 October", "10/25/2024", "2024-02-30", "2024-10-25 10:00", 25, True, None, datetime(2024, 10, 25, 9)],
)
def test_what_is_no_date_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is no date; write 2024-10-25"):
        date_of(value)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-10-25 19:30", "2024-10-25T19:30"),
        ("2024-10-25T19:30", "2024-10-25T19:30"),
        ("2024. 10. 25. 오후 7:30", "2024-10-25T19:30"),
        ("2024년 10월 25일 (금) 19시 30분", "2024-10-25T19:30"),
        ("2024-10-25, 7:30 pm", "2024-10-25T19:30"),
        ("2024-10-25 25:30", "2024-10-26T01:30"),
        ("2024-10-25T19:30+09:00", "2024-10-25T19:30+09:00"),
        ("2024-10-25T19:30 -0500", "2024-10-25T19:30-05:00"),
        ("2024-10-25T19:30Z", "2024-10-25T19:30+00:00"),
        ("2024-10-25", "2024-10-25T00:00"),
        (datetime(2024, 10, 25, 19, 30), "2024-10-25T19:30"),
        (datetime(2024, 10, 25, 19, 29, 59, 999_000), "2024-10-25T19:30"),
        (date(2024, 10, 25), "2024-10-25T00:00"),
        (45590.8125, "2024-10-25T19:30"),
    ],
    ids=str,
)
def test_a_date_and_time_however_spelled(value: object, moment: str) -> None:
    assert moment_of(value) == moment


@pytest.mark.parametrize(
    "value",
    ["", "tomorrow", "19:30", "2024-10-25 noonish", "2024-10-25 48:00", "2024-13-01 10:00", 19.5, time(19), None],
)
def test_what_is_no_date_and_time_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is no date and time; write 2024-10-25 13:00"):
        moment_of(value)


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2200, 1, 1)).map(lambda moment: moment.replace(second=0, microsecond=0))
)
def test_a_serial_number_is_the_same_moment_to_the_minute(moment: datetime) -> None:
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)

    assert (
        moment_of(serial)
        == moment_of(moment)
        == moment_of(f"{moment:%Y-%m-%d %H:%M}")
        == moment.isoformat(timespec="minutes")
    )


@example(-1e306)
@given(st.text(max_size=12) | st.floats() | st.integers() | st.times() | st.datetimes() | st.timedeltas() | st.none())
def test_anything_is_understood_or_refused_in_a_sentence(value: object) -> None:
    for parse in (minutes_of, clock_of, date_of, moment_of):
        with suppress(ValueError):
            parse(value)
