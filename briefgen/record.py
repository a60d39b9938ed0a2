"""The only writer to `output/`: a document's files, each whole, and then its line in the manifest.

What writes here is called by who holds the folder's lock (`briefgen.output_lock`).
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefgen.errors import OutputError
from briefgen.ledger import MANIFEST, expect, ledger_of
from briefgen.view import Record
from briefgen.whole_files import exchange

__all__ = [
    "EARLIER",
    "ENDINGS",
    "Finished",
    "Output",
    "described",
    "digest_of",
    "earlier_entries",
    "earlier_entry",
    "existing",
    "orphans",
    "printed_items",
    "record_document",
    "record_documents",
    "settle_other_formats",
    "tidy_manifest",
    "versions",
]

ENDINGS = {"pdf": "pdf", "markdown": "md", "html": "html"}
"""The ending of a file's name by its format."""
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


def earlier_entries(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Return the manifest's entries by name, each with those files that are as it describes them.

    An entry without any such file is left out.
    """
    ledger = ledger_of(folder)
    found = ((name, _holding(folder, ledger.entry(name) or {})) for name in ledger.texts)
    return {name: entry for name, entry in found if entry is not None}


def earlier_entry(folder: Path, name: str) -> Mapping[str, Any]:
    """Return a document's entry with the files that are as it describes them; empty if none is."""
    entry = ledger_of(folder).entry(name)
    return (_holding(folder, entry) if entry is not None else None) or {}


def printed_items(folder: Path, name: str) -> frozenset[tuple[str, str]]:
    """Return (family, id) of what a document's files may show, as far as is known.

    Also where its files are not as described, and of each build that they may be of.
    """
    found: set[tuple[str, str]] = set()
    for version in versions(ledger_of(folder).entry(name) or {}):
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


@dataclass(frozen=True, slots=True)
class Finished:
    """A document that is done, and not yet in its place."""

    entry: Mapping[str, Any]
    """Its part of the manifest."""
    contents: Mapping[str, bytes] = field(repr=False)
    """Its files, by path."""
    outdated: tuple[str, ...] = ()
    """Paths of files that have to go."""


def record_documents(folder: Path, project: Mapping[str, Any], done: Iterable[Finished]) -> None:
    """Put documents' files in their places, outdated ones away, their entries in the manifest.

    Only for who holds the folder's lock. Before any file changes, the manifest has the entries with
    those of the builds before: killed at any step, it knows each file.

    Raises: OutputError. The manifest names then what is there.
    """
    done, ledger = tuple(done), ledger_of(folder).with_head(project)
    announced = [
        {**one.entry, EARLIER: _before(folder, ledger.entry(str(one.entry["name"])))}
        for one in done
    ]
    intended = ledger.with_entries(announced).content
    written = ledger.with_entries(one.entry for one in done)
    final = written.content
    contents = {path: content for one in done for path, content in one.contents.items()}
    outdated = [path for one in done for path in one.outdated]
    try:
        exchange(folder, {**contents, MANIFEST: final}, outdated, intent={MANIFEST: intended})
    except OutputError:
        with contextlib.suppress(OutputError):
            tidy_manifest(folder)
        raise
    expect(folder, written, final)


def record_document(
    folder: Path,
    project: Mapping[str, Any],
    entry: Mapping[str, Any],
    contents: Mapping[str, bytes],
    outdated: Iterable[str] = (),
) -> None:
    """Do what `record_documents` does, for one."""
    record_documents(folder, project, (Finished(entry, contents, tuple(outdated)),))


def _before(folder: Path, entry: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """Return the builds that a document's files may be of, before they change."""
    return [
        version
        for number, version in enumerate(versions(entry) if entry is not None else ())
        # the last one also where somebody has changed its files, which show what they showed
        if number == 0 or _version_holding(folder, version)
    ]


def tidy_manifest(folder: Path, project: Mapping[str, Any] | None = None) -> frozenset[str]:
    """Take from the manifest what is gone or changed, and return the names that it has then.

    Only for who holds the folder's lock. `project` is what concerns the run, as before if None.

    Raises: OutputError.
    """
    ledger = ledger_of(folder)
    entries = earlier_entries(folder)
    head = ledger.head if project is None else project
    tidied = replace(ledger, texts={}).with_head(head).with_entries(entries.values())
    if ledger.is_missing or tidied.content != ledger.content:
        exchange(folder, {MANIFEST: tidied.content})
    return frozenset(entries)


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
