"""Written pages → the Job that is rendered."""

from __future__ import annotations

from briefgen.compose.house_css import house_css
from briefgen.compose.materials import Materials
from briefgen.compose.scripts import has_cjk
from briefgen.compose.shown import assets_of
from briefgen.compose.twin import twin_of
from briefgen.job import Job
from briefgen.model.markings import Marking
from briefgen.templates import Template
from briefgen.view import Record, View

__all__ = ["job_of"]


def job_of(
    view: View,
    template: Template,
    materials: Materials,
    *,
    html: str,
    markdown: str,
    page_css: str,
    parts: tuple[Record, ...],
    marking: Marking,
) -> Job:
    """Return the Job of a document.

    `page_css` is the style sheet that depends on the document, `marking` is the banner's.
    """
    house = materials.house
    name = "/".join((view.dossier, template.name, view.audience, view.language))
    twin = (twin_of(view, template.name, marking, materials.schemes),) if materials.twin else ()
    sheets = [(sheet.path, sheet.text) for sheet in template.cascade("style.css")]
    return Job(
        name=name,
        html=html,
        # first what the house says, so that a kind of document can say otherwise
        css=(("house.css", house_css(house)), *sheets, ("page.css", page_css)),
        markdown=markdown,
        assets=(*assets_of(parts, materials.files), *([house.logo] if house.logo else [])),
        attachments=twin,
        fonts=tuple(dict.fromkeys((*house.fonts, *materials.fonts(has_cjk(html))))),
        language=view.language,
        standard=materials.standard,
        created=view.as_of.isoformat(),
        identifier=name,
        versions=materials.versions,
    )
