"""What the fields of a model are called, in English and Korean: each model says it itself, and here it is read.

A model says it by titles and descriptions of its fields, in Korean by its ``korean``, and by its ``words`` for the
words that a field may be.  Columns of a workbook have names that everybody knows; these hold where a model is silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from scheduler.fields import Unit
from scheduler.formats.headers import COLUMNS

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo


def title(model: type[BaseModel], name: str, lang: str = "en") -> str:
    """What a field is called."""
    info = model.model_fields[name]
    shown = info.alias or name
    if lang == "ko" and (said := _said(model, "korean").get(name, ("", ""))[0] or COLUMNS.get(shown, ("",))[0]):
        return str(said)
    return info.title or shown.replace("_", " ").capitalize()


def hint(model: type[BaseModel], name: str, lang: str = "en") -> str:
    """What to know about a field; empty if that is nothing."""
    if lang == "ko":
        return str(_said(model, "korean").get(name, ("", ""))[1])
    return model.model_fields[name].description or ""


def word(model: type[BaseModel], name: str, value: str, lang: str = "en") -> str:
    """What one of the words is called that a field may be; the word itself if nothing is said."""
    english, korean = _said(model, "words").get(name, {}).get(value, (value.replace("_", " "), value))
    return str(korean if lang == "ko" else english)


def words_of(model: type[BaseModel], name: str) -> dict[str, tuple[str, str]]:
    """The words that a field is known to be, in English and Korean."""
    return dict(_said(model, "words").get(name, {}))


def unit(info: FieldInfo, lang: str = "en") -> str:
    """The unit of a field that is a number; empty if it has none."""
    marks = [mark for mark in (*info.metadata, *_marks(info.annotation)) if isinstance(mark, Unit)]
    return marks[0].text(lang) if marks else ""


def _said(model: type[BaseModel], table: str) -> dict[str, Any]:
    """A table of the model and of those that it derives from."""
    found: dict[str, Any] = {}
    for one in reversed(model.__mro__):
        found |= vars(one).get(table, {})
    return found


def _marks(annotation: Any) -> list[Any]:
    """Marks of a number that may also be nothing."""
    metadata = getattr(annotation, "__metadata__", ())
    return [*metadata, *(mark for part in get_args(annotation) for mark in _marks(part))]
