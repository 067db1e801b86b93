"""What moves come to, for pages and programs alike: in words, in points, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.suggest import Share
from scheduler.suggest.telling import signed, where
from web.pricing import share_told
from web.words import both, in_every, text

if TYPE_CHECKING:
    from scheduler.problem import Showing
    from scheduler.verify import Penalty
    from web.moves import Moved

TOLD = 2
"""Musts that a line of text names; the others stand beside the timetable."""


def change_of(made: Moved) -> Penalty:
    """Points lost more than before; below zero: less."""
    before, after = made.work.report.by_tier, made.report.by_tier
    found = [after[tier] - before[tier] for tier in before]
    return found[0] if len(found) == 1 else found


def shares_of(made: Moved) -> list[Share]:
    """Each rule that has to do with it: musts first, then the most points."""
    then, now = made.work.report.amounts(), made.report.amounts()
    found = []
    for rule in {**then, **now}:
        amount = now.get(rule, (0, 0, 0))[1] - then.get(rule, (0, 0, 0))[1]
        points = now.get(rule, (0, 0, 0))[2] - then.get(rule, (0, 0, 0))[2]
        if amount:
            found.append(Share(rule, amount, points))
    return sorted(found, key=lambda share: (not share.must, -abs(share.points)))


def summary_of(made: Moved) -> dict[str, str]:
    """What was done, a text a language."""
    problem = made.work.problem
    first = made.showings[0]
    placement = made.after.of(first)
    if made.still:
        return both("grid.did_nothing", s=names(first))
    if len(made.showings) > 1:
        return both("grid.did_several", s=names(first), n=len(made.showings) - 1)
    if placement is None:
        return both("grid.did_take_out", s=names(first))
    place = in_every(where(problem, placement).text)
    return both("grid.did_move", s=names(first), p=place)


def names(showing: Showing) -> dict[str, str]:
    """What a showing is called, a text a language."""
    return in_every(showing.name)


def told_of(made: Moved, lang: str) -> dict[str, Any]:
    """What changed, for a script."""
    return {
        "change": signed(change_of(made)),
        "penalty": made.report.penalty,
        "broken": made.newly_broken(lang),
        "lines": [share_told(made.work.problem, share, lang) for share in shares_of(made)],
        "message": in_words(made, "", lang).strip(),
    }


def in_words(made: Moved, what: str, lang: str) -> str:
    """What was done, what it cost, what it breaks."""
    parts = [what, text(lang, "grid.cost", change=signed(change_of(made)))]
    broken = made.newly_broken(lang)
    if broken:
        parts.append(text(lang, "grid.breaks", what=" ".join(broken[:TOLD])))
    if len(broken) > TOLD:
        parts.append(text(lang, "grid.breaks_more", n=len(broken) - TOLD))
    return " ".join(part for part in parts if part)
