"""A person forgotten: nothing of them is left in the database or in anything that goes out, and all else is as it was."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from scheduler.cli import main
from scheduler.constraint import kinds
from scheduler.festival import Festival
from scheduler.fields import _refs, models_in
from tests.cli.support import PLACES
from tests.web.support import FESTIVAL, WHAT, placed
from web.entries import PLACEMENTS, Name
from web.erasing import GUEST, NAMES, Eraser, texts_of
from web.erasing import PLACES as HOLDING
from web.forgetting import Busy, Forgetting, Unknown
from web.links import Holder
from web.operations import Edit
from web.runs import Runs, Wanted
from web.store import Base, Run

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from pydantic import BaseModel

    from web.desk import Desk
    from web.workspace import Workspace

ID = "zyx-wvut"
SECRETS = [ID, "Zyxwv Utsrq", "쯔위빌", "zyx@secret.example", "010-7654-9999", "SECRETFILM", "SECRETNOTE", "SECRETFIELD", "SECRETTAG", "2024-03-03"]  # fmt: skip
PERSON = {
    "id": ID, "name": {"en": "Zyxwv Utsrq", "ko": "쯔위빌"}, "affiliation": "SECRETFILM", "email": "zyx@secret.example",
    "phone": "010-7654-9999", "notes": "SECRETNOTE", "fields": {"diet": "SECRETFIELD"}, "tags": ["SECRETTAG"],
    "away": [{"from": "2024-03-03T10:00", "to": "2024-03-03T11:00"}],
}  # fmt: skip


def festival() -> dict[str, Any]:
    """The small festival, with somebody in it who is in everything."""
    made = deepcopy(FESTIVAL)
    made["people"] = [*made["people"], PERSON]
    first = made["sessions"][0]
    first["people"] = [*first.get("people", ()), {"id": ID, "role": "host"}]
    first["abstract"] = {"en": "With Zyxwv Utsrq, live", "ko": "쯔위빌과 함께"}
    first["items"] = [{"title": "Call 010-7654-9999", "minutes": 5, "people": [ID]}]
    made["rules"] = [*made.get("rules", ()), {"kind": "person_load", "select": {"people": [ID]}, "sessions_a_day": 3, "weight": 1, "note": "zyx@secret.example asked"}]  # fmt: skip
    return made


@pytest.fixture
def slug(desk: Desk) -> str:
    """Published twice, with an edit of theirs between, an answer, a search, and an edit that was taken back."""
    slug = desk.operations.create(None, festival(), WHAT)
    edits = [Edit(Name(PLACEMENTS, f"{one[0]}#{one[1]}"), placed(*one)) for one in PLACES]
    desk.operations.commit(None, 1, 1, edits, WHAT)
    publish(desk, slug)
    person = Edit(Name("people", ID), fields={"phone": "010-7654-9999 SECRETNOTE"})
    desk.operations.commit(None, 1, 3, [person], {"en": "Zyxwv Utsrq: changed", "ko": "쯔위빌 변경"})
    desk.operations.undo(None, 1)
    desk.operations.commit(None, 1, 5, [Edit(Name(PLACEMENTS, f"{PLACES[0][0]}#{PLACES[0][1]}"))], WHAT)
    publish(desk, slug, "Zyxwv Utsrq is told by hand")
    assert desk.replies.answer(1, ID, 2, "declined", "SECRETNOTE: I cannot") or desk.replies.answer(
        1, ID, 1, "declined", "SECRETNOTE"
    )
    work = desk.workspaces.of(slug)
    assert work is not None
    number = Runs(desk.store).ask(None, Wanted(1, work.head, festival(), work.answer.model_dump(mode="json"), 5.0))
    with desk.store.writing() as session:
        run = session.get_one(Run, number)
        run.state, run.facts = "done", {"proofs": [{"en": "Zyxwv Utsrq is away.", "ko": "쯔위빌 부재"}]}
        run.asked, run.found = {"person": ID}, {"told": [ID], "story": ["Zyxwv Utsrq is away."]}
    kept = work.answer.model_dump(mode="json", exclude_none=True)
    desk.scenarios.keep(None, 1, "Without Zyxwv Utsrq", work.head, kept)
    return slug


def publish(desk: Desk, slug: str, note: str = "") -> None:
    work = desk.workspaces.of(slug)
    assert work is not None
    desk.publishing.publish(None, work, note)


def left(data: bytes) -> list[str]:
    text = data.decode("utf-8", "ignore") + data.decode("utf-16-le", "ignore")
    return [one for one in SECRETS if one in text or one.encode("unicode-escape").decode() in text]


def database(desk: Desk) -> bytes:
    """All that it holds: of SQLite the very bytes of its files, of PostgreSQL every row."""
    if desk.store.many_write:
        with desk.store.reading() as session:
            rows = [repr(row) for table in Base.metadata.sorted_tables for row in session.execute(table.select())]
        return "\n".join(rows).encode()
    path = Path(desk.store.url.removeprefix("sqlite:///"))
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def placed_at(desk: Desk, work: Workspace) -> list[int]:
    """How many showings lay somewhere at each revision."""
    found = [desk.pasts.of(work, number) for number in range(1, work.head + 1)]
    return [len(past.timetable) for past in found if past is not None]


@pytest.mark.both_databases
def test_nothing_is_left_of_them_anywhere(desk: Desk, slug: str, manager: FlaskClient) -> None:
    pages = ["grid", "programme", "history", "guests", "publish/1", "publish/2", "publish", "programme/list/people", "programme/download.yaml", "solve/1", "compare?a=1", "rules"]  # fmt: skip
    paths = [f"/f/{slug}/{one}" for one in pages] + [f"/public/{slug}/", f"/public/{slug}/all.ics", f"/public/{slug}/schedule.json", f"/public/{slug}/changes"]  # fmt: skip
    paths += [f"/f/{slug}/history/{n}" for n in (1, 3, 5)]
    token = desk.links.token(1, Holder("person", ID))
    found = {one for path in paths for one in left(manager.get(path).data)}
    assert {ID, "Zyxwv Utsrq", "쯔위빌", "zyx@secret.example"} <= found
    assert left(database(desk)) == SECRETS

    refused = manager.post(f"/f/{slug}/forget/{ID}", data={"confirm": "zyx"})
    done = manager.post(f"/f/{slug}/forget/{ID}", data={"confirm": ID}, follow_redirects=True)

    assert (refused.status_code, done.status_code) == (422, 200)
    assert GUEST["en"] in done.text
    assert {path: left(manager.get(path).data) for path in paths if left(manager.get(path).data)} == {}
    assert left(database(desk)) == []
    assert manager.get(f"/p/{token}").status_code == 410


@pytest.mark.both_databases
def test_the_programme_and_its_history_stay_as_they_were(desk: Desk, slug: str) -> None:
    before = desk.workspaces.of(slug)
    assert before is not None
    then = placed_at(desk, before)

    done = Forgetting(desk.store).forget(None, 1, ID)
    desk.drop(1)
    work = desk.workspaces.of(slug)

    assert work is not None
    assert (work.head, len(work.timetable), work.report.penalty) == (
        before.head + 1,
        len(before.timetable),
        before.report.penalty,
    )
    assert placed_at(desk, work)[: before.head] == then
    assert work.problem.person_name(done.person, "ko") == GUEST["ko"]
    assert [one.id for one in work.problem.festival.sessions[0].people if one.role == "host"][-1] == done.person
    assert (done.publications, done.runs, done.replies > 0, done.addresses, done.shared, done.account) == (
        2,
        2,
        True,
        1,
        (),
        False,
    )
    versions = [desk.publishing.version(slug, n) for n in (1, 2)]
    assert [done.person in one.problem.people for one in versions if one] == [True, True]
    assert desk.operations.undo(None, 1) == work.head + 1  # the edit of the timetable, not that of who is forgotten
    publish(desk, slug)


def test_who_never_was_there_or_is_being_searched_with_is_not_forgotten(desk: Desk, slug: str) -> None:
    Runs(desk.store).ask(None, Wanted(1, 1, festival(), None, 5.0))

    with pytest.raises(Unknown):
        raise_unless_busy(desk, "nobody")
    with pytest.raises(Busy):
        Forgetting(desk.store).forget(None, 1, ID)


def raise_unless_busy(desk: Desk, person: str) -> None:
    if not Forgetting(desk.store).known(1, person):
        raise Unknown


def test_a_name_that_somebody_else_has_stays_in_texts(desk: Desk) -> None:
    made = festival()
    made["people"].append({"id": "other", "name": "Zyxwv Utsrq"})
    desk.operations.create(None, made, WHAT)

    done = Forgetting(desk.store).forget(None, 1, ID)

    assert done.shared == ("Zyxwv Utsrq",)


def test_the_command_says_what_it_did(desk: Desk, slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", desk.store.url)
    run = CliRunner()
    answers = [run.invoke(main, ["forget", *words], catch_exceptions=False) for words in ([slug, "nobody", "--yes"], ["no", ID, "--yes"], [slug, ID])]  # fmt: skip
    done = run.invoke(main, ["forget", slug, ID, "--yes"], catch_exceptions=False)

    assert [one.exit_code for one in answers] == [2, 2, 1]
    assert (done.exit_code, "guest-" in done.output) == (0, True)
    assert left(database(desk)) == []


# -- the eraser itself -------------------------------------------------------------------------------


def fields() -> dict[str, set[str]]:
    """Of every model of the document the fields that name something, by the list that it is in."""
    todo: list[type[BaseModel]] = [Festival, *kinds().values()]
    seen: set[type[BaseModel]] = set()
    found: dict[str, set[str]] = {}
    while todo:
        model = todo.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            for ref in _refs(info):
                for list_ in ref.lists:
                    found.setdefault(list_, set()).add(info.alias or name)
            todo += models_in(info.annotation)
    return found


def test_every_field_that_names_a_person_is_known() -> None:
    assert fields()["people"] <= HOLDING | {"id"}
    others = set().union(*(names for list_, names in fields().items() if list_ != "people"))
    assert others <= NAMES | {"before", "after", "from", "to", "parts_of", "of", "pairs"}


def test_names_are_replaced_as_words_and_ids_by_their_field() -> None:
    eraser = Eraser("kim", "guest-1", texts_of([{"name": {"en": "Dae Kim", "ko": "김대식"}, "phone": "010-1"}]))

    assert eraser.data(
        {"people": ["kim", {"id": "kim", "role": "kim"}], "title": {"en": "dae kim, kimono", "ko": "김대식과"},
         "session": "Dae Kim", "notes": "Call 010-1, not 010-12. Dae Kimura", "told": ["kim", "lee"]},
    ) == {
        "people": ["guest-1", {"id": "guest-1", "role": "kim"}], "title": {"en": "a guest, kimono", "ko": "게스트과"},
        "session": "Dae Kim", "notes": "Call a guest, not 010-12. Dae Kimura", "told": ["guest-1", "lee"],
    }  # fmt: skip
