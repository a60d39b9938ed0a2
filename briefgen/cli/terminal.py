"""What the commands share: streams, colour, finding the project, printing faults."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import click

from briefgen.diagnostics import Diagnostic, Severity, sort_key
from briefgen.report import format_diagnostic

__all__ = ["Terminal", "exit_status", "wants_color"]

_STYLES: dict[str, dict[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "place": {"fg": "blue", "bold": True},
    "bold": {"bold": True},
    "dim": {"dim": True},
}


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where and how a command writes: results on stdout, all else on stderr."""

    color: bool
    quiet: bool = False
    verbose: bool = False

    def paint(self, text: str, style: str) -> str:
        """Return text in a style, if colours are wanted."""
        return click.style(text, **_STYLES.get(style, {})) if self.color else text  # type: ignore[arg-type]

    def say(self, text: str) -> None:
        """Print a line for people."""
        if not self.quiet:
            click.echo(text, err=True, color=self.color)

    def progress(self, text: str) -> None:
        """Show what is being done, on a terminal only."""
        if not self.quiet and sys.stderr.isatty():
            click.echo(f"\r\033[K{text}", err=True, nl=False)

    def end_progress(self) -> None:
        """Take the progress line away."""
        if not self.quiet and sys.stderr.isatty():
            click.echo("\r\033[K", err=True, nl=False)

    def show(self, diagnostics: Iterable[Diagnostic], root: Path) -> None:
        """Print findings in order, each with its source line."""

        @lru_cache(maxsize=64)
        def lines(path: str) -> tuple[str, ...]:
            try:
                text = _on_disk(root, path).read_text(encoding="utf-8", errors="replace")
            except OSError:
                return ()
            return tuple(text.removeprefix("\ufeff").split("\n"))

        for diagnostic in sorted(diagnostics, key=sort_key):
            if self.quiet and diagnostic.severity is not Severity.ERROR:
                continue
            click.echo(
                format_diagnostic(diagnostic, lines, self.paint) + "\n", err=True, color=self.color
            )


def _on_disk(root: Path, path: str) -> Path:
    from briefgen.templates import BUILTIN
    from briefgen.world import builtin_world

    if path.startswith(BUILTIN):
        return builtin_world().root / "templates" / path.removeprefix(BUILTIN)
    return root / path


def wants_color(option: bool | None) -> bool:
    """Return whether to use colours: the option, else NO_COLOR, else whether it is a terminal."""
    if option is not None:
        return option
    return not os.environ.get("NO_COLOR") and sys.stderr.isatty()


def exit_status(diagnostics: Iterable[Diagnostic], *, strict: bool) -> int:
    """Return 1 if there is an error, or under `strict` a warning; else 0."""
    severities = {fault.severity for fault in diagnostics}
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return 1 if severities & failing else 0
