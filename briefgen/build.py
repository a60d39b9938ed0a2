"""The pipeline: load, validate, select, compose, render, record."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.compose import Composition
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.fit import budget_faults, next_layout
from briefgen.manifest import document_entry, project_entry
from briefgen.project import Document
from briefgen.record import (
    ENDINGS,
    Output,
    earlier_entries,
    existing,
    orphans,
    settle_other_formats,
    withdraw,
    write_file,
    write_manifest,
)
from briefgen.render import RENDERERS, Rendered
from briefgen.session import AS_DESIGNED, Session
from briefgen.view import View

__all__ = ["Built", "build_documents", "check_documents", "sweep"]


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


def check_documents(session: Session, documents: tuple[Document, ...]) -> Iterator[Diagnostic]:
    """Yield everything that can be found without rendering, each fault once."""
    seen = set()
    for name in dict.fromkeys(document.dossier for document in documents):
        yield from session.dossier(name).diagnostics
    for document in documents:
        for fault in session.compose(document, AS_DESIGNED)[1]:
            if fault not in seen:
                seen.add(fault)
                yield fault


def build_documents(
    session: Session,
    documents: tuple[Document, ...],
    output: Path,
    report: Callable[[Built], None],
) -> tuple[Built, ...]:
    """Build documents and write each as it is done, the manifest last.

    A document with an error is not written. What an earlier build left in its place stays, unless
    the error is that the audience may not see something: then it goes.
    """
    earlier = earlier_entries(output)
    built = []
    for document in documents:
        result = _build(session, document, output, earlier.get(document.name, {}))
        report(result)
        built.append(result)
    entries = [result.entry for result in built if result.entry is not None]
    if entries or any(result.withdrawn for result in built):
        write_manifest(output, project_entry(session.world), entries)
    return tuple(built)


def sweep(session: Session, documents: tuple[Document, ...], output: Path) -> tuple[str, ...]:
    """Remove what earlier builds made of documents that the project no longer asks for.

    `documents` is the whole matrix. Returns the paths that were removed.
    """
    paths = orphans(output, {document.name for document in documents})
    withdraw(output, paths)
    if paths:
        write_manifest(output, project_entry(session.world), ())
    return paths


def _not_built(
    document: Document, output: Path, diagnostics: tuple[Diagnostic, ...], pages: int = 0
) -> Built:
    paths = existing(output, document.stem)
    if any(fault.code.startswith(_NOT_ALLOWED) for fault in diagnostics):
        withdraw(output, paths)
        return Built(document, pages=pages, diagnostics=diagnostics, withdrawn=paths)
    return Built(document, pages=pages, diagnostics=diagnostics, stale=paths)


_NOT_ALLOWED = ("BG403", "BG404", "BG406")
"""Codes that say that the audience may not see what the document would show."""


def _build(session: Session, document: Document, output: Path, earlier: Mapping[str, Any]) -> Built:
    start = time.perf_counter()
    fitted = _fitted(session, document)
    if fitted.composition is None or fitted.view is None:
        return _not_built(document, output, fitted.diagnostics)
    pages = fitted.rendered["pdf"].pages if "pdf" in fitted.rendered else 0
    if any(fault.severity is Severity.ERROR for fault in fitted.diagnostics):
        return _not_built(document, output, fitted.diagnostics, pages)
    outputs = tuple(
        write_file(output, f"{document.stem}.{ENDINGS[name]}", result.content, name)
        for name, result in fitted.rendered.items()
    )
    entry = document_entry(
        document,
        fitted.view,
        fitted.composition,
        marking=session.project.schemes.labels_of(fitted.composition.marking),
        templates={
            path: session.template_digest(path) for path in fitted.composition.template_files
        },
        pages=pages,
        outputs=outputs,
        codes=tuple(fault.code for fault in fitted.diagnostics),
    )
    entry["outputs"] += settle_other_formats(output, entry, earlier)
    seconds = time.perf_counter() - start
    return Built(document, outputs, pages, seconds, fitted.diagnostics, entry)


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A document laid out so that it fits, if it can."""

    view: View | None = None
    composition: Composition | None = None
    rendered: Mapping[str, Rendered] = field(default_factory=dict)
    """By format, in the order in which the formats were asked for."""
    diagnostics: tuple[Diagnostic, ...] = ()


def _fitted(session: Session, document: Document) -> _Fitted:
    template, faults = session.template(document.template)
    view, more = session.view(document)
    if template is None or view is None:
        return _Fitted(diagnostics=(*faults, *more))
    layout = AS_DESIGNED
    while True:
        composition, faults = session.compose(document, layout)
        if composition is None:
            return _Fitted(diagnostics=faults)
        rendered = {}
        if "pdf" not in document.formats:
            break
        rendered["pdf"] = RENDERERS["pdf"](composition.job)
        tighter = next_layout(layout, rendered["pdf"], template.file.pages)
        if tighter is None:
            break
        layout = tighter
    in_order = {
        name: rendered.get(name) or RENDERERS[name](composition.job) for name in document.formats
    }
    found = [*faults, *(fault for result in in_order.values() for fault in result.diagnostics)]
    if "pdf" in in_order:
        found += budget_faults(document.name, template, in_order["pdf"])
    return _Fitted(view, composition, in_order, tuple(dict.fromkeys(found)))
