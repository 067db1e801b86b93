"""What generators share: invented people and titles, quotas, and how a document is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

from .words import ADJECTIVES, FAMILY, FRAMES, GIVEN, LANGUAGE, MATTERS, NOUNS, PLACES, Pairs

FIXTURES = Path(__file__).parents[2] / "fixtures"

Item = dict[str, Any]
NUMBERS = ("II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
T = TypeVar("T")


# -- texts --------------------------------------------------------------------------------------


def both(english: str, korean: str) -> Item:
    """One name in two languages."""
    return {"en": english, "ko": korean}


def slug(text: str) -> str:
    """An id made of an English text: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")


def with_and(korean: str) -> str:
    """The Korean word with the "and" that its last syllable asks for."""
    final = (ord(korean[-1]) - ord("가")) % 28 if "가" <= korean[-1] <= "힣" else 0
    return korean + ("과" if final else "와")


class Unique:
    """Draws until it gets something new."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, draw: Any) -> Any:
        """The first drawn (key, …) whose key is new.  ``RuntimeError`` if words and numbers run out."""
        for _ in range(2000):
            made = draw()
            if made[0] not in self.taken:
                self.taken.add(made[0])
                return made
        return self._numbered(made)

    def _numbered(self, made: tuple[str, ...]) -> tuple[str, ...]:
        """One that there is already, with the first number that nobody has: the word lists are used up."""
        for number in NUMBERS:
            again = tuple(f"{text} {number}" for text in made)
            if again[0] not in self.taken:
                self.taken.add(again[0])
                return again
        raise RuntimeError("the word lists are too short")


class Titles:
    """Invented titles of films, each once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.unique = Unique()

    def film(self) -> Item:
        """A title such as "The Last Ferry" in both languages."""
        shape = self.random.choice((self._described, self._joined, self._framed))
        english, korean = self.unique.take(shape)
        return both(english, korean)

    def about(self, subjects: Pairs, frames: Pairs) -> Item:
        """A title of a talk on one of the subjects."""
        english, korean = self.unique.take(lambda: self._filled(subjects, frames))
        return both(english, korean)

    def _described(self) -> tuple[str, str]:
        adjective, noun = self.random.choice(ADJECTIVES), self.random.choice(NOUNS)
        return f"{adjective[0]} {noun[0]}", f"{adjective[1]} {noun[1]}"

    def _joined(self) -> tuple[str, str]:
        one, other = self.random.sample(MATTERS, 2)
        return f"{one[0]} and {other[0]}", f"{with_and(one[1])} {other[1]}"

    def _framed(self) -> tuple[str, str]:
        return self._filled(PLACES, FRAMES)

    def _filled(self, subjects: Pairs, frames: Pairs) -> tuple[str, str]:
        subject, frame = self.random.choice(subjects), self.random.choice(frames)
        return frame[0].format(subject[0]), frame[1].format(subject[1])


class People:
    """Invented people, each once; they become entries of the document's ``people``."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.unique = Unique()
        self.made: list[Item] = []

    def person(self, country: str, **more: Any) -> Item:
        """A new person of that country; ``more`` are further fields of the entry."""
        english, korean = self.unique.take(lambda: self._name(country))
        entry = {"id": slug(english), "name": both(english, korean), **more}
        self.made.append(entry)
        return entry

    def _name(self, country: str) -> tuple[str, str]:
        given, family = self.random.choice(GIVEN[country]), self.random.choice(FAMILY[country])
        korean = family[1] + given[1] if country == "KR" else f"{given[1]} {family[1]}"
        return f"{given[0]} {family[0]}", korean


def language_of(country: str) -> str:
    """Code of the language spoken in most films of that country."""
    return LANGUAGE[country]


# -- numbers ------------------------------------------------------------------------------------


def quota(share: float, total: int) -> int:
    """The whole number nearest to that share of a total."""
    return int(share * total + 0.5)


def mixed(random: Random, counts: Iterable[tuple[T, int]]) -> list[T]:
    """Each value as often as its count says, shuffled."""
    values = [value for value, count in counts for _ in range(count)]
    random.shuffle(values)
    return values


def weighted(random: Random, shares: Sequence[tuple[T, int]]) -> T:
    """One of the values, each in proportion to its share."""
    return random.choices([value for value, _ in shares], [share for _, share in shares])[0]


def clock(minutes: int) -> str:
    """HH:MM of minutes after midnight; 25:30 is on the next day."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


# -- writing ------------------------------------------------------------------------------------


class _Writer(yaml.CSafeDumper):
    """Repeats in full what occurs twice."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never an anchor: organisers read this."""
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        """On one line if it holds only plain values."""
        node = super().represent_mapping(tag, mapping, flow_style)
        node.flow_style = all(isinstance(value, yaml.ScalarNode) for _, value in node.value)
        return node

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        """On one line if it holds only plain values."""
        node = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = all(isinstance(value, yaml.ScalarNode) for value in node.value)
        return node


def _text(writer: yaml.CSafeDumper, value: str) -> yaml.ScalarNode:
    """Dates and times in quotes, whatever a reader of older YAML would take them for."""
    style = '"' if re.match(r"\d+[-:]\d", value) else None
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Writer.add_representer(str, _text)


def text_of(document: Item) -> str:
    """The document as YAML: one line for an entry that holds only plain values."""
    return yaml.dump(document, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=110)


def write(name: str, text: str) -> Path:
    """Put the text in the fixture's folder, with the line ends of this repository."""
    path = FIXTURES / name / "festival.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
