"""The search as one lively line in a terminal; nothing at all when there is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.solve import Progress

PHASES = {
    "en": {"construct": "placing", "improve": "improving", "prove": "proving"},
    "ko": {"construct": "배치 중", "improve": "개선 중", "prove": "증명 중"},
}
LINES = {
    "en": "{phase}  placed {placed}/{showings}  penalty {penalty}  bound {bound}",
    "ko": "{phase}  배정 {placed}/{showings}  감점 {penalty}  하한 {bound}",
}


@contextmanager
def shown(problem: Problem, budget: float, lang: str = "en") -> Iterator[Callable[[Progress], None]]:
    """A function to call with each news of the search, drawn on standard error while it runs."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (BarColumn(bar_width=24), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=budget)
        yield lambda news: _draw(bar, task, news, lang)


def _draw(bar: Any, task: Any, news: Progress, lang: str) -> None:
    text = LINES[lang].format(
        phase=PHASES[lang][news.phase],
        placed=news.placed,
        showings=news.showings,
        penalty=news.report.penalty,
        bound="–" if news.bound is None else news.bound,
    )
    bar.update(task, completed=min(news.seconds, bar.tasks[0].total or 0), description=text)
