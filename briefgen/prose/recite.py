"""Citations changed inside a text that otherwise stays as it was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefgen.model.text import Text
from briefgen.prose.citations import (
    Citation,
    citation_source,
    read_bare_citation,
    read_citations,
)
from briefgen.prose.markdown import block_markdown, inline_markdown
from briefgen.prose.parse import find_citations
from briefgen.prose.plain import plain_text

__all__ = ["recited"]

Change = Callable[[Citation], Citation]


def recited(text: Text, change: Change) -> Text:
    """Return the text with every citation changed; the same text if none changes.

    Nothing of what a changed citation was stays behind in the source.
    """
    before = find_citations(text)
    wanted = tuple(map(change, before))
    if wanted == before:
        return text
    again = replace(text, source=_in_place(text.source, change))
    if find_citations(again) == wanted and plain_text(again) == plain_text(text):
        return again
    # something that only looks like a citation was changed too: write the text from its tree

    def cite(citations: tuple[Citation, ...]) -> str:
        return citation_source(tuple(map(change, citations)))

    write = block_markdown if text.block else inline_markdown
    return replace(text, source=write(text, cite=cite))


def _in_place(source: str, change: Change) -> str:
    """Return the source with all that looks like a citation changed where it stands."""
    out, at = [], 0
    while at < len(source):
        found = _citations_at(source, at)
        if found is None:
            out.append(source[at])
            at += 1
            continue
        citations, end = found
        changed = tuple(map(change, citations))
        out.append(source[at:end] if changed == citations else citation_source(changed))
        at = end
    return "".join(out)


def _citations_at(source: str, at: int) -> tuple[tuple[Citation, ...], int] | None:
    if source[at] == "[":
        end = source.find("]", at)
        citations = read_citations(source[at + 1 : end]) if end >= 0 else ()
        return (citations, end + 1) if citations else None
    if source[at] == "@":
        bare = read_bare_citation(source, at)
        return ((bare[0],), bare[1]) if bare is not None else None
    return None
