"""Metropolis: what is shown.  Films, sessions and who comes with them, before any time is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import cycle, islice
from random import Random

from .common import Item, People, Titles, both, language_of, mixed, quota, slug, weighted
from .metropolis_places import ALL_NIGHT_HALLS, OPENING_HALL, PRESS_HALLS, TALK_HALLS, City
from .metropolis_size import GALA_PRESS
from .words import SUBJECTS, TALKS

GUESTS = 180
JURORS = {"world-jury": 7, "korean-jury": 5}
SPEAKERS = 10
Q_AND_A = {1: 0.72, 2: 0.67, 3: 0.17, 4: 0.29}
"""Share of the public showings with a Q&A, by order."""
FIRST_Q_AND_A = {"world": 0.88, "national": 0.16, "international": 0.85, None: 0.5}
"""Share of first showings with a Q&A, by premiere."""


@dataclass(frozen=True)
class Section:
    """A section of the programme: which sort of films."""

    id: str
    english: str
    korean: str
    colour: str
    runtime: tuple[int, int]
    ratings: tuple[tuple[str, int], ...]
    countries: str
    premieres: tuple[tuple[str | None, int], ...]
    crowd: float = 1.0


_ANY = (("all", 1), ("12", 3), ("15", 5), ("18", 1))
_CALM = (("all", 1), ("12", 4), ("15", 7))
_NEW = (("world", 6), ("international", 3), ("national", 1))
_OPEN = (("world", 4), ("international", 4), ("national", 2))
_WORLD = "JP TW FR DE BR IN US GB PH TH MX PL NG IR IT"
SECTIONS = (
    Section("gala", "Gala Presentations", "갈라 프레젠테이션", "#b8860b", (98, 148), _ANY, "KR US FR JP GB", _OPEN, 2.6),
    Section("world-competition", "World Competition", "국제경쟁", "#8b1e3f", (84, 120), _CALM, _WORLD, (("world", 1),), 1.3),
    Section("korean-competition", "Korean Competition", "한국경쟁", "#1e5f8b", (80, 120), _CALM, "KR", (("world", 1),), 1.3),
    Section("panorama", "World Panorama", "월드 파노라마", "#2f6f4f", (82, 158), _ANY, _WORLD, _OPEN),
    Section("korea-now", "Korea Now", "코리아 나우", "#37517e", (78, 132), _ANY, "KR", _NEW, 1.1),
    Section("documentary", "Documentary Lens", "다큐멘터리 렌즈", "#6b705c", (64, 126), _ANY, "KR " + _WORLD, _OPEN, 0.8),
    Section("midnight", "Midnight Passion", "미드나잇 패션", "#3d0c45", (84, 112), (("15", 1), ("18", 3)), _WORLD + " KR", _OPEN, 1.2),
    Section("children", "Small Metropolis", "작은 메트로폴리스", "#e07a5f", (66, 94), (("all", 1),), _WORLD + " KR", _OPEN, 0.9),
    Section("classics", "Found in the Archive", "아카이브의 발견", "#7f5539", (78, 168), _ANY, "KR JP FR IT DE PL", ((None, 1),), 0.7),
    Section("focus", "Two Directors in Focus", "두 감독 특별전", "#5f0f40", (76, 140), _ANY, "TW PL", ((None, 1),), 0.8),
    Section("visions", "Visions", "비전", "#0f4c5c", (62, 138), _ANY, "KR " + _WORLD, _NEW, 0.5),
    Section("new-voices", "New Voices", "새로운 목소리", "#588157", (74, 112), _ANY, "KR " + _WORLD, _NEW, 0.8),
)  # fmt: skip
COMPETITIONS = ("world-competition", "korean-competition")
HOME_HALL = {"world-competition": "riverside-2", "korean-competition": "station-1"}
"""Of each competition, as the plan has it; the document leaves the second a choice."""
HOMES = {"world-competition": ("riverside-2",), "korean-competition": ("station-1", "riverside-3", "arts-1")}
EXTRA_TRACKS = (
    ("shorts", "Short Stories", "단편의 힘", "#f4a261"),
    ("forum", "Metropolis Forum", "메트로폴리스 포럼", "#264653"),
)
THEMES = [
    "memory",
    "city",
    "family",
    "labour",
    "migration",
    "music",
    "nature",
    "technology",
    "youth",
    "ghosts",
    "sport",
    "love",
]
MOODS = ["tender", "funny", "dark", "restless", "quiet"]


@dataclass
class Draft:
    """A session that is still to be planned."""

    id: str
    type: str
    title: Item
    films: list[Item] = field(default_factory=list)
    track: str | None = None
    showings: int = 1
    talk: int = 0
    """Minutes of a Q&A; of a talk, the whole."""
    q_and_a: frozenset[int] = frozenset()
    audiences: tuple[int, ...] = ()
    needs: frozenset[str] = frozenset({"dcp"})
    rooms: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    language: str = "en"
    guests: list[str] = field(default_factory=list)
    moderators: dict[int, str] = field(default_factory=dict)
    extra: int = 0
    """Minutes of a ceremony, or of breaks."""

    @property
    def rating(self) -> str:
        """The strictest rating of its films."""
        order = ("all", "12", "15", "18")
        return max((film["rating"] for film in self.films), key=order.index, default="all")

    @property
    def premiere(self) -> str | None:
        """The status of its first film."""
        return self.films[0].get("premiere") if self.films else None

    def minutes(self, label: int) -> int:
        """Length of one showing."""
        runtime: int = sum(film["runtime"] for film in self.films)
        return runtime + self.extra + ((5 + self.talk) if label in self.q_and_a else 0)


class Programme:
    """Everything shown, with the people it brings."""

    def __init__(self, random: Random, city: City) -> None:
        self.random = random
        self.city = city
        self.size = city.size
        self.titles = Titles(random)
        self.people = People(random)
        self.films: list[Item] = []
        self.drafts: list[Draft] = []
        self.critics: list[str] = []
        self.makers: dict[str, list[Item]] = {}
        self._programme()
        self._questions()
        self._guests()

    # -- films ----------------------------------------------------------------------------------

    def film(self, section: Section, runtime: int | None = None) -> Item:
        """A new film of a section."""
        country = self.random.choice(section.countries.split())
        director = self._director(country)
        title = self.titles.film()
        spoken = language_of(country)
        entry: Item = {
            "id": slug(title["en"]),
            "title": title,
            "directors": [director["en"]],
            "country": country,
            "year": self.random.choice((2026, 2027))
            if section.id not in ("classics", "focus")
            else self.random.randint(1958, 2019),
            "runtime": runtime or self.random.randint(*section.runtime),
            "category": section.id,
            "rating": weighted(self.random, section.ratings),
            "format": "DCP",
            "needs": ["dcp"],
            "languages": [spoken],
            "subtitles": [language for language in ("en", "ko") if language != spoken],
            "themes": sorted(self.random.sample(THEMES, self.random.randint(1, 2))),
            "mood": self.random.choice(MOODS),
        }
        if premiere := weighted(self.random, section.premieres):
            entry["premiere"] = premiere
        self.films.append(entry)
        return entry

    def _director(self, country: str) -> Item:
        scratch = People(self.random)
        scratch.unique = self.people.unique
        name: Item = scratch.person(country)["name"]
        return name

    def _technique(self, film: Item, section: Section) -> None:
        if section.id == "classics" and self.random.random() < 0.6:
            film.update(format="35mm", needs=["35mm"], copies=1)
        elif section.id in ("gala", "midnight", "panorama") and self.random.random() < 0.2:
            film.update(sound="Atmos", needs=["dcp", "atmos"])
        elif self.random.random() < 0.1:
            film.update(copies=1)

    # -- sessions -------------------------------------------------------------------------------

    def _programme(self) -> None:
        self._ceremonies()
        repeats = mixed(self.random, self.size.repeats.items())
        for section in SECTIONS:
            for _ in range(self.size.films[section.id]):
                fixed = section.id == "gala" or section.id in COMPETITIONS
                self._feature(section, 3 if fixed else repeats.pop())
        self._shorts()
        self._all_night()
        self._press()
        self._talks()

    def _ceremonies(self) -> None:
        gala = SECTIONS[0]
        first, last = self.film(gala, 118), self.film(gala, 104)
        first.update(rating="12", premiere="world")
        last.update(rating="12", premiere="world")
        for film, name, english, korean in (
            (first, "opening", "Opening", "개막식"),
            (last, "closing", "Awards and Closing", "시상식과 폐막식"),
        ):
            title = both(f"{english}: {film['title']['en']}", f"{korean}: {film['title']['ko']}")
            stage = frozenset({"dcp", "stage"})
            draft = Draft(
                name,
                "ceremony",
                title,
                [film],
                "gala",
                1,
                audiences=(820,),
                needs=stage,
                rooms=(OPENING_HALL,),
                extra=40,
            )
            self.drafts.append(draft)
        again = Draft(
            "opening-film", "screening", first["title"], [first], "gala", 2, 25, audiences=(380, 300), tags=("gala",)
        )
        self.drafts.append(again)

    def _feature(self, section: Section, showings: int) -> None:
        film = self.film(section)
        self._technique(film, section)
        draft = Draft(
            film["id"], "screening", film["title"], [film], section.id, showings, self.random.choice((20, 25, 25, 30))
        )
        draft.needs = frozenset(film["needs"])
        draft.audiences = self._audiences(section, showings)
        draft.themes, draft.language = tuple(film["themes"]), film["languages"][0]
        draft.tags = {"gala": ("gala",), "children": ("children",), "midnight": ("late",)}.get(section.id, ())
        if section.id in COMPETITIONS:
            draft.tags, draft.talk = ("competition",), min(25, draft.talk)
        self.drafts.append(draft)

    def _audiences(self, section: Section, showings: int) -> tuple[int, ...]:
        if section.id == "gala":
            return tuple(
                self.random.randrange(low, high, 10) for low, high in ((480, 800), (260, 380), (180, 300))[:showings]
            )
        if section.id in COMPETITIONS:
            return tuple(
                self.random.randrange(low, high, 10) for low, high in ((230, 310), (200, 290), (180, 270))[:showings]
            )
        base = self.random.choice((55, 70, 80, 90, 110, 130, 150, 170, 190, 210, 240, 290)) * section.crowd
        return (5 * max(8, min(58, int(base * self.random.uniform(0.8, 1.05) / 5))),) * showings

    def _shorts(self) -> None:
        section = Section(
            "shorts", "", "", "", (8, 44), (("all", 1), ("12", 3), ("15", 2)), "KR KR KR " + _WORLD, _OPEN
        )
        for number, films in enumerate(islice(cycle((4, 4, 4, 3, 4, 4, 3, 4)), self.size.shorts), start=1):
            total = self.random.randint(90, 114)
            shares = [self.random.uniform(0.8, 1.25) for _ in range(films)]
            lengths = [int(total * share / sum(shares)) for share in shares]
            lengths[-1] += total - sum(lengths)
            made = [self.film(section, length) for length in lengths]
            title = both(f"Short Stories {number}", f"단편의 힘 {number}")
            draft = Draft(f"shorts-{number}", "shorts", title, made, "shorts", 4, 25, tags=("shorts",), language="ko")
            draft.audiences = (self.random.randrange(90, 190, 10),) * 4
            draft.themes = tuple(sorted({theme for film in made for theme in film["themes"]}))[:3]
            self.drafts.append(draft)

    def _all_night(self) -> None:
        section = next(one for one in SECTIONS if one.id == "midnight")
        made = [self.film(section, length) for length in (98, 92, 101)]
        title = both("All-Night Bill: Three Films until Dawn", "심야상영: 새벽까지 세 편")
        draft = Draft(
            "all-night",
            "screening",
            title,
            made,
            "midnight",
            3,
            audiences=(300, 240, 200),
            rooms=ALL_NIGHT_HALLS,
            tags=("late", "all-night"),
        )
        draft.extra = 40
        self.drafts.append(draft)

    def _press(self) -> None:
        galas = [one for one in self.drafts if one.tags == ("gala",) and one.id != "opening-film"]
        galas.sort(key=lambda one: "atmos" in one.needs)
        for draft in galas[:GALA_PRESS] + [one for one in self.drafts if one.track in COMPETITIONS]:
            title = both(f"Press: {draft.title['en']}", f"언론 시사: {draft.title['ko']}")
            press = Draft(
                f"press-{draft.id}",
                "press",
                title,
                draft.films,
                rooms=self._press_halls(draft),
                tags=("press",),
                language=draft.language,
            )
            press.needs, press.audiences = draft.needs, (self.random.randrange(60, 130, 10),)
            self.drafts.append(press)

    def _press_halls(self, draft: Draft) -> tuple[str, ...]:
        """The halls kept for the press; any that can, where these do not suffice."""
        halls = self.city.among(PRESS_HALLS)
        return halls if len(halls) == len(PRESS_HALLS) and "atmos" not in draft.needs else ()

    def _talks(self) -> None:
        for number in range(1, self.size.talks + 1):
            kind = "panel" if number % 3 == 0 else "talk"
            title = self.titles.about(SUBJECTS, TALKS)
            draft = Draft(
                f"forum-{number:02d}",
                kind,
                title,
                track="forum",
                extra=self.random.choice((60, 75, 90)),
                rooms=self.city.among(TALK_HALLS),
            )
            draft.audiences, draft.needs = (self.random.choice((40, 60, 80, 100, 140, 180)),), frozenset()
            draft.language = self.random.choice(("ko", "ko", "en"))
            self.drafts.append(draft)

    # -- questions and guests -------------------------------------------------------------------

    @property
    def public(self) -> list[Draft]:
        """Film sessions for the public, ceremonies and the all-night bill left out."""
        return [one for one in self.drafts if one.type in ("screening", "shorts") and one.id != "all-night"]

    def _questions(self) -> None:
        """Give each order of showing its share of Q&As; a world premiere without any has none later."""
        chosen: list[Draft] = []
        for status, share in FIRST_Q_AND_A.items():
            group = [one for one in self.public if one.premiere == status]
            drawn = self.random.sample(group, quota(share, len(group)))
            chosen += [self.drafts[2], *drawn[1:]] if status == "world" and self.drafts[2] not in drawn else drawn
        self._ask(1, self._trimmed(chosen))
        for order in (2, 3, 4):
            able = [one for one in self.public if one.showings >= order]
            asked = quota(Q_AND_A[order], len(able))
            able = [one for one in able if one.premiere != "world" or 1 in one.q_and_a]
            ranked = sorted(able, key=lambda one: (self._unlikely(one, order), self.random.random()))
            self._ask(order, ranked[:asked])

    def _unlikely(self, draft: Draft, order: int) -> bool:
        """A second Q&A follows a first; later ones are mostly of guests who stay two days at most."""
        if order == 2:
            return 1 not in draft.q_and_a
        lasting = bool(draft.q_and_a - {order - 1})
        return (lasting and self.random.random() < 0.97) or (not draft.q_and_a and self.random.random() < 0.7)

    def _trimmed(self, chosen: list[Draft]) -> list[Draft]:
        """As many as the share of first showings asks for; only films without a status give way."""
        spare = [one for one in self.public if one.premiere is None]
        self.random.shuffle(spare)
        wanted = quota(Q_AND_A[1], len(self.public))
        while len(chosen) > wanted and (drop := next((one for one in spare if one in chosen), None)):
            chosen.remove(drop)
        while len(chosen) < wanted and (add := next((one for one in spare if one not in chosen), None)):
            chosen.append(add)
        return chosen

    def _ask(self, order: int, drafts: list[Draft]) -> None:
        for draft in drafts:
            draft.q_and_a |= {order}

    def _guests(self) -> None:
        self._jurors()
        self.critics = [self._guest("KR", "critic") for _ in range(self.size.of(3, least=2))]
        focus = [self._guest(country, "director") for country in ("TW", "PL")]
        hosts = cycle(self.critics)
        for draft in [one for one in self.public if one.q_and_a]:
            if draft.track == "focus":
                self._focus(draft, focus)
            elif draft.track == "classics":
                draft.guests = [next(hosts)]
            else:
                draft.guests = list(dict.fromkeys(self._maker(film) for film in draft.films[:3]))
        opening, closing, again = self.drafts[:3]
        opening.guests, closing.guests = again.guests, [self._maker(closing.films[0])]
        self.speakers = [
            self._guest(self.random.choice(("KR", "KR", "US", "GB", "FR", "JP")), "speaker")
            for _ in range(self.size.of(SPEAKERS))
        ]
        self._actors()

    def _jurors(self) -> None:
        self.juries = {
            name: [self._guest(self.random.choice(("KR", "FR", "JP", "US", "IN", "BR")), "juror") for _ in range(size)]
            for name, size in JURORS.items()
        }

    def _focus(self, draft: Draft, directors: list[str]) -> None:
        index = ("TW", "PL").index(draft.films[0]["country"])
        draft.guests = [directors[index]]
        person = next(one for one in self.people.made if one["id"] == directors[index])
        draft.films[0]["directors"] = [person["name"]["en"]]
        draft.films[0]["guests"] = list(draft.guests)

    def _guest(self, country: str, tag: str) -> str:
        entry = self.people.person(country, language=language_of(country), tags=["guest", tag])
        entry["email"] = f"{entry['id']}@guests.metropolis.example"
        return str(entry["id"])

    def _maker(self, film: Item) -> str:
        """The film's director becomes a guest, once; some of those who made a short are here with a feature, too."""
        if "guests" not in film:
            known = self.makers.setdefault(film["country"], [])
            again = film["category"] == "shorts" and known and self.random.random() < 0.6
            if not again:
                self._guest(film["country"], "director")
                known.append(self.people.made[-1])
            maker = self.random.choice(known) if again else known[-1]
            film["guests"], film["directors"] = [maker["id"]], [maker["name"]["en"]]
        return str(film["guests"][0])

    def _actors(self) -> None:
        """Actors come with premieres until there are as many guests as there should be."""
        premieres = [one for one in self.public if one.premiere == "world" and one.type == "screening" and one.q_and_a]
        for draft in premieres[: max(0, self.size.of(GUESTS) - len(self.people.made))]:
            actor = self._guest(draft.films[0]["country"], "actor")
            draft.guests.append(actor)
            draft.films[0]["guests"].append(actor)
