"""What is missing, and what cannot be done without it; each with the field where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask import url_for

from scheduler.problem import Room, Showing
from scheduler.reasons import reason
from scheduler.sentence import Mention, Sentence
from web.entries import ABOUT
from web.lacking import FACTS, Fact, Needs
from web.language import lang, say
from web.lists import LISTS, name_of

if TYPE_CHECKING:
    from web.workspace import Workspace

BLOCKS = ("search", "whole", "publish", "tell", "paper", "guess", "look")
"""What is blocked, the gravest first; the last two block nothing, but are taken as they stand."""
LIGHT = frozenset({"guess", "look"})
FIRST = ("days", "rooms", "sessions")
"""Lists without which there is no timetable; of days, blocks do as well."""


@dataclass(frozen=True)
class Place:
    """Where something is to be written or mended."""

    called: str
    url: str


@dataclass(frozen=True)
class Gap:
    """One thing that is missing or wrong, at however many entries."""

    text: str
    why: str = ""
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Blocked:
    """All that stands in the way of one thing."""

    what: str
    gaps: list[Gap]

    @property
    def light(self) -> bool:
        """Whether it can be done all the same."""
        return self.what in LIGHT


def readiness(work: Workspace, rules: list[str]) -> list[Blocked]:
    """All that is missing, by what it blocks; ``rules`` are the keys of the festival's own, in order."""
    found: dict[str, list[Gap]] = {what: [] for what in BLOCKS}
    for what, gap in _gaps(work, rules):
        found[what].append(gap)
    return [Blocked(what, gaps) for what, gaps in found.items() if gaps]


def _gaps(work: Workspace, rules: list[str]) -> Iterator[tuple[str, Gap]]:
    festival = work.problem.festival
    for name in FIRST:
        if not getattr(festival, name) and not (name == "days" and festival.blocks):
            add = Place(say("ready.add", l=say(f"lists.{name}")), url_for("programme.add", slug=work.slug, name=name))
            yield "search", Gap(say(f"ready.no_{name}"), "", [add])
    needs = Needs(work.problem)
    for fact in FACTS:
        lacking = [one for one in fact.of(festival) if fact.lacks(one, needs)]
        if lacking:
            gap = Gap(say(f"ready.{fact.word}", n=len(lacking)), say(f"ready.{fact.word}_why"))
            gap.places.extend(_field(work, fact, one) for one in lacking)
            yield fact.blocks, gap
    yield from _impossible(work)
    yield from _unfinished(work)
    yield from _doubtful(work, rules)


def _field(work: Workspace, fact: Fact, one: Any) -> Place:
    """The field of an entry, on its form."""
    called = name_of(one, lang()) or str(getattr(one, "id", ""))
    return Place(called if fact.list != ABOUT else say("lists.festival"), _form(work, fact.list, one.id, fact.field))


def _form(work: Workspace, list_: str, key: str, shown: str = "") -> str:
    key = ABOUT if list_ == ABOUT else key
    if not shown:
        return url_for("programme.edit", slug=work.slug, name=list_, key=key)
    return url_for("programme.edit", slug=work.slug, name=list_, key=key, field=shown, _anchor=f"f-{shown}")


def _impossible(work: Workspace) -> Iterator[tuple[str, Gap]]:
    """Why no timetable can be complete; of a showing without any place also what leaves it none."""
    for sentence in work.proofs:
        about = next((one for one in sentence.facts if isinstance(one, Showing)), None)
        why = "" if about is None else reason(work.problem, about, work.timetable).text(lang())
        yield "whole", Gap(sentence.text(lang()), why, _about(work, sentence))


def _unfinished(work: Workspace) -> Iterator[tuple[str, Gap]]:
    """What keeps the draft from being announced: showings that lie nowhere, musts that are broken."""
    placed, report = work.timetable, work.report
    left = [one for one in work.problem.showings if not one.optional and placed.of(one) is None]
    if left:
        yield "publish", Gap(say("ready.unplaced", n=len(left)), say("ready.unplaced_why"), _showings(work, left))
    at = {one.showing for broken in report.broken for one in broken.placements}
    if at:
        text = say("ready.broken", n=sum(1 for one in report.broken if one.placements))
        yield "publish", Gap(text, say("ready.broken_why"), _showings(work, sorted(at, key=hash)))


def _showings(work: Workspace, some: Iterable[Showing]) -> list[Place]:
    """Each in the timetable, with where it could go."""
    return [
        Place(one.name(lang()), url_for("grid.showing", slug=work.slug, session=one.session.id, label=one.label))
        for one in some
    ]


def _doubtful(work: Workspace, rules: list[str]) -> Iterator[tuple[str, Gap]]:
    """What is probably a mistake, beside what is told already: of a rule, where the rule is."""
    hopeless = {one.key for sentence in work.proofs for one in sentence.facts if isinstance(one, Showing)}
    own = {id(rule): key for rule, key in zip(work.problem.festival.rules, rules, strict=False)}
    for rule, sentence in work.doubts:
        about = list(sentence.facts)
        known = any(isinstance(one, Mention) and one.of == ABOUT for one in about)
        if known or any(isinstance(one, Showing) and one.key in hopeless for one in about):
            continue
        places = _about(work, sentence) if rule is None else [_rule(work, own.get(id(rule)))]
        yield "look", Gap(sentence.text(lang()), "", places)


def _rule(work: Workspace, key: str | None) -> Place:
    if key is None:
        return Place(say("site.rules"), url_for("rules.index", slug=work.slug))
    return Place(say("ready.rule"), url_for("rules.edit", slug=work.slug, key=key))


def _about(work: Workspace, sentence: Sentence) -> list[Place]:
    """Forms of what a sentence speaks of."""
    named = dict.fromkeys(filter(None, map(_entry, sentence.facts)))
    return [Place(called, _form(work, list_, key)) for called, list_, key in named]


def _entry(fact: Any) -> tuple[str, str, str] | None:
    """What it is called, its list and its key, if it is an entry of the programme."""
    if isinstance(fact, Showing):
        return fact.name(lang()), "sessions", fact.session.id
    if isinstance(fact, Room):
        return fact.name(lang()), "rooms", fact.id
    if isinstance(fact, Mention) and fact.of in LISTS:
        return fact.name(lang()), fact.of, fact.id
    return None
