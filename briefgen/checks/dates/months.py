"""The names of months as they stand in printed dates."""

from __future__ import annotations

from functools import cache

__all__ = ["month_names"]


@cache
def month_names(language: str) -> dict[str, int]:
    """Return (name → month), full and abbreviated, without full stops, small and capital.

    `language` is one that Babel knows. Empty where months are numbers with a sign.
    Source: CLDR, as Babel has it.
    """
    from babel import Locale

    found: dict[str, int] = {}
    # British English has abbreviations of its own
    for tag in (language, "en-GB") if language == "en" else (language,):
        for widths in Locale.parse(tag, sep="-").months.values():
            for width in ("wide", "abbreviated"):
                for month, name in widths[width].items():
                    if not name[0].isdigit():
                        plain = name.rstrip(".")
                        found |= {plain: month, plain.capitalize(): month}
    return found
