"""Pins: looser, or dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scheduler.explain.changes import Change, Ease, Lever
from scheduler.explain.parts.pins import Pinned
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.festival import Festival, Pin

LOOSER, DROPPED = 30, 45
LOOSE: dict[str, tuple[str, str]] = {
    "start": ("{s} may start at another time; all else of its pin stays.", "{s}의 시작 시각만 고정에서 풉니다."),
    "room": ("{s} may be in another room; all else of its pin stays.", "{s}의 상영관만 고정에서 풉니다."),
    "day": ("{s} may be on another day; all else of its pin stays.", "{s}의 날짜만 고정에서 풉니다."),
    "block": ("{s} may be in another block; all else of its pin stays.", "{s}의 블록만 고정에서 풉니다."),
    "slot": ("{s} may be in another slot; all else of its pin stays.", "{s}의 칸만 고정에서 풉니다."),
}


def pins(ease: Ease) -> Iterator[Lever]:
    """Each pin looser in one respect, or dropped."""
    for part in ease.conflict.parts:
        if isinstance(part, Pinned):
            said = [name for name in LOOSE if getattr(part.pin, name) is not None]
            if part.pin.select is None and len(said) > 1:
                for name in said:
                    yield Lever(_looser(part, name))
            yield Lever(_dropped(part))


def _looser(part: Pinned, name: str) -> Any:
    looser = part.pin.model_copy(update={name: None})
    looser.__pydantic_fields_set__.discard(name)
    sentence = Sentence(*LOOSE[name], s=list(part.showings))
    return lambda _: Change("pin", LOOSER, sentence, lambda f: _with(f, part.pin, [looser]))


def _dropped(part: Pinned) -> Any:
    sentence = Sentence("Drop the pin on {s}.", "{s}의 고정을 없앱니다.", s=list(part.showings))
    return lambda _: Change("pin", DROPPED, sentence, lambda f: _with(f, part.pin, []))


def _with(festival: Festival, pin: Pin, instead: list[Pin]) -> Festival:
    pins: list[Pin] = []
    for one in festival.pins:
        pins += instead if one is pin else [one]
    return festival.model_copy(update={"pins": pins})
