"""Rules on the desk: every kind can be added by a form that the schema makes; defaults can be changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.datastructures import MultiDict

from scheduler.constraint import kinds, rule_from
from scheduler.formats.document import load
from scheduler.samples import sample
from tests.web.support import FESTIVAL, WHAT
from web.desk import Desk
from web.entries import Name
from web.forms import Control, controls, data_of
from web.operations import Edit
from web.rulebook import weighed
from web.state import state_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient

FESTIVAL_OF_ALL = load(sample("kaiff-2024"))


def own(desk: Desk) -> list[tuple[str, Any]]:
    with desk.store.reading() as session:
        found = sorted(state_of(session, 1, ["rules"]).values(), key=lambda one: one.position)
    return [(one.name.key, one.data) for one in found]


def filled_in(made: list[Control]) -> MultiDict[str, str]:
    """What a browser sends of a form that nobody touched."""
    form: MultiDict[str, str] = MultiDict()
    for one in made:
        if one.parts:
            form.update(filled_in(one.parts))
        elif one.sort in ("many", "words"):
            form.setlist(one.name, [str(value) for value in one.value])
        elif one.sort == "check":
            form.update({one.name: "1"} if one.value else {})
        elif one.sort == "data":
            form[one.name] = json.dumps(one.value) if one.value else ""
        elif one.row is None:
            form[one.name] = one.said(one.value)
    return form


@pytest.mark.parametrize("kind", kinds())
def test_the_form_of_every_kind_gives_back_what_it_was_given(kind: str) -> None:
    cls = kinds()[kind]
    rule = rule_from({"kind": kind, **cls.example})
    given = rule.model_dump(mode="json", by_alias=True, exclude_unset=True)
    options = FESTIVAL_OF_ALL.model_copy(deep=True)

    made = list(controls(cls, options, given))
    assert [one.name for one in every(made) if one.sort == "data" and "not.not" not in one.name] == []
    again = rule_from({"kind": kind, **data_of(cls, options, filled_in(made)), **weight_of(given)})

    assert again.model_dump(mode="json") == rule.model_dump(mode="json")


def every(made: list[Control]) -> list[Control]:
    return [inner for one in made for inner in (one, *every([*one.parts, *([one.blank] if one.blank else [])]))]


def weight_of(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("weight", "enabled") if name in given}


def test_the_page_tells_every_rule_with_its_cost(manager: FlaskClient, desk: Desk) -> None:
    desk.operations.create(None, {**FESTIVAL, "defaults": True}, WHAT)
    page = manager.get("/f/small/rules", headers={"Accept-Language": "en"}).text

    assert page.count('<li class="rule ') == 2 + page.count('<span class="tag">default</span>')
    assert page.count('<span class="tag">default</span>') >= 5


def test_a_should_becomes_a_must_a_must_a_should_and_off(manager: FlaskClient, desk: Desk, slug: str) -> None:
    key = own(desk)[1][0]

    for state, weight in (("must", ""), ("should", "7"), ("off", "")):
        answer = manager.post(f"/f/{slug}/rules/weigh", data={"key": key, "state": state, "weight": weight})
        assert answer.status_code == 302

    rule = {"kind": "not_parallel", "select": {"types": ["ceremony", "talk"]}}
    assert own(desk)[1] == (key, {**rule, "enabled": False, "weight": 7})
    with desk.store.reading() as session:
        assert len(state_of(session, 1, ["rules"])) == 2


@pytest.mark.parametrize(
    ("state", "weight", "expected"),
    [
        ("must", None, {"kind": "x"}),
        ("should", 3, {"kind": "x", "weight": 3}),
        ("should", None, {"kind": "x", "weight": 5}),
        ("off", None, {"kind": "x", "weight": 5, "enabled": False}),
    ],
)
def test_a_rule_is_weighed(state: str, weight: int | None, expected: dict[str, Any]) -> None:
    assert weighed({"kind": "x", "weight": 5, "enabled": False}, state, weight) == expected


def test_a_default_that_is_switched_off_is_a_rule_of_the_festival(manager: FlaskClient, desk: Desk) -> None:
    desk.operations.create(None, {**FESTIVAL, "defaults": True, "rules": []}, WHAT)
    before = desk.workspaces.of("small")
    assert before
    rule = next(one for one in before.problem.rules if one.kind == "person_available")

    manager.post("/f/small/rules/weigh", data={"data": json.dumps({"kind": rule.kind}), "state": "off", "key": ""})

    after = desk.workspaces.of("small")
    assert after
    assert [data for _, data in own(desk)] == [{"kind": "person_available", "enabled": False}]
    assert "person_available" not in {one.kind for one in after.problem.rules}
    assert len(after.problem.rules) == len(before.problem.rules) - 1


def test_a_rule_is_added_by_choosing(manager: FlaskClient, desk: Desk, slug: str) -> None:
    assert "not_parallel" in manager.get(f"/f/{slug}/rules/new").text
    assert 'value="main"' in manager.get(f"/f/{slug}/rules/new/not_parallel").text
    form = MultiDict([("state", "should"), ("weight", "3"), ("select.tracks", "main"), ("select.types", "screening")])

    assert manager.post(f"/f/{slug}/rules/new/not_parallel", data=form).status_code == 302

    wanted = {"kind": "not_parallel", "select": {"types": ["screening"], "tracks": ["main"]}, "weight": 3}
    key, data = own(desk)[-1]
    assert data == wanted
    assert "checked>Main</label>" in manager.get(f"/f/{slug}/rules/edit/{key}").text
    assert manager.post(f"/f/{slug}/rules/delete/{key}").status_code == 302
    assert len(own(desk)) == 2


def test_a_fault_stands_beside_its_field_and_what_was_typed_is_kept(
    manager: FlaskClient, desk: Desk, slug: str
) -> None:
    form = {"state": "must", "margin": "a while", "note": "Keep this"}

    answer = manager.post(f"/f/{slug}/rules/new/person_in_one_place", data=form)

    assert answer.status_code == 422
    assert 'value="a while" aria-invalid="true"' in answer.text
    assert 'value="Keep this"' in answer.text
    assert len(own(desk)) == 2


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("new/no_such_kind", {}, 404),
        ("edit/none", {}, 404),
        ("delete/none", {}, 404),
        ("weigh", {"state": "king", "key": ""}, 400),
        ("weigh", {"state": "must", "key": "", "data": "{"}, 400),
        ("weigh", {"state": "must", "key": "", "data": '{"kind": "none"}'}, 400),
        ("weigh", {"state": "must", "key": "none"}, 404),
        ("weigh", {"state": "should", "key": "", "data": "{}", "weight": "lots"}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(
    manager: FlaskClient, slug: str, path: str, data: dict[str, str], status: int
) -> None:
    assert manager.post(f"/f/{slug}/rules/{path}", data=data).status_code == status


def test_two_who_change_one_rule_do_not_overwrite_each_other(manager: FlaskClient, desk: Desk, slug: str) -> None:
    key = own(desk)[1][0]
    manager.post(f"/f/{slug}/rules/weigh", data={"key": key, "state": "should", "weight": "9", "base": "1"})

    answer = manager.post(f"/f/{slug}/rules/weigh", data={"key": key, "state": "should", "weight": "2", "base": "1"})

    assert answer.status_code == 409
    assert Name("rules", key).key in answer.text
    assert own(desk)[1][1]["weight"] == 9


def test_pairs_times_and_names_are_chosen_and_written_as_the_document_has_them(
    manager: FlaskClient, desk: Desk, slug: str
) -> None:
    form = MultiDict([
        ("state", "should"), ("weight", "20"), ("select.types", "강연"), ("select.not.tracks", "main"),
        ("pairs.0.0", "talk"), ("pairs.0.1", "본선"), ("pairs.0.2", "5"), ("pairs.3.0", ""), ("alike", "theme, level"),
    ])  # fmt: skip
    manager.post("/language/ko")

    assert manager.post(f"/f/{slug}/rules/new/not_parallel", data=form).status_code == 302

    key, data = own(desk)[-1]
    assert data == {
        "kind": "not_parallel",
        "select": {"types": ["talk"], "not": {"tracks": ["main"]}},
        "alike": ["theme", "level"],
        "pairs": [["talk", "main", 5]],
        "weight": 20,
    }
    page = manager.get(f"/f/{slug}/rules/edit/{key}").text
    assert 'value="talk" checked>강연</label>' in page
    assert "pairs.1.0" not in page.partition("<template>")[0]


def test_a_selection_tells_how_much_it_selects_while_it_is_made(manager: FlaskClient, slug: str) -> None:
    def told(**form: str) -> Any:
        found = manager.post(f"/f/{slug}/count", data={"prefix": "select", **form}).json
        return (found["text"], found["names"]) if found else None

    assert told() == ("All 4 showings", told()[1])
    assert told(**{"select.types": "talk"}) == ("1 of 4 showings", ["Who Dreams?"])
    assert told(**{"select.types": "talk", "select.not.sessions": "talk"}) == ("0 of 4 showings", [])
    assert told(**{"select.days": "some day"}) == ("", [])


LATE = {"kind": "time_preferred", "hours": {"from": "20:00", "to": "21:00"}, "weight": 20}


def test_what_a_rule_costs_leads_to_the_card(manager: FlaskClient, desk: Desk, full: Any) -> None:
    desk.operations.commit(None, 1, 2, [Edit(Name("rules", "x"), LATE)], WHAT)

    page = manager.get("/f/small/rules").text

    assert '<a href="/f/small/day/0#card-' in page
    assert "<small>clearly · 20 / minutes outside</small>" in page
