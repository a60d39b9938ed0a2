"""Word lists of the linter: data, a file a language.

A list that a language lacks is empty: its rules find nothing there, which docs/checks.md says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

import yaml

__all__ = ["LANGUAGES", "phrase_pattern", "wordlist"]

LANGUAGES = ("en", "de", "fr", "ja")
"""Languages that have a file."""


@cache
def wordlist(name: str, language: str) -> tuple[str, ...]:
    """Return the words and phrases of a list, as written in `wordlists/<language>.yaml`.

    `language` is a BCP 47 tag; what follows its first part is not looked at.
    Raises: KeyError for a list that no language has.
    """
    if name not in _lists("en"):
        raise KeyError(name)
    return _lists(language.split("-", maxsplit=1)[0]).get(name, ())


@cache
def _lists(language: str) -> dict[str, tuple[str, ...]]:
    if language not in LANGUAGES:
        return {}
    text = (resources.files("briefgen") / "wordlists" / f"{language}.yaml").read_text("utf-8")
    return {name: tuple(words or ()) for name, words in yaml.safe_load(text).items()}


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words, the longest first.

    Case does not count; a space also stands for a line feed. In Japanese, which has no spaces, a
    phrase is found inside a line of characters too. No phrase gives a pattern that finds nothing.
    """
    parts = [
        r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=_longest)
    ]
    if not parts:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![A-Za-z0-9À-ɏ])(?:{'|'.join(parts)})(?![A-Za-z0-9À-ɏ])", re.IGNORECASE)


def _longest(phrase: str) -> tuple[int, str]:
    return (-len(phrase), phrase)
