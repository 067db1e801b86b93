"""The JSON API: what programs can do, and what they are told when they cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.web.api_support import Program
from tests.web.support import FESTIVAL
from web.permissions import PERMISSIONS
from web.store import Run, now
from web.words import text

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from web.desk import Desk
    from web.workspace import Workspace


@pytest.fixture
def program(app: Flask, desk: Desk) -> Callable[..., Program]:
    """A program of somebody with that role, whose token has that scope."""

    def make(scope: str = "edit", role: str = "manager", email: str = "program@example.org") -> Program:
        user = desk.accounts.enter(desk.accounts.link(role), f"Some {role}", email, "seven dry islands")
        assert user is not None
        return Program(app.test_client(), desk.tokens.make(user.id, "test", scope))

    return make


@pytest.fixture
def api(program: Callable[..., Program]) -> Program:
    return program("manage")


def faults(answer: Any) -> list[tuple[str, str]]:
    return [(one["place"], one["message"]) for one in answer.get_json()["faults"]]


# -- who may ---------------------------------------------------------------------------------------


def test_without_a_token_that_is_in_force_nothing_is_told(
    app: Flask, desk: Desk, api: Program, manager: FlaskClient, slug: str
) -> None:
    path = f"/api/v1/festivals/{slug}"
    ended = desk.tokens.of(1)[0].id
    headers = [{}, {"Authorization": "Bearer sgt_abc.def"}, {"Authorization": f"Basic {api.token}"}]
    answers = [app.test_client().get(path, headers=one) for one in headers]
    answers.append(manager.get(path))  # a cookie counts for nothing here
    assert api("GET", f"/festivals/{slug}").status_code == 200
    desk.tokens.end(1, ended)
    answers.append(api("GET", f"/festivals/{slug}"))

    assert [one.status_code for one in answers] == [401] * 5
    assert {one.headers["WWW-Authenticate"] for one in answers} == {"Bearer"}
    assert [one.headers.get("Set-Cookie") for one in answers] == [None] * 5


@pytest.mark.parametrize(
    ("scope", "role", "statuses"),
    [("read", "manager", [200, 403, 403]), ("edit", "manager", [200, 409, 403]), ("edit", "editor", [200, 409, 403]),
     ("manage", "manager", [200, 409, 201])],
)  # fmt: skip
def test_a_token_may_what_its_scope_and_its_owner_may(
    program: Callable[..., Program], slug: str, scope: str, role: str, statuses: list[int]
) -> None:
    it = program(scope, role)
    answers = [
        it("GET", f"/festivals/{slug}"), it("POST", f"/festivals/{slug}/timetable/undo"), it("POST", "/festivals", FESTIVAL),
    ]  # fmt: skip

    assert [one.status_code for one in answers] == statuses


def test_nobody_gives_more_than_they_have(desk: Desk, program: Callable[..., Program]) -> None:
    program("edit", "editor")

    with pytest.raises(ValueError, match="manage"):
        desk.tokens.make(1, "more", "manage")


# -- the document of itself ------------------------------------------------------------------------


def test_every_operation_is_in_the_openapi_document(app: Flask, anybody: FlaskClient) -> None:
    document = anybody.get("/api/v1/openapi.json")
    said = {one["operationId"] for path in document.get_json()["paths"].values() for one in path.values()}

    assert document.headers.get("Set-Cookie") is None
    assert said == {
        name.removeprefix("api.").replace(".", "_")
        for name in PERMISSIONS
        if name.startswith("api.") and name != "api.document"
    }


def test_the_openapi_document_holds_together(anybody: FlaskClient) -> None:
    document = anybody.get("/api/v1/openapi.json").get_json()
    registry = Registry().with_resource("urn:api", DRAFT202012.create_resource(document))
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    whole = Draft202012Validator({"$ref": "urn:api#/components/schemas/FestivalDocument"}, registry=registry)

    assert [one.message for one in whole.iter_errors(FESTIVAL)] == []
    assert [one.validator for one in whole.iter_errors({**FESTIVAL, "rooms": 3})] == ["type"]


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_people_read_of_every_operation_on_a_page(anybody: FlaskClient, lang: str) -> None:
    document = anybody.get("/api/v1/openapi.json").get_json()
    page = anybody.get("/api", headers={"Accept-Language": lang}).text

    missing = [path for path in document["paths"] if f"<code>{path}</code>" not in page]
    assert (missing, f'lang="{lang}"' in page) == ([], True)


# -- festivals and lists ---------------------------------------------------------------------------


def test_a_festival_comes_in_and_is_read_as_it_is_and_as_it_was(api: Program) -> None:
    made = api("POST", "/festivals", FESTIVAL)
    path = f"/festivals/{made.get_json()['slug']}"
    api("PATCH", f"{path}/lists/rooms", {"entries": {"big": {"capacity": 120}}}, match=1)

    assert (made.status_code, made.headers["Location"]) == (201, f"/api/v1{path}")
    assert api.get(f"{path}/document", revision=1) == FESTIVAL
    assert api.get(f"{path}/document")["rooms"][0]["capacity"] == 120
    assert api("GET", f"{path}/document").headers["ETag"] == '"2"'
    assert [(one["slug"], one["revision"]) for one in api.get("/festivals")["festivals"]] == [
        (made.get_json()["slug"], 2)
    ]


def test_a_festival_with_faults_is_refused_with_each_place(api: Program, desk: Desk) -> None:
    wrong = api(
        "POST", "/festivals", {**FESTIVAL, "rooms": [{"id": "big", "capacity": -1}, {"id": "big", "capacity": "many"}]}
    )

    assert wrong.status_code == 422
    assert [place for place, _ in faults(wrong)][:2] == ["rooms.0.capacity (big)", "rooms.1.capacity (big)"]
    assert api.get("/festivals") == {"festivals": []}


def test_different_changes_merge_and_the_same_is_refused_with_both_versions(api: Program, slug: str) -> None:
    path = f"/festivals/{slug}/lists/rooms"
    first = api("PATCH", path, {"entries": {"big": {"capacity": 120}}}, match=1)
    other = api("PATCH", path, {"entries": {"big": {"turnaround": 30}}}, match=1)
    same = api("PATCH", path, {"entries": {"big": {"capacity": 130}}}, match=1)

    assert [one.status_code for one in (first, other, same)] == [200, 200, 409]
    assert (first.get_json()["revision"], other.get_json()["revision"]) == (2, 3)
    assert same.content_type == "application/problem+json"
    assert (same.get_json()["entry"], same.get_json()["mine"]["capacity"], same.get_json()["theirs"]["capacity"]) == (
        "rooms/big",
        130,
        120,
    )
    assert api.get(path)["entries"][0]["data"]["turnaround"] == 30


@pytest.mark.parametrize(
    ("match", "status"),
    [(None, 428), ("*", 200), ("1", 200), ('"1"', 200), ('W/"1"', 200), ("first", 400), ('"9"', 412)],
)
def test_whoever_writes_says_what_they_looked_at(api: Program, slug: str, match: str | None, status: int) -> None:
    answer = api("PATCH", f"/festivals/{slug}/lists/rooms", {"entries": {"big": {"capacity": 120}}}, match=match)

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ({"big": {"capacity": "x", "y": 3}}, ["entries.big.capacity", "entries.big.y"]),
        ({"other": {"capacity": 3}, "third": {"id": "third", "open": 3}}, ["entries.other.id", "entries.third.open"]),
        ({"other": {"id": "third", "capacity": 3}}, ["entries.other"]),
        ({"big": {"id": "third"}}, ["entries.big"]),
        ({"": {"id": "other"}}, ["entries."]),
    ],
)
def test_an_entry_that_cannot_be_is_refused_field_by_field(
    api: Program, slug: str, entries: dict[str, Any], found: list[str]
) -> None:
    answer = api("PATCH", f"/festivals/{slug}/lists/rooms", {"entries": entries}, match=1)

    assert (answer.status_code, [place for place, _ in faults(answer)]) == (422, found)
    assert api.get(f"/festivals/{slug}")["revision"] == 1


def test_a_list_is_replaced_but_for_what_others_added_meanwhile(api: Program, slug: str) -> None:
    path = f"/festivals/{slug}/lists/rooms"
    before = api.get(path)["entries"]
    added = {"id": "extra", "capacity": 10}
    api("PATCH", path, {"entries": {"extra": added}}, match=1)
    wanted = [{"key": before[0]["key"], "data": {**before[0]["data"], "capacity": 55}}, before[1],
              {"data": {"id": "third", "capacity": 7}}]  # fmt: skip
    answer = api("PUT", path, {"entries": wanted}, match=1)

    assert answer.status_code == 200
    assert [(one["key"], one["data"]["capacity"]) for one in api.get(path)["entries"]] == [
        ("big", 55), ("little", before[1]["data"]["capacity"]), ("extra", 10), ("third", 7),
    ]  # fmt: skip


def test_a_room_that_is_named_elsewhere_cannot_go(api: Program, slug: str) -> None:
    api(
        "PATCH",
        f"/festivals/{slug}/lists/pins",
        {"entries": {"opening#1": {"session": "opening", "showing": 1, "room": "big"}}},
        match=1,
    )
    answer = api("PATCH", f"/festivals/{slug}/lists/rooms", {"entries": {"big": None}}, match="*")

    assert (answer.status_code, len(faults(answer)) > 0) == (422, True)


def test_rules_are_changed_by_their_keys(api: Program, slug: str) -> None:
    path = f"/festivals/{slug}/lists/rules"
    made = api(
        "PATCH", path, {"entries": {"mine": {"kind": "nothing_beside", "select": {"types": ["ceremony"]}}}}, match=1
    )
    wrong = api(
        "PATCH", path, {"entries": {"mine": {"kind": "nothing"}, "x": {"kind": "same_day", "weight": "y"}}}, match=2
    )

    assert (made.status_code, wrong.status_code) == (200, 422)
    assert [place for place, _ in faults(wrong)] == ["entries.mine", "entries.x.weight"]


def test_a_document_replaces_the_programme(api: Program, slug: str) -> None:
    path = f"/festivals/{slug}/document"
    smaller = {**FESTIVAL, "people": [], "sessions": [{**FESTIVAL["sessions"][0], "people": []}]}
    answer = api("PUT", path, smaller, match=1)
    kept = api("PUT", f"{path}?keep=true", FESTIVAL, match="*")

    assert (answer.status_code, kept.status_code) == (200, 200)
    assert [one["id"] for one in api.get(path, revision=2)["sessions"]] == [FESTIVAL["sessions"][0]["id"]]
    assert {one["id"] for one in api.get(path)["sessions"]} == {one["id"] for one in FESTIVAL["sessions"]}


# -- the timetable ---------------------------------------------------------------------------------


def test_a_showing_is_priced_moved_pinned_and_taken_back(
    api: Program, slug: str, full: Callable[[], Workspace]
) -> None:
    path, work = f"/festivals/{slug}/timetable", full()
    there = next(one for one in work.timetable.by_time if one.showing.session.id == "opening")
    away = {"moves": [{"session": "opening", "showing": 1}]}
    priced = api("POST", f"{path}/price", away)
    moved = api("POST", f"{path}/moves", away, match=work.head)
    lost = api.get(path)["unplaced"]
    undone = api("POST", f"{path}/undo")
    pinned = api("POST", f"{path}/pins", {"showings": [{"session": "opening"}], "parts": ["room"]}, match="*")

    assert priced.get_json()["change"] == moved.get_json()["change"]
    assert {name: priced.get_json()[name] for name in priced.get_json() if name != "revision"} == {
        name: moved.get_json()[name] for name in moved.get_json() if name != "revision"
    }
    assert (priced.get_json()["revision"], moved.get_json()["revision"]) == (work.head, work.head + 1)
    assert [(one["session"], one["showing"]) for one in lost] == [("opening", 1)]
    assert (undone.status_code, undone.get_json()["revision"]) == (200, work.head + 2)
    assert pinned.status_code == 200
    assert api.get(path)["pins"] == [{"session": "opening", "showing": 1, "room": full().problem.rooms[there.room].id}]
    assert api.get(f"{path}/undo") == {"undo": [work.head + 3], "redo": []}


def test_prices_of_a_day_are_those_of_the_page(
    api: Program, slug: str, full: Callable[[], Workspace], manager: FlaskClient
) -> None:
    full()
    found = api.get(f"/festivals/{slug}/timetable/prices", session="opening", day="2024-10-25")
    page = manager.get(f"/f/{slug}/prices/0/opening/1").get_json()

    assert {name: found[name] for name in ("change", "why")} == {name: page[name] for name in ("change", "why")}
    assert found["rooms"] == ["big", "little"]


def test_what_is_suggested_can_be_done_as_it_is(api: Program, slug: str, full: Callable[[], Workspace]) -> None:
    work = full()
    best = api.get(f"/festivals/{slug}/timetable/suggestions", session="opening")["places"][0]
    to = best["moves"][0]["to"]
    move = {"session": "opening", "showing": 1, "room": to["room"], "start": to["start"]}
    done = api("POST", f"/festivals/{slug}/timetable/moves", {"moves": [move], "pin": True}, match=work.head)

    assert done.get_json()["change"] == best["change"]


@pytest.mark.parametrize(
    "moves",
    [
        [], [{"session": "opening", "room": "nowhere", "start": "2024-10-25T10:00"}], [{"session": "nothing"}],
        [{"session": "opening", "room": "big", "start": "soon"}], [{"session": "opening", "room": "big"}], "away",
    ],
)  # fmt: skip
def test_a_move_that_cannot_be_is_refused(api: Program, slug: str, moves: Any) -> None:
    answer = api("POST", f"/festivals/{slug}/timetable/moves", {"moves": moves}, match="*")

    assert (answer.status_code, len(faults(answer)) > 0) == (422, True)


def test_two_showings_swap(api: Program, slug: str, full: Callable[[], Workspace]) -> None:
    work = full()
    first, second = [one.showing for one in work.timetable.by_time][:2]
    keys = [{"session": one.session.id, "showing": one.label} for one in (first, second)]
    done = api("POST", f"/festivals/{slug}/timetable/swap", {"showings": keys}, match=work.head)
    same = api("POST", f"/festivals/{slug}/timetable/swap", {"showings": [keys[0], keys[0]]}, match="*")

    assert (done.status_code, same.status_code) == (200, 422)
    after = full().timetable
    assert [after.of(first).start, after.of(second).start] == [  # type: ignore[union-attr]  # both lie somewhere
        work.timetable.of(second).start, work.timetable.of(first).start,  # type: ignore[union-attr]
    ]  # fmt: skip


# -- searches, versions, outputs ---------------------------------------------------------------------


def test_a_search_is_asked_for_watched_and_accepted(
    api: Program, desk: Desk, slug: str, full: Callable[[], Workspace]
) -> None:
    path, work = f"/festivals/{slug}/runs", full()
    asked = api("POST", path, {"budget": 5})
    number = asked.get_json()["number"]
    early = api("POST", f"{path}/{number}/accept", match="*")
    best = {**work.answer.model_dump(mode="json", exclude_none=True), "placements": []}
    with desk.store.writing() as session:
        run = session.get_one(Run, number)
        run.state, run.best, run.ended, run.facts = "done", best, now(), {"placed": 0}
    result = api.get(f"{path}/{number}/result")
    accepted = api("POST", f"{path}/{number}/accept", match=work.head)

    assert (asked.status_code, asked.headers["Location"], asked.get_json()["state"]) == (
        202,
        f"/api/v1{path}/{number}",
        "waiting",
    )
    assert (early.status_code, accepted.status_code) == (409, 200)
    assert result["difference"]["moved"] == len(work.timetable)
    assert (len(full().timetable), api.get(f"{path}/{number}")["state"]) == (0, "accepted")
    assert api.get(f"{path}/{number}/steps")["over"]
    assert [one["number"] for one in api.get(path)["runs"]] == [number]


def test_a_search_that_waits_is_stopped_and_dropped(api: Program, slug: str) -> None:
    path = f"/festivals/{slug}/runs"
    number = api("POST", path, {"budget": 5}).get_json()["number"]
    open_ = api("POST", f"{path}/{number}/drop")
    stopped = api("POST", f"{path}/{number}/stop")
    dropped = api("POST", f"{path}/{number}/drop")

    assert (open_.status_code, stopped.get_json()["state"], dropped.get_json()["state"]) == (409, "done", "dropped")
    assert api("GET", f"{path}/99999999999999999999").status_code == 404
    assert api("POST", path, {"budget": 0.1}).status_code == 422


def test_history_is_read_compared_and_brought_back(api: Program, slug: str, full: Callable[[], Workspace]) -> None:
    path, work = f"/festivals/{slug}", full()
    revisions = api.get(f"{path}/revisions")["revisions"]
    compared = api.get(f"{path}/compare", a=1, b=2)
    restored = api("POST", f"{path}/revisions/1/restore")
    again = api("POST", f"{path}/revisions/1/restore")

    assert [one["number"] for one in revisions] == [2, 1]
    assert (len(compared["moves"]), compared["same"]) == (len(work.timetable), False)
    assert (restored.status_code, restored.get_json()["revision"], again.status_code) == (200, 3, 409)
    assert len(full().timetable) == 0
    assert api("POST", f"{path}/revisions/77/restore").status_code == 404


def test_the_report_is_that_of_the_verifier(api: Program, slug: str, full: Callable[[], Workspace]) -> None:
    work = full()
    found = api.get(f"/festivals/{slug}/report")

    assert (found["penalty"], found["valid"]) == (work.report.penalty, work.report.valid)
    assert len(found["violations"]) == len(work.report.violations)
    assert api.get(f"/festivals/{slug}/report", revision=1)["placed"] == 0


def test_a_draft_is_published_as_it_was_looked_at(api: Program, slug: str, full: Callable[[], Workspace]) -> None:
    path, work = f"/festivals/{slug}/publications", full()
    draft = api.get(f"{path}/draft")
    stale = api("POST", path, {"nevertheless": True}, match=work.head - 1)
    done = api("POST", path, {"note": "First", "nevertheless": True}, match=work.head)
    feeds = api.get(f"/festivals/{slug}/feeds")
    private = api.get(f"/festivals/{slug}/private-addresses")["addresses"]

    assert (draft["version"], draft["same"], stale.status_code) == (1, False, 409)
    assert (done.status_code, done.get_json()["version"], done.get_json()["note"]) == (201, 1, "First")
    assert api.get(path)["publications"] == [done.get_json()]
    assert len(api.get(f"{path}/1")["document"]["placements"]) == len(work.timetable)
    assert api.client.get(feeds["everything"]).status_code == 200
    assert api.client.get(feeds["files"]["schedule.json"]).status_code == 200
    assert [api.client.get(one["address"]).status_code for one in private] == [200] * len(private)


def test_a_festival_goes_out_as_a_file(api: Program, slug: str) -> None:
    found = [api("GET", f"/festivals/{slug}/files/festival.{end}") for end in ("yaml", "json", "xlsx", "csv", "exe")]

    assert [one.status_code for one in found] == [200, 200, 200, 200, 404]
    assert found[1].get_json() == FESTIVAL


# -- what is sent ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("{", 400), ('{"moves": NaN}', 400), ('{"moves": "\\ud800"}', 400), ('{"moves": "\\u0000"}', 400),
        ("[" * 100_000, 400), ("null", 422), ("[]", 422), ('{"moves": [{"session": "opening", "showing": 1e400}]}', 422),
    ],
)  # fmt: skip
def test_what_is_no_good_json_is_said_to_be_so(api: Program, slug: str, text: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {api.token}", "Content-Type": "application/json"}
    answer = api.client.post(f"/api/v1/festivals/{slug}/timetable/price", data=text, headers=headers)

    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_sentences_are_in_the_language_asked_for(api: Program, slug: str) -> None:
    path = f"/festivals/{slug}/timetable/undo"
    said = {lang: replace(api, lang=lang)("POST", path).get_json()["detail"] for lang in ("en", "ko")}

    assert said == {lang: text(lang, "error.nothing_to_do") for lang in ("en", "ko")}
