"""Contradictions planted in a festival that has none, each with the parts that make it: no more, no fewer.

Every family adds a few sessions, people, pins or rules of its own and touches nothing else, so that what
clashes is known.  ``plant(document, family, seed)`` says which parts an explanation has to name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from .common import Item, both

Key = tuple[Any, ...]
BEGIN, END = "13:00", "19:00"
"""Hours between which every room that is used here is open on the day that is used."""


@dataclass(frozen=True)
class Planted:
    """A festival with a contradiction in it."""

    family: str
    document: Item
    parts: frozenset[Key]
    """Keys of the parts that clash."""


def plant(document: Item, family: str, seed: int = 0) -> Planted:
    """The document with a contradiction of that family."""
    ground = Ground(deepcopy(document), Random(f"{family} {seed}"))
    FAMILIES[family](ground)
    return Planted(family, ground.document, frozenset(ground.parts))


def plant_all(document: Item, families: Iterable[str], seed: int = 0) -> tuple[Item, list[Planted]]:
    """One document with a contradiction of each of the families, and each of them."""
    found = []
    for number, family in enumerate(families):
        ground = Ground(deepcopy(document), Random(f"{family} {seed}"), number)
        FAMILIES[family](ground)
        document = ground.document
        found.append(Planted(family, document, frozenset(ground.parts)))
    return document, found


@dataclass
class Ground:
    """The document that is planted in, and what has been named so far."""

    document: Item
    random: Random
    number: int = 0
    """Of several contradictions in one document."""
    parts: set[Key] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.day = self.random.choice([one["date"] for one in self.document["days"]][1:])

    # -- what is there ---------------------------------------------------------------------------

    def rooms(self, count: int = 1) -> list[Item]:
        """Rooms in buildings of their own that are open at the hours used here; on another day if there are too few."""
        days = iter([one["date"] for one in self.document["days"]][1:])
        while len(found := self._rooms()) < count:
            self.day = next(days)
        return found[:count]

    def _rooms(self) -> list[Item]:
        rooms = [one for one in self.document["rooms"] if not one.get("types") and self._open(one)]
        self.random.shuffle(rooms)
        found = {one["venue"]: one for one in rooms}
        return list(found.values())

    def _open(self, room: Item) -> bool:
        if "open" not in room:
            return True
        begin, end = self.at(BEGIN), self.at(END)
        return any(one["from"] <= begin and end <= one["to"] for one in room["open"])

    def of_rule(self, kind: str, name: str) -> int:
        """A field of the document's rule of that kind; 0 if it has none."""
        return next((one.get(name, 0) for one in self.document.get("rules", []) if one["kind"] == kind), 0)

    def rule_key(self, kind: str) -> Key:
        """Key of the must of that kind: the document's own, else the default."""
        rules = self.document.get("rules", [])
        places = [
            n for n, one in enumerate(rules) if one["kind"] == kind and "weight" not in one and "select" not in one
        ]
        return "rule", kind, places[0] if places else -1

    def walk(self, one: Item, other: Item) -> tuple[int, list[Key]]:
        """Minutes between two rooms, and the key of the walk, if there is one."""
        ends = {one["venue"], other["venue"]}
        for walk in self.document["walks"]:
            if {walk["from"], walk["to"]} == ends:
                return walk["minutes"], [("walk", walk["from"], walk["to"])]
        return 0, []

    def at(self, clock: str | int) -> str:
        """A time of the day used here; a number is minutes after the first hour."""
        if isinstance(clock, int):
            moment = datetime.fromisoformat(f"{self.day}T{BEGIN}") + timedelta(minutes=clock)
            return moment.isoformat(timespec="minutes")
        return f"{self.day}T{clock}"

    # -- what is planted -------------------------------------------------------------------------

    def name(self, word: str) -> str:
        return f"planted-{word}-{self.number}" if self.number else f"planted-{word}"

    def session(self, word: str, minutes: int, **more: Any) -> str:
        """A session of its own, with as many showings as ``more`` says; the parts it makes are named."""
        name = self.name(word)
        self.document["sessions"].append(
            {"id": name, "type": "talk", "title": both(f"Planted {word}", f"심은 {word}"), "duration": minutes, **more}
        )
        for label in range(1, more.get("showings", 1) + 1):
            self.parts.add(("placed", name, label))
        for limit in ("rooms", "windows"):
            if more.get(limit):
                self.parts.add((limit, name, None))
        return name

    def person(self, **more: Any) -> str:
        """Somebody new."""
        name = self.name("guest")
        self.document["people"].append({"id": name, "name": both("Planted Guest", "심은 손님"), **more})
        self.parts.add(("person", name))
        if more:
            self.parts.add(("available", name))
        return name

    def stay(self, minutes: int) -> list[Item]:
        """Times in which somebody can be on stage for so many minutes from the first hour."""
        first, last = (self.of_rule("person_available", name) for name in ("arrival", "departure"))
        return [{"from": self.at(-first), "to": self.at(minutes + last)}]

    def pin(self, session: str, room: Item, start: str, showing: int = 1) -> None:
        self.parts.add(("pin", len(self.document.setdefault("pins", []))))
        self.document["pins"].append({"session": session, "showing": showing, "room": room["id"], "start": start})

    def rule(self, kind: str, **more: Any) -> None:
        self.parts.add(("rule", kind, len(self.document.setdefault("rules", []))))
        self.document["rules"].append({"kind": kind, **more})

    def window(self, begin: int, end: int) -> list[Item]:
        return [{"from": self.at(begin), "to": self.at(end)}]


