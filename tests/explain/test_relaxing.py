"""Changes that are said to help do help, on the whole festival, for every sort of contradiction."""

from __future__ import annotations

from functools import cache
from itertools import takewhile

import pytest

from scheduler.compile import compile_festival
from scheduler.explain.conflicts import Findings, find
from scheduler.explain.relaxing import Relaxation, relaxations
from scheduler.explain.telling import as_text
from scheduler.explain.watch import Watch
from scheduler.formats.document import dump, load, load_text
from scheduler.replan.staying import laid_in
from scheduler.validate import festival_from
from scheduler.verify import verify
from tests.explain.test_conflicts import FIXTURES
from tests.generators.contradictions import plant, plant_all, quiet

NAMES = ["hall_taken", "one_copy", "impossible-guest", "too-full"]


@cache
def helped(name: str) -> tuple[Findings, list[Relaxation]]:
    """Of a fixture, else of a family of contradictions."""
    path = FIXTURES / name / "festival.yaml"
    festival = load(path) if path.exists() else festival_from(plant(quiet(), name).document)
    findings = find(compile_festival(festival), Watch(600))
    return findings, list(relaxations(festival, findings, Watch(600)))


@pytest.mark.parametrize("name", NAMES)
def test_something_helps_and_the_verifier_agrees(name: str) -> None:
    findings, found = helped(name)

    assert found
    for one in found:
        written = compile_festival(load_text(dump(one.change.made(findings.problem.festival))))
        assert verify(written, laid_in(written, one.timetable)).valid
        assert written.revision != findings.problem.revision


@pytest.mark.parametrize("name", NAMES)
def test_the_least_trouble_comes_first(name: str) -> None:
    _, found = helped(name)

    troubles = [one.change.trouble for one in found]
    assert troubles == sorted(troubles)
    assert len(found) <= 5


def test_the_guest_who_cannot_be_there() -> None:
    _, found = helped("impossible-guest")

    assert [one.change.sentence.text() for one in found] == [
        "Opening may start at another time; all else of its pin stays.",
        "Opening may be in another room; all else of its pin stays.",
        "Prof. Kim stays until 15:55 (55 minutes longer).",
        "Prof. Kim is there from 11:35 (85 minutes earlier).",
        "Keynote: The Organ and the Projector does without Prof. Kim.",
    ]


def test_several_conflicts_are_each_helped() -> None:
    document, planted = plant_all(quiet(), ["hall_taken", "one_copy"])
    festival = festival_from(document)
    findings = find(compile_festival(festival), Watch(600))
    found = list(relaxations(festival, findings, Watch(600)))

    assert len(findings.conflicts) == len(planted) == 2
    first = [next(one for one in found if one.conflict is conflict) for conflict in findings.conflicts]
    for one in first:
        festival = one.change.made(festival)
    assert find(compile_festival(festival), Watch(600)).possible is True


BLOCKS = """\
showgrid: 1
festival: {id: blocky, timezone: Asia/Seoul}
rooms: [{id: r1, capacity: 50}, {id: r2, capacity: 30}]
blocks: [{id: early, from: "2025-09-01T09:00", to: "2025-09-01T11:00", slots: 4},
         {id: late, from: "2025-09-01T13:00", to: "2025-09-01T15:00", slots: 4}]
people: [{id: bob, name: Bob, available: [{from: "2025-09-01T13:00", to: "2025-09-01T14:00"}]}]
sessions: [{id: short, slots: 1, people: [bob]}, {id: long, slots: 3, people: [bob]}]
"""


def test_what_is_enough_for_those_who_clash_may_be_too_little_beside_all_else() -> None:
    """The long talk alone would need half an hour more; with the short one of the same guest it is an hour."""
    festival = load_text(BLOCKS)
    found = list(relaxations(festival, find(compile_festival(festival), Watch(600)), Watch(600)))

    assert found[0].change.sentence.text() == "Bob stays until 15:00 (60 minutes longer)."
    assert verify(compile_festival(found[0].change.made(festival)), found[0].timetable).valid


def test_when_the_time_is_over_what_is_known_comes_back() -> None:
    findings, _ = helped("too-full")

    assert list(relaxations(findings.problem.festival, findings, Watch(0.0))) == []


UNEQUIPPED = """\
showgrid: 1
festival: {id: unequipped, timezone: Asia/Seoul}
days: [{date: 2025-09-01, open: "10:00", close: "22:00"}]
rooms: [{id: a, capacity: 90, turnaround: 15, abilities: [organ]}, {id: b, name: {en: B, ko: 나관}, capacity: 100}]
sessions:
  - {id: silent, title: Silent, duration: 90, showings: 2, rooms: [b], needs: [organ, x-ray]}
  - {id: talk, duration: 60, showings: 3}
"""


def test_what_hits_several_for_one_reason_is_one_conflict_and_a_hall_may_be_equipped() -> None:
    festival = load_text(UNEQUIPPED)
    findings = find(compile_festival(festival), Watch(600))
    found = list(relaxations(festival, findings, Watch(600)))

    (conflict,) = findings.conflicts
    assert [one.key for one in conflict.left_out] == ["silent#1", "silent#2"]
    (equipped,) = [one for one in found if one.change.kind == "abilities"]
    assert equipped.change.sentence.text() == "B gets organ, x-ray."
    assert equipped.change.sentence.text("ko") == "나관에 오르간, x-ray 설비를 갖춥니다."
    assert find(compile_festival(equipped.change.made(festival)), Watch(600)).possible is True


def test_nobody_is_asked_to_clear_a_hall_in_no_time() -> None:
    """Six films of 100 minutes fill ten hours to the minute; five minutes between them are the least there can be."""
    hall = {"id": "a", "capacity": 90, "turnaround": 15, "turnaround_by_type": {"talk": 3}}
    document = {
        "showgrid": 1, "festival": {"id": "brim", "timezone": "Asia/Seoul"},
        "days": [{"date": "2025-09-01", "open": "10:00", "close": "20:00"}],
        "sessions": [{"id": f"film-{n}", "duration": 100} for n in range(6)],
    }  # fmt: skip
    helps = {}
    for close in ("20:00", "20:25"):
        festival = festival_from({**document, "days": [{**document["days"][0], "close": close}], "rooms": [hall]})  # type: ignore[index]  # of many types
        found = relaxations(festival, find(compile_festival(festival), Watch(600)), Watch(600))
        helps[close] = [one.change.sentence.text() for one in found if one.change.kind == "turnaround"]

    assert helps == {"20:00": [], "20:25": ["a is made ready in 5 minutes (10 less)."]}


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("name", ["impossible-guest", "too-full"])
def test_the_page_of_answers_shows_what_is_told(name: str, lang: str) -> None:
    findings, found = helped(name)
    command = f"    $ showgrid explain fixtures/{name}/festival.yaml{' --lang ko' if lang == 'ko' else ''}\n"

    _, _, page = (FIXTURES.parent / "docs" / "answers.md").read_text("utf-8").partition(command)
    shown = takewhile(lambda line: line[:6] != "    $ " and line[:4].strip() == "", page.splitlines())

    assert "\n".join(line[4:] for line in shown).rstrip() == as_text(findings.problem, findings, lang, found)
