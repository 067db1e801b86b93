"""What a draft may be but should not: pins on closed rooms, guests who are never there, empty rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.fields import clock_text
from scheduler.mentions import sentence_of
from scheduler.sentence import Day, Mention, Name, Sentence

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.problem import Problem


def complaints(problem: Problem) -> Iterator[Sentence]:
    """Everything in the document that loads and is probably a mistake, once though several rules may say it."""
    for _, sentence in by_rule(problem):
        yield sentence


def by_rule(problem: Problem) -> Iterator[tuple[Constraint | None, Sentence]]:
    """The same, each with the first rule that says it; of what no rule says, None."""
    told: dict[str, tuple[Constraint | None, Sentence]] = {}
    for rule, sentence in _all(problem):
        told.setdefault(sentence.text(), (rule, sentence))
    yield from told.values()


def _all(problem: Problem) -> Iterator[tuple[Constraint | None, Sentence]]:
    for tell in (_zone, _long_days, _placeless, _pins, _loose_pins, _interests):
        for sentence in tell(problem):
            yield None, sentence
    yield from _empty_rules(problem)
    for rule in problem.rules:
        for sentence in rule.complaints(problem):
            yield rule, sentence


LONG = 20 * 60
"""Minutes; a day that is open for longer than this is more likely two hours that were swapped."""


def _zone(problem: Problem) -> Iterator[Sentence]:
    if "timezone" not in problem.festival.festival.model_fields_set:
        yield Sentence(
            "The festival names no time zone, so its times are taken for UTC; write one such as Asia/Seoul.",
            "영화제에 시간대가 없어 모든 시각을 UTC로 봅니다. Asia/Seoul과 같이 적으십시오.",
            about=Mention("festival", problem.festival.festival.id),
        )


def _long_days(problem: Problem) -> Iterator[Sentence]:
    for day in problem.festival.days:
        minutes = day.close - day.open + (24 * 60 if day.close <= day.open else 0)
        if minutes > LONG:
            yield Sentence(
                "{d} is open for {n} hours, from {a} to {b}; are its hours right?",
                "{d} 운영 시간이 {a}부터 {b}까지 {n}시간입니다. 시각이 맞습니까?",
                d=Day(day.date), n=minutes // 60, a=clock_text(day.open), b=clock_text(day.close),
            )  # fmt: skip


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


def _loose_pins(problem: Problem) -> Iterator[Sentence]:
    """Pins that name a session and hold nothing of it."""
    for pin in problem.festival.pins:
        if pin.session is not None and all(one is None for one in (pin.room, pin.day, pin.start, pin.block)):
            yield Sentence(
                "A pin of {s} holds nothing; give it a room, day, start or block.",
                "고정된 {s}: 고정할 내용이 없습니다. 상영관, 날짜, 시작 시각, 블록 중 하나를 적으십시오.",
                s=pin.session,
            )  # fmt: skip


def _interests(problem: Problem) -> Iterator[Sentence]:
    """Wants of an audience that can clash with nothing, as they are of one session only."""
    alone = [n for n, one in enumerate(problem.festival.interests, 1) if len(set(one.sessions)) < 2]
    if alone:
        yield Sentence(
            "Interests are of two sessions or more; these are not: number {n}.",
            "관심은 둘 이상의 행사를 대상으로 합니다. 그렇지 않은 항목: {n}번.", n=alone[:10],
        )  # fmt: skip


def _empty_rules(problem: Problem) -> Iterator[tuple[Constraint, Sentence]]:
    for rule in problem.rules:
        if not rule.select.everything and not problem.selection(rule.select):
            sentence = Sentence(
                "The rule {k} selects nothing: {d}", "규칙 {k}이(가) 선택하는 것이 없습니다: {d}",
                k=Name(rule.kind), d=sentence_of(problem, rule),
            )  # fmt: skip
            yield rule, sentence
