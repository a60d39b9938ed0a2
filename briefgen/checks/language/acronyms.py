"""Acronyms in a plain text, and what spells them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.words import wordlist

__all__ = ["acronyms", "is_explained", "spelled_out_after", "spelled_out_before"]

# Latin letters only on both sides: in Japanese an acronym stands right between other characters.
_ACRONYM = re.compile(
    r"(?<![A-Za-z0-9À-ɏ/@.#&_:+])[A-ZÀ-ÖØ-Þ]{2,}\d*(?=s?(?![A-Za-z0-9À-ɏ@/&_:]|\.[A-Za-z0-9]))"
)
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")
_OPENED = re.compile(r"[(（\[]\s*$")
_CLOSES = re.compile(r"s?\s*[,;)）\]]")
_IN_BRACKETS = re.compile(r"s?\s*[(（](?P<inside>[^()（）]+)[)）]")
_LONGEST_ARTICLE = len("the ")
_FAR = 600
"""Characters: no words further away explain an acronym, and a long text must not take long."""
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CLAUSE_ENDS = re.compile(r"[.;:!?](?=\s)|[()（）。\ufffc]")


def acronyms(plain: str) -> Iterator[re.Match[str]]:
    """Yield each word of two capitals and more, without a plural `s`; numerals and labels not."""
    return (match for match in _ACRONYM.finditer(plain) if not _ROMAN.fullmatch(match[0]))


def spelled_out_before(plain: str, acronym: re.Match[str], language: str) -> str | None:
    """Return the words that an acronym in brackets abbreviates: `Indo-Pacific four (IP4)`."""
    opened = _OPENED.search(plain, max(0, acronym.start() - 3), acronym.start())
    if opened is None or not _CLOSES.match(plain, acronym.end()):
        return None
    return _spelling(plain[max(0, opened.start() - _FAR) : opened.start()], acronym[0], language)


def spelled_out_after(plain: str, acronym: re.Match[str], language: str) -> str | None:
    """Return the words in brackets that an acronym abbreviates: `IP4 (Indo-Pacific four)`."""
    brackets = _IN_BRACKETS.match(plain, acronym.end())
    if brackets is None:
        return None
    inside = brackets["inside"].strip()
    spelling = _spelling(inside, acronym[0], language)
    # No more than an article may stand before it.
    return spelling if spelling and len(inside) - len(spelling) <= _LONGEST_ARTICLE else None


def is_explained(plain: str, acronym: re.Match[str], language: str) -> bool:
    """Return whether the words around an acronym say what it stands for, or at least what it is.

    Why so willing: somebody did explain it, if not letter by letter.
    """
    name = acronym[0]
    before = plain[max(0, acronym.start() - _FAR) : acronym.start()]
    after = plain[acronym.end() : acronym.end() + _FAR]
    opened = _OPENED.search(before)
    if opened is not None and _CLOSES.match(after):
        return _describes(before[: opened.start()], name)
    brackets = _IN_BRACKETS.match(after)
    if brackets is not None:
        inside = _WORD.findall(brackets["inside"])
        begins_alike = any(word[0].casefold() == name[0].casefold() for word in inside)
        if (
            _WIDE.search(brackets["inside"])
            or len(inside) > 2
            or (begins_alike and len(inside) > 1)
        ):
            return True
    return _is_spelled_in(_clause_before(before), name, language) or _is_spelled_in(
        _CLAUSE_ENDS.split(after, maxsplit=1)[0], name, language
    )


def _describes(before: str, name: str) -> bool:
    """Return whether the words before a bracket may be what the acronym in it stands for."""
    if _WIDE.match(before.rstrip()[-1:]):
        return True
    words = _WORD.findall(before.replace("-", " "))[-(2 * len(name) + 3) :]
    if not words:
        return False
    return (words[-1].islower() and len(words[-1]) > 3) or any(
        word[0].casefold() == name[0].casefold() for word in words
    )


def _is_spelled_in(clause: str, name: str, language: str) -> bool:
    words = list(_WORD.finditer(clause))
    ends = range(1, len(words) + 1)
    return any(_first_word(words[:end], name, language) is not None for end in ends)


def _clause_before(before: str) -> str:
    return _CLAUSE_ENDS.split(before)[-1]


def _spelling(before: str, name: str, language: str) -> str | None:
    """Return the last words of a text if their initials are the acronym."""
    first = _first_word(list(_WORD.finditer(before)), name, language)
    return before[first.start() :].rstrip() if first is not None else None


def _first_word(words: list[re.Match[str]], name: str, language: str) -> re.Match[str] | None:
    """Return the first of the last words whose initials are the acronym.

    Small words may lack in it; a digit stands for any word: `Indo-Pacific four`.
    """
    wanted = list(name.casefold())
    small = _small_words(language)
    for word in reversed(words[-3 * len(name) :]):
        folded = word[0].casefold()
        if wanted[-1].isdigit() or folded[0] == wanted[-1]:
            wanted.pop()
        elif folded not in small:
            return None
        if not wanted:
            return word
    return None


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(wordlist("small_words", language))
