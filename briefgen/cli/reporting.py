"""What the commands share that report findings to programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from briefgen.report import REPORTS
from briefgen.templates import BUILTIN

__all__ = ["TEXT", "check_report", "in_repository", "reporting", "write_report"]

TEXT = "text"
"""The form of what is for people."""
F = TypeVar("F", bound=Callable[..., object])


def reporting(function: F) -> F:
    """Add the options that say what findings are counted as, and where they are told."""
    for decorate in (
        click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, path_type=Path),
            help="File to write the report to in place of standard output; not for text.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice([TEXT, *REPORTS]),
            default=TEXT,
            help="For people on standard error, or for programs on standard output.",
            show_default=True,
        ),
        click.option("--strict", is_flag=True, help="Exit with 1 on warnings too."),
    ):
        function = decorate(function)
    return function


def check_report(form: str, output: Path | None) -> None:
    """Raise: click.UsageError when what is for people is to go into a file."""
    if output is not None and form == TEXT:
        raise click.UsageError("`--output` needs a `--format` for programs")


def write_report(report: str, output: Path | None) -> None:
    """Write a report in UTF-8, whatever the terminal uses."""
    # A path may hold bytes that are no text; in JSON the replacement stands for the same bytes.
    content = report.encode("utf-8", "backslashreplace")
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_bytes(content)


def in_repository(root: Path) -> Callable[[str], str | None]:
    """Return where a file of the project lies in its repository, None for one of briefgen's own."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    folder = root.relative_to(top)

    def path_of(path: str) -> str | None:
        return None if path.startswith(BUILTIN) else (folder / path).as_posix()

    return path_of
