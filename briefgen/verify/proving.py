"""The proofs of a build, on bytes that may be anybody's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.diagnostics import Diagnostic
from briefgen.prove import Expected, Secrets, prove

__all__ = ["proved"]


def proved(
    shown: str,
    content: bytes,
    form: str,
    secrets: Secrets,
    page: str = "",
    expected: Sequence[Expected] = (),
    *,
    name: str = "",
) -> Iterator[Diagnostic]:
    """Yield what a file says that it must not, and lacks that it should have.

    `shown` is its path, `page` and `expected` are of the document `name`; without them nothing is
    missed.
    """
    try:
        found = prove(name or shown, content, form, page, expected, secrets)
    except Exception as error:
        # The readers are made for files of our own making, and this one may be of any.
        yield Diagnostic(
            "BG631",
            f"{shown} cannot be read back",
            notes=(f"{type(error).__name__}: {error}",),
            help="do not hand it out: nothing is proved of it",
        )
        return
    for fault in found:
        is_leak = fault.code == "BG630"
        yield replace(
            fault,
            notes=(f"in the file {shown}", *fault.notes),
            help="do not hand it out, and look for who has it already"
            if is_leak
            else "do not hand it out; build again, and see who or what changed it",
        )
