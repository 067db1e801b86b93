"""``showgrid kinds``: every kind of rule, and one of them in full."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from scheduler.cli._common import lang_option
from scheduler.faults import Fault, FestivalError, did_you_mean

if TYPE_CHECKING:
    from scheduler.constraint import Constraint


def _beginning(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Kinds that begin so, for the shell."""
    from scheduler.constraint import kinds

    return [kind for kind in kinds() if kind.startswith(incomplete)]


@click.command("kinds", short_help="List every kind of rule, or show one in full.")
@click.argument("kind", metavar="[KIND]", required=False, shell_complete=_beginning)
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the schema of the kind.")
@lang_option
def command(kind: str | None, as_json: bool, lang: str) -> None:
    """List every kind of rule with its sentence, or show one KIND in full.

    \b
      showgrid kinds
      showgrid kinds person_in_one_place
    """
    from scheduler.constraint import kinds

    known = kinds()
    if kind is not None and kind not in known:
        raise FestivalError([Fault("", f"there is no kind of rule {kind!r}{did_you_mean(kind, known)}")])
    chosen = known if kind is None else {kind: known[kind]}
    if as_json:
        click.echo(
            json.dumps({name: _as_data(cls, lang) for name, cls in chosen.items()}, ensure_ascii=False, indent=1)
        )
    elif kind is None:
        for name, cls in known.items():
            click.echo(f"{click.style(name, bold=True)}\n    {_example(cls).describe().text(lang)}")
    else:
        click.echo(_in_full(kind, known[kind], lang))


def _example(cls: type[Constraint]) -> Constraint:
    return cls.model_validate(cls.example)


def _as_data(cls: type[Constraint], lang: str) -> dict[str, Any]:
    example = _example(cls)
    return {
        "sentence": example.describe().text(lang),
        "unit": example.measured_in,
        "example": {"kind": example.kind, **cls.example},
        "schema": cls.model_json_schema(),
    }


def _in_full(name: str, cls: type[Constraint], lang: str) -> str:
    """Sentence, unit, fields and example of one kind."""
    from scheduler.fields import Unit
    from scheduler.formats.yaml_write import flow

    example = _example(cls)
    lines = [
        click.style(name, bold=True),
        "",
        f"  {example.describe().text(lang)}",
        "",
        f"  unit: {example.measured_in}",
        "",
        "  fields",
    ]
    properties = cls.model_json_schema(by_alias=True)["properties"]
    for field, info in cls.model_fields.items():
        shown = info.alias or field
        if shown not in ("kind", "fields"):
            units = [mark.name for mark in info.metadata if isinstance(mark, Unit)]
            lines.append(_field(shown, properties[shown], units))
    lines += ["", "  example", "    rules:", f"      - {flow({'kind': name, **cls.example})}"]
    return "\n".join(lines)


def _field(name: str, schema: dict[str, Any], units: list[str]) -> str:
    given = schema.get("default")
    default = "" if given in (None, "", [], {}) else f" (default {json.dumps(given, ensure_ascii=False)})"
    unit = f" [{', '.join(units)}]" if units else ""
    what = (schema.get("description") or schema.get("title") or "").rstrip(".")
    choices = f" ({' | '.join(map(str, schema['enum']))})" if "enum" in schema else ""
    return f"    {name:<12}{unit} {what}{choices}{default}"
