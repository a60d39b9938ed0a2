"""What the commands share: streams, colour, finding the project, printing faults."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.diagnostics import Diagnostic, Severity, sort_key
from briefgen.errors import BriefgenError
from briefgen.report import format_diagnostic, visible

if TYPE_CHECKING:
    from briefgen.world import World

__all__ = ["Terminal", "exit_status", "shown", "wants_color", "with_terminal_options"]

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

    color: bool = field(default_factory=lambda: wants_color(None))
    quiet: bool = False
    verbose: bool = False
    arguments: tuple[str, ...] = ()
    """The command line."""
    shown: list[str] = field(default_factory=list)
    """The findings that were printed, as they were."""

    def paint(self, text: str, style: str) -> str:
        """Return text in a style, if colours are wanted."""
        return click.style(text, **_STYLES.get(style, {})) if self.color else text  # type: ignore[arg-type]

    def say(self, text: str) -> None:
        """Print a line for people."""
        if not self.quiet:
            click.echo(text, err=True, color=self.color)

    def detail(self, text: str) -> None:
        """Print a line for those who want to know more."""
        if self.verbose:
            self.say(text)

    def warn(self, text: str) -> None:
        """Print a warning about the run, however quiet it is."""
        click.echo(f"{self.paint('warning', 'warning')}: {text}", err=True, color=self.color)

    def complain(self, error: BriefgenError) -> None:
        """Print why a run could not go on, and what to do."""
        word = self.paint("error", "error")
        click.echo(f"{word}: {visible(error.message)}", err=True, color=self.color)
        if error.help:
            click.echo(f"  = help: {visible(error.help)}", err=True, color=self.color)

    def progress(self, text: str) -> None:
        """Show what is being done, on a terminal only."""
        if not self.quiet and sys.stderr.isatty():
            click.echo(f"\r\033[K{text}", err=True, nl=False)

    def end_progress(self) -> None:
        """Take the progress line away."""
        if not self.quiet and sys.stderr.isatty():
            click.echo("\r\033[K", err=True, nl=False)

    def show(
        self, diagnostics: Iterable[Diagnostic], root: Path, world: World | None = None
    ) -> None:
        """Print findings in order, each with its source line, which `world` has if it is given."""

        @lru_cache(maxsize=64)
        def lines(path: str) -> tuple[str, ...]:
            try:
                text = _source(path, root, world).decode("utf-8", errors="replace")
            except (OSError, BriefgenError):
                return ()
            text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            return tuple(text.split("\n"))

        for diagnostic in sorted(diagnostics, key=sort_key):
            if self.quiet and diagnostic.severity is not Severity.ERROR:
                continue
            text = format_diagnostic(diagnostic, lines, self.paint) + "\n"
            self.shown.append(text)
            click.echo(text, err=True, color=self.color)


def _source(path: str, root: Path, world: World | None) -> bytes:
    """Return a file's bytes; what must not be read must not be shown either."""
    from briefgen.templates import BUILTIN
    from briefgen.world import DiskWorld, builtin_world

    if path.startswith(BUILTIN):
        return builtin_world().read(f"templates/{path.removeprefix(BUILTIN)}")
    return (world or DiskWorld(root)).read(path)


def shown(path: Path) -> str:
    """Return a path as a user would type it here; bytes that are no text as escapes."""
    here = Path.cwd()
    text = str(path.relative_to(here) if path.is_relative_to(here) else path)
    return text.encode("utf-8", "backslashreplace").decode()


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


def with_terminal_options(command: click.Command) -> click.Command:
    """Return a command that takes `-q`, `-v` and `--color`, as all its subcommands do.

    They may stand before or behind the command's name; the last one counts.
    """
    known = {option.name for option in command.params}
    command.params.extend(option for option in _terminal_options() if option.name not in known)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            with_terminal_options(inner)
    return command


def _terminal_options() -> list[click.Option]:
    def option(*names: str, **attributes: Any) -> click.Option:
        return click.Option(names, callback=_set, expose_value=False, is_eager=True, **attributes)

    return [
        option("-q", "--quiet", is_flag=True, help="Print errors only."),
        option("-v", "--verbose", is_flag=True, help="Say what gave way and what was left out."),
        option(
            "--color/--no-color",
            default=None,
            help="Colours; else on a terminal, unless NO_COLOR is set.",
        ),
    ]


def _set(ctx: click.Context, param: click.Parameter, value: bool | None) -> None:
    terminal = ctx.ensure_object(Terminal)
    if value is not None and param.name is not None and (value or param.name == "color"):
        ctx.obj = replace(terminal, **{param.name: value})  # type: ignore[arg-type]
