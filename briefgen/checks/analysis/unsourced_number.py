"""A paragraph with a figure and no citation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from briefgen.checks.analysis.figures import figures
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage, without_quotations
from briefgen.codes import Code
from briefgen.model.analysis import Section, SectionKind
from briefgen.prose import parse
from briefgen.prose.plain import visible_text

__all__ = ["RULE", "check"]

RULE = Code(
    "BG311",
    "unsourced-number",
    "warning",
    what="A paragraph of a section has a figure in it and no citation.",
    why="Figures are what readers quote, and what they are asked the source of.",
    instead="Cite the source in that paragraph: `[@survey, p. 4]`.",
    example="""\
sections:
  traffic:
    title: Traffic has grown beyond what the bridge was built for
    kind: context
    body: Some 9,000 vehicles cross on a working day.
""",
)

_WITHOUT_FIGURES_OF_ITS_OWN = (SectionKind.ABOUT, SectionKind.SCOPE, SectionKind.SO_WHAT)
_GOES_WITH_WHAT_IS_BEFORE = ("bullet_list", "ordered_list", "table")
_SPACES = re.compile(r"\s+")


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each paragraph with figures and without a citation; a list counts with its lead."""
    for passage in case.passages:
        section = passage.item
        if not isinstance(section, Section) or passage.field != "body":
            continue
        if section.kind in _WITHOUT_FIGURES_OF_ITS_OWN:
            continue
        if not any(figures(passage.own_words, passage.text.language)):
            continue
        for stretch in _stretches(parse(passage.text)):
            if not any(map(_has_source, stretch)):
                yield from _unsourced(passage, "".join(map(visible_text, stretch)))


def _unsourced(passage: Passage, stretch: str) -> Iterator[Finding]:
    plain = _SPACES.sub(" ", stretch)
    found = tuple(figures(without_quotations(plain), passage.text.language))
    if not found:
        return
    numbers = ", ".join(f"`{number}`" for number in dict.fromkeys(m[0] for m in found[:3]))
    verb = "has" if len(found) == 1 else "have"
    # More than the number alone: it may stand elsewhere too.
    word_after = re.match(r"\s?[\w%]+", plain[found[0].end() :])
    token = found[0][0] + (word_after[0] if word_after else "")
    yield Finding(
        passage.owner,
        f"{numbers} {verb} no source in this paragraph",
        passage.place,
        token=token if token in _SPACES.sub(" ", passage.text.source) else found[0][0],
    )


def _stretches(root: SyntaxTreeNode) -> Iterator[list[SyntaxTreeNode]]:
    """Yield paragraphs, each with the lists and tables that follow it; quotations are left out."""
    stretch: list[SyntaxTreeNode] = []
    for node in root.children:
        if node.type not in _GOES_WITH_WHAT_IS_BEFORE:
            yield stretch
            stretch = []
        if node.type != "blockquote":
            stretch.append(node)
    yield stretch


def _has_source(node: SyntaxTreeNode) -> bool:
    return any(inner.type in ("citation", "link") for inner in node.walk())
