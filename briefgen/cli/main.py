"""The `briefgen` command and what all its commands accept."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from briefgen import __version__
from briefgen.cli.terminal import Terminal, wants_color, with_terminal_options
from briefgen.errors import BriefgenError, UsageError
from briefgen.report import visible

__all__ = ["cli", "main"]

_COMMANDS = {
    "build": ("briefgen.cli.build", "build"),
    "check": ("briefgen.cli.check", "check"),
    "doctor": ("briefgen.cli.doctor", "doctor"),
    "explain": ("briefgen.cli.explain", "explain"),
    "list": ("briefgen.cli.listing", "listing"),
    "new": ("briefgen.cli.new", "new"),
    "schema": ("briefgen.cli.schema", "schema"),
    "sources": ("briefgen.cli.sources", "sources"),
    "verify": ("briefgen.cli.verify", "verify"),
}
_ALIASES = {"render": "build"}


class _Commands(click.Group):
    """Loads a command's module only when it is called, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        import importlib

        name = _ALIASES.get(cmd_name, cmd_name)
        if name not in _COMMANDS:
            return None
        module, attribute = _COMMANDS[name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return with_terminal_options(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from briefgen.diagnostics import did_you_mean

        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = did_you_mean(args[0], [*_COMMANDS, *_ALIASES])
            listed = ", ".join(_COMMANDS)
            ctx.fail(f"there is no command `{args[0]}`: {near or f'there is {listed}'}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with `briefgen new project my-briefs`. Exit status: 0 clean, 1 faults in "
    "content, 2 usage or configuration, 3 nothing matched, 4 a needed tool is missing, 70 a bug "
    "of briefgen.",
)
@click.version_option(__version__, prog_name="briefgen")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Turn one dossier into policy briefs, timelines and one-pagers for every audience."""
    ctx.ensure_object(Terminal)


with_terminal_options(cli)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        terminal = Terminal(arguments=tuple(given))
        status = cli.main(args=given, prog_name="briefgen", standalone_mode=False, obj=terminal)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BriefgenError as error:
        _complain(given, error.message, error.help)
        sys.exit(error.status)
    except OSError as error:
        if error.filename is None:
            sys.exit(_bug(given, error))
        _complain(given, f"{error.filename}: {error.strerror}", "check that it can be read")
        sys.exit(UsageError.status)
    except Exception as error:
        sys.exit(_bug(given, error))
    sys.exit(status if isinstance(status, int) else 0)


def _bug(arguments: Sequence[str], error: Exception) -> int:
    """Report what should not have happened, and return its exit status.

    The traceback is for those who ask for it: with `-v`, or where BRIEFGEN_DEBUG is set.
    """
    is_wanted = os.environ.get("BRIEFGEN_DEBUG") or {"-v", "--verbose"} & set(arguments)
    if is_wanted:
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            click.echo(visible(line), err=True)
    _complain(
        arguments,
        f"this is a bug of briefgen {__version__}: {type(error).__name__}: {error}",
        "please report it with the command and its input"
        + ("" if is_wanted else "; `briefgen -v …` shows where it happened"),
    )
    return BriefgenError.status


def _complain(arguments: Sequence[str], message: str, help_text: str | None) -> None:
    color = wants_color({"--color": True, "--no-color": False}.get(_last(arguments)))
    Terminal(color).complain(BriefgenError(message, help=help_text))


def _last(arguments: Sequence[str]) -> str:
    """Return which of the two colour options was given last, empty if none was."""
    return next((word for word in reversed(arguments) if word in ("--color", "--no-color")), "")
