"""Every write is a revision; two people never overwrite each other; undo takes back one's own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from scheduler.faults import FestivalError
from tests.web.support import FESTIVAL, WHAT, placed
from web.accounts import Accounts
from web.desk import Desk
from web.entries import Name
from web.operations import Conflict, Edit, NothingToDo, Operations
from web.state import state_at, state_of
from web.store import Revision
from web.workspace import document_of

pytestmark = pytest.mark.both_databases
BIG, OPENING, FILM = Name("rooms", "big"), Name("placements", "opening#1"), Name("placements", "film#1")


@pytest.fixture
def operations(desk: Desk, slug: str) -> Operations:
    assert slug == "small"
    return desk.operations


@pytest.fixture
def people(accounts: Accounts) -> tuple[int, int]:
    """Two editors."""
    found = []
    for name in ("one", "two"):
        user = accounts.enter(accounts.link("editor"), name, f"{name}@example.org", "long enough")
        assert user
        found.append(user.id)
    return found[0], found[1]


def entry(desk: Desk, name: Name) -> Any:
    with desk.store.reading() as session:
        found = state_of(session, 1).get(name)
    return None if found is None else found.data


def room(**fields: Any) -> list[Edit]:
    return [Edit(BIG, fields=fields)]


def test_a_festival_comes_out_as_it_went_in(desk: Desk, operations: Operations) -> None:
    with desk.store.reading() as session:
        assert document_of(state_of(session, 1)) == FESTIVAL


def test_an_edit_says_who_and_what(desk: Desk, operations: Operations, people: tuple[int, int]) -> None:
    number = operations.commit(people[0], 1, 1, room(capacity=90), WHAT)

    with desk.store.reading() as session:
        revision = session.get_one(Revision, (1, number))
    before = FESTIVAL["rooms"][0]
    assert (number, revision.user_id, revision.verb, revision.summary) == (2, people[0], "edit", WHAT)
    assert revision.patch == [
        {"list": "rooms", "key": "big", "position": 0, "before": before, "after": {**before, "capacity": 90}}
    ]


def test_an_edit_that_changes_nothing_is_no_revision(operations: Operations) -> None:
    assert operations.commit(None, 1, 1, room(capacity=100), WHAT) == 1


def test_two_people_who_change_different_things_both_have_their_way(
    desk: Desk, operations: Operations, people: tuple[int, int]
) -> None:
    operations.commit(people[0], 1, 1, room(capacity=90), WHAT)
    operations.commit(people[1], 1, 1, room(turnaround=20), WHAT)
    operations.commit(people[1], 1, 1, [Edit(Name("rooms", "little"), fields={"capacity": 30})], WHAT)

    assert entry(desk, BIG) == {**FESTIVAL["rooms"][0], "capacity": 90, "turnaround": 20}
    assert entry(desk, Name("rooms", "little"))["capacity"] == 30


def test_the_same_thing_changed_twice_is_refused_with_both_versions(
    desk: Desk, operations: Operations, people: tuple[int, int]
) -> None:
    operations.commit(people[0], 1, 1, room(capacity=90), WHAT)

    with pytest.raises(Conflict) as refused:
        operations.commit(
            people[1], 1, 1, [*room(capacity=80), Edit(Name("rooms", "little"), fields={"hold": 5})], WHAT
        )

    before = FESTIVAL["rooms"][0]
    assert (refused.value.name, refused.value.mine, refused.value.theirs) == (
        BIG,
        {**before, "capacity": 80},
        {**before, "capacity": 90},
    )
    assert "hold" not in entry(desk, Name("rooms", "little"))


def test_the_same_change_made_twice_is_one(operations: Operations, people: tuple[int, int]) -> None:
    assert operations.commit(people[0], 1, 1, room(capacity=90), WHAT) == 2
    assert operations.commit(people[1], 1, 1, room(capacity=90), WHAT) == 2


def test_a_placement_is_one_thing(operations: Operations, people: tuple[int, int]) -> None:
    operations.commit(None, 1, 1, [Edit(OPENING, placed("opening", 1, "big", "10:00"))], WHAT)
    operations.commit(people[0], 1, 2, [Edit(OPENING, placed("opening", 1, "big", "11:00"))], WHAT)

    with pytest.raises(Conflict):
        operations.commit(people[1], 1, 2, [Edit(OPENING, placed("opening", 1, "little", "10:00"))], WHAT)


def test_a_change_to_what_somebody_deleted_is_refused(operations: Operations) -> None:
    tracks = Name("tracks", "main")
    without = {key: value for key, value in FESTIVAL["sessions"][1].items() if key != "track"}
    operations.commit(None, 1, 1, [Edit(tracks), Edit(Name("sessions", "film"), without)], WHAT)

    with pytest.raises(Conflict) as refused:
        operations.commit(None, 1, 1, [Edit(tracks, fields={"colour": "#fff"})], WHAT)
    assert refused.value.theirs is None


def test_a_festival_that_could_not_be_understood_is_not_written(desk: Desk, operations: Operations) -> None:
    with pytest.raises(FestivalError) as refused:
        operations.commit(None, 1, 1, [Edit(BIG)], WHAT)

    assert [fault.place for fault in refused.value.faults] == ["sessions.0.rooms.0 (opening)"]
    assert entry(desk, BIG) == FESTIVAL["rooms"][0]
    assert operations.commit(None, 1, 1, [], WHAT) == 1


def test_a_placement_in_a_room_that_is_gone_is_refused(operations: Operations) -> None:
    with pytest.raises(FestivalError, match="there is no room 'cellar' any more"):
        operations.commit(None, 1, 1, [Edit(OPENING, placed("opening", 1, "cellar", "10:00"))], WHAT)


def test_what_loses_its_room_or_session_lies_nowhere_and_comes_back_with_undo(
    desk: Desk, operations: Operations
) -> None:
    lies = placed("film", 1, "little", "10:40")
    operations.commit(None, 1, 1, [Edit(FILM, lies), Edit(OPENING, placed("opening", 1, "big", "10:00"))], WHAT)

    operations.commit(None, 1, 2, [Edit(Name("rooms", "little"))], WHAT)
    assert (entry(desk, FILM), entry(desk, OPENING) is None) == (None, False)

    operations.undo(None, 1)
    assert entry(desk, FILM) == lies


def test_undo_and_redo_go_back_and_forth_without_limit(desk: Desk, operations: Operations) -> None:
    for capacity in (10, 20, 30):
        operations.commit(None, 1, 9, room(capacity=capacity), WHAT)
    seen = []
    for turn in (operations.undo, operations.undo, operations.redo, operations.undo, operations.undo):
        turn(None, 1)
        seen.append(entry(desk, BIG)["capacity"])

    assert seen == [20, 10, 20, 10, 100]
    with pytest.raises(NothingToDo):
        operations.undo(None, 1)


def test_an_edit_after_an_undo_ends_what_could_be_done_again(operations: Operations) -> None:
    operations.commit(None, 1, 1, room(capacity=10), WHAT)
    operations.undo(None, 1)
    operations.commit(None, 1, 3, room(capacity=20), WHAT)

    with pytest.raises(NothingToDo):
        operations.redo(None, 1)


def test_undo_takes_back_ones_own_and_leaves_what_others_did(
    desk: Desk, operations: Operations, people: tuple[int, int]
) -> None:
    one, two = people
    operations.commit(one, 1, 1, room(capacity=90), WHAT)
    operations.commit(two, 1, 2, room(turnaround=5), WHAT)

    operations.undo(one, 1)

    assert entry(desk, BIG) == {**FESTIVAL["rooms"][0], "turnaround": 5}


def test_undo_of_what_somebody_changed_since_is_refused(operations: Operations, people: tuple[int, int]) -> None:
    operations.commit(people[0], 1, 1, room(capacity=90), WHAT)
    operations.commit(people[1], 1, 2, room(capacity=70), WHAT)

    with pytest.raises(Conflict):
        operations.undo(people[0], 1)


def test_every_old_revision_can_be_had(desk: Desk, operations: Operations) -> None:
    operations.commit(None, 1, 1, room(capacity=90), WHAT)
    operations.commit(None, 1, 2, [Edit(OPENING, placed("opening", 1, "big", "10:00"))], WHAT)
    operations.undo(None, 1)

    with desk.store.reading() as session:
        documents = [document_of(state_at(session, 1, number)) for number in (1, 2, 3, 4)]
        there = [OPENING in state_at(session, 1, number) for number in (1, 2, 3, 4)]
    changed = deepcopy(FESTIVAL)
    changed["rooms"][0]["capacity"] = 90
    assert documents == [FESTIVAL, changed, changed, changed]
    assert there == [False, False, True, False]


def test_of_edits_made_at_the_same_moment_none_is_lost(desk: Desk, operations: Operations) -> None:
    wanted = [
        ("big", "capacity", 90),
        ("big", "turnaround", 5),
        ("little", "capacity", 30),
        ("little", "turnaround", 7),
    ]
    there = Barrier(len(wanted))

    def edit(what: tuple[str, str, int]) -> int:
        there.wait(30)
        return operations.commit(None, 1, 1, [Edit(Name("rooms", what[0]), fields={what[1]: what[2]})], WHAT)

    with ThreadPoolExecutor(len(wanted)) as pool:
        numbers = list(pool.map(edit, wanted))

    rooms = {key: entry(desk, Name("rooms", key)) for key in ("big", "little")}
    assert sorted(numbers) == [2, 3, 4, 5]
    assert [rooms[room][field] for room, field, _ in wanted] == [value for _, _, value in wanted]


def test_of_the_same_thing_changed_at_the_same_moment_one_is_refused(desk: Desk, operations: Operations) -> None:
    there = Barrier(2)

    def edit(capacity: int) -> int | None:
        there.wait(30)
        try:
            operations.commit(None, 1, 1, room(capacity=capacity), WHAT)
        except Conflict as refused:
            return int(refused.theirs["capacity"])
        return None

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(edit, (80, 90)))

    assert [entry(desk, BIG)["capacity"]] == [one for one in told if one is not None]


def test_a_second_festival_of_the_same_id_has_an_address_of_its_own(desk: Desk, operations: Operations) -> None:
    assert operations.create(None, FESTIVAL, WHAT) == "small-2"
    assert operations.create(None, FESTIVAL, WHAT) == "small-3"
    with desk.store.reading() as session:
        assert len(list(session.scalars(select(Revision)))) == 3
