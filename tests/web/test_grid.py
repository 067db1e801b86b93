"""The timetable over HTTP: what is drawn, what a place costs, what a move does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.support import FESTIVAL, WHAT, placed
from web.board import Board
from web.desk import Desk
from web.entries import PLACEMENTS, Name
from web.operations import Edit
from web.streams import MOST, PLACES
from web.workspace import Workspace, Workspaces

if TYPE_CHECKING:
    from flask.testing import FlaskClient

JSON = {"Accept": "application/json"}
CHECKED = '{"revision": 2, "mended": false}\n\n'
TALK = {"session": "talk", "showing": 1}


def move(client: FlaskClient, place: dict[str, Any], **more: Any) -> Any:
    return client.post("/f/small/move", json={"moves": [place], **more}, headers=JSON)


def test_a_day_is_drawn_in_minutes_from_its_first_hour(full: Callable[[], Workspace]) -> None:
    board = Board(full(), 0, "ko")

    drawn = [(card.key, card.column, card.at, card.long, card.turn, card.start) for card in board.cards()]

    assert (f"{board.first:%H:%M}", board.minutes) == ("10:00", 240)
    assert drawn == [
        ("opening#1", 0, 0, 30, 10, "10:00"),
        ("film#1", 0, 40, 60, 10, "10:40"),
        ("talk#1", 1, 60, 45, 0, "11:00"),
        ("film#2", 1, 180, 60, 0, "13:00"),
    ]
    assert [hour for _, hour in board.hours()] == ["10:00", "11:00", "12:00", "13:00", "14:00"]
    assert list(board.closed()) == []


def test_a_night_is_counted_on_past_midnight_and_closed_hours_are_shown(desk: Desk) -> None:
    night = {
        **FESTIVAL,
        "days": [{"date": "2024-10-25", "open": "20:00", "close": "02:00"}],
        "rooms": [{"id": "big", "open": [{"from": "2024-10-25T21:00", "to": "2024-10-26T01:00"}]}, {"id": "little"}],
    }
    slug = desk.operations.create(None, night, WHAT)
    late = {"session": "talk", "showing": 1, "room": "big", "start": "2024-10-26T00:15+09:00"}
    desk.operations.commit(None, 1, 1, [Edit(Name(PLACEMENTS, "talk#1"), late)], WHAT)
    work = desk.workspaces.of(slug)
    assert work is not None
    board = Board(work, 0, "en")

    assert [hour for _, hour in board.hours()] == [f"{n}:00" for n in range(20, 27)]
    assert list(board.closed()) == [(0, 0, 60), (0, 300, 60)]
    assert [(card.at, card.start, card.end) for card in board.cards()] == [(255, "24:15", "25:00")]


def test_every_place_has_its_price_or_its_reason(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    found = manager.get("/f/small/prices/0/talk/1", headers=JSON).get_json()

    starts = [one["start"][11:16] for one in found["positions"]]
    at = starts.index
    assert (found["revision"], found["long"], starts[0], starts[-1]) == (2, 45, "10:00", "13:55")
    assert [found["why"][1][at(time)] for time in ("10:45", "11:00", "11:05")] == [-1, -1, -1]
    # While the opening runs, Kim is on stage there; the hall itself is taken then.
    reasons = {time: found["reasons"][found["why"][0][at(time)]] for time in ("10:00", "11:00", "13:50")}
    assert reasons["10:00"] == "The room is taken."
    assert reasons["13:50"] == "Outside the rooms, hours or windows that it may have."


def test_the_price_of_one_place_is_what_the_verifier_says(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    query = {"room": "little", "start": "2024-10-25T10:05+09:00"}
    found = manager.get("/f/small/price/talk/1", query_string=query, headers=JSON).get_json()

    assert found["broken"] != []
    assert found["message"].startswith("Points: ")
    assert full().head == 2


def test_a_move_is_kept_and_its_cost_is_told(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    answer = move(manager, TALK | {"room": "big", "start": "2024-10-25T13:00"}, base=2, pin=True)

    told = answer.get_json()
    assert (told["revision"], told["broken"], told["what"]) == (3, [], "Who Dreams? moved to Big hall 13:00.")
    work = full()
    assert work.light[Name(PLACEMENTS, "talk#1")].data == placed("talk", 1, "big", "13:00")
    assert work.report.valid
    assert [pin.start.isoformat() for pin in work.problem.festival.pins if pin.start] == ["2024-10-25T13:00:00"]


def test_a_card_put_down_where_it_lies_changes_nothing(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    told = move(manager, TALK | {"room": "little", "start": "2024-10-25T11:00"}, base=2, pin=True).get_json()

    assert (told["moved"], told["revision"]) == (False, 2)
    assert told["what"] == "Who Dreams? lies there already: nothing was changed."
    assert (full().head, full().pin_of("talk#1")) == (2, None)


def test_a_pin_moves_along_and_goes_when_the_showing_is_taken_out(
    manager: FlaskClient, full: Callable[[], Workspace]
) -> None:
    move(manager, TALK | {"room": "big", "start": "2024-10-25T13:00"}, pin=True)
    again = move(manager, TALK | {"room": "big", "start": "2024-10-25T12:30"}).get_json()
    assert again["broken"] == []
    assert full().pin_of("talk#1")["start"] == "2024-10-25T12:30"
    assert full().report.valid

    move(manager, TALK)

    work = full()
    assert (work.pin_of("talk#1"), len(work.timetable)) == (None, 3)
    assert [one.key for one in Board(work, 0, "en").loose()] == ["talk#1"]


def test_a_pin_that_is_not_kept_is_told(desk: Desk, full: Callable[[], Workspace]) -> None:
    pin = Edit(Name("pins", "talk#1"), {"session": "talk", "showing": 1, "room": "big"})
    desk.operations.commit(None, 1, 2, [pin], WHAT)

    assert [one.text for one in Board(full(), 0, "en").troubles()] == ["Who Dreams? is pinned to big."]


def test_two_who_move_the_same_showing_are_told_both_places(
    manager: FlaskClient, full: Callable[[], Workspace]
) -> None:
    move(manager, TALK | {"room": "big", "start": "2024-10-25T13:00"}, base=2)
    answer = move(manager, TALK | {"room": "little", "start": "2024-10-25T12:00"}, base=2)

    told = answer.get_json()
    assert answer.status_code == 409
    assert (told["mine"]["room"], told["theirs"]["room"]) == ("little", "big")


@pytest.mark.parametrize(
    "place",
    [
        {"session": "tlak"},
        TALK | {"room": "cellar", "start": "2024-10-25T13:00"},
        TALK | {"room": "big", "start": "teatime"},
        TALK | {"room": "big"},
        TALK | {"room": 7},
        "rubbish",
    ],
    ids=["showing", "room", "time", "no time", "type", "shape"],
)
def test_a_place_that_there_is_not_is_refused_in_words(
    manager: FlaskClient, full: Callable[[], Workspace], place: Any
) -> None:
    answer = move(manager, place)

    assert answer.status_code == 422
    assert len(answer.get_json()["faults"]) == 1
    assert full().head == 2


@pytest.mark.parametrize("base", [10**30, -(10**30), True, "x"])
def test_a_revision_that_there_cannot_be_is_held_to_be_the_newest(
    manager: FlaskClient, full: Callable[[], Workspace], base: Any
) -> None:
    moves = [TALK | {"room": "big", "start": "2024-10-25T13:00"}]

    for path in ("move", "selection/pin"):
        asked = {"moves": moves, "showings": [{"session": "talk", "showing": 1}], "base": base}
        assert manager.post(f"/f/small/{path}", json=asked).status_code < 500
    assert full().head > 2


def test_a_form_does_what_a_script_does(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    form = {"session": "talk", "showing": "1", "room": "little", "date": "2024-10-25", "time": "12:10", "base": "2"}

    answer = manager.post("/f/small/move", data=form, follow_redirects=True)

    assert "Who Dreams? moved to Little hall 12:10. Points: 0." in answer.text
    page = manager.get("/f/small/showing/talk/1").text
    assert "Now at Little hall 12:10." in page
    assert manager.post("/f/small/pin/talk/1", data={"on": "1"}).status_code == 302
    assert full().pin_of("talk#1") is not None
    assert manager.post("/f/small/pin/talk/1", data={"on": "0"}).status_code == 302
    assert full().pin_of("talk#1") is None


def test_suggestions_say_what_they_cost_and_swaps_are_asked_for(
    manager: FlaskClient, full: Callable[[], Workspace]
) -> None:
    page = manager.get("/f/small/showing/film/2").text
    assert "Places that break no must, with everything else where it is: " in page
    assert "Look for swaps and chains too" in page
    assert "Look for swaps" not in manager.get("/f/small/showing/film/2?swaps=1").text


@pytest.mark.parametrize(
    "path", ["/f/none/", "/f/small/day/7", "/f/small/showing/none/1", "/f/small/prices/7/talk/1", "/f/small/price/x/1"]
)
def test_what_is_not_there_is_404(manager: FlaskClient, slug: str, path: str) -> None:
    assert manager.get(path).status_code == 404


def test_a_festival_without_days_teaches(manager: FlaskClient, desk: Desk) -> None:
    desk.operations.create(None, {"showgrid": 1, "festival": {"id": "bare"}}, WHAT)

    assert "This festival has no days yet." in manager.get("/f/bare/").text


def test_the_newest_revision_is_told_once_or_as_a_stream(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    assert manager.get("/f/small/events?once=1").get_json() == {"revision": 2}

    answer = manager.get("/f/small/events?after=1")
    first = list(islice(answer.response, 2))
    answer.close()

    assert answer.mimetype == "text/event-stream"
    assert first == [b"retry: 1000\n\n", b"id: 2\nevent: revision\ndata: 2\n\n"]
    assert all(PLACES.acquire(blocking=False) for _ in range(MOST))  # the one that was closed is free again
    PLACES.release(MOST)


@pytest.mark.usefixtures("full")
def test_who_finds_no_place_for_a_stream_is_told_what_there_is_and_asked_back(manager: FlaskClient) -> None:
    taken = [PLACES.acquire(blocking=False) for _ in range(MOST)]
    late = manager.get("/f/small/events?after=1").text
    PLACES.release(MOST)

    assert all(taken)
    assert late == "retry: 3000\n\nid: 2\nevent: revision\ndata: 2\n\nevent: checked\ndata: " + CHECKED


def test_what_follows_edits_is_what_is_read_anew(desk: Desk, full: Callable[[], Workspace]) -> None:
    """Moves, pins, an unpinning, a freeze, waivers and undo, each on what was known of the one before."""
    away = {"session": "film", "showing": 1, "room": "little", "start": "2024-10-25T10:10+09:00"}
    pin = {"session": "talk", "showing": 1, "room": "big"}
    waiver = {"rule": "pins", "placements": [placed("talk", 1, "little", "11:00")], "who": "Kim", "why": "as agreed"}
    steps = [
        [Edit(Name(PLACEMENTS, "film#1"), away)],
        [Edit(Name(PLACEMENTS, "talk#1")), Edit(Name("pins", "talk#1"), pin)],
        [Edit(Name(PLACEMENTS, "talk#1"), placed("talk", 1, "little", "11:00"))],
        [Edit(Name("waivers", "one"), waiver)],
        [Edit(Name("pins", "all"), {"select": {}, "freeze": "day"})],
        [Edit(Name("pins", "talk"), {"session": "talk", "room": "big"}), Edit(Name("pins", "talk#1"))],
    ]
    full().report  # noqa: B018  what follows is worked out from it
    for edits in [*steps, None]:
        head = desk.workspaces.of("small")
        assert head is not None
        if edits is None:
            desk.operations.undo(None, 1)
        else:
            desk.operations.commit(None, 1, head.head, edits, WHAT)
        followed, anew = full(), Workspaces(desk.store).of("small")

        assert anew is not None
        assert followed.checked == (edits in (steps[4],) or "report" not in followed.__dict__)
        assert {one.showing.key: one.place for one in followed.timetable} == {
            one.showing.key: one.place for one in anew.timetable
        }
        assert told(followed) == told(anew)
        assert desk.workspaces.checks.check(followed)


def told(work: Workspace) -> list[Any]:
    found = [(one.name, one.amount, one.sentence.text("ko")) for one in work.report.violations]
    return [sorted(found), work.report.penalty, len(work.report.waived), len(work.report.lapsed)]


def test_an_answer_that_the_verifier_does_not_share_is_mended(
    desk: Desk, full: Callable[[], Workspace], caplog: pytest.LogCaptureFixture
) -> None:
    move_out = Edit(Name(PLACEMENTS, "talk#1"))
    desk.operations.commit(None, 1, 2, [move_out], WHAT)
    work = full()
    work.report.violations.clear()

    assert not desk.workspaces.checks.check(work)

    assert work.mended
    assert [one.name for one in work.report.violations] == ["placed"]
    assert caplog.messages == ["revision 3 of small was not told as the verifier sees it"]


def test_a_script_is_given_the_day_after_its_move(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    answer = move(manager, TALK | {"room": "big", "start": "2024-10-25T13:00"}, day=0).get_json()

    assert 'data-revision="3"' in answer["board"]
    assert "board" not in move(manager, TALK | {"room": "big", "start": "2024-10-25T12:00"}, day=9).get_json()


def test_titles_cannot_become_markup(manager: FlaskClient, desk: Desk) -> None:
    bad = {**FESTIVAL, "sessions": [{"id": "x", "title": "<script>alert(1)</script>", "duration": 30}]}
    desk.operations.create(None, bad, WHAT)

    assert "<script>alert" not in manager.get("/f/small/day/0").text
