"""Wishes about tags are met: what a session or a person requires, prohibits, prefers or would rather not.

    found(s, w) = required and preferred tags of w that the room (time, block) has not
                + prohibited and undesired tags of w that it has               [tags]
    amount(s, w) = ceil(found * minutes of s), or found with measure ``once``

The tags of a time are those of its festival day and of its block.  ``wishes`` says which of the four
count here, so that each can have its own weight.  One violation is one showing and one wisher: the
session itself, or a person in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import Violation
from scheduler.facts import single
from scheduler.fields import Korean, Words
from scheduler.sentence import Name, Sentence
from scheduler.shapes import Separable
from scheduler.times import amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.festival import Wishes
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

Wish = Literal["required", "prohibited", "preferred", "undesired"]
OF = {
    "room": Sentence("room", "상영관"),
    "time": Sentence("time", "시간"),
    "block": Sentence("block", "블록"),
}


class TagsAgree(Separable):
    """Wishes about tags are met."""

    kind: Literal["tags_agree"] = "tags_agree"
    who: Literal["session", "person"] = Field("session", title="Whose wishes")
    of: Literal["room", "time", "block"] = Field("room", title="Tags of")
    wishes: tuple[Wish, ...] = Field(("required", "prohibited"), title="Which wishes", min_length=1)
    measure: Literal["minutes", "once"] = Field(
        "minutes", title="Counted in", description="Each tag times the minutes of the showing, or once."
    )

    korean: ClassVar[Korean] = {
        "who": ("누구의 희망", ""),
        "of": ("태그 대상", ""),
        "wishes": ("희망 종류", ""),
        "measure": ("계산 단위", "태그마다 상영 시간만큼, 또는 한 번."),
    }
    words: ClassVar[Words] = {
        "who": {"session": ("of sessions", "세션의 희망"), "person": ("of people", "사람의 희망")},
        "of": {"room": ("room", "상영관"), "time": ("time", "시간"), "block": ("block", "블록")},
        "wishes": {
            "required": ("required", "꼭 있어야 함"),
            "prohibited": ("prohibited", "없어야 함"),
            "preferred": ("preferred", "있으면 좋음"),
            "undesired": ("undesired", "없으면 좋음"),
        },
        "measure": {"minutes": ("the minutes of the showing", "상영 시간(분)"), "once": ("once", "한 번")},
    }

    example: ClassVar[dict[str, object]] = {"who": "person", "of": "room", "wishes": ["preferred"], "weight": 1}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        who = {"session": Sentence("Sessions", "프로그램"), "person": Sentence("People", "참여자")}[self.who]
        return Sentence(
            "{who} get a {of} whose tags are as they wish ({wishes}).",
            "{who}이(가) 바라는 태그({wishes})의 {of}에 배정됩니다.",
            who=who, of=OF[self.of], wishes=list(self.wishes),
        )  # fmt: skip

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """Tags missing or present, wisher by wisher, times minutes."""
        total: NDArray[np.int64] | None = None
        lengths = (showing.positions.ends - showing.positions.starts)[None, :]
        for _, wishes in self._wishers(problem, showing):
            asked, shunned = self._tags(wishes)
            if not asked and not shunned:
                continue
            found = self._found_everywhere(problem, showing, asked, shunned)
            here = found if self.measure == "once" else amounts(problem, found * lengths)
            total = here if total is None else total + here
        return total

    def _wishers(self, problem: Problem, showing: Showing) -> Iterator[tuple[str, Wishes]]:
        """Id of the person (empty: the session) and what they wish."""
        if self.who == "session":
            yield "", getattr(showing.session.wants, self.of)
            return
        for person in sorted(showing.persons):
            known = problem.people.get(person)
            if known is not None:
                yield person, getattr(known.wants, self.of)

    def _found_everywhere(
        self, problem: Problem, showing: Showing, asked: frozenset[str], shunned: frozenset[str]
    ) -> NDArray[np.int64]:
        """Count at each place, to broadcast."""
        if self.of == "room":
            found = [len(asked - room.tags) + len(shunned & room.tags) for room in problem.rooms]
            return np.array(found, dtype=np.int64)[:, None]
        at = showing.positions
        keys = list(zip(at.days.tolist(), at.blocks.tolist(), strict=True))
        tags = {key: self._tags_of_time(problem, *key) for key in set(keys)}
        known = {key: len(asked - there) + len(shunned & there) for key, there in tags.items()}
        return np.array([[known[key] for key in keys]], dtype=np.int64)

    def _tags_of_time(self, problem: Problem, day: int, block: int) -> frozenset[str]:
        tags = frozenset(problem.blocks[block].tags) if block >= 0 else frozenset[str]()
        if self.of == "time" and 0 <= day < len(problem.days):
            tags |= _day_tags(problem).get(day, frozenset())
        return tags

    def _tags(self, wishes: Wishes) -> tuple[frozenset[str], frozenset[str]]:
        """Those that should be there, and those that should not."""
        asked = (tag for wish in ("required", "preferred") if wish in self.wishes for tag in getattr(wishes, wish))
        shunned = (tag for wish in ("prohibited", "undesired") if wish in self.wishes for tag in getattr(wishes, wish))
        return frozenset(asked), frozenset(shunned)

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each wish that is not met."""
        for placement in timetable.selected(self.select):
            tags = self._tags_at(problem, placement)
            for person, wishes in self._wishers(problem, placement.showing):
                missing = [tag for wish in ("required", "preferred") if wish in self.wishes
                           for tag in getattr(wishes, wish) if tag not in tags]  # fmt: skip
                present = [tag for wish in ("prohibited", "undesired") if wish in self.wishes
                           for tag in getattr(wishes, wish) if tag in tags]  # fmt: skip
                found = len(set(missing)) + len(set(present))
                if found:
                    minutes = problem.minutes(found * (placement.end - placement.start))
                    amount = found if self.measure == "once" else minutes
                    yield Violation(
                        self, (placement,), amount, self._told(problem, placement, person, missing, present), person
                    )

    def _tags_at(self, problem: Problem, placement: Placement) -> frozenset[str]:
        if self.of == "room":
            return problem.rooms[placement.room].tags
        return self._tags_of_time(problem, placement.day, placement.block)

    def _told(
        self, problem: Problem, placement: Placement, person: str, missing: Sequence[str], present: Sequence[str]
    ) -> Sentence:
        known = problem.people.get(person)
        who = Name(known.name, person) if known else placement.showing
        wrong = [Sentence("not {t}", "{t} 아님", t=tag) for tag in dict.fromkeys(missing)]
        wrong += [Sentence("{t}", "{t}", t=tag) for tag in dict.fromkeys(present)]
        return Sentence(
            "{s} in {r} at {t}: the {of} is {w}, against the wishes of {p}.",
            "{r}의 {s}({t}): {of}이(가) {w}(이)라 {p}의 희망과 다릅니다.",
            **single(problem, placement),
            of=OF[self.of],
            w=wrong,
            p=who,
        )


def _day_tags(problem: Problem) -> dict[int, frozenset[str]]:
    """Tags of each festival day, by its index."""
    return problem.cached(
        "day tags",
        lambda: {problem.days.index(day.date): frozenset(day.tags) for day in problem.festival.days},
    )
