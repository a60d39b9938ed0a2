"""What is wrong with an output folder beside its documents: what no entry names, what was left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from briefgen.diagnostics import Diagnostic
from briefgen.project import Document
from briefgen.verify.claim import form_of
from briefgen.verify.examine import Verdict
from briefgen.verify.folder import read_whole
from briefgen.verify.manifest_file import RecordedDocument
from briefgen.verify.proving import proved
from briefgen.verify.scene import Scene

__all__ = ["leftover", "stranger", "unfinished"]


def unfinished(scene: Scene, document: RecordedDocument) -> Iterator[Diagnostic]:
    """Yield that a build was killed while it wrote a document."""
    if not document.is_unfinished:
        return
    newest, *before = document.versions
    if scene.shelf.is_busy:
        yield Diagnostic(
            "BG650",
            f"a build is writing `{newest.name}`",
            help="verify again when it has ended",
        )
        return
    new, old = scene.held(newest), [path for entry in before for path in scene.held(entry)]
    old = [path for path in dict.fromkeys(old) if path not in new]
    missing = [output.path for output in newest.outputs if output.path not in scene.shelf.files]
    notes = [
        f"{what}: {', '.join(scene.shown(path) for path in paths)}"
        for what, paths in (
            ("of that build", new),
            ("of the build before", old),
            ("not written", missing),
        )
        if paths
    ]
    yield Diagnostic(
        "BG648",
        f"a build was killed while it wrote `{newest.name}`",
        notes=tuple(notes),
        help="each file is whole, and together they may tell different things: build again",
    )


def leftover(scene: Scene, path: str) -> Verdict:
    """Return what is to say of a temporary file of a build."""
    shown = scene.shown(path)
    if scene.shelf.is_busy:
        fault = Diagnostic(
            "BG650",
            f"{shown} is being written by a build",
            help="verify again when it has ended",
        )
    else:
        fault = Diagnostic(
            "BG648",
            f"{shown} is left over from a build that was killed",
            notes=("it may hold what its folder's readers may not see any more",),
            help="build again: that removes it",
        )
    return Verdict(shown, diagnostics=(fault,))


def stranger(scene: Scene, path: str) -> Verdict:
    """Return what is to say of a file in the folder that no entry names."""
    shown, seen = scene.shown(path), scene.shelf.files[path]
    found: list[Diagnostic] = []
    other = scene.is_file_of(seen.sha256) if seen.sha256 is not None else ""
    if other:
        found.append(
            Diagnostic(
                "BG644",
                f"{shown} is the file of `{other}`, and no entry names it there",
                help="remove it: what lies in an audience's folder is handed over",
            )
        )
    else:
        found.append(
            Diagnostic(
                "BG647",
                f"{shown} is named by no entry of the manifest",
                notes=(seen.fault,) if seen.fault else (),
                help="move it elsewhere: an audience's folder is handed over whole",
            )
        )
    if seen.sha256 is not None:
        found += _leaks(scene, path, shown)
    return Verdict(shown, diagnostics=tuple(found))


def _leaks(scene: Scene, path: str, shown: str) -> Iterator[Diagnostic]:
    """Yield what a file says that the readers of its folder may not see, of any dossier.

    Also that it cannot be looked into.
    """
    audience = PurePosixPath(path).parts[0]
    if audience not in scene.session.project.audiences:
        return
    try:
        content = read_whole(scene.shelf.folder / path)
    except (OSError, ValueError):
        return
    form = form_of(path, content) or "markdown"
    found: dict[Diagnostic, None] = {}
    for dossier in scene.session.dossier_names():
        secrets = scene.session.secrets(Document(dossier, "", audience, "en"))
        found |= dict.fromkeys(proved(shown, content, form, secrets))
    yield from found
