"""What can be chosen in a form: entries of the document, words that it uses, or what the schema lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from scheduler import labels
from scheduler.fields import CLOCK_PATTERN, Ref, clock_text
from web.lists import name_of

if TYPE_CHECKING:
    from pydantic import BaseModel

    from scheduler.festival import Festival
    from web.forms.control import Options

HALF_HOURS = [clock_text(minutes) for minutes in range(6 * 60, 30 * 60, 30)]
"""Times of day to choose from; any other can be written."""


def entries(festival: Festival, ref: Ref, lang: str) -> Options:
    """Ids and names of what a field may name; whoever has the name of another shows the id as well."""
    found = [one for name in ref.lists for one in getattr(festival, name)]
    named = [(one.id, name_of(one, lang) or one.id) for one in found]
    often = Counter(name for _, name in named)
    return [(id_, name if often[name] == 1 else f"{name} ({id_})") for id_, name in named]


def called(model: type[BaseModel], field: str, values: Iterable[str], lang: str) -> Options:
    """Words with what they are called; of two that are called the same the second by itself."""
    found: dict[str, str] = {}
    for value in dict.fromkeys(values):
        shown = labels.word(model, field, value, lang)
        found[value] = value if shown in found.values() else shown
    return list(found.items())


def words(festival: Festival, name: str, spec: Mapping[str, Any]) -> list[str]:
    """Words that may well stand there: those that the schema lists, or that the festival uses in such a field."""
    items = spec.get("items", spec)
    if "enum" in items:
        return [str(one) for one in items["enum"]]
    if items.get("pattern") == CLOCK_PATTERN:
        return HALF_HOURS
    found = IN_USE.get(name.rpartition(".")[2])
    return sorted({one for one in found(festival) if one}) if found else []


def _tags(festival: Festival) -> Iterable[str]:
    lists: list[Iterable[Any]] = [festival.sessions, festival.people, festival.rooms, festival.days, festival.blocks]
    return (tag for entries_ in lists for one in entries_ for tag in one.tags)


def _abilities(festival: Festival) -> Iterable[str]:
    yield from (ability for room in festival.rooms for ability in room.abilities)
    yield from (need for session in festival.sessions for need in session.needs)
    yield from (need for film in festival.films for need in film.needs)


IN_USE: dict[str, Callable[[Festival], Iterable[Any]]] = {
    "types": lambda festival: (one.type for one in festival.sessions),
    "type": lambda festival: (one.type for one in festival.sessions),
    "tags": _tags,
    **dict.fromkeys(("required", "prohibited", "preferred", "undesired"), _tags),
    "needs": _abilities,
    "abilities": _abilities,
    "categories": lambda festival: (one.category for one in festival.films),
    "category": lambda festival: (one.category for one in festival.films),
    "ratings": lambda festival: (one.rating for one in festival.films),
    "rating": lambda festival: (one.rating for one in festival.films),
    "roles": lambda festival: (person.role for one in festival.sessions for person in one.people),
    "role": lambda festival: (person.role for one in festival.sessions for person in one.people),
    "days": lambda festival: (one.date.isoformat() for one in festival.days),
    "languages": lambda festival: (one for film in festival.films for one in film.languages),
    "subtitles": lambda festival: (one for film in festival.films for one in film.subtitles),
    "themes": lambda festival: (one for film in festival.films for one in film.themes),
    "labels": lambda festival: (name for one in festival.sessions for name in one.labels),
    "alike": lambda festival: (name for one in festival.sessions for name in one.labels),
    "foyer": lambda festival: (one.foyer for one in festival.rooms),
}
"""Of a field of that name, what the festival already says in such fields."""
CLOSED = frozenset({"types", "categories", "ratings", "roles", "days"})
"""Of a selection: what nobody has cannot be selected, so that nothing else need be written."""
