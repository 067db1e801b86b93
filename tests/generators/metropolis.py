"""Generator of ``fixtures/metropolis``: an invented big-city festival of 600 showings, or of more or fewer.

python -m tests.generators.metropolis                                  the fixture
python -m tests.generators.metropolis --showings 1200 -o FILE          another size
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from .common import Item, both, mixed, text_of, write
from .metropolis_people import invite_speakers, moderators, stays
from .metropolis_places import ALL_NIGHT_DAY, OPENING_HALL, City, at, date_of, places
from .metropolis_plan import Plan, Planned
from .metropolis_programme import COMPETITIONS, EXTRA_TRACKS, HOMES, SECTIONS, Draft, Programme
from .metropolis_resources import assigned, interpreters, resources, uses
from .metropolis_rules import rules
from .metropolis_size import LARGEST, SMALLEST, USUAL, Size, size_of

NAME = "metropolis"
SEED = 24

Made = tuple[Item, Plan]


def generate(seed: int = SEED, showings: int = USUAL) -> Made:
    """The document, and the plan that shows that the festival can be held."""
    size = size_of(showings)
    programme = Programme(Random(seed), City(size))
    able = interpreters(programme.people, size)
    plan = Plan(Random(seed), programme, moderators(programme.people, size))
    random = Random(seed)
    invite_speakers(random, programme, plan)
    stays(random, programme, plan)
    _keys(random, programme, plan)
    return _document(random, programme, plan, able), plan


def witness(document: Item, plan: Plan) -> Item:
    """The plan as a timetable has it: who is where, and who was chosen for what."""
    placements = [
        {"session": one.session, "showing": one.label, "room": one.hall, "start": at(one.day, one.start)}
        for one in plan.placed.values()
    ]
    chosen = assigned(plan, document["resources"]) + [
        one for jury in document["juries"] for one in _attended(jury, plan)
    ]
    return {"showgrid": 1, "festival": document["festival"]["id"], "placements": placements, "assignments": chosen}


def _attended(jury: Item, plan: Plan) -> list[Item]:
    """The showings to which a whole jury goes: of each film the first that its days and gaps allow."""
    track = jury["sees"]["tracks"][0]
    places = [place for draft in plan.programme.drafts if draft.track == track for place in plan.of(draft)]
    chosen: dict[str, Planned] = {}
    for place in sorted(places, key=lambda one: one.absolute):
        today = [one for one in chosen.values() if one.day == place.day]
        rested = all(place.start >= one.end + jury["gap"] for one in today)
        if place.session not in chosen and len(today) < jury["a_day"] and rested:
            chosen[place.session] = place
    return [
        {"jury": jury["id"], "session": place.session, "showing": place.label, "person": juror}
        for place in chosen.values()
        for juror in jury["people"]
    ]


def _document(random: Random, programme: Programme, plan: Plan, able: dict[str, list[str]]) -> Item:
    return {
        "showgrid": 1,
        "festival": _about(programme.size),
        **places(programme.city),
        "tracks": [{"id": one.id, "name": both(one.english, one.korean), "colour": one.colour} for one in SECTIONS]
        + [
            {"id": name, "name": both(english, korean), "colour": colour}
            for name, english, korean, colour in EXTRA_TRACKS
        ],
        "people": programme.people.made,
        "films": programme.films,
        "juries": _juries(programme),
        "resources": resources(plan, able),
        "sessions": [_session(number, draft, programme.city) for number, draft in enumerate(programme.drafts, start=1)],
        "interests": _interests(random, programme),
        "pins": _pins(programme.city),
        "rules": rules(programme),
    }


def _about(size: Size) -> Item:
    return {
        "id": NAME if size.showings == USUAL else f"{NAME}-{size.showings}",
        "name": both("Metropolis International Film Festival", "메트로폴리스국제영화제"),
        "timezone": "Asia/Seoul",
        "grid": 5,
        "day_ends": "05:00",
        "url": "https://metropolis.example",
        "phones": [
            {"name": both("Festival office", "영화제 사무국"), "number": "+82 2 0000 0100"},
            {"name": both("Projection", "영사실"), "number": "+82 2 0000 0200"},
            {"name": both("First aid", "의무실"), "number": "+82 2 0000 0300"},
        ],
    }


# -- sessions -----------------------------------------------------------------------------------


def _session(number: int, draft: Draft, city: City) -> Item:
    """The session in the document; what is empty is left out."""
    entry: Item = {
        "id": draft.id,
        "code": f"{number:03d}",
        "type": draft.type,
        "title": draft.title,
        "films": [film["id"] for film in draft.films],
        "track": draft.track,
        "labels": _labels(draft),
        "tags": list(draft.tags),
        "language": draft.language,
        **_length(draft),
        **_showings(draft),
        "people": _cast(draft),
        "uses": uses(draft),
        "needs": sorted(draft.needs - {need for film in draft.films for need in film["needs"]}),
        "wants": _wants(draft),
        "rooms": list(draft.rooms or city.among(HOMES.get(draft.track or "", ()))),
        **_special(draft),
    }
    return {key: value for key, value in entry.items() if value not in (None, [], {}, ())}


def _labels(draft: Draft) -> Item:
    audience = {"children": ["families"], "forum": ["industry"], "midnight": ["adults"]}.get(draft.track or "", [])
    return {name: values for name, values in (("theme", list(draft.themes)), ("audience", audience)) if values}


def _wants(draft: Draft) -> Item:
    room = {"classics": "historic", "children": "family", "visions": "intimate", "midnight": "big-screen"}
    wants = {"room": {"preferred": [room[draft.track]]}} if draft.track in room else {}
    return wants | ({"time": {"preferred": ["weekend"]}} if draft.track == "children" else {})


def _length(draft: Draft) -> Item:
    if draft.type in ("talk", "panel"):
        return {"duration": draft.extra}
    parts: list[Item] = [{"name": "film"}]
    if draft.extra:
        extra = {"name": "ceremony" if draft.type == "ceremony" else "breaks", "minutes": draft.extra}
        parts = [extra, *parts] if draft.type == "ceremony" else [*parts, extra]
    if draft.q_and_a:
        labels = sorted(draft.q_and_a)
        parts = [
            {"name": "introduction", "minutes": 5, "showings": labels},
            *parts,
            {"name": "q-and-a", "minutes": draft.talk, "showings": labels},
        ]
    return {"parts": parts}


def _showings(draft: Draft) -> Item:
    if len(set(draft.audiences)) > 1:
        return {
            "showings": [{"label": label, "audience": people} for label, people in enumerate(draft.audiences, start=1)]
        }
    return {"showings": draft.showings, "audience": draft.audiences[0]}


def _cast(draft: Draft) -> list[Item]:
    if draft.type in ("talk", "panel"):
        speakers = [{"id": guest, "role": "speaker"} for guest in draft.guests]
        return speakers + [{"id": host, "role": "moderator"} for host in draft.moderators.values()]
    if draft.type == "ceremony":
        return [{"id": guest, "role": "guest"} for guest in draft.guests]
    guests = [_part(guest, "guest", sorted(draft.q_and_a)) for guest in draft.guests]
    led: dict[str, list[int]] = {}
    for label, host in sorted(draft.moderators.items()):
        led.setdefault(host, []).append(label)
    return guests + [_part(host, "moderator", labels) for host, labels in led.items()]


def _part(person: str, role: str, showings: list[int]) -> Item:
    return {"id": person, "role": role, "showings": showings, "parts": ["q-and-a"]}


def _special(draft: Draft) -> Item:
    if draft.id == "all-night":
        window = {"from": at(ALL_NIGHT_DAY, 23 * 60), "to": at(ALL_NIGHT_DAY, 30 * 60)}
        return {"simulcast": True, "windows": [window]}
    return {"visibility": "guests"} if draft.type == "press" else {}


# -- the rest -----------------------------------------------------------------------------------


def _juries(programme: Programme) -> list[Item]:
    names = {
        "world-jury": both("World Competition Jury", "국제경쟁 심사위원단"),
        "korean-jury": both("Korean Competition Jury", "한국경쟁 심사위원단"),
    }
    return [
        {
            "id": jury,
            "name": names[jury],
            "people": people,
            "sees": {"tracks": [track]},
            "gap": 40,
            "a_day": 3,
            "before": at(programme.city.last, 16 * 60),
        }
        for (jury, people), track in zip(programme.juries.items(), COMPETITIONS, strict=True)
    ]


def _keys(random: Random, programme: Programme, plan: Plan) -> None:
    """Some films open only on some servers, on some days: the plan's, and a few more."""
    films = [one for one in programme.public if one.type == "screening" and one.premiere in ("world", "international")]
    for draft in random.sample([one for one in films if one.id != "opening-film"], programme.size.of(28)):
        showings = [made for one in programme.drafts if draft.films[0] in one.films for made in plan.of(one)]
        able = sorted(hall.id for hall in programme.city.halls if set(draft.films[0]["needs"]) <= hall.abilities)
        halls = dict.fromkeys([made.hall for made in showings] + random.sample(able, min(6, len(able))))
        days = [made.day for made in showings]
        opens, shuts = at(max(0, min(days) - 1), 6 * 60), at(min(programme.city.days, max(days) + 2), 6 * 60)
        draft.films[0]["keys"] = [{"room": hall, "from": opens, "to": shuts} for hall in halls]


