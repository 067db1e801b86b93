"""Korean and English: one file of texts a language, with the same keys."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from scheduler.particles import particled

LANGUAGES = ("ko", "en")
OWN_NAMES = {"ko": "한국어", "en": "English"}


@cache
def texts(lang: str) -> dict[str, str]:
    """Every text of a language under its dotted key."""
    data = tomllib.loads((files(__name__) / f"{lang}.toml").read_text("utf-8"))
    return {f"{area}.{key}": text for area, entries in data.items() for key, text in entries.items()}


def text(lang: str, key: str, **facts: Any) -> str:
    """One text, in Korean with the particles that fit.  ``KeyError`` if there is none: a page must not show a key."""
    filled = texts(lang)[key].format(**facts)
    return particled(filled) if lang == "ko" and facts else filled


def both(key: str, **facts: Any) -> dict[str, str]:
    """One text in every language; a fact may be a mapping of texts itself."""

    def fact(value: Any, lang: str) -> Any:
        return value[lang] if isinstance(value, dict) else value

    return in_every(lambda lang: text(lang, key, **{name: fact(value, lang) for name, value in facts.items()}))


def in_every(said: Callable[[str], str]) -> dict[str, str]:
    """What is said in a language, of every language."""
    return {lang: said(lang) for lang in LANGUAGES}
