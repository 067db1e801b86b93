"""Conferences of others, from their workbook to a solution that their own measure scores, by the commands alone.

    python -m tests.laboratory.conferences CoSPLib/*.xlsx 18talks-6timeslots-5rooms.xlsx --seeds 3 --budget 60

Each is imported, solved, verified, exported, and the exported workbook is scored by ``tests.scorers``, which shares
nothing with the rules.  Where the verifier and the scorer differ, or a command fails, it ends: that would be a fault.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from scheduler.result import listed
from tests.laboratory.rows import Penalty, Row, about, add
from tests.laboratory.runs import is_optaplanner
from tests.laboratory.tables import conferences
from tests.scorers import cosplib, optaplanner
from tests.scorers.cosplib_data import read_grid, read_instance

PROGRAM = (sys.executable, "-c", "from scheduler.cli import main; main(prog_name='showgrid')")


def showgrid(*arguments: object, ends: Sequence[int] = (0,)) -> tuple[str, resource.struct_rusage]:
    """What a command prints, and what it used; it must end with one of ``ends``."""
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen((*PROGRAM, *map(str, arguments)), stdout=printed)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in ends:
            raise click.ClickException(f"showgrid {' '.join(map(str, arguments))} ended with {process.returncode}")
        printed.seek(0)
        return printed.read(), used


def run(workbook: Path, folder: Path, budget: float, seed: int, workers: int) -> Row:
    """Import, solve, verify, export, score; all files stay in the folder."""
    of_talks = is_optaplanner(workbook)
    kind, name = "optaplanner" if of_talks else "cosplib", workbook.stem
    festival, timetable = folder / f"{name}.yaml", folder / f"{name}-{budget:g}-{seed}.json"
    written, told = timetable.with_suffix(".xlsx"), about()
    showgrid("import", kind, workbook, "-o", festival)
    _, used = showgrid(
        "solve", festival, "--budget", budget, "--seed", seed, "--workers", workers, "-o", timetable, ends=(0, 4)
    )
    report = json.loads(showgrid("verify", festival, timetable, "--json", ends=(0, 1))[0])
    showgrid("export", kind, festival, timetable, "-o", written)
    points, broken = (_of_talks if of_talks else _of_sessions)(workbook, written)
    if not broken and _lost(report["penalty"]) != points:
        raise click.ClickException(f"{name}: the verifier says {report['penalty']}, the scorer {points}")
    found = json.loads(timetable.read_text("utf-8"))
    row = Row(name, "", len(found["placements"]) + len(found.get("unplaced", [])), seed, workers, budget, about=told)
    row.end, row.broken, row.seconds, row.memory = points, broken, found["seconds"], used.ru_maxrss // 1024
    row.processor = round(used.ru_utime + used.ru_stime, 1)
    row.bound = None if found.get("bound") is None else _lost(found["bound"])
    row.gap = None if row.bound is None or broken else (points - row.bound) / max(1, abs(points))
    return row


def _lost(penalty: Penalty) -> int:
    """Points at the last tier; those before count what a complete timetable has none of."""
    return listed(penalty)[-1]


def _of_sessions(workbook: Path, written: Path) -> tuple[int, int]:
    """Points and faults by CoSPLib's measure."""
    instance = read_instance(workbook.read_bytes())
    found = cosplib.score(instance, read_grid(instance, written.read_bytes()))
    return found.total, len(found.broken)


def _of_talks(_: Path, written: Path) -> tuple[int, int]:
    """Points and faults by OptaPlanner's measure: what is lost is what its soft score lacks."""
    total = optaplanner.score(optaplanner.read(written.read_bytes())).total
    return -total["soft"], -total["hard"] - total["medium"]


@click.command()
@click.argument("workbooks", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--seeds", default=1, show_default=True, help="Runs of each, with seeds from 0 on.")
@click.option("--budget", default=60.0, show_default=True, help="Seconds of each run.")
@click.option("--workers", default=2, show_default=True, help="Cores.")
@click.option(
    "--keep", default="out/conferences", show_default=True, type=click.Path(path_type=Path), help="Folder of the files."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="CSV file; rows are added to it.")
def main(workbooks: tuple[Path, ...], seeds: int, budget: float, workers: int, keep: Path, output: Path | None) -> None:
    """Import, solve, verify, export and score each of WORKBOOKS, seed by seed."""
    keep.mkdir(parents=True, exist_ok=True)
    rows = []
    for workbook in workbooks:
        for seed in range(seeds):
            row = run(workbook, keep, budget, seed, workers)
            broken = f", {row.broken} broken" if row.broken else ""
            click.echo(
                f"{time.strftime('%H:%M:%S')} {row.instance} seed {seed}: {row.end}{broken}, bound {row.bound}, "
                f"{row.seconds} s",
                err=True,
            )
            rows.append(row)
            if output is not None:
                add(output, row)
    click.echo(conferences(rows))


if __name__ == "__main__":
    main()
