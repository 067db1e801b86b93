"""The rows above a grid: days, buildings, halls, their seats, or what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from scheduler.formats.grids import labels
from scheduler.formats.grids.parts import Head

if TYPE_CHECKING:
    from collections.abc import Callable

    from scheduler.formats.grids.laid import Laid

Sort = Literal["day", "seats", "roles", "slots", "places"]
Names = dict[int, Any]


def heads_of(laid: Laid, rows: Sequence[int], times: Sequence[int], left: int) -> list[Head]:
    """Each column in which something is given, with all that stands above it."""
    columns = [column for column in range(left + 1, laid.width) if column not in times]
    told = [(_sort(names), names) for row in rows if (names := _names(laid, row, columns, times))]
    days, seats, roles = (_last(told, sort) for sort in ("day", "seats", "roles"))
    places = [names for sort, names in told if sort == "places"]
    halls, venues = (places[-1] if places else {}), (places[-2] if len(places) > 1 else {})
    made: list[Head] = []
    for column in columns:
        hall = _filled(halls, column, days or venues or roles)
        role = labels.role_of(roles.get(column, "")) or labels.role_of(halls.get(column, ""))
        if role not in ("", "title") or (roles.get(column, "") != "" and not role):
            if made and role and _filled(halls, made[-1].column, roles) == hall:
                made[-1].aside[column] = role
            continue
        if labels.is_remark(halls.get(column, "")) or not (hall or column in days or role):
            continue
        named, count = labels.hall_of("" if role and not roles else hall)
        made.append(
            Head(
                column=column,
                times=next((one for one in reversed(_starts(times)) if one < column), None),
                room=named,
                venue=labels.hall_of(_across(venues, column))[0],
                seats=count or labels.seats_of(seats.get(column, "")),
                day=_across(days, column),
            )
        )
    if len(made) == 1 and not roles and not labels.is_hall(made[0].room):
        made[0].room = ""  # "Time | Programme" names no hall
    return made


def _starts(times: Sequence[int]) -> list[int]:
    """Columns of times without those that are the ends of the column before."""
    return [column for column in times if column - 1 not in times]


def _names(laid: Laid, row: int, columns: Sequence[int], times: Sequence[int]) -> Names:
    """What stands above each column, in each of those over which a cell was merged.

    Above a column of times it is the name of a table that stands beside another.
    """
    names = {column: laid.over(row, column) for column in (*columns, *times)}
    return {
        column: value for column, value in names.items()
        if value != "" and not (column in times and labels.is_corner(value))
    }  # fmt: skip


def _sort(names: Names) -> Sort:
    """What a row above a grid tells."""
    tests: dict[Sort, Callable[[Any], object]] = {
        "day": labels.is_day, "seats": labels.seats_of, "roles": labels.role_of, "slots": _only_counts,
    }  # fmt: skip
    for sort, test in tests.items():
        if sum(bool(test(value)) for value in names.values()) * 2 > len(names):
            return sort
    return "places"


def _only_counts(value: Any) -> bool:
    return labels.is_slot(value) and not labels.is_hall(str(value).rstrip("0123456789. "))


def _last(told: Sequence[tuple[Sort, Names]], sort: Sort) -> Names:
    return next((names for one, names in reversed(told) if one == sort), {})


def _across(names: Names, column: int) -> Any:
    """What stands above a column; where nothing does, above the nearest at its left, as CSV keeps merged cells."""
    return next((names[one] for one in range(column, -1, -1) if one in names), "")


def _filled(names: Names, column: int, finer: Names) -> Any:
    """The same, but carried to the right only where a row below is finer."""
    return _across(names, column) if finer else names.get(column, "")
