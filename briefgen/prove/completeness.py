"""Whether everything that a document should print stands in the finished file, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.prove.folding import squeeze
from briefgen.prove.html_runs import html_runs
from briefgen.prove.reading import read_words

__all__ = ["Expected", "Loss", "find_losses"]

_SHORT = 12
"""Squeezed characters below which a block may be found by chance."""
_LONG = 24
"""Squeezed characters from which on nothing stands in a document twice by chance."""
_MADE_BY_CSS = 64
"""So many squeezed characters may stand before a short block, such as numbers of list items."""
_SHOWN = 60
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NOTE_MARK = re.compile(r"\[\^\d+\](?!:)")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
"""As CommonMark has it: in HTML the semicolon may be missing."""
_LINK_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")


@dataclass(frozen=True, slots=True)
class Expected:
    """A text of an item that the document was made to print."""

    family: str
    """Empty for the dossier's own fields."""
    identifier: str
    place: str
    """The field of the item, or of the dossier."""
    lines: tuple[str, ...] = field(repr=False)
    """Its plain text, a line for each block."""
    is_in_order: bool = True
    """Whether it stands behind those before it in the list."""
    forms: frozenset[str] = frozenset({"html", "markdown"})
    """The pages that must print it: what their templates name."""

    @property
    def name(self) -> str:
        """The item and the field, for messages."""
        owner = f"{self.family}/{self.identifier}" if self.family else "dossier"
        return f"{owner}: {self.place}"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that is not where it should be."""

    what: str
    """The item and the field, or the beginning of the block."""
    how: str
    """`is not there`, `is out of order`, `stands there more often than it should`."""
    expected: Expected | None = None


def find_losses(
    artifact: bytes, form: str, page: str, expected: Sequence[Expected]
) -> tuple[Loss, ...]:
    """Return what a finished file lacks. `page` is the HTML that the job has.

    Each text of `expected` stands in the page, and in the file. A PDF and an HTML file have each
    block of the page, in its order, none twice; a Markdown file has each expected text as often as
    the page.

    Raises: BrokenPdfError when a PDF cannot be read.
    """
    own = squeeze("".join(html_runs(page, with_notes=False)))
    wanted = [each for each in expected if "html" in each.forms]
    lost = [*_missing(own, wanted)]
    match form:
        case "pdf":
            words = read_words(artifact)
            blocks = _folded(html_runs(page, with_notes=True))
            lost += _unmatched(blocks, squeeze(words.reading))
        case "html":
            finished = html_runs(artifact, with_notes=True)
            lost += _unmatched(
                _folded(html_runs(page, with_notes=True)), squeeze("".join(finished))
            )
        case "markdown":
            text = _markdown_words(artifact.decode("utf-8", "replace"))
            wanted = [each for each in expected if "markdown" in each.forms]
            lost += _missing(text, wanted)
            lost += _repeated(text, own, [each for each in wanted if "html" in each.forms])
        case _:
            raise ValueError(f"there is no proof for `{form}`")
    return tuple(dict.fromkeys(lost))


def _missing(text: str, expected: Iterable[Expected]) -> Iterator[Loss]:
    """Yield the texts that do not stand in a squeezed text, or not in their order."""
    cursor = 0
    for each in expected:
        for line in filter(None, map(squeeze, each.lines)):
            at = text.find(line, cursor if each.is_in_order else 0)
            if at >= 0:
                cursor = at + len(line) if each.is_in_order else cursor
                continue
            yield Loss(each.name, "is out of order" if line in text else "is not there", each)
            break


def _repeated(text: str, page: str, expected: Iterable[Expected]) -> Iterator[Loss]:
    for each in expected:
        for line in filter(lambda line: len(line) >= _LONG, map(squeeze, each.lines)):
            if text.count(line) > page.count(line):
                yield Loss(each.name, "stands there more often than it should", each)
                break


@dataclass(frozen=True, slots=True)
class _Block:
    shown: str
    squeezed: str


def _folded(runs: Iterable[str]) -> list[_Block]:
    blocks = (_Block(_beginning(run), squeeze(run)) for run in runs)
    return [block for block in blocks if block.squeezed]


def _unmatched(blocks: list[_Block], text: str) -> Iterator[Loss]:
    """Yield the blocks that a squeezed text does not have one behind the other."""
    cursor, edges = 0, [(0, 0)]
    for block in blocks:
        at = text.find(block.squeezed, cursor)
        is_short = len(block.squeezed) < _SHORT
        if at < 0 or (is_short and at - cursor > _MADE_BY_CSS):
            if not is_short and block.squeezed in text:
                yield Loss(f"`{block.shown}`", "is out of order, or stands there once too seldom")
            else:
                yield Loss(f"`{block.shown}`", "is not there")
            continue
        cursor = at + len(block.squeezed)
        edges.append((at, cursor))
    between = "\n".join(
        text[end:start] for (_, end), (start, _) in pairwise([*edges, (len(text), 0)])
    )
    for block in dict.fromkeys(blocks):
        if len(block.squeezed) >= _SHORT and block.squeezed in between:
            yield Loss(f"`{block.shown}`", "stands there more often than it should")


def _beginning(run: str) -> str:
    words = " ".join(run.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"


def _markdown_words(markdown: str) -> str:
    """Return the squeezed words that a reader of the rendered Markdown sees."""
    from html import unescape

    body = _FRONT_MATTER.sub("", markdown, count=1)
    # a sign behind a backslash is no letter, and opens neither a link nor a reference
    body = _LINK_TARGET.sub("]", _NOTE_MARK.sub("", _ESCAPED.sub(" ", body)))
    return squeeze(_REFERENCE.sub(lambda found: unescape(found[0]), body))
