"""What was found, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.explain.story import story

if TYPE_CHECKING:
    from scheduler.explain.conflicts import Conflict, Findings
    from scheduler.explain.relaxing import Relaxation
    from scheduler.problem import Problem, Showing

WORDS = {
    "en": {
        "possible": "A complete timetable is possible: nothing that must hold clashes.",
        "unknown": "Nothing is proven: {k} of {n} were placed within the time. Give it more (--budget).",
        "clash": "No complete timetable is possible.",
        "conflict": "Conflict {i} of {n}",
        "unproven": "(Cut short: some of this may not be needed for the conflict.)",
        "no-place": "No place was found, and no proof that there is none, for: {s}.",
        "helps": "What helps, each tried; choose one:",
        "no-help": "Nothing that was tried helps alone.",
        "cut": "The time was over before all was looked at; there may be more. Give it more (--budget).",
    },
    "ko": {
        "possible": "전체 시간표가 가능합니다. 서로 어긋나는 필수 조건이 없습니다.",
        "unknown": "증명된 것이 없습니다. 시간 안에 {n}건 중 {k}건을 배정했습니다. 시간을 늘려 보십시오(--budget).",
        "clash": "전체 시간표는 불가능합니다.",
        "conflict": "충돌 {i}/{n}",
        "unproven": "(중간에 멈추어, 충돌과 무관한 항목이 있을 수 있습니다.)",
        "no-place": "자리를 찾지 못했으나 없다고 증명되지도 않은 것: {s}.",
        "helps": "해결책(모두 실제로 적용해 확인함, 하나만 고르면 됩니다):",
        "no-help": "시도한 변경 중 하나만으로 해결되는 것은 없습니다.",
        "cut": "다 살펴보기 전에 시간이 끝나 충돌이 더 있을 수 있습니다. 시간을 늘려 보십시오(--budget).",
    },
}


def as_text(problem: Problem, findings: Findings, lang: str, helps: Sequence[Relaxation] = ()) -> str:
    """A verdict, then each conflict as a story, with what helps, numbered throughout."""
    return "\n".join(_lines(problem, findings, helps, lang))


def _lines(problem: Problem, findings: Findings, helps: Sequence[Relaxation], lang: str) -> Iterator[str]:
    words = WORDS[lang]
    yield _verdict(findings, words)
    for number, conflict in enumerate(findings.conflicts, 1):
        yield ""
        yield words["conflict"].format(i=number, n=len(findings.conflicts))
        yield from (f"  {one.text(lang)}" for one in story(problem, conflict))
        if not conflict.proven:
            yield f"  {words['unproven']}"
        if findings.finished or helps:
            yield from _helps(conflict, helps, lang)
    if findings.unknown:
        yield ""
        yield words["no-place"].format(s=", ".join(one.name(lang) for one in findings.unknown))
    if findings.conflicts and not findings.finished:
        yield ""
        yield words["cut"]


def _helps(conflict: Conflict, helps: Sequence[Relaxation], lang: str) -> Iterator[str]:
    """The changes that work, by number."""
    those = [(number, one) for number, one in enumerate(helps, 1) if one.conflict is conflict]
    yield ""
    yield "  " + WORDS[lang]["helps" if those else "no-help"]
    for number, one in those:
        yield f"  {number:>3}. {one.change.sentence.text(lang)}"


def _verdict(findings: Findings, words: dict[str, str]) -> str:
    if findings.conflicts:
        return words["clash"]
    if findings.possible:
        return words["possible"]
    needed = [one for one in findings.problem.showings if not one.optional]
    placed = sum(findings.timetable.of(one) is not None for one in needed) if findings.timetable else 0
    return words["unknown"].format(k=placed, n=len(needed))


def as_data(problem: Problem, findings: Findings, lang: str, helps: Sequence[Relaxation] = ()) -> dict[str, Any]:
    """Everything, sentences in one language."""
    return {
        "showgrid": 1,
        "festival": problem.festival.festival.id,
        "revision": problem.revision,
        "possible": findings.possible,
        "finished": findings.finished,
        "conflicts": [_conflict(problem, one, lang) | {"helps": _numbers(one, helps)} for one in findings.conflicts],
        "relaxations": [_relaxation(number, one, lang) for number, one in enumerate(helps, 1)],
        "unknown": [_showing(one) for one in findings.unknown],
    }


def _conflict(problem: Problem, conflict: Conflict, lang: str) -> dict[str, Any]:
    return {
        "proven": conflict.proven,
        "story": [one.text(lang) for one in story(problem, conflict)],
        "parts": [
            {
                "kind": part.kind,
                "key": list(part.key),
                "about": [{"list": name, "id": entry} for name, entry in part.subjects()],
                "sentence": part.sentence(problem).text(lang),
            }
            for part in conflict.parts
        ],
        "left_out": [_showing(one) for one in conflict.left_out],
    }


def _numbers(conflict: Conflict, helps: Sequence[Relaxation]) -> list[int]:
    return [number for number, one in enumerate(helps, 1) if one.conflict is conflict]


def _relaxation(number: int, one: Relaxation, lang: str) -> dict[str, Any]:
    change = one.change
    return {"number": number, "kind": change.kind, "trouble": change.trouble, "sentence": change.sentence.text(lang)}


def _showing(showing: Showing) -> dict[str, Any]:
    return {"session": showing.session.id, "showing": showing.label}
