"""What was measured, a row a run: kept in CSV files, with the machine and the versions that it was measured with."""

from __future__ import annotations

import csv
import json
import os
import platform
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

MOMENTS = (5, 10, 20, 30, 60)
"""Seconds at which the penalty is read."""

POINTS = 60
"""Of a curve that are kept at the most; its last is always one of them."""

Penalty = int | list[int]
Curve = list[tuple[float, Penalty]]
"""Seconds and penalty of each better timetable without a broken must."""


@dataclass
class Row:
    """One run."""

    instance: str
    way: str = ""
    """By whom, or without what; empty: this program, whole."""
    showings: int = 0
    seed: int = 0
    workers: int = 2
    budget: float = 60.0
    """Seconds."""
    end: Penalty | None = None
    """What is lost at the end; none: nothing without a broken must was found."""
    broken: int = 0
    """Musts that the end breaks, missing showings among them."""
    bound: Penalty | None = None
    gap: float | None = None
    seconds: float = 0.0
    """That were spent."""
    processor: float = 0.0
    """Seconds of processor that all processes got, loading included: on a busy machine far fewer than were spent."""
    memory: int = 0
    """MiB of all processes together."""
    curve: Curve = field(default_factory=list)
    about: dict[str, str] = field(default_factory=lambda: about())
    """Machine, load, date, versions."""

    @property
    def first(self) -> float | None:
        """Seconds after loading until the first timetable with everything placed and no must broken."""
        return self.curve[0][0] if self.curve else None

    def at(self, moment: float) -> Penalty | None:
        """The penalty after so many seconds; None if there was nothing, or the run was not meant to last so long."""
        if moment > self.budget:
            return None
        return next((points for when, points in reversed(self.curve) if when <= moment), None)


ABOUT = ("date", "machine", "load", "python", "ortools", "timefold", "commit")
PLAIN = tuple(one.name for one in fields(Row) if one.name not in ("curve", "about"))
COLUMNS = (*PLAIN, "first", *(f"at {one} s" for one in MOMENTS), *ABOUT, "curve")


def about() -> dict[str, str]:
    """The machine and the versions of what runs on it; ``load`` is that of the minute before."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": _machine(),
        "load": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "ortools": version("ortools"),
        "timefold": _version("timefold"),
        "commit": _commit(),
    }


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    return f"{model}, {os.cpu_count()} cores"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _commit() -> str:
    run = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    try:
        return subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


# -- files --------------------------------------------------------------------------------------


def add(path: Path, row: Row) -> None:
    """Write one more line; the first with a heading."""
    new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(_cells(row))


def _cells(row: Row) -> dict[str, Any]:
    read = {f"at {one} s": row.at(one) for one in MOMENTS} | {"first": row.first, "curve": list(thinned(row.curve))}
    cells = {name: getattr(row, name) for name in PLAIN} | read
    return {name: json.dumps(one) if isinstance(one, list) else one for name, one in cells.items()} | row.about


def thinned(curve: Sequence[tuple[float, Penalty]]) -> Sequence[tuple[float, Penalty]]:
    """About so many points as a picture can show: the first, the last, and some between."""
    step = -(-len(curve) // POINTS) or 1
    return [*curve[:1], *curve[step:-1:step], *curve[1:][-1:]]


def rows_in(path: Path) -> list[Row]:
    """What is kept in a file; nothing if there is none."""
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return [_row(cells) for cells in csv.DictReader(file)]


def _row(cells: dict[str, str]) -> Row:
    texts = ("instance", "way")
    read: dict[str, Any] = {name: cells[name] if name in texts else _value(cells[name]) for name in PLAIN}
    curve = [(when, points) for when, points in json.loads(cells["curve"] or "[]")]
    return Row(**read, curve=curve, about={name: cells[name] for name in ABOUT})


def _value(text: str) -> Any:
    return json.loads(text) if text else None


def as_json(row: Row) -> str:
    """For the pipe from the process that ran it."""
    return json.dumps(asdict(row))


def from_json(text: str) -> Row:
    """The row that was sent."""
    return Row(**json.loads(text))


def groups(rows: Iterable[Row]) -> dict[tuple[str, str, float], list[Row]]:
    """Runs by instance, way and budget, in the order in which they were made."""
    found: dict[tuple[str, str, float], list[Row]] = {}
    for row in rows:
        found.setdefault((row.instance, row.way, row.budget), []).append(row)
    return found
