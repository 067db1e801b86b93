"""What a worker can be asked for, a file each; of all but a timetable another worker begins anew."""

from __future__ import annotations

from collections.abc import Callable

from web.job import Job, Outcome
from web.jobs import alternatives, explain, replan, sensitivity, solve

KINDS: dict[str, Callable[[Job], Outcome]] = {
    "solve": solve.run,
    "explain": explain.run,
    "replan": replan.run,
    "alternatives": alternatives.run,
    "sensitivity": sensitivity.run,
}
