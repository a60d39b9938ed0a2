"""The pipeline: load, validate, select, compose, render, record. The only file that knows it all."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.compose import Composition, Materials, compose
from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.job import Job
from briefgen.fit import next_layout
from briefgen.load.tree import dossier_names, load
from briefgen.model.dossier import FAMILIES, Dossier, Heading
from briefgen.model.project import Layout
from briefgen.project import Choice, Document, Project, matrix, read_project
from briefgen.record import Output, digest_of, write_file, write_manifest
from briefgen.render import RENDERERS, Rendered
from briefgen.render.fonts import font_files
from briefgen.select import Reader, select
from briefgen.source_tree import SourceTree
from briefgen.template_files import read_template
from briefgen.templates import Template, TemplateText, kinds, read_files
from briefgen.validate import validate
from briefgen.versions import output_versions
from briefgen.view import View
from briefgen.world import World

__all__ = ["Built", "Loaded", "Session", "build_documents", "check_documents", "open_session"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dossier that was read, whether or not it is sound."""

    tree: SourceTree | None
    dossier: Dossier | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one document."""

    document: Document
    outputs: tuple[Output, ...] = ()
    """The files that were written; none when an error was found."""
    pages: int = 0
    seconds: float = 0.0
    diagnostics: tuple[Diagnostic, ...] = ()
    entry: Mapping[str, Any] | None = None
    """Its part of the manifest."""


@dataclass
class Session:
    """One run over a project: what was read, so that nothing is read twice."""

    world: World
    project: Project
    templates: Mapping[str, TemplateText]
    builtin: World
    dossiers: dict[str, Loaded] = field(default_factory=dict)
    views: dict[tuple[str, str, str], tuple[View | None, tuple[Diagnostic, ...]]] = field(
        default_factory=dict
    )
    kinds: dict[str, tuple[Template | None, tuple[Diagnostic, ...]]] = field(default_factory=dict)

    def folder(self, dossier: str) -> str:
        """Return the dossier's folder."""
        return f"{self.project.file.content}/{dossier}"

    def dossier_names(self) -> tuple[str, ...]:
        """Return the names of all dossiers."""
        return dossier_names(self.world, self.project.file.content)

    def dossier(self, name: str) -> Loaded:
        """Return a dossier, read and checked."""
        if name not in self.dossiers:
            self.dossiers[name] = self._load(name)
        return self.dossiers[name]

    def _load(self, name: str) -> Loaded:
        folder = self.folder(name)
        tree, faults = load(self.world, folder, tuple(FAMILIES), tuple(Heading.model_fields))
        if tree is None:
            return Loaded(None, None, faults)
        files = [path.removeprefix(f"{folder}/") for path in self.world.files(folder)]
        dossier, more = validate(tree, self.project.schemes, self.project.audiences, files)
        faults = (*faults, *more)
        sound = not any(fault.severity is Severity.ERROR for fault in faults)
        return Loaded(tree, dossier if sound else None, faults)

    def language(self, name: str) -> str:
        """Return the dossier's own language."""
        dossier = self.dossier(name).dossier
        return dossier.language if dossier is not None else "en"

    def documents(self, choice: Choice) -> tuple[Document, ...]:
        """Return the documents that the project and the command line ask for."""
        wanted = choice.dossiers or self.dossier_names()
        languages = {
            name: self.language(name) if name in wanted else "en" for name in self.dossier_names()
        }
        return matrix(self.project, languages, kinds(self.templates), choice)

    def template(self, name: str) -> tuple[Template | None, tuple[Diagnostic, ...]]:
        """Return a kind of document, with the faults of its `template.yaml`."""
        if name not in self.kinds:
            self.kinds[name] = read_template(name, self.templates)
        return self.kinds[name]

    def template_digest(self, path: str) -> str:
        """Return the sha256 of a template file that was used."""
        texts = {found.path: found.text for found in self.templates.values()}
        return hashlib.sha256(texts[path].encode()).hexdigest()

    def view(self, document: Document) -> tuple[View | None, tuple[Diagnostic, ...]]:
        """Return what the document's audience may see of its dossier."""
        key = (document.dossier, document.audience, document.language)
        if key not in self.views:
            loaded = self.dossier(document.dossier)
            if loaded.dossier is None or loaded.tree is None:
                return None, ()
            reader = Reader(
                document.audience, self.project.audiences[document.audience], document.language
            )
            self.views[key] = select(
                loaded.dossier, loaded.tree, reader, self.project.schemes, self.world.now()
            )
        return self.views[key]

    def compose(
        self, document: Document, layout: Layout = Layout()
    ) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
        """Return the document as a Job."""
        view, faults = self.view(document)
        template, more = self.template(document.template)
        if view is None or template is None:
            return None, (*faults, *more)
        audience = self.project.audiences[document.audience]
        label = audience.label.choose(document.language, "en").source if audience.label else None
        materials = Materials(
            schemes=self.project.schemes,
            fonts=lambda cjk: font_files(cjk=cjk),
            read_file=lambda path: self.world.read(f"{self.folder(document.dossier)}/{path}"),
            paper=document.paper,
            audience_label=label or document.audience,
            versions=output_versions(),
        )
        composition, composed = compose(view, template, materials, layout)
        return composition, (*faults, *more, *composed)


