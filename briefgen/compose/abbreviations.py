"""Abbreviations of the glossary, told what they stand for where they first stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from briefgen.model.text import Text
from briefgen.prose import plain_text
from briefgen.view import Record, View

__all__ = ["Abbreviations", "word_pattern"]

_LETTER = "[^\\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
"""A letter of a script that parts its words: Chinese and Japanese do not."""


def word_pattern(word: str) -> str:
    """Return a regular expression for a word of the glossary where it stands by itself."""
    return rf"(?<!{_LETTER}){re.escape(word)}(?!{_LETTER})"


class Abbreviations:
    """The abbreviations of a dossier, and which of them a page has told so far.

    Why the first place only: who listens hears the long form in place of the short one, each time.
    """

    def __init__(self, view: View) -> None:
        self.told: dict[str, Record] = {}
        """Term by its abbreviation, of those that stand on the page."""
        self._terms = {
            plain_text(term.short): term
            for term in view.items("terms")
            if isinstance(term.expansion, Text) and term.expansion.language == view.language
        }

    def forget(self) -> None:
        """Begin a page anew."""
        self.told.clear()

    def pieces(self, words: str) -> Iterator[tuple[str, str | None]]:
        """Yield words piece by piece, an abbreviation with what it stands for."""
        done = 0
        for found in self._pattern.finditer(words) if self._terms else ():
            term = self._terms[found[0]]
            if found[0] in self.told:
                continue
            self.told[found[0]] = term
            if found.start() > done:
                yield words[done : found.start()], None
            yield found[0], plain_text(term.expansion)
            done = found.end()
        if done < len(words):
            yield words[done:], None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Return the abbreviations as one pattern, a longer one before one that it begins with."""
        return re.compile("|".join(map(word_pattern, sorted(self._terms, key=len, reverse=True))))
