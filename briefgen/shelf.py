"""What became of documents, and the output folder into which they are put."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from briefgen.diagnostics import Diagnostic
from briefgen.ledger import ledger_of
from briefgen.manifest import project_entry
from briefgen.output_lock import locked
from briefgen.project import Document
from briefgen.record import (
    Finished,
    Output,
    earlier_entry,
    record_documents,
    settle_other_formats,
)
from briefgen.reuse import Origin
from briefgen.session import Session
from briefgen.world import Revision

__all__ = ["Built", "Report", "Shelf"]

_SHARE = 64
"""One part in so many of the documents that there are is written at once."""
_MOST_BYTES = 16 << 20
"""When so much is done, it is written."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one document."""

    document: Document
    outputs: tuple[Output, ...] = ()
    """The files that were written; none when an error was found."""
    pages: int = 0
    seconds: float = 0.0
    diagnostics: tuple[Diagnostic, ...] = ()
    entry: Mapping[str, Any] | None = None
    """Its part of the manifest."""
    stale: tuple[str, ...] = ()
    """Files of an earlier build that are still there though this one failed."""
    withdrawn: tuple[str, ...] = ()
    """Files of an earlier build that were removed: its audience may no longer see them."""
    outdated: tuple[str, ...] = ()
    """Files in other formats that were removed: they were made of older content."""
    is_up_to_date: bool = False
    """Whether its files were there already, as they would have been written."""
    origin: Origin = Origin.MADE
    """Where what was written came from."""
    reasons: tuple[str, ...] = ()
    """What is not as it was when its files were written."""


Report = Callable[[Built], object]
"""Is told what became of a document when that is final."""


class Shelf:
    """The output folder of a run, and what is done and not yet put there.

    Why several documents at once: the manifest is written with them, and it is as long as there are
    documents. In a folder of thousands a document would cost what all of them cost.
    """

    def __init__(
        self,
        session: Session,
        folder: Path,
        report: Report,
        waiting: Callable[[], object],
        native: Mapping[str, str],
    ) -> None:
        """Use a folder. `native` are the versions of libraries that made what is used again."""
        self.folder = folder
        self.session = session
        self.written: set[str] = set()
        """Names of the documents that were put there."""
        self._native = native
        self._report, self._waiting = report, waiting
        self._done: list[tuple[Built, Finished | None]] = []
        self._bytes = 0

    @cached_property
    def revision(self) -> Revision | None:
        """The revision in git, which is asked for once."""
        return self.session.world.revision()

    def locked(self) -> AbstractContextManager[None]:
        """Hold the right to write to the folder."""
        return locked(self.folder, self._waiting)

    @property
    def project(self) -> dict[str, Any]:
        """What the manifest says of the run."""
        # with nothing made anew, no worker has said
        native = self.session.worker.native_versions or self._native
        return project_entry(self.session.world, self.revision, native)

    def add(self, built: Built, finished: Finished | None) -> None:
        """Take what became of a document, which is reported when its files are in their places."""
        self._done.append((built, finished))
        if finished is not None:
            self._bytes += sum(map(len, finished.contents.values()))
        at_once = max(1, len(ledger_of(self.folder).texts) // _SHARE)
        if len(self._done) >= at_once or self._bytes > _MOST_BYTES:
            self.flush()

    def flush(self) -> None:
        """Put everything in its place, and report it."""
        done, self._done, self._bytes = self._done, [], 0
        if any(one is not None for _, one in done):
            # before anything is in the folder, of which git may know
            _ = self.revision
            with self.locked():
                # only now: another build may have written other formats of the same documents
                done = [_settled(self.folder, *one) for one in done]
                finished = [one for _, one in done if one is not None]
                record_documents(self.folder, self.project, finished)
            self.written.update(str(one.entry["name"]) for one in finished)
        for built, _ in done:
            self._report(built)


def _settled(
    folder: Path, built: Built, finished: Finished | None
) -> tuple[Built, Finished | None]:
    """Return them with what becomes of the document's files in other formats.

    Only for who holds the folder's lock.
    """
    if finished is None:
        return built, None
    entry = finished.entry
    others = settle_other_formats(
        built.outputs, entry["job"], earlier_entry(folder, str(entry["name"]))
    )
    outputs = [*(output.as_json() for output in built.outputs), *others.kept]
    settled = Finished({**entry, "outputs": outputs}, finished.contents, others.removed)
    return replace(built, outdated=others.removed), settled
