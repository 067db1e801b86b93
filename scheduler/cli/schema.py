"""``showgrid schema``: the JSON Schema of the festival document."""

from __future__ import annotations

import json

import click


@click.command("schema", short_help="Print the JSON Schema of the festival document.")
def command() -> None:
    """Print the JSON Schema of the festival document, every kind of rule included.

    \b
      showgrid schema > showgrid.schema.json        for an editor that completes and checks as you type
    """
    from scheduler.schema import document_schema

    click.echo(json.dumps(document_schema(), ensure_ascii=False, indent=1))
