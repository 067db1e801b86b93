"""Faults that only the whole document shows: an id that nothing has, a time that never comes.

What a field may hold is said by its type; here are the checks between fields and lists.  They say
what cannot be understood.  What can be understood and is only unwise, a pin on a closed room say,
is a complaint and told elsewhere.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from scheduler.checks import blocks, days, ids, labels, lengths, references, rooms, times
from scheduler.checks.draft import Draft
from scheduler.festival import Festival
from scheduler.findings import Finding, dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scheduler.faults import Fault

__all__ = ["OF_ENTRIES", "OF_FIELDS", "Draft", "faults", "findings", "in_order"]

Checks: TypeAlias = "tuple[tuple[Callable[[Draft], Iterator[Finding]], frozenset[str]], ...]"
"""Each check, and what it must have in full to speak the truth: lists, or all the columns of one."""
OF_FIELDS: Checks = (
    (ids.duplicates, frozenset()),
    (references.unknown, frozenset()),
    (times.zones, frozenset({"festival"})),
    (times.moments, frozenset({"festival", "days"})),
    (times.reversed_windows, frozenset({"festival"})),
    (days.spread, frozenset()),
    (rooms.circular, frozenset()),
)
"""Those that an entry may be put to though another field of it could not be read."""
OF_ENTRIES: Checks = (
    (times.hours, frozenset({"festival", "days"})),
    (days.unknown, frozenset({"days"})),
    (rooms.walks_missing, frozenset({"venues", "rooms", "walks"})),
    (rooms.absurd, frozenset()),
    (lengths.none, frozenset({"films", "columns of sessions"})),
    (lengths.too_short, frozenset({"films"})),
    (labels.unknown, frozenset()),
    (labels.parts, frozenset()),
    (blocks.slots, frozenset({"blocks"})),
    (blocks.places, frozenset({"blocks"})),
)
"""Those that compare fields of an entry with each other."""


def faults(festival: Festival) -> list[Fault]:
    """Everything in a festival that cannot be understood; empty if it can be solved or at least tried."""
    data = festival.document()
    return [one.fault(lambda where: dotted(where, data)) for one in findings(Draft(festival))]


def findings(draft: Draft, checks: Checks = OF_FIELDS + OF_ENTRIES) -> list[Finding]:
    """The same before places are spelled, in the order of the document; by some of the checks only."""
    able = [check for check, needs in checks if needs.isdisjoint(draft.broken)]
    return in_order(chain.from_iterable(check(draft) for check in able))


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Entry by entry as the lists of a document follow each other."""
    return sorted(found, key=lambda one: _order(*one.where[:2]))


ORDER = {name: number for number, name in enumerate(Festival.model_fields)}


def _order(name: str | int = "", number: str | int = -1) -> tuple[int, int]:
    return ORDER.get(str(name), len(ORDER)), number if isinstance(number, int) else -1
