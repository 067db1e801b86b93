"""A budget as constraints: whatever alone costs more than there is to spend is false from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


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
