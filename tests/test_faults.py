"""A fault says where and what, and a hint names only what is about as near as the nearest."""

from __future__ import annotations

import pytest

from scheduler.faults import Fault, FestivalError, did_you_mean


def test_an_error_lists_each_fault_once_a_line() -> None:
    first, second = Fault("rooms.0 (a)", "this is missing"), Fault("", "the file is empty")

    error = FestivalError([first, second, first])

    assert (error.faults, str(error)) == ([first, second], "rooms.0 (a): this is missing\nthe file is empty")


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("hall-1", ["hall-a", "hall-b", "lobby"], "; did you mean 'hall-a' or 'hall-b'?"),
        ("durration", ["duration", "rotation"], "; did you mean 'duration'?"),
        ("x", ["b", "a"], "; there is 'a', 'b'"),
        ("x", [], ""),
        ("x", [f"number-{number}" for number in range(13)], ""),
    ],
)
def test_a_hint_names_the_nearest_or_all_if_they_are_few(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint
