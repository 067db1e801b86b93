"""Festivals come in from files and samples; the history tells and takes back."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from tests.cli.support import FESTIVAL as TEXT
from tests.web.support import WHAT
from web.desk import Desk
from web.entries import Name
from web.operations import Edit

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def upload(client: FlaskClient, data: bytes, name: str) -> tuple[int, str]:
    answer = client.post("/festivals", data={"file": (BytesIO(data), name)})
    return answer.status_code, answer.text


def test_a_file_becomes_a_festival(manager: FlaskClient) -> None:
    assert upload(manager, TEXT.encode(), "my festival.yaml")[0] == 302
    assert "Small festival" in manager.get("/").text
    assert "Brought in from my festival.yaml" in manager.get("/f/small/history").text


def test_a_sample_becomes_a_festival(manager: FlaskClient) -> None:
    assert manager.post("/festivals", data={"sample": "too-full"}).status_code == 302
    assert manager.get("/f/too-full/history").status_code == 200


def test_every_fault_of_a_file_is_told_and_nothing_is_kept(manager: FlaskClient) -> None:
    status, page = upload(manager, TEXT.replace("track: main", "track: mian").encode(), "x.yaml")

    assert status == 422
    assert "did you mean &#39;main&#39;?" in page
    assert manager.get("/f/small/history").status_code == 404


def test_rubbish_is_refused_in_words(manager: FlaskClient) -> None:
    answers = [
        upload(manager, data, name)[0] for data, name in ((b"", "x.yaml"), (b"\x00\xff", "x.xlsx"), (b"[", "x.json"))
    ]
    answers.append(manager.post("/festivals", data={"sample": "../../etc"}).status_code)

    assert answers == [422] * 4


def test_a_festival_begins_with_nothing_and_is_told_what_is_missing(manager: FlaskClient) -> None:
    answer = manager.post("/festivals", data={"name": "Harbour Film Days", "timezone": "Asia/Seoul"})

    assert answer.location == "/f/harbour-film-days/programme/readiness"
    assert "There is no day yet" in manager.get(answer.location).text
    assert manager.post("/festivals", data={"name": "부산", "timezone": "Asia/Nowhere"}).status_code == 422


def test_only_managers_bring_festivals_in(logged_in: Callable[[str], FlaskClient]) -> None:
    assert upload(logged_in("editor"), TEXT.encode(), "x.yaml")[0] == 403


def test_the_history_takes_back_and_does_again(manager: FlaskClient, desk: Desk, slug: str) -> None:
    edit = Edit(Name("rooms", "big"), fields={"capacity": 90})
    desk.operations.commit(1, 1, 1, [edit], WHAT)

    assert manager.post(f"/f/{slug}/undo").status_code == 302
    work = desk.workspaces.of(slug)
    assert work is not None
    assert (work.problem.rooms[0].capacity, work.head) == (100, 3)
    answer = manager.post(f"/f/{slug}/redo", headers={"Accept": "application/json"})
    assert answer.get_json() == {"revision": 4, "summary": WHAT}
    assert "Done again (no. 2): Changed" in manager.get(f"/f/{slug}/history").text
    assert manager.post(f"/f/{slug}/redo").status_code == 409
