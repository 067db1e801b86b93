"""A site of a festival with secrets, in memory."""

from __future__ import annotations

from datetime import timedelta

from scheduler.answer import answer_of
from scheduler.problem import Problem
from scheduler.publication import Publication, publish
from scheduler.site.addresses import Addresses
from scheduler.site.build import Site, holders
from scheduler.timetable import Timetable
from tests.constraints.support import placed
from tests.formats.programme import PLACES, programme
from tests.publication.support import FIRST

BASE = "https://films.example/2024/"
MOVED = PLACES | {"late#1": ("little", "22:00"), "rehearsal#1": ("little", "09:00"), "block#1": ("big", "11:00")}


def twice_published() -> tuple[Problem, Timetable, Publication]:
    """The festival of ``programme``, and what moved in its second version."""
    problem, timetable = programme()
    first = publish(problem, timetable, answer_of(problem, timetable), None, FIRST)
    later = placed(problem, MOVED, assignments=timetable.assignments)
    return problem, later, publish(problem, later, answer_of(problem, later), first, FIRST + timedelta(days=1))


def site() -> tuple[dict[str, bytes], Addresses]:
    """All its files, and who has which address."""
    problem, timetable, publication = twice_published()
    addresses = Addresses("small")
    addresses.give(holders(publication))
    now = publication.published_at + timedelta(hours=1)
    return Site(problem, timetable, publication, BASE, addresses.names, now).built(), addresses
