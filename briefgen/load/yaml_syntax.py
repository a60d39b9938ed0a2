"""Why a YAML file cannot be read, in words for people who write texts.

The cause is read off the source around the fault, not off the parser's English messages: these
differ between the two parsers and from version to version.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.diagnostics import Diagnostic
from briefgen.located import SourceText

__all__ = ["explain"]

_BLOCK = "or write `|` after the key and the text below it, indented"
_QUOTE = "put the whole value in quotes"


class _Cause(NamedTuple):
    message: str
    help: str
    start: int


@dataclass(frozen=True, slots=True)
class _Fault:
    """Where a parser gave up."""

    text: str
    index: int
    """Offset of what the parser could not take."""
    context: int
    """Offset of what it was reading at the time; `index` where it did not say."""

    @property
    def character(self) -> str:
        return self.text[self.index : self.index + 1]

    @property
    def opener(self) -> str:
        return self.text[self.context : self.context + 1]

    @property
    def before(self) -> str:
        """The fault's line up to the fault."""
        return self.text[self.text.rfind("\n", 0, self.index) + 1 : self.index]

    @property
    def one_line(self) -> bool:
        """Whether the fault lies on the line that its context starts on."""
        return self.context < self.index and "\n" not in self.text[self.context : self.index]

    @property
    def line_above(self) -> tuple[int, str]:
        """Offset and text of the nearest line above that holds more than a comment."""
        end = self.text.rfind("\n", 0, self.index)
        while end > 0:
            start = self.text.rfind("\n", 0, end) + 1
            if self.text[start:end].strip() and not self.text[start:end].lstrip().startswith("#"):
                return start, self.text[start:end]
            end = start - 1
        return 0, ""


def explain(source: SourceText, index: int, context: int | None, problem: str) -> Diagnostic:
    """Return the fault that made a parser stop at offset `index`.

    Args:
        context: offset of what the parser was reading, where it says so.
        problem: the parser's own words, shown when no commoner cause is found.
    """
    fault = _Fault(source.text, index, index if context is None else context)
    for find_cause in _CAUSES:
        if cause := find_cause(fault):
            end = min(cause.start + 1, len(source.text))
            span = source.span(
                cause.start, end if source.text[cause.start : end] != "\n" else end - 1
            )
            return Diagnostic("BG001", cause.message, span, help=cause.help)
    return Diagnostic(
        "BG001",
        "this is not valid YAML",
        source.span(index, min(index + 1, len(source.text))),
        notes=(f"the parser says: {problem}",) if problem else (),
        help="compare the line and the ones above it with an example that works",
    )


def _tab(fault: _Fault) -> _Cause | None:
    blank = fault.before + fault.character
    if fault.character != "\t" and not ("\t" in fault.before and not fault.before.strip()):
        return None
    start = fault.index - len(fault.before) + blank.index("\t")
    return _Cause("a tab stands where YAML wants spaces", "indent with spaces only", start)


def _unclosed_quote(fault: _Fault) -> _Cause | None:
    ended = fault.index >= len(fault.text.rstrip())
    if fault.opener not in ("'", '"') or not (
        ended or fault.text.startswith(("---", "..."), fault.index)
    ):
        return None
    return _Cause(
        "this quotation mark is never closed",
        f"close it with another `{fault.opener}`; {_QUOTE} if it belongs to the text",
        fault.context,
    )


def _escape(fault: _Fault) -> _Cause | None:
    start = fault.text.rfind("\\", max(fault.context, fault.index - 10), fault.index + 1)
    if fault.opener != '"' or start < 0:
        return None
    return _Cause(
        f"`{fault.text[start : start + 2]}` does not begin a known escape",
        r"write `\\` for a backslash, or put the value in single quotes",
        start,
    )


def _reserved(fault: _Fault) -> _Cause | None:
    if not fault.character or fault.character not in "@`%":
        return None
    message = f"a value cannot begin with `{fault.character}`"
    return _Cause(message.replace("```", "a backtick"), f"{_QUOTE}, {_BLOCK}", fault.index)


def _mark(fault: _Fault) -> _Cause | None:
    kinds = {"*": "an alias, not emphasis", "&": "an anchor", "!": "a tag"}
    if fault.opener not in kinds or not fault.one_line:
        return None
    message = f"`{fault.opener}` at the start of a value marks {kinds[fault.opener]}"
    return _Cause(message, f"{_QUOTE}, {_BLOCK}", fault.context)


def _block_header(fault: _Fault) -> _Cause | None:
    if fault.opener not in ("|", ">") or not fault.one_line:
        return None
    return _Cause(
        f"text stands on the line of `{fault.opener}`",
        f"begin the text on the next line, indented; {_QUOTE} if `{fault.opener}` belongs to it",
        fault.index,
    )


