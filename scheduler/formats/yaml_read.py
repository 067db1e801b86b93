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
    from collections.abc import Callable

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
_MAY_MEAN_MORE = frozenset("+-.0123456789") | {word[:1] for word in _WORDS}
"""How an unquoted scalar begins that may be more than text; most do not, and are asked nothing else."""


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
        self.root: list[Any] = []
        self.open = [_Open(None, self.root, 0, ())]
        """What has begun and not ended, the innermost last; the first holds the document itself."""

    def build(self) -> Any:
        """The document.  ``FestivalError`` if there is none, or more than one."""
        try:
            self._read()
        except yaml.MarkedYAMLError as error:
            raise FestivalError([*self.faults, _unreadable(self.text, error)]) from None
        except yaml.reader.ReaderError as error:
            raise FestivalError([_odd_character(self.text, error)]) from None
        if self.faults:
            raise FestivalError(self.faults)
        return self.root[0] if self.root else None

    def _read(self) -> None:
        """Event by event; two of three are scalars, so these make as few calls as can be."""
        following: Callable[[], Any] = CParser(self.text).get_event
        while (kind := type(event := following())) is not yaml.StreamEndEvent:
            if kind is yaml.ScalarEvent:
                value = event.value
                if event.tag is not None or not event.implicit[0]:
                    value = self._scalar(event)
                elif value[:1] in _MAY_MEAN_MORE:
                    value = _plain(value)
                self._put(event, value)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.open.append(self._opened(event))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = self.open.pop()
                self._put(done.event, done.value, self.count - done.before)
            elif kind is yaml.AliasEvent:
                value, size = self._alias(event)
                self.count += size - 1
                self._put(event, value, size)
            elif kind is yaml.DocumentStartEvent and self.root:
                self._stop(event, "a second document begins here; a festival is one document, so take the '---' out")

    def _put(self, event: Any, value: Any, size: int = 1) -> None:
        """Into the mapping or list that is open; ``size``: how many entries it counts where it is repeated."""
        self.count += 1
        if self.count > MOST:
            self._stop(event, f"there are more than {MOST:,} entries, those repeated by aliases included")
        if event.anchor and type(event) is not yaml.AliasEvent:
            self.anchors[event.anchor] = value, size
        parent = self.open[-1]
        into = parent.value
        if type(into) is list:
            if self.lines is not None and len(self.open) > 1:
                self.lines[(*parent.where, len(into))] = event.start_mark.line + 1
            into.append(value)
        elif parent.key is None:
            parent.key = self._key(parent, event, value)
        else:
            into[parent.key] = value
            parent.key = None

    def _scalar(self, event: Any) -> Any:
        """One that is quoted or has a tag."""
        tag = event.tag
        if tag in (None, "!", f"{_MARK}str"):
            return event.value
        if tag in (f"{_MARK}int", f"{_MARK}float", f"{_MARK}bool", f"{_MARK}null"):
            return _plain(event.value)
        return self._stop(event, f"the tag {tag!r} means nothing here; take it out")

    def _alias(self, event: Any) -> tuple[Any, int]:
        if event.anchor not in self.anchors:
            self._stop(event, f"there is no anchor '&{event.anchor}' above this line, or it is not yet complete")
        return self.anchors[event.anchor]

    def _opened(self, event: Any) -> _Open:
        if len(self.open) > DEEPEST:
            self._stop(event, f"this is nested more than {DEEPEST} levels deep")
        if event.tag not in (None, "!", f"{_MARK}map", f"{_MARK}seq"):
            self._stop(event, f"the tag {event.tag!r} means nothing here; take it out")
        where = self._where(self.open[-1]) if len(self.open) > 1 and self.lines is not None else ()
        return _Open(event, {} if type(event) is yaml.MappingStartEvent else [], self.count, where)

    def _where(self, parent: _Open) -> Where:
        step = len(parent.value) if isinstance(parent.value, list) else parent.key
        return (*parent.where, step) if step is not None else parent.where

    def _key(self, parent: _Open, event: Any, value: Any) -> str:
        if type(event) is yaml.ScalarEvent:
            key: str = event.value
        elif isinstance(value, (dict, list)):
            self._stop(event, "a key is a word; put text with '{', '[' or '*' in quotes")
        else:
            key = str(value)
        if key in parent.value:
            self.faults.append(Fault(_line(event), f"the key {key!r} stands here a second time; only one may stay"))
        if self.lines is not None:
            self.lines[(*parent.where, key)] = event.start_mark.line + 1
        return key

    def _stop(self, event: Any, message: str) -> Any:
        raise FestivalError([*self.faults, Fault(_line(event), message)])


class _Open:
    """A mapping or list that has begun."""

    __slots__ = ("before", "event", "key", "value", "where")

    def __init__(self, event: Any, value: Any, before: int, where: Where) -> None:
        self.event, self.value, self.before, self.where = event, value, before, where
        self.key: str | None = None


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
