"""What people are in a session, in words of the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scheduler.fields import text_in

if TYPE_CHECKING:
    from scheduler.problem import Problem

ROLES = {
    "actor": "배우",
    "chair": "좌장",
    "director": "감독",
    "engineer": "엔지니어",
    "guest": "게스트",
    "guest of honour": "주빈",
    "host": "진행",
    "interpreter": "통역",
    "item": "순서",
    "juror": "심사위원",
    "maker": "창작자",
    "moderator": "사회",
    "nominee": "후보",
    "panelist": "토론자",
    "panellist": "토론자",
    "performer": "공연자",
    "presenter": "사회자",
    "singer": "가수",
    "speaker": "연사",
    "stage manager": "무대감독",
}
"""Korean of the commonest roles; others are told as the document has them."""


@dataclass(frozen=True)
class Role:
    """What somebody does in a showing, or was chosen for: a word of the document, or the name of a resource or jury."""

    problem: Problem
    word: str

    def name(self, lang: str = "en") -> str:
        """In that language, as far as it is known there."""
        chosen: list[Any] = [*self.problem.festival.resources, *self.problem.festival.juries]
        named = next((text_in(one.name, lang) for one in chosen if one.id == self.word), "")
        return named or (ROLES.get(self.word, self.word) if lang == "ko" else self.word)
