"""What `verify` looks at: a project, an output folder at one moment, and its manifest."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefgen.diagnostics import Diagnostic
from briefgen.errors import NothingMatchedError
from briefgen.project import Choice, Document
from briefgen.prose import plain_text
from briefgen.session import Session
from briefgen.verify.folder import Shelf
from briefgen.verify.manifest_file import Entry, ManifestFile

__all__ = ["Scene"]


@dataclass(frozen=True)
class Scene:
    """A project and what was built of it."""

    session: Session
    shelf: Shelf
    manifest: ManifestFile
    faults: tuple[Diagnostic, ...]
    """What is wrong with the manifest itself."""
    show: Callable[[Path], str]
    """From a path to how it is shown."""

    @cached_property
    def asked_for(self) -> tuple[Document, ...]:
        """The documents that the project asks for."""
        try:
            return self.session.documents(Choice())
        except NothingMatchedError:
            return ()

    def kind_label(self, document: Document) -> str:
        """Return what the pages of a document call its kind; empty if there is no such kind."""
        template, _ = self.session.template(document.template)
        return plain_text(template.file.label.choose(document.language, "en")) if template else ""

    def inside(self, path: Path) -> str | None:
        """Return a path below the output folder, None for one elsewhere.

        Why links are followed for the way to the folder only: a link in it is what is looked at.
        """
        ways = (
            (_absolute(path), _absolute(self.shelf.folder)),
            (path.parent.resolve() / path.name, self.shelf.folder.resolve()),
        )
        return next((p.relative_to(f).as_posix() for p, f in ways if p.is_relative_to(f)), None)

    def shown(self, path: str) -> str:
        """Return how a path below the output folder is shown."""
        return self.show(self.shelf.folder / path)

    def is_file_of(self, digest: str | None, name: str = "") -> str:
        """Return the name of another document that has a file of these bytes; empty if none has."""
        return next(
            (
                entry.name
                for entry in self.manifest.entries
                for output in entry.outputs
                if output.sha256 == digest and entry.name != name
            ),
            "",
        )

    def held(self, entry: Entry) -> list[str]:
        """Return the files that are as an entry says."""
        files = self.shelf.files
        return [
            output.path
            for output in entry.outputs
            if output.path in files and files[output.path].sha256 == output.sha256
        ]


def _absolute(path: Path) -> Path:
    """Return a path from the root, with its links."""
    return Path(os.path.normpath(path.absolute()))
