"""Metropolis: the rules beside the defaults, and what each costs."""

from __future__ import annotations

from .common import Item
from .metropolis_people import PACKED, RESTED
from .metropolis_places import OPENING_HALL, City, date_of
from .metropolis_programme import HOME_HALL, SECTIONS, Programme

# Points a unit, chosen so that at a good timetable no single rule is above half of the penalty.
WEIGHTS = {
    "fit": 1,
    "other room": 20,
    "other building": 10,
    "other part of the day": 15,
    "days between": 10,
    "gala hours": 1,
    "competition hours": 1,
    "late hours": 1,
    "family hours": 1,
    "press hours": 1,
    "talk hours": 1,
    "competition apart": 240,
    "classics apart": 30,
    "themes apart": 3,
    "visions apart": 15,
    "interests": 1,
    "guest's days": 60,
    "guest's load": 30,
    "host's load": 20,
    "host's rest": 1,
    "gala slack": 2,
    "rent": 1,
    "spread": 20,
    "crew": 1,
    "strand": 2,
    "room wishes": 10,
    "day wishes": 10,
    "press first": 30,
    "foyer": 1,
    "masterclass": 50,
}

RENT = {
    OPENING_HALL: 25,
    "arts-1": 15,
    "riverside-1": 8,
    "cinematheque-1": 6,
    "riverside-2": 5,
    "station-1": 5,
    "riverside-3": 3,
}


def rules(programme: Programme) -> list[Item]:
    """Everything under ``rules:``, by theme."""
    city = programme.city
    return [*_musts(city), *_rooms(city), *_repeats(), *_hours(), *_wishes(), *_beside(), *_people(), *_order(city)]


def _rule(kind: str, weight: str | None = None, **fields: object) -> Item:
    cost = {} if weight is None else {"weight": WEIGHTS[weight]}
    return {"kind": kind, **fields, **cost}


def _musts(city: City) -> list[Item]:
    others = {"not": {"sessions": ["opening"]}}
    return [
        _rule("person_in_one_place", margin=10),
        _rule("person_available", arrival=RESTED, departure=PACKED),
        _rule("key_is_valid", test_run=60),
        _rule("copy_can_travel", ingest=30),
        _rule("nothing_beside", select={"sessions": ["opening"]}),
        _rule(
            "time_preferred",
            select=others,
            days=[date_of(day) for day in range(1, city.days)],
            note="Day one is the opening's.",
        ),
        _rule(
            "time_preferred",
            select={"ratings": ["18"], "types": ["screening"]},
            of="start",
            hours={"from": "18:00", "to": "26:00"},
        ),
        _rule("time_preferred", select={"tags": ["children"]}, of="end", hours={"from": "09:00", "to": "20:00"}),
        _rule(
            "time_preferred",
            select={"tracks": ["forum"]},
            of="start",
            hours={"from": "10:00", "to": "24:00"},
            note="No talk before ten.",
        ),
        *(_rule("track_stays_in_room", select={"tracks": [track]}, rooms=1) for track in HOME_HALL),
    ]


def _rooms(city: City) -> list[Item]:
    return [
        _rule("room_fits_audience", "fit", waste=0.05),
        _rule("placement_cost", "rent", select={"not": {"types": ["ceremony"]}}, table=_rents(city)),
        _rule("crew_gets_break", "crew", within=360, minutes=30),
        _rule("starts_apart", "foyer", select={"venues": ["arts"]}, minutes=10),
        _rule("slack_after", "gala slack", select={"tags": ["gala"]}, minutes=15),
    ]


def _rents(city: City) -> list[Item]:
    """Big halls cost more, and public buildings on a Sunday."""
    halls = [{"room": hall, "price": price} for hall, price in RENT.items() if hall in city.names]
    public = [hall.id for hall in city.halls if hall.venue in ("arts", "library")]
    sunday = [{"room": hall, "day": date_of(day), "price": 4} for day in city.of_week(3) for hall in public]
    return halls + sunday


