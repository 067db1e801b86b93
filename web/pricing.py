"""The price of every place of one showing on one day, as a page paints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.agenda import Entry, clock
from scheduler.constraint import placement_at
from scheduler.mentions import sentence_of
from scheduler.suggest import places
from scheduler.suggest.telling import TAKEN, signed, where
from scheduler.verify import Penalty
from web.moves import stored
from web.words import text, texts

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.suggest import Share, Suggestion
    from web.board import Board
    from web.workspace import Workspace


def price_map(work: Workspace, showing: Showing, board: Board) -> dict[str, Any]:
    """Positions of the day; of each room and position the points more or less, or which reason forbids it."""
    found = places(work.problem, work.timetable, showing)
    at, day = showing.positions, board.number
    chosen = np.nonzero(at.days == day)[0]
    change = np.broadcast_to(found.change(), found.prices.allowed.shape)[:, chosen]
    allowed = found.prices.allowed[:, chosen]
    reasons, why = [text(board.lang, "grid.own_limits")], np.zeros(allowed.shape, dtype=np.int64)
    for rule, barred in found.prices.barred:
        here = barred[:, chosen]
        if here.any():
            why[here] = len(reasons)
            reasons.append(
                TAKEN[board.lang] if isinstance(rule, str) else sentence_of(work.problem, rule).text(board.lang)
            )
    return {
        "revision": work.head,
        "long": _minutes(showing, work.problem, chosen),
        "positions": [_position(work.problem, showing, board, int(one)) for one in chosen],
        "change": np.where(allowed, change, 0).tolist(),
        "why": np.where(allowed, -1, why).tolist(),
        "reasons": reasons,
    }


def _position(problem: Problem, showing: Showing, board: Board, position: int) -> dict[str, Any]:
    placement = placement_at(problem, showing, 0, position)
    entry = Entry(problem, placement)
    made: dict[str, Any] = {"at": board.minute_of(placement.start), "label": clock(entry, entry.start)}
    if placement.block >= 0:
        return made | {"block": problem.blocks[placement.block].id, "slot": placement.slot + 1}
    return made | {"start": entry.start.isoformat(timespec="minutes")}


def _minutes(showing: Showing, problem: Problem, chosen: Any) -> int:
    """Minutes that it lasts; of one in blocks those at the first position."""
    at = showing.positions
    ticks = int(at.ends[chosen[0]] - at.starts[chosen[0]]) if len(chosen) else showing.duration
    return -(-ticks // problem.minute)


@dataclass(frozen=True)
class Choice:
    """One thing that could be done, for a list."""

    where: list[str]
    change: str
    better: bool
    lines: list[str]
    moves: list[dict[str, Any]]


def choice(one: Suggestion, lang: str) -> Choice:
    """A suggestion in words, with the moves that do it."""
    return Choice(
        where=[told(one.problem, move.showing, move.new, lang, named=len(one.moves) > 1) for move in one.moves],
        change=signed(one.change),
        better=_first(one.change) < 0,
        lines=[share_told(one.problem, share, lang) for share in one.shares],
        moves=[_move(one.problem, move.showing, move.new) for move in one.moves],
    )


def told(problem: Problem, showing: Showing, placement: Any, lang: str, *, named: bool = False) -> str:
    """Day, time and room of a placement."""
    place = text(lang, "grid.nowhere") if placement is None else where(problem, placement).text(lang)
    return f"{showing.name(lang)} → {place}" if named else place


def share_told(problem: Problem, share: Share, lang: str) -> str:
    """What one rule has to do with it."""
    rule = builtin(share.rule, lang) if isinstance(share.rule, str) else sentence_of(problem, share.rule).text(lang)
    points = text(lang, "grid.must") if share.must else signed(share.points)
    return f"{points} · {rule}"


def builtin(name: str, lang: str) -> str:
    """What is built in, as a sentence."""
    return texts(lang).get(f"builtin.{name}") or text(lang, "builtin.other")


def _move(problem: Problem, showing: Showing, placement: Any) -> dict[str, Any]:
    return stored(problem, placement) or {"session": showing.session.id, "showing": showing.label}


def _first(change: Penalty) -> int:
    return change[0] if isinstance(change, list) else change
