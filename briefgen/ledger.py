"""The manifest in memory: its entries as they are written, so that a folder of thousands is cheap.

Each entry is kept as its text. Reading one parses one, and writing the manifest joins them.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from briefgen.whole_files import cannot

__all__ = ["FORMAT", "MANIFEST", "Ledger", "expect", "ledger_of", "read_manifest"]

MANIFEST = "manifest.json"
FORMAT = 1
_INDENT = "    "
_MOST_FOLDERS = 4


@dataclass(frozen=True, slots=True)
class Ledger:
    """The manifest of a folder as it was read."""

    head: Mapping[str, Any] = field(default_factory=dict)
    """What concerns the last run."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """JSON of each entry, by its name."""
    is_missing: bool = True
    """Whether there is no such file, or one that is no manifest."""

    def entry(self, name: str) -> dict[str, Any] | None:
        """Return an entry, None if there is none of this name."""
        text = self.texts.get(name)
        if text is None:
            return None
        entry: dict[str, Any] = json.loads(text)
        return entry

    def with_entries(self, entries: Iterable[Mapping[str, Any]]) -> Ledger:
        """Return it with these entries added, or in the place of others of their names."""
        new = {str(entry["name"]): _text(entry) for entry in entries}
        return replace(self, texts={**self.texts, **new})

    def with_head(self, head: Mapping[str, Any]) -> Ledger:
        """Return it with what concerns another run."""
        kept = {key: value for key, value in head.items() if key not in ("manifest", "documents")}
        return replace(self, head=kept)

    @property
    def content(self) -> bytes:
        """The manifest's bytes: JSON for people, sorted by name."""
        head = json.dumps({"manifest": FORMAT, **self.head}, indent=2, ensure_ascii=False)
        entries = ",\n".join(_INDENT + self.texts[name] for name in sorted(self.texts))
        listed = f"[\n{entries}\n  ]" if entries else "[]"
        opened = head.removesuffix("\n}")
        # half a pair of surrogates can only be written as JSON's escape, which it becomes
        return f'{opened},\n  "documents": {listed}\n}}\n'.encode("utf-8", "backslashreplace")


def _text(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, indent=2, ensure_ascii=False).replace("\n", f"\n{_INDENT}")


_known: OrderedDict[Path, _Read] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class _Read:
    signature: tuple[int, int, int]
    """Of the file: number, size, time."""
    sha256: str
    """Of its content."""
    ledger: Ledger


def ledger_of(folder: Path) -> Ledger:
    """Return the manifest of a folder, empty when there is none or it is damaged.

    It is read once while the file stays the same, and parsed once while its content does.
    Raises: OutputError when it is there and cannot be read: its entries must not be lost.
    """
    path = folder / MANIFEST
    try:
        state = path.stat()
        signature = (state.st_ino, state.st_size, state.st_mtime_ns)
        with _lock:
            known = _known.get(path)
        if known is not None and known.signature == signature:
            return known.ledger
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Ledger()
    except OSError as error:
        raise cannot("read", path, error) from error
    sha256 = hashlib.sha256(content).hexdigest()
    is_same = known is not None and known.sha256 == sha256
    ledger = known.ledger if known is not None and is_same else _parsed(content)
    _remember(path, _Read(signature, sha256, ledger))
    return ledger


def expect(folder: Path, ledger: Ledger, content: bytes) -> None:
    """Remember what a manifest says that is being written: if it is read so, it is not parsed.

    Why: it is as long as there are documents, and is looked at again for each that is made.
    """
    nothing = (-1, -1, -1)
    sha256 = hashlib.sha256(content).hexdigest()
    # in the order in which they are written
    texts = {name: ledger.texts[name] for name in sorted(ledger.texts)}
    read = replace(ledger, texts=texts, is_missing=False)
    _remember(folder / MANIFEST, _Read(nothing, sha256, read))


def _remember(path: Path, read: _Read) -> None:
    with _lock:
        _known[path] = read
        while len(_known) > _MOST_FOLDERS:
            _known.popitem(last=False)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of the last build, empty when there is none or it is damaged.

    Raises: OutputError when it is there and cannot be read: its entries must not be lost.
    """
    ledger = ledger_of(folder)
    if ledger.is_missing:
        return {}
    documents = [json.loads(text) for text in ledger.texts.values()]
    return {"manifest": FORMAT, **ledger.head, "documents": documents}


def _parsed(content: bytes) -> Ledger:
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError):
        return Ledger()
    if not isinstance(manifest, dict) or manifest.get("manifest") != FORMAT:
        return Ledger()
    listed = manifest.get("documents")
    sound = [
        entry
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    ]
    return Ledger(is_missing=False).with_head(manifest).with_entries(sound)
