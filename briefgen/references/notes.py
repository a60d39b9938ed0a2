"""References formatted: the full one at first, the short one afterwards."""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Mapping
from typing import Any

from briefgen.references import marks
from briefgen.references.csl import reference
from briefgen.references.errors import ReferenceFormatError
from briefgen.references.locators import locator_text
from briefgen.references.styles import LoadedStyle, load_style

__all__ = ["format_reference", "short_reference"]

_LEADING_NUMBER = re.compile(f"[\ufdd0-\ufdd7\\W]*{marks.NUMBER}[\ufdd0-\ufdd3.,:)\\]\\s]*")
_RENDERING = threading.Lock()
"""Why: citeproc-py keeps what it is doing in the style."""


def format_reference(
    source: Mapping[str, Any], locator: str | None, language: str, style: str | None = None
) -> str:
    """Return the Markdown of a source's reference, one line that ends with a full stop.

    `source` is CSL-JSON, `style` the text of a CSL style; without one briefgen's own is used. A
    style for notes places the locator itself; with any other it follows the bibliography's entry.

    Raises: StyleError, ReferenceFormatError.
    """
    loaded = load_style(style, language)
    return _formatted(source, locator, language, loaded, repeated=False)


def short_reference(
    source: Mapping[str, Any], locator: str | None, language: str, style: str | None = None
) -> str:
    """Return the Markdown of a reference to a source that an earlier note gives in full.

    A style that is not for notes has no such form: briefgen's own is used in its place.

    Raises: StyleError, ReferenceFormatError.
    """
    loaded = load_style(style, language)
    if not loaded.notes:
        loaded = load_style(None, language)
    return _formatted(source, locator, language, loaded, repeated=True)


def _formatted(
    source: Mapping[str, Any],
    locator: str | None,
    language: str,
    style: LoadedStyle,
    *,
    repeated: bool,
) -> str:
    try:
        with _RENDERING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            style.restore()
            marked = _rendered(source, locator, style, repeated=repeated)
    except Exception as error:
        raise ReferenceFormatError(
            f"the reference could not be formatted: {type(error).__name__}",
            help="compare the source's fields with CSL-JSON, or use another citation style",
        ) from error
    text = marks.markdown(marks.runs(marked, language))
    if not re.search(r"\w", text):
        raise ReferenceFormatError(
            "the citation style prints nothing for this source",
            help="give the source the fields that the style wants, or use another style",
        )
    return text


def _rendered(
    source: Mapping[str, Any], locator: str | None, style: LoadedStyle, *, repeated: bool
) -> str:
    """Return the processor's text with marks for markup."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator
    from citeproc.source import BibliographySource

    class NumberedItem(CitationItem):  # type: ignore[misc]
        number = marks.NUMBER

    place = locator_text(locator, style) if locator else ""
    library = BibliographySource()
    library.add(reference(source, style.locale, style.term, say_once=style.own and not repeated))
    bibliography = CitationStylesBibliography(style.csl, library, marks.FORMATTER)
    if not style.notes:
        bibliography.register(Citation([NumberedItem("item")]))
        entry = _LEADING_NUMBER.sub("", str("".join(map(str, bibliography.bibliography()))), 1)
        return f"{entry.rstrip().removesuffix('.')}, {place}." if place else entry
    located = {"locator": Locator("page", place)} if place else {}
    citation = Citation([NumberedItem("item", **located)])
    bibliography.register(citation)
    if repeated:
        # A note on something else comes last, or a style with "ibid." would print that.
        earlier, other = NumberedItem("item"), NumberedItem("other")
        Citation([earlier])
        Citation([other])
        bibliography._cites.extend((earlier, other))
    return str(bibliography.cite(citation, lambda _: ""))
