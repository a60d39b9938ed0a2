"""Compose one document: arrange its parts, number its notes, let the templates write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from briefgen.compose.abbreviations import Abbreviations, long_forms, told_of
from briefgen.compose.arrange import Arrangement, arrange
from briefgen.compose.banner import Printed, banner_faults
from briefgen.compose.composed import Alike, Composition, Earlier, Page
from briefgen.compose.context import Gleaned, front_matter, page_context, rungs_used, terms_used
from briefgen.compose.environment import files_used, make_environment, render_template
from briefgen.compose.jobs import job_of
from briefgen.compose.labels import Labels, read_labels
from briefgen.compose.materials import Materials
from briefgen.compose.note_marks import joined_html, joined_markdown
from briefgen.compose.notes import Note, Notes
from briefgen.compose.page import HtmlWriter, MarkdownWriter
from briefgen.compose.part_faults import limited_parts, missing_parts, unmarked_parts
from briefgen.compose.qr import qr_svg
from briefgen.compose.scripts import han_language
from briefgen.compose.shown import items_shown, marking_of
from briefgen.compose.strip.on_page import Strips
from briefgen.compose.style import style_sheets
from briefgen.compose.twin import records_carried
from briefgen.compose.typeset import typeset
from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.model.markings import Marking
from briefgen.model.project import Layout
from briefgen.references import ReferenceFormatError
from briefgen.templates import Template
from briefgen.view import Record, View

__all__ = ["compose"]

_MOST_PASSES = 5
"""Notes cited in the glossary may add notes; they stand still after two or three passes."""


def compose(
    view: View,
    template: Template,
    materials: Materials,
    layout: Layout,
    earlier: Earlier | None = None,
) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
    """Return the document as a Job, None when an error was found, with every fault.

    `layout` says what gives way so that the document fits its pages; `earlier` are the pages of the
    same document in others.
    """
    labels, faults = read_labels(template, view.language)
    if labels is None:
        return None, faults
    composer = _Composer(view, template, materials, labels, layout)
    alike = None if earlier is None else earlier.get(layout)
    if alike is not None:
        return composer.compose_like(alike)
    try:
        composition, page = composer.compose()
    except ReferenceFormatError as error:
        fault = Diagnostic(
            "BG241",
            str(error),
            help="check the source's fields against CSL-JSON, see docs/content.md",
        )
        return None, (*faults, fault)
    found = (*faults, *composer.faults)
    if composition is None or any(fault.severity is Severity.ERROR for fault in found):
        return None, found
    if earlier is not None:
        earlier.keep(composition, found, page)
    return composition, found


class _Composer:
    """The state of composing one document."""

    def __init__(
        self, view: View, template: Template, materials: Materials, labels: Labels, layout: Layout
    ) -> None:
        self.view = view
        self.template = template
        self.materials = materials
        self.labels = labels
        self.printed = Printed(
            materials.schemes, labels, view.language, view.as_of, materials.portion_marks
        )
        self.layout = layout
        self.faults: list[Diagnostic] = []
        self.files: set[str] = set(labels.files)
        self.han_language = han_language(view)

    @cached_property
    def carried(self) -> tuple[Record, ...]:
        """What the data for programs has."""
        return records_carried(self.view) if self.materials.twin else ()

    def compose_like(self, alike: Alike) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
        """Return a composition of the same page in this layout: all but its style sheet is kept."""
        found, faults = alike.composition, alike.faults
        context = self._context(alike.arrangement, alike.gleaned, found.marking)
        css, _, more = style_sheets(self.template, context)
        if any(fault.severity is Severity.ERROR for fault in more):
            return None, (*faults, *more)
        job = replace(found.job, css=(*found.job.css[:-1], css[-1]))
        return replace(found, job=job, layout=self.layout), faults

    def compose(self) -> tuple[Composition | None, Page]:
        page = self._settle()
        arrangement, notes = page.arrangement, page.notes
        self.faults.extend(missing_parts(self.view, self.template, arrangement))
        if self.faults:
            return None, page
        self.faults.extend(limited_parts(self.view, self.template, arrangement))
        marking = self._marking(arrangement, notes)
        if self.materials.portion_marks:
            self.faults.extend(unmarked_parts(self.template, arrangement))
        context = self._context(arrangement, page.gleaned, marking)
        html = page.html if marking == page.marking else self._write_html(context, notes)
        markdown = self._write_markdown(context, notes)
        self.faults.extend(banner_faults(context["doc"], self._name))
        css, used, faults = style_sheets(self.template, context)
        self.files.update(used)
        self.faults.extend(faults)
        job = job_of(
            self.view,
            self.template,
            self.materials,
            html=typeset(joined_html(html), self.view.language),
            markdown=joined_markdown(markdown),
            page_css=css[-1][1],
            parts=arrangement.parts,
            marking=marking,
        )
        files = tuple(sorted(self.files))
        told = told_of(self.view, page.gleaned.terms)
        shown = items_shown((*arrangement.parts, *_cited(notes), *told))
        cited = dict.fromkeys(note.source for note in notes.by_key.values())
        composition = Composition(
            job,
            marking,
            self.printed.words(marking),
            shown,
            arrangement.left_out,
            arrangement.for_space,
            files,
            self.layout,
            arrangement.parts,
            tuple(cited),
            tuple(term.id for term in page.gleaned.terms),
            items_shown(self.carried),
        )
        return composition, page

    @property
    def _name(self) -> str:
        view = self.view
        return "/".join((view.dossier, self.template.name, view.audience, view.language))

    def _settle(self) -> Page:
        """Write the page until what follows from it, such as its notes, stands still."""
        known = Gleaned()
        marking = self.view.floor
        gathered: Mapping[Any, Note] = {}
        for attempt in range(_MOST_PASSES):
            rules = self.template.file.parts
            arrangement = arrange(self.view, rules, known.terms, self.layout)
            style = self.materials.citation_style
            notes = Notes(dict(self.view.sources), self.template.file.notes, style)
            html = self._write_html(self._context(arrangement, known, marking), notes)
            if self.faults:
                break
            terms = known.terms or tuple(terms_used(self.view, html))
            if terms != known.terms and marking != self.view.floor:
                # no term counts as used for standing in the banner
                silent = self._write_html(self._context(arrangement, known, self.view.floor), notes)
                terms = tuple(terms_used(self.view, silent))
            rungs = known.rungs if attempt else tuple(rungs_used(self.view, html))
            # the records follow from the notes, and formatting them takes long
            if attempt and (notes.by_key, terms, rungs) == (gathered, known.terms, known.rungs):
                break
            gathered = notes.by_key
            records = notes.records(self.view.language, self.labels.join_locators)
            known = Gleaned(records, terms, rungs)
            marking = self._marking(arrangement, notes)
        else:
            self.faults.append(
                Diagnostic(
                    "BG515",
                    f"the notes of the {self.template.name} do not stand still",
                    help="a template prints something only when a note is there, and cites it then",
                )
            )
        return Page(arrangement, notes, known, marking, html)

    def _context(
        self, arrangement: Arrangement, gleaned: Gleaned, marking: Marking
    ) -> dict[str, Any]:
        return page_context(
            self.view,
            self.template,
            self.materials,
            self.labels,
            arrangement,
            self.layout,
            gleaned,
            marking,
            self.printed,
        )

    def _write_html(self, context: Mapping[str, Any], notes: Notes) -> str:
        notes.forget_uses()
        writer = HtmlWriter(
            self.view.language,
            self.han_language,
            notes,
            self.labels.record,
            self.printed.portion,
            Abbreviations(long_forms(self.view)),
        )
        environment = make_environment(
            self.template, writer.finalize, writer.filters(), autoescape=True
        )
        environment.lend("qr", qr_svg)
        strips = Strips(self.view, self.labels, self.materials, self.layout, self.printed)
        environment.lend("strip", strips)
        text, faults = render_template(environment, "page.html.j2", context, self.template)
        self._note(environment, faults)
        return text

    def _write_markdown(self, context: Mapping[str, Any], notes: Notes) -> str:
        before = len(notes.by_key)
        writer = MarkdownWriter(
            self.view.language, self.han_language, notes, self.labels.record, self.printed.portion
        )
        environment = make_environment(
            self.template, writer.finalize, writer.filters(), autoescape=True
        )
        text, faults = render_template(environment, "page.md.j2", context, self.template)
        self._note(environment, faults)
        page = self.template.resolve("page.md.j2")
        if page is not None and len(notes.by_key) != before:
            self.faults.append(
                Diagnostic(
                    "BG507",
                    "the Markdown page cites what the PDF page does not",
                    Span(self.template.files[page].path),
                    help="print the same parts in both, so that the notes have the same numbers",
                )
            )
        return _tidy(front_matter(context["doc"]) + text)

    def _note(self, environment: Any, faults: tuple[Diagnostic, ...]) -> None:
        self.faults.extend(faults)
        self.files.update(files_used(environment))

    def _marking(self, arrangement: Arrangement, notes: Notes) -> Marking:
        shown = (*arrangement.parts, *self.carried)
        return marking_of(self.view, shown, _cited(notes))


def _cited(notes: Notes) -> tuple[Record, ...]:
    return tuple(notes.sources[note.source] for note in notes.by_key.values())


_EMPTY_LINES = re.compile(r"\n{3,}")


def _tidy(markdown: str) -> str:
    """Return Markdown with no more than one empty line between blocks and one end of line."""
    lines = [line.rstrip() if not line.endswith("  ") else line for line in markdown.split("\n")]
    text = _EMPTY_LINES.sub("\n\n", "\n".join(lines))
    return text.strip("\n") + "\n"
