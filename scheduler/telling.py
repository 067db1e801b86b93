"""A report told to people and to programs: every violation, and a table a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.answer import written
from scheduler.complaints import complaints
from scheduler.constraint import Constraint, Violation
from scheduler.lettering import columns_of, fitted, wrapped
from scheduler.mentions import sentence_of
from scheduler.outdated import is_outdated, notice
from scheduler.timetable import Timetable
from scheduler.verify import is_must

if TYPE_CHECKING:
    from scheduler.answer import Answer
    from scheduler.verify import Report, Waiver

NARROW = 30
"""Columns in which a sentence can still be read."""
WORDS = {
    "en": {
        "valid": "Valid: nothing that must hold is broken.",
        "invalid": "Not valid: {n} violations of what must hold.",
        "one-invalid": "Not valid: 1 violation of what must hold.",
        "musts": "Broken musts",
        "shoulds": "Points lost",
        "waived": "Accepted by waiver",
        "lapsed": "Waivers that accept nothing: past their date, or no such violation any more",
        "complaints": "Worth a look in the document",
        "penalty": "Penalty {p}; {k} of {n} showings placed.",
        "more": "... and {n} more",
        "head": ("rule", "weight", "found", "amount", "points", "says"),
        "must": "must",
        "builtin": "built in",
        "kept": "Further rules, by which nothing is lost: {n}.",
    },
    "ko": {
        "valid": "유효: 필수 조건을 모두 지킵니다.",
        "invalid": "유효하지 않음: 필수 조건 위반 {n}건.",
        "one-invalid": "유효하지 않음: 필수 조건 위반 1건.",
        "musts": "어긴 필수 조건",
        "shoulds": "감점",
        "waived": "예외로 허용됨",
        "lapsed": "효력이 없는 예외: 기한이 지났거나 해당 위반이 더 이상 없음",
        "complaints": "문서에서 살펴볼 점",
        "penalty": "감점 {p}, 상영 {n}건 중 {k}건 배정.",
        "more": "... 그 밖에 {n}건",
        "head": ("규칙", "가중치", "건수", "양", "점수", "내용"),
        "must": "필수",
        "builtin": "기본",
        "kept": "그 밖의 규칙 {n}개에서는 잃은 점수가 없습니다.",
    },
}


def report_as_text(
    report: Report, lang: str, *, answer: Answer | None = None, most: int = 12, kept: bool = True, width: int = 0
) -> str:
    """For a person: verdict, broken musts one by one, dearest shoulds, a table of all rules.

    What is longer than ``width`` columns is broken between words, if that is given; rules without a violation are
    shown if ``kept``.  ``answer``: the document of the timetable, which may be of another revision.
    """
    words: dict[str, Any] = WORDS[lang]
    lines: list[str] = []
    if answer is not None and is_outdated(report.problem, answer):
        lines += [*(one.text(lang) for one in notice(report.problem, answer)), ""]
    broken = report.broken
    verdict = "valid" if not broken else "one-invalid" if len(broken) == 1 else "invalid"
    lines.append(words[verdict].format(n=len(broken)))
    total = len(report.problem.showings)
    lines += [words["penalty"].format(p=report.penalty, k=len(report.timetable), n=total), ""]
    musts = [f"{_name(v)}: {v.sentence.text(lang)}" for v in broken[:100]]
    lines += _section(words["musts"], musts, words, len(broken), width)
    dear = sorted((v for v in report.violations if not is_must(v)), key=lambda v: -abs(_points(v)))
    dearest = [f"{_points(v):>6}  {v.sentence.text(lang)}" for v in dear[:most]]
    lines += _section(words["shoulds"], dearest, words, len(dear), width)
    waived = [f"{v.sentence.text(lang)} ({w.who}: {w.why})" for v, w in report.waived]
    lines += _section(words["waived"], waived, words, len(waived), width)
    lapsed = [_lapsed(one) for one in report.lapsed]
    lines += _section(words["lapsed"], lapsed, words, len(lapsed), width)
    doubts = [one.text(lang) for one in complaints(report.problem)]
    lines += _section(words["complaints"], doubts[:100], words, len(doubts), width)
    return "\n".join([*lines, *_table(report, words, lang, width, kept)])


def _section(title: str, told: list[str], words: dict[str, Any], total: int, width: int) -> list[str]:
    """A title and its lines, broken between words if there is a width; how many there are beyond those told."""
    if not told:
        return []
    rest = [words["more"].format(n=total - len(told))] if total > len(told) else []
    return [title, *(line for one in told + rest for line in _broken(one, width)), ""]


def _broken(text: str, width: int) -> list[str]:
    """Lines of a sentence, the second and all others further in than what stands before the first."""
    bare = text.lstrip()
    lead = "  " + text[: len(text) - len(bare)]
    if not width:
        return [lead + bare]
    first, *others = wrapped(bare, max(20, width - len(lead) - 4), 12)
    return [lead + first, *(" " * 10 + line for line in others)]


def _table(report: Report, words: dict[str, Any], lang: str, width: int, kept: bool) -> list[str]:
    """A row a rule, dearest first, columns aligned however wide the letters are."""
    rows = [words["head"]]
    amounts = sorted(report.amounts().items(), key=lambda item: (-abs(item[1][2]), -item[1][1]))
    shown = [one for one in amounts if kept or one[1][0]]
    for rule, (found, amount, points) in shown:
        if isinstance(rule, str):
            rows.append((rule, words["builtin"], str(found), str(amount), "", ""))
        else:
            weight = words["must"] if rule.weight is None else str(rule.weight)
            says = sentence_of(report.problem, rule).text(lang)
            rows.append((rule.kind, weight, str(found), str(amount), "" if rule.must else str(points), says))
    widths = [max(columns_of(row[column]) for row in rows) for column in range(5)]
    lines = []
    for row in rows:
        cells = [fitted(row[column], wide, right=column > 0) for column, wide in enumerate(widths)]
        lines += _beside("  ".join(cells), row[5], width)
    rest = ["", words["kept"].format(n=len(amounts) - len(shown))] if len(shown) < len(amounts) else []
    return [*lines, *rest]


def _beside(cells: str, says: str, width: int) -> list[str]:
    """A row and its sentence: in one line if there is no width; else beside it or, where that is narrow, below."""
    lead = columns_of(cells) + 2
    if not width:
        return [f"{cells}  {says}".rstrip()]
    if width - lead < NARROW:
        return [cells, *(f"    {line}" for line in wrapped(says, width - 4, 9) if line)]
    first, *others = wrapped(says, width - lead, 9)
    return [f"{cells}  {first}".rstrip(), *(" " * lead + line for line in others)]


def _lapsed(waiver: Waiver) -> str:
    about = ", ".join(f"{session}#{label}" for session, label, *_ in waiver.placements)
    facts = ": ".join(part for part in (waiver.rule, about, waiver.subject) if part)
    return f"{facts} ({waiver.who}: {waiver.why}{f', {waiver.until}' if waiver.until else ''})"


def _name(violation: Violation) -> str:
    return violation.rule if isinstance(violation.rule, str) else violation.rule.kind


def _points(violation: Violation) -> int:
    weight = violation.rule.weight if isinstance(violation.rule, Constraint) else None
    return (weight or 0) * violation.amount


def report_as_data(report: Report, lang: str) -> dict[str, Any]:
    """For a program: everything, sentences in one language."""
    waived = {id(violation): waiver for violation, waiver in report.waived}
    return {
        "showgrid": 1,
        "festival": report.problem.festival.festival.id,
        "revision": report.problem.revision,
        "valid": report.valid,
        "penalty": report.penalty,
        "placed": len(report.timetable),
        "showings": len(report.problem.showings),
        "violations": [_as_data(report, one, lang, waived=id(one) in waived) for one in report.violations],
        "rules": [_rule_as_data(report, rule, row, lang) for rule, row in report.amounts().items()],
        "lapsed": [_lapsed(one) for one in report.lapsed],
        "complaints": [one.text(lang) for one in complaints(report.problem)],
    }


def _as_data(report: Report, one: Violation, lang: str, *, waived: bool) -> dict[str, Any]:
    blamed = Timetable(report.problem, {p.showing.index: p for p in one.placements})
    return {
        "rule": _name(one),
        "must": is_must(one),
        "builtin": isinstance(one.rule, str),
        "amount": one.amount,
        "points": _points(one),
        "waived": waived,
        "subject": one.subject,
        "sentence": one.sentence.text(lang),
        "placements": [p.model_dump(mode="json", exclude_none=True) for p in written(report.problem, blamed)],
    }


def _rule_as_data(report: Report, rule: Constraint | str, row: tuple[int, int, int], lang: str) -> dict[str, Any]:
    found, amount, points = row
    if isinstance(rule, str):
        return {"rule": rule, "builtin": True, "must": True, "violations": found, "amount": amount, "points": 0}
    return {
        "rule": rule.kind,
        "builtin": False,
        "must": rule.must,
        "weight": rule.weight,
        "tier": rule.tier,
        "sentence": sentence_of(report.problem, rule).text(lang),
        "unit": rule.measured_in,
        "violations": found,
        "amount": amount,
        "points": points,
    }
