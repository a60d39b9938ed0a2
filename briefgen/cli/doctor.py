"""`briefgen doctor`: can documents be built here, and will they be the same as elsewhere?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import click

from briefgen import __version__
from briefgen.cli.terminal import Terminal
from briefgen.doctor import (
    Finding,
    Group,
    State,
    broken,
    can_build,
    packages,
    python,
    sort_out,
    tools,
)

__all__ = ["doctor"]

_STYLES = {State.GOOD: "info", State.DIFFERENT: "warning"}
FORMAT = 1
"""Of the report for programs."""


@click.command(epilog="Examples:  briefgen doctor  ·  briefgen doctor --format json")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people, or for programs.",
    show_default=True,
)
@click.pass_obj
def doctor(terminal: Terminal, form: str) -> int:
    """Say what of this machine a build needs and uses, and what is missing or of other versions.

    Looked at are Python, packages, native libraries, fonts, the sandbox, git, the folder for
    temporary files, and, in a project, its output folder. Versions are held against those of the
    last build, which the manifest names, else against those that briefgen was tried with.

    Exit status: 0 if documents can be built, 1 if something is missing that a build needs.
    """
    findings = tuple(_findings(terminal))
    is_able = can_build(findings)
    if form == "json":
        click.echo(_as_json(findings), nl=False)
    else:
        _print(findings, terminal)
    return 0 if is_able else 1


def _findings(terminal: Terminal) -> Sequence[Finding]:
    found = [python(), *packages()]
    if not can_build(found):
        # nothing else could be imported
        return (*found, *tools())
    try:
        from briefgen.cli.options import worker_here
        from briefgen.doctor.engine import engine, fonts
        from briefgen.doctor.places import clock, pins, project_here, temporary
    except (ImportError, OSError) as error:
        return (*found, broken(error), *tools())
    room = tuple(temporary())
    about_project, last_build = project_here()
    found += fonts()
    if can_build(room):
        terminal.progress("starting a worker")
        found += engine(worker_here(terminal, renders=True, unconfined=False))
        terminal.end_progress()
    return sort_out((*found, *tools(), *room, *clock(), *about_project), last_build, pins())


def _as_json(findings: Sequence[Finding]) -> str:
    rows = [
        {
            "group": one.group.value,
            "name": one.name,
            "state": one.state.value,
            "needed": one.is_needed,
            "found": one.found or None,
            "wanted": one.wanted,
            "wanted_by": one.wanted_by,
            "help": one.help,
        }
        for one in findings
    ]
    content = {
        "format": FORMAT,
        "briefgen": __version__,
        "can_build": can_build(findings),
        "findings": rows,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _print(findings: Sequence[Finding], terminal: Terminal) -> None:
    for group in Group:
        rows = [one for one in findings if one.group is group]
        if terminal.quiet:
            rows = [one for one in rows if one.is_in_the_way]
        if rows:
            click.echo(terminal.paint(group.value.capitalize(), "bold"), color=terminal.color)
        for one in rows:
            for line in _lines(one, terminal):
                click.echo(line, color=terminal.color)
    if terminal.quiet:
        return
    missing = sum(one.is_in_the_way for one in findings)
    different = sum(one.state is State.DIFFERENT for one in findings)
    verdict = "documents can be built here" if not missing else "documents cannot be built here"
    counts = [
        *([f"{missing} of what a build needs is missing"] if missing else []),
        *([f"{different} different"] if different else []),
    ]
    click.echo("; ".join([verdict, *counts]))


def _lines(one: Finding, terminal: Terminal) -> Iterator[str]:
    style = "error" if one.is_in_the_way else _STYLES.get(one.state, "dim")
    state = terminal.paint(f"{one.state.value:<9}", style)
    versus = f", {one.wanted_by}: {one.wanted}" if one.wanted is not None else ""
    is_optional = one.state is State.MISSING and not one.is_needed
    found = one.found or ("not needed" if is_optional else "")
    yield f"  {state}  {one.name:<26} {found}{versus}".rstrip()
    if one.help is not None:
        yield f"               {one.help}"
