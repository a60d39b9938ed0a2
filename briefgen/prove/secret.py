"""What must not be found, and how it is looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from briefgen.diagnostics import Span
from briefgen.prove.folding import literal, skeleton

__all__ = ["Secret", "Secrets"]

_SEED, _STEP = 8, 5


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

    def among(self, text: str) -> tuple[Secret, ...]:
        """Return the secrets that stand in a text, in the order of `phrases`."""
        if not self.phrases:
            return ()
        found = set(self._squeezed.within(skeleton(text)))
        if self._literal.is_needed:
            found.update(self._literal.within(literal(text)))
        if not found:
            return ()
        return tuple(s for s in self.phrases if s in found and not self._is_allowed(s))

    def _is_allowed(self, secret: Secret) -> bool:
        if secret.is_literal:
            return secret.phrase in self.allowed_literal
        return secret.phrase in self.allowed or skeleton(secret.phrase) in self._allowed_bare

    @cached_property
    def _allowed_bare(self) -> str:
        return "\n".join(map(skeleton, self.allowed.split("\n")))

    @cached_property
    def has_wide(self) -> bool:
        """Whether any phrase is in a script of which a letter is a word, as Japanese is."""
        return any(char >= "\u2e80" for secret in self.phrases for char in secret.phrase)

    @cached_property
    def _squeezed(self) -> _Finder:
        bare = [(skeleton(s.phrase), s) for s in self.phrases if not s.is_literal]
        # words may be drawn from their last letter to the first
        return _Finder((*bare, *((phrase[::-1], secret) for phrase, secret in bare)))

    @cached_property
    def _literal(self) -> _Finder:
        return _Finder(tuple((s.phrase, s) for s in self.phrases if s.is_literal))


class _Finder:
    """Looks for thousands of phrases at once, in time that grows with the text's length only.

    Pieces of the text are taken at every `_STEP`th place; each phrase that is not short holds one
    of them among those that begin at its first `_STEP` places.
    """

    def __init__(self, phrases: tuple[tuple[str, Secret], ...]) -> None:
        seeds: defaultdict[str, list[tuple[str, Secret]]] = defaultdict(list)
        short: list[tuple[str, Secret]] = []
        for phrase, secret in phrases:
            if len(phrase) < _SEED + _STEP - 1:
                short.append((phrase, secret))
                continue
            for start in range(_STEP):
                seeds[phrase[start : start + _SEED]].append((phrase, secret))
        self._seeds: Mapping[str, list[tuple[str, Secret]]] = dict(seeds)
        self._short = tuple(short)
        self.is_needed = bool(phrases)

    def within(self, text: str) -> Iterator[Secret]:
        """Yield the secrets that stand in a folded text, some of them several times."""
        if self._seeds:
            pieces = {text[at : at + _SEED] for at in range(0, len(text), _STEP)}
            near = {s for seed in self._seeds.keys() & pieces for s in self._seeds[seed]}
            yield from (secret for phrase, secret in near if phrase in text)
        yield from (secret for phrase, secret in self._short if phrase in text)
