"""The tables and pictures of ``docs/performance.md``, made of what is kept in ``docs/measured``.

    python -m tests.laboratory.page

Each region of the page, from ``<!-- measured: NAME -->`` to ``<!-- end -->``, is one table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tests.laboratory import tables
from tests.laboratory.curves import drawn
from tests.laboratory.prices import table as prices
from tests.laboratory.rows import Row, groups, rows_in
from tests.laboratory.runs import COMMON

DOCS = Path(__file__).parents[2] / "docs"
PAGE, MEASURED, PICTURES = DOCS / "performance.md", DOCS / "measured", DOCS / "pictures" / "performance"
BY_SIZE = "metropolis by size"
REGION = re.compile(r"(<!-- measured: (.*?) -->\n).*?(<!-- end -->)", re.DOTALL)
DRAWN = ("festivals", "growth", "ablations")
"""Files whose runs are drawn."""


TABLES: dict[str, Callable[[Sequence[Row]], str]] = {
    "festivals": tables.festivals,
    "growth": tables.festivals,
    "ablations": tables.ablations,
    "conferences": tables.conferences,
}
"""By the name of the file and of the region."""


def page(text: str) -> str:
    """The page with every table as it follows from the files; regions of which nothing is kept stay as they are."""

    def filled(found: re.Match[str]) -> str:
        made = _made(found[2])
        return found[0] if made is None else f"{found[1]}{made}\n{found[3]}"

    return REGION.sub(filled, text)


def _made(name: str) -> str | None:
    if name == "prices":
        return prices(MEASURED / "prices.csv")
    rows = rows_in(MEASURED / f"{name}.csv")
    if not rows:
        return None
    shown = [f"![{title}: points over time]({_file(title).relative_to(DOCS)})" for title in _by_title(name)]
    return "\n\n".join([TABLES[name](rows), tables.conditions(rows), *shown])


def pictures() -> dict[Path, str]:
    """SVG by file: of every festival by itself, of the common rules, and of all sizes together."""
    return {_file(title): _picture(title, rows) for name in DRAWN for title, rows in _by_title(name).items()}


def _file(title: str) -> Path:
    return PICTURES / f"{re.sub('[^a-z0-9]+', '-', title.lower()).strip('-')}.svg"


def _by_title(name: str) -> dict[str, list[Row]]:
    """What is drawn of a file, picture by picture."""
    found: dict[str, list[Row]] = {}
    for row in rows_in(MEASURED / f"{name}.csv") if name in DRAWN else ():
        if row.curve:
            found.setdefault(_title(row, name), []).append(row)
    return found


def _title(row: Row, name: str) -> str:
    if name == "growth":
        return BY_SIZE
    if name == "ablations":
        return f"{row.instance}, without each way"
    return f"{row.instance}, {COMMON}" if COMMON in row.way else row.instance


def _picture(title: str, rows: Iterable[Row]) -> str:
    runs, bounds = [], dict[str, float]()
    for (instance, way, _), own in groups(rows).items():
        line = _line(title, instance, way)
        runs += [(line, [(when, tables.first(points)) for when, points in row.curve], row.budget) for row in own]
        best = [tables.first(row.bound) for row in own if row.bound is not None and tables.first(row.bound) > 0]
        if best and title in (instance, f"{instance}, without each way"):
            bounds["bound,"] = max(best)
    seeds = max(len({row.seed for row in own}) for own in groups(rows).values())
    return drawn(f"{title}: points over time, {seeds} seed{'s' * (seeds > 1)}", runs, bounds)


def _line(title: str, instance: str, way: str) -> str:
    """How a line is called: by its size, by whom, or without what."""
    return instance if title == BY_SIZE else way.removeprefix(COMMON).removeprefix(", ") or "Showgrid"


def main() -> None:
    """Write the page and the pictures."""
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for file, text in pictures().items():
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
