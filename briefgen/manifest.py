"""What the manifest says of a run and of each document.

An entry names nothing that its document's audience may not know; the whole names items of every
marking, since the office keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from briefgen import __version__
from briefgen.compose import Composition
from briefgen.project import Document
from briefgen.record import Output, digest_of
from briefgen.versions import native_versions, output_versions
from briefgen.view import View
from briefgen.world import Revision, World

__all__ = ["document_entry", "project_entry"]


def project_entry(
    world: World, revision: Revision | None, native: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return what concerns the whole run: versions, revision, and every file that was read.

    `native` are the versions of native libraries; those of this process if not given.
    """
    return {
        "briefgen": __version__,
        "revision": None
        if revision is None
        else {"commit": revision.commit, "clean": revision.is_clean},
        "versions": dict(output_versions())
        | (native_versions() if native is None else dict(native)),
        "inputs": dict(sorted(world.reads.items())),
    }


def document_entry(
    document: Document,
    view: View,
    composition: Composition,
    *,
    marking: Mapping[str, Any],
    templates: Mapping[str, str],
    pages: int,
    outputs: tuple[Output, ...],
    codes: tuple[str, ...],
    public_words: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None,
) -> dict[str, Any]:
    """Return what concerns one document, whose files are `outputs`.

    `marking` is that of its banner, by axes.
    `public_words` are those of the items that it shows, by family and id, with their reasons.

    Why items and not files are its inputs: the digest of a file would change with items that the
    audience may not know of.
    """
    records = {(family, record.id): record for family, listed in view.families for record in listed}
    items: dict[str, dict[str, str]] = {}
    for family, identifier in sorted({*composition.shown, *composition.carried}):
        if (family, identifier) in records:
            record = records[family, identifier]
            items.setdefault(family, {})[identifier] = digest_of(record)
    job = composition.job
    return {
        "name": document.name,
        "dossier": document.dossier,
        "template": document.template,
        "audience": document.audience,
        "language": document.language,
        "paper": document.paper,
        "marking": marking,
        "portion_marks": document.portion_marks,
        "twin": document.twin,
        "pages": pages,
        "layout": {
            "tighter": composition.layout.tighter,
            "smaller": composition.layout.smaller,
            "moved_to_main": sorted(composition.layout.in_main),
            "dropped": _grouped(composition.for_space),
        },
        "job": job.digest,
        "inputs": {
            "heading": digest_of(view.heading),
            "items": items,
            "templates": dict(sorted(templates.items())),
            "files": {asset.name: asset.sha256 for asset in job.assets},
            "fonts": {font.filename: font.sha256 for font in job.fonts},
        },
        "not_shown": {
            "by_audience": _withheld(view, "audience"),
            "by_depth": _withheld(view, "depth"),
            "by_limit": _grouped(composition.left_out),
            "by_marking": dict(view.restricted),
        },
        "findings": sorted(set(codes)),
        "public_words": dict(public_words or {}),
        "outputs": [output.as_json() for output in outputs],
    }


def _withheld(view: View, reason: str) -> dict[str, list[str]]:
    return _grouped((w.family, w.identifier) for w in view.withheld if w.reason == reason)


def _grouped(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for family, identifier in sorted(names):
        grouped.setdefault(family, []).append(identifier)
    return grouped
