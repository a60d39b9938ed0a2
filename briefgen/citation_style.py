"""The citation style that a project names: read, and judged before anything is formatted."""

from __future__ import annotations

from pathlib import PurePosixPath

from briefgen.diagnostics import Diagnostic, Span, did_you_mean
from briefgen.errors import UnreadableError
from briefgen.load import characters
from briefgen.load.names import is_relative
from briefgen.references import StyleError, check_style, load_style
from briefgen.world import World

__all__ = ["read_style"]

_MOST = 10
"""Faults of a style that are shown; a file that is no CSL has one in each line."""
_WHERE = "save a style of the CSL project (https://www.zotero.org/styles) in the project's folder"


def read_style(world: World, path: str, named: Span) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of a CSL file, None when it cannot be used, with every fault.

    `path` is the file's from the project's folder, `named` the place where the project says so.
    """
    if not is_relative(path):
        message = f"`{path}` leads out of the project"
        return None, (Diagnostic("BG242", message, named, help=_WHERE),)
    try:
        content = world.read(str(PurePosixPath(path)))
    except UnreadableError as error:
        return None, (Diagnostic("BG242", error.message, named, help=error.help),)
    except OSError:
        styles = [file for file in world.files("") if file.endswith(".csl")]
        help_text = did_you_mean(path, styles) or _WHERE
        message = f"there is no citation style `{path}`"
        return None, (Diagnostic("BG242", message, named, help=help_text),)
    text, faults = characters.decode(content, path)
    if text is None:
        return None, faults
    if misleading := characters.check(text, path):
        return None, misleading
    try:
        found = check_style(text)
        if not found:
            load_style(text, "en")
    except StyleError as error:
        span = Span(path, error.line)
        return None, (Diagnostic("BG242", error.message, span, help=error.help),)
    if found:
        return None, tuple(_invalid(path, line, message) for line, message in found[:_MOST])
    return text, ()


def _invalid(path: str, line: int, message: str) -> Diagnostic:
    return Diagnostic(
        "BG242",
        "this is not valid in CSL 1.0.2",
        Span(path, line),
        notes=(message,),
        help="correct it, or get the style again from https://www.zotero.org/styles",
    )
