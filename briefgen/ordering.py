"""What is ordered of a worker, and how far that which it delivers is believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefgen.compose import (
    Composition,
    HouseLook,
    Materials,
    UntrueError,
    compose_again,
    figures_wanted,
)
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.project import Layout
from briefgen.order import Delivery, Order
from briefgen.project import Document, Project
from briefgen.render.fonts import house_fonts
from briefgen.sandbox import Limits
from briefgen.templates import Template
from briefgen.versions import output_versions
from briefgen.view import View
from briefgen.workers import not_believed

__all__ = ["Supplies", "accepted", "order_for"]

_OF_WORKERS = ("BG615", "BG616", "BG617")
"""Codes that say that a document could not be made, whatever is in it."""
_NOT_THEIRS = ("BG1", "BG3", "BG4")
"""How codes begin that only those find who know the whole dossier."""
_OF_PAGES = ("BG413",)
"""Codes that begin so, and are of what stands on a page."""


@dataclass(frozen=True, slots=True)
class Supplies:
    """Where the project's part in a document comes from."""

    project: Project
    citation_style: str | None
    """The text of the project's own CSL style."""
    look: HouseLook
    """What its house style comes to."""
    read: Callable[[str], bytes]
    """Reads a file by its path from the dossier's folder."""


def order_for(
    document: Document,
    view: View,
    template: Template,
    supplies: Supplies,
    formats: tuple[str, ...] | None,
    layout: Layout,
) -> Order:
    """Return the order of a document: the view of its readers, and of all else what they may see.

    `formats` are what it is rendered as; with None it is only composed, in one layout.
    """
    file = supplies.project.file
    audience = file.audiences[document.audience]
    label = audience.label.choose(document.language, "en").source if audience.label else None
    materials = Materials(
        schemes=supplies.project.schemes,
        fonts=house_fonts,
        files={path: supplies.read(path) for path in figures_wanted(view, template)},
        paper=document.paper,
        audience_label=label or document.audience,
        versions=output_versions(),
        standard=file.pdf.value,
        citation_style=supplies.citation_style,
        portion_marks=document.portion_marks,
        twin=document.twin,
        house=supplies.look,
    )
    limits = Limits(
        cpu_s=file.limits.cpu_seconds,
        wall_s=file.limits.wall_seconds,
        memory_mib=file.limits.memory_mib,
        file_mib=file.limits.file_mib,
        answer_mib=file.limits.answer_mib,
    )
    least_fill = file.checks.min_last_page_percent / 100
    return Order(document.name, view, template, materials, formats, layout, least_fill, limits)


def accepted(
    order: Order, delivery: Delivery, *, is_whole: bool
) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
    """Return the composition that was delivered, None if it cannot be what was ordered.

    `is_whole` says whether the dossier is: what is missing may else be what had to be left out.
    """
    files = (*(() if delivery.laid_out is None else (delivery.laid_out,)), *delivery.files.values())
    reported = (*delivery.faults, *(fault for file in files for fault in file.diagnostics))
    strange = tuple(fault for fault in reported if _is_strange(fault))
    if strange:
        # such a fault must not be acted on: it may say of older files that they have to go
        return None, (not_believed(order, f"it reports {strange[0].code}"),)
    faults = tuple(fault for fault in delivery.faults if is_whole or fault.code in _OF_WORKERS)
    if delivery.written is None:
        if all(fault.severity is not Severity.ERROR for fault in delivery.faults):
            return None, (*faults, not_believed(order, "it has no page, and no error says why"))
        return None, faults
    try:
        _check_files(order, delivery)
        written = delivery.written
        composition = compose_again(order.view, order.template, order.materials, written)
    except UntrueError as error:
        return None, (*faults, not_believed(order, str(error)))
    return composition, faults


def _is_strange(fault: Diagnostic) -> bool:
    return fault.code.startswith(_NOT_THEIRS) and fault.code not in _OF_PAGES


def _check_files(order: Order, delivery: Delivery) -> None:
    """Raise UntrueError unless there is each file that was ordered, or an error says why not."""
    if order.formats is None:
        return
    files = dict(delivery.files)
    if delivery.laid_out is None or files.keys() != set(order.formats) - {"pdf"}:
        raise UntrueError("it has other files than were ordered")
    if "pdf" in order.formats:
        files["pdf"] = delivery.laid_out
    for name, file in files.items():
        if not file.content and all(one.severity is not Severity.ERROR for one in file.diagnostics):
            raise UntrueError(f"its {name} is empty")
