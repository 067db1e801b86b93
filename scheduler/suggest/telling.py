"""Suggestions told to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.differences import role_named
from scheduler.lettering import columns_of, cut, fitted
from scheduler.mentions import sentence_of
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scheduler.problem import Problem
    from scheduler.suggest import Share, Suggestion, Suggestions
    from scheduler.timetable import Placement

TAKEN = {"en": "The room is taken.", "ko": "상영관이 이미 쓰이고 있습니다."}

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "now": "{s} is at {p}.",
        "nowhere": "{s} lies nowhere.",
        "places": "Places that break no must: {n} besides its own. The best, one for each free stretch:",
        "all": "Places that break no must: {n} besides its own. The best {k}:",
        "none": "No other place is free that breaks no must.",
        "barred": "What stands in the way, of {n} places that its rooms and hours allow:",
        "only": "Its rooms, windows, hours and pins leave it no other place at all.",
        "swaps": "Changing places with another",
        "chains": "Making room for it",
        "change": "change",
        "place": "place",
        "why": "of which",
        "chosen": "chosen: {p} ({r}) for {s}",
        "released": "released: {p} ({r}) from {s}",
        "nothing": "Nothing at all can be done: no place, no swap, no chain of up to three was found.",
    },
    "ko": {
        "now": "{s}: 현재 {p}",
        "nowhere": "{s}: 아직 배정되지 않았습니다.",
        "places": "필수 규칙을 어기지 않는 다른 자리 {n}곳. 빈 시간대마다 가장 나은 자리:",
        "all": "필수 규칙을 어기지 않는 다른 자리 {n}곳. 그중 나은 {k}곳:",
        "none": "필수 규칙을 어기지 않고 옮길 수 있는 빈자리가 없습니다.",
        "barred": "상영관과 시간이 맞는 {n}곳을 막는 것:",
        "only": "상영관, 시간대, 운영 시간, 고정 때문에 다른 자리는 애초에 없습니다.",
        "swaps": "다른 상영과 자리 바꾸기",
        "chains": "자리를 만들려면",
        "change": "변화",
        "place": "자리",
        "why": "내역",
        "chosen": "새로 배정: {p}({r}), {s}",
        "released": "배정 해제: {p}({r}), {s}",
        "nothing": "할 수 있는 것이 없습니다. 빈자리, 맞바꾸기, 세 건까지의 연쇄 이동을 모두 찾아보았습니다.",
    },
}


def suggestions_as_text(found: Suggestions, lang: str, *, one_each: bool = True, width: int = 0) -> str:
    """For a person: where it is, the best places as a table, what stands in the way, swaps and chains."""
    words = WORDS[lang]
    present = found.timetable.of(found.showing)
    name = found.showing.name(lang)
    lines = [
        words["nowhere"].format(s=name)
        if present is None
        else words["now"].format(s=name, p=where(found.problem, present).text(lang))
    ]
    if found.best:
        head = words["places" if one_each else "all"]
        lines += ["", head.format(n=len(found.places), k=len(found.best)), *_table(found, lang)]
    else:
        lines += ["", words["none"], *_barred(found, lang)]
    for title, made in (("swaps", found.swaps), ("chains", found.chains)):
        lines += ["", words[title], *(line for one in made for line in _several(one, lang))] if made else []
    if not (found.best or found.swaps or found.chains):
        lines += ["", words["nothing"]]
    return "\n".join(cut(line, width) for line in lines) if width else "\n".join(lines)


def where(problem: Problem, placement: Placement) -> Sentence:
    """Room and time of a placement."""
    if placement.block >= 0:
        return Sentence(
            "{r}, {b} slot {n}", "{r}, {b} {n}번째", r=problem.rooms[placement.room], n=placement.slot + 1,
            b=problem.block_named(placement.block),
        )  # fmt: skip
    return Sentence("{r} {t}", "{r} {t}", r=problem.rooms[placement.room], t=problem.when(placement.start))


def _table(found: Suggestions, lang: str) -> list[str]:
    words = WORDS[lang]
    rows = [(words["change"], words["place"], words["why"])]
    for one in found.best:
        placement = one.moves[0].new
        there = "" if placement is None else where(found.problem, placement).text(lang)
        rows.append((signed(one.change), there, shares_told(one.shares)))
        rows += [("", "", told) for told in _people(one, lang)]
    widths = [max(columns_of(row[column]) for row in rows) for column in range(2)]
    return [f"  {fitted(a, widths[0], right=True)}  {fitted(b, widths[1])}  {c}".rstrip() for a, b, c in rows]


def _several(one: Suggestion, lang: str) -> Iterator[str]:
    """A swap or chain: its change, then a line for each that moves."""
    yield f"  {signed(one.change)}  {shares_told(one.shares)}".rstrip()
    for move in one.moves:
        if move.new is not None:
            yield f"      {move.showing.name(lang)} → {where(one.problem, move.new).text(lang)}"
    for told in _people(one, lang):
        yield f"      {told}"


def _people(one: Suggestion, lang: str) -> Iterator[str]:
    """Who has to be told that they are chosen for something else."""
    for key, those in (("released", one.released), ("chosen", one.chosen)):
        for assignment in those:
            showing = one.problem.by_key.get((assignment.session, assignment.showing))
            name = assignment.session if showing is None else showing.name(lang)
            role = role_named(one.problem, assignment.role).name(lang)
            yield WORDS[lang][key].format(p=one.problem.person_name(assignment.person, lang), s=name, r=role)


def _barred(found: Suggestions, lang: str) -> list[str]:
    """What forbids how many places, each counted under the first thing that does."""
    counts = [(int(where_.sum()), rule) for rule, where_ in found.places.prices.barred]
    total = sum(count for count, _ in counts)
    if not total:
        return [WORDS[lang]["only"]]
    told = [(n, TAKEN[lang] if isinstance(r, str) else sentence_of(found.problem, r).text(lang)) for n, r in counts]
    ordered = sorted(told, key=lambda row: -row[0])
    return [WORDS[lang]["barred"].format(n=total), *(f"  {n:>6}  {text}" for n, text in ordered)]


def signed(change: int | list[int]) -> str:
    """Points more (+) or less (−); one number a tier."""
    each = change if isinstance(change, list) else [change]
    return " / ".join("0" if not points else f"{points:+d}".replace("-", "−") for points in each)


def shares_told(shares: Iterable[Share]) -> str:
    """Each kind of rule with its points; of a must, its amount."""
    points: dict[tuple[str, bool], int] = {}
    for share in shares:
        key = (share.rule if isinstance(share.rule, str) else share.rule.kind, share.must)
        points[key] = points.get(key, 0) + (share.amount if share.must else share.points)
    return ", ".join(f"{kind} {'! ' if must else ''}{signed(n)}" for (kind, must), n in points.items() if n)
