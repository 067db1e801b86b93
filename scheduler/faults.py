"""What is wrong with a document: every fault with its place and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that cannot be understood."""

    place: str
    """Where: a dotted path such as ``sessions.3.duration``, or a sheet and cell."""
    message: str
    """What is wrong and what to do, in a sentence for an organiser."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class FestivalError(Exception):
    """The document has faults; all of them are listed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(dict.fromkeys(faults))
        super().__init__("\n".join(map(str, self.faults)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint at the nearest known words, or at all of them if they are few."""
    from difflib import get_close_matches  # only when something is wrong

    choices = list(known)
    near = _as_near(word, get_close_matches(word, choices, n=3, cutoff=0.6))
    if near:
        return f"; did you mean {' or '.join(repr(one) for one in near)}?"
    if 0 < len(choices) <= 12:
        return f"; there is {', '.join(map(repr, sorted(choices)))}"
    return ""


def _as_near(word: str, near: list[str]) -> list[str]:
    """Those that are about as near as the nearest; what is much further away would only distract."""
    from difflib import SequenceMatcher

    likeness = {one: SequenceMatcher(None, word, one).ratio() for one in near}
    best = max(likeness.values(), default=0.0)
    return sorted((one for one in near if likeness[one] > best - 0.1), key=lambda one: (-likeness[one], one))
