"""The command line: parses, calls, prints, exits."""

from __future__ import annotations

from briefgen.cli.main import main

__all__ = ["main"]
