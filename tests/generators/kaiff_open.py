"""The festival's open call: 2,067 short works, of which 26 became ``kaiff-2024``.

How many works, how many of them from abroad, from how many countries and in which categories is
fact; every single work is invented.  Films only: composing them into blocks comes later.

    python -m tests.generators.kaiff_open          writes fixtures/kaiff-open/festival.yaml
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import yaml

from .common import both, mixed, with_and, write

SEED = 2067
WORKS = 2067
FROM_ABROAD = 1636
COUNTRIES = 104

CATEGORIES = (("narrative", 788), ("free-format", 523), ("art-culture", 496), ("documentary", 260))

LENGTHS = {
    "narrative": (1, 2.5, 3.5, 4.5, 5.5, 6.5, 8, 9.5, 11.5, 14, 19),
    "documentary": (2, 4, 5, 6, 7.5, 8.5, 10, 11.5, 13, 15, 20),
    "art-culture": (1, 1.5, 2.5, 3, 3.5, 4, 5, 6, 7.5, 10, 15),
    "free-format": (1, 1, 1.5, 2, 2.5, 3, 3.5, 4.5, 6, 8.5, 15),
}
"""Minutes: the shortest work, each tenth part of the works, the longest."""

RATINGS = (("ALL", 1240), ("12", 496), ("15", 269), ("18", 62))

SUBJECTS = {
    "narrative": ("family", "love", "ghosts", "memory", "journey", "youth", "work", "war", "machines", "space"),
    "documentary": ("memory", "work", "city", "climate", "war", "sea", "family", "food", "animals", "faith"),
    "art-culture": ("art", "music", "machines", "body", "time", "faith", "city", "sea", "memory", "food"),
    "free-format": ("machines", "youth", "space", "animals", "ghosts", "music", "city", "climate", "love", "body"),
}

MOODS = {
    "narrative": ("tender", "dark", "quiet", "light", "wild"),
    "documentary": ("quiet", "tender", "dark", "light", "solemn"),
    "art-culture": ("quiet", "wild", "light", "solemn", "tender"),
    "free-format": ("light", "wild", "dark", "quiet", "tender"),
}
"""The likely ones first."""

SILENT = {"narrative": 0.10, "documentary": 0.05, "art-culture": 0.45, "free-format": 0.30}
"""Share of works in which nobody speaks."""

# Country, language, weight; Korea apart.  The weights are invented.
ABROAD = """
US en 190, IN hi 120, CN zh 95, FR fr 82, IR fa 74, BR pt 66, GB en 62, DE de 58, IT it 55, ES es 50, JP ja 48, CA en 44, TR tr 40,
RU ru 36, MX es 34, TW zh 32, AR es 30, AU en 28, UA uk 26, PL pl 24, VN vi 24, ID id 22, PH tl 22, EG ar 20, NL nl 20, CO es 18,
PT pt 17, GR el 16, TH th 16, HK zh 15, SE sv 14, BE fr 14, CH de 14, NG en 14, RO ro 13, IL he 13, PK ur 12, BD bn 12, SG en 12,
AT de 11, CL es 11, PE es 10, ZA en 10, CZ cs 10, HU hu 9, MY ms 9, KZ kk 9, MA ar 8, KE en 8, DK da 8, NO no 7, FI fi 7, RS sr 7,
IE en 7, BG bg 6, GE ka 6, AM hy 6, UZ uz 6, LB ar 6, TN ar 5, SA ar 5, AE ar 5, IQ ar 5, JO ar 4, DZ ar 4, GH en 4, EC es 4, VE es 4,
UY es 4, CU es 3, HR hr 3, SK sk 3, SI sl 3, LT lt 3, LV lv 3, EE et 3, NZ en 3, LK si 3, NP ne 3, MN mn 3, KH km 2, MM my 2, KG ky 2,
AZ az 2, BY be 2, CY el 2, IS is 2, LU fr 2, BO es 2, PY es 2, CR es 2, GT es 2, DO es 2, ET am 2, UG en 2, TZ sw 2, RW rw 1, SN fr 1,
CI fr 1, CM fr 1, AL sq 1, BA bs 1, MK mk 1
"""

ADJECTIVES = """
Last=마지막, Paper=종이, Silent=고요한, Borrowed=빌린, Blue=푸른, Hollow=텅 빈, Second=두 번째, Electric=전기, Forgotten=잊힌, Glass=유리,
Slow=느린, Impossible=불가능한, Northern=북쪽, Salted=소금 친, Invisible=보이지 않는, Tiny=아주 작은, Unsent=부치지 못한, Golden=황금빛,
Restless=잠 못 드는, Synthetic=합성된, Distant=머나먼, Wooden=나무, Drowned=물에 잠긴, Lonely=외로운, Infinite=무한한, Broken=부서진,
Gentle=다정한, Velvet=벨벳, Stolen=훔친, Winter=겨울, Burning=타오르는, Floating=떠다니는, Nameless=이름 없는, Recursive=되풀이되는,
Analog=아날로그, Midnight=한밤의, Wandering=떠도는, Plastic=플라스틱, Sleeping=잠든, Unfinished=끝나지 않은, Hidden=숨겨진,
Copper=구리, Violet=보랏빛, Patient=참을성 많은, Sunken=가라앉은, First=첫 번째, Crooked=구부러진, Tender=여린
"""

NOUNS = """
Lighthouse=등대, Garden=정원, Mirror=거울, Operator=교환원, Tiger=호랑이, Library=도서관, Robot=로봇, Ferry=나룻배, Moon=달, Clock=시계,
Letter=편지, Orchard=과수원, Signal=신호, Mountain=산, River=강, Dream=꿈, Puppet=인형, Satellite=인공위성, Whale=고래, Staircase=계단,
Window=창문, Violin=바이올린, Desert=사막, Astronaut=우주인, Baker=제빵사, Crow=까마귀, Elevator=엘리베이터, Photograph=사진, Island=섬,
Market=시장, Dancer=무용수, Lantern=등불, Machine=기계, Painter=화가, Harbour=항구, Cloud=구름, Kitchen=부엌, Ghost=유령, Fox=여우, Bridge=다리,
Orchestra=악단, Snowman=눈사람, Archive=기록 보관소, Weaver=직조공, Planet=행성, Umbrella=우산, Radio=라디오, Carousel=회전목마, Forest=숲,
Shadow=그림자, Algorithm=알고리즘, Teacup=찻잔, Compass=나침반, Tortoise=거북, Balloon=풍선, Cathedral=성당, Postman=우체부, Piano=피아노,
Volcano=화산, Beekeeper=양봉가, Jellyfish=해파리, Locksmith=열쇠공, Mannequin=마네킹, Glacier=빙하
"""

PLACES = """
Goyang=고양, Busan=부산, Jeju=제주, Lisbon=리스본, Kyoto=교토, Valparaíso=발파라이소, Tbilisi=트빌리시, Nairobi=나이로비, Naples=나폴리,
Samarkand=사마르칸트, Reykjavík=레이캬비크, Kolkata=콜카타, Hanoi=하노이, Marseille=마르세유, Oaxaca=오악사카, Tehran=테헤란, Mars=화성, Saturn=토성,
Winter=겨울, Sleep=잠, Nowhere=아무 데도 아닌 곳, Tomorrow=내일, Glass=유리, Dust=먼지, Memory=기억, Rain=비, Salt=소금, Silence=침묵, Numbers=숫자,
Ash=재, Light=빛, Noise=소음
"""

VERBS = "Sings=노래할, Sleeps=잠들, Remembers=기억할, Forgets=잊을, Wakes=깨어날, Lies=거짓말할, Dances=춤출, Waits=기다릴, Disappears=사라질, Answers=대답할"

DEEDS = "Draw=그리는, Forget=잊는, Build=만드는, Follow=따라가는, Repair=고치는, Wake=깨우는, Hide=숨기는, Find=찾는"

MAKERS = ("Studio", "Lab", "Collective", "Pictures", "Works")


@cache
def table(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of an English word and its Korean one."""
    words = [entry.strip().split("=") for entry in text.replace("\n", " ").split(",") if entry.strip()]
    return tuple((english, korean) for english, korean in words)


