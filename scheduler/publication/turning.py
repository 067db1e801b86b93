"""When what a publication tells changes by time alone: where an embargo ends, and where a farewell does."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from scheduler.feed import FAREWELL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from scheduler.publication.document import Publication


class Turns:
    """The moments from which a publication tells something else.

    What is told at any moment is what was told at the last of these, to the letter; so it can be made once and kept.
    """

    def __init__(self, publication: Publication) -> None:
        begun = publication.published_at
        self._moments = [begun, *sorted({one for one in _turns(publication) if one > begun})]

    def last(self, now: datetime) -> datetime:
        """The last of them that is not after ``now``; the publication itself if all are."""
        return self._moments[max(0, bisect_right(self._moments, now) - 1)]


def _turns(publication: Publication) -> Iterator[datetime]:
    for change in publication.changes:
        yield change.at + FAREWELL
    sides = [*(one.now for one in publication.showings), *(one.old for one in publication.changes)]
    for side in sides:
        if side is not None and side.embargo_until is not None:
            yield side.embargo_until
