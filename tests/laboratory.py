"""How good timetables get in how many seconds: instance by instance, seed by seed, as a table and a CSV file.

    python -m tests.laboratory kaiff-2024 metropolis metropolis:1200 summit OR60.yaml --seeds 3 --budget 60

An instance is a sample, a sample of another size, or a file. Each run is a process of its own, one after the other:
``first`` is when the first timetable without a broken must was there (seconds after loading), then the penalty at some
moments and at the end, the bound, the gap between both, and the memory of all its processes.

``--without rings`` leaves a way of searching out (in one process, as both are: compare with ``--workers 1``);
``--plot FILE.svg`` draws the penalty over time; ``--rival`` has Timefold solve the rules that it and we both know.
"""

from __future__ import annotations

import csv
import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import click

from scheduler import neighbours, ruin
from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.formats.document import load
from scheduler.result import Options, Progress, listed
from scheduler.samples import sample, samples
from scheduler.solve import solve
from scheduler.verify import Report, verify
from tests.curves import drawn
from tests.generators import metropolis
from tests.plain import plain
from tests.rival import Missing, available, known, solved

if TYPE_CHECKING:
    from scheduler.problem import Problem

Penalty = int | list[int]
Curve = list[tuple[float, Penalty]]
"""Seconds and penalty of each better timetable without a broken must."""
WAYS = ("rings", "ruin", "together", "models")
"""What can be left out: chains and rings, ruin and recreate, titles at once in it, neighbourhoods by CP-SAT."""

MOMENTS = (5, 10, 20, 30, 60)
"""Seconds at which the penalty is read."""
FIELDS = (
    "instance",
    "showings",
    "seed",
    "first",
    *(f"at {one} s" for one in MOMENTS),
    "end",
    "bound",
    "gap",
    "seconds",
)
ABOUT = ("memory", "machine", "python", "ortools")


def festival_of(instance: str) -> Festival:
    """By the name of a sample, with a number of showings after a colon, or by a file's path."""
    name, _, size = instance.partition(":")
    if size:
        return Festival.model_validate(metropolis.generate(showings=int(size))[0])
    return load(sample(name) if name in samples() else Path(instance))


def measured(instance: str, seed: int, budget: float, workers: int, *, common: bool = False) -> dict[str, Any]:
    """One run in this process.  ``common``: with those rules only that Timefold's model knows, too."""
    festival = festival_of(instance)
    problem = compile_festival(known(festival) if common else festival)
    seen: Curve = []

    def look(news: Progress) -> None:
        points = news.report.penalty
        if news.report.valid and (not seen or listed(points) < listed(seen[-1][1])):
            seen.append((news.seconds, points))

    result = solve(problem, Options(budget, seed, workers), progress=look)
    at = {f"at {one} s": next((points for when, points in reversed(seen) if when <= one), None) for one in MOMENTS}
    used = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    row = {
        "instance": Path(instance).stem + (", common rules" if common else ""),
        "showings": len(problem.showings),
        "seed": seed,
        "first": round(seen[0][0], 2) if seen else None,
        **at,
        "end": result.report.penalty,
        "bound": result.bound,
        "gap": None if result.gap is None else round(result.gap, 4),
        "seconds": result.seconds,
        "memory": f"{used // 1024} MB",
        "curve": seen,
    }
    return row | _about()


def _told(report: Report) -> Penalty | str:
    return report.penalty if report.valid else f"{len(report.broken)} broken, {report.penalty}"


@contextmanager
def leaving_out(ways: Sequence[str]) -> Iterator[None]:
    """A search without these ways, in this process."""
    every, step = neighbours.arms_of, ruin.TOGETHER

    def arms(problem: Problem) -> tuple[str, ...]:
        left = [one for one in every(problem) if one not in ways]
        return tuple(one for one in left if "models" not in ways or one in ("ruin", "rings"))

    neighbours.arms_of, ruin.TOGETHER = arms, 0.0 if "together" in ways else step
    try:
        yield
    finally:
        neighbours.arms_of, ruin.TOGETHER = every, step


def referred(instance: str, budget: float, workers: int) -> dict[str, Any]:
    """The same festival by the plain model of the textbooks, in this process; its penalty by our verifier."""
    problem, began = compile_festival(festival_of(instance)), time.monotonic()
    timetable = plain(problem, seconds=budget, workers=workers)
    report = None if timetable is None else verify(problem, timetable)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "instance": f"{Path(instance).stem}, plain CP-SAT",
        "showings": len(problem.showings),
        "seed": 0,
        "end": None if report is None else _told(report),
        "seconds": round(time.monotonic() - began, 2),
        "memory": f"{used // 1024} MB",
        **_about(),
    }


def challenged(instance: str, budget: float) -> dict[str, Any]:
    """The rules that both know by Timefold, in this process; its penalty by our verifier."""
    found = solved(compile_festival(known(festival_of(instance))), budget)
    curve = [(when, -soft) for when, hard, soft in found.seen if hard == 0]
    at = {f"at {one} s": next((points for when, points in reversed(curve) if when <= one), None) for one in MOMENTS}
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "instance": f"{Path(instance).stem}, common rules, Timefold {version('timefold')}",
        "showings": found.showings,
        "seed": 0,
        "first": round(curve[0][0], 2) if curve else None,
        **at,
        "end": _told(found.report),
        "seconds": budget,
        "memory": f"{used // 1024} MB",
        "curve": curve,
        **_about(),
    }


