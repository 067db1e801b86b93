"""What goes wrong late, as edits of the programme: a guest leaves, a hall is lost, something is longer or off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from web.entries import Name
from web.lists import names_of
from web.operations import Edit
from web.words import both, in_every

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from web.merging import State
    from web.workspace import Workspace

Made = tuple[list[Edit], dict[str, str]]
"""Edits, and what they do in every language."""
LONGEST = 600
"""Minutes that something may last longer."""
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Misunderstood(Exception):
    """Which field of the form cannot be understood."""


def leaves(work: Workspace, state: State, given: Mapping[str, str]) -> Made:
    """A guest is away from a moment on."""
    person = _entry(state, "people", given, "person")
    at = _moment(given, "at")
    end = datetime.combine(work.problem.days[-1] + timedelta(days=2), time()) if work.problem.days else at
    if at >= end:
        raise Misunderstood("at")
    away = [*person.get("away", ()), {"from": _written(at), "to": _written(end)}]
    name = in_every(lambda lang: work.problem.person_name(person["id"], lang))
    return [Edit(Name("people", person["id"]), fields={"away": away})], both(
        "replan.did_leave", s=name, t=f"{at:%H:%M}"
    )


def closed(work: Workspace, state: State, given: Mapping[str, str]) -> Made:
    """A hall has no hours on a day."""
    room = _entry(state, "rooms", given, "room")
    try:
        day = date.fromisoformat(given.get("day", ""))
    except ValueError:
        raise Misunderstood("day") from None
    problem = work.problem
    there = problem.rooms[problem.room_index[room["id"]]]
    kept = [one for one in there.hours if problem.clock.day(one[0] // problem.minute) != day]
    if len(kept) == len(there.hours):
        raise Misunderstood("day")
    fields = {"open": [_window(problem, *one) for one in kept], "weekly": None} if kept else _never(problem)
    name = in_every(there.name)
    return [Edit(Name("rooms", room["id"]), fields=fields)], both("replan.did_close", s=name, d=f"{day:%m-%d}")


def longer(work: Workspace, state: State, given: Mapping[str, str]) -> Made:
    """A film runs longer, and so do sessions of a stated length that show it; or one session lasts longer."""
    list_, _, key = given.get("what", "").partition(":")
    entry = state.get(Name(list_, key)) if list_ in ("films", "sessions") else None
    minutes = given.get("minutes", "")
    if entry is None:
        raise Misunderstood("what")
    if not (minutes.isascii() and minutes.isdigit() and 0 < int(minutes) <= LONGEST):
        raise Misunderstood("minutes")
    edits = list(_longer(work, state, list_, key, int(minutes)))
    return edits, both("replan.did_lengthen", s=names_of(entry.data), n=int(minutes))


def cancelled(work: Workspace, state: State, given: Mapping[str, str]) -> Made:
    """A session does not take place."""
    session = _entry(state, "sessions", given, "session")
    first = work.problem.by_session.get(session["id"], ())
    name = in_every(first[0].name) if first else names_of(session)
    return [Edit(Name("sessions", session["id"]), fields={"status": "cancelled"})], both("replan.did_cancel", s=name)


MISHAPS: dict[str, Callable[[Workspace, State, Mapping[str, str]], Made]] = {
    "leaves": leaves,
    "closed": closed,
    "longer": longer,
    "cancelled": cancelled,
}


def _longer(work: Workspace, state: State, list_: str, key: str, minutes: int) -> Any:
    if list_ == "films":
        runtime = state[Name("films", key)].data.get("runtime", 0)
        yield Edit(Name("films", key), fields={"runtime": runtime + minutes})
        showing = [one.id for one in work.problem.festival.sessions if key in one.films]
        sessions = [one for one in showing if isinstance(state[Name("sessions", one)].data.get("duration"), int)]
    else:
        sessions = [key]
    for session in sessions:
        stated = state[Name("sessions", session)].data.get("duration")
        known = work.problem.by_session.get(session, ())
        lasts = (
            stated if isinstance(stated, int) else max((work.problem.minutes(one.duration) for one in known), default=0)
        )
        yield Edit(Name("sessions", session), fields={"duration": lasts + minutes})


def _entry(state: State, list_: str, given: Mapping[str, str], field: str) -> Any:
    found = state.get(Name(list_, given.get(field, "")))
    if found is None:
        raise Misunderstood(field)
    return found.data


def _moment(given: Mapping[str, str], field: str) -> datetime:
    try:
        return datetime.fromisoformat(given.get(field, "")).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        raise Misunderstood(field) from None


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


def _window(problem: Problem, low: int, high: int) -> dict[str, str]:
    ends = {"from": low, "to": high}
    return {name: _written(problem.clock.local(ticks // problem.minute)) for name, ticks in ends.items()}


def _never(problem: Problem) -> dict[str, Any]:
    """Hours on a weekday that the festival does not have: a hall without hours of its own has those of the days."""
    days = {one.weekday() for one in problem.days}
    free = next(number for number in range(7) if number not in days)
    return {"open": None, "weekly": [{"days": [WEEK[free]], "from": "00:00", "to": "00:05"}]}
