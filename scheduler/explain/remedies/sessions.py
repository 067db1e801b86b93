"""Sessions: other halls, wider windows, other blocks; shorter; or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from scheduler.compile.parts import timed_parts
from scheduler.explain.changes import Change, Ease, Lever
from scheduler.explain.parts.base import changed
from scheduler.explain.parts.sessions import Own, OwnBlocks, OwnRooms, OwnWindows
from scheduler.explain.scope import listed
from scheduler.sentence import Moment, Sentence

if TYPE_CHECKING:
    from scheduler.festival import Festival, Session
    from scheduler.problem import Problem, Room, Showing

HALL, BLOCK, WINDOW = 15, 30, 20
LEFT_OUT = 250
"""Trouble of leaving a showing out, beside its value."""
HALLS = 8
"""Other halls that are tried for a session, those nearest in size."""


def halls(ease: Ease) -> Iterator[Lever]:
    """Another hall for a session that names its halls."""
    for part in ease.conflict.parts:
        if isinstance(part, OwnRooms):
            named = [ease.problem.rooms[ease.problem.room_index[one]] for one in part.values]
            for room in _nearest(ease.problem.rooms, named)[:HALLS]:
                yield Lever(_another(part, room))


def _nearest(rooms: Sequence[Room], named: Sequence[Room]) -> list[Room]:
    """The others, those nearest in seats first."""
    seats = max(one.seats for one in named)
    return sorted((one for one in rooms if one not in named), key=lambda one: (abs(one.seats - seats), one.index))


def _another(part: OwnRooms, room: Room) -> Any:
    sentence = Sentence(
        "{s} may also be in {r}.", "{s}을(를) {r}에서도 할 수 있게 합니다.", s=list(part.showings), r=room
    )
    return lambda _: Change("room", HALL, sentence, lambda f: limited(f, part, [*part.values, room.id]))


def limited(festival: Festival, part: Own, values: list[Any]) -> Festival:
    """The document with other values of that limit."""
    (session,) = (one for one in festival.sessions if one.id == part.session)
    if part.label is None:
        return changed(festival, "sessions", session.id, **{part.name: values})
    showings = [
        one.model_copy(update={part.name: values}) if one.label == part.label else one for one in listed(session)
    ]
    return changed(festival, "sessions", session.id, showings=showings)


def windows(ease: Ease) -> Iterator[Lever]:
    """A window of a session longer on either side."""
    for part in ease.conflict.parts:
        if isinstance(part, OwnWindows):
            for number in range(len(part.values)):
                yield Lever(_wider(ease.problem, part, number, late=True), ease.minutes())
                yield Lever(_wider(ease.problem, part, number, late=False), ease.minutes())


def _wider(problem: Problem, part: OwnWindows, number: int, *, late: bool) -> Any:
    window = part.values[number]

    def change(minutes: int) -> Change:
        moment = (window.to if late else window.from_) + timedelta(minutes=minutes if late else -minutes)
        values = list(part.values)
        values[number] = window.model_copy(update={"to" if late else "from_": moment})
        facts = {"s": list(part.showings), "t": Moment(moment, len(problem.days) > 1), "n": minutes}
        sentence = (
            Sentence("{s} may last until {t} ({n} minutes more).", "{s}을(를) {t}까지 허용합니다({n}분 연장).", **facts)
            if late
            else Sentence(
                "{s} may start from {t} ({n} minutes more).", "{s}을(를) {t}부터 허용합니다({n}분 연장).", **facts
            )
        )
        return Change("window", WINDOW + minutes, sentence, lambda f: limited(f, part, values))

    return change


def blocks(ease: Ease) -> Iterator[Lever]:
    """Another block for a session that names its blocks."""
    for part in ease.conflict.parts:
        if isinstance(part, OwnBlocks):
            for block in ease.problem.blocks:
                if block.id not in part.values:
                    yield Lever(_block(ease.problem, part, block.id))


def _block(problem: Problem, part: OwnBlocks, block: str) -> Any:
    sentence = Sentence(
        "{s} may also be in {b}.", "{s}을(를) {b}에서도 할 수 있게 합니다.",
        s=list(part.showings), b=problem.block_named(problem.block_index[block]),
    )  # fmt: skip
    return lambda _: Change("block", BLOCK, sentence, lambda f: limited(f, part, [*part.values, block]))


# -- shorter ------------------------------------------------------------------------------------


def shorter(ease: Ease) -> Iterator[Lever]:
    """A part such as the Q&A, or a talk, by some minutes; never a film."""
    for session in dict.fromkeys(one.session.id for one in ease.conflict.showings):
        (known,) = (one for one in ease.problem.festival.sessions if one.id == session)
        for number, part in enumerate(known.parts):
            if part.minutes and part.name != "film":
                yield Lever(_shorter_part(ease.problem, known, number), ease.minutes(int(part.minutes)))
        if isinstance(known.duration, int) and not known.films and not known.parts and not known.in_blocks:
            yield Lever(_shorter(ease.problem, known), ease.minutes(known.duration // 2))


def _shorter_part(problem: Problem, session: Session, number: int) -> Any:
    part = session.parts[number]

    def change(minutes: int) -> Change:
        left = (part.minutes or 0) - minutes
        parts = list(session.parts)
        parts[number] = part.model_copy(update={"minutes": left})
        values: dict[str, Any] = {"parts": parts}
        if isinstance(session.duration, int):
            values["duration"] = max(_least(problem, session, parts), session.duration - minutes)
        sentence = Sentence(
            "In {s}, {p} lasts {m} minutes ({n} less).", "{s}의 {p}을(를) {m}분으로 줄입니다({n}분 단축).",
            s=_title(problem, session), p=part.name, m=_whole(left), n=minutes,
        )  # fmt: skip
        return Change("part", 10 + 2 * minutes, sentence, lambda f: changed(f, "sessions", session.id, **values))

    return change


def _least(problem: Problem, session: Session, parts: list[Any]) -> int:
    """Minutes that the parts take together in the longest showing."""
    films = {one.id: one for one in problem.festival.films}
    held = tuple(films[one] for one in session.films)
    changed_session = session.model_copy(update={"parts": parts})
    return max(-int(-timed_parts(changed_session, one.label, held)[1] // 1) for one in listed(session))


def _shorter(problem: Problem, session: Session) -> Any:
    def change(minutes: int) -> Change:
        left = int(session.duration or 0) - minutes
        sentence = Sentence(
            "{s} lasts {m} minutes ({n} less).", "{s}을(를) {m}분으로 줄입니다({n}분 단축).",
            s=_title(problem, session), m=left, n=minutes,
        )  # fmt: skip
        return Change("length", 20 + 3 * minutes, sentence, lambda f: changed(f, "sessions", session.id, duration=left))

    return change


def _title(problem: Problem, session: Session) -> Any:
    return problem.by_session[session.id][0] if len(problem.by_session[session.id]) == 1 else _name(session)


def _name(session: Session) -> Any:
    from scheduler.sentence import Name

    return Name(session.title, session.id)


def _whole(minutes: float) -> str:
    return f"{minutes:g}"


# -- left out -----------------------------------------------------------------------------------


def left_out(ease: Ease) -> Iterator[Lever]:
    """Those that were given up are made optional; of a few that clash any one of them."""
    conflict = ease.conflict
    if len(conflict.left_out) > 1:
        yield Lever(_optional(conflict.left_out))
        return
    for showing in conflict.showings:
        yield Lever(_optional([showing]))


def _optional(showings: Sequence[Showing]) -> Any:
    def made(festival: Festival) -> Festival:
        for one in showings:
            festival = _made_optional(festival, one)
        return festival

    sentence = Sentence(
        "Leave out {s}: make it optional.", "{s}을(를) 뺄 수 있게 선택 상영으로 둡니다.", s=list(showings)
    ) if len(showings) == 1 else Sentence(
        "Leave out {s}: make them optional.", "{s}을(를) 뺄 수 있게 선택 상영으로 둡니다.", s=list(showings)
    )  # fmt: skip
    trouble = sum(LEFT_OUT + one.value for one in showings)
    return lambda _: Change("optional", trouble, sentence, made)


def _made_optional(festival: Festival, showing: Showing) -> Festival:
    session = next((one for one in festival.sessions if one.id == showing.session.id), None)
    if session is None:
        return festival
    if session.showings == 1:
        return changed(festival, "sessions", session.id, optional=True)
    showings = [
        one.model_copy(update={"optional": True}) if one.label == showing.label else one for one in listed(session)
    ]
    return changed(festival, "sessions", session.id, showings=showings)
