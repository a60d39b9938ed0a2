"""What becomes of a document that was delivered: what is written of it, or why nothing is."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

from briefgen.differences import reasons
from briefgen.making import Made, Ordered, judge_document, refused_for_its_dossier
from briefgen.manifest import document_entry
from briefgen.project import Document
from briefgen.record import (
    EARLIER,
    ENDINGS,
    Finished,
    Output,
    described,
    earlier_entry,
    existing,
    printed_items,
    tidy_manifest,
)
from briefgen.reuse import Came, Delivered, NoReuse, Origin, Reuse
from briefgen.secrecy import public_words_of
from briefgen.session import Session
from briefgen.shelf import Built, Shelf
from briefgen.view import View
from briefgen.whole_files import withdraw

__all__ = ["entry_of", "outcome"]


def outcome(
    session: Session,
    ordered: Ordered,
    came: Came | None,
    delivered: Delivered | None,
    shelf: Shelf,
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
    entry = entry_of(session, document, made, outputs)
    is_there = _is_there(entry, earlier)
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


def _is_there(entry: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """Return whether an earlier entry says the same; it may have files in other formats."""
    paths = {output["path"] for output in entry["outputs"]}
    outputs = [output for output in earlier.get("outputs", ()) if output["path"] in paths]
    is_whole = bool(outputs) and EARLIER not in earlier
    return is_whole and _as_json(entry) == _as_json({**earlier, "outputs": outputs})


def _as_json(entry: Mapping[str, Any]) -> Any:
    """Return an entry as it comes back from the manifest, files in any order."""
    said = json.loads(json.dumps(entry))
    return {**said, "outputs": sorted(said.get("outputs", ()), key=lambda one: one["path"])}


def _judged(
    session: Session, ordered: Ordered, delivered: Delivered | None, reuse: Reuse | NoReuse
) -> tuple[Made, Delivered | None]:
    """Return what is believed of a delivery.

    What was kept and is not sound is made anew, and so is what another document of the same row may
    have spoilt.
    """
    if (refused := refused_for_its_dossier(session, ordered.document)) is not None:
        return refused, None
    if delivered is None or ordered.order is None:
        return Made(diagnostics=ordered.faults), None
    made = judge_document(session, ordered, delivered.delivery, reuse)
    if made.has_failed and (delivered.origin is not Origin.MADE or _may_be_anothers(made)):
        delivered = Delivered(session.worker.make(ordered.order))
        made = judge_document(session, ordered, delivered.delivery, reuse)
    return made, delivered


def _may_be_anothers(made: Made) -> bool:
    """Return whether a document failed by what could be left in a process by another one."""
    return any(fault.code in _STRANGE for fault in made.diagnostics)


_STRANGE = ("BG613", "BG617")
"""Codes that say that the layout engine failed, or that a delivery cannot be what was ordered."""


def _not_built(document: Document, shelf: Shelf, made: Made) -> Built:
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
    session: Session, document: Document, made: Made, outputs: tuple[Output, ...] = ()
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
        codes=tuple(fault.code for fault in made.diagnostics),
        public_words=public_words_of(
            session.dossier(document.dossier).dossier,
            {*made.composition.shown, *made.composition.carried},
        ),
    )
