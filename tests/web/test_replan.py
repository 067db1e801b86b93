"""After a publication: a mishap is written down, the fewest people told are looked for, one of the menu is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from web.areas.replan import now_in
from web.desk import Desk
from web.job import Job
from web.jobs import replan
from web.runs import Runs
from web.workspace import Workspace

if TYPE_CHECKING:
    from flask.testing import FlaskClient

REPLAN = "/f/small/replan"


@pytest.fixture
def out(desk: Desk, full: Callable[[], Workspace]) -> Callable[[], Workspace]:
    """Version 1 is published."""
    assert desk.publishing.publish(None, full()) == 1
    return full


class Told(Job):
    """A run whose answers so far are kept, each time that something is said."""

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        self.told: list[dict[str, Any]] = []

    def say(self, facts: dict[str, Any], **more: Any) -> None:
        """Keep it beside."""
        super().say(facts, **more)
        if self.news.found is not None:
            self.told.append(self.news.found)


def rooms_hours(work: Workspace, room: str) -> list[tuple[int, int]]:
    return list(work.problem.rooms[work.problem.room_index[room]].hours)


def test_a_hall_is_lost_and_the_fewest_people_are_told(
    manager: FlaskClient, desk: Desk, out: Callable[[], Workspace]
) -> None:
    before = {one.showing.key: one.place for one in out().timetable}
    form = {"room": "little", "day": "2024-10-25"}
    assert manager.post(f"{REPLAN}/closed", data=form).headers["Location"] == REPLAN

    where = manager.post(REPLAN, data={"budget": "6"}).headers["Location"]
    runs = Runs(desk.store)
    row = runs.claim("here")
    assert row is not None
    job = Told(runs, row, "here", 1, lambda: False)
    outcome = replan.run(job)
    # The first answer is on the page while the menu is still looked for.
    runs.keep(row.id, "here", 1.0, {}, best=None, found=job.told[0])
    meanwhile = manager.get(where).text
    job.close("done", outcome)
    run = runs.of(1, int(where.rsplit("/", 1)[1]))

    assert run is not None
    assert ("What more notices would buy follows" in meanwhile, "Accept it as the timetable" in meanwhile) == (
        True,
        False,
    )
    assert job.told[0]["variants"] == [run.found["variants"][0]]
    assert job.told[0] in job.told[1:]
    assert (run.state, run.kind, run.asked["version"], run.asked["now"]) == ("done", "replan", 1, None)
    first = run.found["variants"][0]
    assert (first["notices"], first["told"], first["valid"], run.found["proven"]) == (3, ["kim"], True, True)
    page = manager.get(where).text
    assert "Fewest told" in page
    assert all(line["en"] in page.replace("&#39;", "'") for line in first["changes"][:8])
    manager.post(f"{where}/take/1", data={"base": out().head})
    after = {one.showing.key: one.place for one in out().timetable}
    moved = {key for key in before if before[key] != after.get(key)}
    assert moved == {f"{one['session']}#{one['showing']}" for one in first["moves"]}
    manager.post("/f/small/scenarios", data={"name": "Few", "run": run.id, "which": 1})
    assert [one.name for one in desk.scenarios.all(1)] == ["Few"]


def test_what_happens_is_written_into_the_programme_and_can_be_undone(
    manager: FlaskClient, out: Callable[[], Workspace]
) -> None:
    manager.post(f"{REPLAN}/closed", data={"room": "little", "day": "2024-10-25"})
    manager.post(f"{REPLAN}/longer", data={"what": "sessions:film", "minutes": "15"})
    manager.post(f"{REPLAN}/cancelled", data={"session": "talk"})
    manager.post(f"{REPLAN}/leaves", data={"person": "kim", "at": "2024-10-25T10:30"})

    work = out()
    assert rooms_hours(work, "little") == []
    assert len(rooms_hours(work, "big")) == 1
    assert [(one.session.id, work.problem.minutes(one.duration)) for one in work.problem.showings] == [
        ("opening", 30),
        ("film", 75),
        ("film", 75),
    ]
    assert len(work.problem.festival.people[0].away) == 1
    page = manager.get(REPLAN).text
    assert "Little hall" in page
    assert "Who Dreams?" in page
    for _ in range(4):
        manager.post("/f/small/undo")
    assert len(out().problem.showings) == 4
    assert len(rooms_hours(out(), "little")) == 1


@pytest.mark.parametrize(
    ("mishap", "data", "said"),
    [
        ("leaves", {"person": "nobody", "at": "2024-10-25T10:30"}, "Choose a guest"),
        ("leaves", {"person": "kim", "at": "soon"}, "Give a day and a time"),
        ("leaves", {"person": "kim", "at": "2030-01-01T10:00"}, "Give a day and a time"),
        ("closed", {"room": "attic", "day": "2024-10-25"}, "Choose a hall"),
        ("closed", {"room": "big", "day": "2024-10-26"}, "no hours on that day"),
        ("closed", {"room": "big", "day": "Friday"}, "no hours on that day"),
        ("longer", {"what": "sessions:none", "minutes": "5"}, "Choose a film or a session"),
        ("longer", {"what": "sessions:film", "minutes": "0"}, "Write minutes"),
        ("cancelled", {"session": ""}, "Choose a session"),
    ],
)
def test_what_cannot_be_understood_is_told_at_its_form_and_nothing_is_changed(
    manager: FlaskClient, out: Callable[[], Workspace], mishap: str, data: dict[str, Any], said: str
) -> None:
    head = out().head

    answer = manager.post(f"{REPLAN}/{mishap}", data=data)

    assert (answer.status_code, said in answer.text, out().head) == (422, True, head)


def test_without_a_publication_there_is_nothing_to_keep_to(manager: FlaskClient, full: Callable[[], Workspace]) -> None:
    full()

    assert manager.post(REPLAN).status_code == 422
    assert "Nothing was published yet" in manager.get(REPLAN).text
    assert manager.post(f"{REPLAN}/flood").status_code == 404
    assert now_in(full()) is None
