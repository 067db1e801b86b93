"""What a publication announced, as the festival document says it in its list ``published``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.festival import Published

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from scheduler.answer import PlacedShowing
    from scheduler.festival import Festival
    from scheduler.publication.document import Publication


def published_entries(publication: Publication, known: Iterable[Published] = ()) -> list[Published]:
    """An entry for each announced showing, in order of the timetable; what ``known`` says has begun still has."""
    begun = {(one.session, one.showing) for one in known if one.begun}
    return [
        _entry(entry, said.now.start, said.told, begun=(entry.session, entry.showing) in begun)
        for entry in publication.placements
        if (said := publication.by_key.get((entry.session, entry.showing))) is not None and said.now is not None
    ]


def _entry(place: PlacedShowing, start: datetime, told: Collection[str], *, begun: bool) -> Published:
    """What is not so is not written."""
    values: dict[str, Any] = {"told": list(told)} if told else {}
    if begun:
        values["begun"] = True
    if place.block is not None:
        values |= {"block": place.block, "slot": place.slot}
    return Published(session=place.session, showing=place.showing, room=place.room, start=start, **values)


def with_published(festival: Festival, publication: Publication) -> Festival:
    """The document with what is announced in it: replanning then needs no other file."""
    return festival.model_copy(update={"published": published_entries(publication, festival.published)})
