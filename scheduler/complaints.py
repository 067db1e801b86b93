"""What a draft may be but should not: pins on closed rooms, guests who are never there, empty rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.mentions import sentence_of
from scheduler.sentence import Name, Sentence

if TYPE_CHECKING:
    from scheduler.problem import Problem


def complaints(problem: Problem) -> Iterator[Sentence]:
    """Everything in the document that loads and is probably a mistake."""
    yield from _placeless(problem)
    yield from _pins(problem)
    yield from _empty_rules(problem)
    for rule in problem.rules:
        yield from rule.complaints(problem)


def _placeless(problem: Problem) -> Iterator[Sentence]:
    for showing in problem.showings:
        if not problem.legal_times(showing).any():
            yield Sentence(
                "{s} has no place: no room is open for it at any time that its rooms, windows, blocks and pins allow.",
                "{s}: 상영관, 시간대, 블록, 고정을 모두 만족하는 자리가 없습니다.",
                s=showing,
            )


def _pins(problem: Problem) -> Iterator[Sentence]:
    """Pins on showings that there are not, or that are cancelled; freezes of what was never published."""
    for pin in problem.festival.pins:
        labels = [one.label for one in problem.showings if one.session.id == pin.session]
        if pin.session is not None and (not labels or (pin.showing is not None and pin.showing not in labels)):
            yield Sentence(
                "A pin speaks of {s}, which is not being shown.", "고정된 {s}은(는) 상영되지 않습니다.",
                s=pin.session if pin.showing is None else f"{pin.session}#{pin.showing}",
            )  # fmt: skip
        if pin.select is not None and not problem.festival.published:
            yield Sentence(
                "A pin freezes what was published, and nothing has been.", "공개된 시간표가 없어 고정할 것이 없습니다."
            )


def _empty_rules(problem: Problem) -> Iterator[Sentence]:
    for rule in problem.rules:
        if not rule.select.everything and not problem.selection(rule.select):
            yield Sentence(
                "The rule {k} selects nothing: {d}", "규칙 {k}이(가) 선택하는 것이 없습니다: {d}",
                k=Name(rule.kind), d=sentence_of(problem, rule),
            )  # fmt: skip
