"""What can be read in bytes of any kind, and in what is packed in them."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.prove.buried import buried_texts
from briefgen.prove.unpacking import UnopenedError, unpacked

__all__ = ["texts_in_bytes"]

_DEEPEST = 5
"""Archives in one another; what is deeper is not looked into, and nothing is proved."""


def texts_in_bytes(
    content: bytes, place: str, wide: bool, depth: int = 0
) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of what stands in bytes, in what they hold, and so on; also in a PDF.

    Raises: UnopenedError.
    """
    for text in buried_texts(content, wide=wide):
        yield place, text
    if content[:1024].lstrip().startswith(b"%PDF"):
        from briefgen.prove.pdf_channels import texts_of_pdf
        from briefgen.prove.reading import BrokenPdfError

        _stop_at(depth)
        try:
            for inner, text in texts_of_pdf(content, wide, depth + 1):
                yield f"{place}, {inner}", text
        except BrokenPdfError as broken:
            raise UnopenedError(f"a PDF that cannot be opened ({broken})") from broken
        return
    for name, member in unpacked(content):
        _stop_at(depth)
        yield from texts_in_bytes(member, f"{place}, {name}" if place else name, wide, depth + 1)


def _stop_at(depth: int) -> None:
    if depth >= _DEEPEST:
        raise UnopenedError(f"something that is packed more than {_DEEPEST} times")
