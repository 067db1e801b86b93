"""Whether a published programme can be held: people and rooms booked twice, walks, days that are too long."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from scheduler.answer import Answer, timetable_of
from scheduler.compile import compile_festival
from scheduler.fields import text_in
from scheduler.formats.notes import told
from scheduler.sentence import Sentence
from scheduler.telling import report_as_data
from scheduler.validate import festival_from
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.formats.imported import Imported
    from scheduler.formats.notes import Note
    from scheduler.verify import Report

TITLES: dict[str, tuple[str, str]] = {
    "room_free": ("Rooms booked twice", "같은 시간에 두 번 잡힌 방"),
    "person_in_one_place": ("People in two places, or with no time to walk", "두 곳에 있거나 이동할 시간이 없는 사람"),
    "person_load": ("Days that are too long", "너무 긴 하루"),
    "placed": ("Events without a place or time", "장소나 시각이 없는 행사"),
}  # fmt: skip
OTHERS = ("What else is broken", "그 밖의 위반")
SUMMARY = (
    "{name}: {events} events of {sessions} sessions, {rooms} rooms, {people} people, {days} days",
    "{name}: 행사 {events}건(프로그램 {sessions}개), 방 {rooms}개, 사람 {people}명, {days}일",
)
GOOD = ("Nothing is broken.", "어긴 것이 없습니다.")
ABOUT_FILE = ("About the file", "파일에 대하여")


@dataclass(frozen=True)
class Check:
    """What was found."""

    format: str
    report: Report
    notes: tuple[Note, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is broken and nothing missing."""
        return self.report.valid


def check(name: str, made: Imported, *, longest: int = 720, walk: int = 0) -> Check:
    """The programme held against what must always be so, whatever rules its festival has.

    ``longest`` minutes from first to last are what a person's day may have; ``walk`` minutes lie between any two
    rooms of one building.
    """
    document = made.festival.document()
    document |= {"defaults": False, "rules": _rules(longest)}
    if walk:
        document["walks"] = [*document.get("walks", []), *_walks(document, walk)]
    problem = compile_festival(festival_from(document))
    answer = made.timetable or Answer(festival=problem.festival.festival.id)
    return Check(name, verify(problem, timetable_of(problem, answer)), tuple(made.notes))


def _rules(longest: int) -> list[dict[str, Any]]:
    return [{"kind": "person_in_one_place"}, {"kind": "person_load", "span_minutes": longest}]


def _walks(document: dict[str, Any], minutes: int) -> list[dict[str, Any]]:
    """Minutes between all rooms of one building."""
    rooms = [(room["id"], room.get("venue")) for room in document.get("rooms", [])]
    return [
        {"from": one, "to": other, "minutes": minutes}
        for (one, here), (other, there) in combinations(rooms, 2)
        if here == there
    ]


def as_text(found: Check, lang: str) -> str:
    """For a person: what was read, what is broken, what is to be known of the file."""
    which = 1 if lang == "ko" else 0
    problem = found.report.problem
    about = problem.festival.festival
    facts: dict[str, Any] = {
        "name": text_in(about.name, lang) or about.id,
        "events": len(found.report.timetable),
        "sessions": len(problem.festival.sessions),
        "rooms": len(problem.rooms),
        "people": len(problem.people),
        "days": len(problem.days),
    }
    lines = [Sentence(*SUMMARY, **facts).text(lang), ""]
    groups: dict[str, list[Violation]] = {}
    for violation in found.report.broken:
        groups.setdefault(violation.name, []).append(violation)
    for rule in sorted(groups, key=lambda one: list(TITLES).index(one) if one in TITLES else len(TITLES)):
        title = TITLES.get(rule, OTHERS)[which]
        lines += [f"{title} ({len(groups[rule])})", *(f"  {one.sentence.text(lang)}" for one in groups[rule]), ""]
    if not groups:
        lines += [GOOD[which], ""]
    if found.notes:
        lines += [ABOUT_FILE[which], *(f"  {one}" for one in told(list(found.notes), lang)), ""]
    return "\n".join(lines[:-1])


def as_data(found: Check, lang: str) -> dict[str, Any]:
    """For a program: the same, with the placements that each sentence is about."""
    report = report_as_data(found.report, lang)
    return {
        "showgrid": 1,
        "format": found.format,
        "valid": found.good,
        "events": len(found.report.timetable),
        "violations": [one for one in report["violations"] if one["must"]],
        "notes": [
            {"sort": note.sort, "place": note.place, "sentence": note.sentence.text(lang)} for note in found.notes
        ],
    }
