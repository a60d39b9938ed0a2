"""The only writer to `output/`: a document's files, each whole, and then its line in the manifest.

What writes here is called by who holds the folder's lock (`briefgen.output_lock`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.errors import OutputError
from briefgen.view import Record
from briefgen.whole_files import cannot, exchange

__all__ = [
    "EARLIER",
    "ENDINGS",
    "FORMAT",
    "MANIFEST",
    "Output",
    "described",
    "digest_of",
    "earlier_entries",
    "earlier_entry",
    "existing",
    "orphans",
    "printed_items",
    "read_manifest",
    "record_document",
    "settle_other_formats",
    "tidy_manifest",
    "versions",
]

MANIFEST = "manifest.json"
ENDINGS = {"pdf": "pdf", "markdown": "md", "html": "html"}
"""The ending of a file's name by its format."""
FORMAT = 1
EARLIER = "earlier"
"""Key in an entry whose document is being written, or was when the build was killed: the entries of
the builds before, of which its files may still be. Once all is written it is gone."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that is written."""

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


def described(path: str, kind: str, content: bytes) -> Output:
    """Return the description of a file with this content."""
    return Output(path, kind, len(content), hashlib.sha256(content).hexdigest())


def digest_of(record: Record) -> str:
    """Return the sha256 of an item as an audience sees it."""
    return hashlib.sha256(repr(record).encode()).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of the last build, empty when there is none or it is damaged.

    Raises: OutputError when it is there and cannot be read: its entries must not be lost.
    """
    try:
        loaded = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return {}
    except OSError as error:
        raise cannot("read", folder / MANIFEST, error) from error
    return loaded if isinstance(loaded, dict) and loaded.get("manifest") == FORMAT else {}


def earlier_entries(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Return the manifest's entries by name, each with those files that are as it describes them.

    An entry without any such file is left out.
    """
    found = {name: _holding(folder, entry) for name, entry in _entries(folder).items()}
    return {name: entry for name, entry in found.items() if entry is not None}


def earlier_entry(folder: Path, name: str) -> Mapping[str, Any]:
    """Return a document's entry with the files that are as it describes them; empty if none is."""
    entry = _entries(folder).get(name)
    return (_holding(folder, entry) if entry is not None else None) or {}


def printed_items(folder: Path, name: str) -> frozenset[tuple[str, str]]:
    """Return (family, id) of what a document's files may show, as far as is known.

    Also where its files are not as described, and of each build that they may be of.
    """
    found: set[tuple[str, str]] = set()
    for version in versions(_entries(folder).get(name, {})):
        with contextlib.suppress(AttributeError, KeyError, TypeError):
            items = version["inputs"]["items"]
            found.update((family, item) for family, ids in items.items() for item in ids)
    return frozenset(found)


def versions(entry: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Return an entry for each build that a document's files may be of, the newest first."""
    earlier = entry.get(EARLIER)
    others = earlier if isinstance(earlier, list) else ()
    newest = {key: value for key, value in entry.items() if key != EARLIER}
    return (newest, *(other for other in others if isinstance(other, dict)))


def _entries(folder: Path) -> dict[str, dict[str, Any]]:
    entries = read_manifest(folder).get("documents")
    return {
        entry["name"]: entry
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
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
    """Paths of those that were made of other content, and have to go."""


def settle_other_formats(
    written: Iterable[Output], job: str, earlier: Mapping[str, Any]
) -> OtherFormats:
    """Return which of a document's files in other formats hold, so that no old text stays behind.

    `job` is the digest of what is written now, `earlier` the document's entry in the manifest.
    """
    paths = {output.path for output in written}
    kept: list[Mapping[str, Any]] = []
    removed: list[str] = []
    for version in versions(earlier):
        others = [output for output in version.get("outputs", ()) if output["path"] not in paths]
        if version.get("job") == job:
            kept += others
        else:
            removed += [output["path"] for output in others]
    return OtherFormats(tuple(kept), tuple(removed))


def orphans(folder: Path, names: Collection[str]) -> tuple[str, ...]:
    """Return the paths of files that a build made of documents other than the named ones.

    Only files that are as that build wrote them: what somebody has changed is theirs.
    """
    return tuple(
        output["path"]
        for name, entry in earlier_entries(folder).items()
        if name not in names
        for version in versions(entry)
        for output in version["outputs"]
    )


def record_document(
    folder: Path,
    project: Mapping[str, Any],
    entry: Mapping[str, Any],
    contents: Mapping[str, bytes],
    outdated: Iterable[str] = (),
) -> None:
    """Put a document's files in their places, outdated ones away, and its entry in the manifest.

    Only for who holds the folder's lock. `contents` are by path. Before any file changes, the
    manifest has the entry with those of the builds before: killed at any step, it knows each file.

    Raises: OutputError. The manifest names then what is there.
    """
    name = str(entry["name"])
    entries = _entries(folder)
    before = [
        version
        for number, version in enumerate(versions(entries[name]) if name in entries else ())
        # the last one also where somebody has changed its files, which show what they showed
        if number == 0 or _version_holding(folder, version)
    ]
    intended = _manifest(project, {**entries, name: {**entry, EARLIER: before}})
    final = _manifest(project, {**entries, name: entry})
    try:
        exchange(folder, {**contents, MANIFEST: final}, outdated, intent={MANIFEST: intended})
    except OutputError:
        with contextlib.suppress(OutputError):
            tidy_manifest(folder)
        raise


def tidy_manifest(folder: Path, project: Mapping[str, Any] | None = None) -> frozenset[str]:
    """Take from the manifest what is gone or changed, and return the names that it has then.

    Only for who holds the folder's lock. `project` is what concerns the run, as before if None.

    Raises: OutputError.
    """
    manifest = read_manifest(folder)
    entries = earlier_entries(folder)
    head = {key: value for key, value in manifest.items() if key not in ("manifest", "documents")}
    content = _manifest(head if project is None else project, entries)
    if manifest != json.loads(content):
        exchange(folder, {MANIFEST: content})
    return frozenset(entries)


def _manifest(project: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]]) -> bytes:
    documents = [entries[name] for name in sorted(entries)]
    manifest = {"manifest": FORMAT, **project, "documents": documents}
    return (json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=False) + "\n").encode()


def _holding(folder: Path, entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return an entry with those of its files that are as it describes them, None without any.

    Of builds that were killed as few are kept as account for all files.
    """
    held = [_version_holding(folder, version) for version in versions(entry)]
    found = sorted((version for version in held if version), key=lambda v: -len(v["outputs"]))
    kept: list[Mapping[str, Any]] = []
    paths: set[str] = set()
    for version in found:
        outputs = [output for output in version["outputs"] if output["path"] not in paths]
        if outputs:
            kept.append({**version, "outputs": outputs})
            paths.update(output["path"] for output in outputs)
    if not kept:
        return None
    return {**kept[0], EARLIER: kept[1:]} if kept[1:] else kept[0]


def _version_holding(folder: Path, version: Mapping[str, Any]) -> Mapping[str, Any] | None:
    try:
        outputs = [output for output in version["outputs"] if _is_unchanged(folder, output)]
    except (KeyError, TypeError, ValueError):
        return None
    return {**version, "outputs": outputs} if outputs else None


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
