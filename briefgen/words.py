"""Word lists of the linter: data, a file a language.

A list that a language lacks is empty: its rules find nothing there, which docs/checks.md says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import groupby, starmap
from typing import Any

import yaml

from briefgen.language_tag import primary

__all__ = [
    "LANGUAGES",
    "find_phrases",
    "folded",
    "may_hold",
    "phrase_pattern",
    "wordlist",
]

LANGUAGES = ("en", "de", "fr", "ja")
"""Languages that have a file."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORD = re.compile(r"[^\W_]+")
# What parts words. Japanese has no spaces: there a phrase may stand inside a line of characters.
_LETTER = "[A-Za-z0-9À-ÖØ-öø-ɏ]"
_IS_LETTER = re.compile(_LETTER)
# As written in the lists → as it may stand in a text.
_SPELLINGS = {"'": "'’", "-": "-‐‑"}
_FOLDED = str.maketrans({other: plain for plain, all_ in _SPELLINGS.items() for other in all_})


@cache
def wordlist(name: str, language: str) -> tuple[str, ...]:
    """Return the words and phrases of a list, as written in `wordlists/<language>.yaml`.

    `language` is a BCP 47 tag; what follows its first part is not looked at.
    Raises: KeyError for a list that no language has.
    """
    if name not in _lists("en"):
        raise KeyError(name)
    return _lists(primary(language)).get(name, ())


@cache
def _lists(language: str) -> dict[str, tuple[str, ...]]:
    if language not in LANGUAGES:
        return {}
    text = (resources.files("briefgen") / "wordlists" / f"{language}.yaml").read_text("utf-8")
    lists = yaml.load(text, Loader=_LOADER)
    return {name: tuple(words or ()) for name, words in lists.items()}


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words, the longest first.

    Case does not count; a space also stands for a line feed, a straight apostrophe for a curved
    one, a hyphen for one that does not break. In Japanese, which has no spaces, a phrase is found
    inside a line of characters too. No phrase gives a pattern that finds nothing.
    """
    ordered = sorted(set(phrases), key=_longest)
    in_words = [phrase for phrase in ordered if _IS_LETTER.match(phrase)]
    others = [phrase for phrase in ordered if not _IS_LETTER.match(phrase)]
    groups = []
    if in_words:
        groups.append(f"(?<!{_LETTER}){_alternatives(in_words)}")
    if others:
        groups.append(_alternatives(others))
    return re.compile("|".join(groups) or "(?!)", re.IGNORECASE)


def find_phrases(plain: str, name: str, language: str) -> Iterator[re.Match[str]]:
    """Yield each word or phrase of a list in a plain text, of several at one place the longest.

    What is part of a longer phrase of the list `<name>_exempt`, if there is one, is left out.
    """
    pattern, exempt = _finder(name, language)
    for match in pattern.finditer(plain):
        if folded(match[0]) not in exempt:
            yield match


def may_hold(small: str, name: str, language: str) -> bool:
    """Return False if a text, given as its `casefold`, surely has no phrase of a list.

    Why: to look for a hundred phrases in a text takes long, and hardly any text has one.
    """
    for key in _keys(name, language):  # noqa: SIM110 — a generator would take twice as long
        if key in small:
            return True
    return False


@cache
def _keys(name: str, language: str) -> tuple[str, ...]:
    """Return letters of which each phrase has some: its longest word, or part of it."""
    # Of words as long as one another the last: they are rarer than those at the beginning.
    words = {
        max(reversed(_WORD.findall(phrase.casefold())), key=len, default=phrase.casefold())
        for phrase in wordlist(name, language)
    }
    return tuple(w for w in sorted(words) if not any(o in w for o in words if o != w))


def folded(phrase: str) -> str:
    """Return a phrase as any spelling of it compares: small letters, plain marks, single spaces."""
    return " ".join(phrase.casefold().translate(_FOLDED).split())


@cache
def _finder(name: str, language: str) -> tuple[re.Pattern[str], frozenset[str]]:
    exempt = wordlist(f"{name}_exempt", language) if f"{name}_exempt" in _lists("en") else ()
    pattern = phrase_pattern((*wordlist(name, language), *exempt))
    return pattern, frozenset(map(folded, exempt))


def _alternatives(phrases: list[str]) -> str:
    # Most places of a text begin no phrase: to look at one character there is far quicker.
    first = "".join(sorted({_spelled(phrase[0]) for phrase in phrases}))
    runs = "|".join(starmap(_run, groupby(phrases, key=_ends_in_letter)))
    return f"(?=[{first}])(?:{runs})"


def _run(is_word: bool, phrases: Iterable[str]) -> str:
    """Return what finds one of some phrases; they share their end.

    Why: to compile the letters takes a millisecond each time that they stand in a pattern.
    """
    any_of_them = f"(?:{'|'.join(map(_as_pattern, phrases))})"
    return f"{any_of_them}(?!{_LETTER})" if is_word else any_of_them


def _ends_in_letter(phrase: str) -> bool:
    return _IS_LETTER.match(phrase[-1]) is not None


def _as_pattern(phrase: str) -> str:
    words = (
        "".join(
            f"[{_spelled(letter)}]" if letter in _SPELLINGS else re.escape(letter)
            for letter in word
        )
        for word in phrase.split()
    )
    return r"\s+".join(words)


def _spelled(letter: str) -> str:
    """Return the spellings of a letter, to stand in the brackets of a pattern."""
    return "".join(map(re.escape, _SPELLINGS.get(letter, letter)))


def _longest(phrase: str) -> tuple[int, str]:
    return (-len(phrase), phrase)
