"""Files that were built → a verdict on each: is it as recorded, does it leak, is it still right?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.diagnostics import Diagnostic
from briefgen.errors import NothingMatchedError
from briefgen.ledger import MANIFEST
from briefgen.project import Document
from briefgen.session import Session
from briefgen.verify.again import make_again
from briefgen.verify.claim import Claim
from briefgen.verify.claiming import in_folder, looked
from briefgen.verify.examine import Verdict, examine
from briefgen.verify.folder import look, read_whole
from briefgen.verify.folder_faults import unfinished
from briefgen.verify.manifest_file import Head, ManifestFile, parse_manifest
from briefgen.verify.scene import Scene

__all__ = ["Verification", "open_verification"]


@dataclass(frozen=True)
class Verification:
    """One look at an output folder, and what is asked of it."""

    scene: Scene
    against: str
    """Which content the files are compared with: on disk, or at a revision."""
    rebuild: bool
    """Whether they are compared with what the content gives."""

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the manifest itself."""
        return self.scene.faults

    @property
    def head(self) -> Head:
        """What the manifest says of the last build."""
        return self.scene.manifest.head

    @property
    def not_built(self) -> tuple[str, ...]:
        """The names of documents that the project asks for and that the manifest has not."""
        built = {entry.name for entry in self.scene.manifest.entries}
        return tuple(one.name for one in self.scene.asked_for if one.name not in built)

    def of_folder(self, report: Callable[[Verdict], object]) -> tuple[Verdict, ...]:
        """Return a verdict on all that is in the output folder and all that should be."""
        return self._told(self._in_folder(), report)

    def of_files(
        self, files: Iterable[Path], given: Document | None, report: Callable[[Verdict], object]
    ) -> tuple[Verdict, ...]:
        """Return a verdict on each file; `given` is what the user says that they are.

        Raises: UsageError for a path at which nothing is, nor should be.
        """
        return self._told([looked(self.scene, path, given) for path in files], report)

    def _in_folder(self) -> Iterator[Claim | Verdict]:
        scene = self.scene
        for document in scene.manifest.documents:
            newest = document.versions[0]
            for fault in unfinished(scene, document):
                yield Verdict(newest.name, newest.document, diagnostics=(fault,))
        recorded = (path for document in scene.manifest.documents for path in document.paths)
        for path in dict.fromkeys((*recorded, *scene.shelf.leftovers, *scene.shelf.files)):
            found = in_folder(scene, path)
            if found is not None:
                yield found

    def _told(
        self, found: Iterable[Claim | Verdict], report: Callable[[Verdict], object]
    ) -> tuple[Verdict, ...]:
        """Return the verdicts, each reported as soon as it is known."""
        verdicts: list[Verdict] = []
        claims: list[Claim] = []
        for one in found:
            if isinstance(one, Claim):
                claims.append(one)
            else:
                report(one)
                verdicts.append(one)
        for verdict in self._examined(claims):
            report(verdict)
            verdicts.append(verdict)
        return tuple(verdicts)

    def _examined(self, claims: list[Claim]) -> Iterator[Verdict]:
        """Yield a verdict on each file; each document is made once for all of its files."""
        groups: dict[tuple[str, str], list[Claim]] = {}
        for claim in claims:
            groups.setdefault((claim.document.name, claim.document.paper), []).append(claim)
        for group in groups.values():
            forms = tuple(dict.fromkeys(claim.form for claim in group))
            document = replace(group[0].document, formats=forms)
            again = make_again(self.scene.session, document, rebuild=self.rebuild)
            for claim in group:
                try:
                    content = read_whole(claim.path)
                except (OSError, ValueError):  # it is gone since
                    content = b""
                yield examine(self.scene.session, claim, content, again, self.head, self.against)


def open_verification(
    session: Session,
    folder: Path,
    show: Callable[[Path], str],
    *,
    against: str = "on disk",
    rebuild: bool = True,
    needs_files: bool = True,
) -> Verification:
    """Return what an output folder and its manifest say now; `show` makes paths readable.

    Raises: NothingMatchedError when nothing was built there and `needs_files`; OutputError when it
    cannot be read.
    """
    shelf = look(folder)
    manifest: ManifestFile | None = None
    faults: tuple[Diagnostic, ...] = ()
    if shelf.manifest is not None:
        manifest, faults = parse_manifest(shelf.manifest, show(folder / MANIFEST))
    elif shelf.files or shelf.leftovers:
        message = f"{show(folder)} has files and no {MANIFEST}"
        faults = (Diagnostic("BG640", message, help="build again"),)
    elif needs_files:
        raise NothingMatchedError(
            f"nothing was built in {show(folder)}",
            help="build first: briefgen build; or name the folder with `--folder`",
        )
    scene = Scene(session, shelf, manifest or ManifestFile(), faults, show)
    return Verification(scene, against, rebuild)