def open_session(world: World, builtin: World) -> tuple[Session | None, tuple[Diagnostic, ...]]:
    """Return a session over a project, None when `briefgen.yaml` has a fault."""
    project, faults = read_project(world)
    if project is None:
        return None, faults
    return Session(world, project, read_files(world, project.file.templates, builtin), builtin), faults


def check_documents(session: Session, documents: tuple[Document, ...]) -> Iterator[Diagnostic]:
    """Yield everything that can be found without rendering, each fault once."""
    seen = set()
    for name in dict.fromkeys(document.dossier for document in documents):
        yield from session.dossier(name).diagnostics
    for document in documents:
        for fault in session.compose(document)[1]:
            if fault not in seen:
                seen.add(fault)
                yield fault


def build_documents(
    session: Session,
    documents: tuple[Document, ...],
    output: Path,
    report: Callable[[Built], None],
) -> tuple[Built, ...]:
    """Build documents and write each as it is done, the manifest last.

    A document with an error is not written; what an earlier build left in its place stays.
    """
    built = []
    for document in documents:
        result = _build(session, document, output)
        report(result)
        built.append(result)
    entries = [result.entry for result in built if result.entry is not None]
    if entries:
        write_manifest(output, _project_entry(session), entries)
    return tuple(built)


def _build(session: Session, document: Document, output: Path) -> Built:
    start = time.perf_counter()
    composition, rendered, found = _fitted(session, document)
    if composition is None:
        return Built(document, diagnostics=found)
    pages = rendered["pdf"].pages if "pdf" in rendered else 0
    if any(fault.severity is Severity.ERROR for fault in found):
        return Built(document, pages=pages, diagnostics=found)
    outputs = tuple(
        write_file(output, f"{document.stem}.{_ENDINGS[name]}", result.content, name)
        for name, result in rendered.items()
    )
    seconds = time.perf_counter() - start
    entry = _document_entry(session, document, composition, pages, outputs, found)
    return Built(document, outputs, pages, seconds, found, entry)


def _fitted(
    session: Session, document: Document
) -> tuple[Composition | None, dict[str, Rendered], tuple[Diagnostic, ...]]:
    """Return the document in each of its formats, laid out so that it fits if it can."""
    template, faults = session.template(document.template)
    if template is None:
        return None, {}, faults
    layout: Layout | None = Layout()
    while layout is not None:
        chosen = layout
        composition, faults = session.compose(document, chosen)
        if composition is None:
            return None, {}, faults
        rendered = {}
        layout = None
        if "pdf" in document.formats:
            rendered["pdf"] = RENDERERS["pdf"](composition.job)
            layout = next_layout(chosen, rendered["pdf"], template.file.pages)
    for name in document.formats:
        if name not in rendered:
            rendered[name] = RENDERERS[name](composition.job)
    found = [*faults, *(fault for name in rendered for fault in rendered[name].diagnostics)]
    if "pdf" in rendered:
        found += _budget_faults(document, template, rendered["pdf"])
    return composition, {name: rendered[name] for name in document.formats}, tuple(found)


