"""How long explaining may take, who wants to know how far it is, and whether somebody wants an end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from scheduler.sentence import Sentence


class Stopped(Exception):
    """The time is over, or somebody wants an end; what is known so far is kept by whoever catches it."""


@dataclass
class Watch:
    """A budget of seconds, and a flag."""

    budget: float = 30.0
    stopped: Callable[[], bool] = lambda: False
    progress: Callable[[Sentence], None] = lambda _: None
    began: float = field(default_factory=monotonic)

    @property
    def left(self) -> float:
        """Seconds."""
        return self.budget - (monotonic() - self.began)

    def over(self) -> bool:
        """Whether to end."""
        return self.left <= 0 or self.stopped()

    def check(self) -> None:
        """``Stopped`` if it is time to end."""
        if self.over():
            raise Stopped

    def tell(self, en: str, ko: str, **facts: object) -> None:
        """Say what is being done."""
        self.check()
        self.progress(Sentence(en, ko, **facts))
