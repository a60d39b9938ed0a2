"""What the rules of the linter are given of a document and of its pages."""

from __future__ import annotations

from briefgen.checks import DocumentCase, LayoutCase
from briefgen.compose import Composition
from briefgen.flaw_places import placed_flaws
from briefgen.model.dossier import Dossier
from briefgen.project import Document, Project
from briefgen.prove import Expected
from briefgen.render import Rendered
from briefgen.view import View

__all__ = ["document_case", "layout_case"]


def document_case(
    project: Project,
    document: Document,
    dossier: Dossier,
    view: View,
    composition: Composition,
    *,
    is_whole: bool,
) -> DocumentCase:
    """Return what rules look at in a document: what its reader gets, and the items behind it."""
    return DocumentCase(
        kind=document.template,
        audience=project.audiences[document.audience],
        view=view,
        html=composition.job.html,
        shown={
            (family, name): getattr(dossier, family)[name] for family, name in composition.shown
        },
        default_language=dossier.language,
        is_whole=is_whole,
        settings=project.file.checks,
    )


def layout_case(
    project: Project, document: Document, rendered: Rendered, expected: tuple[Expected, ...]
) -> LayoutCase:
    """Return what rules look at on pages; flaws are placed by the texts that are expected there."""
    seen = rendered.laid_out
    return LayoutCase(
        kind=document.template,
        pages=rendered.pages,
        last_page_percent=100 * seen.last_page_fill,
        part_lines={name.removeprefix("part-"): lines for name, lines in seen.part_lines},
        body_points=seen.body_points,
        settings=project.file.checks,
        flaws=placed_flaws(seen.flaws, expected),
    )