_ENDINGS = {"pdf": "pdf", "markdown": "md", "html": "html"}


def _budget_faults(
    document: Document, template: Template, rendered: Rendered
) -> Iterator[Diagnostic]:
    budget, pages = template.file.pages, rendered.pages
    if budget.max is not None and pages > budget.max:
        over = [name.removeprefix("part-") for name, page in rendered.part_pages if page > budget.max]
        last = f"; on the pages too many stand {', '.join(over)}" if over else ""
        yield Diagnostic(
            "BG620",
            f"{document.name} has {pages} pages, at most {budget.max} are allowed",
            notes=(f"the last part that begins within the limit runs over{last}",),
            help="shorten it, mark items `depth: full`, or raise `pages.max` in "
            f"templates/{document.template}/template.yaml",
        )
    elif pages < budget.min:
        yield Diagnostic(
            "BG621",
            f"{document.name} has {pages} page{'s' * (pages > 1)}, its kind has at least {budget.min}",
            help="add the parts that are missing, or choose a shorter kind",
        )


def _project_entry(session: Session) -> dict[str, Any]:
    from briefgen import __version__

    revision = session.world.revision()
    return {
        "briefgen": __version__,
        "revision": None
        if revision is None
        else {"commit": revision.commit, "clean": revision.is_clean},
        "versions": dict(output_versions()),
        "inputs": dict(sorted(session.world.reads.items())),
    }


def _document_entry(
    session: Session,
    document: Document,
    composition: Composition,
    pages: int,
    outputs: tuple[Output, ...],
    diagnostics: tuple[Diagnostic, ...],
) -> dict[str, Any]:
    """Return what the manifest says of a document: nothing that its audience may not know."""
    view, _ = session.view(document)
    if view is None:
        raise AssertionError(document.name)
    digests = {
        (family, record.id): digest_of(record) for family, items in view.families for record in items
    }
    shown: dict[str, dict[str, str]] = {}
    for family, identifier in sorted(composition.shown):
        if (family, identifier) in digests:
            shown.setdefault(family, {})[identifier] = digests[family, identifier]
    schemes = session.project.schemes
    return {
        "name": document.name,
        "dossier": document.dossier,
        "template": document.template,
        "audience": document.audience,
        "language": document.language,
        "paper": document.paper,
        "marking": [label for label, _ in schemes.describe(composition.marking)],
        "pages": pages,
        "layout": {
            "tightness": composition.layout.tightness,
            "moved_to_main": sorted(composition.layout.in_main),
        },
        "job": composition.job.digest,
        "inputs": {
            "items": shown,
            "templates": {
                path: session.template_digest(path) for path in composition.template_files
            },
            "files": {asset.name: asset.sha256 for asset in composition.job.assets},
            "fonts": {font.filename: font.sha256 for font in composition.job.fonts},
        },
        "not_shown": {
            "by_audience": _by_family(view, "audience"),
            "by_depth": _by_family(view, "depth"),
            "by_limit": _grouped(composition.left_out),
            "withheld": dict(view.restricted),
        },
        "warnings": sorted({fault.code for fault in diagnostics}),
        "outputs": [output.as_json() for output in outputs],
    }


def _by_family(view: View, reason: str) -> dict[str, list[str]]:
    return _grouped((w.family, w.identifier) for w in view.withheld if w.reason == reason)


def _grouped(names: Any) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for family, identifier in sorted(names):
        grouped.setdefault(family, []).append(identifier)
    return grouped
