"""The next publication: what the one before told, and what has changed since."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scheduler.answer import written
from scheduler.faults import Fault, FestivalError
from scheduler.publication.announce import announcements
from scheduler.publication.document import Announcement, Change, Publication, PublishedShowing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.answer import Answer
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

Key = tuple[str, int]


def publish(
    problem: Problem,
    timetable: Timetable,
    answer: Answer,
    previous: Publication | None = None,
    now: datetime | None = None,
) -> Publication:
    """The publication of a timetable that follows ``previous``; that one itself if nothing that was told has changed.

    ``FestivalError`` if the two do not belong together.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    _belongs(problem, timetable, previous, moment)
    told = announcements(problem, timetable)
    if previous is None:
        showings = [_first(problem, key, one, moment) for key, one in sorted(told.items())]
        return _made(problem, timetable, answer, 1, moment, showings, [])
    version = previous.version + 1
    keys = sorted({*told, *previous.by_key})
    showings = [_next(problem, key, previous.by_key.get(key), told, moment) for key in keys]
    changes = [
        Change(
            version=version, at=moment, session=one.session, showing=one.showing,
            sequence=one.sequence, old=_told_before(previous, one.key), new=one.now,
        )
        for one in showings
        if _told_before(previous, one.key) != one.now
    ]  # fmt: skip
    if not changes:
        return previous
    return _made(problem, timetable, answer, version, moment, showings, [*previous.changes, *changes])


def uid(problem: Problem, key: Key) -> str:
    """What calendars know a showing by, from its first publication on."""
    return f"{key[0]}-{key[1]}@{problem.festival.festival.id}.showgrid"


def _belongs(problem: Problem, timetable: Timetable, previous: Publication | None, moment: datetime) -> None:
    own, faults = problem.festival.festival.id, []
    if not len(timetable):
        faults.append(
            Fault("placements", "nothing is placed, so there is nothing to publish; solve the festival first")
        )
    if previous is not None and previous.festival != own:
        faults.append(Fault("festival", f"the publication before is of {previous.festival!r}, not of {own!r}"))
    if previous is not None and previous.published_at > moment:
        when = f"{previous.published_at:%Y-%m-%dT%H:%M:%SZ}"
        faults.append(
            Fault("published_at", f"the publication before is of {when}, which is yet to come; set the clock")
        )
    if faults:
        raise FestivalError(faults)


def _first(problem: Problem, key: Key, told: Announcement, moment: datetime) -> PublishedShowing:
    return PublishedShowing(
        session=key[0], showing=key[1], uid=uid(problem, key), created=moment, changed=moment,
        told=_people(told), now=told,
    )  # fmt: skip


def _next(
    problem: Problem, key: Key, before: PublishedShowing | None, told: Mapping[Key, Announcement], moment: datetime
) -> PublishedShowing:
    now = told.get(key)
    if before is None:
        return _first(problem, key, told[key], moment)
    if before.now == now:
        return before
    return before.model_copy(
        update={"sequence": before.sequence + 1, "changed": moment, "told": _people(now), "now": now}
    )


def _told_before(previous: Publication, key: Key) -> Announcement | None:
    found = previous.by_key.get(key)
    return None if found is None else found.now


def _people(told: Announcement | None) -> tuple[str, ...]:
    """Whom it concerns: they are told by this publication."""
    return () if told is None else tuple(sorted({one.person for one in told.people}))


def _made(
    problem: Problem,
    timetable: Timetable,
    answer: Answer,
    version: int,
    moment: datetime,
    showings: list[PublishedShowing],
    changes: list[Change],
) -> Publication:
    """Placements are spelled as we do, however the timetable's file spelled them."""
    facts = {name: getattr(answer, name) for name in type(answer).model_fields}
    facts |= {"revision": problem.revision, "placements": written(problem, timetable)}
    facts |= {"version": version, "published_at": moment, "showings": showings, "changes": changes}
    return Publication(**{name: facts[name] for name in Publication.model_fields})
