"""The pipeline: load, validate, select, compose, render, prove, record."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen.checks import DOCUMENT_CHECKS, LAYOUT_CHECKS
from briefgen.crew import in_order
from briefgen.diagnostics import Diagnostic
from briefgen.differences import reasons
from briefgen.errors import OutputError
from briefgen.ledger import ledger_of
from briefgen.making import Made, Ordered, be_ready_to_judge, judge_document, order_document
from briefgen.manifest import document_entry, project_entry
from briefgen.output_lock import locked
from briefgen.project import Choice, Document
from briefgen.record import (
    EARLIER,
    ENDINGS,
    Finished,
    Output,
    described,
    earlier_entries,
    earlier_entry,
    existing,
    orphans,
    printed_items,
    record_documents,
    settle_other_formats,
    tidy_manifest,
)
from briefgen.required_items import without_a_place
from briefgen.reuse import Came, Delivered, NoReuse, Origin, Reuse
from briefgen.secrecy import public_words_of
from briefgen.session import AS_DESIGNED, Session
from briefgen.templates import kinds
from briefgen.view import View
from briefgen.whole_files import remove_leftovers, withdraw

__all__ = ["Built", "build_documents", "check_documents", "entry_of", "stale_allowances", "sweep"]


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


def check_documents(session: Session, documents: tuple[Document, ...]) -> tuple[Diagnostic, ...]:
    """Return everything that can be found without rendering, each fault once."""
    names = dict.fromkeys(document.dossier for document in documents)
    found = [fault for name in names for fault in session.dossier(name).diagnostics]
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
        loaded = session.dossier(name)
        judge = loaded.judge if loaded.is_whole else None
        if judge is not None and {d for d in whole if d.dossier == name} <= set(documents):
            used = frozenset(entry for dossier, entry in session.allowances if dossier == name)
            yield from judge.stale(used, rules)
            if built:
                passed = {tuple(words) for dossier, *words in session.passed if dossier == name}
                yield from judge.stale_words(passed)


class _Shelf:
    """The output folder of a run, and what is done and not yet put there.

    Why several documents at once: the manifest is written with them, and it is as long as there are
    documents. In a folder of thousands a document would cost what all of them cost.
    """

    def __init__(
        self, session: Session, folder: Path, report: Report, waiting: Callable[[], object]
    ) -> None:
        self.folder = folder
        self.session = session
        self.revision = session.world.revision()
        self.written: set[str] = set()
        """Names of the documents that were put there."""
        self._report, self._waiting = report, waiting
        self._done: list[tuple[Built, Finished | None]] = []
        self._bytes = 0

    def locked(self) -> AbstractContextManager[None]:
        """Hold the right to write to the folder."""
        return locked(self.folder, self._waiting)

    @property
    def project(self) -> dict[str, Any]:
        """What the manifest says of the run."""
        native = self.session.worker.native_versions
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


_SHARE = 64
"""One part in so many of the documents that there are is written at once."""
_MOST_BYTES = 16 << 20
"""When so much is done, it is written."""
Report = Callable[[Built], None]
_ANEW = NoReuse()


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
    shelf = _Shelf(session, output, report, waiting)
    if output.is_dir():
        with shelf.locked():
            remove_leftovers(output)

    def ordered(document: Document) -> tuple[Ordered, Came | None]:
        one = order_document(session, document)
        return one, None if one.order is None else reuse.prepared(one.order)

    def deliver(one: tuple[Ordered, Came | None]) -> Delivered | None:
        if one[1] is None:
            return None
        start = time.perf_counter()
        delivered = reuse.deliver(one[1], session.worker.make)
        return replace(delivered, seconds=time.perf_counter() - start)

    def ready(one: tuple[Ordered, Came | None]) -> None:
        if one[0].order is not None:
            be_ready_to_judge(session, one[0].document)

    built = []
    try:
        for (one, came), delivered in in_order(
            map(ordered, documents), deliver, session.worker.capacity, ready
        ):
            result, finished = _build(session, one, came, delivered, shelf, reuse)
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


def _not_built(document: Document, shelf: _Shelf, made: Made) -> Built:
    """Return the record of a failure; what the audience may no longer see is removed."""
    if not existing(shelf.folder, document.stem):
        return Built(document, diagnostics=made.diagnostics)
    with shelf.locked():
        paths = existing(shelf.folder, document.stem)
        is_forbidden = any(fault.code in _NOT_ALLOWED for fault in made.diagnostics)
        printed = printed_items(shelf.folder, document.name)
        if is_forbidden or (made.view is not None and _shows_more(printed, made.view)):
            withdraw(shelf.folder, paths)
            tidy_manifest(shelf.folder)
            return Built(document, diagnostics=made.diagnostics, withdrawn=paths)
    return Built(document, diagnostics=made.diagnostics, stale=paths)


_NOT_ALLOWED = ("BG403", "BG404", "BG406")
"""Codes that say that the audience may not see what the document would show."""


def _shows_more(printed: frozenset[tuple[str, str]], view: View) -> bool:
    """Return whether an earlier build printed an item that is not in the View any more."""
    now = {(family, record.id) for family, items in view.families for record in items}
    return not printed <= now | {(item.family, item.identifier) for item in view.withheld}


def entry_of(
    session: Session,
    document: Document,
    made: Made,
    outputs: tuple[Output, ...] = (),
    others: tuple[Mapping[str, Any], ...] = (),
) -> dict[str, Any]:
    """Return what the manifest says of a document that was made; its view and job are there."""
    if made.view is None or made.composition is None:
        raise ValueError(f"`{document.name}` was not made")
    return document_entry(
        document,
        made.view,
        made.composition,
        marking=session.project.schemes.axes_of(made.composition.marking),
        templates={path: session.template_digest(path) for path in made.composition.template_files},
        pages=made.pages,
        outputs=outputs,
        others=others,
        codes=tuple(fault.code for fault in made.diagnostics),
        public_words=public_words_of(
            session.dossier(document.dossier).dossier,
            {*made.composition.shown, *made.composition.carried},
        ),
    )


def _build(
    session: Session,
    ordered: Ordered,
    came: Came | None,
    delivered: Delivered | None,
    shelf: _Shelf,
    reuse: Reuse | NoReuse,
) -> tuple[Built, Finished | None]:
    """Return what became of a document, and what is to be written of it if anything is."""
    start, document = time.perf_counter(), ordered.document
    made, delivered = _judged(session, ordered, delivered, reuse)
    if made.composition is None or made.view is None or made.has_failed:
        return _not_built(document, shelf, made), None
    if came is not None and delivered is not None:
        reuse.keep(came, delivered, made.composition)
    paths = {name: f"{document.stem}.{ENDINGS[name]}" for name in made.rendered}
    outputs = tuple(
        described(paths[name], name, result.content) for name, result in made.rendered.items()
    )
    earlier = earlier_entry(shelf.folder, document.name)
    others = settle_other_formats(outputs, made.composition.job.digest, earlier)
    entry = entry_of(session, document, made, outputs, others.kept)
    is_there = EARLIER not in earlier and _as_json(entry) == _as_json(earlier)
    built = Built(
        document,
        outputs,
        made.pages,
        time.perf_counter() - start + (delivered.seconds if delivered is not None else 0.0),
        made.diagnostics,
        entry,
        is_up_to_date=is_there,
        origin=delivered.origin if delivered is not None else Origin.MADE,
        reasons=tuple(reasons(earlier, entry)) if not is_there else (),
    )
    if is_there:
        return built, None
    contents = {paths[name]: result.content for name, result in made.rendered.items()}
    return built, Finished(entry, contents)


def _as_json(entry: Mapping[str, Any]) -> Any:
    """Return an entry as it comes back from the manifest, files in any order."""
    said = json.loads(json.dumps(entry))
    return {**said, "outputs": sorted(said.get("outputs", ()), key=lambda one: one["path"])}


def _judged(
    session: Session, ordered: Ordered, delivered: Delivered | None, reuse: Reuse | NoReuse
) -> tuple[Made, Delivered | None]:
    """Return what is believed of a delivery. What was kept and is not sound is made anew."""
    if delivered is None or ordered.order is None:
        return Made(diagnostics=ordered.faults), None
    made = judge_document(session, ordered, delivered.delivery, reuse)
    if made.has_failed and delivered.origin is not Origin.MADE:
        delivered = Delivered(session.worker.make(ordered.order))
        made = judge_document(session, ordered, delivered.delivery, reuse)
    return made, delivered
