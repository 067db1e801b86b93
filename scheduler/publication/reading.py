"""A publication read back; what is broken, edited by hand or of another festival is told and refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import ValidationError

from scheduler import translate
from scheduler.answer import answer_data
from scheduler.faults import Fault, FestivalError
from scheduler.findings import dotted
from scheduler.publication.announce import announcements
from scheduler.publication.document import Publication, as_data

if TYPE_CHECKING:
    from typing import Any

    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

EDITED = "{s}#{n} is not where it was published; publish a timetable instead of editing a publication"
WHOLE = "take the file as it was published"
DRAFT = "this is a timetable that was never published; showgrid publish makes a publication of it"


def read_publication(text: str) -> Publication:
    """The publication of a text.  ``FestivalError`` lists every fault."""
    found = publication_in(answer_data(text))
    if found is None:
        raise FestivalError([Fault("", DRAFT)])
    return found


def publication_in(data: dict[str, Any]) -> Publication | None:
    """The publication that the data of a timetable is; None if it was never published.  ``FestivalError`` as above."""
    if not {"version", "showings"} & data.keys():
        return None
    try:
        publication = Publication.model_validate(data)
    except ValidationError as error:
        found = translate.findings(error, Publication, data)
        raise FestivalError(one.fault(lambda where: dotted(where, data)) for one in found) from None
    faults = list(_faults(publication))
    if faults:
        raise FestivalError(faults)
    return publication


def text_of(publication: Publication) -> str:
    """The publication as JSON."""
    return json.dumps(as_data(publication), ensure_ascii=False, indent=1) + "\n"


def _faults(publication: Publication) -> Iterator[Fault]:
    """What the shape alone does not show."""
    for name, values in (("uid", [one.uid for one in publication.showings]), ("showing", _keys(publication))):
        for value, times in Counter(values).items():
            if times > 1:
                yield Fault(
                    "showings", f"the {name} {value!r} is there {times} times; take the file as it was published"
                )
    placed = {(one.session, one.showing): one for one in publication.placements}
    told = {one.key: one.now for one in publication.showings if one.now is not None}
    for session, label in sorted(placed.keys() | told.keys()):
        place, now = placed.get((session, label)), told.get((session, label))
        if place is None or now is None or (place.room, place.start) != (now.room, now.start):
            yield Fault("placements", EDITED.format(s=session, n=label))
    for number, change in enumerate(publication.changes):
        if (change.session, change.showing) not in publication.by_key:
            yield Fault(f"changes.{number}", f"{change.session}#{change.showing} is not among the showings; {WHOLE}")
        if not 1 < change.version <= publication.version or change.at > publication.published_at:
            yield Fault(f"changes.{number}", f"it is of version {change.version}, later than the publication itself")


def _keys(publication: Publication) -> list[str]:
    return [f"{one.session}#{one.showing}" for one in publication.showings]


def check_told(problem: Problem, timetable: Timetable, publication: Publication) -> None:
    """Refuse a festival that would tell something else than was published: calendars would change unannounced."""
    faults = []
    for key, one in announcements(problem, timetable).items():
        known = publication.by_key.get(key)
        if known is None or known.now is None or known.now.digest != one.digest:
            said = f"{key[0]}#{key[1]} is told differently by the festival than in version {publication.version}"
            faults.append(Fault("showings", f"{said}; publish the change first, or take the festival of that time"))
    if faults:
        raise FestivalError(faults)
