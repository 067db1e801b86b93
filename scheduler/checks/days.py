"""Days belong together, and who names a day names one of the festival."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.checks.times import FAR
from scheduler.faults import did_you_mean
from scheduler.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.checks.draft import Draft


def spread(draft: Draft) -> Iterator[Finding]:
    """Days that are more than a year away from the one in the middle."""
    days = sorted(day.date for day in draft.festival.days)
    if not days:
        return
    middle = days[len(days) // 2]
    for number, day in enumerate(draft.festival.days):
        if abs(day.date - middle) > FAR:
            yield Finding(
                ("days", number, "date"), f"{day.date} is more than a year away from the other days, such as {middle}"
            )


def unknown(draft: Draft) -> Iterator[Finding]:
    """Pins to days that are none of the festival's."""
    days = {str(day.date) for day in draft.festival.days}
    for number, pin in enumerate(draft.festival.pins):
        if pin.day is not None and str(pin.day) not in days:
            hint = did_you_mean(str(pin.day), sorted(days))
            yield Finding(("pins", number, "day"), f"{pin.day} is no day of the festival{hint}")
