"""Generator of ``fixtures/summit``: an invented conference of 240 talks in blocks and slots.

python -m tests.generators.summit
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .common import Item, People, Titles, both, text_of, weighted, write
from .summit_plan import BLOCKS, KEYNOTES, ROOM_IDS, SEATS, TRACK_IDS, Piece, places, plan
from .summit_rules import rules
from .summit_words import FRAMES, HERE, SUBJECTS, THEMES, TRACKS, ZONES

NAME = "summit"
SEED = 11
REMOTE = 30
AGAIN = 60
"""Talks given by somebody who gives another as well."""
SHARED = (1, 5)
"""Tracks with the chair of the track before."""
CHAIRS_ELSEWHERE = 8
INTERESTS = 180
COLOURS = ["#264653", "#2a9d8f", "#8ab17d", "#e9c46a", "#f4a261", "#e76f51", "#6d597a", "#355070"]


@dataclass
class Talk:
    """A talk with its place in the plan."""

    id: str
    piece: Piece
    title: Item
    themes: list[str]
    audience: int
    presenters: list[str] = field(default_factory=list)
    remote: bool = False
    order: int | None = None

    @property
    def track(self) -> int:
        """Index of its track."""
        return self.piece.track


class Programme:
    """The talks and who gives them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.people = People(random)
        self.titles = Titles(random)
        self.talks = [self._talk(number, piece) for number, piece in enumerate(plan(random), start=1)]
        self.chairs = self._chairs()
        self._presenters()
        self._second_talks()
        self._chairs_present()
        self._ordered()
        self._absences()

    def _talk(self, number: int, piece: Piece) -> Talk:
        fits = SEATS[piece.room]
        audience = max(15, int(fits * self.random.uniform(0.3, 1.0)) // 5 * 5)
        themes = sorted(self.random.sample(THEMES, self.random.choice((1, 1, 2))))
        return Talk(f"t{number:03d}", piece, self.titles.about(SUBJECTS, FRAMES), themes, audience)

    def blocks_of(self, track: int) -> set[int]:
        """Blocks that the plan gives a track."""
        return {talk.piece.block for talk in self.talks if talk.track == track}

    # -- who ------------------------------------------------------------------------------------

    def _chairs(self) -> list[list[str]]:
        """One chair a track, of large ones two; some chair two tracks, of which one follows the other."""
        chairs: list[list[str]] = []
        for track in range(len(TRACK_IDS)):
            shared = track in SHARED and not self.blocks_of(track) & self.blocks_of(track - 1)
            size = 2 if len(self.blocks_of(track)) > 8 else 1
            chairs.append(chairs[-1] if shared else [self._person("KR", "chair") for _ in range(size)])
        return chairs

    def _person(self, country: str, tag: str, **more: object) -> str:
        return str(self.people.person(country, tags=[tag], **more)["id"])

    def _presenters(self) -> None:
        remote = {talk.id for talk in self.random.sample([one for one in self.talks if one.piece.slots < 3], REMOTE)}
        for talk in self.talks:
            talk.remote = talk.id in remote
            talk.presenters = [self._presenter(talk.remote) for _ in range({1: 1, 2: 2, 3: 2}[talk.piece.slots])]

    def _presenter(self, remote: bool) -> str:
        if not remote:
            return self._person(self.random.choice(HERE), "speaker")
        country = self.random.choice(list(ZONES))
        return self._person(country, "speaker", timezone=self.random.choice(ZONES[country]))

    def _second_talks(self) -> None:
        """Some presenters take over a talk in another block; a few of them two."""
        here = [talk for talk in self.talks if not talk.remote]
        taken = self.random.sample(here, AGAIN)
        givers = [talk for talk in here if talk not in taken][: AGAIN * 3 // 4]
        for talk in taken:
            giver = self.random.choice([one for one in givers if one.piece.block != talk.piece.block])
            person = giver.presenters[0]
            busy = {one.piece.block for one in self.talks if person in one.presenters}
            if talk.piece.block not in busy and len(busy) < 3:
                self._replace(talk, person)

    def _chairs_present(self) -> None:
        """Chairs of one track give talks in blocks in which it rests."""
        once = [track for track, chairs in enumerate(self.chairs) if self.chairs.count(chairs) == 1]
        halves = [track for track in once if len(self.blocks_of(track)) < 9]
        for track in self.random.sample(halves, CHAIRS_ELSEWHERE):
            rest = [one for one in self.talks if not one.remote and one.piece.block not in self.blocks_of(track)]
            self._replace(self.random.choice(rest), self.chairs[track][0])

    def _replace(self, talk: Talk, person: str) -> None:
        """The person gives the talk instead of its first presenter."""
        talk.presenters[0] = person

    # -- wishes ---------------------------------------------------------------------------------

    def _ordered(self) -> None:
        """In half of the tracks the opening talks have their place."""
        for track in range(0, len(TRACK_IDS), 2):
            run = sorted(
                (one for one in self.talks if one.track == track), key=lambda one: (one.piece.block, one.piece.slot)
            )
            for order, talk in enumerate(run[: self.random.choice((1, 2, 3))], start=1):
                talk.order = order

    def _absences(self) -> None:
        """Some come for two of the three days only; those without a talk leave the document."""
        giving = {person for talk in self.talks for person in talk.presenters} | {
            one for chairs in self.chairs for one in chairs
        }
        self.people.made = [one for one in self.people.made if one["id"] in giving]
        speakers = [one for one in self.people.made if one["tags"] == ["speaker"] and "timezone" not in one]
        for entry in self.random.sample(speakers, 36):
            days = {BLOCKS[talk.piece.block].day for talk in self.talks if entry["id"] in talk.presenters}
            if missed := sorted({0, 1, 2} - days):
                gone = self.random.choice(missed)
                entry["away"] = [{"block": block.id} for block in BLOCKS if block.day == gone]


def generate(seed: int = SEED) -> tuple[Item, list[Talk]]:
    """The document, and its talks with the places that they are known to fit."""
    random = Random(seed)
    programme = Programme(random)
    keynotes = [_keynote(programme, index) for index in range(len(KEYNOTES))]
    document = {
        "showgrid": 1,
        "festival": {
            "id": NAME,
            "name": both("Summit of Moving-Image Technology", "영상기술 서밋"),
            "timezone": "Asia/Seoul",
            "grid": 5,
        },
        **places(),
        "tracks": [_track(index, programme) for index in range(len(TRACK_IDS))],
        "people": programme.people.made,
        "sessions": keynotes + [_session(random, talk) for talk in programme.talks],
        "interests": _interests(random, programme),
        "rules": rules(random, programme.talks),
    }
    return document, programme.talks


def planned(talks: list[Talk]) -> list[Item]:
    """The plan's placements as a timetable has them."""
    keynotes = [{"session": one.id, "room": ROOM_IDS[0], "block": one.id, "slot": 1} for one in KEYNOTES]
    return keynotes + [
        {
            "session": talk.id,
            "room": ROOM_IDS[talk.piece.room],
            "block": BLOCKS[talk.piece.block].id,
            "slot": talk.piece.slot + 1,
        }
        for talk in talks
    ]


def _track(index: int, programme: Programme) -> Item:
    return {
        "id": TRACK_IDS[index],
        "name": both(*TRACKS[index]),
        "colour": COLOURS[index % len(COLOURS)],
        "chairs": programme.chairs[index],
    }


def _keynote(programme: Programme, index: int) -> Item:
    person = programme.people.person(("KR", "JP")[index], tags=["speaker", "keynote"])["id"]
    title = (
        both("Opening Keynote: Who Is Looking?", "개막 기조연설: 누가 보고 있는가"),
        both("Closing Keynote: What Remains", "폐막 기조연설: 남는 것"),
    )[index]
    return {
        "id": KEYNOTES[index].id,
        "type": "keynote",
        "title": title,
        "duration": "block",
        "blocks": [KEYNOTES[index].id],
        "rooms": [ROOM_IDS[0]],
        "people": [{"id": person, "role": "speaker"}],
        "audience": 500,
    }


def _session(random: Random, talk: Talk) -> Item:
    kind = {1: "talk", 2: "panel" if random.random() < 0.4 else "talk", 3: "workshop"}[talk.piece.slots]
    entry: Item = {
        "id": talk.id,
        "type": kind,
        "title": talk.title,
        "track": TRACK_IDS[talk.track],
        "labels": {"theme": talk.themes},
        "level": weighted(random, ((1, 3), (2, 5), (3, 2))),
        "language": weighted(random, (("en", 6), ("ko", 4))),
        "slots": talk.piece.slots,
        "people": [{"id": person, "role": "speaker"} for person in talk.presenters],
        "audience": talk.audience,
    }
    more = {"remote": talk.remote, "order": talk.order, "needs": _needs(random, talk)}
    return entry | {key: value for key, value in more.items() if value}


def _needs(random: Random, talk: Talk) -> list[str]:
    """Recording is wanted by some of those whom the plan gives a room that can."""
    return ["recording"] if talk.piece.room < 5 and random.random() < 0.12 else []


def _interests(random: Random, programme: Programme) -> list[Item]:
    rows = []
    for _ in range(INTERESTS):
        first = random.choice(programme.talks)
        alike = [one for one in programme.talks if one is not first and set(one.themes) & set(first.themes)]
        chosen = [first, *random.sample(alike, random.choice((1, 2, 2, 3, 4)))]
        rows.append({"sessions": [one.id for one in chosen], "people": random.choice((1, 1, 2, 3, 5, 8))})
    return rows


def main() -> None:
    """Write the fixture."""
    write(NAME, text_of(generate()[0]))


if __name__ == "__main__":
    main()
