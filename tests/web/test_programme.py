"""The programme on the desk: tables, forms, files in and out, what is missing."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from scheduler.faults import FestivalError
from scheduler.fields import text_in
from scheduler.formats.document import load_text
from tests.cli.support import FESTIVAL as TEXT
from tests.cli.support import festival_in, timetable_in
from tests.web.support import FESTIVAL, WHAT
from web.begin import begin
from web.desk import Desk
from web.entries import Name
from web.lists import LISTS
from web.operations import Edit
from web.shown import cell
from web.state import state_of
from web.workspace import document_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def document(desk: Desk) -> dict[str, Any]:
    with desk.store.reading() as session:
        return document_of(state_of(session, 1))


def look(client: FlaskClient, data: bytes, name: str, **more: str) -> Any:
    return client.post("/f/small/programme/upload", data={"file": (BytesIO(data), name), **more})


def packed(page: str) -> str:
    from html import unescape

    return unescape(page.partition('name="edits" value="')[2].partition('"')[0])


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_its_table_and_its_form(manager: FlaskClient, slug: str, name: str) -> None:
    assert manager.get(f"/f/{slug}/programme/list/{name}").status_code == 200
    assert manager.get(f"/f/{slug}/programme/list/{name}/new").status_code == 200


@pytest.mark.parametrize(
    ("name", "key"), [("rooms", "big"), ("people", "baek"), ("sessions", "film"), ("days", "2024-10-25")]
)
def test_a_form_that_is_sent_as_it_came_changes_nothing(
    manager: FlaskClient, desk: Desk, slug: str, name: str, key: str
) -> None:
    from tests.web.test_rules import filled_in
    from web.forms import controls

    work = desk.workspaces.of(slug)
    assert work
    with desk.store.reading() as session:
        data = state_of(session, 1)[Name(name, key)].data
    form = filled_in(list(controls(LISTS[name], work.problem.festival, data)))

    answer = manager.post(f"/f/{slug}/programme/list/{name}/edit/{key}", data=form)

    assert answer.status_code == 302
    assert load_text(TEXT).model_dump() == _festival(desk).model_dump()


def _festival(desk: Desk) -> Any:
    from scheduler.validate import festival_from

    return festival_from(document(desk))


def test_an_entry_is_added_changed_and_deleted(manager: FlaskClient, desk: Desk, slug: str) -> None:
    base = f"/f/{slug}/programme/list/rooms"
    manager.post(f"{base}/new", data={"id": "cafe", "name.ko": "카페", "name.en": "Café", "capacity": "30"})
    assert document(desk)["rooms"][-1] == {"id": "cafe", "name": {"ko": "카페", "en": "Café"}, "capacity": 30}

    manager.post(f"{base}/edit/cafe", data={"id": "renamed", "name.ko": "카페", "capacity": "25"})
    assert document(desk)["rooms"][-1] == {"id": "cafe", "name": {"ko": "카페"}, "capacity": 25}

    manager.post(f"{base}/delete/cafe")
    assert document(desk) == FESTIVAL


def test_deleting_says_what_depends_on_it(manager: FlaskClient, desk: Desk, slug: str) -> None:
    answer = manager.post(f"/f/{slug}/programme/list/rooms/delete/big")

    assert answer.status_code == 422
    assert "sessions.0.rooms.0 (opening)" in answer.text
    assert document(desk) == FESTIVAL


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"id": "big"}, "There is one with this id already"),
        ({"id": "x", "capacity": "many"}, 'value="many" aria-invalid="true"'),
        ({"id": "x", "venue": ""}, ""),
    ],
    ids=["taken", "no number", "good"],
)
def test_a_form_with_a_fault_comes_back_as_it_was(
    manager: FlaskClient, slug: str, form: dict[str, str], told: str
) -> None:
    answer = manager.post(f"/f/{slug}/programme/list/rooms/new", data=form)

    assert answer.status_code == (422 if told else 302)
    assert told in answer.text


@pytest.mark.parametrize("suffix", ["yaml", "json", "xlsx"])
def test_what_goes_out_comes_in_again_and_changes_nothing(
    manager: FlaskClient, desk: Desk, slug: str, suffix: str
) -> None:
    data = manager.get(f"/f/{slug}/programme/download.{suffix}").data

    assert load_text(data, f".{suffix}").model_dump() == load_text(TEXT).model_dump()
    assert "Nothing: the festival is as the file says." in look(manager, data, f"x.{suffix}", delete="1").text


def test_a_file_is_looked_at_before_it_changes_anything(manager: FlaskClient, desk: Desk, slug: str) -> None:
    changed = TEXT.replace("capacity: 20", "capacity: 25").replace(
        "tracks: [{id: main", "tracks: [{id: extra}, {id: main"
    )
    page = look(manager, changed.encode(), "new.yaml").text

    assert "Change 2 entries" in page
    assert document(desk) == FESTIVAL

    manager.post(f"/f/{slug}/programme/apply", data={"edits": packed(page), "base": "1", "name": "new.yaml"})

    assert [room.get("capacity") for room in document(desk)["rooms"]] == [100, 25]
    assert {track["id"] for track in document(desk)["tracks"]} == {"main", "extra"}
    assert "Brought in from new.yaml" in manager.get(f"/f/{slug}/history").text


def test_what_was_edited_here_meanwhile_is_not_undone_by_a_file(manager: FlaskClient, desk: Desk, slug: str) -> None:
    page = look(manager, TEXT.replace("capacity: 20", "capacity: 25").encode(), "x.yaml").text
    desk.operations.commit(None, 1, 1, [Edit(Name("rooms", "little"), fields={"hold": 3})], WHAT)

    manager.post(f"/f/{slug}/programme/apply", data={"edits": packed(page), "base": "1"})

    assert document(desk)["rooms"][1] == {**FESTIVAL["rooms"][1], "capacity": 25, "hold": 3}


def test_what_a_file_does_not_have_is_only_deleted_when_asked(manager: FlaskClient, slug: str) -> None:
    less = TEXT.replace("  - {kind: person_in_one_place}\n", "").encode()

    assert "Nothing: the festival is" in look(manager, less, "x.yaml").text
    assert "Change 1 entries" in look(manager, less, "x.yaml", delete="1").text


def test_faults_of_a_file_are_told_by_place(manager: FlaskClient, slug: str) -> None:
    answer = look(manager, TEXT.replace("duration: 45", "duration: soon").encode(), "x.yaml")

    assert answer.status_code == 422
    assert "sessions.2.duration (talk)" in answer.text


@pytest.mark.parametrize("edits", ["", "{", "[1]", '[["placements", "x", {}]]', '[["users", "x", {}]]'])
def test_rubbish_is_not_applied(manager: FlaskClient, desk: Desk, slug: str, edits: str) -> None:
    assert manager.post(f"/f/{slug}/programme/apply", data={"edits": edits}).status_code == 400
    assert document(desk) == FESTIVAL


def test_a_table_of_sessions_changes_its_columns_only(manager: FlaskClient, desk: Desk, slug: str) -> None:
    table = manager.get(f"/f/{slug}/programme/download.csv").data.decode("utf-8-sig")
    assert "Nothing: the festival is" in look(manager, table.encode(), "x.csv").text

    page = look(manager, table.replace("45", "50").encode(), "x.csv").text

    assert "Change 1 entries" in page


def test_the_festival_itself_has_a_form_and_cannot_be_deleted(manager: FlaskClient, desk: Desk, slug: str) -> None:
    at = f"/f/{slug}/programme/list/festival"
    assert 'value="Asia/Seoul"' in manager.get(f"{at}/edit/festival").text

    sent = {"name.en": "Small festival", "timezone": "Asia/Tokyo", "grid": "5", "day_ends": "05:00"}
    assert manager.post(f"{at}/edit/festival", data=sent).location == f"/f/{slug}/programme"

    assert document(desk)["festival"]["timezone"] == "Asia/Tokyo"
    assert document(desk)["festival"]["id"] == "small"
    assert manager.post(f"{at}/delete/festival").status_code == 404
    assert manager.get(at).status_code == 404


def test_a_desk_begins_with_a_festival_and_its_timetable_once(desk: Desk, tmp_path: Any) -> None:
    festival, timetable = festival_in(tmp_path), timetable_in(tmp_path)

    slugs = [begin(desk.store, str(festival), str(timetable)) for _ in range(2)]

    work = desk.workspaces.of("small")
    assert work
    assert (slugs, len(work.timetable), work.head) == (["small", "small"], 4, 2)


def test_a_desk_does_not_begin_with_half_of_it(desk: Desk, tmp_path: Any) -> None:
    wrong = timetable_in(tmp_path, {"showgrid": 1, "festival": "other", "placements": []})

    with pytest.raises(FestivalError):
        begin(desk.store, str(festival_in(tmp_path)), str(wrong))

    assert desk.workspaces.of("small") is None


def test_a_field_is_changed_where_it_stands_and_nothing_else(manager: FlaskClient, desk: Desk, slug: str) -> None:
    cell = f"/f/{slug}/programme/cell/rooms/capacity/little"
    before = document(desk)["rooms"]
    form = manager.get(cell).text
    assert 'name="capacity"' in form
    assert form.count("<input") == 1

    first = manager.post(cell, data={"capacity": "61", "base": "1"}).json
    assert first
    again = manager.post(cell, data={"capacity": "62", "base": str(first["base"])}).json

    assert again
    assert (first["text"], again["text"]) == ("61", "62")
    expected = [{**one, "capacity": 62} if one["id"] == "little" else one for one in before]
    assert document(desk)["rooms"] == expected


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [("capacity", "many", 422), ("turnaround", "-5", 422), ("id", "x", 404), ("no", "x", 404)],
)
def test_a_field_that_cannot_be_so_stays(
    manager: FlaskClient, desk: Desk, slug: str, field: str, value: str, status: int
) -> None:
    before = document(desk)

    answer = manager.post(f"/f/{slug}/programme/cell/rooms/{field}/little", data={field: value})

    assert answer.status_code == status
    assert document(desk) == before


def test_a_table_is_pasted_looked_at_and_taken_over(manager: FlaskClient, desk: Desk, slug: str) -> None:
    seats = next(one["capacity"] for one in document(desk)["rooms"] if one["id"] == "little")
    text = "식별자\t이름 (국문)\t좌석 수\nlittle\t작은관\t64\ncafe\t카페\t30\n"

    page = manager.post(f"/f/{slug}/programme/list/rooms/paste", data={"text": text}).text

    assert f"<del>{seats}</del> → <ins>64</ins>" in page
    manager.post(f"/f/{slug}/programme/apply", data={"edits": packed(page), "base": "1", "name": "x"})
    rooms = {one["id"]: one for one in document(desk)["rooms"]}
    assert (rooms["little"]["capacity"], rooms["cafe"]["capacity"]) == (64, 30)
    assert list(rooms) == ["big", "little", "cafe"]


def test_faults_of_what_is_pasted_are_told_by_the_cell_and_the_text_is_kept(manager: FlaskClient, slug: str) -> None:
    text = "id\tcapacity\nlittle\tmany\nbig\t-3\n"

    answer = manager.post(f"/f/{slug}/programme/list/rooms/paste", data={"text": text})

    assert answer.status_code == 422
    assert text.strip() in answer.text
    assert "B2" in answer.text
    assert "B3" in answer.text
    assert manager.get(f"/f/{slug}/programme/list/walks/paste").status_code == 404


def test_a_table_calls_what_it_names_by_its_name(manager: FlaskClient, slug: str) -> None:
    page = manager.get(f"/f/{slug}/programme/list/sessions", headers={"Accept-Language": "en"}).text
    person = next(one for one in FESTIVAL["people"] if one["id"] == "kim")

    assert f'data-field="people">{text_in(person["name"], "en")}' in page


def test_what_names_an_entry_is_told_before_it_is_deleted(manager: FlaskClient, desk: Desk, full: Any) -> None:
    page = manager.get("/f/small/programme/list/rooms/edit/big").text

    assert "What names it" in page
    assert "<li>Sessions: " in page
    assert "showings lie there; they would be taken out" in page


def test_stays_and_showings_are_rows(manager: FlaskClient, desk: Desk, slug: str) -> None:
    rows = {"available.0.from": "2024-10-25T10:00", "available.0.to": "2024-10-25T12:00", "available.4.block": ""}
    manager.post(f"/f/{slug}/programme/list/people/new", data={"id": "x", **rows})
    each = {"showings.0.label": "1", "showings.0.rooms": "big", "showings.2.label": "2", "showings.2.audience": "small"}
    manager.post(
        f"/f/{slug}/programme/list/sessions/new",
        data={"id": "y", "duration": "60", "people.0.id": "x", "people.1.id": "kim", "people.1.role": "host", **each},
    )

    stored = document(desk)
    assert stored["people"][-1]["available"] == [{"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"}]
    assert stored["sessions"][-1] == {
        "id": "y",
        "duration": 60,
        "showings": [{"label": 1, "rooms": ["big"]}, {"label": 2, "audience": "small"}],
        "people": ["x", {"id": "kim", "role": "host"}],
    }


def test_words_are_shown_in_the_language_of_the_reader(manager: FlaskClient, slug: str) -> None:
    manager.post("/language/ko")

    assert 'data-field="type">강연</button>' in manager.get(f"/f/{slug}/programme/list/sessions").text


def test_a_file_that_was_taken_out_earlier_undoes_nothing_that_was_done_here_since(
    manager: FlaskClient, desk: Desk, slug: str
) -> None:
    name = manager.get(f"/f/{slug}/programme/download.yaml").headers["Content-Disposition"].partition('"')[2].strip('"')
    here = [
        Edit(Name("rooms", "little"), fields={"capacity": 33, "hold": 3}),
        Edit(Name("rooms", "cafe"), {"id": "cafe", "capacity": 9}),
        Edit(Name("sessions", "talk"), fields={"duration": 50}),
    ]
    desk.operations.commit(None, 1, 1, here, WHAT)
    changed = TEXT.replace("capacity: 20", "capacity: 25, wheelchairs: 2").replace(
        "{id: main, name", "{id: renamed, name"
    )
    changed = changed.replace("track: main", "track: renamed").replace("capacity: 100", "capacity: 120")

    page = look(manager, changed.encode(), name, delete="1").text
    answer = manager.post(f"/f/{slug}/programme/apply", data={"edits": packed(page), "base": "2", "name": name})

    assert (name, answer.status_code) == ("small.r1.yaml", 302)
    assert "Changed both here and in the file: 1." in page
    assert "here “33”, in the file “25”" in page
    rooms = {one["id"]: one for one in document(desk)["rooms"]}
    assert (rooms["little"]["capacity"], rooms["little"]["hold"], rooms["little"]["wheelchairs"]) == (33, 3, 2)
    assert (rooms["big"]["capacity"], rooms["cafe"]) == (120, {"id": "cafe", "capacity": 9})
    assert [one["id"] for one in document(desk)["tracks"]] == ["renamed"]
    assert next(one["duration"] for one in document(desk)["sessions"] if one["id"] == "talk") == 50


def test_what_was_deleted_on_one_side_and_changed_on_the_other_stays_as_it_is_here(
    manager: FlaskClient, desk: Desk, slug: str
) -> None:
    desk.operations.commit(None, 1, 1, [Edit(Name("sessions", "talk"))], WHAT)
    desk.operations.commit(None, 1, 2, [Edit(Name("sessions", "opening"), fields={"code": "A1"})], WHAT)
    lines = [one for one in TEXT.replace("duration: 45", "duration: 55").splitlines() if "id: opening" not in one]

    page = look(manager, "\n".join(lines).encode(), "small.r1 (1).yaml", delete="1").text

    assert "Changed both here and in the file: 2." in page
    assert "Nothing: the festival is as the file says." in page


def test_a_nul_is_refused_with_its_place(manager: FlaskClient, desk: Desk, slug: str) -> None:
    data = manager.get(f"/f/{slug}/programme/download.json").data.replace(b"Big hall", b"Big\\u0000hall")

    answer = look(manager, data, "x.json")

    assert answer.status_code == 422
    assert "rooms.0.name.en (big): there is a NUL character" in answer.text


def test_a_stay_is_told_with_its_date_once() -> None:
    stays = [
        {"from": "2024-10-25T09:00", "to": "2024-10-25T11:30"},
        {"from": "2024-10-26T20:00", "to": "2024-10-27T01:00"},
    ]

    assert cell(stays) == "2024-10-25 09:00–11:30, 2024-10-26 20:00–2024-10-27 01:00"
    assert cell({"from": "18:00", "to": "20:30"}) == "18:00–20:30"
