"""The rules of a festival as a page lists them: own ones and defaults, with what each costs now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scheduler import labels
from scheduler.constraint import kinds
from scheduler.mentions import sentence_of
from web.desk import desk
from web.entries import Entry
from web.state import state_of
from web.words import text, texts

if TYPE_CHECKING:
    from scheduler.constraint import Constraint, Violation
    from scheduler.verify import Report
    from web.workspace import Workspace

MOST = 12
"""Breaches that are told of one rule."""
STRENGTHS = {"barely": 1, "little": 5, "clearly": 20, "strongly": 100, "nearly": 500}
"""Weights that have a word."""


@dataclass(frozen=True)
class Told:
    """A breach: its sentence, and the card in the timetable that it is about."""

    text: str
    key: str
    day: int
    """Number of the day; -1: on none."""


@dataclass(frozen=True)
class Row:
    """One rule."""

    key: str
    """Empty of a default."""
    kind: str
    data: dict[str, Any]
    sentence: str
    state: str
    """must, should or off."""
    weight: int | None
    note: str
    unit: str
    """What one unit of the amount is."""
    breaches: int
    points: int
    told: list[Told]
    more: int


def rows(work: Workspace, own: list[Entry], lang: str) -> Iterator[Row]:
    """Own rules in their order, then the defaults that hold; of each what it costs in the timetable as it is."""
    problem, report = work.problem, work.report
    mine = {id(rule) for rule in problem.festival.rules}
    for entry, rule in zip(own, problem.festival.rules, strict=True):
        yield _row(work, report, rule, entry.name.key, entry.data, lang)
    for rule in problem.rules:
        if id(rule) not in mine:
            data = {"kind": rule.kind, **rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
            yield _row(work, report, rule, "", data, lang)


def own_rules(work: Workspace) -> list[Entry]:
    """The document's own rules, in order."""
    with desk().store.reading() as session:
        return sorted(state_of(session, work.id, ["rules"]).values(), key=lambda one: (one.position, one.name.key))


def weighed(data: dict[str, Any], state: str, weight: int | None) -> dict[str, Any]:
    """The rule as a must, a should of that weight, or off."""
    made = {name: value for name, value in data.items() if name not in ("weight", "enabled")}
    if state == "off":
        return made | {"enabled": False} | ({"weight": data["weight"]} if "weight" in data else {})
    return made | ({"weight": weight or data.get("weight") or 1} if state == "should" else {})


def strengths(lang: str) -> list[tuple[int, str]]:
    """Weights that have a word, and the word."""
    return [(weight, text(lang, f"rules.word_{word}")) for word, weight in STRENGTHS.items()]


def strength(weight: int | None, lang: str) -> str:
    """The word for a weight: that of the nearest below."""
    if weight is None or weight == 0:
        return ""
    if weight < 0:
        return text(lang, "rules.reward")
    return next((word for least, word in reversed(strengths(lang)) if weight >= least), "")


def unit_of(rule: Constraint, lang: str) -> str:
    """For what the weight is paid once."""
    said = labels.word(type(rule), "measure", rule.measured_in, lang)
    return texts(lang).get(f"unit.{rule.measured_in}", said) if said in (rule.measured_in, "") else said


@dataclass(frozen=True)
class Kind:
    """A kind in the catalogue."""

    name: str
    sentence: str


def catalogue(lang: str) -> list[Kind]:
    """Every kind with the sentence of its example."""
    return [Kind(name, cls.model_validate(cls.example).describe().text(lang)) for name, cls in kinds().items()]


def _row(work: Workspace, report: Report, rule: Constraint, key: str, data: dict[str, Any], lang: str) -> Row:
    found = [one for one in report.violations if one.rule is rule]
    amount = sum(one.amount for one in found)
    worst = sorted(found, key=lambda one: -one.amount)
    return Row(
        key=key,
        kind=rule.kind,
        data=data,
        sentence=sentence_of(work.problem, rule).text(lang),
        state="off" if not rule.enabled else "must" if rule.must else "should",
        weight=rule.weight,
        note=rule.note,
        breaches=len(found),
        points=amount * (rule.weight or 0),
        unit=unit_of(rule, lang),
        told=[_told(one, lang) for one in worst[:MOST]],
        more=max(0, len(found) - MOST),
    )


def _told(violation: Violation, lang: str) -> Told:
    placed = next((one for one in violation.placements if one.day >= 0), None)
    key, day = ("", -1) if placed is None else (placed.showing.key, placed.day)
    return Told(violation.sentence.text(lang), key, day)