# -- families -----------------------------------------------------------------------------------


def hall_taken(ground: Ground) -> None:
    """A guest of two hours whose hall is pinned with another session in the middle of them."""
    (hall,) = ground.rooms()
    guest = ground.person(available=ground.stay(120))
    ground.session("keynote", 60, rooms=[hall["id"]], people=[guest])
    ground.pin(ground.session("opening", 60), hall, ground.at(30))
    ground.parts |= {("room_free", hall["id"]), ground.rule_key("person_available")}


def guest_overbooked(ground: Ground) -> None:
    """Three talks of an hour for a guest of two and a half."""
    guest = ground.person(available=ground.stay(150))
    for word in ("talk-a", "talk-b", "talk-c"):
        ground.session(word, 60, people=[guest])
    ground.parts |= {ground.rule_key("person_available"), ground.rule_key("person_in_one_place")}


def hall_overfull(ground: Ground) -> None:
    """Three sessions of 90 minutes in one hall within four hours."""
    (hall,) = ground.rooms()
    for word in ("film-a", "film-b", "film-c"):
        ground.session(word, 90, rooms=[hall["id"]], windows=ground.window(0, 240))
    ground.parts.add(("room_free", hall["id"]))


def two_pins(ground: Ground) -> None:
    """Two sessions pinned to one hall at one time."""
    (hall,) = ground.rooms()
    for word, start in (("one", 0), ("other", 45)):
        ground.pin(ground.session(word, 60), hall, ground.at(start))
    ground.parts.add(("room_free", hall["id"]))


def closed_hall(ground: Ground) -> None:
    """A session pinned to a hall before it opens."""
    (hall,) = ground.rooms()
    ground.pin(ground.session("early", 60), hall, ground.at("06:00"))
    ground.parts.add(("hours", hall["id"]))


def key_too_late(ground: Ground) -> None:
    """A film that must run before its key opens."""
    film = ground.name("film")
    ground.document["films"].append(
        {"id": film, "title": "Planted film", "runtime": 60, "keys": ground.window(180, 360)}
    )
    ground.session("locked", 60, films=[film], windows=ground.window(0, 150))
    ground.parts |= {("keys", film), ground.rule_key("key_is_valid")}


def wrong_order(ground: Ground) -> None:
    """A session that must come before another, and may only be after it."""
    first = ground.session("part-one", 60, windows=ground.window(150, 300))
    then = ground.session("part-two", 60, windows=ground.window(0, 150))
    ground.rule("session_before", sessions=[first, then])


def too_few_days(ground: Ground) -> None:
    """Three showings, each on a day of its own, within one day and the next."""
    days = [one["date"] for one in ground.document["days"]]
    day = ground.random.randrange(1, len(days) - 1)
    windows = [{"from": f"{one}T{BEGIN}", "to": f"{one}T{END}"} for one in days[day : day + 2]]
    film = ground.session("thrice", 60, showings=3, windows=windows)
    ground.rule("showings_spread", select={"sessions": [film]}, other_day=True)


def long_walk(ground: Ground) -> None:
    """Somebody pinned in two buildings with no time to walk from one to the other."""
    here, there = ground.rooms(2)
    _, walk = ground.walk(here, there)
    guest = ground.person()
    ground.pin(ground.session("here", 60, people=[guest]), here, ground.at(0))
    pause = ground.of_rule("person_in_one_place", "margin")
    ground.pin(ground.session("there", 60, people=[guest]), there, ground.at(60 + pause))
    ground.parts |= {ground.rule_key("person_in_one_place"), *walk}


