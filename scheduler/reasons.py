"""Why a showing lies nowhere: the rule that stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.maps import free_places, static_map
from scheduler.mentions import sentence_of
from scheduler.sentence import Paragraph, Sentence
from scheduler.timetable import Timetable, Unplaced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing


def unplaced_of(problem: Problem, timetable: Timetable, lang: str = "en") -> list[Unplaced]:
    """Every showing that lies nowhere, with what stands in its way."""
    return [
        Unplaced(one.session.id, one.label, reason(problem, one, timetable).text(lang))
        for one in problem.showings
        if timetable.of(one) is None
    ]


def reason(problem: Problem, showing: Showing, timetable: Timetable) -> Sentence:
    """What leaves the showing no place beside the others."""
    if not showing.legal.any():
        return Sentence(
            "No room is open for it at any allowed time: look at its rooms, windows, hours and pins.",
            "배정 가능한 상영관과 시간이 없습니다. 상영관, 시간대, 운영 시간, 고정을 확인하십시오.",
        )
    if not static_map(problem, showing).allowed.any():
        return Sentence(
            "Musts leave it none of its places ({n}), wherever the others are: {rules}",
            "다른 상영이 어디에 있든 필수 규칙 때문에 가능한 자리 {n}곳을 하나도 쓸 수 없습니다: {rules}",
            n=int(showing.legal.sum()),
            rules=Paragraph(tuple(_blocking(problem, showing, Timetable(problem, {}), showing.legal))),
        )
    free = free_places(problem, showing, timetable)
    if not free.any():
        return Sentence(
            "Its rooms are full at its times: every place that it may take ({n}) is taken.",
            "가능한 자리 {n}곳이 모두 찼습니다.",
            n=int(showing.legal.sum()),
        )
    blocking = _blocking(problem, showing, timetable, free)
    if blocking:
        return Sentence(
            "Every free place ({n}) would break a must: {rules}",
            "비어 있는 자리 {n}곳이 모두 필수 규칙에 어긋납니다: {rules}",
            n=int(free.sum()),
            rules=Paragraph(tuple(blocking)),
        )
    if showing.optional:
        return Sentence("It is optional, and costs more than its value.", "선택 상영이며, 가치보다 비용이 큽니다.")
    return Sentence("No place was found for it in time.", "시간 안에 자리를 찾지 못했습니다.")


def _blocking(problem: Problem, showing: Showing, timetable: Timetable, free: NDArray[np.bool_]) -> list[Sentence]:
    """Musts that together forbid every free place; empty if some place breaks none."""
    left, blocking = free, []
    for rule in problem.rules:
        if not rule.must or rule.chooses:
            continue
        kept = left & (rule.price(problem, showing, timetable, left) <= 0)
        if (kept != left).any():
            blocking.append(sentence_of(problem, rule))
            left = kept
        if not left.any():
            return blocking
    return []
