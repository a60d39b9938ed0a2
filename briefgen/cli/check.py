"""`briefgen check`: everything that can be found without rendering."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen import __version__
from briefgen.build import check_documents
from briefgen.catalogue import ALL_CODES
from briefgen.cli.options import choice_of, choosing, confining, session_here, worker_here
from briefgen.cli.reporting import TEXT, check_report, in_repository, reporting, write_report
from briefgen.cli.terminal import Terminal, exit_status
from briefgen.diagnostics import Diagnostic
from briefgen.report import REPORTS, Findings, summary

__all__ = ["check"]


@click.command(
    epilog="Examples:  briefgen check  ·  briefgen check --strict tokyo-liaison-office  ·  "
    "briefgen check --format sarif -o findings.sarif"
)
@choosing
@reporting
@confining
@click.pass_obj
def check(
    terminal: Terminal,
    dossiers: tuple[str, ...],
    templates: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    strict: bool,
    form: str,
    output: Path | None,
    unconfined: bool,
) -> int:
    """Find faults in content and templates without rendering."""
    check_report(form, output)
    choice = choice_of(dossiers, templates, audiences, languages)
    with worker_here(terminal, renders=False, unconfined=unconfined) as worker:
        session, root = session_here(terminal, worker)
        documents = session.documents(choice)
        found = check_documents(session, documents)
    if form == TEXT:
        terminal.show(found, root)
        _point_to_explain(found, terminal)
    else:
        failing = frozenset(f.severity for f in found if exit_status([f], strict=strict))
        findings = Findings(found, ALL_CODES, __version__, failing, in_repository(root))
        write_report(REPORTS[form](findings), output)
    number = len({document.dossier for document in documents})
    noun = "dossier" if number == 1 else "dossiers"
    terminal.say(
        f"checked {number} {noun}, {len(documents)} document{'s' * (len(documents) != 1)}: "
        f"{summary(found) or 'no findings'}"
    )
    return exit_status(found, strict=strict)


def _point_to_explain(found: tuple[Diagnostic, ...], terminal: Terminal) -> None:
    codes = sorted({fault.code for fault in found})
    if codes:
        named = codes[0] if len(codes) == 1 else "CODE"
        terminal.say(f"`briefgen explain {named}` says more")
