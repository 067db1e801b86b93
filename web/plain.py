"""What is taken from outside: data that every database can keep, and numbers that it can count to."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST = 2**31 - 1


def loads(text: str | bytes, **kwargs: Any) -> Any:
    """Data as JSON's standard has it: no NaN, no half of a letter, no NUL, nor nested without end; ``ValueError``."""
    try:
        found = json.loads(text, parse_constant=_refused, **kwargs)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if "\\u" in (text if isinstance(text, str) else text.decode(errors="replace")):
        again = json.dumps(found, ensure_ascii=False)
        again.encode()  # half of a letter: a UnicodeEncodeError is a ValueError
        if "\\u0000" in again:
            raise ValueError("it has the letter NUL")
    return found


class Plain(DefaultJSONProvider):
    """JSON that every database can keep."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The data.  ``ValueError`` for what is no JSON, or could not be kept."""
        return loads(s, **kwargs)


class Whole(IntegerConverter):
    """A whole number in an address, as large as databases have them; more is 404."""

    def to_python(self, value: str) -> int:
        """``ValidationError``, so 404, if it is too large."""
        found: int = super().to_python(value)
        if found > LARGEST:
            raise ValidationError
        return found


def whole(text: str, otherwise: int) -> int:
    """The whole number that somebody typed; ``otherwise`` if it is none, or more than databases can hold."""
    found = int(text) if text.isdecimal() and len(text) <= len(str(LARGEST)) else otherwise
    return found if found <= LARGEST else otherwise


def counted(given: Any, otherwise: int) -> int:
    """The whole number that a program sent; ``otherwise`` if it is none, or more than databases can hold."""
    fits = isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= LARGEST
    return given if fits else otherwise


def _refused(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")
