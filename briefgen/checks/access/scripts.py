"""Scripts other than Latin, and the languages that are written in them."""

from __future__ import annotations

import re
from functools import cache

from briefgen.language_tag import primary

__all__ = ["SCRIPTS", "foreign_run", "own_scripts"]

SCRIPTS = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe",
    "Devanagari": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
    "kana": "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Hangul": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7af",
}
"""Script → its characters, for a class of a regular expression. Han is not among them: it is
Chinese as well as Japanese and Korean."""

_LANGUAGES = {
    "Greek": "el grc",
    "Cyrillic": "ab av ba be bg ce cu cv kk kv ky mk mn os ru sah sr tg tt tyv udm uk uz",
    "Hebrew": "he yi",
    "Arabic": "ar az ckb fa ku ks prs ps sd ug ur",
    "Devanagari": "bho hi kok mai mr ne sa",
    "Thai": "th",
    "kana": "ja",
    "Hangul": "ko",
}
_MIN_LETTERS = {"Greek": 3}
"""Letters that make a word. Single Greek letters are signs: `µ`, `Δt`."""


def own_scripts(language: str) -> frozenset[str]:
    """Return the scripts that a language is written in besides Latin and Han."""
    base = primary(language)
    return frozenset(script for script, tags in _LANGUAGES.items() if base in tags.split())


@cache
def foreign_run(language: str) -> re.Pattern[str]:
    """Return a pattern that finds words in a script that is not the language's.

    The name of the group that matches is the script's. Words in one script with spaces, hyphens
    or apostrophes between them are one run.
    """
    own = own_scripts(language)
    runs = [
        f"(?P<{script}>[{letters}]{{{_MIN_LETTERS.get(script, 2)},}}"
        f"(?:[ \u00a0'’\u2010\\-]+[{letters}]+)*)"
        for script, letters in SCRIPTS.items()
        if script not in own
    ]
    return re.compile("|".join(runs))
