"""What a part of a document is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.festival import Festival
    from scheduler.problem import Problem


@dataclass(frozen=True, eq=False)
class Part(ABC):
    """Something in a document that takes freedom away, and that could be otherwise."""

    kind: ClassVar[str]
    """A word for programs."""

    @property
    @abstractmethod
    def key(self) -> tuple[Any, ...]:
        """Equal for equal parts of one document: the kind, then ids."""

    @abstractmethod
    def without(self, festival: Festival) -> Festival:
        """The document with the freedom that the part takes away."""

    @abstractmethod
    def clause(self, problem: Problem) -> Clause:
        """The fact, with names and times, but for whom it is about."""

    def whose(self, problem: Problem) -> Sequence[Any]:
        """Names of whom it is about; none if the clause says it all."""
        return ()

    def sentence(self, problem: Problem) -> Sentence:
        """The whole fact."""
        return said(self.whose(problem), [self.clause(problem)])

    def subjects(self) -> Iterable[tuple[str, str]]:
        """What the part is about: (list, id), for programs."""
        return ()


class Clause:
    """What is said of somebody or something, to be joined with others.

    In Korean a clause has another ending if one follows it: ``있습니다``, ``있고``.
    """

    def __init__(self, en: str, ko: str, ko_and: str = "", **facts: Any) -> None:
        self.last = Sentence(en, ko, **facts)
        self.inner = Sentence(en, ko_and or ko, **facts)

    def __str__(self) -> str:
        return self.last.text()


def said(whose: Sequence[Any], clauses: Sequence[Clause]) -> Sentence:
    """One sentence about somebody: all clauses, joined."""
    joined: Any = clauses[-1].last
    if len(clauses) > 1:
        inner = clauses[0].inner
        for one in clauses[1:-1]:
            inner = Sentence("{a}, {b}", "{a} {b}", a=inner, b=one.inner)
        joined = Sentence("{a} and {b}", "{a} {b}", a=inner, b=joined)
    if not whose:
        return Sentence("{c}.", "{c}.", c=joined)
    if len(whose) == 1:
        return Sentence("{w} {c}.", "{w}은(는) {c}.", w=whose[0], c=joined)
    return Sentence("Each of {w} {c}.", "{w}은(는) 각각 {c}.", w=list(whose), c=joined)


def changed(festival: Festival, name: str, wanted: str, **values: Any) -> Festival:
    """The document with some fields of one entry of a list otherwise."""
    entries = [
        one.model_copy(update=values) if one.id == wanted else one  # every list has entries with ids
        for one in getattr(festival, name)
    ]
    return festival.model_copy(update={name: entries})


def spans(problem: Problem, windows: Sequence[tuple[int, int]]) -> list[Sentence]:
    """From–to in local time, the day once if both lie on one."""
    return [span(problem, low, high) for low, high in windows]


def span(problem: Problem, low: int, high: int) -> Sentence:
    """``13:00–15:00``, with its day where the festival has several."""
    until = problem.clock.local(high // problem.minute)
    return Sentence("{a}–{b}", "{a}–{b}", a=problem.when(low), b=f"{until:%H:%M}")


def ticks(problem: Problem, moment: Any) -> int:
    """Ticks at a local time of the document."""
    return problem.clock.minutes(moment) * problem.minute
