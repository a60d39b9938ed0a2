"""Diagnostics as text: the line they are about, a caret under it, what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from briefgen.diagnostics import Diagnostic, Severity, Span

__all__ = ["Paint", "format_diagnostic", "summary", "visible"]

Paint = Callable[[str, str], str]
"""(text, style) → text; styles are `error`, `warning`, `info`, `place`, `bold`."""

Lines = Callable[[str], tuple[str, ...]]
"""Path → the file's lines; empty if it cannot be read."""

_WIDEST = 110


def format_diagnostic(diagnostic: Diagnostic, lines: Lines, paint: Paint) -> str:
    """Return a finding with the source it is about."""
    severity = diagnostic.severity.value
    head = paint(f"{severity}[{diagnostic.code}]", severity)
    out = [f"{head}: {paint(visible(diagnostic.message), 'bold')}"]
    margin = 0
    if diagnostic.span is not None:
        spans = [diagnostic.span, *(related.span for related in diagnostic.related)]
        margin = max(len(str(span.line)) for span in spans)
        out += _excerpt(diagnostic.span, lines, paint, margin, severity, "")
    for related in diagnostic.related:
        out += _excerpt(related.span, lines, paint, margin, "info", related.message)
    pad = " " * margin
    out += [f"{pad} {paint('=', 'place')} {visible(note)}" for note in diagnostic.notes]
    if diagnostic.help:
        out.append(f"{pad} {paint('=', 'place')} help: {visible(diagnostic.help)}")
    return "\n".join(out)


def _excerpt(
    span: Span, lines: Lines, paint: Paint, margin: int, style: str, message: str
) -> list[str]:
    pad = " " * margin
    message = visible(message)
    out = [f"{pad}{paint('-->', 'place')} {visible(str(span))}"]
    source = lines(span.path)
    if not 1 <= span.line <= len(source) or not source[span.line - 1].strip():
        return [*out, f"{pad} {paint('=', 'place')} {message}"] if message else out
    text = source[span.line - 1].rstrip("\r\n")
    start = min(span.column - 1, len(text))
    last = span.end_column - 1 if span.end_line == span.line else len(text.rstrip())
    end = max(start + 1, min(last, len(text)))
    text, start, end = _window(text, start, end)
    bar = paint("|", "place")
    lead = "".join("\t" if char == "\t" else " " * _width(char) for char in text[:start])
    caret = "^" * max(1, sum(_width(char) for char in text[start:end]))
    number = paint(f"{span.line:>{margin}}", "place")
    return [
        *out,
        f"{pad} {bar}",
        f"{number} {bar} {visible(text)}",
        f"{pad} {bar} {lead}{paint(caret, style)}{' ' + message if message else ''}",
    ]


def _window(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the part of a long line around the place, and the place in it."""
    if len(text) <= _WIDEST:
        return text, start, end
    begin = max(0, min(start - 20, len(text) - _WIDEST))
    cut = text[begin : begin + _WIDEST]
    lead = "…" if begin else ""
    tail = "…" if begin + _WIDEST < len(text) else ""
    shift = len(lead) - begin
    return f"{lead}{cut}{tail}", start + shift, min(end + shift, len(lead) + len(cut))


def _width(char: str) -> int:
    """Return the columns that a character takes on a terminal."""
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def visible(text: str) -> str:
    """Return a line without what a terminal would obey, each such character replaced."""
    return "".join(
        char
        if char == "\t" or unicodedata.category(char) not in ("Cc", "Cf")
        else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return "2 errors, 1 warning", empty when there is nothing to count."""
    found = list(diagnostics)
    parts = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        number = sum(1 for fault in found if fault.severity is severity)
        if number:
            noun = "note" if severity is Severity.INFO else severity.value
            parts.append(f"{number} {noun}{'s' if number > 1 else ''}")
    return ", ".join(parts)
