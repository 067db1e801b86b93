"""Who is in a showing: as what, from when to when, and where to find them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.agenda import RANKS, clock
from scheduler.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from scheduler.agenda import Audience, Entry
    from scheduler.paper.order import Order


def people_of(order: Order, entry: Entry, lang: str, audience: Audience = "staff") -> list[dict[str, Any]]:
    """Everybody whom the audience may know of, once: as what, and when if not throughout; last who was chosen."""
    return [
        {
            "id": person, "name": order.problem.person_name(person, lang), "what": ", ".join(dict.fromkeys(what)),
            "stay": stay_of(order, person, entry.day) if audience == "staff" else "",
            "seat": str(known.fields.get("seat", "")) if (known := order.problem.people.get(person)) else "",
            "phone": (known.phone or "") if known and audience == "staff" else "",
        }
        for person, what in roles_in(order, entry, lang).items()
        if may_be_named(order, person, audience)
    ]  # fmt: skip


def roles_in(order: Order, entry: Entry, lang: str) -> dict[str, list[str]]:
    """Of each person in a showing what they are in it, with times if not throughout."""
    found: dict[str, list[str]] = {}
    items = bool(entry.showing.session.items)
    for one in entry.showing.people:
        if items and one.role == "item" and one.person in found:
            continue  # the cue sheet says it
        when = "" if one.throughout else f" {'–'.join(clock(entry, moment) for moment in entry.needed(one))}"
        found.setdefault(one.person, []).append(f"{Role(order.problem, one.role).name(lang)}{when}")
    for chosen in order.chosen.get((entry.showing.session.id, entry.showing.label), []):
        found.setdefault(chosen.person, []).append(Role(order.problem, chosen.role).name(lang))
    return found


def may_be_named(order: Order, person: str, audience: Audience) -> bool:
    """Whether the audience may know that somebody is there."""
    known = order.problem.people.get(person)
    return known is None or RANKS[known.visibility] <= RANKS[audience]


def stay_of(order: Order, person: str, day: date) -> str:
    """From when to when they are there on a day, as 11:00–17:30; empty if nothing is said of it."""
    known = order.problem.people.get(person)
    spans = []
    for one in known.available if known else ():
        if one.from_ is None or one.to is None:
            continue
        low, high = (moment.replace(tzinfo=None) for moment in (one.from_, one.to))
        if low.date() <= day <= high.date():
            begin = f"{low:%H:%M}" if low.date() == day else ""
            end = f"{high:%H:%M}" if high.date() == day else ""
            spans.append(f"{begin}–{end}" if begin or end else "")
    return ", ".join(filter(None, spans))
