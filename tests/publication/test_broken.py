"""Whatever is in a publication's file, it is either understood or refused in words; nothing falls over later."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from scheduler.answer import timetable_of
from scheduler.faults import FestivalError
from scheduler.feed import Feed
from scheduler.formats.ics import calendar
from scheduler.formats.letter import letters
from scheduler.publication import publish, read_publication
from scheduler.publication.reading import check_told, text_of
from tests.publication.support import PLACES, announced, problem_with

LESS = {key: place for key, place in PLACES.items() if key != "opening#1"} | {"film#1": ("little", "15:00")}
STRANGE: list[Any] = [
    None, "", 0, -1, 1e99, "x" * 300, [], {}, True, "2024-10-25", "2024-10-25T13:00", "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00", [1], {"a": 1}, "\x00", "😀", 3.5, 2**70, "kim", "big",
]  # fmt: skip


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in it."""
    if path:
        yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


@pytest.mark.parametrize("seed", range(4))
def test_a_publication_with_anything_in_any_place_is_understood_or_refused(seed: int) -> None:
    draw = random.Random(seed)
    problem = problem_with()
    _, _, first = announced()
    text = text_of(announced(LESS, first)[2])
    every = list(places(json.loads(text)))
    outcomes = {True: 0, False: 0}
    for _ in range(60):
        data = json.loads(text)
        *path, last = draw.choice(every)
        inner = data
        for key in path:
            inner = inner[key]
        inner[last] = draw.choice(STRANGE)
        try:
            publication = read_publication(json.dumps(data))
            timetable = timetable_of(problem, publication)
            check_told(problem, timetable, publication)
            now = publication.published_at + timedelta(hours=1)
            for feed in (Feed(), Feed("both", room="big"), Feed(person="kim")):
                calendar(problem, timetable, feed, publication, now=now)
            letters(problem, timetable, publication)
            publish(problem, timetable, publication, publication, now)
            outcomes[True] += 1
        except FestivalError:
            outcomes[False] += 1
    assert min(outcomes.values()) > 0
