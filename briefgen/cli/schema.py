"""`briefgen schema`: JSON Schema for editors."""

from __future__ import annotations

import click

__all__ = ["schema"]

_KINDS = ("dossier", "content", "project", "template", "twin")


@click.command(
    epilog="Examples:  briefgen schema > dossier.schema.json  ·  briefgen schema project"
)
@click.argument("kind", type=click.Choice(_KINDS), default="dossier", metavar="[KIND]")
def schema(kind: str) -> int:
    """Print the JSON Schema of a kind of file, for editors and programs.

    KIND is `dossier` for dossier.yaml, `content` for a dossier's other YAML files, `project` for
    briefgen.yaml, `template` for template.yaml, `twin` for the data that a PDF carries on request.
    """
    from briefgen.json_schema import schema_text
    from briefgen.twin_schema import twin_schema_text

    click.echo(twin_schema_text() if kind == "twin" else schema_text(kind), nl=False)
    return 0
