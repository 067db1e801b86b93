r"""The room can do what the session and its films need.

    amount(s) = number of (needs of s and of its films) \ (abilities of the room)     [abilities]

One violation is one showing in a room that lacks something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from scheduler.constraint import Constraint, Violation
from scheduler.sentence import Sentence
from scheduler.shapes import Separable
from scheduler.vocabulary import ABILITIES, called

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable


class RoomHasAbilities(Separable):
    """The room can do what the session and its films need."""

    kind: Literal["room_has_abilities"] = "room_has_abilities"

    unit: ClassVar[str] = "abilities"

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must everywhere."""
        return [cls()]

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "A room has every ability that its sessions and their films need.",
            "상영관은 프로그램과 작품에 필요한 설비를 모두 갖춥니다.",
        )

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """One row a room; the same at every time."""
        if not showing.needs:
            return None
        return np.array([[len(showing.needs - room.abilities)] for room in problem.rooms], dtype=np.int64)

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """What is missing, and for whom."""
        for placement in timetable.selected(self.select):
            session, room = placement.showing.session, problem.rooms[placement.room]
            wanted = [*session.needs, *(need for film in placement.showing.films for need in film.needs)]
            missing = [need for need in dict.fromkeys(wanted) if need not in room.abilities]
            if missing:
                sentence = Sentence(
                    "{s} needs {m}, which {r} does not have.", "{s}: {r}에 {m} 설비가 없습니다.",
                    s=placement.showing, m=[called(one, ABILITIES) for one in missing], r=room,
                )  # fmt: skip
                yield Violation(self, (placement,), len(missing), sentence)
