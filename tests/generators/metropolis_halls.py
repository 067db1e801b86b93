"""Metropolis: buildings and halls as data; a large festival also uses those further out."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from .common import both
from .words import pairs

VENUES = {
    "palace": (both("Palace Theatre", "팰리스극장"), both("1 Opera Square", "오페라광장 1")),
    "riverside": (both("Riverside Multiplex", "강변시네마"), both("88 River Road", "강변로 88")),
    "station": (both("Central Station Cinemas", "중앙역시네마"), both("4 Station Street", "역전길 4")),
    "cinematheque": (
        both("Metropolis Cinematheque", "메트로폴리스 시네마테크"),
        both("21 Archive Lane", "아카이브길 21"),
    ),
    "arts": (both("City Arts Centre", "시립아트센터"), both("7 Museum Park", "박물관공원 7")),
    "library": (both("Public Library", "시립도서관"), both("30 Book Street", "책방길 30")),
    "harbour": (both("Harbour Multiplex", "항구시네마"), both("2 Quay Street", "부둣길 2")),
    "stadium": (both("Stadium Hall", "체육관홀"), both("100 League Avenue", "리그대로 100")),
    "market": (both("Market Cinemas", "시장극장"), both("15 Lantern Alley", "등불골목 15")),
    "university": (both("University Theatre", "대학극장"), both("9 Campus Gate", "교문길 9")),
    "northgate": (both("Northgate Multiplex", "북문시네마"), both("63 Wall Street", "성벽길 63")),
    "garden": (both("Garden Cinemas", "정원극장"), both("41 Orchard Road", "과수원길 41")),
}
GEO: dict[str, list[float]] = {
    "palace": [37.5612, 126.9961], "riverside": [37.5581, 127.0044], "station": [37.5554, 126.9722],
    "cinematheque": [37.5668, 126.9919], "arts": [37.5597, 126.9885], "library": [37.5702, 126.9830],
    "harbour": [37.5540, 127.0090], "stadium": [37.5650, 127.0080], "market": [37.5705, 126.9995],
    "university": [37.5735, 126.9900], "northgate": [37.5740, 126.9790], "garden": [37.5620, 126.9740],
}  # fmt: skip

WALKS: dict[tuple[str, str], int] = {
    ("palace", "riverside"): 10, ("palace", "station"): 20, ("palace", "cinematheque"): 8, ("palace", "arts"): 8,
    ("palace", "library"): 15, ("riverside", "station"): 25, ("riverside", "cinematheque"): 15, ("riverside", "arts"): 15,
    ("riverside", "library"): 22, ("station", "cinematheque"): 18, ("station", "arts"): 14, ("station", "library"): 20,
    ("cinematheque", "arts"): 10, ("cinematheque", "library"): 9, ("arts", "library"): 12,
}  # fmt: skip

WALK_A_DEGREE = (1_650, 1_300)
"""Minutes on foot for a degree of latitude and one of longitude, detours included."""


def _walk(one: str, other: str) -> int:
    """Minutes between two buildings, as far as their places tell."""
    north, east = (abs(GEO[one][axis] - GEO[other][axis]) * WALK_A_DEGREE[axis] for axis in (0, 1))
    return min(45, max(5, round(hypot(north, east))))


WALKS |= {pair: _walk(*pair) for pair in combinations(VENUES, 2) if pair not in WALKS}

# id, seats, held back, abilities beside dcp, turnaround, hours, days closed
HALLS = """
palace-1        900  60  35mm atmos stage   30  palace  -
riverside-1     420  30  atmos stage        25  late    -
riverside-2     320  20  atmos              25  late    -
riverside-3     260  15  -                  20  late    -
riverside-4     220  10  -                  20  plain   -
riverside-5     180  10  -                  20  plain   -
riverside-6     150  10  -                  20  plain   -
riverside-7     120   5  -                  20  short   -
riverside-8      90   5  -                  15  short   4,5,6
station-1       340  20  atmos              25  late    -
station-2       240  10  -                  20  plain   -
station-3       200  10  -                  20  press   -
station-4       180  10  -                  20  press   -
station-5       140   5  -                  20  press   -
station-6       100   5  -                  15  short   4,5
cinematheque-1  310  15  35mm               25  plain   4
cinematheque-2  180  10  35mm               20  plain   4
cinematheque-3   80   5  -                  15  short   4
arts-1          600  40  35mm atmos stage   30  late    5
arts-2          200  10  stage              20  museum  -
arts-3          120   5  -                  20  museum  -
library-1       250  10  stage              20  museum  4
library-2        90   5  -                  15  museum  4
library-3        60   0  -                  15  museum  4
"""
"""Of the usual festival, all of them; of a smaller one those that are needed first."""

FURTHER = """
harbour-1       700  40  atmos stage        30  late    -
harbour-2       380  20  atmos              25  late    -
harbour-3       260  15  -                  20  late    -
harbour-4       210  10  -                  20  plain   -
harbour-5       170  10  -                  20  plain   -
harbour-6       120   5  -                  20  plain   -
stadium-1       850  50  35mm atmos stage   30  late    -
market-1        320  20  35mm               25  plain   -
market-2        240  10  -                  20  plain   -
market-3        180  10  -                  20  plain   -
market-4        140   5  -                  20  plain   4
market-5         90   5  -                  15  short   4
university-1    360  20  35mm stage         25  plain   -
university-2    220  10  stage              20  museum  -
university-3    160  10  stage              20  museum  -
university-4    110   5  stage              20  museum  -
university-5     70   0  -                  15  museum  5
northgate-1     500  30  atmos stage        25  late    -
northgate-2     300  20  atmos              25  late    -
northgate-3     240  15  -                  20  late    -
northgate-4     200  10  -                  20  plain   -
northgate-5     160  10  -                  20  plain   -
northgate-6     120   5  -                  20  plain   -
garden-1        340  20  atmos              25  late    -
garden-2        240  10  35mm               20  plain   -
garden-3        180  10  -                  20  plain   -
garden-4        140   5  -                  20  plain   -
garden-5        100   5  -                  15  short   5
stadium-2       260  15  -                  20  plain   -
stadium-3       180  10  -                  20  plain   -
market-6        120   5  -                  20  plain   -
university-6    130   5  stage              20  museum  -
harbour-7       150   5  -                  20  plain   -
northgate-7     140   5  -                  20  plain   -
garden-6        160  10  -                  20  plain   -
harbour-8       190  10  -                  20  plain   -
market-7        200  10  -                  20  plain   -
stadium-4       220  10  -                  20  plain   -
"""
"""Of a larger festival, in this order."""

NEEDED_FIRST = [
    "palace-1",
    "riverside-1",
    "riverside-2",
    "riverside-3",
    "station-1",
    "cinematheque-1",
    "arts-2",
    "station-3",
    "library-1",
    "station-4",
    "arts-1",
    "riverside-4",
    "cinematheque-2",
    "library-2",
    "station-2",
    "riverside-5",
    "arts-3",
    "riverside-6",
    "station-5",
    "library-3",
    "riverside-7",
    "riverside-8",
    "station-6",
    "cinematheque-3",
]
"""The usual halls as a smaller festival would take them."""

SHORT_NAMES = dict(
    pairs(
        "palace=팰리스, riverside=강변, station=중앙역, cinematheque=시네마테크, arts=아트센터, library=도서관,"
        "harbour=항구, stadium=체육관, market=시장, university=대학, northgate=북문, garden=정원"
    )
)
