"""What was wrong in another program's file, what was guessed, and what was left out; in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from scheduler.sentence import Sentence

Sort = Literal["wrong", "guessed", "left out"]
SORTS: dict[Sort, dict[str, str]] = {
    "wrong": {"en": "wrong", "ko": "오류"},
    "guessed": {"en": "guessed", "ko": "추정"},
    "left out": {"en": "left out", "ko": "제외"},
}
PLACES = 6
"""Places that are named when one sentence is true of many."""


@dataclass(frozen=True)
class Note:
    """One thing that the person who imports should know."""

    sort: Sort
    place: str
    """Where in the file: a line, a cell, a path; with what stands there is called.  Empty = the whole file."""
    sentence: Sentence

    def text(self, lang: str = "en") -> str:
        """A line for people."""
        place = f"{self.place}: " if self.place else ""
        return f"{SORTS[self.sort][lang]}: {place}{self.sentence.text(lang)}"


@dataclass
class Notes:
    """All of them, in the order found."""

    every: list[Note] = field(default_factory=list)

    def wrong(self, place: str, en: str, ko: str, **facts: Any) -> None:
        """Something in the file is not as it should be, though it could be read."""
        self.every.append(Note("wrong", place, Sentence(en, ko, **facts)))

    def guessed(self, place: str, en: str, ko: str, **facts: Any) -> None:
        """Something was not said, and taken to be so."""
        self.every.append(Note("guessed", place, Sentence(en, ko, **facts)))

    def left_out(self, place: str, en: str, ko: str, **facts: Any) -> None:
        """Something could not be understood or kept."""
        self.every.append(Note("left out", place, Sentence(en, ko, **facts)))


def told(notes: list[Note], lang: str = "en") -> Iterator[str]:
    """A line for each; what is true of many places is told once, with the first of them."""
    groups: dict[tuple[Sort, str], list[str]] = {}
    for note in notes:
        groups.setdefault((note.sort, note.sentence.text(lang)), []).append(note.place)
    for (sort, sentence), every in groups.items():
        places = list(dict.fromkeys(place for place in every if place))
        yield f"{SORTS[sort][lang]}: {_listed(places, lang)}{sentence}"


def _listed(places: list[str], lang: str) -> str:
    if not places:
        return ""
    rest = len(places) - PLACES
    tail = {"en": f" and {rest} more", "ko": f" 외 {rest}곳"}[lang] if rest > 0 else ""
    return f"{', '.join(places[:PLACES])}{tail}: "
