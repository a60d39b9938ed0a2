"""Which languages and scripts a page needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefgen.model.text import Text
from briefgen.view import Record, View

__all__ = ["han_language", "has_cjk"]

_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_CJK_LANGUAGES = ("ja", "zh", "ko")


def has_cjk(html: str) -> bool:
    """Return whether the page has Chinese, Japanese or Korean characters."""
    return _CJK.search(html) is not None


def han_language(view: View) -> str:
    """Return the language of names in Han characters: the document's, else the dossier's first."""
    if view.language.split("-")[0] in _CJK_LANGUAGES:
        return view.language
    found = (language for _, items in view.families for language in _languages(items))
    return next((tag for tag in found if tag.split("-")[0] in _CJK_LANGUAGES), "zh")


def _languages(value: Any) -> Iterator[str]:
    if isinstance(value, Text):
        yield value.language
    elif isinstance(value, Record):
        for name, inner in value:
            if name in ("lang", "language") and isinstance(inner, str):
                yield inner
            yield from _languages(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _languages(inner)