def side_by_side(ground: Ground) -> None:
    """Two sessions that nobody may miss either of, within two hours and a half."""
    one = ground.session("one", 90, windows=ground.window(0, 150))
    other = ground.session("other", 90, windows=ground.window(0, 150))
    ground.rule("not_parallel", select={"sessions": [one, other]}, measure="pair")


def curfew(ground: Ground) -> None:
    """A session for adults that may only be in the afternoon."""
    film = ground.session("adults", 60, windows=ground.window(0, 150), tags=["planted"])
    ground.rule("time_preferred", select={"sessions": [film]}, of="start", hours={"from": "20:00", "to": "26:00"})


def nothing_can(ground: Ground) -> None:
    """A session that needs what no hall has."""
    ground.session("organ", 60, needs=["planted-organ"])
    ground.parts.add(ground.rule_key("room_has_abilities"))


def one_copy(ground: Ground) -> None:
    """Two showings of one copy in two buildings, too soon after one another."""
    here, there = ground.rooms(2)
    minutes, walk = ground.walk(here, there)
    film = ground.name("film")
    ground.document["films"].append({"id": film, "title": "Planted film", "runtime": 60, "copies": 1})
    one = ground.session("print", 60, films=[film])
    other = ground.session("print-again", 60, films=[film])
    ingest = ground.of_rule("copy_can_travel", "ingest")
    ground.pin(one, here, ground.at(0))
    ground.pin(other, there, ground.at(60 + ingest - ingest % 5 + 5 * ((minutes - 1) // 5)))
    ground.parts |= {("copies", film), ground.rule_key("copy_can_travel"), *walk}


def one_interpreter(ground: Ground) -> None:
    """Two sessions at one time that need the same interpreter's booth."""
    booth = ground.name("booth")
    ground.document.setdefault("resources", []).append({"id": booth, "name": both("Booth", "통역 부스"), "stock": 1})
    for word in ("panel-a", "panel-b"):
        ground.session(word, 60, windows=ground.window(0, 90), uses={booth: 1})
    ground.parts |= {("resource", booth), ground.rule_key("resource_suffices")}


def jury_too_late(ground: Ground) -> None:
    """A film that a juror must see before it is shown."""
    film, jury, juror = ground.name("film"), ground.name("jury"), ground.person()
    ground.document["films"].append({"id": film, "title": "Planted film", "runtime": 60, "category": jury})
    session = ground.session("judged", 60, films=[film], windows=ground.window(120, 300))
    sees = {"sessions": [session]}
    ground.document.setdefault("juries", []).append(
        {
            "id": jury,
            "name": both("Planted jury", "심은 심사위원단"),
            "people": [juror],
            "sees": sees,
            "before": ground.at(120),
        }
    )
    ground.parts |= {("jury", jury), ground.rule_key("jury_can_see_all")}


FAMILIES: dict[str, Callable[[Ground], None]] = {
    made.__name__: made
    for made in (
        hall_taken, guest_overbooked, hall_overfull, two_pins, closed_hall, key_too_late, wrong_order, too_few_days,
        long_walk, side_by_side, curfew, nothing_can, one_copy, one_interpreter, jury_too_late,
    )
}  # fmt: skip


# -- a small festival without contradictions ------------------------------------------------------


def quiet() -> Item:
    """Three days, four rooms in two buildings, a dozen sessions with a good deal of room."""
    days = ["2025-09-12", "2025-09-13", "2025-09-14"]
    rooms = [
        {"id": f"{venue}-{n}", "venue": venue, "name": both(f"{venue.title()} {n}", f"{korean} {n}관"),
         "capacity": 100 * n, "turnaround": 15, "abilities": ["dcp"]}
        for venue, korean in (("north", "북관"), ("south", "남관")) for n in (1, 2)
    ]  # fmt: skip
    sessions = [
        {"id": f"film-{n}", "type": "screening", "title": both(f"Film {n}", f"작품 {n}"), "duration": 80 + 5 * n,
         "showings": 2, "needs": ["dcp"]}
        for n in range(1, 7)
    ]  # fmt: skip
    return {
        "showgrid": 1,
        "festival": {"id": "quiet", "name": both("Quiet", "조용한 영화제"), "timezone": "Asia/Seoul", "grid": 5},
        "days": [{"date": day, "open": "10:00", "close": "22:00"} for day in days],
        "venues": [{"id": "north", "name": both("North", "북관")}, {"id": "south", "name": both("South", "남관")}],
        "walks": [{"from": "north", "to": "south", "minutes": 20}],
        "rooms": rooms,
        "people": [{"id": "host", "name": both("Host", "진행자")}],
        "films": [],
        "sessions": [*sessions, {"id": "welcome", "type": "talk", "duration": 30, "people": ["host"]}],
    }
