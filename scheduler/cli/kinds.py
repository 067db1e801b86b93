"""``showgrid kinds``: every kind of rule, and one of them in full."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from scheduler.cli._common import lang_option
from scheduler.faults import Fault, FestivalError, did_you_mean

if TYPE_CHECKING:
    from scheduler.constraint import Constraint


WORDS = {
    "en": {"default": "default", "unit": "unit", "fields": "fields", "example": "example"},
    "ko": {"default": "기본값", "unit": "단위", "fields": "항목", "example": "예"},
}


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
        hint = did_you_mean(kind, known) or "; showgrid kinds lists them"
        raise FestivalError([Fault("", f"there is no kind of rule {kind!r}{hint}")])
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
    from scheduler import labels
    from scheduler.formats.yaml_write import flow

    example = _example(cls)
    unit = example.measured_in if lang == "en" else labels.word(cls, "measure", example.measured_in, lang)
    lines = [
        click.style(name, bold=True),
        "",
        f"  {example.describe().text(lang)}",
        "",
        f"  {WORDS[lang]['unit']}: {unit}",
        "",
        f"  {WORDS[lang]['fields']}",
    ]
    properties = cls.model_json_schema(by_alias=True)["properties"]
    for field, info in cls.model_fields.items():
        shown = info.alias or field
        if shown not in ("kind", "fields"):
            lines.append(_field(cls, field, properties[shown], lang))
    lines += ["", f"  {WORDS[lang]['example']}", "    rules:", f"      - {flow({'kind': name, **cls.example})}"]
    return "\n".join(lines)


def _field(cls: type[Constraint], name: str, schema: dict[str, Any], lang: str) -> str:
    """One field: as it is written, its unit, what it is, what it may be, what it is by default."""
    from scheduler import labels

    info = cls.model_fields[name]
    given, of = schema.get("default"), labels.unit(info, lang)
    default = (
        "" if given in (None, "", [], {}) else f" ({WORDS[lang]['default']} {json.dumps(given, ensure_ascii=False)})"
    )
    unit = f" [{of}]" if of else ""
    what = (labels.hint(cls, name, lang) or labels.title(cls, name, lang)).rstrip(".")
    choices = f" ({' | '.join(_choice(cls, name, one, lang) for one in schema['enum'])})" if "enum" in schema else ""
    return f"    {info.alias or name:<12}{unit} {what}{choices}{default}"


def _choice(cls: type[Constraint], name: str, value: str, lang: str) -> str:
    """A word that a field may be, and what it is called, where that is another."""
    from scheduler import labels

    said = labels.word(cls, name, value, lang)
    return value if said == value.replace("_", " ") else f"{value} = {said}"
