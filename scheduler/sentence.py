"""Sentences for people, in Korean and English, filled in only when somebody reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Protocol, runtime_checkable

from scheduler.fields import text_in
from scheduler.particles import particled

Lang = Literal["en", "ko"]


@runtime_checkable
class Named(Protocol):
    """What has a name in several languages: a room, a showing."""

    def name(self, lang: str = "en") -> str:
        """Its name in that language."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the document has it, in one or more languages, or else its id."""

    names: str | Mapping[str, str] | None
    otherwise: str = ""

    def name(self, lang: str = "en") -> str:
        """In that language, in another, else the id."""
        return text_in(self.names, lang) or self.otherwise


@dataclass(frozen=True, slots=True)
class Mention:
    """What a rule calls by its id: an entry of a list of the document, such as ("sessions", "opening").

    Its name is known only with the festival: see ``Sentence.naming``.
    """

    of: str
    id: str

    def name(self, lang: str = "en") -> str:
        """The id."""
        return self.id


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Whole sentences, one after the other."""

    sentences: tuple[Sentence, ...]

    def name(self, lang: str = "en") -> str:
        """All of them in that language."""
        return " ".join(one.text(lang) for one in self.sentences)

    def naming(self, named: Callable[[Mention], Named]) -> Paragraph:
        """With names for what they mention."""
        return Paragraph(tuple(one.naming(named) for one in self.sentences))


WEEKDAYS = {"en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "ko": tuple("월화수목금토일")}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    at: date

    def name(self, lang: str = "en") -> str:
        """``Fri 25 Oct``, ``10월 25일(금)``."""
        if lang == "ko":
            return f"{self.at.month}월 {self.at.day}일({WEEKDAYS['ko'][self.at.weekday()]})"
        return f"{WEEKDAYS['en'][self.at.weekday()]} {self.at.day} {MONTHS[self.at.month - 1]}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time, with its day where the festival has several."""

    at: datetime
    dated: bool

    def name(self, lang: str = "en") -> str:
        """``13:00``, ``Fri 25 Oct 13:00``, ``10월 25일(금) 13:00``."""
        return f"{Day(self.at.date()).name(lang)} {self.at:%H:%M}" if self.dated else f"{self.at:%H:%M}"


_SINGULAR = {
    "days": "day",
    "minutes": "minute",
    "events": "event",
    "minutes lie": "minute lies",
    "people": "person",
    "people find": "person finds",
    "people want": "person wants",
    "rooms": "room",
    "rows": "row",
    "seats stay": "seat stays",
    "sessions": "session",
    "showings": "showing",
}
_COUNTED = re.compile(r"\{(\w+)\} (" + "|".join(sorted(_SINGULAR, key=len, reverse=True)) + r")\b")


class Sentence:
    """A sentence with gaps, in both languages.

    Facts may be numbers, texts, things with a name, or lists of them.
    """

    __slots__ = ("_facts", "_templates")

    def __init__(self, en: str, ko: str, **facts: Any) -> None:
        self._templates = {"en": en, "ko": ko}
        self._facts = facts

    def text(self, lang: str = "en") -> str:
        """The sentence in that language."""
        template = self._templates.get(lang) or self._templates["en"]
        if lang != "ko":
            template = _COUNTED.sub(self._one, template)
        filled = template.format(**{name: _shown(fact, lang) for name, fact in self._facts.items()})
        return particled(filled) if lang == "ko" else filled

    def _one(self, found: re.Match[str]) -> str:
        """What is counted, in the singular if it is one."""
        return f"{{{found[1]}}} {_SINGULAR[found[2]]}" if self._facts.get(found[1]) == 1 else found[0]

    @property
    def facts(self) -> Iterator[Any]:
        """What fills the gaps, of a list one after the other: whom and what it is about."""
        for fact in self._facts.values():
            yield from fact if isinstance(fact, list | tuple) else (fact,)

    def naming(self, named: Callable[[Mention], Named]) -> Sentence:
        """The same with names for what it mentions."""
        facts = {name: _naming(fact, named) for name, fact in self._facts.items()}
        return Sentence(self._templates["en"], self._templates["ko"], **facts)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"Sentence({self.text()!r})"


def _naming(fact: Any, named: Callable[[Mention], Named]) -> Any:
    if isinstance(fact, Mention):
        return named(fact)
    if isinstance(fact, (Sentence, Paragraph)):
        return fact.naming(named)
    if isinstance(fact, (list, tuple)):
        return [_naming(one, named) for one in fact]
    return fact


def _shown(fact: Any, lang: str) -> Any:
    if isinstance(fact, (str, int)):
        return fact
    if isinstance(fact, Sentence):
        return fact.text(lang)
    if isinstance(fact, Named):
        return fact.name(lang)
    if isinstance(fact, Mapping):
        return text_in(fact, lang)
    if isinstance(fact, (list, tuple, set, frozenset)):
        return ", ".join(str(_shown(one, lang)) for one in fact)
    return fact
