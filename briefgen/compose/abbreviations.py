"""Abbreviations of the glossary, told what they stand for where they first stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from briefgen.model.text import Text
from briefgen.prose import plain_text
from briefgen.view import Record, View, origin

__all__ = ["Abbreviations", "long_forms", "stands_in", "told_of"]

_UNPARTED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
"""Scripts that do not part their words, such as Chinese and Japanese."""
_IS_UNPARTED = re.compile(f"[{_UNPARTED}]")
_LETTER = f"[^\\W{_UNPARTED}]"
"""A letter of any other script."""
_IS_LETTER = re.compile(_LETTER)


def stands_in(word: str, text: str) -> bool:
    """Return whether a word of the glossary stands by itself somewhere in a text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        beside = (text[max(0, at - 1) : at], text[end : end + 1])
        if not any(map(_IS_LETTER.match, beside)):
            return True
        at = text.find(word, at + 1)
    return False


def told_of(view: View, used: Iterable[Record]) -> tuple[Record, ...]:
    """Return those of the used glossary entries whose long form whoever listens is told."""
    return tuple(term for term in used if _may_be_told(view, term))


def _may_be_told(view: View, term: Record) -> bool:
    """Return whether an entry has a long form in the document's language that all its readers know.

    Why: it is heard where the word stands, be that a document without a glossary or a paragraph
    with a marking of its own; so it must raise neither.
    """
    made_from = origin(term)
    return (
        isinstance(term.expansion, Text)
        and (term.lang or term.expansion.language) == view.language
        and made_from is not None
        and view.floor.join(made_from.marking) == view.floor
    )


def long_forms(view: View) -> Mapping[str, str]:
    """Return what each abbreviation stands for that a page may tell."""
    terms = told_of(view, view.items("terms"))
    return {plain_text(term.short): plain_text(term.expansion) for term in terms}


class Abbreviations:
    """Abbreviations and what they stand for, of which a page that is being written has told some.

    Why the first place only: who listens hears the long form in place of the short one, each time.
    """

    def __init__(self, long_forms: Mapping[str, str] = MappingProxyType({})) -> None:
        self._left = dict(long_forms)

    def pieces(self, words: str) -> Iterator[tuple[str, str | None]]:
        """Yield words piece by piece, an abbreviation with what it stands for."""
        done = 0
        for found in self._pattern(words).finditer(words) if self._left else ():
            meaning = self._left.pop(found[0], None)
            if meaning is None:
                continue
            if found.start() > done:
                yield words[done : found.start()], None
            yield found[0], meaning
            done = found.end()
        if done < len(words):
            yield words[done:], None

    def _pattern(self, words: str) -> re.Pattern[str]:
        """Return the abbreviations as a pattern that finds them in such words."""
        # to compile the letters takes a millisecond each time that they stand in a pattern
        return self._among_others if _IS_UNPARTED.search(words) else self._among_parted

    @cached_property
    def _among_parted(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self._words})(?!\w)")

    @cached_property
    def _among_others(self) -> re.Pattern[str]:
        return re.compile(f"(?<!{_LETTER})(?:{self._words})(?!{_LETTER})")

    @cached_property
    def _words(self) -> str:
        """A longer one before one that it begins with."""
        return "|".join(map(re.escape, sorted(self._left, key=len, reverse=True)))
