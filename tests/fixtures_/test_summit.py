"""The summit is what its generator makes, and as hard as it says."""

from __future__ import annotations

from collections import Counter

import pytest

from scheduler.answer import Answer, PlacedShowing, timetable_of
from scheduler.compile import compile_festival
from scheduler.festival import Festival, Session
from scheduler.formats.document import load
from scheduler.verify import verify
from tests.generators import summit
from tests.generators.common import FIXTURES, Item, text_of
from tests.generators.summit import Talk

PATH = FIXTURES / "summit" / "festival.yaml"


@pytest.fixture(scope="module")
def made() -> tuple[Item, list[Talk]]:
    """What the generator makes now."""
    return summit.generate()


@pytest.fixture(scope="module")
def festival() -> Festival:
    """The committed document."""
    return load(PATH)


@pytest.fixture(scope="module")
def talks(festival: Festival) -> list[Session]:
    """Everything but keynotes."""
    return [session for session in festival.sessions if session.type != "keynote"]


def test_the_committed_file_is_what_the_generator_makes(made: tuple[Item, list[Talk]]) -> None:
    assert PATH.read_text(encoding="utf-8") == text_of(made[0])


def test_its_size(festival: Festival, talks: list[Session]) -> None:
    blocks = [block for block in festival.blocks if block.slots > 1]

    assert (len(talks), len(festival.tracks), len(festival.rooms), len(festival.days)) == (240, 16, 10, 3)
    assert len(blocks) == 12
    assert {block.slots for block in blocks} == {3, 4, 5}


def test_three_quarters_of_the_slots_are_in_use(festival: Festival, talks: list[Session]) -> None:
    slots = sum(block.slots for block in festival.blocks if block.slots > 1) * len(festival.rooms)

    assert 0.75 <= sum(talk.slots or 1 for talk in talks) / slots <= 0.80


def test_a_keynote_takes_a_whole_block(festival: Festival) -> None:
    keynotes = [(session.duration, session.blocks) for session in festival.sessions if session.type == "keynote"]

    assert keynotes == [("block", ["opening-keynote"]), ("block", ["closing-keynote"])]


def test_people_give_one_to_three_talks(talks: list[Session]) -> None:
    given = Counter(person.id for talk in talks for person in talk.people)

    assert set(given.values()) == {1, 2, 3}
    assert sum(1 for count in given.values() if count > 1) >= 30


def test_chairs_speak_in_other_tracks(festival: Festival, talks: list[Session]) -> None:
    chairs = {person: track.id for track in festival.tracks for person in track.chairs}
    elsewhere = {one.id for talk in talks for one in talk.people if chairs.get(one.id, talk.track) != talk.track}

    assert all(track.chairs for track in festival.tracks)
    assert len(elsewhere) >= 6


def test_remote_talks_are_given_from_other_time_zones(festival: Festival, talks: list[Session]) -> None:
    zones = {person.id: person.timezone for person in festival.people}
    remote = [talk for talk in talks if talk.remote]

    assert len(remote) == summit.REMOTE
    assert all(zones[person.id] for talk in remote for person in talk.people)
    assert len({zones[person.id] for talk in remote for person in talk.people}) >= 5


def test_the_plan_breaks_no_must(festival: Festival, made: tuple[Item, list[Talk]]) -> None:
    problem = compile_festival(festival)
    placed = [PlacedShowing.model_validate(one) for one in summit.planned(made[1])]

    plan = timetable_of(problem, Answer(showgrid=1, festival="summit", placements=placed))

    assert [violation.sentence for violation in verify(problem, plan).broken] == []
