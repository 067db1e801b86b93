"""Where in a document times stand: found by the types of its fields, once for all checks."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from scheduler.fields import may_hold, models_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from scheduler.findings import Where


def times_of(model: BaseModel) -> Iterator[tuple[str, datetime]]:
    """Each time that a model has itself, and the name of its field in the document."""
    for name, shown in _own(type(model)):
        value = getattr(model, name)
        if isinstance(value, datetime):
            yield shown, value


def _is_time(info: FieldInfo) -> bool:
    """Whether the field holds a time, as far as its type says."""
    return _has_time(info.annotation)


def _has_time(annotation: Any) -> bool:
    return annotation is datetime or any(_has_time(part) for part in get_args(annotation))


@cache
def _own(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Each field that holds a time: its name, and its name in the document."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items() if _is_time(info))


@cache
def _holding(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Each field that holds models with times in them."""
    return tuple(
        (name, info.alias or name)
        for name, info in model.model_fields.items()
        if any(may_hold(held, _is_time) for held in models_in(info.annotation))
    )


def timed(value: Any, where: Where = ()) -> Iterator[tuple[Where, BaseModel]]:
    """Every model of a document that has times of its own, and its place."""
    if isinstance(value, BaseModel):
        if _own(type(value)):
            yield where, value
        for name, shown in _holding(type(value)):
            if inner := getattr(value, name):
                yield from timed(inner, (*where, shown))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            if isinstance(inner, (BaseModel, list, tuple)):
                yield from timed(inner, (*where, number))
