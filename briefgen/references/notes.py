"""References formatted: the full one at first, the short one afterwards."""

from __future__ import annotations

import json
import re
import threading
import warnings
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from briefgen.references import marks
from briefgen.references.csl import reference
from briefgen.references.errors import ReferenceFormatError
from briefgen.references.locators import locator_parts, locator_text
from briefgen.references.styles import LoadedStyle, load_style

__all__ = ["format_reference", "short_reference"]

_LEADING_NUMBER = re.compile(f"[\ufdd0-\ufdd7\\W]*{marks.NUMBER}[\ufdd0-\ufdd3.,:)\\]\\s]*")
_ABBREVIATION = re.compile(r"(?:\.\w+|\b(?:eds?|rev|vols?|nos?|trans|al))\.\Z")
_IS_WORD = re.compile(r"\w")
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
    return _formatted(source, locator, language, loaded)


def short_reference(
    source: Mapping[str, Any],
    locator: str | None,
    language: str,
    style: str | None = None,
    first_note: int = 0,
) -> str:
    """Return the Markdown of a reference to a source that an earlier note gives in full.

    A style that is not for notes has no such form, and some note styles have none for some
    sources: briefgen's own is used in its place. `first_note` is the number of that earlier note,
    which some styles print.

    Raises: StyleError, ReferenceFormatError.
    """
    loaded = load_style(style, language)
    if loaded.notes and not loaded.own:
        try:
            return _formatted(source, locator, language, loaded, first_note=first_note or 1)
        except ReferenceFormatError:
            pass
    # in the English that the style has chosen
    own = load_style(None, loaded.locale)
    return _formatted(source, locator, language, own, first_note=first_note or 1)


def _formatted(
    source: Mapping[str, Any],
    locator: str | None,
    language: str,
    style: LoadedStyle,
    *,
    first_note: int = 0,
) -> str:
    """Return a reference, in short where there was a `first_note`."""
    # briefgen's own style does not print its number, and so formats one reference once
    number = min(first_note, 1) if style.own else first_note
    return _formatted_once(json.dumps(source), locator, language, style, number)


@lru_cache(maxsize=1024)
def _formatted_once(
    given: str, locator: str | None, language: str, style: LoadedStyle, first_note: int
) -> str:
    """Return a reference; `given` is CSL-JSON as text."""
    source: Mapping[str, Any] = json.loads(given)
    try:
        with _RENDERING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            style.restore()
            marked = _rendered(source, locator, style, first_note)
            if style.stops_in_quotes:
                marked = marks.inside_quotes(marked)
    except Exception as error:
        raise ReferenceFormatError(
            f"the reference could not be formatted: {type(error).__name__}",
            help="compare the source's fields with CSL-JSON, or use another citation style",
        ) from error
    text = marks.markdown(marks.runs(marked, language))
    if not _IS_WORD.search(text):
        raise ReferenceFormatError(
            "the citation style prints nothing for this source",
            help="give the source the fields that the style wants, or use another style",
        )
    return text


def _rendered(
    source: Mapping[str, Any], locator: str | None, style: LoadedStyle, first_note: int
) -> str:
    """Return the processor's text with marks for markup."""
    from citeproc import Citation, CitationStylesBibliography
    from citeproc.source import BibliographySource

    from briefgen.references.cited import CitedItem

    cited = reference(source, style.locale, style.term, say_once=style.own and not first_note)
    if first_note:
        cited["first-reference-note-number"] = str(first_note)
        cited["first_reference_note_number"] = str(first_note)
    library = BibliographySource()
    library.add(cited)
    bibliography = CitationStylesBibliography(style.csl, library, marks.FORMATTER)
    words = locator_text(locator, style) if locator else ""
    if not style.notes:
        bibliography.register(Citation([CitedItem("item")]))
        entry = _LEADING_NUMBER.sub("", str("".join(map(str, bibliography.bibliography()))), 1)
        return _with_place(entry, words)
    if locator and style.labels_places:
        label, place = locator_parts(locator)
        text = _cited(bibliography, label, place, is_repeated=bool(first_note))
        # a bare number stands for a page; of any other place the kind must not be lost
        if place in text and (label == "page" or any(f in text for f in style.label_forms(label))):
            return text
    text = _cited(bibliography, "custom", words, is_repeated=bool(first_note))
    return text if words in text else _with_place(text, words)


def _with_place(entry: str, place: str) -> str:
    """Return an entry with a place behind it; the point of an abbreviation stays."""
    if not place:
        return entry
    entry = entry.rstrip(" ,:;\u00a0\u202f")
    return f"{entry if _ABBREVIATION.search(entry) else entry.removesuffix('.')}, {place}."


def _cited(bibliography: Any, label: str, place: str, *, is_repeated: bool) -> str:
    """Return a note that cites the one source of a bibliography, in full or in short."""
    from citeproc import Citation, Locator

    from briefgen.references.cited import CitedItem

    located = {"locator": Locator(label, place)} if place else {}
    citation = Citation([CitedItem("item", **located)])
    bibliography.register(citation)
    bibliography._cites.clear()
    if is_repeated:
        # A note on something else comes last, or a style with "ibid." would print that.
        earlier, other = CitedItem("item"), CitedItem("other")
        Citation([earlier])
        Citation([other])
        bibliography._cites.extend((earlier, other))
    return str(bibliography.cite(citation, lambda _: ""))
