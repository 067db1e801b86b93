"""People at a desk: readers who open pages, editors who move showings; on this machine alone, bounded in time."""

from __future__ import annotations

import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import Thread
from typing import Any

from tests.web.support import PASSWORD

MOST = 6000
"""Requests of one crowd."""
READING, EDITING = (1.0, 5.0), (2.0, 6.0)
"""Seconds between two pages of a reader, and two moves of an editor."""
LISTENING = (1.0, 3.0)
"""Seconds after which an open page comes back to the stream of what others do."""
Act = Callable[[random.Random], None]
"""What somebody does again and again."""
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


@dataclass
class Seen:
    """What the crowd saw: seconds of each page by its kind, statuses, moves that were confirmed."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    moves: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    """The newest revision as the confirmation told it, and the move."""
    lines: list[HTTPConnection] = field(default_factory=list)

    def close(self) -> None:
        """Everybody closes their browser."""
        for line in self.lines:
            line.close()

    def revisions(self) -> list[int]:
        """Those that were told, once each: a drop where the card lies makes none, and is told that of somebody else."""
        return sorted({revision for revision, _ in self.moves})

    def last(self) -> dict[tuple[str, int], tuple[str, str]]:
        """Room and start of every showing that was moved, as it was confirmed last."""
        moves = sorted(self.moves, key=lambda one: one[0])
        return {(move["session"], move["showing"]): (move["room"], move["start"][:16]) for _, move in moves}

    def all(self) -> list[float]:
        return sorted(one for many in self.seconds.values() for one in many)

    def table(self) -> str:
        lines = [f"{'page':12} {'n':>5} {'p50':>6} {'p95':>6} {'max':>6}  ms"]
        for name, many in [*sorted(self.seconds.items()), ("all", self.all())]:
            many = sorted(many)
            shown = [round(1000 * share_of(many, share)) for share in (0.5, 0.95, 1.0)]
            lines.append(f"{name:12} {len(many):5} {shown[0]:6} {shown[1]:6} {shown[2]:6}")
        return "\n".join(lines)


def share_of(many: list[float], share: float) -> float:
    """The value that this share does not exceed."""
    return many[min(len(many) - 1, int(share * len(many)))]


class Visitor:
    """A browser of somebody who is logged in."""

    def __init__(self, port: int, seen: Seen) -> None:
        self.line = HTTPConnection("127.0.0.1", port, timeout=60)
        seen.lines.append(self.line)
        self.seen, self.cookie, self.token = seen, "", ""

    def ask(self, kind: str, path: str, data: Any = None, form: str = "") -> bytes:
        headers = {"Cookie": self.cookie, "Accept": "text/html" if data is None else "application/json"}
        if data is not None:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self.token}
        if form:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        begun = time.perf_counter()
        body = form or (None if data is None else json.dumps(data))
        self.line.request("GET" if body is None else "POST", path, body, headers)
        answer = self.line.getresponse()
        found = answer.read()
        if kind:
            self.seen.seconds[kind].append(time.perf_counter() - begun)
        self.seen.statuses[answer.status] += 1
        given = answer.getheader("Set-Cookie")
        self.cookie = given.split(";")[0] if given else self.cookie
        return found

    def log_in(self, email: str) -> str:
        """Its cookie."""
        token = TOKEN.search(self.ask("", "/login").decode())
        assert token
        form = f"csrf_token={token[1]}&email={email.replace('@', '%40')}&password={PASSWORD.replace(' ', '+')}"
        self.ask("", "/login", form=form)
        return self.cookie


def reader(visitor: Visitor, slug: str, days: int, luck: random.Random) -> None:
    """One page more."""
    day = f"/f/{slug}/day/{luck.randrange(days)}"
    pages = {
        "day": (10, day),
        "board": (6, f"{day}?part=board"),
        "overview": (2, f"/f/{slug}/overview"),
        "programme": (1, f"/f/{slug}/programme"),
        "list": (2, f"/f/{slug}/programme/list/{luck.choice(['sessions', 'films', 'people'])}"),
        "rules": (1, f"/f/{slug}/rules"),
        "history": (1, f"/f/{slug}/history"),
        "public": (3, f"/public/{slug}/"),
        "public-day": (4, f"/public/{slug}/?q={luck.choice('abcdefgh')}"),
    }
    kind = luck.choices(list(pages), [weight for weight, _ in pages.values()])[0]
    visitor.ask(kind, pages[kind][1])


def listener(visitor: Visitor, slug: str, _: random.Random) -> None:
    """The page that lies open hears what others do, until the server asks it to come back."""
    visitor.ask("", f"/f/{slug}/events?after=0")


@dataclass(frozen=True)
class Place:
    """Where an editor works."""

    slug: str
    day: int
    cards: list[str]
    """As in addresses: session/label."""
    rooms: list[str]
    """Ids, in the order of the festival."""


def editor(visitor: Visitor, place: Place, luck: random.Random) -> None:
    """Picks a card up, looks at the prices, drops it at the cheapest of a few places, reads the day that comes back."""
    if not visitor.token:
        token = TOKEN.search(visitor.ask("day", f"/f/{place.slug}/day/{place.day}").decode())
        visitor.token = token[1] if token else ""
    card = luck.choice(place.cards)
    prices = json.loads(visitor.ask("prices", f"/f/{place.slug}/prices/{place.day}/{card}"))
    places = [
        (change, room, at)
        for room, row in enumerate(prices["change"])
        for at, change in enumerate(row)
        if prices["why"][room][at] < 0
    ]
    if not places:
        return
    _, room, at = min(luck.sample(places, min(8, len(places))))
    session, _, label = card.rpartition("/")
    position = prices["positions"][at]
    move = {"session": session, "showing": int(label), "room": place.rooms[room], "start": position["start"]}
    asked = {"moves": [move], "base": prices["revision"], "pin": True, "day": place.day}
    told = json.loads(visitor.ask("drop", f"/f/{place.slug}/move", asked))
    if "revision" in told:
        visitor.seen.moves.append((told["revision"], move))


def crowd(people: list[tuple[Act, tuple[float, float]]], seconds: float) -> None:
    """Everybody does their thing again and again, with pauses, until the time is over."""
    end, left = time.monotonic() + seconds, iter(range(MOST))

    def live(number: int, act: Act, pause: tuple[float, float]) -> None:
        luck = random.Random(number)
        time.sleep(luck.uniform(0, pause[1]))
        while time.monotonic() < end and next(left, None) is not None:
            act(luck)
            time.sleep(luck.uniform(*pause))

    threads = [Thread(target=live, args=(n, *one), daemon=True) for n, one in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 120)
