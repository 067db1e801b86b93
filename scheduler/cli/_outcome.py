"""How a search ended: in a few lines for whoever started it, and as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.cli._status import INCOMPLETE, INFEASIBLE, STOPPED

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.solve import Result, Status
    from scheduler.timetable import Unplaced
    from scheduler.verify import Report

MOST = 10
"""Lines of one sort; whoever wants all reads the timetable, or asks ``verify``."""
WORDS = {
    "en": {
        "summary": "{s}: penalty {p}, bound {b}{g}, {t:.1f} s",
        "gap": ", gap {g:.1%}",
        "unknown": "unknown",
        "proof": "proof: {x}",
        "proven": "proof: every way was tried, and none places every showing without breaking a must; "
        "showgrid explain tells why, and what would help",
        "unplaced": "not placed: {x}",
        "more-unplaced": "not placed: {n} more; the timetable lists them all",
        "broken": "broken: {x}",
        "more-broken": "broken: {n} more; showgrid verify tells them all",
        "doubt": "worth a look: {x}",
        "more-doubt": "worth a look: {n} more; showgrid verify tells them all",
        "neighbourhoods": "neighbourhoods of the first search:     tries  better   points  seconds",
        "earned": "  {w:36}  {n:5d}  {b:6d}  {p:7.0f}  {t:7.1f}",
        "incomplete": "incomplete: {k} of {n} showings are placed; with more seconds (--budget) there may be more, "
        "and --start goes on from this timetable",
    },
    "ko": {
        "summary": "{s}: 감점 {p}, 하한 {b}{g}, {t:.1f}초",
        "gap": ", 격차 {g:.1%}",
        "unknown": "알 수 없음",
        "proof": "증명: {x}",
        "proven": "증명: 모든 경우를 따져 보았으나 필수 규칙을 모두 지키며 전부 배정할 방법이 없습니다. "
        "이유와 해결 방법은 showgrid explain으로 볼 수 있습니다",
        "unplaced": "미배정: {x}",
        "more-unplaced": "미배정: 그 밖에 {n}건. 시간표 파일에 모두 적혀 있습니다",
        "broken": "위반: {x}",
        "more-broken": "위반: 그 밖에 {n}건. showgrid verify로 모두 볼 수 있습니다",
        "doubt": "살펴볼 점: {x}",
        "more-doubt": "살펴볼 점: 그 밖에 {n}건. showgrid verify로 모두 볼 수 있습니다",
        "neighbourhoods": "첫째 탐색의 이웃 구조:                    시도    개선     점수       초",
        "earned": "  {w:36}  {n:5d}  {b:6d}  {p:7.0f}  {t:7.1f}",
        "incomplete": "미완성: 상영 {n}건 중 {k}건을 배정했습니다. 시간을 늘리거나(--budget) 이 시간표에서 이어서 "
        "찾으면(--start) 더 배정할 수 있습니다",
    },
}


def outcome(problem: Problem, result: Result, unplaced: Sequence[Unplaced], lang: str) -> str:
    """The status with its numbers; then what is proven, missing, broken or doubtful, at most ten lines of each."""
    from scheduler.complaints import complaints

    words = WORDS[lang]
    lines = [summary(result, lang), *(words["proof"].format(x=one.text(lang)) for one in result.proofs)]
    if result.status == "INFEASIBLE" and not result.proofs:
        lines.append(words["proven"])
    missing = [f"{problem.by_key[one.session, one.showing].name(lang)}: {one.reason}" for one in unplaced]
    broken = [one.sentence.text(lang) for one in result.report.broken if one.rule != "placed"]
    lines += _some("unplaced", missing, lang)
    lines += _some("broken", broken, lang)
    lines += _some("doubt", [one.text(lang) for one in complaints(problem)], lang)
    if result.status == "UNKNOWN":
        lines.append(words["incomplete"].format(k=len(result.timetable), n=len(problem.showings)))
    return "\n".join(lines)


def summary(result: Result, lang: str) -> str:
    """Status, penalty, bound, gap and seconds."""
    words = WORDS[lang]
    gap = "" if result.gap is None else words["gap"].format(g=result.gap)
    bound = words["unknown"] if result.bound is None else result.bound
    return words["summary"].format(s=result.status, p=result.report.penalty, b=bound, g=gap, t=result.seconds)


def account_as_text(result: Result, lang: str) -> str:
    """What each neighbourhood of the first search brought, the best earner first; empty if none was tried."""
    words = WORDS[lang]
    ranked = sorted(result.account.items(), key=lambda one: -one[1].points)
    rows = [words["earned"].format(w=w, n=a.tries, b=a.better, p=a.points, t=a.seconds) for w, a in ranked]
    return "\n".join([words["neighbourhoods"], *rows] if rows else [])


def status_of(result: Result) -> int:
    """The exit status that says how it ended."""
    if result.stopped:
        return STOPPED
    if result.complete:
        return 0
    return INFEASIBLE if result.status == "INFEASIBLE" else INCOMPLETE


def _some(what: str, told: Sequence[str], lang: str) -> Iterator[str]:
    for one in told[:MOST]:
        yield WORDS[lang][what].format(x=one)
    if len(told) > MOST:
        yield WORDS[lang][f"more-{what}"].format(n=len(told) - MOST)


def document_of(problem: Problem, result: Result, unplaced: list[Unplaced], seed: int) -> str:
    """The timetable document of a result."""
    return timetable_text(
        problem, result.report, result.status, unplaced, bound=result.bound, seed=seed, seconds=result.seconds
    )


def timetable_text(
    problem: Problem,
    report: Report,
    status: Status,
    unplaced: Sequence[Unplaced] = (),
    waivers: Sequence[Any] = (),
    **more: Any,
) -> str:
    """The document of a verified timetable; ``more`` as in ``Answer``: bound, seed, seconds."""
    from importlib.metadata import version

    from scheduler.answer import answer_of, text_of

    engine = f"showgrid {version('showgrid')}, ortools {version('ortools')}"
    answer = answer_of(
        problem, report.timetable, list(unplaced), list(waivers), status=status, penalty=report.penalty, engine=engine,
        **more,
    )  # fmt: skip
    return text_of(answer)
