"""The names in a BibTeX file."""

from __future__ import annotations

import re
from typing import Any

from briefgen.load.references.latex import to_text

__all__ = ["read_names"]

_WHOLE = re.compile(r"\{([^{}]|\{[^{}]*\})*\}\Z")
_PART = re.compile(r"(family|given|prefix|suffix|useprefix)\s*=\s*(\{[^{}]*\}|\"[^\"]*\"|[^,]*)")


def read_names(written: str) -> list[dict[str, Any]]:
    """Return the names in a field as CSL has them; a name all in braces is a body's.

    `others`, which stands for more authors than are named, has no form in CSL.
    """
    from bibtexparser.middlewares.names import split_multiple_persons_names

    names = (name.strip() for name in split_multiple_persons_names(written))
    read = (_name(name) for name in names if name and name.lower() != "others")
    return [name for name in read if any(name.values())]


def _name(name: str) -> dict[str, Any]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    if _WHOLE.match(name) and not name.startswith("{\\"):
        return {"literal": to_text(name[1:-1])}
    if re.match(r"(?:family|given)\s*=", name):
        return _extended(name)
    parts = parse_single_name_into_parts(name, strict=False)
    read = {
        "family": parts.last,
        "given": parts.first,
        "non-dropping-particle": parts.von,
        "suffix": parts.jr,
    }
    return {key: to_text(" ".join(words)) for key, words in read.items() if words}


def _extended(name: str) -> dict[str, Any]:
    """Read BibLaTeX's long form: `family=Berg, given=Jan, prefix=van den, useprefix=true`."""
    found = {part[1]: to_text(part[2].strip(' {}"')) for part in _PART.finditer(name)}
    particle = "non-dropping" if found.get("useprefix", "true") == "true" else "dropping"
    names = {"family": "family", "given": "given", "suffix": "suffix"}
    read = {key: found[part] for key, part in names.items() if part in found}
    if "prefix" in found:
        read[f"{particle}-particle"] = found["prefix"]
    return read
