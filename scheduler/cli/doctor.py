"""``showgrid doctor``: whether everything that the program needs is there and works."""

from __future__ import annotations

import platform
from collections.abc import Callable

import click


@click.command("doctor", short_help="Say whether everything that it needs works.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Try everything that Showgrid needs, and say what is missing and what to do.

    Ends with 1 if anything fails.

    \b
      showgrid doctor
    """
    failed = False
    for name, check in (CHECKS | _announced()).items():
        try:
            told, mark = check(), "ok  "
        except Exception as error:  # whatever is wrong is what is to be told
            told, mark, failed = " ".join(f"{type(error).__name__}: {error}".split()), "FAIL", True
        click.echo(f"{mark}  {name:<10}  {told}")
    ctx.exit(1 if failed else 0)


def _announced() -> dict[str, Callable[[], str]]:
    """Checks of other packages, which join as commands do."""
    from scheduler.announced import announced

    return {one.name: one.load() for one in announced("showgrid.checks")}


def _python() -> str:
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"


def _kinds() -> str:
    from scheduler.constraint import kinds

    return f"{len(kinds())} kinds of rule"


def _solver() -> str:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    model.new_bool_var("works")
    solver = cp_model.CpSolver()
    if solver.solve(model) != cp_model.OPTIMAL:
        raise RuntimeError("CP-SAT cannot solve the simplest model; reinstall ortools")
    from importlib.metadata import version  # help loads this module, and has no use for it

    return f"OR-Tools {version('ortools')}"


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

    from scheduler.paper.press import FONTS, fonts

    found = fonts().families()
    missing = [font for font in FONTS if font not in found]
    if missing:
        raise RuntimeError(f"the fonts {', '.join(missing)} are missing; reinstall showgrid")
    made = typst.compile(b"showgrid", font_paths=fonts(), format="pdf")
    return f"typst prints {len(made or b'')} bytes; fonts: {', '.join(FONTS)}"


CHECKS: dict[str, Callable[[], str]] = {
    "python": _python,
    "kinds": _kinds,
    "solver": _solver,
    "zones": _zones,
    "samples": _samples,
    "print": _print,
}
