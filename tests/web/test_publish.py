"""The page that publishes: what would change, for whom; nothing goes out that nobody has looked at."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.cli.support import PLACES
from tests.web.support import WHAT, placed
from web.entries import PLACEMENTS, Name
from web.operations import Edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from web.desk import Desk


def lay(desk: Desk, slug: str, *places: tuple[str, int, str, str]) -> int:
    """Put showings somewhere; the newest revision."""
    edits = [Edit(Name(PLACEMENTS, f"{one[0]}#{one[1]}"), placed(*one)) for one in places]
    work = desk.workspaces.of(slug)
    assert work is not None
    return desk.operations.commit(None, work.id, work.head, edits, WHAT)


@pytest.fixture
def full(desk: Desk, slug: str) -> str:
    """The small festival, all placed: revision 2, no must broken."""
    lay(desk, slug, *PLACES)
    return slug


def published(client: FlaskClient, slug: str, base: int, **more: str) -> int:
    return client.post(f"/f/{slug}/publish", data={"base": str(base), **more}).status_code


def rows(page: str) -> list[tuple[str, str]]:
    """Who is told, and what."""
    found = re.findall(r'<tr><th scope="row">(.*?)</th>\s*<td>(.*?)</td>', page, re.DOTALL)
    return [(who, unescape(re.sub(r"</?div>", "", what)).strip()) for who, what in found]


def test_an_empty_timetable_teaches_what_to_do(manager: FlaskClient, slug: str) -> None:
    page = manager.get(f"/f/{slug}/publish").text

    assert "Nothing is placed yet" in page
    assert "Publish version" not in page


def test_of_the_first_version_everybody_in_it_is_told(manager: FlaskClient, full: str) -> None:
    page = manager.get(f"/f/{full}/publish").text

    assert rows(page) == [("Dae-sik Kim", "Showings: 2"), ("Jun Baek", "Showings: 1")]
    assert "No must is broken." in page


def test_a_later_version_tells_whom_it_concerns_what(manager: FlaskClient, desk: Desk, full: str) -> None:
    published(manager, full, 2)
    lay(desk, full, ("talk", 1, "little", "12:00"))

    page = manager.get(f"/f/{full}/publish").text

    said = "Who Dreams? moved from Little hall 11:00 to 12:00."
    assert rows(page) == [("Dae-sik Kim", said)]
    assert f"<li>{said}</li>" in page


def test_publishing_shows_the_version_with_its_note(manager: FlaskClient, full: str) -> None:
    answer = manager.post(f"/f/{full}/publish", data={"base": "2", "note": "For <press>"}, follow_redirects=True)

    assert answer.request.path == f"/f/{full}/publish/1"
    assert "For &lt;press&gt;" in answer.text
    assert "Version 1 is published." in answer.text
    assert [re.sub("<.*?>", "", one) for one in re.findall(r'<span class="state.*?</span>', answer.text)] == [
        "Silent",
        "Silent",
    ]


def test_nothing_is_published_twice_nor_unseen(manager: FlaskClient, desk: Desk, full: str) -> None:
    first = published(manager, full, 2)
    head = lay(desk, full, ("talk", 1, "little", "12:00"))
    unseen = published(manager, full, head - 1, note="kept <words>")
    page = manager.post(f"/f/{full}/publish", data={"base": "1", "note": "kept <words>"}).text
    second, third = published(manager, full, head), published(manager, full, head + 1)

    latest = desk.publishing.latest(full)
    assert (first, unseen, second, third) == (302, 409, 302, 302)
    assert "kept &lt;words&gt;" in page
    assert latest is not None
    assert latest.version == 2


def test_broken_musts_are_shown_and_want_a_second_word(manager: FlaskClient, desk: Desk, full: str) -> None:
    head = lay(desk, full, ("talk", 1, "little", "10:10"))

    page = manager.get(f"/f/{full}/publish").text
    answers = [published(manager, full, head, **more) for more in ({}, {"nevertheless": "1"})]

    assert "Dae-sik Kim" in page.partition('class="told bad-lines"')[2].partition("</ul>")[0]
    assert answers == [422, 302]


def test_draft_and_published_stay_apart(manager: FlaskClient, desk: Desk, full: str) -> None:
    published(manager, full, 2)
    lay(desk, full, ("talk", 1, "little", "12:00"))

    times = [re.findall(r'class="time">(\d+:\d+)', manager.get(f"/f/{full}/history/{n}").text)[2:3] for n in (2, 4)]

    assert times == [["11:00"], ["12:00"]]
    assert manager.get(f"/f/{full}/publish/2").status_code == 404


def test_a_letter_says_what_changes_in_the_words_of_the_person(manager: FlaskClient, full: str) -> None:
    draft = manager.get(f"/f/{full}/publish/letter/kim").text
    published(manager, full, 2)
    sent = manager.get(f"/f/{full}/publish/1/letter/kim").text

    letters = [page.partition("<pre>")[2].partition("</pre>")[0] for page in (draft, sent)]
    assert ["11:00–11:45  Who Dreams?, Little hall" in letter for letter in letters] == [True, True]
    assert manager.get(f"/f/{full}/publish/1/letter/nobody").status_code == 404


def test_all_letters_come_as_files(manager: FlaskClient, full: str) -> None:
    published(manager, full, 2)

    answer = manager.get(f"/f/{full}/publish/1/letters.zip")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
    assert (names, answer.mimetype) == (["v1-kim.eml", "v1-baek.eml"], "application/zip")


def test_only_a_manager_publishes(desk: Desk, full: str, logged_in: Callable[[str], FlaskClient]) -> None:
    editor = logged_in("editor")

    assert "A manager publishes." in editor.get(f"/f/{full}/publish").text
    assert (published(editor, full, 2), desk.publishing.latest(full)) == (403, None)
