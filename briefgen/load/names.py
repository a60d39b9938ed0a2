"""Names of files and folders: what they may be, so that each can be read, written and reviewed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from briefgen.diagnostics import Diagnostic, Span
from briefgen.load import characters

__all__ = ["MAX_NAME", "faults", "is_device", "is_plain", "is_relative", "look_alikes"]

MAX_NAME = 100
"""Characters in the name of a dossier, an audience or a kind: together they name a file."""

_PLAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
# What Windows takes for a device, whatever the ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")


def is_plain(name: str) -> bool:
    """Return whether a name can be that of a folder or a part of a file's name anywhere."""
    return len(name) <= MAX_NAME and _PLAIN.fullmatch(name) is not None and not is_device(name)


def is_device(name: str) -> bool:
    """Return whether Windows takes a name for a device, and can make no file of it."""
    return _DEVICE.fullmatch(name) is not None


def is_relative(path: str) -> bool:
    """Return whether a path leads downwards from where it starts, on any system."""
    parts = path.replace("\\", "/").split("/")
    return not (path.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(path))


def faults(folder: str, paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the name of a dossier's folder and with those of the files in it."""
    name = PurePosixPath(folder).name
    if not is_plain(name):
        ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        near = re.sub(r"[^A-Za-z0-9]+", "-", ascii_name)[:MAX_NAME].strip("-")
        message = f"`{name}` cannot be the name of a dossier"
        help_text = (
            f"use at most {MAX_NAME} letters, digits and - _ . and begin with a letter or digit"
        )
        if near and is_plain(near):
            help_text += f", such as `{near}`"
        yield Diagnostic("BG021", message, Span(f"{folder}/dossier.yaml"), help=help_text)
    for path in paths:
        inside = path.removeprefix(f"{folder}/")
        if "\n" in inside or "\t" in inside or any("\udc80" <= char <= "\udcff" for char in inside):
            message = "the name of this file has a control character, or is not UTF-8"
            yield Diagnostic("BG021", message, Span(path), help="give it another name")
        else:
            yield from characters.check_value(inside, Span(path))


def look_alikes(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (name, earlier name) of those that differ only in capitals, - and _."""
    first: dict[str, str] = {}
    for name in names:
        known = first.setdefault(name.casefold().replace("_", "-"), name)
        if known != name:
            yield name, known
