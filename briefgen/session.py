"""One run over a project: dossiers, templates and views, each read or made once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from briefgen.cases import document_case, layout_case
from briefgen.checks import Allowance, check_document, check_layout, setting_faults
from briefgen.citation_style import read_style
from briefgen.compose import Composition, HouseLook, wanted_by
from briefgen.diagnostics import Diagnostic, Span
from briefgen.dossiers import Dossiers
from briefgen.errors import UnreadableError
from briefgen.expectation import expected_of, look_expected, sign_of
from briefgen.house import read_house
from briefgen.load.tree import dossier_names
from briefgen.loading import Loaded, has_error
from briefgen.located import at
from briefgen.model.clearance import clearance_of
from briefgen.model.markings import Marking
from briefgen.model.project import AS_DESIGNED, ItemName, Layout
from briefgen.order import Delivery, Order
from briefgen.ordering import Supplies, accepted, order_for
from briefgen.pictures import picture
from briefgen.project import Choice, Document, Project, matrix, read_project, rule_faults
from briefgen.prove import Expected, Secrets
from briefgen.recent import Recent
from briefgen.render import Rendered
from briefgen.secrecy import secrets_of, words_of_the_program
from briefgen.select import Reader, select
from briefgen.template_files import read_template
from briefgen.templates import Template, TemplateText, kinds, read_files
from briefgen.view import View
from briefgen.workers import Worker, WorkerHere
from briefgen.world import World

__all__ = ["AS_DESIGNED", "Session", "open_session"]


@dataclass
class Session:
    """One run over a project: what was read, so that nothing is read twice."""

    world: World
    project: Project
    templates: Mapping[str, TemplateText]
    views: Recent[tuple[str, str, str], tuple[View | None, tuple[Diagnostic, ...]]] = field(
        default_factory=Recent
    )
    allowances: set[tuple[str, Allowance]] = field(default_factory=set)
    """(dossier, allowance) of what the documents composed so far made use of."""
    passed: set[tuple[str, str, str, str]] = field(default_factory=set)
    """(dossier, family, id, words) of the `public_words` that let something pass."""
    asked_for: Recent[tuple[str, str, str, str], frozenset[ItemName]] = field(
        default_factory=Recent
    )
    """By dossier, audience, language and kind, the items that the parts of the kind ask for."""
    read_kinds: dict[str, tuple[Template | None, tuple[Diagnostic, ...]]] = field(
        default_factory=dict
    )
    citation_style: str | None = None
    """The text of the project's own CSL style."""
    look: HouseLook = field(default_factory=HouseLook)
    """What the house style comes to."""
    withheld: Recent[tuple[str, Marking], Secrets] = field(default_factory=Recent)
    """By dossier and clearance."""
    worker: Worker = field(default_factory=WorkerHere)
    """Who composes and renders; it is given what the readers may see, and no more."""

    @cached_property
    def now(self) -> datetime:
        """The moment of the run: an embargo ends for all of its documents, or for none."""
        return self.world.now()

    @cached_property
    def dossiers(self) -> Dossiers:
        """The dossiers, of which few are in memory at once."""
        return Dossiers(self.world, self.project, self.now)

    def folder(self, dossier: str) -> str:
        """Return the dossier's folder."""
        return self.dossiers.folder(dossier)

    def dossier_names(self) -> tuple[str, ...]:
        """Return the names of all dossiers."""
        return dossier_names(self.world, self.project.file.content)

    def dossier(self, name: str) -> Loaded:
        """Return a dossier, read and checked."""
        return self.dossiers.get(name)

    def language(self, name: str) -> str:
        """Return the dossier's own language."""
        return self.dossiers.language(name)

    def documents(self, choice: Choice) -> tuple[Document, ...]:
        """Return the documents that the project and the command line ask for."""
        wanted = choice.dossiers or self.dossier_names()
        languages = {
            name: self.language(name) if name in wanted else "en" for name in self.dossier_names()
        }
        return matrix(self.project, languages, kinds(self.templates), choice)

    def template(self, name: str) -> tuple[Template | None, tuple[Diagnostic, ...]]:
        """Return a kind of document, with the faults of its `template.yaml`."""
        if name not in self.read_kinds:
            self.read_kinds[name] = read_template(name, self.templates)
        return self.read_kinds[name]

    def wanted(self, document: Document, kind: str) -> frozenset[ItemName]:
        """Return the items that a kind of document would ask for, of what the readers may see."""
        view, template = self.view(document)[0], self.template(kind)[0]
        if view is None or template is None:
            return frozenset()
        key = (document.dossier, document.audience, document.language, kind)
        return self.asked_for.get(key, lambda: wanted_by(view, template.file.parts))

    def template_digest(self, path: str) -> str:
        """Return the sha256 of a template file that was used."""
        return self._template_digests[path]

    @cached_property
    def _template_digests(self) -> dict[str, str]:
        return {
            found.path: hashlib.sha256(found.text.encode()).hexdigest()
            for found in self.templates.values()
        }

    def view(self, document: Document) -> tuple[View | None, tuple[Diagnostic, ...]]:
        """Return what the document's audience may see of its dossier."""
        key = (document.dossier, document.audience, document.language)
        return self.views.get(key, lambda: self._selected(document))

    def _selected(self, document: Document) -> tuple[View | None, tuple[Diagnostic, ...]]:
        loaded = self.dossier(document.dossier)
        if loaded.dossier is None or loaded.tree is None:
            return None, ()
        audience = self.project.audiences[document.audience]
        reader = Reader(document.audience, audience, document.language)
        return select(loaded.dossier, loaded.tree, reader, self.project.schemes, self.now)

    def compose(
        self, document: Document, layout: Layout
    ) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
        """Return the document as a Job, in one layout."""
        (composed,) = self.compose_all((document,), layout)
        return composed

    def compose_all(
        self, documents: Sequence[Document], layout: Layout
    ) -> Iterator[tuple[Composition | None, tuple[Diagnostic, ...]]]:
        """Yield each document as a Job, in one layout."""
        ordered = [(document, *self.order(document, None, layout)) for document in documents]
        deliveries = self.worker.compose([one for _, one, _ in ordered if one is not None])
        for document, order, faults in ordered:
            if order is None:
                yield None, faults
            else:
                composition, more = self.judged(document, order, next(deliveries))
                yield composition, (*faults, *more)

    def order(
        self, document: Document, formats: tuple[str, ...] | None, layout: Layout = AS_DESIGNED
    ) -> tuple[Order | None, tuple[Diagnostic, ...]]:
        """Return what is needed to make a document, and the faults of view and template.

        `formats` are what it is rendered as; with None it is only composed, in one layout.
        """
        view, faults = self.view(document)
        template, more = self.template(document.template)
        if view is None or template is None:
            return None, (*faults, *more)

        def read(path: str) -> bytes:
            return picture(self.world, self.folder(document.dossier), path)

        given = Supplies(self.project, self.citation_style, self.look, read)
        return order_for(document, view, template, given, formats, layout), (*faults, *more)

    def judged(
        self, document: Document, order: Order, delivery: Delivery
    ) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
        """Return the composition that was delivered, with its faults and what the rules find."""
        is_whole = self.dossier(document.dossier).is_whole
        composition, faults = accepted(order, delivery, is_whole=is_whole)
        if composition is None:
            return None, faults
        return composition, (*faults, *self._check(document, order.view, composition))

    def _check(
        self, document: Document, view: View, composition: Composition
    ) -> tuple[Diagnostic, ...]:
        """Return what the rules find in a document."""
        loaded = self.dossier(document.dossier)
        if loaded.dossier is None or loaded.judge is None:
            return ()
        case = document_case(
            self.project, document, loaded.dossier, view, composition, is_whole=loaded.is_whole
        )
        judgement = check_document(case, loaded.judge)
        self.allowances.update((document.dossier, allowance) for allowance in judgement.used)
        return judgement.diagnostics

    def secrets(self, document: Document) -> Secrets:
        """Return what must not be found in a document's files."""
        loaded = self.dossier(document.dossier)
        if loaded.dossier is None or loaded.tree is None:
            return Secrets()
        schemes = self.project.schemes
        clearance = clearance_of(self.project.audiences[document.audience], schemes, self.now)
        key = (document.dossier, clearance)
        dossier, tree, words = loaded.dossier, loaded.tree, self._words_of_the_program
        return self.withheld.get(key, lambda: secrets_of(dossier, tree, schemes, clearance, words))

    @cached_property
    def _words_of_the_program(self) -> tuple[str, ...]:
        return words_of_the_program(self.templates, self.project.audiences, self.dossier_names())

    def expected(self, document: Document, composition: Composition) -> tuple[Expected, ...]:
        """Return the texts that a document's files must have."""
        view, _ = self.view(document)
        template, _ = self.template(document.template)
        if view is None or template is None:
            return ()
        tree = self.dossier(document.dossier).tree

        def places(family: str, identifier: str, field: str) -> Span | None:
            if tree is None:
                return None
            return tree.item_span(family, identifier, field) if family else tree.heading_span(field)

        return (
            *sign_of(composition.banner, places),
            *expected_of(composition.parts, view.heading, template, places),
            *look_expected(self.look, view.language, template),
        )

    def check_layout(
        self, document: Document, composition: Composition, rendered: Rendered
    ) -> tuple[Diagnostic, ...]:
        """Return what the rules find on the pages of a document."""
        judge = self.dossier(document.dossier).judge
        if judge is None or not rendered.pages:
            return ()
        expected = self.expected(document, composition) if rendered.laid_out.flaws else ()
        judgement = check_layout(layout_case(self.project, document, rendered, expected), judge)
        self.allowances.update((document.dossier, allowance) for allowance in judgement.used)
        return judgement.diagnostics


def open_session(
    world: World, builtin: World, worker: Worker | None = None
) -> tuple[Session | None, tuple[Diagnostic, ...]]:
    """Return a session over a project, None when `briefgen.yaml` has a fault.

    Documents are made by `worker`, in this process if there is none.
    """
    project, faults = read_project(world)
    if project is None:
        return None, faults
    try:
        templates = read_files(world, project.file.templates, builtin)
        dossiers = dossier_names(world, project.file.content)
    except UnreadableError as error:
        fault = Diagnostic("BG022", error.message, project.node.span, help=error.help)
        return None, (*faults, fault)
    found = (*faults, *rule_faults(project, dossiers, kinds(templates)), *setting_faults(project))
    named, style = project.file.citation_style, None
    if named is not None:
        style, more = read_style(world, named, at(project.node, ("citation_style",)))
        found = (*found, *more)
    look, more = read_house(world, project)
    found = (*found, *more)
    session = Session(
        world, project, templates, citation_style=style, look=look, worker=worker or WorkerHere()
    )
    return (None if has_error(found) else session), found
