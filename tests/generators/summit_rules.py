"""Summit: the rules beside the defaults, and what each costs."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from .common import Item
from .summit_plan import BLOCKS, ROOM_IDS, TRACK_IDS

if TYPE_CHECKING:
    from .summit import Talk

# Points a unit.
WEIGHTS = {
    "fit": 1,
    "humane": 2,
    "order": 30,
    "themes apart": 2,
    "pairs apart": 20,
    "prices": 1,
    "one room": 25,
    "load": 15,
    "interests": 5,
    "in order": 40,
    "one day": 20,
    "bigger": 1,
}


def rules(random: Random, talks: list[Talk]) -> list[Item]:
    """Everything under ``rules:``."""
    return [
        _rule("room_fits_audience", "fit", waste=0.05),
        _rule("hours_are_humane", "humane", per="slot"),
        _rule("order_in_track", "order"),
        _rule("not_parallel", "themes apart", select={"types": ["workshop", "panel"]}, alike="theme", measure="slot"),
        _rule("not_parallel", "pairs apart", pairs=_pairs(random, talks), measure="slot"),
        _rule("placement_cost", "prices", table=_prices(random), per="slot"),
        _rule("track_stays_in_room", "one room", select={"types": ["talk", "panel", "workshop"]}, rooms=1),
        _rule("person_load", "load", sessions_a_day=1),
        _rule("interests_apart", "interests"),
        _rule("session_before", "in order", pairs=_series(talks)),
        _rule("same_day", "one day", pairs=_series(talks), measure="pair"),
        _rule("bigger_room_for_bigger_audience", "bigger", select={"types": ["workshop"]}),
    ]


def _rule(kind: str, weight: str, **fields: object) -> Item:
    return {"kind": kind, **fields, "weight": WEIGHTS[weight]}


def _pairs(random: Random, talks: list[Talk]) -> list[list[object]]:
    """Rival talks of different tracks, each with a price."""
    made: list[list[object]] = []
    for _ in range(30):
        one, other = random.sample(talks, 2)
        if one.track != other.track:
            made.append([one.id, other.id, random.choice((1, 2, 3))])
    return made


def _series(talks: list[Talk]) -> list[list[object]]:
    """Talks in two parts, one pair in every other track: near each other in the plan."""
    made: list[list[object]] = []
    for track in range(1, len(TRACK_IDS), 2):
        run = sorted((one for one in talks if one.track == track), key=lambda one: (one.piece.block, one.piece.slot))
        one, other = next(pair for pair in pairwise(run[3:]) if _day(pair[0]) == _day(pair[1]))
        made.append([one.id, other.id])
    return made


def _day(talk: Talk) -> int:
    return BLOCKS[talk.piece.block].day


def _prices(random: Random) -> list[Item]:
    """Blocks and rooms that tracks would rather not have, and rooms that cost."""
    rows: list[Item] = [
        {"room": ROOM_IDS[0], "price": 6},
        {"room": ROOM_IDS[1], "price": 3},
        {"block": "wed-4", "price": 2},
    ]
    hated = [(track, block.id) for track in TRACK_IDS for block in random.sample(BLOCKS, 3)]
    return rows + [{"track": track, "block": block, "price": random.choice((2, 4, 8))} for track, block in hated]
