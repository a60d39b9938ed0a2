"""`briefgen check`: everything that can be found without rendering."""

from __future__ import annotations

import click

from briefgen.build import check_documents
from briefgen.cli.options import choice_of, choosing, session_here
from briefgen.cli.terminal import Terminal, exit_status
from briefgen.report import summary

__all__ = ["check"]


@click.command(epilog="Examples:  briefgen check  ·  briefgen check --strict tokyo-liaison-office")
@choosing
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.pass_obj
def check(
    terminal: Terminal,
    dossiers: tuple[str, ...],
    templates: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    strict: bool,
) -> int:
    """Find faults in content and templates without rendering."""
    session, root = session_here(terminal)
    documents = session.documents(choice_of(dossiers, templates, audiences, languages))
    found = check_documents(session, documents)
    terminal.show(found, root)
    number = len({document.dossier for document in documents})
    noun = "dossier" if number == 1 else "dossiers"
    terminal.say(
        f"checked {number} {noun}, {len(documents)} document{'s' * (len(documents) != 1)}: "
        f"{summary(found) or 'no findings'}"
    )
    return exit_status(found, strict=strict)
