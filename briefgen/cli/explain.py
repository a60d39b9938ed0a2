"""`briefgen explain`: what a code means."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import click

from briefgen.catalogue import ALL_CODES, find_code
from briefgen.checks import RULES
from briefgen.cli.terminal import Terminal
from briefgen.codes import TOPICS, Code
from briefgen.diagnostics import nearest
from briefgen.errors import UsageError
from briefgen.report import Paint

__all__ = ["explain"]

_NARROWEST, _WIDEST = 40, 100
_INDENT = len("  Instead  ")


@click.command(
    epilog="Examples:  briefgen explain BG201  ·  briefgen explain unknown-source BG405  ·  "
    "briefgen explain"
)
@click.argument("words", nargs=-1, metavar="[CODE|NAME]...")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_obj
def explain(terminal: Terminal, words: tuple[str, ...], as_json: bool) -> int:
    """Say what a code means, why it matters and what to do.

    Without a code or name, list all of them.
    """
    codes = _asked_for(words) if words else tuple(ALL_CODES.values())
    if as_json:
        click.echo(json.dumps([_as_data(code) for code in codes], indent=2, ensure_ascii=False))
    elif words:
        width = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
        click.echo("\n\n".join("\n".join(_page(code, terminal.paint, width)) for code in codes))
    else:
        click.echo("\n".join(_list(codes, terminal.paint)))
    return 0


def _asked_for(words: Iterable[str]) -> tuple[Code, ...]:
    """Return each code once. Raises: UsageError when there is none of some word."""
    found = {word: find_code(word) for word in words}
    unknown = [word for word, code in found.items() if code is None]
    if unknown:
        known = [*ALL_CODES, *(code.name for code in ALL_CODES.values())]
        near = {word: nearest(word.upper(), ALL_CODES) or nearest(word, known) for word in unknown}
        asked = [f"`{near[word]}` for `{word}`" for word in unknown if near[word]]
        raise UsageError(
            f"there is no code {', '.join(f'`{word}`' for word in unknown)}",
            help=f"did you mean {', '.join(asked)}?" if asked else "`briefgen explain` lists all",
        )
    return tuple(dict.fromkeys(code for code in found.values() if code is not None))


def _page(code: Code, paint: Paint, width: int) -> Iterator[str]:
    """Yield the lines of all that is known of a code."""
    head = paint(f"{code.severity}[{code.code}]", code.severity)
    yield f"{head}: {paint(code.name, 'bold')}"
    for title, text in (("", code.what), ("Why", code.why), ("Instead", code.instead)):
        yield ""
        yield from _paragraph(title, text, paint, width)
    yield ""
    yield f"  {paint('Example', 'place')}{f', in {code.file}' if code.file else ''}"
    yield ""
    yield from (f"      {line}".rstrip() for line in code.example.rstrip("\n").split("\n"))
    yield ""
    if code.code not in RULES:
        yield from _paragraph("Allow", "It cannot be allowed or switched off.", paint, width)
        return
    yield from _paragraph("Allow", "At the item that it is found in, with a reason:", paint, width)
    yield f"               allow: {{{code.code}: why it may stay}}"
    yield f"{' ' * _INDENT}For the whole project, in briefgen.yaml, off or with another severity:"
    yield f"               checks: {{severity: {{{code.code}: off}}}}"


def _paragraph(title: str, text: str, paint: Paint, width: int) -> Iterator[str]:
    """Yield a paragraph, with its title in front of it."""
    indent = "  " if not title else " " * _INDENT
    lines = textwrap.wrap(text, width - len(indent), break_long_words=False, break_on_hyphens=False)
    lead = f"  {paint(title, 'place')}{' ' * (_INDENT - 2 - len(title))}" if title else indent
    yield f"{lead}{lines[0]}"
    yield from (f"{indent}{line}" for line in lines[1:])


def _list(codes: Iterable[Code], paint: Paint) -> Iterator[str]:
    """Yield a line a code, below the title of its family."""
    codes = tuple(codes)
    width = max(len(code.name) for code in codes)
    for prefix, title in TOPICS.items():
        yield paint(f"{prefix}xx  {title}", "bold")
        for code in codes:
            if code.code.startswith(prefix):
                severity = paint(f"{code.severity:<7}", code.severity)
                yield f"  {code.code}  {code.name:<{width}}  {severity}  {code.what}"


def _as_data(code: Code) -> dict[str, Any]:
    return {
        "code": code.code,
        "name": code.name,
        "severity": code.severity,
        "rule": code.code in RULES,
        "what": code.what,
        "why": code.why,
        "instead": code.instead,
        "file": code.file or None,
        "example": code.example,
    }
