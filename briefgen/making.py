"""One document from content to proved bytes: compose, lay out so that it fits, render, prove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.budget import budget_faults, left_out_note
from briefgen.compose import Composition, droppable
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.fit import fit
from briefgen.model.project import Layout
from briefgen.project import Document
from briefgen.prove import prove
from briefgen.render import RENDERERS, Rendered, measure
from briefgen.session import Session
from briefgen.view import View

__all__ = ["Made", "make_document"]


@dataclass(frozen=True, slots=True)
class Made:
    """A document laid out so that it fits, if it can, and what was found on the way."""

    view: View | None = None
    composition: Composition | None = None
    rendered: Mapping[str, Rendered] = field(default_factory=dict)
    """By format, in the order in which the formats were asked for."""
    pages: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Return whether it must not be published."""
        return self.composition is None or any(
            fault.severity is Severity.ERROR for fault in self.diagnostics
        )


class _CannotComposeError(Exception):
    """A layout has no page, for these faults."""

    def __init__(self, faults: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        self.faults = faults


def make_document(session: Session, document: Document) -> Made:
    """Return the document laid out within its budget, whatever formats are asked for.

    Why: the layout is part of the job, and the same content must give the same Markdown and HTML
    whether or not a PDF is made with them.
    """
    template, faults = session.template(document.template)
    if not session.dossier(document.dossier).is_sound:
        return Made(diagnostics=faults)
    view, more = session.view(document)
    if template is None or view is None:
        return Made(diagnostics=(*faults, *more))
    lay_out = RENDERERS["pdf"] if "pdf" in document.formats else measure
    budget = template.file.pages
    least_fill = session.project.file.checks.min_last_page_percent / 100
    tried: dict[Layout, tuple[Composition, tuple[Diagnostic, ...]]] = {}

    def measured(layout: Layout) -> Rendered:
        composition, faults = session.compose(document, layout)
        if composition is None:
            raise _CannotComposeError(faults)
        tried[layout] = composition, faults
        return lay_out(composition.job)

    can_go = droppable(view, template.file.parts, budget.gives_way)
    try:
        fitted = fit(measured, budget, least_fill, can_go)
    except _CannotComposeError as failed:
        return Made(view, diagnostics=failed.faults)
    composition, faults = tried[fitted.layout]
    laid_out = fitted.measured
    job = composition.job
    rendered = {
        name: laid_out if name == "pdf" else RENDERERS[name](job) for name in document.formats
    }
    found = [*faults, *laid_out.diagnostics]
    found += [fault for result in rendered.values() for fault in result.diagnostics]
    found += budget_faults(document.name, template, laid_out)
    found += left_out_note(document.name, composition.for_space)
    found += session.check_layout(document, laid_out)
    if not any(fault.severity is Severity.ERROR for fault in found):
        found += _proof(session, document, composition, rendered)
    return Made(view, composition, rendered, laid_out.pages, tuple(dict.fromkeys(found)))


def _proof(
    session: Session,
    document: Document,
    composition: Composition,
    rendered: Mapping[str, Rendered],
) -> Iterator[Diagnostic]:
    """Yield what the finished files hold and must not, and what they lack."""
    secrets = session.secrets(document)
    expected = session.expected(document, composition)
    for name, result in rendered.items():
        yield from prove(
            document.name, result.content, name, composition.job.html, expected, secrets
        )
