"""Metropolis: who leads the Q&As, who speaks at the forum, and how long guests stay."""

from __future__ import annotations

from math import ceil
from random import Random

from .common import Item, People
from .metropolis_places import HALL, at
from .metropolis_plan import MINUTES_A_DAY, Plan
from .metropolis_programme import Draft, Programme
from .metropolis_size import Size

MODERATORS = 24
VISIT = [(3 * MINUTES_A_DAY, 5 * MINUTES_A_DAY, "palace")]
"""When somebody is here who has nothing to do."""
RESTED, PACKED = 120, 60
"""Minutes that guests have to themselves after arriving and before leaving."""


def moderators(people: People, size: Size) -> list[str]:
    """The festival's own hosts of Q&As."""
    made = [
        people.person("KR", tags=["team", "moderator"], visibility="staff") for _ in range(size.of(MODERATORS, least=8))
    ]
    return [one["id"] for one in made]


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
            entry["available"] = [{"from": at(0, 15 * 60), "to": at(plan.city.last, 23 * 60 + 55)}]
        else:
            entry["available"] = [_stay(random, plan.engagements(entry["id"]) or VISIT, plan.city.last)]


def _stay(random: Random, engagements: list[tuple[int, int, str]], final: int) -> Item:
    begin = min(begin for begin, _, _ in engagements) - RESTED
    end = max(end for _, end, _ in engagements) + PACKED
    first = max(0, begin // MINUTES_A_DAY - random.choice((0, 0, 1, 1, 2)))
    last = min(final, (end - 1) // MINUTES_A_DAY + random.choice((0, 0, 1, 1)))
    arrives = first * MINUTES_A_DAY + random.choice((9, 11, 13, 15)) * 60
    leaves = last * MINUTES_A_DAY + random.choice((12, 15, 18, 22)) * 60
    return {"from": at(0, min(arrives, begin // 60 * 60)), "to": at(0, max(leaves, ceil(end / 60) * 60))}
