"""Whether everything that a document should print stands in the finished file, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.diagnostics import Span
from briefgen.prove.drawn import Unseen
from briefgen.prove.folding import squeeze
from briefgen.prove.html_runs import html_runs, words_in_drawings
from briefgen.prove.page_text import head_of_html, head_of_markdown, markdown_words
from briefgen.prove.reading import Drawing, read_words

__all__ = ["Expected", "Loss", "find_losses"]

_SHORT = 12
"""Squeezed characters below which a block may be found by chance."""
_LONG = 24
"""Squeezed characters from which on nothing stands in a document twice by chance."""
_MADE_BY_CSS = 64
"""So many squeezed characters may stand before a short block, such as numbers of list items."""
_WORDLIKE = re.compile(r"[^\W\d_]{3}")
"""Of a block of three letters and more nobody takes a second one for a number."""
_SHOWN = 60


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
    span: Span | None = None
    """Where it stands in the content."""
    is_on_every_page: bool = False
    """Whether readers must see each of its lines wherever they open the document, as they must see
    its marking: in the header and the footer of each page, above the title of a text."""

    def holds(self, block: str) -> bool:
        """Return whether a squeezed block is one of its lines, or they are part of one another."""
        lines = [line for line in map(squeeze, self.lines) if line]
        if len(block) < _SHORT:
            return block in lines
        return any(block in line or (len(line) >= _SHORT and line in block) for line in lines)

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
    """`is not there`, `is out of order`, `stands there more often than it should`, `cannot be seen
    on page 2` and why."""
    expected: Expected | None = None
    words: str = ""
    """How the text begins, where `what` is the item's name."""


def find_losses(
    artifact: bytes, form: str, page: str, expected: Sequence[Expected]
) -> tuple[Loss, ...]:
    """Return what a finished file lacks. `page` is the HTML that the job has.

    Each text of `expected` stands in the page, and in the file. A PDF and an HTML file have each
    block of the page, in its order, none twice, and in each drawing just its words; a Markdown file
    has each expected text as often as the page.

    Raises: BrokenPdfError when a PDF cannot be read.
    """
    own = squeeze("".join(html_runs(page, with_notes=False)))
    signs = [each for each in expected if each.is_on_every_page]
    expected = [each for each in expected if not each.is_on_every_page]
    wanted = [each for each in expected if "html" in each.forms]
    lost = [*_missing(own, wanted)]
    match form:
        case "pdf":
            words = read_words(artifact)
            for number, drawn in enumerate(words.pages, start=1):
                for place, seen in zip(("header", "footer"), drawn.margins, strict=True):
                    lost += _unsigned(seen, signs, f"is not seen in the {place} of page {number}")
            blocks = _folded(html_runs(page, with_notes=True))
            found = _unmatched(blocks, squeeze(words.reading))
            if words.seen != words.reading:
                found = _with_unseen(found, _unmatched(blocks, squeeze(words.seen)), words.unseen)
            lost += _named(found, expected)
            lost += _undrawn(page, words.drawings)
        case "html":
            finished = html_runs(artifact, with_notes=True)
            blocks = _folded(html_runs(page, with_notes=True))
            lost += _unsigned(head_of_html(artifact), signs, "is not seen above the title")
            lost += _named(_unmatched(blocks, squeeze("".join(finished))), expected)
            lost += _undrawn(
                page,
                [
                    Drawing(name, *2 * ("".join(words),))
                    for name, words in words_in_drawings(artifact)
                ],
            )
        case "markdown":
            # what was sent by mail may have other ends of lines
            markdown = artifact.decode("utf-8", "replace").replace("\r\n", "\n")
            text = markdown_words(markdown)
            wanted = [each for each in expected if "markdown" in each.forms]
            lost += _unsigned(head_of_markdown(markdown), signs, "is not seen above the title")
            lost += _missing(text, wanted)
            lost += _repeated(text, own, [each for each in wanted if "html" in each.forms])
        case _:
            raise ValueError(f"there is no proof for `{form}`")
    return tuple(dict.fromkeys(lost))


def _undrawn(page: str, drawings: Iterable[Drawing]) -> Iterator[Loss]:
    """Yield what drawings lack of the words that stand in them on the page, or have beside them.

    Which drawing is which its description says; that it is there is proved like any block.
    """
    left = list(drawings)
    for description, words in words_in_drawings(page):
        name = squeeze(description)
        drawing = next((each for each in left if squeeze(each.description) == name), None)
        if drawing is None:
            yield Loss(f"the drawing `{_beginning(description)}`", "is not there")
            continue
        left.remove(drawing)
        wanted = squeeze("".join(words))
        for text, how in ((drawing.text, "drawn"), (drawing.seen, "seen")):
            if squeeze(text) == wanted:
                continue
            missed = next((word for word in words if squeeze(word) not in squeeze(text)), None)
            what = f"`{_beginning(missed)}`" if missed else "what its drawing says"
            yield Loss(what, f"is not {how} as it should be in `{_beginning(description)}`")
            break


