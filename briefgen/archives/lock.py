"""`sources.lock`: which archived texts were looked at, and where each quote stood in them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.diagnostics import Span
from briefgen.load import yaml
from briefgen.located import Path, at

__all__ = ["LOCK_FILE", "Lock", "LockFault", "LockedQuote", "LockedSource", "parse_lock"]

LOCK_FILE = "sources.lock"
"""The lock's path in the dossier's folder."""
FORMAT = 1

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class LockedSource:
    """An archived text that was looked at."""

    archive: str
    """Its path in the dossier's folder."""
    sha256: str


@dataclass(frozen=True, slots=True)
class LockedQuote:
    """A quote that was looked up."""

    source: str
    sha256: str
    """Of the folded words that were looked up."""
    places: tuple[str, ...]
    """Where each part stood; none where the words were not found, which an author may allow."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What was verified where the archived texts are; it holds none of their words."""

    sources: Mapping[str, LockedSource] = field(default_factory=dict)
    """By the sources' ids."""
    quotes: Mapping[str, LockedQuote] = field(default_factory=dict)
    """By the quotes' ids."""

    def as_text(self) -> str:
        """Return the lock as a file: the same lock gives the same text, a line a value."""
        content = {
            "format": FORMAT,
            "quotes": {
                name: {"places": list(quote.places), "sha256": quote.sha256, "source": quote.source}
                for name, quote in self.quotes.items()
            },
            "sources": {
                name: {"archive": source.archive, "sha256": source.sha256}
                for name, source in self.sources.items()
            },
        }
        return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class LockFault:
    """Why a lock cannot be read."""

    message: str
    """Lower case, without a full stop."""
    span: Span
    """Where in the lock."""


class _WrongShapeError(Exception):
    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


def parse_lock(content: bytes) -> Lock | LockFault:
    """Return the lock that a file holds, or its first fault."""
    try:
        text = content.decode("utf-8-sig")
        read = json.loads(text)
    except json.JSONDecodeError as error:
        return LockFault(_what(error), Span(LOCK_FILE, error.lineno, error.colno))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return LockFault("the file is not UTF-8", Span(LOCK_FILE, line))
    except (RecursionError, ValueError):
        return LockFault("the file is not JSON that can be read", Span(LOCK_FILE))
    try:
        return _lock(read)
    except _WrongShapeError as error:
        # JSON is YAML, whose reader knows the place of each value
        node, _ = yaml.parse(text.removeprefix("\ufeff"), LOCK_FILE)
        span = at(node, error.path) if node is not None else Span(LOCK_FILE)
        return LockFault(error.message, span)


def _what(error: json.JSONDecodeError) -> str:
    line = error.doc.split("\n")[error.lineno - 1]
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "a merge left both versions in it"
    return f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"


def _lock(read: Any) -> Lock:
    form = _mapping(read, ()).get("format")
    if type(form) is not int or form != FORMAT:
        raise _WrongShapeError(
            ("format",), f"its `format` is not {FORMAT}, the one that this briefgen reads"
        )
    return Lock(
        {name: _source(value, ("sources", name)) for name, value in _family(read, "sources")},
        {name: _quote(value, ("quotes", name)) for name, value in _family(read, "quotes")},
    )


def _family(read: Any, name: str) -> Any:
    return _mapping(read.get(name, {}), (name,)).items()


def _source(value: Any, path: Path) -> LockedSource:
    entry = _mapping(value, path)
    return LockedSource(_words(entry, "archive", path), _digest(entry, path))


def _quote(value: Any, path: Path) -> LockedQuote:
    entry = _mapping(value, path)
    places = entry.get("places")
    if not isinstance(places, list) or not all(isinstance(place, str) for place in places):
        raise _WrongShapeError((*path, "places"), "`places` is a list of words")
    return LockedQuote(_words(entry, "source", path), _digest(entry, path), tuple(places))


def _mapping(value: Any, path: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        what = f"`{path[-1]}`" if path else "the lock"
        raise _WrongShapeError(path, f"{what} is a mapping")
    return value


def _words(entry: Mapping[str, Any], key: str, path: Path) -> str:
    value = entry.get(key)
    if not isinstance(value, str):
        raise _WrongShapeError((*path, key), f"`{path[-1]}` has no `{key}` in words")
    return value


def _digest(entry: Mapping[str, Any], path: Path) -> str:
    value = _words(entry, "sha256", path)
    if not _DIGEST.fullmatch(value):
        raise _WrongShapeError((*path, "sha256"), "`sha256` is 64 hexadecimal digits")
    return value
