"""What was measured as tables in Markdown: of several seeds the least, the middle and the most."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from tests.laboratory.rows import Penalty, Row, groups

Column = tuple[str, Callable[[Row], Any]]

NONE = "–"
PUBLISHED = Path(__file__).parents[2] / "docs" / "measured" / "published.csv"
"""What others have found for conferences: the best of the reference's solvers, the best known, its lower bound."""


@cache
def published() -> Mapping[str, Mapping[str, str]]:
    """The same by instance."""
    with PUBLISHED.open(newline="", encoding="utf-8") as file:
        return {line["instance"]: line for line in csv.DictReader(file)}


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table, headed."""
    every = [heads, ["---"] * len(heads), *lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in every)


def spread(values: Sequence[Any], unit: str = "", places: int = 0) -> str:
    """Least – middle – most, or the one value that all have; how many runs lack one is told.

    Of points at several tiers the first that is not 0 counts.
    """
    known = sorted(first(one) for one in values if one is not None)
    if not known:
        return NONE
    three = [known[0], median(known), known[-1]]
    told = [f"{one:,.{places}f}" for one in three]
    text = told[0] if len(set(told)) == 1 else " – ".join(told if len(known) > 2 else (told[0], told[2]))
    lacking = f" ({len(values) - len(known)} of {len(values)} not)" if len(known) < len(values) else ""
    return f"{text}{unit}{lacking}"


def first(points: Penalty | float) -> float:
    """Of several tiers the first at which anything is lost."""
    return next(filter(None, points), 0) if isinstance(points, list) else points


def named(row: Row) -> str:
    """Instance and by whom."""
    return f"{row.instance}, {row.way}" if row.way else row.instance


def ending(rows: Sequence[Row]) -> str:
    """Points at the end; of what breaks a must that is told instead."""
    valid = [row.end for row in rows if not row.broken]
    if any(one is not None for one in valid):
        return spread([None if row.broken else row.end for row in rows])
    broken = [row.broken for row in rows if row.end is not None]
    return f"{spread(broken)} broken" if broken else "nothing"


def gap(rows: Sequence[Row]) -> str:
    """(penalty - bound) / penalty, in hundredths."""
    return spread([None if row.gap is None else 100 * row.gap for row in rows], " %", 1)


def festivals(rows: Iterable[Row]) -> str:
    """Instance by whom x first, at 10 s, at 30 s, the end, bound, gap, memory."""
    heads = ["instance", "showings", "runs", "first, s", "10 s", "30 s", "end", "bound", "gap", "proven after", "MiB"]
    lines = [_festival(own) for own in groups(rows).values()]
    if not {line[0] for line in lines}.isdisjoint(published()):
        heads.append("best known elsewhere")
        lines = [[*line, _number(published().get(line[0], {}).get("best", ""))] for line in lines]
    return table(heads, lines)


def _festival(own: Sequence[Row]) -> list[str]:
    row = own[0]
    return [
        named(row),
        f"{row.showings:,}",
        f"{len(own)} × {row.budget:g} s",
        spread([one.first for one in own], places=1),
        *(spread([one.at(moment) for one in own]) for moment in (10, 30)),
        ending(own),
        spread([one.bound for one in own]),
        gap(own),
        spread([one.seconds if one.gap == 0 else None for one in own], " s")
        if any(one.gap == 0 for one in own)
        else "",
        spread([one.memory for one in own]),
    ]


def ablations(rows: Iterable[Row]) -> str:
    """Instance x way left out: points at the end, and how much more that is than with it, seed by seed."""
    found = groups(rows)
    lines = []
    for (instance, way, budget), own in found.items():
        whole = {one.seed: one for one in found.get((instance, "", budget), [])}
        more = [_more(one, whole.get(one.seed)) for one in own] if way else []
        lines.append(
            [instance, way or "whole", f"{len(own)} × {budget:g} s", ending(own), _change(more) if way else ""]
        )
    return table(("instance", "search", "runs", "points", "more than whole, seed by seed"), lines)


def _more(row: Row, whole: Row | None) -> float | None:
    """In hundredths of what the whole search lost with the same seed."""
    if whole is None or row.end is None or whole.end is None or row.broken or whole.broken:
        return None
    return 100 * (first(row.end) - first(whole.end)) / max(1, abs(first(whole.end)))


def _change(more: Sequence[float | None]) -> str:
    """In hundredths, or as a multiple if it is twice as much or more."""
    return ", ".join(
        NONE if one is None else f"× {1 + one / 100:,.1f}" if one >= 100 else f"{one:+.0f} %" for one in more
    )


def conditions(rows: Sequence[Row]) -> str:
    """On what it was measured, in a sentence."""
    dates, machines, loads = ([row.about[key] for row in rows] for key in ("date", "machine", "load"))
    when = " to ".join(dict.fromkeys((min(dates), max(dates))))
    versions = " / ".join(dict.fromkeys(row.about["ortools"] for row in rows))
    python = " / ".join(dict.fromkeys(row.about["python"] for row in rows))
    shares = [
        min(100.0, 100 * row.processor / row.seconds / row.workers) for row in rows if row.processor and row.seconds
    ]
    workers = " or ".join(str(one) for one in sorted({row.workers for row in rows}))
    had = f"; of the processor each had {spread(shares, ' %')} of what it could use" if shares else ""
    return (
        f"Measured {when} on {' / '.join(dict.fromkeys(machines))}, Python {python}, OR-Tools {versions}, "
        f"{workers} {'worker' if workers == '1' else 'workers'}; load before each run "
        f"{spread([float(one) for one in loads], places=1)}{had}."
    )


def conferences(rows: Sequence[Row]) -> str:
    """Instance x points and bound for each budget, beside what others have published."""
    budgets = sorted({row.budget for row in rows})
    heads = ["instance", "sessions"]
    for budget in budgets:
        heads += [f"{budget:g} s", f"bound at {budget:g} s", "proven after"]
    heads += ["reference", "best known elsewhere", "bound there"]
    lines = []
    for instance in dict.fromkeys(row.instance for row in rows):
        own, others = [row for row in rows if row.instance == instance], published().get(instance, {})
        line = [instance, f"{own[0].showings:,}"]
        for budget in budgets:
            runs = [row for row in own if row.budget == budget]
            proven = [row.seconds if row.gap == 0 else None for row in runs]
            line += [ending(runs), spread([row.bound for row in runs]), spread(proven, " s") if any(proven) else ""]
        lines.append([*line, *(_number(others.get(key, "")) for key in ("reference", "best", "bound"))])
    return table(heads, lines)


def _number(text: str) -> str:
    return f"{int(text):,}" if text else NONE
