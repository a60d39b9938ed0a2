"""What the commands share that report findings to programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from briefgen.templates import BUILTIN

__all__ = ["in_repository", "write_report"]


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
