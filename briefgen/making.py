"""One document from content to proved bytes: compose, lay out so that it fits, render, prove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.compose import Composition
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.fit import best, budget_faults, next_layout
from briefgen.model.project import Layout
from briefgen.pictures import in_the_content
from briefgen.project import Document
from briefgen.prove import prove
from briefgen.render import RENDERERS, Rendered, measure
from briefgen.session import AS_DESIGNED, Session
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
    layout: Layout | None = AS_DESIGNED
    tried: list[tuple[Composition, tuple[Diagnostic, ...], Rendered]] = []
    while layout is not None:
        composition, faults = session.compose(document, layout)
        if composition is None:
            return Made(view, diagnostics=faults)
        tried.append((composition, faults, lay_out(composition.job)))
        layout = next_layout(layout, tried[-1][2], budget, least_fill)
    composition, faults, laid_out = tried[best([one[2] for one in tried], budget, least_fill)]
    job = composition.job
    rendered = {
        name: laid_out if name == "pdf" else RENDERERS[name](job) for name in document.formats
    }
    found = [*faults, *laid_out.diagnostics]
    found += [fault for result in rendered.values() for fault in result.diagnostics]
    found += budget_faults(document.name, template, laid_out)
    found += session.check_layout(document, laid_out)
    if not any(fault.severity is Severity.ERROR for fault in found):
        found += _proof(session, document, composition, rendered)
    loaded = session.dossier(document.dossier)
    located = (in_the_content(loaded.tree, loaded.dossier, fault) for fault in found)
    return Made(view, composition, rendered, laid_out.pages, tuple(dict.fromkeys(located)))


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
