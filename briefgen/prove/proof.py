"""Both proofs of one finished file, as diagnostics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic
from briefgen.prove.completeness import Expected, Loss, find_losses
from briefgen.prove.leaks import Leak, find_leaks
from briefgen.prove.reading import BrokenPdfError, read_words
from briefgen.prove.secret import Secrets
from briefgen.prove.unpacking import UnopenedError

__all__ = ["Proof", "examine", "prove"]

_MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a finished file."""

    faults: tuple[Diagnostic, ...]
    """With none, it is proved."""
    passed: frozenset[tuple[str, str, str]] = frozenset()
    """(family, id, words) of the `public_words` that let something pass."""
    pages: int | None = None
    """The number of pages of a PDF that could be read."""


def prove(
    name: str, artifact: bytes, form: str, page: str, expected: Sequence[Expected], secrets: Secrets
) -> tuple[Diagnostic, ...]:
    """Return an error for each thing that leaked and each that was lost; with none, it is proved.

    `name` is the document's, `form` the file's format, `page` the HTML that it was made of.
    """
    return examine(name, artifact, form, page, expected, secrets).faults


def examine(
    name: str, artifact: bytes, form: str, page: str, expected: Sequence[Expected], secrets: Secrets
) -> Proof:
    """Return the same as `prove`, with what was let pass."""
    try:
        leaks = find_leaks(artifact, form, secrets)
        losses = find_losses(artifact, form, page, expected)
    except (BrokenPdfError, UnopenedError) as broken:
        fault = Diagnostic(
            "BG631",
            f"the {form} of `{name}` cannot be read back",
            notes=(str(broken),),
            help="nothing is proved of it, so it is not written; look at what changed last in "
            "the template",
        )
        return Proof((fault,))
    faults = (
        *_told(name, form, [leak for leak in leaks if not leak.secret.public_words]),
        *(
            Diagnostic(
                "BG631",
                f"in the {form} of `{name}`, {loss.what} {loss.how}",
                loss.expected.span if loss.expected is not None else None,
                notes=_owner(loss),
                help="look at what the template and its styles do with it",
            )
            for loss in losses
        ),
    )
    secrets_passed = (leak.secret for leak in leaks if leak.secret.public_words)
    passed = frozenset((s.family, s.identifier, s.public_words) for s in secrets_passed)
    pages = len(read_words(artifact).pages) if form == "pdf" else None
    return Proof(faults, passed, pages)


def _told(name: str, form: str, leaks: Sequence[Leak]) -> Iterator[Diagnostic]:
    """Yield an error for each item of which something leaked, with the places."""
    by_item: dict[tuple[str, str], list[Leak]] = {}
    for leak in leaks:
        by_item.setdefault((leak.secret.family, leak.secret.identifier), []).append(leak)
    for (family, identifier), of_item in by_item.items():
        notes = [f"its {leak.secret.field}, in: {leak.place}" for leak in of_item[:_MOST_PLACES]]
        if len(of_item) > _MOST_PLACES:
            notes.append(f"and in {len(of_item) - _MOST_PLACES} more places")
        yield Diagnostic(
            "BG630",
            f"the {form} of `{name}` holds words of `{family}/{identifier}`, "
            "which its audience may not see",
            of_item[0].secret.span,
            notes=tuple(notes),
            help="look for them in the project's templates, styles, house style and pictures; if "
            "just these words are no secret, name them in the item's `public_words`, with a reason",
        )


def _owner(loss: Loss) -> tuple[str, ...]:
    if loss.expected is None:
        return ()
    if loss.words:
        return (f"it begins with `{loss.words}`",)
    return (f"it is of {loss.expected.name}",)
