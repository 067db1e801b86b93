"""When a calendar last became as it is: later whenever its bytes differ, and not for what does not concern it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from scheduler.feed import Feed
from scheduler.formats.ics import calendar
from tests.publication.support import DOCUMENT, FIRST, PLACES, announced, problem_with, session

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.timetable import Timetable

Version = tuple["Problem", "Timetable", "Publication"]
FEEDS = (
    Feed(), Feed(audience="staff"), Feed(person="kim"), Feed(person="ryu"), Feed(room="big"), Feed(room="little"),
    Feed(track="main"), Feed(track="odd"),
)  # fmt: skip


@pytest.fixture(scope="module")
def versions() -> list[Version]:
    """A film hidden for two days; the opening moved; taken out; it and another name of the festival's at the end."""
    hidden = problem_with(sessions=session("film", embargo_until=(FIRST + timedelta(hours=50)).isoformat()))
    named = problem_with(festival=DOCUMENT["festival"] | {"name": "Renamed"})
    less = {key: place for key, place in PLACES.items() if key != "opening#1"}
    chain = [announced(PLACES, None, hidden)]
    for places, problem in (
        (PLACES | {"opening#1": ("little", "15:00")}, hidden), (less, hidden),
        (less | {"secret#1": ("big", "18:00")}, hidden), (less, named),
    ):  # fmt: skip
        chain.append(announced(places, chain[-1][2], problem))
    return chain


def told(version: Version, feed: Feed, now: datetime) -> tuple[datetime, bytes]:
    problem, timetable, publication = version
    live = {(one.showing.session.id, one.showing.label) for one in feed.shown(problem, timetable, now)}
    since = feed.changed(publication, live, now) or now
    return since, calendar(problem, timetable, feed, publication, now=now)


@pytest.mark.parametrize("feed", FEEDS, ids=str)
def test_bytes_that_differ_are_of_a_later_moment(versions: list[Version], feed: Feed) -> None:
    seen = []
    for hour in range(0, 220, 5):
        now = FIRST + timedelta(hours=hour)
        seen.append(told([one for one in versions if one[2].published_at <= now][-1], feed, now))

    assert [since for since, _ in seen] == sorted(since for since, _ in seen)
    assert all(before[0] < after[0] for before, after in pairwise(seen) if before[1] != after[1])
    assert len({data for _, data in seen}) > 1


def test_what_does_not_concern_it_leaves_the_moment(versions: list[Version]) -> None:
    moved = versions[1]
    now = moved[2].published_at

    assert [told(moved, feed, now)[0] for feed in (Feed(person="kim"), Feed(person="ryu"))] == [now, FIRST]
    assert told(versions[3], Feed(), versions[3][2].published_at)[0] == FIRST + timedelta(hours=50)


def test_a_building_is_its_halls_and_those_that_it_had() -> None:
    """A hall that the festival has no more is known by what was told of it; another house is not in it."""
    lists: dict[str, Any] = {
        "venues": [{"id": "old", "name": {"en": "Old house", "ko": "옛집"}}, {"id": "new"}],
        "rooms": [{"id": "big", "venue": "old"}, {"id": "little", "venue": "old"}, {"id": "other", "venue": "new"}],
    }
    first = announced({"film#1": ("big", "13:00"), "film#2": ("little", "13:00")}, None, problem_with(**lists))[2]
    fewer = problem_with(**lists | {"rooms": [one for one in lists["rooms"] if one["id"] != "little"]})
    problem, timetable, told_ = announced({"film#1": ("big", "13:00"), "film#2": ("other", "18:00")}, first, fewer)
    now = told_.published_at

    old, new = (Feed.of_venue(problem, name, "ko", told=told_) for name in ("old", "new"))
    shown = [[one.showing.key for one in feed.shown(problem, timetable, now)] for feed in (old, new)]
    gone = [[(one.session, one.showing) for one in feed.gone(told_, {("film", 1)}, now)] for feed in (old, new)]

    assert (shown, gone) == ([["film#1"], ["film#2"]], [[("film", 2)], []])
    assert old.title(problem) == "작은 영화제 · 옛집"
    assert len(calendar(problem, timetable, old, told_, now=now).split(b"BEGIN:VEVENT")) == 3
