"""Metropolis: interpreters by name, subtitling desks by number, and who of them serves where in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from .common import Item, People, both
from .metropolis_places import HALL
from .metropolis_plan import Diary, Plan, Planned
from .metropolis_programme import Draft
from .metropolis_size import Size

INTERPRETED = {
    "en": ("English", "영어", 8),
    "ja": ("Japanese", "일본어", 2),
    "fr": ("French", "프랑스어", 2),
    "zh": ("Chinese", "중국어", 2),
}
"""Languages that have interpreters of their own, and how many; all others go by English."""
VERSATILE = 2
"""So many of those for English also work in each other language."""
SUBTITLES = "live-subtitles"


def interpreters(people: People, size: Size) -> dict[str, list[str]]:
    """Who can interpret, by language."""
    made: dict[str, list[str]] = {}
    for number, (language, (_, _, usual)) in enumerate(INTERPRETED.items()):
        entries = [
            people.person("KR", tags=["team", "interpreter"], visibility="staff")
            for _ in range(size.of(usual, least=usual))
        ]
        both_ways = made["en"][VERSATILE * number - VERSATILE :][:VERSATILE] if number else []
        made[language] = [one["id"] for one in entries] + both_ways
    return made


def uses(draft: Draft) -> Item:
    """Resources of a session, and how many of each."""
    used: Item = {}
    if name := _interpreter(draft):
        used[name] = 1
    if draft.track == "classics" or (draft.track == "focus" and draft.language == "zh"):
        used[SUBTITLES] = 1
    return used


def _interpreter(draft: Draft) -> str | None:
    """A talk in a foreign language has one; so has a film if guests come to every showing."""
    if draft.language == "ko" or not draft.guests:
        return None
    if draft.type == "screening" and len(draft.q_and_a) < draft.showings:
        return None
    return f"interpreter-{draft.language if draft.language in INTERPRETED else 'en'}"


def resources(plan: Plan, able: dict[str, list[str]]) -> list[Item]:
    """The list in the document; of subtitling desks there are as many as the plan needs."""
    made: list[Item] = [
        {
            "id": f"interpreter-{language}",
            "name": both(f"Interpreter, {english}", f"{korean} 통역"),
            "people": able[language],
        }
        for language, (english, korean, _) in INTERPRETED.items()
    ]
    spans = [place.absolute for _, place in _using(plan, SUBTITLES)]
    peak = max(sum(begin <= start < end for begin, end in spans) for start, _ in spans)
    return [*made, {"id": SUBTITLES, "name": both("Live subtitling desk", "자막기"), "stock": peak}]


def _using(plan: Plan, resource: str) -> Iterator[tuple[Draft, Planned]]:
    for draft in plan.programme.drafts:
        if resource in uses(draft):
            yield from ((draft, place) for place in plan.of(draft))


def assigned(plan: Plan, listed: list[Item]) -> list[Item]:
    """Interpreters of the plan's showings: whoever is free, the least versatile first.

    ``RuntimeError`` if nobody is.
    """
    diary = Diary()
    needs = [
        (place, one["id"], one["people"]) for one in listed if "people" in one for _, place in _using(plan, one["id"])
    ]
    return [
        {"resource": name, "session": place.session, "showing": place.label, "person": _sent(diary, place, people)}
        for place, name, people in sorted(needs, key=lambda need: need[0].absolute)
    ]


def _sent(diary: Diary, place: Planned, people: list[str]) -> str:
    venue = HALL[place.hall].venue
    free = next((one for one in people if diary.free(one, place.absolute, venue)), None)
    if free is None:
        raise RuntimeError(f"nobody can interpret {place.session}")
    diary.book(free, place.absolute, venue)
    return free
