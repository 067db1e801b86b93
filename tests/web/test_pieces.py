"""Pieces of pages that are kept: what a warm desk draws is, letter by letter, what one that has kept nothing draws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from web.bounded import FIXED, Bounded
from web.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from web.desk import Desk
    from web.workspace import Workspace

JSON = {"Accept": "application/json"}
PAGES = ("day/0", "overview", "programme/list/sessions", "programme/list/pins")
EDITS: list[tuple[str, str, Any]] = [
    ("a showing moves", "move", {"moves": [{"session": "talk", "room": "little", "start": "2024-10-25T13:00"}]}),
    ("one is pinned", "pin/talk/1", {"on": "1"}),
    ("one lies nowhere", "move", {"moves": [{"session": "film", "showing": 2}]}),
    ("it is undone", "undo", {}),
    ("a title changes", "programme/list/sessions/edit/talk", {"title.en": "Another title", "duration": "45"}),
    ("a room is added", "programme/list/rooms/new", {"id": "attic"}),
]


def drawn(client: FlaskClient, path: str) -> str:
    """Without what is of this session alone."""
    page = client.get(f"/f/small/{path}").text
    assert "</html>" in page
    return re.sub(r'(name="csrf_token" value|name="csrf-token" content)="[^"]*"', "", page)


@pytest.mark.usefixtures("full")
def test_after_every_edit_pages_are_as_if_nothing_were_kept(manager: FlaskClient, desk: Desk) -> None:
    seen = set[str]()
    for said, path, data in [("nothing happened", "", {}), *EDITS]:
        if path:
            given: dict[str, Any] = {"json": data, "headers": JSON} if path in ("move", "undo") else {"data": data}
            assert manager.post(f"/f/small/{path}", **given).status_code in (200, 302), said
        manager.get("/f/small/programme")  # takes what was flashed
        warm = [drawn(manager, path) for path in PAGES]
        desk.drop(1)
        assert [drawn(manager, path) for path in PAGES] == warm, said
        seen.add(warm[0])

    assert len(seen) == 1 + len(EDITS)  # the day says each time something else


def test_a_piece_is_rendered_once_a_name_and_again_when_the_festival_is_dropped() -> None:
    pieces, rendered = Pieces(), list[str]()

    def ask(festival: int, name: str) -> str:
        def render() -> str:
            rendered.append(name)
            return "<b>"

        return pieces.about(festival, "en")(name, caller=render)

    told = [ask(1, "a"), ask(1, "a"), ask(1, "b"), ask(2, "a")]
    pieces.drop(1)
    ask(1, "a")
    ask(2, "a")

    assert told == ["<b>"] * 4
    assert rendered == ["a", "b", "a", "a"]


def test_what_was_not_asked_for_longest_goes_when_there_is_too_much() -> None:
    kept, made = Bounded[str](3 * (FIXED + 10), len), list[int]()

    def ask(number: int) -> str:
        def make() -> str:
            made.append(number)
            return "x" * 10

        return kept.of(1, number, make)

    for number in (1, 2, 3, 1, 4, 1, 2):
        ask(number)

    assert made == [1, 2, 3, 4, 2]


def test_what_is_larger_than_all_there_is_room_for_is_still_answered() -> None:
    kept = Bounded[str](10, len)

    assert [kept.of(1, number, lambda: "x" * 1000) for number in (1, 2)] == ["x" * 1000] * 2


def test_two_languages_have_pieces_of_their_own(full: Callable[[], Workspace], manager: FlaskClient) -> None:
    full()
    pages = []
    for lang in ("en", "ko", "en"):
        manager.post(f"/language/{lang}")
        pages.append(drawn(manager, "day/0"))

    assert pages[0] == pages[2] != pages[1]
