"""What must not be found, and how it is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, count

from briefgen.diagnostics import Span
from briefgen.prove.folding import literal, skeleton

__all__ = ["Secret", "Secrets"]

_PIECES = {size: re.compile(f"(?s:.{{{size}}})") for size in (12, 8, 4)}
"""What a text is cut into, by the number of characters: the longer, the fewer phrases share one."""
_FEW = 30
"""Phrases of a size that are looked for one by one sooner than piece by piece."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A phrase of an item that the audience may not see."""

    phrase: str = field(repr=False)
    """As it is compared: squeezed, or with its marks where `is_literal`."""
    family: str
    identifier: str
    field: str
    """The field of the item that it stands in."""
    is_literal: bool = False
    """Whether its marks count, as in an id or a path."""
    span: Span | None = None
    """Where its item stands."""
    public_words: str = ""
    """The words of the item that everybody may read, if the phrase stands within them."""


@dataclass(frozen=True)
class Secrets:
    """All that one audience may not see of a dossier."""

    phrases: tuple[Secret, ...] = field(repr=False, default=())
    allowed: str = field(repr=False, default="")
    """What the audience may see, squeezed: a phrase that stands in it too is no secret."""
    allowed_literal: str = field(repr=False, default="")

    def be_ready(self) -> None:
        """Work out what looking for them needs, which may be done before there is a file."""
        if self.phrases:
            self.among("")
            _ = self.has_wide, self._letters_of_literals

    def among(self, text: str) -> tuple[Secret, ...]:
        """Return the secrets that stand in a text, in the order of `phrases`."""
        if not self.phrases:
            return ()
        bare = skeleton(text)
        found = {secret for _, secret in self._squeezed.within(bare)}
        if self._may_have_literal(bare):
            found.update(secret for _, secret in self._literal.within(literal(text)))
        if not found:
            return ()
        return tuple(s for s in self.phrases if s in found and not self._is_allowed(s))

    def _is_allowed(self, secret: Secret) -> bool:
        return secret in self._allowed_secrets

    @cached_property
    def _allowed_secrets(self) -> frozenset[Secret]:
        """The phrases that the audience may read somewhere, found once for all files."""
        bare = "\n".join(map(skeleton, self.allowed.split("\n")))
        return frozenset(
            secret
            for finder, text in ((self._squeezed, bare), (self._literal, self.allowed_literal))
            for phrase, secret in finder.within(text)
            # not those that stand there from their last letter on
            if secret.is_literal or phrase == skeleton(secret.phrase)
        )

    @cached_property
    def has_wide(self) -> bool:
        """Whether any phrase is in a script of which a letter is a word, as Japanese is."""
        return any(char >= "\u2e80" for secret in self.phrases for char in secret.phrase)

    @cached_property
    def _squeezed(self) -> _Finder:
        bare = [(skeleton(s.phrase), s) for s in self.phrases if not s.is_literal]
        # words may be drawn from their last letter to the first
        return _Finder((*bare, *((phrase[::-1], secret) for phrase, secret in bare)))

    def _may_have_literal(self, bare: str) -> bool:
        """Return whether a text may hold a phrase whose marks count, by its skeleton.

        What has a phrase of ASCII has the letters of it one behind the other.
        """
        if not self._literal.is_needed:
            return False
        letters = self._letters_of_literals
        return letters is None or next(letters.within(bare), None) is not None

    @cached_property
    def _letters_of_literals(self) -> _Finder | None:
        """Their letters, None if it is not said above that these must be there."""
        phrases = [s.phrase for s in self.phrases if s.is_literal]
        if not all(phrase.isascii() and skeleton(phrase) for phrase in phrases):
            return None
        return _Finder(tuple((skeleton(s.phrase), s) for s in self.phrases if s.is_literal))

    @cached_property
    def _literal(self) -> _Finder:
        return _Finder(tuple((s.phrase, s) for s in self.phrases if s.is_literal))


class _Finder:
    """Looks for thousands of phrases at once, in time that grows with the text's length only.

    The text is cut into pieces of a size; each phrase holds one of them whole, which begins at one
    of so many first places in it. What is shorter than that is looked for one by one.
    """

    def __init__(self, phrases: tuple[tuple[str, Secret], ...]) -> None:
        self.is_needed = bool(phrases)
        self._tables: dict[int, dict[str, list[tuple[str, int, Secret]]]] = {}
        by_size: dict[int, list[tuple[str, Secret]]] = {}
        for phrase, secret in phrases:
            size = next((size for size in _PIECES if len(phrase) >= 2 * size - 1), 0)
            by_size.setdefault(size, []).append((phrase, secret))
        rest = by_size.pop(0, [])
        for size, of_size in by_size.items():
            if len(of_size) < _FEW:
                rest += of_size
                continue
            table = self._tables.setdefault(size, {})
            for phrase, secret in of_size:
                for start in range(size):
                    piece = phrase[start : start + size]
                    table.setdefault(piece, []).append((phrase, start, secret))
        self._rest = tuple(rest)

    def within(self, text: str) -> Iterator[tuple[str, Secret]]:
        """Yield (phrase, secret) of what stands in a folded text, some of it several times."""
        for size, table in self._tables.items():
            pieces = _PIECES[size].findall(text)
            for at in compress(count(0, size), map(table.__contains__, pieces)):
                for phrase, start, secret in table[text[at : at + size]]:
                    if at >= start and text.startswith(phrase, at - start):
                        yield phrase, secret
        yield from (pair for pair in self._rest if pair[0] in text)