def _interests(random: Random, programme: Programme) -> list[Item]:
    """Groups of people who want the same two to five sessions, mostly of like taste."""
    able = [
        one
        for one in programme.drafts
        if one.type in ("screening", "shorts", "talk", "panel") and one.id != "all-night"
    ]
    rows = []
    groups = [(size, programme.size.of(count)) for size, count in ((2, 40), (3, 40), (4, 25), (5, 15))]
    for size in mixed(random, groups):
        first = random.choice(able)
        alike = [
            one
            for one in able
            if one is not first and (one.track == first.track or set(one.themes) & set(first.themes))
        ]
        chosen = [first, *random.sample(alike, size - 1)]
        rows.append(
            {"sessions": [one.id for one in chosen], "people": random.choice((4, 6, 8, 10, 12, 15, 20, 30, 45))}
        )
    return rows


def _pins(city: City) -> list[Item]:
    return [
        {"session": "opening", "room": OPENING_HALL, "day": date_of(0), "start": at(0, 19 * 60)},
        {"session": "closing", "room": OPENING_HALL, "day": date_of(city.last), "start": at(city.last, 19 * 60)},
        {"session": "all-night", "showing": 1, "room": "riverside-1"},
        {"session": "all-night", "showing": 2, "room": "riverside-2"},
        {"session": "all-night", "showing": 3, "room": "riverside-3"},
    ]


def main() -> None:
    """Write the fixture, or a festival of another size to a file."""
    asked = argparse.ArgumentParser(description="Make an invented festival.")
    asked.add_argument("--showings", type=int, default=USUAL, help=f"{SMALLEST} to {LARGEST}")
    asked.add_argument("-o", "--output", type=Path, help="file to write; the fixture's own if it is left out")
    given = asked.parse_args()
    if given.output is None and given.showings != USUAL:
        asked.error("the fixture has 600 showings; name a file with -o for another size")
    if not SMALLEST <= given.showings <= LARGEST:
        asked.error(f"ask for {SMALLEST} to {LARGEST} showings")
    text = text_of(generate(showings=given.showings)[0])
    if given.output is None:
        write(NAME, text)
    else:
        given.output.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
