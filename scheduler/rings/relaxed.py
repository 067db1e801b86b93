"""Which places are worth a literal: those that are no loss to the best there is, if showings may be divided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.linear_solver import pywraplp

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

MANY = 4_000
"""Literals above which whole models are no longer solved to their end in a second or two (docs/decisions/0014)."""

LARGEST = 10**9
"""A cost above which a linear program says little: something lies nowhere, or where it may not."""


class Row(NamedTuple):
    """How many of some literals are true."""

    those: Ints
    least: int
    most: int


def promising(costs: Ints, rows: Sequence[Row], seconds: float) -> NDArray[np.bool_]:
    """Which literals an optimum of the linear relaxation could take without being worse; all where that is not known.

    ``costs``: of each literal, whole numbers.  A literal whose reduced cost is a whole unit or more is left out.
    Size: one row a clique; solved in a tenth of the time that the model in whole numbers takes.
    """
    everything = np.ones(len(costs), dtype=bool)
    if len(costs) <= MANY or int(np.abs(costs).max()) > LARGEST:
        return everything
    program = pywraplp.Solver.CreateSolver("GLOP")
    program.SetTimeLimit(max(1, int(min(seconds, 60.0) * 1000)))
    literals = [program.NumVar(0.0, program.infinity(), "") for _ in range(len(costs))]
    for row in rows:
        limit = program.Constraint(float(row.least) if row.least else -program.infinity(), float(row.most))
        for number in row.those.tolist():
            limit.SetCoefficient(literals[number], 1.0)
    for literal, cost in zip(literals, costs.tolist(), strict=True):
        program.Objective().SetCoefficient(literal, float(cost))
    program.Objective().SetMinimization()
    if program.Solve() != pywraplp.Solver.OPTIMAL:
        return everything
    return np.fromiter((one.reduced_cost() < 1.0 for one in literals), dtype=bool, count=len(costs))