def _about() -> dict[str, str]:
    return {"machine": _machine(), "python": platform.python_version(), "ortools": version("ortools")}


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    return f"{model}, {sum(line.startswith('processor') for line in lines)} cores"


def table(rows: list[dict[str, Any]]) -> str:
    """Of each instance the best, the middle and the worst of its seeds, for Markdown."""
    heads = ("instance", "showings", "first", *(f"at {one} s" for one in MOMENTS), "end", "bound", "gap", "memory")
    lines = [" | ".join(["", *heads, ""]).strip(), "|" + "---|" * len(heads)]
    for instance in dict.fromkeys(row["instance"] for row in rows):
        own = [row for row in rows if row["instance"] == instance]
        lines.append("| " + " | ".join(_spread([row.get(head) for row in own]) for head in heads) + " |")
    return "\n".join(lines)


def _spread(values: list[Any]) -> str:
    known = sorted(one for one in values if isinstance(one, int | float))
    if len(known) < len(values) or len(set(known)) == 1:
        return str(values[0] if len({str(one) for one in values}) == 1 else values)
    return " / ".join(
        f"{one:,.4g}" if isinstance(one, float) else f"{one:,}" for one in (known[0], median(known), known[-1])
    )


@click.command()
@click.argument("instances", nargs=-1, required=True)
@click.option("--seeds", default=1, show_default=True, help="Runs of each, with seeds from 0 on.")
@click.option("--budget", default=60.0, show_default=True, help="Seconds of each run.")
@click.option("--workers", default=2, show_default=True, help="Cores.")
@click.option("--without", type=click.Choice(WAYS), multiple=True, help="A way of searching to leave out.")
@click.option("--plot", type=click.Path(path_type=Path), help="SVG file: penalty over time of all runs.")
@click.option("--reference", is_flag=True, help="Each once more, by one plain model of all of it.")
@click.option("--rival", is_flag=True, help="Each once more with the rules that Timefold knows, too, by both.")
@click.option("--only", type=int, hidden=True, help="One run in this process, with this seed; its row as JSON.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="CSV file; rows are added to it.")
def main(
    instances: tuple[str, ...],
    seeds: int,
    budget: float,
    workers: int,
    without: tuple[str, ...],
    plot: Path | None,
    reference: bool,
    rival: bool,
    only: int | None,
    output: Path | None,
) -> None:
    """Solve each of INSTANCES again and again, and print what came out."""
    if only is not None:
        with leaving_out(without):
            made = _one(instances[0], only, budget, workers, reference=reference, rival=rival)
        click.echo(json.dumps(made))
        return
    rows = []
    for instance in instances:
        for more in _runs(seeds, reference=reference, rival=rival):
            run = [sys.executable, "-m", "tests.laboratory", instance, "--budget", str(budget)]
            run += ["--workers", str(1 if without else workers), *(f"--without={one}" for one in without), *more]
            done = subprocess.run(run, stdout=subprocess.PIPE, text=True, check=True)
            rows.append(json.loads(done.stdout.splitlines()[-1]))
            if without:
                rows[-1]["instance"] += f", without {' and '.join(without)}"
            click.echo(f"{time.strftime('%H:%M:%S')} {rows[-1]['instance']} {more[1]}: {rows[-1]['end']}", err=True)
            if output is not None:
                _added(output, rows[-1])
    if plot is not None:
        plot.write_text(drawn([(row["instance"], row["seed"], row.get("curve", [])) for row in rows]), "utf-8")
    click.echo(table(rows))


def _one(instance: str, seed: int, budget: float, workers: int, *, reference: bool, rival: bool) -> dict[str, Any]:
    """One run: ours, ours with common rules, or that of one of the two others."""
    if rival and reference:
        return challenged(instance, budget)
    return referred(instance, budget, workers) if reference else measured(instance, seed, budget, workers, common=rival)


def _runs(seeds: int, *, reference: bool, rival: bool) -> list[list[str]]:
    """Arguments of each run of an instance; without Timefold or Java it is said loudly that they are skipped."""
    runs = [["--only", str(seed)] for seed in range(seeds)]
    if reference:
        runs.append(["--only", "0", "--reference"])
    if rival:
        try:
            available()
        except Missing as why:
            click.echo(f"TIMEFOLD IS SKIPPED: {why}", err=True)
        else:
            runs += [["--only", "0", "--rival"], ["--only", "0", "--rival", "--reference"]]
    return runs


def _added(output: Path, row: dict[str, Any]) -> None:
    new = not output.exists()
    with output.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, (*FIELDS, *ABOUT), extrasaction="ignore")
        if new:
            writer.writeheader()
        writer.writerow(row)


if __name__ == "__main__":
    main()
