"""How good timetables get in how many seconds: instance by instance, seed by seed, as a table and a CSV file.

    python -m tests.laboratory kaiff-2024 metropolis metropolis:1200 summit OR60.xlsx --seeds 3 --budget 60

An instance is a sample, a sample of another size, or a file.  Each run is a process of its own, one after the other.
``--plain`` adds the plain model of the textbooks, ``--rival`` the common rules by us, by the plain model and by
Timefold; ``--without rings`` runs each whole and without a way of searching.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from tests.laboratory.rival import Beyond, Missing, available
from tests.laboratory.rows import Row, add, as_json, from_json
from tests.laboratory.runs import challenged, measured, referred
from tests.laboratory.tables import festivals
from tests.laboratory.ways import WAYS, leaving_out

HOW = ("ours", "plain", "common", "plain common", "rival")


@click.command()
@click.argument("instances", nargs=-1, required=True)
@click.option("--seeds", default=1, show_default=True, help="Runs of each, with seeds from 0 on.")
@click.option("--budget", default=60.0, show_default=True, help="Seconds of each run.")
@click.option("--workers", default=2, show_default=True, help="Cores.")
@click.option("--without", type=click.Choice(list(WAYS)), multiple=True, help="Each once more without this way.")
@click.option("--plain", is_flag=True, help="Each once more, by one plain model of all of it.")
@click.option("--rival", is_flag=True, help="Each once more with the rules that Timefold knows, too, by all.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="CSV file; rows are added to it.")
@click.option("--how", type=click.Choice(HOW), hidden=True, help="One run in this process; its row as JSON.")
@click.option("--seed", default=0, hidden=True)
def main(
    instances: tuple[str, ...],
    seeds: int,
    budget: float,
    workers: int,
    without: tuple[str, ...],
    plain: bool,
    rival: bool,
    output: Path | None,
    how: str | None,
    seed: int,
) -> None:
    """Solve each of INSTANCES again and again, and print what came out."""
    if how is not None:
        with leaving_out(without):
            made = _one(instances[0], how, seed, budget, workers, without)
        click.echo(as_json(made) if made is not None else "")
        return
    rival = rival and _rival_here()
    rows = []
    for instance in instances:
        for more in _runs(seeds, without, plain=plain, rival=rival):
            if (row := _process([instance, "--budget", str(budget), "--workers", str(workers), *more])) is None:
                continue
            click.echo(f"{time.strftime('%H:%M:%S')} {_told(row)}", err=True)
            rows.append(row)
            if output is not None:
                add(output, row)
    click.echo(festivals(rows))


def _one(instance: str, how: str, seed: int, budget: float, workers: int, without: tuple[str, ...]) -> Row | None:
    if how == "rival":
        try:
            return challenged(instance, seed, budget)
        except Beyond as why:
            click.echo(f"TIMEFOLD IS SKIPPED for {instance}: {why}", err=True)
            return None
    if how in ("plain", "plain common"):
        return referred(instance, budget, workers, common=how != "plain")
    return measured(instance, seed, budget, workers, common=how == "common", without=without)


def _process(arguments: list[str]) -> Row | None:
    run = [sys.executable, "-m", "tests.laboratory", *arguments]
    done = subprocess.run(run, stdout=subprocess.PIPE, text=True, check=True)
    told = done.stdout.rstrip("\n").split("\n")[-1]
    return from_json(told) if told else None


def _runs(seeds: int, without: tuple[str, ...], *, plain: bool, rival: bool) -> Iterator[list[str]]:
    """What each run is told; ours, without each way, and others by turns, so that a slow hour hits all alike."""
    for seed in map(str, range(seeds)):
        yield ["--how", "ours", "--seed", seed]
        yield from (["--how", "ours", "--seed", seed, "--without", way] for way in without)
        if rival:
            yield ["--how", "common", "--seed", seed]
            yield ["--how", "rival", "--seed", seed]
    # One model, one seed: that finds nothing, or nothing valid, by whatever seed.
    if plain:
        yield ["--how", "plain"]
    if rival and plain:
        yield ["--how", "plain common"]


def _rival_here() -> bool:
    """Whether Timefold and Java are; if not, that is said loudly."""
    try:
        available()
    except Missing as why:
        click.echo(f"TIMEFOLD IS SKIPPED: {why}", err=True)
        return False
    return True


def _told(row: Row) -> str:
    broken = f", {row.broken} broken" if row.broken else ""
    return f"{row.instance} {row.way} seed {row.seed}: {row.end}{broken}, bound {row.bound}".replace("  ", " ")


if __name__ == "__main__":
    main()
