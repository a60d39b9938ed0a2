"""`briefgen list`: what there is."""

from __future__ import annotations

import json

import click

from briefgen.cli.options import choice_of, choosing, session_here
from briefgen.cli.terminal import Terminal
from briefgen.templates import kinds

__all__ = ["listing"]


@click.command("list", epilog="Examples:  briefgen list  ·  briefgen list -a public --json")
@choosing
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_obj
def listing(
    terminal: Terminal,
    dossiers: tuple[str, ...],
    templates: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    as_json: bool,
) -> int:
    """Show dossiers, kinds of document, audiences, and the documents they make."""
    session, _ = session_here(terminal)
    documents = session.documents(choice_of(dossiers, templates, audiences, languages))
    names = session.dossier_names()
    kind_names = kinds(session.templates)
    if as_json:
        fields = ("dossier", "template", "audience", "language", "paper", "formats")
        rows = [{name: getattr(document, name) for name in fields} for document in documents]
        content = {"dossiers": names, "templates": kind_names, "documents": rows}
        content["audiences"] = list(session.project.audiences)
        click.echo(json.dumps(content, indent=2, ensure_ascii=False))
        return 0
    click.echo(terminal.paint("Dossiers", "bold"))
    for name in names:
        loaded = session.dossier(name).dossier if session.dossier(name).is_sound else None
        title = (
            loaded.title.choose(loaded.language, loaded.language).source
            if loaded
            else "has faults: briefgen check"
        )
        click.echo(f"  {name:<28} {title}")
    click.echo(terminal.paint("Templates", "bold"))
    for name in kind_names:
        template, _ = session.template(name)
        click.echo(f"  {name:<28} {template.file.description if template else 'has faults'}")
    click.echo(terminal.paint("Audiences", "bold"))
    for name, audience in session.project.audiences.items():
        clearance = audience.clearance
        labels = (clearance,) if isinstance(clearance, str) else clearance
        may_see = ", ".join((*labels, *audience.caveats))
        members = f" as {', '.join(audience.members)}" if audience.members else ""
        depth = audience.depth.value
        click.echo(f"  {name:<28} may see {may_see}{members}, reads to depth {depth}")
    click.echo(terminal.paint("Documents", "bold"))
    for document in documents:
        click.echo(f"  {document.name:<56} {', '.join(document.formats)}")
    return 0