def ends_in_consonant(korean: str) -> bool:
    """Whether the last syllable has a final consonant, which particles ask for."""
    return "가" <= korean[-1] <= "힣" and (ord(korean[-1]) - ord("가")) % 28 > 0


def titles(random: Random) -> Iterator[tuple[str, str]]:
    """Invented titles in English and Korean, none twice in either."""
    adjectives, nouns, places, verbs, deeds = map(table, (ADJECTIVES, NOUNS, PLACES, VERBS, DEEDS))

    def described() -> tuple[str, str]:
        one, noun = random.choice(adjectives), random.choice(nouns)
        return f"The {one[0]} {noun[0]}", f"{one[1]} {noun[1]}"

    def placed() -> tuple[str, str]:
        noun, place = random.choice(nouns), random.choice(places)
        return f"The {noun[0]} of {place[0]}", f"{place[1]}의 {noun[1]}"

    def joined() -> tuple[str, str]:
        one, other = random.sample(nouns, 2)
        return f"{one[0]} and {other[0]}", f"{with_and(one[1])} {other[1]}"

    def timed() -> tuple[str, str]:
        noun, verb = random.choice(nouns), random.choice(verbs)
        return f"When the {noun[0]} {verb[0]}", f"{noun[1]}{'이' if ends_in_consonant(noun[1]) else '가'} {verb[1]} 때"

    def taught() -> tuple[str, str]:
        noun, deed = random.choice(nouns), random.choice(deeds)
        article = "an" if noun[0][0] in "AEIOU" else "a"
        return (
            f"How to {deed[0]} {article} {noun[0]}",
            f"{noun[1]}{'을' if ends_in_consonant(noun[1]) else '를'} {deed[1]} 법",
        )

    def addressed() -> tuple[str, str]:
        one, noun = random.choice(adjectives), random.choice(nouns)
        return f"Dear {one[0]} {noun[0]}", f"{one[1]} {noun[1]}에게"

    shapes = (described, described, placed, placed, joined, timed, taught, addressed)
    taken: set[str] = set()
    while True:
        english, korean = random.choice(shapes)()
        if taken.isdisjoint((english, korean)):
            taken |= {english, korean}
            yield english, korean


