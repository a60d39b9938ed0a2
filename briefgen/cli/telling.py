"""What is said of the documents of a build, each thing once to each reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefgen.cli.build_lines import lines_of
from briefgen.cli.terminal import Terminal, shown
from briefgen.diagnostics import Diagnostic
from briefgen.project import Document
from briefgen.session import Session
from briefgen.shelf import Built

__all__ = ["Telling"]


class Telling:
    """Tells what became of documents, and keeps what was told."""

    def __init__(
        self,
        terminal: Terminal,
        session: Session,
        folder: Path,
        root: Path,
        number: int,
        *,
        with_reasons: bool,
    ) -> None:
        """`number` documents are to be told of, which are written to `folder`."""
        self.done: list[Built] = []
        """What became of each, without its part of the manifest."""
        self._terminal, self._session = terminal, session
        self._folder, self._root = folder, root
        self._number, self._with_reasons = number, with_reasons
        self._seen: dict[Diagnostic, set[str]] = {}
        """The audiences for whom a fault was found."""
        self._dossiers: set[str] = set()

    def report(self, built: Built) -> None:
        """Tell what became of a document; before the first of a dossier, what was found in that."""
        terminal, document = self._terminal, built.document
        terminal.end_progress()
        self._tell_of(document.dossier)
        fresh = [fault for fault in built.diagnostics if self._is_fresh(fault, document.audience)]
        for fault in built.diagnostics:
            self._seen.setdefault(fault, set()).add(document.audience)
        terminal.show(fresh, self._root)
        for line in lines_of(built, self._folder, terminal, told=self._with_reasons):
            terminal.say(line)
        self.done.append(replace(built, entry=None))
        if len(self.done) < self._number:
            terminal.progress(f"{len(self.done)}/{self._number}  {document.name}")

    def tell_the_rest(self) -> None:
        """Tell what was found in dossiers of which no document came before the build ended."""
        self._terminal.end_progress()
        for name in self._session.dossiers.names:
            self._tell_of(name)

    def _tell_of(self, dossier: str) -> None:
        if dossier not in self._dossiers:
            self._dossiers.add(dossier)
            known = self._session.dossiers.known(dossier)
            self._terminal.show(known.diagnostics, self._root)

    def wait(self) -> None:
        """Tell that another build keeps this one from writing."""
        self._terminal.end_progress()
        where = shown(self._folder)
        self._terminal.say(f"another build is writing to {where}: waiting until it has")

    def found(self, documents: tuple[Document, ...]) -> tuple[Diagnostic, ...]:
        """Return all that was found in these documents and their dossiers."""
        names = dict.fromkeys(document.dossier for document in documents)
        known = [self._session.dossiers.known(name) for name in names]
        return (*(fault for one in known for fault in one.diagnostics), *self._seen)

    def _is_fresh(self, fault: Diagnostic, audience: str) -> bool:
        """Return whether nobody who sees no more than the audience was told of it."""
        told = self._seen.get(fault, ())
        return not any(_sees_no_more(self._session, other, audience) for other in told)


def _sees_no_more(session: Session, one: str, than: str) -> bool:
    """Return whether an audience may see nothing that the other may not.

    Why it matters: what is said of a document must not depend on whether it was said before, of a
    document for readers who may see more.
    """
    schemes, audiences = session.project.schemes, session.project.audiences
    cleared = schemes.parse(audiences[one].clearance)
    return cleared.is_within(schemes.parse(audiences[than].clearance))
