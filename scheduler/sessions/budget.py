"""A budget as constraints: whatever alone costs more than there is to spend is false from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from scheduler.sessions.model import PlanDecisions


def cheaper(plans: PlanDecisions, penalty: int) -> cp_model.CpModel:
    """The model of the plans that lose less than ``penalty``, least first; ``plans`` is left as it is.

    What loses more by itself than there is to spend is left out: the best bound of this model is one of the
    plans only as far as ``penalty``.
    """
    model = plans.model.clone()
    spend = penalty - 1 - plans.constants[0]
    model.minimize(plans.objective(0))
    model.add(plans.objective(0) <= spend)
    forbid_dearer(model, max(0, spend - least(model)))
    return model


def searcher(seconds: float, workers: int = 1, seed: int = 0) -> cp_model.CpSolver:
    """A solver for such a model, that works out all it can from the relaxation and can be stopped."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = workers, seed
    solver.parameters.linearization_level, solver.parameters.catch_sigint_signal = 2, False
    solver.parameters.max_time_in_seconds = seconds
    return solver


def forbid_dearer(model: cp_model.CpModel, most: int) -> None:
    """Nothing in the objective may lose more than ``most`` by itself.  Size: O(terms of the objective)."""
    proto: Any = model.proto
    objective = proto.objective
    for number, coefficient in zip(objective.vars, objective.coeffs, strict=True):
        domain = proto.variables[number].domain
        low, high = domain[0], domain[len(domain) - 1]
        units = int(most // abs(coefficient))
        if coefficient > 0 and low + units < high:
            model.add(model.get_int_var_from_proto_index(number) <= low + units)
        elif coefficient < 0 and high - units > low:
            model.add(model.get_int_var_from_proto_index(number) >= high - units)


def least(model: cp_model.CpModel) -> int:
    """The sum of the objective's terms if each were as low as it can be by itself, the constant left out."""
    proto: Any = model.proto
    total = 0
    for number, coefficient in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
        domain = proto.variables[number].domain
        total += coefficient * (domain[0] if coefficient > 0 else domain[len(domain) - 1])
    return int(total)
