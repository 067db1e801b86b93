"""What is taken from outside: data that every database can keep, and numbers that it can count to."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST = 2**31 - 1


class Plain(DefaultJSONProvider):
    """JSON as its standard has it: no NaN, no half of a letter, no NUL, and not nested beyond all reason."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The data.  ``ValueError`` for what is no JSON, or could not be kept."""
        try:
            found = json.loads(s, parse_constant=_refused, **kwargs)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None
        if "\\u" in (s if isinstance(s, str) else s.decode(errors="replace")):
            text = json.dumps(found, ensure_ascii=False)
            text.encode()  # half of a letter: a UnicodeEncodeError is a ValueError
            if "\\u0000" in text:
                raise ValueError("it has the letter NUL")
        return found


class Whole(IntegerConverter):
    """A whole number in an address, as large as databases have them; more is 404."""

    def to_python(self, value: str) -> int:
        """``ValidationError``, so 404, if it is too large."""
        found: int = super().to_python(value)
        if found > LARGEST:
            raise ValidationError
        return found


def _refused(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")
