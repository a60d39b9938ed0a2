"""`briefgen schema`: JSON Schema for editors."""

from __future__ import annotations

import click

__all__ = ["schema"]

_KINDS = ("dossier", "content", "project", "template")


@click.command(
    epilog="Examples:  briefgen schema > dossier.schema.json  ·  briefgen schema project"
)
@click.argument("kind", type=click.Choice(_KINDS), default="dossier", metavar="[KIND]")
def schema(kind: str) -> int:
    """Print the JSON Schema of a kind of file, for editors.

    KIND is `dossier` for dossier.yaml, `content` for a dossier's other YAML files, `project` for
    briefgen.yaml, `template` for template.yaml.
    """
    from briefgen.json_schema import schema_text

    click.echo(schema_text(kind), nl=False)
    return 0
