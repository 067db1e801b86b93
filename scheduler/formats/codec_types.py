"""Which codec a field has follows from its type, so that a new field is at once a column."""

from __future__ import annotations

from datetime import date, datetime
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from scheduler.fields import CLOCK_VALIDATOR, Unit
from scheduler.formats.codecs import (
    CLOCK,
    COMMAS,
    DAY,
    DURATION,
    EITHER,
    FILM_MINUTES,
    FLAG,
    FLOW,
    MINUTES,
    MOMENT,
    NUMBER,
    WORDS,
    Codec,
    lines,
    listing,
    pairs,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.fields import FieldInfo


def codec_for(info: FieldInfo) -> Codec:
    """The codec that fits the type of a field."""
    return _codec([one for one in _leaves(info.annotation, info.metadata) if one[0] is not type(None)])


def is_text(info: FieldInfo) -> bool:
    """Whether the field is text that may be given in several languages."""
    kinds = {_origin(kind) or kind for kind, _ in _leaves(info.annotation, info.metadata)}
    return {str, dict} <= kinds


Leaf = tuple[Any, list[Any]]


def _origin(kind: Any) -> Any:
    return get_origin(kind)


def _leaves(annotation: Any, metadata: Iterable[Any] = ()) -> list[Leaf]:
    """The types that a value may be of, each with what is marked on it."""
    origin = _origin(annotation)
    if origin is Annotated:
        return _leaves(get_args(annotation)[0], [*metadata, *get_args(annotation)[1:]])
    if origin in (Union, UnionType):
        return [leaf for part in get_args(annotation) for leaf in _leaves(part, metadata)]
    return [(annotation, list(metadata))]


def _codec(leaves: list[Leaf]) -> Codec:
    if len(leaves) > 1:
        return _several(leaves)
    kind, marks = leaves[0]
    origin, inner = _origin(kind), get_args(kind)
    if origin in (list, tuple):
        return _of_list(_leaves(inner[0]))
    if origin is dict:
        return _of_mapping(inner[1])
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return FLOW
    return _scalar(kind, marks)


def _several(leaves: list[Leaf]) -> Codec:
    kinds = [_origin(kind) or kind for kind, _ in leaves]
    if kinds == [int, Literal] and get_args(leaves[1][0]) == ("block",):
        return DURATION
    return EITHER if int in kinds else WORDS


def _of_list(leaves: list[Leaf]) -> Codec:
    kind = leaves[0][0]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return lines(kind)
    return listing(_codec(leaves))


def _of_mapping(value: Any) -> Codec:
    if value is Any:
        return FLOW
    leaves = _leaves(value)
    if _origin(leaves[0][0]) is list:
        return pairs(COMMAS)
    return pairs(_codec(leaves))


def _scalar(kind: Any, marks: list[Any]) -> Codec:
    if kind is bool:
        return FLAG
    if kind is datetime:
        return MOMENT
    if kind is date:
        return DAY
    if any(isinstance(mark, BeforeValidator) and mark.func is CLOCK_VALIDATOR for mark in marks):
        return CLOCK
    if kind in (int, float) and Unit("minutes", "분") in marks:
        return FILM_MINUTES if kind is float else MINUTES
    return NUMBER if kind in (int, float) else WORDS
