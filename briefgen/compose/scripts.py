"""Which languages and scripts a page needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from briefgen.compose.shown import records_shown
from briefgen.language_tag import primary
from briefgen.model.text import Text
from briefgen.view import Record, View

__all__ = ["han_language", "has_cjk", "is_cjk", "may_have_cjk"]

_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_CJK_LANGUAGES = ("ja", "zh", "ko")


def has_cjk(html: str) -> bool:
    """Return whether the page has Chinese, Japanese or Korean characters."""
    return _CJK.search(html) is not None


def may_have_cjk(view: View) -> bool:
    """Return whether a page may need fonts for such characters, as far as its content says."""
    records = records_shown((view.heading, *view.families, *(one for _, one in view.sources)))
    return any(
        _CJK.search(value.source if isinstance(value, Text) else value)
        for record in records
        for _, value in record
        if isinstance(value, (str, Text))
    )


def han_language(view: View) -> str:
    """Return the language of names in Han characters: the document's, else the dossier's first."""
    if is_cjk(view.language):
        return view.language
    return _first_cjk(tuple(items for _, items in view.families), set()) or "zh"


def is_cjk(language: str) -> bool:
    """Return whether a language is written in Han characters, kana or Hangul."""
    return primary(language) in _CJK_LANGUAGES


def _first_cjk(value: Record | tuple[Any, ...], seen: set[int]) -> str | None:
    """Return the first such language in a value.

    `seen` are the records that were looked through before: each stands in all that refer to it.
    """
    if isinstance(value, tuple):
        inside: Iterable[tuple[str, Any]] = (("", inner) for inner in value)
    elif id(value) in seen:
        return None
    else:
        seen.add(id(value))
        inside = value
    for name, inner in inside:
        found = None
        if isinstance(inner, Text):
            found = inner.language if is_cjk(inner.language) else None
        elif isinstance(inner, str):
            found = inner if name in ("lang", "language") and is_cjk(inner) else None
        elif inner and isinstance(inner, (Record, tuple)):
            found = _first_cjk(inner, seen)
        if found is not None:
            return found
    return None
