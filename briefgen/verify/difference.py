"""In what a file differs from the one that it should be, in words."""

from __future__ import annotations

__all__ = ["where"]


def where(content: bytes, wanted: bytes) -> str:
    """Return in what a file differs from the one that it should be."""
    if content.replace(b"\r\n", b"\n") == wanted:
        return "only the ends of its lines are others: CR LF, as some mail programs write them"
    if content.startswith(wanted):
        return f"{_bytes(len(content) - len(wanted))} added behind its end"
    if wanted.startswith(content):
        return f"it ends after {len(content)} of {_bytes(len(wanted))}"
    pairs = enumerate(zip(content, wanted, strict=False))
    first = next(at for at, (own, other) in pairs if own != other)
    if len(content) == len(wanted):
        number = sum(own != other for own, other in zip(content, wanted, strict=True))
        return f"{_bytes(number)} of {len(wanted)} differ, the first is byte {first + 1}"
    return (
        f"it has {_bytes(len(content))} and should have {len(wanted)}; the first that differs is "
        f"byte {first + 1}"
    )


def _bytes(number: int) -> str:
    return f"{number} byte{'s' * (number != 1)}"
