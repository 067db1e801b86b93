"""How values and entries are shown in tables: in words, what they name by its name; and what is wrong with them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from scheduler.fields import text_in
from scheduler.labels import title
from scheduler.translate import findings
from web.language import lang, say
from web.lists import LISTS, field_of, names_in, title_of
from web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.festival import Festival
    from web.upload import Clash, Step


def cell(value: Any, named: Mapping[str, str] = MappingProxyType({})) -> str:
    """A value as a table shows it; what it names by id, by these names."""
    if isinstance(value, str) and value in named:
        return named[value]
    if isinstance(value, dict) and set(value) <= set(LANGUAGES):
        return text_in(value, lang())
    if isinstance(value, list):
        return ", ".join(cell(one, named) for one in value)
    if isinstance(value, dict) and value and set(value) <= {"from", "to"}:
        return _stretch(value.get("from"), value.get("to"))
    if isinstance(value, dict):
        return str(
            cell(value.get("id"), named)
            or cell(value.get("name"), named)
            or ", ".join(f"{cell(key, named)}: {cell(one, named)}" for key, one in value.items())
        )
    return "" if value is None else str(value)


def _stretch(begin: Any, end: Any) -> str:
    """From when to when; a date that both share is said once."""
    first, last = (str(one or "").replace("T", " ") for one in (begin, end))
    day = first.partition(" ")[0] + " "
    return f"{first}–{last.removeprefix(day) if ' ' in first else last}"


def clashing(model: Any, festival: Festival, clashes: dict[str, Any]) -> list[tuple[str, str]]:
    """Beside each field that somebody else has changed, too, what they made of it."""
    faults = [("", say("programme.clash"))]
    for field, theirs in clashes.items():
        shown = cell(theirs, names_in(model, festival, field, lang())) or "–"
        faults.append((field, say("programme.theirs", v=shown)))
    return faults


def faults_of(model: Any, data: dict[str, Any]) -> list[tuple[str, str]]:
    """Where an entry is wrong, and what to do."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [(".".join(map(str, one.where)), one.message) for one in findings(error, model, data)]
    return []


def told(step: Step) -> str:
    """What the entry of a step is called."""
    return title_of(step.after or step.before, lang())


def disputed(one: Clash) -> tuple[str, str, str, str, str]:
    """List, entry, field, what it is here, what the file says."""
    model, shown = LISTS.get(one.name.list), one.here or one.file
    called = title(model, field_of(model, one.field), lang()) if model and one.field else one.field
    said = title_of(shown, lang()) if isinstance(shown, dict) else one.name.key
    return one.name.list, said, called, cell(one.here) or "–", cell(one.file) or "–"


def fields_of(step: Step) -> list[tuple[str, str, str]]:
    """Of a step, each field that changes: what it is called, what it was, what it becomes."""
    model = LISTS.get(step.name.list)
    if step.verb != "changed" or not isinstance(step.after, dict):
        return []
    called = {one: title(model, field_of(model, one), lang()) if model else one for one in step.fields}
    return [(said, cell(step.before.get(one)), cell(step.after.get(one))) for one, said in called.items()]
