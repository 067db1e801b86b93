"""Small programmes of parallel sessions, drawn at random, and timetables that keep tracks apart."""

from __future__ import annotations

from random import Random
from typing import Any

from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.problem import Problem
from scheduler.timetable import Timetable
from scheduler.validate import festival_from

SLOTS = (2, 3, 2, 4)
"""Of each block."""
ROOMS = ("aula", "blue", "cave")
TRACKS = ("ant", "bee", "cat", "dog")


def programme(seed: int) -> Problem:
    """Four tracks in four blocks and three rooms, with every rule that plans are told of, and one that they are not."""
    random = Random(seed)
    sessions = [session for track in TRACKS for session in _sessions(random, track)]
    return compile_festival(
        festival_from(
            {
                "showgrid": 1,
                "defaults": False,
                "festival": {"id": "p", "name": "P", "timezone": "UTC"},
                "days": [{"date": "2025-03-01", "open": "09:00", "close": "22:00"}],
                "rooms": [{"id": room} for room in ROOMS],
                "people": [{"id": person} for person in "xyz"],
                "tracks": [{"id": track, "chairs": random.sample("xyz", random.randrange(2))} for track in TRACKS],
                "blocks": [
                    {
                        "id": f"b{n}",
                        "from": f"2025-03-01T{9 + 2 * n:02}:00",
                        "to": f"2025-03-01T{10 + 2 * n}:00",
                        "slots": s,
                    }
                    for n, s in enumerate(SLOTS)
                ],
                "sessions": sessions,
                "rules": _rules(random, [one["id"] for one in sessions]),
            }
        )
    )


def _sessions(random: Random, track: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number in range(random.randint(2, 4)):
        one: dict[str, Any] = {
            "id": f"{track}{number}",
            "type": "talk",
            "track": track,
            "slots": random.choice((1, 1, 2)),
        }
        if random.random() < 0.4:
            one["order"] = number + 1
        if random.random() < 0.3:
            one["people"] = [random.choice("xyz")]
        made.append(one)
    return made


def _rules(random: Random, names: list[str]) -> list[dict[str, Any]]:
    def price() -> int:
        return random.choice((1, 3, 20))

    def pair() -> list[Any]:
        return [*random.sample(names, 2), random.randint(1, 3)]

    return [
        {"kind": "one_track_per_block_room"},
        {"kind": "placement_cost", "per": "use", "weight": price(), "table": [
            {"track": random.choice(TRACKS), "room": random.choice(ROOMS), "price": 2},
            {"track": random.choice(TRACKS), "block": "b1", "price": 3},
            {"room": random.choice(ROOMS), "block": "b2", "price": 1},
            {"session": random.choice(names), "price": 1}]},
        {"kind": "placement_cost", "per": "slot", "weight": price(), "table": [
            {"session": random.choice(names), "block": "b0", "price": 2},
            {"session": random.choice(names), "room": random.choice(ROOMS), "price": 1}]},
        {"kind": "track_stays_in_room", "rooms": 1, "weight": price()},
        {"kind": "track_not_parallel", "rooms": 1, "weight": price()},
        {"kind": "track_blocks_consecutive", "weight": price()},
        {"kind": "order_in_track", "weight": price()},
        {"kind": "chairs_in_one_place", "weight": price(), "presenters": random.random() < 0.5,
         "measure": random.choice(("block", "room_pairs"))},
        {"kind": "not_parallel", "measure": "room_pairs", "weight": price(),
         "pairs": [[*random.sample(TRACKS, 2), 2], [*random.sample(TRACKS, 2), 1]]},
        {"kind": "not_parallel", "measure": "block", "weight": price(), "other_room": random.random() < 0.7,
         "pairs": [pair(), pair(), [random.choice(names), random.choice(TRACKS), 1], [*random.sample(TRACKS, 2), 1]]},
        {"kind": "not_parallel", "measure": "slot", "weight": price(), "pairs": [pair(), pair()]},
        {"kind": "person_available"},
    ]  # fmt: skip


def drawn(problem: Problem, random: Random) -> Timetable | None:
    """A timetable with everything placed and tracks apart, drawn at random; None if it came to a dead end."""
    timetable = Timetable(problem, {})
    owner: dict[tuple[int, int], str | None] = {}
    taken: set[tuple[int, int, int]] = set()
    for one in random.sample(problem.showings, len(problem.showings)):
        at = one.positions
        places = [
            (room, position)
            for room in range(len(problem.rooms))
            for position in range(len(at))
            if owner.get((room, int(at.blocks[position])), one.track) == one.track
            and taken.isdisjoint(_slots(one.slots, room, int(at.blocks[position]), int(at.slots[position])))
        ]
        if not places:
            return None
        room, position = random.choice(places)
        block, slot = int(at.blocks[position]), int(at.slots[position])
        owner[room, block] = one.track
        taken.update(_slots(one.slots, room, block, slot))
        timetable = timetable.moved({one.index: placement_at(problem, one, room, position)})
    return timetable


def _slots(number: int, room: int, block: int, first: int) -> set[tuple[int, int, int]]:
    return {(room, block, first + n) for n in range(number)}
