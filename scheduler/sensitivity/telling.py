"""What changes would gain, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.sensitivity.search import Gain, Sensitivity

WORDS = {
    "en": {
        "now": "Penalty now: {p}. What would gain most, each tried by itself with the parts concerned solved anew:",
        "points": "{n:+} points, penalty {p}",
        "later": "{n:+} points at tier {t}, penalty {p}",
        "broken": "breaks {n} less of what must hold",
        "placed": "{k} more placed, penalty {p}",
        "nothing": "Penalty now: {p}. None of the {n} changes that were tried gains anything.",
        "tried": "{n} changes were tried.",
        "cut": "{n} changes were tried before the time was over; with more of it there may be more (--budget).",
    },
    "ko": {
        "now": "현재 감점 {p}. 가장 효과가 큰 변경(각각 따로, 관련 부분을 실제로 다시 풀어 확인함):",
        "points": "{n:+}점, 감점 {p}",
        "later": "{t}단계에서 {n:+}점, 감점 {p}",
        "broken": "필수 조건 위반이 {n}만큼 줄어듦",
        "placed": "{k}건 더 배정, 감점 {p}",
        "nothing": "현재 감점 {p}. 시험한 변경 {n}가지 중 효과가 있는 것은 없습니다.",
        "tried": "변경 {n}가지를 시험했습니다.",
        "cut": "시간이 끝나 변경 {n}가지만 시험했습니다. 시간을 늘리면 더 찾을 수 있습니다(--budget).",
    },
}


def as_text(found: Sensitivity, lang: str) -> str:
    """The changes by number, each with what it gains."""
    return "\n".join(_lines(found, lang))


def _lines(found: Sensitivity, lang: str) -> Iterator[str]:
    words, penalty = WORDS[lang], found.report.penalty
    if not found.gains:
        yield words["nothing"].format(p=penalty, n=found.tried)
    else:
        yield words["now"].format(p=penalty)
        for number, one in enumerate(found.gains, 1):
            yield f"  {number:>2}. {one.change.sentence.text(lang)}"
            yield f"      {_gained(found, one, words)}"
    if found.gains and found.finished:
        yield words["tried"].format(n=found.tried)
    elif not found.finished:
        yield words["cut"].format(n=found.tried)


def _gained(found: Sensitivity, one: Gain, words: dict[str, str]) -> str:
    placed, mended, *points = one.gain
    facts = {"p": one.report.penalty}
    if placed:
        more = len(one.report.timetable) - len(found.report.timetable)
        return words["placed"].format(k=more, **facts)
    if mended:
        return words["broken"].format(n=mended, **facts)
    tier = next(number for number, gain in enumerate(points) if gain)
    return words["later" if tier else "points"].format(n=-points[tier], t=tier, **facts).replace("-", "\N{MINUS SIGN}")


def as_data(found: Sensitivity, lang: str) -> dict[str, Any]:
    """Everything, sentences in one language."""
    problem = found.report.problem
    return {
        "showgrid": 1,
        "festival": problem.festival.festival.id,
        "revision": problem.revision,
        "penalty": found.report.penalty,
        "tried": found.tried,
        "finished": found.finished,
        "changes": [_change(number, one, lang) for number, one in enumerate(found.gains, 1)],
    }


def _change(number: int, one: Gain, lang: str) -> dict[str, Any]:
    placed, mended, *points = one.gain
    return {
        "number": number,
        "kind": one.change.kind,
        "trouble": one.change.trouble,
        "sentence": one.change.sentence.text(lang),
        "gain": points[0] if len(points) == 1 else points,
        "placed": placed,
        "mended": mended,
        "penalty": one.report.penalty,
    }
