"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from briefgen.cli.terminal import Terminal
from briefgen.model.project import OutputFormat, Paper
from briefgen.project import Choice, find_root
from briefgen.session import Session, open_session
from briefgen.world import DiskWorld, builtin_world

__all__ = ["choice_of", "choosing", "session_here"]

F = TypeVar("F", bound=Callable[..., Any])


def choosing(function: F) -> F:
    """Add the argument and the options that narrow the matrix."""
    for decorate in (
        click.option(
            "-l",
            "--language",
            "languages",
            multiple=True,
            metavar="TAG",
            help="Only in this language, such as `ja`; several with commas.",
        ),
        click.option(
            "-a",
            "--audience",
            "audiences",
            multiple=True,
            metavar="NAME",
            help="Only for this audience; several with commas.",
        ),
        click.option(
            "-t",
            "--template",
            "templates",
            multiple=True,
            metavar="KIND",
            help="Only this kind of document; several with commas.",
        ),
        click.argument("dossiers", nargs=-1, metavar="[DOSSIER]..."),
    ):
        function = decorate(function)
    return function


def choice_of(
    dossiers: tuple[str, ...],
    templates: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[OutputFormat, ...] = (),
    paper: Paper | None = None,
) -> Choice:
    """Return what the command line narrows the matrix to.

    A dossier may be named by its folder too, as a shell completes it.
    """
    names = tuple(Path(dossier).name for dossier in dossiers)
    return Choice(
        names,
        _split(templates),
        _split(audiences),
        _split(languages),
        formats,
        paper.value if paper else None,
    )


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of an option that was repeated, or given several with commas."""
    parts = (part.strip() for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def session_here(terminal: Terminal) -> tuple[Session, Path]:
    """Return a session over the project around the current folder, and its root.

    Exits with status 2 when `briefgen.yaml` has a fault.
    """
    root = find_root(Path.cwd())
    session, faults = open_session(DiskWorld(root), builtin_world())
    terminal.show(faults, root)
    if session is None:
        raise click.exceptions.Exit(2)
    return session, root