def countries() -> list[tuple[str, str, int]]:
    """Country, language and number of works; those from abroad make up their total, each at least one."""
    rows = [entry.split() for entry in ABROAD.replace("\n", " ").split(",")]
    total = sum(int(weight) for _, _, weight in rows)
    shares = [(code, language, (FROM_ABROAD - len(rows)) * int(weight)) for code, language, weight in rows]
    counts = {code: 1 + share // total for code, _, share in shares}
    left = FROM_ABROAD - sum(counts.values())
    for code, _, _ in sorted(shares, key=lambda row: -(row[2] % total))[:left]:
        counts[code] += 1
    return [("KR", "ko", WORKS - FROM_ABROAD), *((code, language, counts[code]) for code, language, _ in shares)]


def runtime(random: Random, category: str) -> float:
    """Minutes, in halves: between two neighbouring tenth parts of the category's lengths."""
    tenths = LENGTHS[category]
    part = random.randrange(len(tenths) - 1)
    return round(2 * (tenths[part] + random.random() * (tenths[part + 1] - tenths[part]))) / 2


def spoken(random: Random, category: str, language: str) -> list[str]:
    """Languages heard: often none, sometimes English beside the country's own."""
    if random.random() < SILENT[category]:
        return []
    if language not in {"ko", "en"} and random.random() < 0.18:
        return ["en"]
    return [language, "en"] if language != "en" and random.random() < 0.06 else [language]


def moods(random: Random, category: str) -> str:
    """One mood, the likely ones more often."""
    return MOODS[category][min(random.randrange(5), random.randrange(5))]


class Makers:
    """Invented studios; a maker may enter one work in each category, and a few enter several."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names: set[str] = set()
        self.entered: dict[str, dict[str, set[str]]] = {}
        """Of each country, the categories that each of its makers has entered."""

    def of(self, country: str, category: str) -> str:
        """Who made the work: somebody of the country with something else entered, or somebody new."""
        home = self.entered.setdefault(country, {})
        again = [name for name, seen in home.items() if category not in seen]
        name = self.random.choice(again) if again and self.random.random() < 0.12 else self._new()
        home.setdefault(name, set()).add(category)
        return name

    def _new(self) -> str:
        while True:
            adjective, noun = self.random.choice(table(ADJECTIVES)), self.random.choice(table(NOUNS))
            name = f"{adjective[0]} {noun[0]} {self.random.choice(MAKERS)}"
            if name not in self.names:
                self.names.add(name)
                return name


def works(random: Random) -> Iterator[dict[str, Any]]:
    """Every work, in order of entry."""
    homes = mixed(random, [((code, language), count) for code, language, count in countries()])
    categories = mixed(random, CATEGORIES)
    ratings = mixed(random, RATINGS)
    makers = Makers(random)
    named = titles(random)
    for number, ((country, language), category, rating) in enumerate(zip(homes, categories, ratings, strict=True), 1):
        english, korean = next(named)
        heard = spoken(random, category, language)
        subtitles = [] if not heard or heard[0] in {"en", "ko"} else ["en"]
        yield {
            "id": f"e{number:04d}",
            "title": both(english, korean),
            "directors": [makers.of(country, category)],
            "country": country,
            "runtime": runtime(random, category),
            "category": category,
            "rating": rating,
            "languages": heard,
            "subtitles": subtitles,
            "themes": random.sample(SUBJECTS[category], random.choice((1, 1, 2, 2, 3))),
            "mood": moods(random, category),
        }


HEAD = """\
# The open call of the 1st Korea AI International Film Festival: 2,067 works, still without a programme.
# Written by tests/generators/kaiff_open.py; do not edit.  README.md tells what is fact and what is invented.

showgrid: 1

festival:
  id: kaiff-open
  name: {en: "K-AIFF: the 2,067 entries", ko: "대한민국 AI 국제영화제: 출품작 2,067편"}
  timezone: Asia/Seoul
  grid: 5

days: # invented: a week of open screenings, for the blocks that these works will make
  - {date: 2024-10-21, open: "10:00", close: "22:00"}
  - {date: 2024-10-22, open: "10:00", close: "22:00"}
  - {date: 2024-10-23, open: "10:00", close: "22:00"}
  - {date: 2024-10-24, open: "10:00", close: "22:00"}

venues:
  - {id: kintex, name: {en: "KINTEX, Exhibition Center 2", ko: 킨텍스 제2전시장}}

rooms: # invented
  - {id: hall-1, venue: kintex, name: {en: Hall 1, ko: 1홀}, capacity: 200, turnaround: 15}
  - {id: hall-2, venue: kintex, name: {en: Hall 2, ko: 2홀}, capacity: 150, turnaround: 15}
  - {id: hall-3, venue: kintex, name: {en: Hall 3, ko: 3홀}, capacity: 100, turnaround: 15}
  - {id: hall-4, venue: kintex, name: {en: Hall 4, ko: 4홀}, capacity: 100, turnaround: 15}
  - {id: hall-5, venue: kintex, name: {en: Hall 5, ko: 5홀}, capacity: 60, turnaround: 15}

films:
"""


def line(work: dict[str, Any]) -> str:
    """One work on one line."""
    text: str = yaml.dump(
        work, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=True
    )
    return f"  - {text}"


def generate(seed: int = SEED) -> str:
    """The whole document as YAML."""
    return HEAD + "".join(line(work) for work in works(Random(seed)))


if __name__ == "__main__":
    write("kaiff-open", generate())
