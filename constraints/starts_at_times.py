"""A room's starts follow its template, such as 11:00, 14:30, 18:00 and 21:30.

    amount(s) = |start(s) - t|,   t = the nearest time of the template of the room of s, on any day
                                                                           [minutes away]

One violation is one showing that starts at another time.  ``templates`` names the times of single
rooms, ``times`` those of all other rooms; a room with neither is free.  Time is counted as it
elapses, so a start at 23:50 is ten minutes from a template that begins at 00:00.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from scheduler.constraint import Violation
from scheduler.facts import single
from scheduler.fields import ClockTime, Korean, RoomId, clock_text
from scheduler.sentence import Mention, Sentence
from scheduler.shapes import Separable
from scheduler.times import amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable


class StartsAtTimes(Separable):
    """A room's starts follow its template."""

    kind: Literal["starts_at_times"] = "starts_at_times"
    times: list[ClockTime] = Field(
        default_factory=list, title="Times", description="Starts of every room that has no template of its own."
    )
    templates: dict[RoomId, list[ClockTime]] = Field(
        default_factory=dict, title="Templates", description="Starts of single rooms: room: times."
    )

    korean: ClassVar[Korean] = {
        "times": ("시작 시각", "따로 정하지 않은 모든 상영관의 시작 시각."),
        "templates": ("상영관별 시각", "상영관: 시각 목록."),
    }

    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {
        "times": ["11:00", "14:30", "18:00", "21:30"],
        "templates": {"hall-a": ["10:30", "15:00", "20:00"]},
        "weight": 1,
    }

    @model_validator(mode="after")
    def _some_times(self) -> StartsAtTimes:
        if not self.times and not any(self.templates.values()):
            raise ValueError("when should they start? give times, or templates with the times of single rooms")
        return self

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        own = [(Mention("rooms", room), times) for room, times in self.templates.items() if times]
        said = [_listed(self.times)] if self.times else []
        said += [f"{{room{number}}}: {_listed(times)}" for number, (_, times) in enumerate(own)]
        text, rooms = "; ".join(said), {f"room{number}": room for number, (room, _) in enumerate(own)}
        return Sentence(f"Showings start at {text}.", f"상영은 {text}에 시작합니다.", **rooms)

    # -- the model ------------------------------------------------------------------------------

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """Minutes from the nearest time of each room."""
        starts = showing.whole.positions.starts
        # Showings by the clock have their starts in common; kept with the result, these are never another's.
        return showing.kept(problem.cached((self, id(starts)), lambda: (starts, self._away(problem, starts)))[1])

    def _away(self, problem: Problem, starts: NDArray[np.int64]) -> NDArray[np.int64]:
        if not self.templates:
            return self._from(problem, self.times, starts)[None, :]
        return np.stack([self._from(problem, self._template(room.id), starts) for room in problem.rooms])

    def _from(self, problem: Problem, times: Sequence[int], starts: NDArray[np.int64]) -> NDArray[np.int64]:
        if not times or not len(starts):
            return np.zeros_like(starts)
        days = [problem.days[0] + timedelta(days=n) for n in range(-1, (problem.days[-1] - problem.days[0]).days + 3)]
        wanted = np.unique([problem.clock.at(day, time % 1440) * problem.minute for day in days for time in times])
        after = np.clip(np.searchsorted(wanted, starts), 1, len(wanted) - 1)
        return amounts(problem, np.minimum(np.abs(starts - wanted[after - 1]), np.abs(starts - wanted[after])))

    def _template(self, room: str) -> list[int]:
        """Minutes of the clock at which a room may start; none if at any."""
        return self.templates.get(room) or self.times

    # -- the check ------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Who starts at another time."""
        known: dict[tuple[str, date], list[int]] = {}
        for placement in timetable.selected(self.select):
            room = problem.rooms[placement.room].id
            day = problem.clock.local(placement.start // problem.minute).date()
            if (room, day) not in known:
                known[room, day] = self._around(problem, room, day)
            if known[room, day]:
                nearest = min(known[room, day], key=lambda ticks: abs(ticks - placement.start))
                away = problem.minutes(abs(nearest - placement.start))
                if away > 0:
                    yield Violation(self, (placement,), away, _sentence(problem, placement, nearest, away))

    def _around(self, problem: Problem, room: str, day: date) -> list[int]:
        """Ticks of the times of a room on a day, the day before and the day after."""
        days = [day + timedelta(days=n) for n in (-1, 0, 1)]
        return [problem.clock.at(one, time % 1440) * problem.minute for one in days for time in self._template(room)]


def _listed(times: Sequence[int]) -> str:
    return ", ".join(clock_text(time) for time in times)


def _sentence(problem: Problem, placement: Placement, nearest: int, away: int) -> Sentence:
    return Sentence(
        "{s} in {r} starts at {t}, {n} minutes from {u}.", "{r}의 {s}: {t}에 시작하여 {u}에서 {n}분 벗어납니다.",
        **single(problem, placement), n=away, u=problem.when(nearest),
    )  # fmt: skip
