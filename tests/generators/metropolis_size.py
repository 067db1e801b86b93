"""Metropolis: how many of everything a programme of so many showings has.

At 600 showings it is the committed festival.  Smaller and larger ones keep its proportions, but for what
does not grow with a festival: two competitions of ten films, two directors in focus, one opening, one
night; galas grow with the root.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import TypeVar

K = TypeVar("K")

USUAL = 600
"""Showings of the committed festival."""
SMALLEST, LARGEST = 120, 2_500
"""Showings for which there are halls enough, and not too few of anything."""
FILMS = {
    "gala": 10, "world-competition": 10, "korean-competition": 10, "panorama": 45, "korea-now": 30, "documentary": 25,
    "midnight": 15, "children": 12, "classics": 15, "focus": 10, "visions": 10, "new-voices": 9,
}  # fmt: skip
"""Of each section."""
STEADY = ("gala", "world-competition", "korean-competition", "focus")
"""Sections that do not grow as the festival does."""
THRICE = ("gala", "world-competition", "korean-competition")
"""Sections of which every film is shown three times."""
REPEATS = {1: 22, 2: 58, 3: 77, 4: 14}
"""Films of all other sections by number of showings."""
GALA_PRESS = 4
"""Galas that the press sees first."""
SINGLE = 1 + 1 + 2 + 3
"""Showings of the opening, the closing, the opening film again, and the all-night bill."""


@dataclass(frozen=True)
class Size:
    """So many of everything."""

    showings: int
    films: Mapping[str, int]
    repeats: Mapping[int, int]
    shorts: int
    """Blocks of shorts, each shown four times."""
    talks: int

    @property
    def share(self) -> float:
        """Of the committed festival."""
        return self.showings / USUAL

    def of(self, usual: int, least: int = 1) -> int:
        """What the committed festival has so many of, rounded up."""
        return max(least, ceil(usual * self.share))


def size_of(showings: int = USUAL) -> Size:
    """The size of a festival with exactly so many showings.  ``ValueError`` for one that there is none of."""
    if not SMALLEST <= showings <= LARGEST:
        raise ValueError(f"{showings} showings are too few or too many; ask for {SMALLEST} to {LARGEST}")
    share = showings / USUAL
    steady = {name: _steady(name, share) for name in STEADY}
    shorts, talks = max(2, round(8 * share)), max(5, round(22 * share))
    fixed = SINGLE + sum(3 * steady[name] for name in THRICE) + 4 * shorts + talks
    fixed += GALA_PRESS + steady["world-competition"] + steady["korean-competition"]
    left = showings - fixed
    films = round(left * sum(REPEATS.values()) / sum(times * count for times, count in REPEATS.items()))
    growing = {name: count for name, count in FILMS.items() if name not in STEADY}
    counts = steady | shared(growing, films - steady["focus"])
    repeats = _exactly(shared(REPEATS, films), left)
    return Size(showings, {name: counts[name] for name in FILMS}, repeats, shorts, talks)


def _steady(name: str, share: float) -> int:
    grown = sqrt(share) if name == "gala" and share > 1 else min(1.0, share)
    return max(4, round(FILMS[name] * grown))


def shared(shares: Mapping[K, int], total: int) -> dict[K, int]:
    """A whole number divided in proportion, the largest remainders first."""
    exact = {key: total * share / sum(shares.values()) for key, share in shares.items()}
    made = {key: floor(value) for key, value in exact.items()}
    by_rest = sorted(exact, key=lambda key: made[key] - exact[key])
    for key in by_rest[: total - sum(made.values())]:
        made[key] += 1
    return made


def _exactly(repeats: dict[int, int], showings: int) -> dict[int, int]:
    """The same films with exactly so many showings: some are shown once more, or once less."""
    missing = showings - sum(times * count for times, count in repeats.items())
    step = 1 if missing > 0 else -1
    order = (2, 3, 1) if missing > 0 else (3, 2, 4)
    for _ in range(abs(missing)):
        times = next(times for times in order if repeats[times])
        repeats[times] -= 1
        repeats[times + step] += 1
    return repeats
