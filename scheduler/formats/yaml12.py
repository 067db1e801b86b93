"""YAML as of 1.2: ``no``, ``on``, ``10:00`` and dates are text, as organisers mean them.

Keys are always text, and a number with leading zeros stays text, because it is a code or a
telephone number.  Lines are looked up by reading once more, only when there is something to
complain about.
"""

from __future__ import annotations

from typing import Any

from scheduler.findings import Where, dotted
from scheduler.formats.source import Source, decoded
from scheduler.formats.yaml_read import Builder
from scheduler.formats.yaml_write import written


def read(data: bytes) -> Source:
    """A YAML document as plain data."""
    text = decoded(data)
    content = Builder(text).build()
    return Source(content, _Places(text, content))


def write(document: dict[str, Any]) -> bytes:
    """A document that readers of YAML 1.1 and of 1.2 understand alike."""
    return written(document).encode()


class _Places:
    """Places as dotted paths with the line, found by reading again with lines kept."""

    def __init__(self, text: str, content: Any) -> None:
        self.text, self.content = text, content
        self.lines: dict[Where, int] | None = None

    def __call__(self, where: Where) -> str:
        line = self._line(where)
        path = dotted(where, self.content)
        return f"{path}, line {line}" if path else f"line {line}"

    def _line(self, where: Where) -> int:
        if self.lines is None:
            tracked = Builder(self.text, track=True)
            tracked.build()
            self.lines = tracked.lines or {}
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)
