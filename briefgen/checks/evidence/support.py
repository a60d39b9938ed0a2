"""What claims rest on: the sources that support them, and how many voices these are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.checks.case import DossierCase
from briefgen.model.evidence import Claim, Relation
from briefgen.model.sources import CslName, Source

__all__ = ["Support", "count_voices", "one_sided", "supported_claims"]

Support = dict[str, Source]
"""The sources that support a claim, by id; those that contradict or qualify it are not among
them."""

_FORUMS = ("article-journal", "chapter", "paper-conference")
"""Types whose container, a journal or a book, prints what others answer for."""
_BACKGROUND = "background"


def supported_claims(case: DossierCase) -> Iterator[tuple[str, Claim, Support]]:
    """Yield each claim that has a supporting source and is no side of a discrepancy.

    Why: the sides of a discrepancy report what one source says; that is their purpose. Where not
    all discrepancies could be read, nobody knows the sides, and nothing is yielded.
    """
    if not case.is_whole:
        return
    sides = one_sided(case)
    for identifier, claim in case.dossier.claims.items():
        if identifier not in sides and (support := _support(case, identifier, claim)):
            yield identifier, claim, support


def one_sided(case: DossierCase) -> frozenset[str]:
    """Return the claims that are a side of a discrepancy."""
    return frozenset(name for d in case.dossier.discrepancies.values() for name in d.claims)


def count_voices(sources: Iterable[Source]) -> int:
    """Return how many sources there are when those of one origin are counted once.

    One origin: an author in common; a newspaper or website in common; a publisher in common where
    no author is named. What is public record is one origin too.
    """
    voices: list[frozenset[str]] = []
    for source in sources:
        own = frozenset(_origins(source))
        joined = own.union(*(voice for voice in voices if voice & own))
        voices = [*(voice for voice in voices if not voice & own), joined]
    return len(voices)


def _support(case: DossierCase, identifier: str, claim: Claim) -> Support:
    names = [e.source for e in claim.evidence if e.relation is Relation.SUPPORTS]
    names += [citation.key for citation in case.citations.get(("claims", identifier), ())]
    return {name: case.dossier.sources[name] for name in names}


def _origins(source: Source) -> Iterator[str]:
    if source.kind == "background":
        yield _BACKGROUND
        return
    names = [_full_name(author) for author in source.author]
    if source.container_title and source.type not in _FORUMS:
        names.append(source.container_title)
    if source.publisher and not source.author:
        names.append(source.publisher)
    yield from (" ".join(name.casefold().split()) for name in names or [source.title])


def _full_name(name: CslName) -> str:
    return name.literal or f"{name.given or ''} {name.family or ''}"
