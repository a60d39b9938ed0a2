"""Errors that end a run, each with the exit status that the command line documents.

Faults in content are not errors: they are values, see `briefgen.diagnostics`.
"""

from __future__ import annotations

__all__ = [
    "BriefgenError",
    "ContentChangedError",
    "NothingMatchedError",
    "OutputError",
    "ToolMissingError",
    "UnreadableError",
    "UsageError",
]


class BriefgenError(Exception):
    """A run that cannot go on. `help` says what to try."""

    status = 70

    def __init__(self, message: str, *, help: str | None = None) -> None:  # noqa: A002
        super().__init__(message)
        self.message = message
        self.help = help


class UsageError(BriefgenError):
    """Wrong options, or a folder that is no briefgen project."""

    status = 2


class UnreadableError(UsageError):
    """A file is there and must not or cannot be read. Where its place is known it is a finding."""


class ContentChangedError(BriefgenError):
    """A file of a dossier is no longer what it was when the run began."""

    status = 2


class OutputError(BriefgenError):
    """Files cannot be written: the disk is full, the folder not allowed, gone, or locked."""

    status = 2


class NothingMatchedError(BriefgenError):
    """The dossier, template, audience or language asked for selects no document."""

    status = 3


class ToolMissingError(BriefgenError):
    """A native library or program that is needed is not on this machine."""

    status = 4
