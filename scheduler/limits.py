"""How long CP-SAT may search a neighbourhood, and how it is set for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model


@dataclass
class Limits:
    """How long one neighbourhood may be searched."""

    seconds: float = 1.5
    deterministic: float | None = None
    """CP-SAT's own count of work instead of seconds, for the same result on every machine."""


def solver_within(limits: Limits, seconds: float, seed: int) -> Any:
    """A solver for one neighbourhood, on one core; ``seconds``: what is left."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.catch_sigint_signal = False
    # Measured on neighbourhoods of 8 to 19 showings of a festival of 600: presolve alone takes seconds
    # there, and without it, but with all of the model in the LP, they are searched to their end.
    parameters.cp_model_presolve = False
    parameters.linearization_level = 2
    if limits.deterministic is None:
        parameters.max_time_in_seconds = seconds
    else:
        parameters.max_deterministic_time = limits.deterministic
    return solver
