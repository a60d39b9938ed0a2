"""Places in a source, in the document's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.references import marks

if TYPE_CHECKING:
    from briefgen.references.styles import LoadedStyle

__all__ = ["locator_parts", "locator_text"]

_LABELS = {
    "page": "p pp page pages",
    "paragraph": "para paras par paragraph paragraphs ¶ ¶¶",
    "chapter": "ch chs chap chaps chapter chapters",
    "section": "sec secs sect section sections",
    "note": "n nn note notes",
    "figure": "fig figs figure figures",
    "line": "l ll line lines",
    "volume": "vol vols volume volumes",
    "part": "pt part parts",
    "article-locator": "art arts article articles",
}
_TERMS = {label: term for term, labels in _LABELS.items() for label in labels.split()}
_OF_LAWS = {"de": "Art.", "ja": "条"}
"""The word for an article of a law; the locales have that for one in a newspaper."""
_PLURALS = re.compile(r"(?:p|n|l|¶|§){2}|(?:para|ch|chap|sec|sect|fig|vol|art|[a-z]{4,})s")
_LABELLED = re.compile(r"([^\W\d]+|¶+|§+)\.?\s*(\d.*)\Z")
_NEXT = re.compile(r",\s*(?=(?:[^\W\d]+|[¶§]+)\.?\s*\d)")
_RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")


def locator_text(locator: str, style: LoadedStyle) -> str:
    """Return a locator as it is printed.

    In English it stays as the author wrote it; in other languages a known English label becomes
    the language's own. Between digits a hyphen becomes an en dash.
    """
    text = _RANGE.sub("–", marks.clean(locator))
    if not style.locale.startswith("en"):
        comma = "、" if style.locale == "ja-JP" else ", "
        text = comma.join(_translated(part, style) for part in _NEXT.split(text))
    return text.replace("-", marks.HYPHEN)


def locator_parts(locator: str) -> tuple[str, str]:
    """Return (CSL's word for the kind of place, what follows it) for a style that writes labels.

    The kind of a place that is none of CSL's, or more than one, is `custom`, which has no label.
    """
    text = _RANGE.sub("–", marks.clean(locator))
    found = _LABELLED.match(text)
    label = _TERMS.get(found[1].casefold()) if found and not _NEXT.search(text) else None
    if found and label and not re.search(r"[^\W\d]{2}|;", found[2]):
        return label, found[2].replace("-", marks.HYPHEN)
    return "custom", text.replace("-", marks.HYPHEN)


def _translated(text: str, style: LoadedStyle) -> str:
    found = _LABELLED.match(text)
    term = _TERMS.get(found[1].casefold()) if found else None
    if not found or not term:
        return text
    plural = bool(_PLURALS.fullmatch(found[1].casefold()) or re.search(r"\d\D+\d", found[2]))
    label = style.label(term, plural=plural)
    if term == "article-locator":
        label = _OF_LAWS.get(style.locale[:2], label)
    if not label:
        return text
    if style.locale == "ja-JP":
        number = found[2].replace(", ", "、")
        return f"{number}{label}" if term == "page" else f"第{number}{label}"
    return f"{label} {found[2]}"
