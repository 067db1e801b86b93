"""``showgrid doctor``: whether everything that the program needs is there and works."""

from __future__ import annotations

import platform
from collections.abc import Callable

import click


@click.command("doctor")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Try everything that Showgrid needs, and say what is missing and what to do."""
    failed = False
    for name, check in CHECKS.items():
        try:
            told, mark = check(), "ok  "
        except Exception as error:  # noqa: BLE001  whatever is wrong is what is to be told
            told, mark, failed = f"{type(error).__name__}: {error}", "FAIL", True
        click.echo(f"{mark}  {name:<10}  {told}")
    ctx.exit(1 if failed else 0)


def _python() -> str:
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"


def _kinds() -> str:
    from scheduler.constraint import kinds

    return f"{len(kinds())} kinds of rule"


def _solver() -> str:
    import ortools
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    model.new_bool_var("works")
    solver = cp_model.CpSolver()
    if solver.solve(model) != cp_model.OPTIMAL:
        raise RuntimeError("CP-SAT cannot solve the simplest model; reinstall ortools")
    return f"OR-Tools {ortools.__version__}"


def _zones() -> str:
    from scheduler.clock import zone

    zone("Asia/Seoul")
    return "time zones are known"


def _samples() -> str:
    from scheduler.samples import samples

    found = samples()
    if not found:
        raise RuntimeError("no sample festival is installed; reinstall showgrid")
    return f"sample festivals: {', '.join(sorted(found))}"


def _print() -> str:
    import typst

    made = typst.compile(b"showgrid", format="pdf")
    return f"typst prints {len(made or b'')} bytes"


CHECKS: dict[str, Callable[[], str]] = {
    "python": _python,
    "kinds": _kinds,
    "solver": _solver,
    "zones": _zones,
    "samples": _samples,
    "print": _print,
}
