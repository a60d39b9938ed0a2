"""The pipeline: load, validate, select, compose, render, prove, record."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefgen.checks import DOCUMENT_CHECKS, LAYOUT_CHECKS
from briefgen.crew import Rows, in_order
from briefgen.diagnostics import Diagnostic
from briefgen.errors import OutputError
from briefgen.making import Ordered, be_ready_to_judge, order_document
from briefgen.outcome import outcome
from briefgen.output_lock import locked
from briefgen.project import Choice, Document
from briefgen.record import earlier_entries, orphans, tidy_manifest
from briefgen.required_items import without_a_place
from briefgen.reuse import Came, Delivered, NoReuse, Reuse
from briefgen.session import AS_DESIGNED, Session
from briefgen.shelf import Built, Report, Shelf
from briefgen.templates import kinds
from briefgen.whole_files import remove_leftovers, withdraw

__all__ = ["build_documents", "check_documents", "stale_allowances", "sweep"]

_ANEW = NoReuse()


def check_documents(session: Session, documents: tuple[Document, ...]) -> tuple[Diagnostic, ...]:
    """Return everything that can be found without rendering, each fault once."""
    names = dict.fromkeys(document.dossier for document in documents)
    found = [fault for name in names for fault in session.dossiers.known(name).diagnostics]
    for _, faults in session.compose_all(documents, AS_DESIGNED):
        found += faults
    found += [fault for document in documents for fault in without_a_place(session, document)]
    found += stale_allowances(session, documents, built=False)
    return tuple(dict.fromkeys(found))


def stale_allowances(
    session: Session, documents: tuple[Document, ...], *, built: bool
) -> Iterator[Diagnostic]:
    """Yield the allowances of findings in documents that none of them needs any more.

    Only of dossiers whose documents were all looked at, since another one may need them, and of
    findings on pages only where the documents were built.
    """
    whole = session.documents(Choice())
    rules = [module.RULE for module in DOCUMENT_CHECKS]
    if built:
        rules += [module.RULE for module in LAYOUT_CHECKS]
    for name in dict.fromkeys(document.dossier for document in documents):
        known = session.dossiers.known(name)
        if known.is_whole and {d for d in whole if d.dossier == name} <= set(documents):
            used = frozenset(entry for dossier, entry in session.allowances if dossier == name)
            yield from known.exemptions.stale(used, rules)
            if built:
                passed = {tuple(words) for dossier, *words in session.passed if dossier == name}
                yield from known.exemptions.stale_words(passed)


def build_documents(
    session: Session,
    documents: tuple[Document, ...],
    output: Path,
    report: Report,
    waiting: Callable[[], object] = lambda: None,
    reuse: Reuse | NoReuse = _ANEW,
) -> tuple[Built, ...]:
    """Build documents, and write each and its part of the manifest as it is done.

    A document with an error is not written. What an earlier build left in its place stays, unless
    the error is that the audience may not see something: then it goes. One whose files are there as
    they would be written is left as it is. `waiting` is called when another build keeps this one
    from writing.

    Raises: OutputError when the output folder cannot be written, or loses what was written there.
    """
    shelf = Shelf(session, output, report, waiting, reuse.native)
    if output.is_dir():
        with shelf.locked():
            remove_leftovers(output)

    hurried: list[Document] = []

    def ordered(document: Document) -> tuple[Ordered, Came | None]:
        one = order_document(session, document)
        if one.order is None:
            return one, None
        # one process waits, at the most
        if not hurried and session.worker.is_ready_for(one.order):
            hurried.append(document)
        return one, reuse.prepared(one.order, is_hurried=document in hurried)

    make = partial(session.worker.make, is_in_a_row=True)

    def deliver(one: tuple[Ordered, Came | None]) -> Delivered | None:
        if one[1] is None:
            return None
        start = time.perf_counter()
        delivered = reuse.deliver(one[1], make)
        return replace(delivered, seconds=time.perf_counter() - start)

    def ready(one: tuple[Ordered, Came | None]) -> None:
        if one[0].order is not None:
            be_ready_to_judge(session, one[0].document)
            reuse.be_ready(session.secrets(one[0].document))
            _ = shelf.revision

    rows = Rows[tuple[Ordered, Came | None]](_view_of, len(documents), session.worker.rest)
    built = []
    try:
        # closed at once when something raises: what has not begun must not be made any more
        with closing(
            in_order(map(ordered, documents), deliver, session.worker.capacity, ready, rows)
        ) as deliveries:
            for (one, came), delivered in deliveries:
                result, finished = outcome(session, one, came, delivered, shelf, reuse)
                shelf.add(result, finished)
                built.append(replace(result, entry=None))
    finally:
        # also what is done when somebody interrupts
        shelf.flush()
        reuse.close()
    if output.is_dir() and any(result.outputs or result.withdrawn for result in built):
        with shelf.locked():
            remove_leftovers(output)
            there = tidy_manifest(output, shelf.project)
        if shelf.written - there:
            lost = ", ".join(sorted(shelf.written - there))
            raise OutputError(
                f"{output} has lost what was just written: {lost}",
                help="see what removed or changed the files while they were built, and build again",
            )
    return tuple(built)


def _view_of(one: tuple[Ordered, Came | None]) -> tuple[str, str, str]:
    """Return what says which View a document is made of."""
    document = one[0].document
    return document.dossier, document.audience, document.language


def sweep(
    session: Session,
    documents: tuple[Document, ...],
    output: Path,
    waiting: Callable[[], object] = lambda: None,
) -> tuple[str, ...]:
    """Remove what earlier builds made of documents that the project no longer asks for.

    `documents` is the whole matrix. What was built beside it on request, of a dossier, a kind and
    an audience that there still are, stays. Returns the paths that were removed.
    """
    if not output.is_dir():
        return ()
    pairs = {(document.dossier, document.audience) for document in documents}
    known = kinds(session.templates)
    with locked(output, waiting):
        kept = {document.name for document in documents} | {
            name
            for name, entry in earlier_entries(output).items()
            if (entry.get("dossier"), entry.get("audience")) in pairs
            and entry.get("template") in known
        }
        paths = orphans(output, kept)
        withdraw(output, paths)
        if paths:
            tidy_manifest(output)
    return paths