def _unsigned(text: str, signs: Iterable[Expected], how: str) -> Iterator[Loss]:
    """Yield what a text lacks of the words that must be seen wherever one looks.

    They stand alone: who reads TLP:AMBER+STRICT has not read TLP:AMBER.
    """
    for each in signs:
        missed = next((line for line in each.lines if not _stands_in(line, text)), None)
        if missed is not None:
            yield Loss(each.name, how, each, _beginning(missed))


def _stands_in(words: str, text: str) -> bool:
    # a line may end anywhere in them
    letters = r"\s*".join(map(re.escape, "".join(words.split())))
    return re.search(rf"(?<![\w+]){letters}(?!\+?\w)", text) is not None


def _missing(text: str, expected: Iterable[Expected]) -> Iterator[Loss]:
    """Yield the texts that do not stand in a squeezed text, or not in their order."""
    cursor = 0
    for each in expected:
        for plain in each.lines:
            line = squeeze(plain)
            at = text.find(line, cursor if each.is_in_order else 0)
            if at >= 0:
                cursor = at + len(line) if each.is_in_order else cursor
                continue
            how = "is out of order" if line in text else "is not there"
            yield Loss(each.name, how, each, _beginning(plain))
            break


def _repeated(text: str, page: str, expected: Iterable[Expected]) -> Iterator[Loss]:
    for each in expected:
        for plain in each.lines:
            line = squeeze(plain)
            if len(line) >= _LONG and text.count(line) > page.count(line):
                how = "stands there more often than it should"
                yield Loss(each.name, how, each, _beginning(plain))
                break


@dataclass(frozen=True, slots=True)
class _Block:
    shown: str
    squeezed: str


def _folded(runs: Iterable[str]) -> list[_Block]:
    blocks = (_Block(_beginning(run), squeeze(run)) for run in runs)
    return [block for block in blocks if block.squeezed]


_Found = Mapping[_Block, str]
"""What became of each block that is not as it should be."""


def _unmatched(blocks: list[_Block], text: str) -> _Found:
    """Return the blocks that a squeezed text does not have one behind the other."""
    found: dict[_Block, str] = {}
    cursor, edges = 0, [(0, 0)]
    gaps: list[tuple[str, _Block]] = []
    for block in blocks:
        at = text.find(block.squeezed, cursor)
        is_short = len(block.squeezed) < _SHORT
        if at < 0 or (is_short and at - cursor > _MADE_BY_CSS):
            if not is_short and block.squeezed in text:
                found.setdefault(block, "is out of order, or stands there once too seldom")
            else:
                found.setdefault(block, "is not there")
            continue
        if at > cursor:
            gaps.append((text[cursor:at], block))
        cursor = at + len(block.squeezed)
        edges.append((at, cursor))
    between = "\n".join(
        text[end:start] for (_, end), (start, _) in pairwise([*edges, (len(text), 0)])
    )
    for block in dict.fromkeys(blocks):
        if len(block.squeezed) >= _SHORT and block.squeezed in between:
            found.setdefault(block, "stands there more often than it should")
    short = {block.squeezed: block for block in blocks if _WORDLIKE.search(block.squeezed)}
    for gap, before in gaps:
        # what styles put before a block are numbers and marks
        if gap in short and before not in found:
            found.setdefault(short[gap], "stands there more often than it should")
    return found


def _with_unseen(drawn: _Found, seen: _Found, unseen: Iterable[Unseen]) -> _Found:
    """Return what became of blocks, and why some that are drawn are not seen."""
    words = [(squeeze(each.word), each) for each in unseen]
    found = dict(drawn)
    for block, how in seen.items():
        if block in drawn:
            continue
        cause = next((each for word, each in words if word and word in block.squeezed), None)
        where = how if cause is None else f"cannot be seen on page {cause.page}: {cause.why}"
        found[block] = where
    return found


def _named(found: _Found, expected: Sequence[Expected]) -> Iterator[Loss]:
    """Yield the losses with the items whose texts the blocks are."""
    for block, how in found.items():
        owner = next((each for each in expected if each.holds(block.squeezed)), None)
        lines = owner.lines if owner is not None else ()
        # without the number of a note behind it
        plain = next((line for line in lines if block.squeezed.startswith(squeeze(line))), "")
        yield Loss(f"`{_beginning(plain) or block.shown}`", how, owner)


def _beginning(run: str) -> str:
    words = " ".join(run.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"
