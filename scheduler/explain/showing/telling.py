"""The account of a showing, and of a place that it might have, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.explain.showing.account import points
from scheduler.reasons import reason
from scheduler.replan.telling import between
from scheduler.suggest.telling import shares_told, signed, where

if TYPE_CHECKING:
    from scheduler.explain.showing.account import Account
    from scheduler.explain.showing.visit import Visit

MOST = 8
"""Of each list told at the most: who wants all asks the verifier."""
WORDS = {
    "en": {
        "nowhere": "{s} lies nowhere.",
        "here": "{s} is at {p}.",
        "broken": "Broken there:",
        "costs": "Points that it loses there: {n}",
        "free": "It costs nothing there.",
        "pinned": "It has no other place: its rooms, windows, hours and pins leave this one only.",
        "best": "The best other place, all else staying: {p}, {c}{w}.",
        "none": "No other place is free that breaks no must.",
        "ways": "What would have to move:",
        "no-ways": "No chain of up to three moves makes room for it.",
        "there": "{s} at {p}:",
        "impossible": "Not there, as it breaks what must hold:",
        "moves": "Would have to move, or be otherwise: {s}",
        "itself": "No other showing is in its way: its own rooms, hours, windows, pins or people are.",
        "possible": "It could be there.",
        "points": "Points: {c}{w}.",
        "more": "… and {n} more",
        "same": "No point more or less.",
    },
    "ko": {
        "nowhere": "{s}: 배정되지 않음",
        "here": "{s}: 현재 {p}",
        "broken": "현재 자리에서 어기는 조건:",
        "costs": "현재 자리의 감점: {n}점",
        "free": "현재 자리에서 잃는 점수는 없습니다.",
        "pinned": "상영관, 시간대, 운영 시간, 고정 때문에 다른 자리가 없습니다.",
        "best": "나머지를 그대로 둘 때 가장 좋은 다른 자리: {p}, {c}{w}",
        "none": "필수 규칙을 어기지 않는 다른 빈자리가 없습니다.",
        "ways": "자리를 만들려면:",
        "no-ways": "세 번까지 옮겨도 자리를 만들 수 없습니다.",
        "there": "{s} → {p}:",
        "impossible": "그곳에는 둘 수 없습니다. 다음 조건을 어깁니다:",
        "moves": "옮기거나 바꾸어야 할 것: {s}",
        "itself": "다른 상영이 막는 것이 아니라 자체의 상영관, 시간, 고정, 출연자 조건에 맞지 않습니다.",
        "possible": "그곳에 둘 수 있습니다.",
        "points": "점수 변화: {c}{w}",
        "more": "… 그 밖에 {n}건",
        "same": "점수 변화는 없습니다.",
    },
}


def account_as_text(found: Account, lang: str) -> str:
    """Why it lies there, or nowhere."""
    return "\n".join(_account(found, lang))


def _account(found: Account, lang: str) -> Iterator[str]:
    words, name, present = WORDS[lang], found.showing.name(lang), found.timetable.of(found.showing)
    if present is None:
        yield words["nowhere"].format(s=name)
        yield reason(found.problem, found.showing, found.timetable).text(lang)
        yield from _other(found, lang)
        return
    yield words["here"].format(s=name, p=where(found.problem, present).text(lang))
    if found.broken:
        yield words["broken"]
        yield from (f"  {one.sentence.text(lang)}" for one in found.broken)
    total = sum(points(one) for one in found.losses)
    yield words["costs"].format(n=total) if found.losses else words["free"]
    yield from (f"  {points(one):>6}  {one.sentence.text(lang)}" for one in found.losses[:MOST])
    if len(found.losses) > MOST:
        yield "          " + words["more"].format(n=len(found.losses) - MOST)
    yield from _other(found, lang)


def _other(found: Account, lang: str) -> Iterator[str]:
    words, best = WORDS[lang], found.best
    if best is not None:
        placement = best.moves[0].new
        there = "" if placement is None else where(found.problem, placement).text(lang)
        told = shares_told(best.shares)
        yield words["best"].format(p=there, c=signed(best.change), w=f" ({told})" if told else "")
        return
    present = found.timetable.of(found.showing)
    only_here = int(found.showing.legal.sum()) <= (present is not None)
    yield words["pinned" if only_here and present is not None else "none"]
    if present is None:
        yield words["ways"] if found.ways else words["no-ways"]
        for way in found.ways:
            yield f"  {signed(way.change)}  {shares_told(way.shares)}".rstrip()
            for move in way.moves:
                to = "–" if move.new is None else where(found.problem, move.new).text(lang)
                yield f"      {move.showing.name(lang)} → {to}"


def visit_as_text(found: Visit, lang: str) -> str:
    """Why not there, or what it would change."""
    return "\n".join(_visit(found, lang))


def _visit(found: Visit, lang: str) -> Iterator[str]:
    words, problem = WORDS[lang], found.after.problem
    name, there = found.placement.showing.name(lang), where(problem, found.placement).text(lang)
    yield words["there"].format(s=name, p=there)
    if found.breaks:
        yield words["impossible"]
        yield from (f"  {one.sentence.text(lang)}" for one in found.breaks[:MOST])
        if len(found.breaks) > MOST:
            yield "  " + words["more"].format(n=len(found.breaks) - MOST)
        others = [f"{p.showing.name(lang)} ({where(problem, p).text(lang)})" for p in found.in_the_way]
        told = others[:MOST] + ([words["more"].format(n=len(others) - MOST)] if len(others) > MOST else [])
        yield words["moves"].format(s=", ".join(told)) if others else words["itself"]
    else:
        yield words["possible"]
    shares = [share for share in between(found.before, found.after) if share.points]
    if shares:
        change = sum(share.points for share in shares)
        yield words["points"].format(c=signed(change), w=f" ({shares_told(shares)})")
    else:
        yield words["same"]
