"""The only writer to `output/`: whole files or none, and the manifest last."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.errors import UsageError
from briefgen.view import Record

__all__ = [
    "ENDINGS",
    "MANIFEST",
    "Output",
    "digest_of",
    "earlier_entries",
    "existing",
    "orphans",
    "read_manifest",
    "settle_other_formats",
    "withdraw",
    "write_file",
    "write_manifest",
]

MANIFEST = "manifest.json"
ENDINGS = {"pdf": "pdf", "markdown": "md", "html": "html"}
"""The ending of a file's name by its format."""
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written."""

    path: str
    """Below the output folder."""
    format: str
    bytes: int
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """Return the manifest's form."""
        return {
            "path": self.path,
            "format": self.format,
            "bytes": self.bytes,
            "sha256": self.sha256,
        }


def write_file(folder: Path, path: str, content: bytes, kind: str) -> Output:
    """Write a file below the output folder, whole: the old one stays until the new one is there.

    Raises: UsageError when the folder cannot be written, or the path leads out of it.
    """
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"`{path}` leads out of the output folder")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as error:
        raise UsageError(
            f"cannot write {target}: {error.strerror}", help="choose another folder with -o"
        ) from error
    return Output(path, kind, len(content), hashlib.sha256(content).hexdigest())


def _replace(target: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.name}.", suffix=".tmp"
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner may read
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(record: Record) -> str:
    """Return the sha256 of an item as an audience sees it."""
    return hashlib.sha256(repr(record).encode()).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of the last build, empty when there is none that can be read."""
    try:
        loaded = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) and loaded.get("manifest") == FORMAT else {}


def earlier_entries(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Return the last manifest's entries whose files are still as it describes them, by name."""
    entries = read_manifest(folder).get("documents")
    return {
        entry["name"]: entry
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict)
        and isinstance(entry.get("name"), str)
        and _is_there(folder, entry)
    }


def existing(folder: Path, stem: str) -> tuple[str, ...]:
    """Return the paths of the files that an earlier build made of a document."""
    return tuple(
        f"{stem}.{ending}" for ending in ENDINGS.values() if (folder / f"{stem}.{ending}").is_file()
    )


@dataclass(frozen=True, slots=True)
class OtherFormats:
    """What became of a document's files in formats that were not asked for now."""

    kept: tuple[Mapping[str, Any], ...] = ()
    """The manifest's form of those that still hold."""
    removed: tuple[str, ...] = ()
    """Paths of those that were made of other content."""


def settle_other_formats(
    folder: Path, written: Iterable[Output], job: str, earlier: Mapping[str, Any]
) -> OtherFormats:
    """Keep or remove a document's files in other formats, so that no old text stays behind.

    `job` is the digest of what was written now, `earlier` the document's entry in the manifest.
    """
    paths = {output.path for output in written}
    others = [output for output in earlier.get("outputs", ()) if output["path"] not in paths]
    if earlier.get("job") == job:
        return OtherFormats(kept=tuple(others))
    removed = tuple(output["path"] for output in others if _is_unchanged(folder, output))
    withdraw(folder, removed)
    return OtherFormats(removed=removed)


def withdraw(folder: Path, paths: Iterable[str]) -> None:
    """Remove files of earlier builds.

    Raises: UsageError when one cannot be removed.
    """
    for path in paths:
        try:
            (folder / path).unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(f"cannot remove {folder / path}: {error.strerror}") from error


def orphans(folder: Path, names: Collection[str]) -> tuple[str, ...]:
    """Return the paths of files that a build made of documents other than the named ones.

    Only files that are as that build wrote them: what somebody has changed is theirs.
    """
    return tuple(
        output["path"]
        for name, entry in earlier_entries(folder).items()
        if name not in names
        for output in entry["outputs"]
    )


def write_manifest(
    folder: Path, project: Mapping[str, Any], documents: Iterable[Mapping[str, Any]]
) -> None:
    """Write the manifest: what was just built, and what earlier builds left that is still there."""
    fresh: dict[str, Mapping[str, Any]] = {entry["name"]: entry for entry in documents}
    both = earlier_entries(folder) | fresh
    entries = [both[name] for name in sorted(both)]
    manifest = {"manifest": FORMAT, **project, "documents": entries}
    text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=False) + "\n"
    write_file(folder, MANIFEST, text.encode(), "manifest")


def _is_there(folder: Path, entry: Mapping[str, Any]) -> bool:
    """Return whether the files of an entry are those that it describes; False if damaged."""
    try:
        return all(_is_unchanged(folder, output) for output in entry["outputs"])
    except (KeyError, TypeError, ValueError):
        return False


def _is_unchanged(folder: Path, output: Mapping[str, Any]) -> bool:
    path = folder / output["path"]
    # a manifest that names files elsewhere must not get them removed
    if not path.resolve().is_relative_to(folder.resolve()):
        return False
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == str(output["sha256"])
