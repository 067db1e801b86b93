"""What a JSON Schema says of a field, and values as a document or a browser writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticUndefined

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo


@cache
def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Its JSON Schema, with the names that a document has."""
    return model.model_json_schema(by_alias=True)


def is_text(spec: Mapping[str, Any]) -> bool:
    """Whether it is plain text, or one text a language."""
    return [one.get("type") for one in spec.get("anyOf", ())] == ["string", "object"]


def first_of(model: type[BaseModel]) -> str:
    """The field that says most of what it is: the first that has to be given."""
    return next((info.alias or name) for name, info in model.model_fields.items() if info.is_required())


def moment(value: Any) -> Any:
    """As a browser's own control wants it; as it is if it says more than that (an offset)."""
    try:
        read = datetime.fromisoformat(str(value))
    except ValueError:
        return value
    return value if read.tzinfo else read.isoformat(timespec="minutes")


def plain(value: Any) -> Any:
    """As in a document."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return list(value) if isinstance(value, tuple) else value


def default_of(info: FieldInfo) -> Any:
    """What it is when nothing is said; None if something must be."""
    default = info.get_default(call_default_factory=True)
    return None if default is PydanticUndefined else default


def resolved(spec: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a property itself; of one that may be nothing, what it is otherwise."""
    if "anyOf" in spec:
        some = [one for one in spec["anyOf"] if one.get("type") != "null"]
        return resolved(some[0], schema) if len(some) == 1 else spec
    if "$ref" in spec:
        found: Mapping[str, Any] = schema["$defs"][spec["$ref"].rpartition("/")[2]]
        return found
    return spec
