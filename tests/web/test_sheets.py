"""A sheet's code: still right, or what to correct by pen; and the sheets themselves from the desk."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from scheduler.paper import SHEETS
from tests.cli.support import PLACES
from tests.web.support import WHAT, placed
from web.entries import PLACEMENTS, Name
from web.links import Holder
from web.operations import Edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from web.desk import Desk


def lay(desk: Desk, slug: str, *places: tuple[str, int, str, str]) -> None:
    edits = [Edit(Name(PLACEMENTS, f"{one[0]}#{one[1]}"), placed(*one)) for one in places]
    work = desk.workspaces.of(slug)
    assert work is not None
    desk.operations.commit(None, work.id, work.head, edits, WHAT)
    again = desk.workspaces.of(slug)
    assert again is not None
    desk.publishing.publish(None, again)


@pytest.fixture
def two(desk: Desk, slug: str) -> str:
    """Two versions: the talk in the little hall is an hour later."""
    lay(desk, slug, *PLACES)
    lay(desk, slug, ("talk", 1, "little", "12:00"))
    return slug


LINE = "Who Dreams? moved from Little hall 11:00 to 12:00."


@pytest.mark.parametrize(
    ("code", "right", "lines"),
    [
        ("1/running-order/little/2024-10-25", False, 1),
        ("2/running-order/little/2024-10-25", True, 0),
        ("1/running-order/big/2024-10-25", True, 0),
        ("1/running-order/little/2024-10-26", True, 0),
        ("1/guest/kim/2024-10-25", False, 1),
        ("1/guest/baek/2024-10-25", True, 0),
        ("1/cues/talk/2024-10-25", False, 1),
        ("1/day/-/2024-10-25", False, 1),
        ("1/booklet/-/-", False, 1),
        ("draft-1234abcd/running-order/little/2024-10-25", False, 0),
        ("3/running-order/little/2024-10-25", False, 0),
    ],
)
def test_a_code_is_answered(anybody: FlaskClient, two: str, code: str, right: bool, lines: int) -> None:
    page = unescape(anybody.get(f"/sheet/{two}/{code}", headers={"Accept-Language": "en"}).text)

    assert ("<h1>Still right</h1>" in page, page.count(LINE)) == (right, lines)


def test_a_code_is_answered_in_the_language_that_its_address_asks_for(anybody: FlaskClient, two: str) -> None:
    path = f"/sheet/{two}/2/running-order/big/2024-10-25"

    korean, odd = (anybody.get(f"{path}?lang={one}", headers={"Accept-Language": "en"}).text for one in ("ko", "tlh"))

    assert ('<html lang="ko">' in korean, "<h1>Still right</h1>" in odd) == (True, True)


def test_a_hall_that_has_corrected_its_sheet_is_remembered(
    logged_in: Callable[[str], FlaskClient], anybody: FlaskClient, two: str
) -> None:
    path, staff = f"/sheet/{two}/1/running-order/little/2024-10-25", logged_in("viewer")

    refused = anybody.post(path, data={"in_force": "2"}).status_code
    stale = staff.post(path, data={"in_force": "1"}, follow_redirects=True).text
    page = staff.post(path, data={"in_force": "2"}, follow_redirects=True).text

    assert refused in (302, 401, 403)
    assert ("Another version" in stale, "Known here" in stale) == (True, False)
    assert ("Known here: version 2" in page, '<button class="main">' in page) == (True, False)
    assert "Known here" not in anybody.get(path).text


def test_a_telephone_that_has_opened_the_page_of_the_house_confirms(
    logged_in: Callable[[str], FlaskClient], anybody: FlaskClient, desk: Desk, two: str
) -> None:
    """Until its address is rotated; the manager sees which hall knows what."""
    path = f"/sheet/{two}/1/running-order/little/2024-10-25"
    work = desk.workspaces.of(two)
    assert work is not None
    token = desk.links.token(work.id, Holder("staff"))
    manager = logged_in("viewer")

    def states() -> list[str]:
        page = manager.get(f"/f/{two}/sheets", headers={"Accept-Language": "en"}).text
        return re.findall(r'<a class="tag \w+"[^>]*>([^<]*)</a>', page)

    before = states()
    anybody.get(f"/s/{token}")
    offered = '<button class="main">' in anybody.get(path).text
    anybody.post(path, data={"in_force": "2"})
    after = states()
    lay(desk, two, ("talk", 1, "little", "13:00"))
    later = states()
    desk.links.rotate(work.id, Holder("staff"), None)

    assert (before, offered) == (["not confirmed"] * 2, True)
    assert sorted(after) == ["knows 2", "not confirmed"]
    assert sorted(later) == ["knows 2, 1 to correct", "not confirmed"]
    assert anybody.post(path, data={"in_force": "3"}).status_code in (302, 401)
    assert states() == later


def test_what_only_the_staff_may_know_is_told_only_to_the_staff(
    logged_in: Callable[[str], FlaskClient], anybody: FlaskClient, desk: Desk, two: str
) -> None:
    work = desk.workspaces.of(two)
    assert work is not None
    desk.operations.commit(
        None, work.id, work.head, [Edit(Name("sessions", "talk"), fields={"visibility": "staff"})], WHAT
    )
    lay(desk, two, ("talk", 1, "little", "11:30"))
    lay(desk, two, ("talk", 1, "little", "12:30"))
    path = f"/sheet/{two}/3/running-order/little/2024-10-25"

    public = anybody.get(path, headers={"Accept-Language": "en"}).text
    staff = logged_in("viewer").get(path, headers={"Accept-Language": "en"}).text

    assert ("Who Dreams?" in public, "only the staff may read: 1" in public) == (False, True)
    assert "Who Dreams? moved from Little hall 11:30 to 12:30." in unescape(staff)


def test_a_sheet_comes_from_the_desk_and_faults_are_told(logged_in: Callable[[str], FlaskClient], two: str) -> None:
    client = logged_in("viewer")

    made = client.get(f"/f/{two}/sheets/running-order.pdf?room=little&day=2024-10-25&lang=ko&paper=letter")
    wrong = client.get(f"/f/{two}/sheets/running-order.pdf?room=litle", headers={"Accept": "application/json"})

    assert (made.status_code, made.mimetype, made.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert (wrong.status_code, wrong.get_json()["faults"]) == (
        422,
        ["room: there is no 'litle'; did you mean 'little'?"],
    )
    assert client.get(f"/f/{two}/sheets/nothing.pdf").status_code == 404


def test_a_page_lists_every_hall_and_day_that_has_something_and_every_kind_of_sheet(
    manager: FlaskClient, two: str
) -> None:
    page = unescape(manager.get(f"/f/{two}/sheets").text)

    halls = {room: page.count(f"running-order.pdf?room={room}&day=2024-10-25&lang=both") for room in ("big", "little")}
    assert halls == {"big": 1, "little": 1}
    assert "day=2024-10-26" not in page
    assert all(f'action="/f/{two}/sheets/{name}.pdf"' in page for name in SHEETS)
    assert manager.get(f"/f/{two}/sheets/guest.pdf?person=&day=&lang=ko&paper=a4").data[:5] == b"%PDF-"


def test_before_anything_is_published_the_page_says_what_to_do(manager: FlaskClient, slug: str) -> None:
    page = manager.get(f"/f/{slug}/sheets").text

    assert "Publish the timetable first." in page
    assert ".pdf" not in page
