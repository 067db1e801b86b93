"""Mutation score: files are broken at random places, and counted is what their own tests notice.

    python -m tests.mutation --sample 30 --seed 1 constraints/same_day.py scheduler/verify.py

mutmut breaks the code and runs the tests, in a copy below build/mutate; what stands here is what it does not
do: draw a sample that can be drawn again, run it in two rounds, and print a table.  In the first round the
contract test draws few timetables.  What survives that is run once more with all of them, so the score is
that of the ordinary tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "mutate"
FEW_DRAWS = {"SHOWGRID_DRAWS": "4"}
SHARED = ["tests/constraints/test_contract.py", "tests/constraints/test_sentences.py", "tests/explain/test_helped.py"]
"""Tests that go over every kind, with its name in their ids: between hyphens, or at their beginning."""
PLANS = "tests/sessions/test_plans.py"
"""Tests of what kinds tell about plans of parallel sessions."""
BUILT_IN = ["tests/test_verify.py", "tests/test_rooms.py"]
"""Tests of all that is built in."""
SURVIVED = ("survived", "no tests")
CONFIG = """
[tool.mutmut]
source_paths = ["scheduler", "constraints", "web"]
also_copy = ["fixtures", "docs"]
only_mutate = [{file!r}]
pytest_add_cli_args = ["-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = {tests!r}
# Wide: times are taken with few draws, and the machine may be busy with something else.
timeout_multiplier = 40.0
"""


@dataclass(frozen=True)
class Score:
    """What became of a file's mutants; ``statuses`` are those of the sample, in mutmut's words."""

    file: str
    mutants: int
    statuses: dict[str, str]

    @property
    def survivors(self) -> list[str]:
        """Mutants that no test noticed."""
        return [name for name, status in self.statuses.items() if status in SURVIVED]

    def row(self) -> list[int]:
        """Mutants, sampled, killed, survived, timeouts."""
        counts, lived = Counter(self.statuses.values()), len(self.survivors)
        return [
            self.mutants, len(self.statuses), len(self.statuses) - lived - counts["timeout"], lived, counts["timeout"],
        ]  # fmt: skip


def own_tests(file: str) -> list[str]:
    """A file's own tests, as pytest wants them; for a kind also its part of what is asked of all."""
    path = Path(file)
    if path.parent.name == "builtin":
        return BUILT_IN
    if path.parts[0] != "constraints":
        return [f"tests/test_{path.stem}.py"]
    own = f"test_{path.stem}.py"
    plans = [PLANS] if "def post_plans" in (ROOT / file).read_text("utf-8") else []
    ours = " or ".join([own, f"-{path.stem}-", f"[{path.stem}-", *(Path(one).name for one in plans)])
    return [f"tests/constraints/{own}", *SHARED, *plans, "-k", ours]


def sampled(names: Sequence[str], size: int | None, seed: int) -> list[str]:
    """As many names, in their order, always the same for a seed; all if no size is given."""
    if size is None or size >= len(names):
        return list(names)
    chosen = set(Random(f"{seed} {names[0]}").sample(names, size))
    return [name for name in names if name in chosen]


def table(scores: Sequence[Score]) -> str:
    """One line a file, and the sum; a timeout counts as noticed."""
    rows = [(score.file, score.row()) for score in scores]
    rows.append(("all", [sum(column) for column in zip(*(row for _, row in rows), strict=True)]))
    lines = ["| file | mutants | sampled | killed | survived | timeout | score |", "|---|--:|--:|--:|--:|--:|--:|"]
    for file, row in rows:
        noticed = f"{(row[2] + row[4]) / row[1]:.0%}" if row[1] else "-"
        lines.append(f"| {file} | {' | '.join(map(str, row))} | {noticed} |")
    return "\n".join(lines)


def measured(file: str, tests: list[str], size: int | None, seed: int) -> Score:
    """Break one file at a sample of its places, in a copy of its own."""
    if tests and tests[0].endswith(".py") and not (ROOT / tests[0]).is_file():
        raise click.ClickException(f"{file} has no {tests[0]}; name its tests: TESTS=tests/...")
    folder = _copy(file, tests)
    names = _names(folder, file)
    sample = sampled(names, size, seed)
    _mutmut(folder, "run", "--max-children", "1", *sample, env=FEW_DRAWS)
    first = Score(file, len(names), _statuses(folder, sample))
    if not first.survivors:
        return first
    _mutmut(folder, "run", "--max-children", "1", *first.survivors)
    return Score(file, len(names), _statuses(folder, sample))


def _copy(file: str, tests: list[str]) -> Path:
    folder = BUILD / Path(file).with_suffix("")
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("scheduler", "constraints", "web", "fixtures", "docs", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text(project + CONFIG.format(file=file, tests=tests), "utf-8")
    return folder


def _names(folder: Path, file: str) -> list[str]:
    """All mutants of the file, as mutmut numbers them."""
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    with chdir(folder):  # where mutmut looks for its configuration
        found = mutate_file_contents(file, Path(file).read_text("utf-8"), None, None)
    return [get_mutant_name(Path(file), name) for name in found.mutant_names]


def _mutmut(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    """What the program says; its complaint ends everything."""
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise click.ClickException(
            f"{folder.name}: mutmut {arguments[0]} failed.\n{(done.stdout + done.stderr)[-4000:]}"
        )
    return done.stdout


def _statuses(folder: Path, sample: Sequence[str]) -> dict[str, str]:
    lines = _mutmut(folder, "results", "--all", "true").splitlines()
    found = dict(line.strip().split(": ", 1) for line in lines if ": " in line)
    return {name: found[name] for name in sample}


def _modules(folder: str) -> list[str]:
    """Files of a package, itself aside."""
    return sorted(f"{folder}/{path.name}" for path in (ROOT / folder).glob("[a-z]*.py"))


@click.command()
@click.argument("files", nargs=-1)
@click.option("--sample", type=click.IntRange(1), help="Mutants of each file; all if not given.")
@click.option("--seed", default=1, show_default=True, help="Another seed, another sample.")
@click.option("--tests", default="", help="Tests to run, instead of a file's own.")
def main(files: tuple[str, ...], sample: int | None, seed: int, tests: str) -> None:
    """Break FILES on purpose (every kind and the verifier, if none is named) and say what their tests do not notice."""
    scores = []
    for file in files or (*_modules("constraints"), *_modules("scheduler/builtin"), "scheduler/verify.py"):
        if not (ROOT / file).is_file():
            raise click.BadParameter(f"there is no {file}; name files from the top of the checkout")
        score = measured(file, tests.split() or own_tests(file), sample, seed)
        scores.append(score)
        click.echo(f"{file}: {len(score.survivors)} of {len(score.statuses)} survived")
        for name in score.survivors:
            click.echo(_mutmut(BUILD / Path(file).with_suffix(""), "show", name))
    click.echo(table(scores))


if __name__ == "__main__":
    main()
