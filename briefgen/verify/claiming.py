"""Which document a path of the folder, or a file that a user names, claims to be."""

from __future__ import annotations

import hashlib
from pathlib import Path

from briefgen.diagnostics import Diagnostic
from briefgen.errors import UsageError
from briefgen.project import Document
from briefgen.record import ENDINGS
from briefgen.verify.claim import Claim, form_of, identified, unreadable
from briefgen.verify.examine import Verdict
from briefgen.verify.folder import read_whole
from briefgen.verify.folder_faults import leftover, stranger
from briefgen.verify.manifest_file import Entry, RecordedDocument, RecordedFile
from briefgen.verify.scene import Scene

__all__ = ["in_folder", "looked"]


def _claim_of(scene: Scene, path: str, document: RecordedDocument) -> Claim | Verdict | None:
    """Return what a path of the folder claims to be, or what is wrong with it."""
    shown, seen = scene.shown(path), scene.shelf.files.get(path)
    says = [
        (entry, output)
        for entry in document.versions
        for output in entry.outputs
        if output.path == path
    ]
    if seen is None and document.is_unfinished:
        return None
    if seen is None or seen.sha256 is None:
        reason = seen.fault if seen is not None else "is not there"
        message = f"{shown} is not there" if seen is None else f"{shown}: {reason}"
        fault = Diagnostic("BG642", message, help="build again")
        return Verdict(shown, document.versions[0].document, diagnostics=(fault,))
    exact = [one for one in says if one[1].sha256 == seen.sha256]
    entry, output = (exact or says)[0]
    other = "" if exact else scene.is_file_of(seen.sha256, entry.name)
    return Claim(
        shown,
        scene.shelf.folder / path,
        output.format,
        entry.document,
        seen.sha256,
        output,
        entry,
        other,
    )


def _claim_without_manifest(scene: Scene, path: str) -> Claim | None:
    """Return what a path of the folder claims to be when no entry can say it."""
    seen = scene.shelf.files[path]
    for document in scene.asked_for:
        for form, ending in ENDINGS.items():
            if path == f"{document.stem}.{ending}" and seen.sha256 is not None:
                whole = scene.shelf.folder / path
                return Claim(scene.shown(path), whole, form, document, seen.sha256)
    return None


def in_folder(scene: Scene, path: str) -> Claim | Verdict | None:
    """Return what a path of the folder claims to be, None if nothing is there, nor should be."""
    for document in scene.manifest.documents:
        if path in document.paths:
            return _claim_of(scene, path, document)
    if path in scene.shelf.leftovers:
        return leftover(scene, path)
    if path not in scene.shelf.files:
        return None
    # where the manifest says nothing, the path does
    claim = _claim_without_manifest(scene, path) if scene.faults else None
    return claim or stranger(scene, path)


def looked(scene: Scene, path: Path, given: Document | None) -> Claim | Verdict:
    """Return what a file that the user names claims to be."""
    inside = scene.inside(path)
    if inside is not None and given is None:
        found = in_folder(scene, inside)
        if found is not None:
            return found
    shown = scene.show(path)
    try:
        content = read_whole(path)
    except ValueError as error:
        raise UsageError(
            f"{shown} cannot be verified: {error}", help="name a file that was built"
        ) from error
    form = form_of(path.name, content)
    if given is not None:
        entry = next((e for e in scene.manifest.entries if e.name == given.name), None)
        possible: tuple[tuple[Document, Entry | None, RecordedFile | None], ...] = (
            (entry.document if entry is not None else given, entry, None),
        )
    else:
        possible = identified(path, content, scene.manifest, scene.asked_for, scene.kind_label)
    if len(possible) != 1 or form is None:
        names = [document.name for document, _, _ in possible]
        return _unidentified(shown, names, unreadable(form, content))
    ((document, entry, output),) = possible
    if output is None and entry is not None:
        digest = hashlib.sha256(content).hexdigest()
        output = next((o for o in entry.outputs if o.sha256 == digest), None)
    return Claim(shown, path, form, document, None, output, entry)


def _unidentified(shown: str, names: list[str], damage: str) -> Verdict:
    may_be = f"it may be {', '.join(f'`{name}`' for name in names)}" if names else ""
    fault = Diagnostic(
        "BG651",
        f"nothing says which document {shown} is",
        notes=tuple(filter(None, (damage, may_be))),
        help="name it with `--document`; `briefgen list` shows all",
    )
    return Verdict(shown, diagnostics=(fault,))