def _repeats() -> list[Item]:
    films = {"types": ["screening"], "not": {"tags": ["competition"]}}
    return [
        _rule("showings_spread", "other room", select=films, other_room=True),
        _rule(
            "showings_spread",
            "other building",
            select={"types": ["shorts", "screening"], "not": {"tags": ["competition"]}},
            other_venue=True,
        ),
        _rule(
            "showings_spread", "days between", select={"types": ["screening", "shorts"]}, gap_days={"from": 1, "to": 4}
        ),
    ]


def _hours() -> list[Item]:
    return [
        _rule(
            "time_preferred",
            "gala hours",
            select={"tags": ["gala"], "showings": [1]},
            of="start",
            hours={"from": "18:00", "to": "20:30"},
        ),
        _rule(
            "time_preferred",
            "competition hours",
            select={"tags": ["competition"], "showings": [1]},
            of="start",
            hours={"from": "15:00", "to": "20:30"},
        ),
        _rule(
            "time_preferred",
            "late hours",
            select={"tracks": ["midnight"]},
            of="start",
            hours={"from": "20:00", "to": "26:00"},
        ),
        _rule(
            "time_preferred",
            "family hours",
            select={"tags": ["children"]},
            of="whole",
            hours={"from": "10:00", "to": "17:00"},
        ),
        _rule(
            "time_preferred",
            "press hours",
            select={"types": ["press"]},
            of="start",
            hours={"from": "09:00", "to": "11:00"},
        ),
        _rule(
            "time_preferred",
            "talk hours",
            select={"tracks": ["forum"]},
            of="whole",
            hours={"from": "13:00", "to": "18:00"},
        ),
    ]


def _wishes() -> list[Item]:
    return [
        _rule("tags_agree", "room wishes", of="room", wishes=["preferred"], measure="once"),
        _rule("tags_agree", "day wishes", of="time", wishes=["preferred"], measure="once"),
    ]


def _beside() -> list[Item]:
    small = [section.id for section in SECTIONS if section.id in ("panorama", "korea-now", "documentary")]
    return [
        _rule("not_parallel", "competition apart", select={"tags": ["competition"], "showings": [1]}, measure="pair"),
        _rule("not_parallel", "classics apart", select={"tracks": ["classics"]}, measure="pair"),
        _rule("not_parallel", "visions apart", select={"tracks": ["visions"]}, measure="pair"),
        _rule("not_parallel", "themes apart", select={"tracks": small}, alike="theme", measure="pair"),
        _rule("interests_apart", "interests"),
    ]


def _people() -> list[Item]:
    makers = {"types": ["screening", "shorts"], "roles": ["guest"], "not": {"tracks": ["focus", "classics"]}}
    return [
        _rule("person_load", "guest's days", select=makers, within_days=3),
        _rule("person_load", "guest's load", select={"roles": ["guest", "speaker"]}, sessions_a_day=2),
        _rule("person_load", "host's load", select={"roles": ["moderator"]}, sessions_a_day=3),
        _rule("person_load", "host's rest", select={"roles": ["moderator"]}, rest_hours=10),
    ]


def _order(city: City) -> list[Item]:
    return [
        _rule("spread_over", "spread", select={"tracks": ["documentary"]}, over="days", max=_each(city, city.last, 8)),
        _rule(
            "spread_over",
            "spread",
            select={"tracks": ["children"]},
            over="venues",
            max=_each(city, len(city.venues), 6),
        ),
        _rule("premiere_first", "press first", select={"types": ["press", "screening"]}, guests=False, press="before"),
        _rule("audience_can_follow", "strand", select={"tracks": ["focus"]}),
        _rule("session_before", "masterclass", sessions=["forum-01", "forum-02", "forum-04"]),
    ]


def _each(city: City, among: int, usual: int) -> int:
    """Showings of a section on each day or in each building, where it is nine among so many usually."""
    return max(2, round(9 * city.size.share * usual / among))