def _open_bracket(fault: _Fault) -> _Cause | None:
    read = fault.text[: fault.index].rstrip()
    if not fault.text[fault.index :].strip() and read.endswith(("[", "{", ",")):
        message = "the file ends before this list or mapping is closed"
        help_text = f"close it; {_QUOTE} if the bracket belongs to the text"
        return _Cause(message, help_text, len(read) - 1)
    if fault.opener not in ("[", "{") or fault.context == fault.index:
        return None
    closer = "]" if fault.opener == "[" else "}"
    line = fault.text.count("\n", 0, fault.index) + 1
    return _Cause(
        f"this bracket is not closed in line {line}, or a comma is missing",
        f"close it with `{closer}`; {_QUOTE} if the bracket belongs to the text",
        fault.context,
    )


def _colon(fault: _Fault) -> _Cause | None:
    if fault.character != ":":
        return None
    if not fault.before.strip(" -{[,"):
        return _Cause("this field has no name", "write `name: value`", fault.index)
    if re.search(r"[^\s:]\s*:\s", fault.before):
        message = "a colon followed by a space stands in text without quotes"
        return _Cause(message, f"{_QUOTE}, {_BLOCK}", fault.index)
    start, above = fault.line_above
    if re.search(r":(?:\s|$)", above):
        return _Cause(
            "this line is indented more than the one above, which already has a value",
            "give it the indentation of the field above, or indent the text of a long value alike"
            " and put it in quotes",
            fault.index - len(fault.before.lstrip()),
        )
    return _missing_colon(above, start)


def _key_without_colon(fault: _Fault) -> _Cause | None:
    end = fault.text.find("\n", fault.context)
    line = fault.text[fault.context : end if end >= 0 else None]
    if fault.context == fault.index or fault.one_line or re.search(r":(?:\s|$)", line):
        return None
    return _missing_colon(line, fault.context)


def _missing_colon(line: str, start: int) -> _Cause | None:
    """Explain a line that should have been a field, but has no colon with a space after it."""
    if not line.strip() or line.lstrip().startswith("- "):
        return None
    if colon := re.match(r"\s*[\w-]+(:)\S", line):
        message = "there is no space after this colon"
        return _Cause(message, "write `key: value`, with a space", start + colon.start(1))
    return _Cause(
        "this line is no field: it has no colon",
        "write `key: value`; text that goes on over several lines is indented under its key",
        start + len(line) - len(line.lstrip()),
    )


def _after_quote(fault: _Fault) -> _Cause | None:
    if not fault.before.rstrip().endswith(("'", '"')):
        return None
    return _Cause(
        "text follows a closing quotation mark",
        f"put the whole value in quotes of the other kind, {_BLOCK};"
        " or close the quotation mark that was opened above",
        fault.index,
    )


def _after_bracket(fault: _Fault) -> _Cause | None:
    if not fault.before.rstrip().endswith(("]", "}")):
        return None
    message = "text follows a closing bracket: a value that begins with a bracket is a list"
    return _Cause(message, f"{_QUOTE}, {_BLOCK}", fault.index)


def _dash(fault: _Fault) -> _Cause | None:
    if fault.character != "-":
        return None
    if fault.before.strip():
        message = "a list cannot begin on the line of its key"
        return _Cause(
            message, f"put each `- ` on a line of its own; {_QUOTE} if it is text", fault.index
        )
    message = "a list item stands where a field was expected"
    return _Cause(message, "put the list under a key that has no other value", fault.index)


def _indicator(fault: _Fault) -> _Cause | None:
    if not fault.before.strip() or not fault.character or fault.character not in ",]}?":
        return None
    message = f"a value cannot begin with `{fault.character}`"
    return _Cause(message, f"{_QUOTE}, {_BLOCK}", fault.index)


def _indentation(fault: _Fault) -> _Cause | None:
    if fault.before.strip() or not fault.character:
        return None
    return _Cause(
        "this line does not line up with the ones above it",
        "indent it exactly as the other fields or items that it belongs with",
        fault.index,
    )


_CAUSES: tuple[Callable[[_Fault], _Cause | None], ...] = (
    _tab,
    _unclosed_quote,
    _escape,
    _reserved,
    _mark,
    _block_header,
    _open_bracket,
    _colon,
    _key_without_colon,
    _after_quote,
    _after_bracket,
    _dash,
    _indicator,
    _indentation,
)
"""The first that knows the cause is right, so the order matters: surest signs first."""
