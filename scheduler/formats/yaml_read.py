"""Plain data from the events of PyYAML's C parser, by the core schema of YAML 1.2.

No recursion, so that nesting cannot exhaust the stack; aliases are counted as often as they are
used, so that a page of them cannot become a million entries.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any

import yaml
from yaml._yaml import CParser  # type: ignore[import-not-found,unused-ignore]  # a C module without types

from scheduler.faults import Fault, FestivalError
from scheduler.formats.source import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.findings import Where

MOST = 2_000_000
"""Entries, those that aliases repeat included; the largest real programme known has 300,000."""

_NUMBER = re.compile(
    r"(?P<int>[-+]?(?:0|[1-9][0-9]*))|(?P<oct>0o[0-7]+)|(?P<hex>0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_WORDS: dict[str, object] = {"": None, "~": None}
_WORDS |= dict.fromkeys(("null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True)
_WORDS |= dict.fromkeys(("false", "False", "FALSE"), False)
_MARK = "tag:yaml.org,2002:"


def plain(text: str) -> object:
    """What an unquoted scalar means."""
    if text in _WORDS:
        return _WORDS[text]
    if not (found := _NUMBER.fullmatch(text)) or len(text) > 400:
        return text
    if found.lastgroup == "int":
        return int(text)
    if found.lastgroup == "float":
        return float(text) if isfinite(float(text)) else text
    return int(text, 0)


_plain = lru_cache(maxsize=65536)(plain)


class Builder:
    """Puts the events of one document together; ``track`` keeps the line of every place."""

    def __init__(self, text: str, track: bool = False) -> None:
        self.text = text
        self.lines: dict[Where, int] | None = {} if track else None
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.count = 0
        self.faults: list[Fault] = []

    def build(self) -> Any:
        """The document.  ``FestivalError`` if there is none, or more than one."""
        try:
            found = self._documents()
        except yaml.MarkedYAMLError as error:
            raise FestivalError([*self.faults, _unreadable(self.text, error)]) from None
        except yaml.reader.ReaderError as error:
            raise FestivalError([_odd_character(self.text, error)]) from None
        if self.faults:
            raise FestivalError(self.faults)
        return found

    def _documents(self) -> Any:
        events = _events(self.text)
        root: list[Any] = []
        open_: list[_Open] = []
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                value: Any = self._scalar(event)
                size = 1
            elif kind is yaml.AliasEvent:
                value, size = self._alias(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                open_.append(self._opened(event, open_))
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = open_.pop()
                value, size, event = done.value, self.count - done.before, done.event
            elif kind is yaml.DocumentStartEvent and root:
                self._stop(event, "a second document begins here; a festival is one document, so take the '---' out")
            else:
                continue
            self._count(event, size if kind is yaml.AliasEvent else 1)
            if event.anchor and kind is not yaml.AliasEvent:
                self.anchors[event.anchor] = value, size
            if open_:
                self._put(open_[-1], event, value)
            else:
                root.append(value)
        return root[0] if root else None

    def _scalar(self, event: Any) -> Any:
        tag = event.tag
        if tag is None or tag == "!":
            return _plain(event.value) if event.implicit[0] and tag is None else event.value
        if tag == f"{_MARK}str":
            return event.value
        if tag in (f"{_MARK}int", f"{_MARK}float", f"{_MARK}bool", f"{_MARK}null"):
            return _plain(event.value)
        return self._stop(event, f"the tag {tag!r} means nothing here; take it out")

    def _alias(self, event: Any) -> tuple[Any, int]:
        if event.anchor not in self.anchors:
            self._stop(event, f"there is no anchor '&{event.anchor}' above this line, or it is not yet complete")
        return self.anchors[event.anchor]

    def _opened(self, event: Any, open_: list[_Open]) -> _Open:
        if len(open_) >= DEEPEST:
            self._stop(event, f"this is nested more than {DEEPEST} levels deep")
        if event.tag not in (None, "!", f"{_MARK}map", f"{_MARK}seq"):
            self._stop(event, f"the tag {event.tag!r} means nothing here; take it out")
        where = self._where(open_[-1]) if open_ and self.lines is not None else ()
        return _Open(event, {} if type(event) is yaml.MappingStartEvent else [], self.count, where)

    def _where(self, parent: _Open) -> Where:
        step = len(parent.value) if isinstance(parent.value, list) else parent.key
        return (*parent.where, step) if step is not None else parent.where

    def _count(self, event: Any, size: int) -> None:
        self.count += size
        if self.count > MOST:
            self._stop(event, f"there are more than {MOST:,} entries, those repeated by aliases included")

    def _put(self, parent: _Open, event: Any, value: Any) -> None:
        if isinstance(parent.value, list):
            if self.lines is not None:
                self.lines[(*parent.where, len(parent.value))] = event.start_mark.line + 1
            parent.value.append(value)
        elif parent.key is None:
            parent.key = self._key(parent, event, value)
        else:
            parent.value[parent.key] = value
            parent.key = None

    def _key(self, parent: _Open, event: Any, value: Any) -> str:
        if isinstance(value, (dict, list)):
            self._stop(event, "a key is a word; put text with '{', '[' or '*' in quotes")
        key = event.value if type(event) is yaml.ScalarEvent else str(value)
        if key in parent.value:
            self.faults.append(Fault(_line(event), f"the key {key!r} stands here a second time; only one may stay"))
        if self.lines is not None:
            self.lines[(*parent.where, key)] = event.start_mark.line + 1
        return str(key)

    def _stop(self, event: Any, message: str) -> Any:
        raise FestivalError([*self.faults, Fault(_line(event), message)])


class _Open:
    """A mapping or list that has begun."""

    __slots__ = ("before", "event", "key", "value", "where")

    def __init__(self, event: Any, value: Any, before: int, where: Where) -> None:
        self.event, self.value, self.before, self.where = event, value, before, where
        self.key: str | None = None


def _events(text: str) -> Iterator[Any]:
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event
        if type(event) is yaml.StreamEndEvent:
            return


def _line(event: Any) -> str:
    return f"line {event.start_mark.line + 1}"


def _unreadable(text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    line = (text.splitlines()[mark.line : mark.line + 1] or [""])[0] if mark else ""
    if mark and "\t" in line[: len(line) - len(line.lstrip())]:
        return Fault(f"line {mark.line + 1}", "this line begins with a tab; YAML is indented with spaces")
    what = ", ".join(part for part in (error.context, error.problem) if part)
    hint = "; put text with a colon or another special character in quotes" if "while parsing" not in what else ""
    return Fault(f"line {mark.line + 1}" if mark else "", f"this is no YAML: {what}{hint}")


def _odd_character(text: str, error: yaml.reader.ReaderError) -> Fault:
    """The C parser counts bytes."""
    before = text.encode()[: error.position].decode(errors="ignore")
    odd = text[len(before) : len(before) + 1]
    return Fault(
        f"line {before.count(chr(10)) + 1}", f"the character {odd!r} may not stand in YAML; is this a text file?"
    )
