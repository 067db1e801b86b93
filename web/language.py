"""The language of the answer."""

from __future__ import annotations

from typing import Any

from flask import request, session

from web import words


def lang() -> str:
    """As the address says (``?lang=ko``), else as chosen, else as the browser prefers."""
    chosen = asked if (asked := request.args.get("lang")) in words.LANGUAGES else session.get("lang")
    if chosen in words.LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(words.LANGUAGES) or "en"


def say(key: str, **facts: Any) -> str:
    """One text in it."""
    return words.text(lang(), key, **facts)
