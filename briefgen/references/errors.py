"""What can go wrong when a reference is formatted, for the caller to report with its place."""

from __future__ import annotations

from briefgen.errors import BriefgenError

__all__ = ["ReferenceFormatError", "StyleError"]


class StyleError(BriefgenError):
    """A citation style that is no CSL, or that nothing can be formatted with."""

    status = 2

    def __init__(self, message: str, *, help: str | None = None, line: int = 1) -> None:  # noqa: A002
        super().__init__(message, help=help)
        self.line = line
        """Line of the style where it shows."""


class ReferenceFormatError(BriefgenError):
    """A source that could not be formatted with this style."""

    status = 1
