"""The values of a BibTeX file: strings joined, months as words, abbreviations written out."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["MONTHS", "is_whole", "value_of"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Abbreviations that every BibTeX style defines."""

_DELIMITER = re.compile(r"(?<!\\)[{}\"#]")


def value_of(written: str, strings: Mapping[str, str]) -> str:
    """Return a value as it stands behind `=`, its delimiters removed and its parts joined.

    `strings` are the values of `@string`, by name in small letters. A name that is none of them
    stays as it is.
    """
    return "".join(_part(part.strip(), strings) for part in _parts(written))


def is_whole(written: str) -> bool:
    """Return whether nothing follows the end of a part of a value, as where a comma is missing."""
    return all(_ends_well(part.strip()) for part in _parts(written))


def _ends_well(part: str) -> bool:
    if part[:1] not in ('"', "{"):
        return not re.search(r"[\s={}\"]", part)
    depth = 0
    for mark in _DELIMITER.finditer(part):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        closes = mark[0] == "}" if part[0] == "{" else mark[0] == '"' and mark.start() > 0
        if closes and depth == 0:
            return mark.end() == len(part)
    return False


def _parts(written: str) -> list[str]:
    """Split at each `#` outside of braces and quotation marks."""
    parts, depth, in_quotes, last = [], 0, False, 0
    for mark in _DELIMITER.finditer(written):
        match mark[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case '"' if depth == 0:
                in_quotes = not in_quotes
            case "#" if depth == 0 and not in_quotes:
                parts.append(written[last : mark.start()])
                last = mark.end()
    return [*parts, written[last:]]


def _part(part: str, strings: Mapping[str, str]) -> str:
    if part[:1] in ('"', "{") and len(part) > 1:
        return part[1:-1].strip() if part[-1:] in ('"', "}") else part[1:]
    return strings.get(part.lower(), part)
