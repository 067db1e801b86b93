"""What is published stays as it was told; addresses are known to their holders alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from scheduler.faults import FestivalError
from tests.web.support import WHAT, placed
from web.entries import PLACEMENTS, PUBLISHED, Name
from web.links import Found, Holder, Links
from web.operations import Edit, NothingToDo
from web.publishing import Stale
from web.settings import from_environment
from web.state import state_of
from web.tables import PrivateLink, Reply

if TYPE_CHECKING:
    from web.desk import Desk
    from web.workspace import Workspace

KIM = Holder("person", "kim")


def work_of(desk: Desk, slug: str) -> Workspace:
    found = desk.workspaces.of(slug)
    assert found is not None
    return found


def move(desk: Desk, slug: str, session: str, start: str, room: str = "big") -> None:
    """Lay the first showing of a session somewhere."""
    work = work_of(desk, slug)
    edit = Edit(Name(PLACEMENTS, f"{session}#1"), placed(session, 1, room, start))
    desk.operations.commit(None, work.id, work.head, [edit], WHAT)


@pytest.fixture
def slug_placed(desk: Desk, slug: str) -> str:
    """The small festival with its opening laid down."""
    move(desk, slug, "opening", "10:00")
    return slug


def publish(desk: Desk, slug: str, note: str = "") -> int:
    return desk.publishing.publish(None, work_of(desk, slug), note)


def test_nothing_is_in_force_before_the_first_publication(desk: Desk, slug: str) -> None:
    assert (desk.publishing.latest(slug), desk.publishing.latest("nowhere")) == (None, None)
    with pytest.raises(FestivalError, match="nothing is placed"):
        publish(desk, slug)


def test_what_was_published_stays_whatever_the_draft_becomes(desk: Desk, slug_placed: str) -> None:
    version = publish(desk, slug_placed, " for the press ")
    move(desk, slug_placed, "opening", "11:00")

    found = desk.publishing.latest(slug_placed)

    assert found is not None
    starts = [f"{one.start:%H:%M}" for one in found.publication.placements if one.start]
    assert (version, found.version, found.note, starts, len(found.timetable)) == (1, 1, "for the press", ["10:00"], 1)


def test_a_publication_is_a_revision_that_tells_the_draft_what_was_announced(desk: Desk, slug_placed: str) -> None:
    before = work_of(desk, slug_placed).head
    publish(desk, slug_placed)

    work = work_of(desk, slug_placed)
    with desk.store.reading() as session:
        told = [entry.data for entry in state_of(session, work.id, [PUBLISHED]).values()]
    assert work.head == before + 1
    assert [(one["session"], one["room"], one["start"]) for one in told] == [
        ("opening", "big", "2024-10-25T10:00+09:00")
    ]


def test_what_was_announced_cannot_be_undone(desk: Desk, slug_placed: str) -> None:
    publish(desk, slug_placed)
    work = work_of(desk, slug_placed)

    desk.operations.undo(None, work.id)
    with pytest.raises(NothingToDo):
        desk.operations.undo(None, work.id)

    assert len(work_of(desk, slug_placed).problem.festival.published) == 1


def test_nothing_is_published_twice(desk: Desk, slug_placed: str) -> None:
    versions = [publish(desk, slug_placed), publish(desk, slug_placed)]

    assert versions == [1, 1]


def test_a_second_version_remembers_the_first(desk: Desk, slug_placed: str) -> None:
    publish(desk, slug_placed)
    move(desk, slug_placed, "opening", "11:00")
    publish(desk, slug_placed)

    first, second = (desk.publishing.version(slug_placed, number) for number in (1, 2))

    assert first is not None
    assert second is not None
    assert [one.moved for one in second.publication.changes_of(2)] == [True]
    assert first.publication.changes == []
    assert desk.publishing.version(slug_placed, 3) is None


def test_nobody_publishes_what_they_have_not_looked_at(desk: Desk, slug_placed: str) -> None:
    seen = work_of(desk, slug_placed)
    move(desk, slug_placed, "opening", "11:00")

    with pytest.raises(Stale):
        desk.publishing.publish(None, seen)

    assert desk.publishing.latest(slug_placed) is None


def test_whom_a_version_concerns_is_asked_sees_and_answers(desk: Desk, slug_placed: str) -> None:
    publish(desk, slug_placed)
    number, replies = work_of(desk, slug_placed).id, desk.replies
    asked = sorted(replies.latest(number))
    person = asked[0]
    states: list[Any] = [replies.of(number, person), replies.see(number, person)]

    done = replies.answer(number, person, 1, "confirmed", " gladly ")

    states.append(replies.of(number, person))
    assert [(one.seen is not None, one.answer, one.note) for one in states] == [
        (False, "", ""),
        (True, "", ""),
        (True, "confirmed", "gladly"),
    ]
    assert (done, replies.answer(number, person, 2, "declined"), replies.see(number, "nobody")) == (True, False, None)


def test_who_was_told_nothing_new_is_not_asked_again(desk: Desk, slug_placed: str) -> None:
    publish(desk, slug_placed)
    move(desk, slug_placed, "talk", "11:00", "little")
    publish(desk, slug_placed)

    with desk.store.reading() as session:
        asked = sorted(tuple(one) for one in session.execute(select(Reply.version, Reply.person)))
    assert asked == [(1, "baek"), (1, "kim"), (2, "kim")]


def test_everybody_has_an_address_after_the_first_publication(desk: Desk, slug_placed: str) -> None:
    publish(desk, slug_placed)
    number = work_of(desk, slug_placed).id

    held = desk.links.of(number)
    token = desk.links.token(number, KIM)

    assert set(held) == {KIM, Holder("person", "baek"), Holder("staff")}
    assert token == held[KIM].token
    assert token is not None
    found = desk.links.find(token)
    assert found == Found(token.partition(".")[0], slug_placed, number, KIM, gone=False, version=1)


def test_an_address_is_kept_as_a_hash(desk: Desk, slug_placed: str) -> None:
    publish(desk, slug_placed)
    token = desk.links.token(work_of(desk, slug_placed).id, KIM) or ""

    with desk.store.reading() as session:
        row = session.get_one(PrivateLink, token.partition(".")[0])

    assert token.partition(".")[2] not in str(vars(row))
    assert len(token.partition(".")[2]) == 32


@pytest.mark.parametrize("wrong", ["", "x", "x.y", "{id}", "{id}.", "{id}.{secret}x", "{id}.{upper}"])
def test_a_wrong_address_is_nobodys(desk: Desk, slug_placed: str, wrong: str) -> None:
    number = work_of(desk, slug_placed).id
    id_, _, secret = desk.links.rotate(number, KIM, None).partition(".")

    assert desk.links.find(wrong.format(id=id_, secret=secret, upper=secret.upper())) is None


def test_a_rotated_address_is_gone_and_the_new_one_stands(desk: Desk, slug_placed: str) -> None:
    number = work_of(desk, slug_placed).id
    old = desk.links.rotate(number, KIM, None)
    new = desk.links.rotate(number, KIM, None)

    gone = [found.gone for token in (old, new) if (found := desk.links.find(token))]

    assert (gone, desk.links.token(number, KIM)) == ([True, False], new)


def test_a_revoked_address_stays_away_until_it_is_rotated(desk: Desk, slug_placed: str) -> None:
    publish(desk, slug_placed)
    number = work_of(desk, slug_placed).id
    desk.links.revoke(number, KIM)
    move(desk, slug_placed, "opening", "11:00")
    publish(desk, slug_placed)

    held = desk.links.of(number)[KIM]

    assert (held.revoked, held.token) == (True, None)
    desk.links.rotate(number, KIM, None)
    assert desk.links.of(number)[KIM].revoked is False


def test_with_another_key_addresses_work_but_cannot_be_shown(desk: Desk, slug_placed: str) -> None:
    number = work_of(desk, slug_placed).id
    token = desk.links.rotate(number, KIM, None)

    other = Links(desk.store, "another key of thirty-two letters")

    assert other.find(token) is not None
    assert (other.token(number, KIM), other.of(number)[KIM].revoked) == (None, False)


def test_a_key_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(FestivalError, match="at least 32 letters"):
        from_environment({"SECRET_KEY": "secret"})
    assert from_environment({"SECRET_KEY": "k" * 32}).secret_key == "k" * 32
