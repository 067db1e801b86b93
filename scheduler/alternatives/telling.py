"""Timetables to choose from, told: what each costs, how different it is, what it is better and worse at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.constraint import Constraint
from scheduler.mentions import sentence_of
from scheduler.result import listed
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scheduler.alternatives.search import Alternative
    from scheduler.verify import Report

MOST = 4
"""Rules that are told of each sort, those that make most difference."""
WORDS = {
    "en": {
        "head": "Timetables to choose from, the best first:",
        "first": "  {i}. {f}: penalty {p}.",
        "other": "  {i}. {f}: penalty {p}{d}.",
        "dearer": " ({d} more)",
        "same": " (the same)",
        "far": "       Against {f}, {m} of {n} showings have moved; {e} of them to another hall, another day or by an "
        "hour or more.",
        "fewer": "Fewer than asked for: no more were found in the time that differ by at least a tenth of the showings "
        "and cost no more than a tenth (or 20 points) above the best. Give it more (--budget).",
    },
    "ko": {
        "head": "고를 수 있는 시간표(좋은 것부터):",
        "first": "  {i}. {f}: 감점 {p}.",
        "other": "  {i}. {f}: 감점 {p}{d}.",
        "dearer": "({d}점 많음)",
        "same": "(같음)",
        "far": "       {f}에 견주어 상영 {n}건 중 {m}건이 다른 자리이고, 그중 {e}건은 상영관이나 날짜가 다르거나 "
        "1시간 이상 다릅니다.",
        "fewer": "요청한 수보다 적습니다. 상영의 10분의 1 이상이 다르고 감점이 최선보다 10분의 1(또는 20점) 넘게 "
        "많지 않은 시간표를 시간 안에 더 찾지 못했습니다. 시간을 늘려 보십시오(--budget).",
    },
}


def as_text(found: Sequence[Alternative], names: Sequence[str], asked: int, lang: str) -> str:
    """The best, then each of the others with its distances to those before it and rule by rule against the best."""
    return "\n".join(_lines(found, names, asked, lang))


def _lines(found: Sequence[Alternative], names: Sequence[str], asked: int, lang: str) -> Iterator[str]:
    words, best = WORDS[lang], found[0].report
    yield words["head"]
    yield words["first"].format(i=1, f=names[0], p=best.penalty)
    for number, one in enumerate(found[1:], 1):
        more = "" if isinstance(best.penalty, list) else _more(one.report, best, words)
        yield words["other"].format(i=number + 1, f=names[number], p=one.report.penalty, d=more)
        showings = len(best.problem.showings)
        for name, far in zip(names, one.distances, strict=False):
            yield words["far"].format(f=name, m=far.moved, n=showings, e=far.elsewhere)
        yield from (f"       {sentence.text(lang)}" for sentence in better_and_worse(best, one.report))
    if len(found) <= asked:
        yield words["fewer"]


def _more(report: Report, best: Report, words: dict[str, str]) -> str:
    more = listed(report.penalty)[0] - listed(best.penalty)[0]
    return words["dearer"].format(d=more) if more else words["same"]


def better_and_worse(best: Report, other: Report) -> Iterator[Sentence]:
    """What the other timetable is better at than the best, then what it is worse at; the most first."""
    shares = sorted(differences_by_rule(best, other), key=lambda one: -abs(one[1]))
    for sign in (-1, 1):
        those = [(what, sign * points) for what, points in shares if sign * points > 0]
        for what, points in those[:MOST]:
            yield _said(what, points, better=sign < 0)
        rest = those[MOST:]
        if rest:
            yield _others(len(rest), sum(points for _, points in rest), better=sign < 0)


def _said(what: Sentence, points: int, *, better: bool) -> Sentence:
    if better:
        return Sentence("Better by {n}: {w}", "{n}점 나음: {w}", n=points, w=what)
    return Sentence("Worse by {n}: {w}", "{n}점 못함: {w}", n=points, w=what)


def _others(rules: int, points: int, *, better: bool) -> Sentence:
    if better:
        return Sentence("Better by {n} in {k} more rules.", "그 밖의 규칙 {k}개에서 {n}점 나음.", n=points, k=rules)
    return Sentence("Worse by {n} in {k} more rules.", "그 밖의 규칙 {k}개에서 {n}점 못함.", n=points, k=rules)


def differences_by_rule(best: Report, other: Report) -> Iterator[tuple[Sentence, int]]:
    """Each rule by which they do not lose the same, and what the other loses more; then what is left out."""
    mine, theirs = best.amounts(), other.amounts()
    for rule in best.problem.rules:
        points = theirs[rule][2] - mine[rule][2]
        if isinstance(rule, Constraint) and points:
            yield sentence_of(best.problem, rule), points
    left_out = _left_out(other) - _left_out(best)
    if left_out:
        yield Sentence("Optional showings are in.", "선택 상영을 넣습니다."), left_out


def _left_out(report: Report) -> int:
    return sum(one.value for one in report.problem.showings if one.optional and report.timetable.of(one) is None)
