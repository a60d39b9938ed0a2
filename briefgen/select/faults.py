"""What is wrong with what one audience would get, in words."""

from __future__ import annotations

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.model.text import Text
from briefgen.select.reader import Reader

__all__ = ["untranslated", "withheld_reference"]


def withheld_reference(
    referring: str, identifier: str, reader: Reader, span: Span, target: Span
) -> Diagnostic:
    """Return the fault of a reference to what its reader may not see; `referring` is an id."""
    name = f"`{referring}`" if referring else "the dossier"
    return Diagnostic(
        "BG403",
        f"{name} refers to `{identifier}`, which `{reader.name}` may not see",
        span,
        related=(Related(target, "this has fewer readers"),),
        help="mark the referring item as high, or give the other a `stand_in`",
    )


def untranslated(text: Text, reader: Reader, span: Span, *, is_stand_in: bool) -> Diagnostic:
    """Return the note that a text is printed in another language than the reader's."""
    return Diagnostic(
        "BG405",
        f"no text in `{reader.language}`, the one in `{text.language}` is printed",
        span,
        help=f"add `{reader.language}: …` "
        + ("to the `stand_in` of what is named here" if is_stand_in else "beside it"),
    )
