"""Metropolis: who leads and interprets, who speaks at the forum, and how long guests stay."""

from __future__ import annotations

from math import ceil
from random import Random

from .common import Item, People, both
from .metropolis_places import DAYS, HALL, at
from .metropolis_plan import MINUTES_A_DAY, Plan
from .metropolis_programme import Draft, Programme

MODERATORS = 24
INTERPRETED = {
    "en": ("English", "영어"),
    "ja": ("Japanese", "일본어"),
    "fr": ("French", "프랑스어"),
    "es": ("Spanish", "스페인어"),
}
INTERPRETERS = {"en": 9, "ja": 3, "fr": 3, "es": 3}
VISIT = [(3 * MINUTES_A_DAY, 5 * MINUTES_A_DAY, "palace")]
"""When somebody is here who has nothing to do."""
RESTED, PACKED = 120, 60
"""Minutes that guests have to themselves after arriving and before leaving."""
SUBTITLERS = "live-subtitles"


def moderators(people: People) -> list[str]:
    """The festival's own hosts of Q&As."""
    made = [people.person("KR", tags=["team", "moderator"], visibility="staff") for _ in range(MODERATORS)]
    return [one["id"] for one in made]


def interpreters(people: People) -> dict[str, list[str]]:
    """Interpreters by language; the first of the lesser ones works in English too."""
    made: dict[str, list[str]] = {}
    for language, size in INTERPRETERS.items():
        entries = [people.person("KR", tags=["team", "interpreter"], visibility="staff") for _ in range(size)]
        made[language] = [one["id"] for one in entries]
    return made


def interpreter_of(draft: Draft) -> str | None:
    """The resource that its conversations need: every showing has one, or it is a talk in English."""
    if draft.type in ("talk", "panel"):
        return "interpreter-en" if draft.language == "en" else None
    language = draft.language if draft.language in INTERPRETED else "en"
    always = len(draft.q_and_a) == draft.showings
    return f"interpreter-{language}" if always and draft.language != "ko" and draft.guests else None


def uses(draft: Draft) -> Item:
    """Resources and how many of each."""
    used: Item = {}
    if name := interpreter_of(draft):
        used[name] = 1
    if draft.track == "classics" or (draft.track == "focus" and draft.language == "zh"):
        used[SUBTITLERS] = 1
    return used


def resources(programme: Programme, plan: Plan, able: dict[str, list[str]]) -> list[Item]:
    """Interpreters by name, and machines for live subtitles by number."""
    made = []
    for language, (english, korean) in INTERPRETED.items():
        name = both(f"Interpreter, {english}", f"{korean} 통역")
        made.append({"id": f"interpreter-{language}", "name": name, "people": able[language]})
    peak = _peak(programme, plan, SUBTITLERS)
    machines = {"id": SUBTITLERS, "name": both("Live subtitling desk", "자막기"), "stock": peak}
    return [*made, machines]


def _peak(programme: Programme, plan: Plan, resource: str) -> int:
    """Most units that the plan has in use at once."""
    spans = [made.absolute for one in programme.drafts if resource in uses(one) for made in plan.of(one)]
    return max(sum(begin <= start < end for begin, end in spans) for start, _ in spans)


# -- the forum ----------------------------------------------------------------------------------


def invite_speakers(random: Random, programme: Programme, plan: Plan) -> None:
    """Speakers come for one talk each; film-makers in town and free join them."""
    talks = [one for one in programme.drafts if one.type in ("talk", "panel")]
    invited = list(programme.speakers)
    for talk in talks:
        wanted = 3 if talk.type == "panel" else 1
        chosen = [invited.pop()] if invited else []
        chosen += _in_town(random, programme, plan, talk)[: wanted - len(chosen)]
        span, venue = plan.of(talk)[0].absolute, HALL[plan.of(talk)[0].hall].venue
        for person in chosen:
            plan.diary.book(person, span, venue)
        talk.guests = chosen


def _in_town(random: Random, programme: Programme, plan: Plan, talk: Draft) -> list[str]:
    """Film-makers with a Q&A on that day or the next to it, who are free then."""
    made = plan.of(talk)[0]
    venue = HALL[made.hall].venue
    makers = [guest for draft in programme.public for guest in draft.guests if guest not in programme.critics]
    free = [
        one
        for one in dict.fromkeys(makers)
        if any(abs(begin // MINUTES_A_DAY - made.day) <= 1 for begin, _, _ in plan.engagements(one))
        and plan.diary.free(one, made.absolute, venue)
    ]
    random.shuffle(free)
    return free


# -- stays --------------------------------------------------------------------------------------


def stays(random: Random, programme: Programme, plan: Plan) -> None:
    """Give every guest the days that the plan needs, and often one more."""
    jurors = {person for people in programme.juries.values() for person in people}
    for entry in programme.people.made:
        if "guest" not in entry["tags"]:
            continue
        if entry["id"] in jurors:
            entry["available"] = [{"from": at(0, 15 * 60), "to": at(DAYS - 1, 23 * 60 + 55)}]
        else:
            entry["available"] = [_stay(random, plan.engagements(entry["id"]) or VISIT)]


def _stay(random: Random, engagements: list[tuple[int, int, str]]) -> Item:
    begin = min(begin for begin, _, _ in engagements) - RESTED
    end = max(end for _, end, _ in engagements) + PACKED
    first = max(0, begin // MINUTES_A_DAY - random.choice((0, 0, 1, 1, 2)))
    last = min(DAYS - 1, (end - 1) // MINUTES_A_DAY + random.choice((0, 0, 1, 1)))
    arrives = first * MINUTES_A_DAY + random.choice((9, 11, 13, 15)) * 60
    leaves = last * MINUTES_A_DAY + random.choice((12, 15, 18, 22)) * 60
    return {"from": at(0, min(arrives, begin // 60 * 60)), "to": at(0, max(leaves, ceil(end / 60) * 60))}
