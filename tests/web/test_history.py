"""Every revision can be looked at, compared and brought back; what was announced stays announced."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.web.support import WHAT, placed
from web.entries import PLACEMENTS, PUBLISHED, Name
from web.operations import Edit, NothingToDo
from web.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from web.desk import Desk
    from web.workspace import Workspace


def work_of(desk: Desk, slug: str) -> Workspace:
    found = desk.workspaces.of(slug)
    assert found is not None
    return found


def edit(desk: Desk, slug: str, *edits: Edit) -> int:
    work = work_of(desk, slug)
    return desk.operations.commit(None, work.id, work.head, list(edits), WHAT)


def opening_at(start: str) -> Edit:
    return Edit(Name(PLACEMENTS, "opening#1"), placed("opening", 1, "big", start))


@pytest.fixture
def moved(desk: Desk, slug: str) -> str:
    """Revision 2 has the opening at 10:00, revision 3 at 11:00."""
    edit(desk, slug, opening_at("10:00"))
    edit(desk, slug, opening_at("11:00"))
    return slug


def lines(page: str) -> list[str]:
    """The sentences of a comparison."""
    return [unescape(one) for one in re.findall(r"<li>(.*?)</li>", page.partition('class="told"')[2])]


def test_a_revision_shows_the_timetable_as_it_was(manager: FlaskClient, moved: str) -> None:
    times = [
        re.findall(r'class="time">(\d+:\d+)', manager.get(f"/f/{moved}/history/{number}").text) for number in (1, 2, 3)
    ]

    assert times == [[], ["10:00"], ["11:00"]]


@pytest.mark.parametrize("path", ["history/0", "history/4", "history/2?day=7", "compare?a=9&b=1"])
def test_there_is_no_such_revision(manager: FlaskClient, moved: str, path: str) -> None:
    assert manager.get(f"/f/{moved}/{path}").status_code == 404


def test_two_revisions_are_compared_in_sentences_whichever_is_named_first(manager: FlaskClient, moved: str) -> None:
    found = [lines(manager.get(f"/f/{moved}/compare?{query}").text) for query in ("a=2&b=3", "a=3&b=2", "a=2")]

    assert found == [["Opening moved from Big hall 10:00 to 11:00."]] * 3


def test_a_comparison_tells_what_the_programme_has_otherwise(manager: FlaskClient, desk: Desk, moved: str) -> None:
    edit(desk, moved, Edit(Name("sessions", "talk"), fields={"title": "Who Wakes?"}))
    edit(desk, moved, Edit(Name("people", "lim"), {"id": "lim", "name": "Lim"}))

    page = manager.get(f"/f/{moved}/compare?a=3&b=5").text

    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>', page)
    assert rows == [("People", "Lim", "–", "–"), ("Sessions", "–", "Who Wakes?", "–")]


def test_what_is_the_same_is_said_to_be(manager: FlaskClient, moved: str) -> None:
    assert "Nothing differs." in manager.get(f"/f/{moved}/compare?a=3&b=3").text


def test_bringing_back_a_revision_is_an_edit_that_can_be_undone(manager: FlaskClient, desk: Desk, moved: str) -> None:
    answer = manager.post(f"/f/{moved}/history/2/restore", headers={"Accept": "application/json"})
    restored = [one.start for one in work_of(desk, moved).answer.placements]
    manager.post(f"/f/{moved}/undo")
    undone = [one.start for one in work_of(desk, moved).answer.placements]

    assert answer.json == {"revision": 4, "summary": {"en": "Brought back revision 2", "ko": "변경 2번 상태로 되돌림"}}
    assert [f"{one[0]:%H:%M}" for one in (restored, undone) if one[0]] == ["10:00", "11:00"]


def test_what_is_as_it_was_cannot_be_brought_back(manager: FlaskClient, moved: str) -> None:
    assert manager.post(f"/f/{moved}/history/3/restore").status_code == 409


def test_a_programme_that_was_deleted_comes_back_whole(desk: Desk, moved: str) -> None:
    before = work_of(desk, moved).problem.festival.model_dump()
    edit(desk, moved, Edit(Name("sessions", "talk"), None))
    desk.operations.restore(None, 1, 3, WHAT)

    assert work_of(desk, moved).problem.festival.model_dump() == before
    with pytest.raises(NothingToDo):
        desk.operations.restore(None, 1, 99, WHAT)


def test_what_was_announced_survives_bringing_back_and_goes_with_its_session(desk: Desk, moved: str) -> None:
    desk.publishing.publish(None, work_of(desk, moved))
    desk.operations.restore(None, 1, 2, WHAT)
    kept = [one.start for one in work_of(desk, moved).problem.festival.published]
    edit(desk, moved, Edit(Name("people", "baek"), None), without_baek())
    told = [one.told for one in work_of(desk, moved).problem.festival.published]
    edit(desk, moved, Edit(Name("sessions", "opening"), None))

    with desk.store.reading() as session:
        left = state_of(session, 1, [PUBLISHED])
    assert [f"{one:%H:%M}" for one in kept] == ["11:00"]
    assert (told, left) == ([["kim"]], {})
    latest = desk.publishing.latest(moved)
    assert latest is not None
    assert list(latest.publication.by_key) == [("opening", 1)]


def without_baek() -> Edit:
    """The opening without one of its people."""
    return Edit(Name("sessions", "opening"), fields={"people": [{"id": "kim"}]})


def test_viewers_look_and_compare_but_bring_nothing_back(
    desk: Desk, moved: str, logged_in: Callable[[str], FlaskClient]
) -> None:
    viewer = logged_in("viewer")
    answers = [viewer.get(f"/f/{moved}/{path}").status_code for path in ("history", "history/2", "compare?a=2")]

    assert (answers, viewer.post(f"/f/{moved}/history/2/restore").status_code) == ([200, 200, 200], 403)
