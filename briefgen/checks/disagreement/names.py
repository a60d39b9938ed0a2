"""By what names actors are called, and which of them rival one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.model.dossier import Dossier
from briefgen.model.events import Actor
from briefgen.prose import plain_text

__all__ = ["Rival", "printed_names", "rivals"]

_ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z0-9])[A-Z0-9][A-Z0-9&./-]+s?")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Rival:
    """An alias that a reader would take for the name of somebody else."""

    actor: str
    """Whose it is."""
    alias: str
    names: tuple[str, ...]
    """What the actor is called otherwise, the shortest first."""
    longer: tuple[str, ...]
    """Names of actors in which the alias is contained."""


def printed_names(actor: Actor, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield (field, language, name) of every name that documents print."""
    for field, local in (("name", actor.name), ("short", actor.short)):
        if local is not None:
            for text in local.texts(language):
                yield field, text.language, plain_text(text)


def rivals(dossier: Dossier) -> Iterator[Rival]:
    """Yield the aliases that look like names: abbreviations, and variants of the actor's own name.

    A seat of government, "the alliance" and the like are ways of speaking, not names.
    """
    names = {
        identifier: tuple(name for _, _, name in printed_names(actor, dossier.language))
        for identifier, actor in dossier.actors.items()
    }
    owners = Counter(name for printed in names.values() for name in set(printed))
    owners.update(alias for actor in dossier.actors.values() for alias in set(actor.aliases))
    for identifier, actor in dossier.actors.items():
        own = tuple(sorted(set(names[identifier]), key=len))
        for alias in actor.aliases:
            if owners[alias] == 1 and alias not in own and _looks_like_a_name(alias, own):
                longer = tuple(name for name in owners if alias in name and alias != name)
                yield Rival(identifier, alias, own, longer)


def _looks_like_a_name(alias: str, names: tuple[str, ...]) -> bool:
    if _ABBREVIATION.fullmatch(alias):
        return True
    is_proper = alias[:1].isupper() and len(alias.split()) > 1
    words = {word.casefold() for name in names for word in _WORD.findall(name)}
    return is_proper and any(word.casefold() in words for word in _WORD.findall(alias))
