"""How long it takes to price a showing everywhere, and how many moves a second the search prices; one core.

    python -m tests.laboratory.prices metropolis -o docs/measured/prices.csv

The map of a showing is what all rules say of every room and start of the festival, all else fixed.  A proposed move is
one showing at one place, of which every rule was asked what changes; those that a must forbids are not counted.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from heapq import nlargest
from operator import itemgetter
from pathlib import Path
from random import Random
from time import process_time
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from scheduler import cheapest, crossing, together
from scheduler.compile import compile_festival
from scheduler.constraint import Constraint, kinds
from scheduler.construct import construct
from scheduler.maps import PlaceMap, place_map, static_map
from scheduler.ruin import Ruin
from scheduler.verify import verify
from tests.laboratory.rows import about
from tests.laboratory.runs import festival_of
from tests.laboratory.tables import table as lines_of

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

ABOUT = ("date", "machine", "load", "python")
USERS = (cheapest, crossing, together)
"""Where the search asks for maps."""


SAMPLE = 20
"""Places at which the verifier is asked, which would take hours for all."""


def by_verifier(problem: Problem, timetable: Timetable) -> float:
    """Seconds of processor that the map of a showing would take if the verifier were asked about every place."""
    showing = max(problem.showings, key=lambda one: (len(one.persons), -one.index))
    others, places = timetable.without([showing]), np.argwhere(static_map(problem, showing).allowed)
    where = np.zeros(showing.legal.shape, dtype=bool)
    chosen = places[:: max(1, len(places) // SAMPLE)]
    where[tuple(chosen.T)] = True
    began = process_time()
    for rule in problem.rules:
        Constraint.price(rule, problem, showing, others, where)
    return (process_time() - began) / len(chosen) * len(places)


def maps_of(problem: Problem, timetable: Timetable) -> list[float]:
    """Seconds of processor for the whole map of each showing."""
    spent = []
    for showing in problem.showings:
        others, began = timetable.without([showing]), process_time()
        place_map(problem, showing, others)
        spent.append(process_time() - began)
    return spent


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Maps that the search asks for meanwhile, and moves that it has priced in them by all rules."""
    found: Counter[str] = Counter()

    def counting(*arguments: Any, **more: Any) -> PlaceMap:
        made = place_map(*arguments, **more)
        found.update(maps=1, moves=int(made.allowed.sum()))
        return made

    for user in USERS:
        setattr(user, "place_map", counting)  # noqa: B010  no attribute that type checkers may see assigned
    try:
        yield found
    finally:
        for user in USERS:
            setattr(user, "place_map", place_map)  # noqa: B010  the same


def walked(problem: Problem, timetable: Timetable, seconds: float) -> tuple[Counter[str], float]:
    """What ruin and recreate prices in so many seconds of processor, and these seconds."""
    walk = Ruin(problem, Random(0))
    walk.begin(verify(problem, timetable))
    with counted() as found:
        began = process_time()
        walk.walk(lambda: process_time() - began < seconds)
        return found, process_time() - began


@contextmanager
def profiled() -> Iterator[dict[str, float]]:
    """Seconds that each kind's prices take meanwhile, by kind."""
    found = dict.fromkeys(kinds(), 0.0)

    def timed(kind: str, price: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any) -> Any:
            began = process_time()
            try:
                return price(*arguments)
            finally:
                found[kind] += process_time() - began

        return asked

    own = {kind: vars(kind).get("price") for kind in kinds().values()}
    for name, kind in kinds().items():
        kind.price = timed(name, kind.price)  # type: ignore[method-assign]  # that is meant
    try:
        yield found
    finally:
        for kind, price in own.items():
            if price is None:
                del kind.price
            else:
                kind.price = price  # type: ignore[method-assign]  # as it was


def row_of(instance: str, seconds: float) -> dict[str, Any]:
    """All of it for one festival."""
    problem = compile_festival(festival_of(instance))
    timetable = construct(problem, quick=True)
    maps_of(problem, timetable)
    spent = 1000 * np.array(maps_of(problem, timetable))
    moves, took = walked(problem, timetable, seconds)
    with profiled() as shares:
        _, whole = walked(problem, timetable, seconds)
    most = "; ".join(
        f"{kind} {100 * one / whole:.0f} %" for kind, one in nlargest(8, shares.items(), key=itemgetter(1))
    )
    return {
        "instance": instance,
        "showings": len(problem.showings),
        "places": int(np.mean([static_map(problem, one).allowed.size for one in problem.showings])),
        "rules": len(problem.rules),
        "p50 ms": round(float(np.percentile(spent, 50)), 1),
        "p95 ms": round(float(np.percentile(spent, 95)), 1),
        "max ms": round(float(spent.max()), 1),
        "by the verifier s": round(by_verifier(problem, timetable), 1),
        "maps a second": round(moves["maps"] / took),
        "moves a second": round(moves["moves"] / took),
        "profile": most,
        **{key: about()[key] for key in ABOUT},
    }


def table(path: Path) -> str | None:
    """What is kept in a file, for Markdown; None if there is none."""
    if not path.exists():
        return None
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    heads = [one for one in rows[0] if one not in (*ABOUT, "profile")]
    told = lines_of(
        heads, ([f"{int(row[one]):,}" if row[one].isdigit() else row[one] for one in heads] for row in rows)
    )
    shares = (f"`{row['instance']}`, of all time by rule: {row['profile']}." for row in rows)
    last = rows[-1]
    machine = f"Measured {last['date']} on {last['machine']}, Python {last['python']}, one of the cores."
    return "\n\n".join([told, *shares, machine])


@click.command()
@click.argument("instances", nargs=-1, required=True)
@click.option("--seconds", default=10.0, show_default=True, help="Of processor for each walk.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="CSV file, made anew.")
def main(instances: tuple[str, ...], seconds: float, output: Path | None) -> None:
    """Time the prices of each of INSTANCES."""
    rows = [row_of(instance, seconds) for instance in instances]
    for row in rows:
        click.echo(", ".join(f"{name} {value}" for name, value in row.items()))
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
