"""What a page that was written elsewhere amounts to, judged here from the View and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.compose.abbreviations import told_of
from briefgen.compose.arrange import arrange, droppable
from briefgen.compose.banner import Printed
from briefgen.compose.composed import Composition
from briefgen.compose.jobs import job_of
from briefgen.compose.labels import read_labels
from briefgen.compose.materials import Materials
from briefgen.compose.shown import figure_files, items_shown, marking_of
from briefgen.compose.strip.on_page import Strips
from briefgen.compose.twin import records_carried
from briefgen.model.project import MOST_AIR, STEPS, GivesWay, ItemName, Layout
from briefgen.templates import Template
from briefgen.view import Record, View

__all__ = ["UntrueError", "Written", "compose_again", "figures_wanted", "written_of"]


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class UntrueError(Exception):
    """What is said of a page cannot be: the content has no such thing, or says otherwise."""


@dataclass(frozen=True, slots=True)
class Written:
    """The pages that templates wrote, and what is claimed of them: it may all be untrue."""

    html: str = field(repr=False)
    markdown: str = field(repr=False)
    page_css: str = field(repr=False)
    """The style sheet that depends on the document."""
    banner: str = ""
    """The marking that the pages were written with, all its axes in words."""
    cited: tuple[str, ...] = ()
    """The ids of the sources that have a note."""
    terms: tuple[str, ...] = ()
    """The ids of the glossary entries whose words they use."""
    files: tuple[str, ...] = ()
    """The template files that were used."""
    tighter: int = 0
    smaller: int = 0
    in_main: tuple[str, ...] = ()
    dropped: tuple[ItemName, ...] = ()
    """What was left out for space."""


def written_of(composition: Composition, materials: Materials) -> Written:
    """Return what is told of a composition by the process that made it."""
    return Written(
        html=composition.job.html,
        markdown=composition.job.markdown,
        page_css=composition.job.css[-1][1],
        banner=materials.schemes.named(composition.marking),
        cited=composition.cited,
        terms=composition.terms,
        files=composition.template_files,
        tighter=composition.layout.tighter,
        smaller=composition.layout.smaller,
        in_main=tuple(sorted(composition.layout.in_main)),
        dropped=tuple(sorted(composition.layout.dropped)),
    )


def figures_wanted(view: View, template: Template) -> tuple[str, ...]:
    """Return the files of the figures that a document may print, from the dossier's folder."""
    return figure_files(arrange(view, template.file.parts, view.items("terms")).parts)


def compose_again(
    view: View, template: Template, materials: Materials, written: Written
) -> Composition:
    """Return the composition that a written page belongs to.

    Its parts, its marking, its figures, its strip of time and all names are made here. Believed are
    the words of the pages, which are proved later, and which sources and terms they use, as far as
    there are such.

    Raises: UntrueError when the claims do not go together with the View.
    """
    sources = dict(view.sources)
    terms = {str(term.id): term for term in view.items("terms")}
    if not (set(written.cited) <= sources.keys() and set(written.terms) <= terms.keys()):
        raise UntrueError("it names sources or terms that its readers do not have")
    layout = _layout_of(written, view, template)
    used = tuple(terms[name] for name in dict.fromkeys(written.terms))
    arrangement = arrange(view, template.file.parts, used, layout)
    cited = tuple(sources[name] for name in written.cited)
    carried = records_carried(view) if materials.twin else ()
    marking = marking_of(view, (*arrangement.parts, *carried), cited)
    if arrangement.missing:
        raise UntrueError("it lacks a part that its template requires")
    if written.banner != materials.schemes.named(marking):
        raise UntrueError(f"it is marked {written.banner or 'nothing'}, and what is on it is not")
    labels, _ = read_labels(template, view.language)
    if labels is None:
        raise UntrueError("it is in a language in which the templates have no words")
    printed = Printed(materials.schemes, labels, view.language, view.as_of, materials.portion_marks)
    strips = Strips(view, labels, materials, layout, printed)
    _check_drawings(arrangement.parts, strips, template, written.html)
    return Composition(
        job_of(
            view,
            template,
            materials,
            html=written.html,
            markdown=written.markdown,
            page_css=written.page_css,
            parts=arrangement.parts,
            marking=marking,
        ),
        marking,
        printed.words(marking),
        items_shown((*arrangement.parts, *cited, *told_of(view, used))),
        arrangement.left_out,
        arrangement.for_space,
        _known_files(template, written),
        layout,
        arrangement.parts,
        written.cited,
        written.terms,
        items_shown(carried),
    )


def _layout_of(written: Written, view: View, template: Template) -> Layout:
    """Return the layout that is claimed, if the template and the content allow it."""
    file = template.file
    may = file.pages.gives_way
    spacing = range(-MOST_AIR, STEPS + 1) if GivesWay.SPACING in may else range(1)
    smaller = range(STEPS + 1) if GivesWay.TYPE in may else range(1)
    parts = {rule.id or rule.part for rule in file.parts}
    if not (
        written.tighter in spacing and written.smaller in smaller and set(written.in_main) <= parts
    ):
        raise UntrueError("it is laid out as no document is")
    can_go = droppable(view, file.parts, may) if file.pages.max is not None else ()
    if not set(written.dropped) <= set(can_go):
        raise UntrueError("it leaves out what must not give way")
    return Layout(
        written.tighter, written.smaller, frozenset(written.in_main), frozenset(written.dropped)
    )


def _check_drawings(
    parts: tuple[Record, ...], strips: Strips, template: Template, html: str
) -> None:
    """Hold the strips of time on a page against those that are drawn here, shape by shape.

    What a project's own template draws besides is its own affair; ours draw no words elsewhere.
    """
    html = _COMMENT.sub("", html)
    key = template.resolve("parts/strip.html.j2")
    if key is not None and template.is_built_in(key):
        for part in (part for part in parts if part.name == "strip"):
            svg = str(strips(parts, part.place)["svg"])
            if svg not in html:
                raise UntrueError("it draws another strip of time than its events make")
            html = html.replace(svg, "", 1)
    if template.is_all_built_in and "<text" in html.lower():
        raise UntrueError("it has words in a drawing that are none of its events'")


def _known_files(template: Template, written: Written) -> tuple[str, ...]:
    known = {found.path for found in template.files.values()}
    if not set(written.files) <= known:
        raise UntrueError("it names template files that there are not")
    return written.files
