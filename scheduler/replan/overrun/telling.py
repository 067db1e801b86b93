"""A late end told: what it breaks, whom it hits, and what was tried and helps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scheduler.differences import PARTS, differences, for_people, moved_showings
from scheduler.replan.told import Told
from scheduler.sentence import Sentence
from scheduler.suggest.data import as_data

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.problem import Problem
    from scheduler.replan.overrun.outlook import Outlook, Remedy

WORDS = {
    "en": {
        "harmless": "Nothing that follows is broken by it; nobody has to be told anything.",
        "breaks": "If nothing is done",
        "hit": "Whom it hits: {p}",
        "remedies": "What helps, each tried, the least trouble first",
        "none": "Nothing that was tried mends it all: a shorter Q&A, later starts, other rooms.",
        "silent": "Nobody else has to be told.",
        "told": "Notices: {n}; people to tell: {p}.",
    },
    "ko": {
        "harmless": "이후 일정에 문제가 생기지 않습니다. 따로 알릴 사람도 없습니다.",
        "breaks": "그대로 두면",
        "hit": "영향을 받는 사람: {p}",
        "remedies": "실제로 적용해 확인한 해결책(부담이 적은 순)",
        "none": "시도한 방법(GV 단축, 시작 늦추기, 다른 상영관, 상영관 맞바꾸기)으로는 모두 해결되지 않습니다.",
        "silent": "따로 알릴 사람이 없습니다.",
        "told": "알림 {n}건, 알릴 사람 {p}명.",
    },
}


def outlook_as_text(found: Outlook, lang: str) -> str:
    """What happens, whom it hits, and the remedies by number."""
    return "\n".join(_lines(found, lang))


def _lines(found: Outlook, lang: str) -> Iterator[str]:
    words, nothing = WORDS[lang], found.nothing
    yield _late(found).text(lang)
    if not nothing.breaks:
        yield words["harmless"]
        return
    yield ""
    yield words["breaks"]
    yield from (f"  {one.sentence.text(lang)}" for one in nothing.breaks)
    hit = _hit(nothing.announcement.problem, nothing.breaks, lang)
    if hit:
        yield "  " + words["hit"].format(p=", ".join(hit))
    yield ""
    if not found.remedies:
        yield words["none"]
        return
    yield words["remedies"]
    for number, one in enumerate(found.remedies, 1):
        first, *others = [sentence.text(lang) for sentence in _done(found, one)]
        yield f"  {number}. {first}"
        yield from (f"     {text}" for text in others)
        yield "     " + _notices(one.told, words)


def _late(found: Outlook) -> Sentence:
    late, problem = found.late, found.nothing.announcement.problem
    end = late.placement.end + problem.ticks(late.minutes)
    return Sentence(
        "{s} in {r} ends {n} minutes late, at {t}.", "{r}의 {s}: {n}분 늦게 {t}에 끝남",
        s=late.showing, r=problem.rooms[late.placement.room], n=late.minutes,
        t=f"{problem.clock.local(-(-end // problem.minute)):%H:%M}",
    )  # fmt: skip


def _hit(problem: Problem, breaks: list[Violation], lang: str) -> list[str]:
    """Everybody in what is broken."""
    people = {person for one in breaks for placement in one.placements for person in placement.showing.persons}
    return sorted(problem.person_name(one, lang) for one in people)


def _notices(told: Told, words: dict[str, str]) -> str:
    return words["told"].format(n=told.count, p=len(told.people)) if told.count else words["silent"]


def _done(found: Outlook, one: Remedy) -> list[Sentence]:
    """What is done."""
    if one.kind == "shorten":
        names = PARTS.get(one.part, {"en": one.part, "ko": one.part})
        return [
            Sentence(
                "Shorten the {p} of {s} by {n} minutes.", "{s}: {k} {n}분 단축",
                p=names["en"], k=names["ko"], s=found.late.showing, n=one.minutes,
            )
        ]  # fmt: skip
    problem, old, new = one.announcement.problem, one.announcement.timetable, one.report.timetable
    every = list(differences(problem, old, new))
    return every[: len(every) - len(list(for_people(problem, old, new)))]


def outlook_as_data(found: Outlook, lang: str) -> dict[str, Any]:
    """The same for programs, with field names that stay."""
    problem, late = found.nothing.announcement.problem, found.late
    return {
        "showgrid": 1,
        "festival": problem.festival.festival.id,
        "late": {"session": late.showing.session.id, "showing": late.showing.label, "minutes": late.minutes},
        "breaks": [_violation(one, lang) for one in found.nothing.breaks],
        "hit": sorted({p for one in found.nothing.breaks for place in one.placements for p in place.showing.persons}),
        "remedies": [_remedy(found, one, lang) for one in found.remedies],
    }


def _violation(one: Violation, lang: str) -> dict[str, Any]:
    about = [{"session": p.showing.session.id, "showing": p.showing.label} for p in one.placements]
    return {"rule": one.name, "amount": one.amount, "about": about, "sentence": one.sentence.text(lang)}


def _remedy(found: Outlook, one: Remedy, lang: str) -> dict[str, Any]:
    problem, old, new = one.announcement.problem, one.announcement.timetable, one.report.timetable
    return {
        "kind": one.kind,
        "sentences": [sentence.text(lang) for sentence in _done(found, one)],
        "part": one.part,
        "minutes": one.minutes,
        "notices": one.told.count,
        "told": list(one.told.people),
        "penalty": one.report.penalty,
        "moves": [
            {
                "session": showing.session.id,
                "showing": showing.label,
                "from": None if (was := old.of(showing)) is None else as_data(problem, was),
                "to": None if (now := new.of(showing)) is None else as_data(problem, now),
            }
            for showing in moved_showings(problem, old, new)
        ],
    }
