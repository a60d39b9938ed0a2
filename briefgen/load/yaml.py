"""YAML text to a located tree, with every fault found; safe against hostile files.

Read from PyYAML's stream of events, never from its constructors: depth, size and aliases are
bounded while the events arrive, and scalars follow YAML 1.2.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

import yaml

from briefgen.diagnostics import Diagnostic, Span
from briefgen.load import characters
from briefgen.load.yaml_compose import MAX_DEPTH, MAX_EVENTS, MAX_EXPANDED, Composer, StopError
from briefgen.load.yaml_syntax import explain
from briefgen.located import Node, SourceText

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_EVENTS", "MAX_EXPANDED", "REMEMBERED", "parse"]

MAX_BYTES: Final = 1 << 20
"""Size of a file in UTF-8."""

REMEMBERED: Final = 1 << 15
"""Letters of the longest text whose tree is remembered."""

# Both parsers give the same events and places; the C one is about four times as fast. The pure one
# is for platforms whose PyYAML was built without libyaml.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, path: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Return the tree of a YAML file and every fault in it.

    The tree is None only when the file cannot be read on: broken syntax, or a limit exceeded.
    After any other fault it holds what is left, so that later stages can find more. An empty file
    is a null scalar. Characters that no file may hold are reported as `characters.check` does.

    Args:
        text: lines ended by line feeds and no byte order mark, as `characters.decode` gives it.
    """
    text = text.lstrip("\ufeff")
    return (_parse_again if len(text) <= REMEMBERED else _parse)(text, path)


def _parse(text: str, path: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        message = f"the file is {size:,} bytes long; the limit is {MAX_BYTES:,}"
        help_text = "split it into several files"
        return None, (Diagnostic("BG003", message, Span(path), help=help_text),)
    faults = list(characters.invalid(text, path))
    # The same length, so that places stay right and what follows is read as well.
    source = SourceText(characters.blank_invalid(text) if faults else text, path)
    if directive := _DIRECTIVE.match(source.text):
        span = source.span(*directive.span(1))
        message = "directives are not read"
        return None, (*faults, Diagnostic("BG018", message, span, help="remove the line"))
    composer = Composer(source, yaml.parse(source.text, Loader=_PARSER), faults)
    try:
        with _no_collection():
            node = composer.document()
    except StopError as stop:
        return None, (*faults, stop.diagnostic)
    except yaml.MarkedYAMLError as error:
        return None, (*faults, _syntax_fault(source, error, composer.reached))
    # The pure parser raises these for an escape beyond U+10FFFF.
    except (ValueError, OverflowError):
        return None, (*faults, explain(source, composer.reached, None, "an escape is too large"))
    return node, tuple(faults)


_parse_again = lru_cache(maxsize=64)(_parse)
"""Who builds again after each change reads the other files again: trees are values, and do not
change."""


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for garbage.

    Why: a tree has no circles and is kept to the end, and looking through all of it again and
    again, while it grows, would take as long as reading it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# libyaml takes quadratic time over many `%TAG` lines, so that they must not reach it.
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(%[^\n]*)")


def _syntax_fault(source: SourceText, error: yaml.MarkedYAMLError, reached: int) -> Diagnostic:
    index = error.problem_mark.index if error.problem_mark else reached
    context = error.context_mark.index if error.context_mark else None
    words = ", ".join(part for part in (error.context, error.problem) if part)
    return explain(source, index, context, words)
