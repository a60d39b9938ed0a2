"""`briefgen.yaml` + options → a frozen Project and its matrix of documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen.diagnostics import Diagnostic, Severity, Span, did_you_mean
from briefgen.errors import NothingMatchedError, UsageError
from briefgen.load import characters, yaml
from briefgen.load.names import look_alikes
from briefgen.located import Mapping as MappingNode
from briefgen.located import Node, Scalar, at
from briefgen.model.markings import TLP, Scheme, Schemes
from briefgen.model.project import Audience, DocumentRule, OutputFormat, ProjectFile
from briefgen.model.shapes import LANGUAGE_PATTERN
from briefgen.project_faults import file_faults, misleading
from briefgen.schema_faults import check, salvage
from briefgen.world import World

__all__ = [
    "PROJECT_FILE",
    "Choice",
    "Document",
    "Project",
    "find_root",
    "kinds_asked_for",
    "matrix",
    "read_project",
    "rule_faults",
]

PROJECT_FILE = "briefgen.yaml"


@dataclass(frozen=True, slots=True)
class Project:
    """What `briefgen.yaml` says, checked."""

    file: ProjectFile
    schemes: Schemes
    node: Node
    """The file as it was written, for the places of faults."""

    @property
    def audiences(self) -> Mapping[str, Audience]:
        """The declared audiences by name."""
        return self.file.audiences


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the matrix."""

    dossier: str
    template: str
    audience: str
    language: str
    paper: str = "A4"
    formats: tuple[str, ...] = ("pdf", "markdown")
    portion_marks: bool = False
    """Whether each item and paragraph carries its own marking."""
    twin: bool = False
    """Whether its PDF carries its View as JSON."""

    @property
    def name(self) -> str:
        """`dossier/template/audience/language`, unique in a project."""
        return f"{self.dossier}/{self.template}/{self.audience}/{self.language}"

    @property
    def stem(self) -> str:
        """The output's path below `output/`, without an ending.

        Why: a folder an audience, so that what goes to one reader can be handed over whole.
        """
        return f"{self.audience}/{self.dossier}.{self.template}.{self.language}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line narrows the matrix to; empty means all."""

    dossiers: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[OutputFormat, ...] = ()
    paper: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it leaves out no document."""
        return not (self.dossiers or self.templates or self.audiences or self.languages)


def find_root(start: Path) -> Path:
    """Return the nearest folder from `start` upwards that holds a `briefgen.yaml`.

    Raises: UsageError when there is none.
    """
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise UsageError(
        f"no {PROJECT_FILE} here or in a folder above",
        help="change to a project's folder, or begin one: briefgen new project my-briefs",
    )


def read_project(world: World) -> tuple[Project | None, tuple[Diagnostic, ...]]:
    """Return the project, None when `briefgen.yaml` has an error, with every fault."""
    text, faults = characters.decode(world.read(PROJECT_FILE), PROJECT_FILE)
    if text is None:
        return None, faults
    node, more = yaml.parse(text, PROJECT_FILE)
    found = [*faults, *more, *misleading(text, PROJECT_FILE)]
    if node is None:
        return None, tuple(found)
    if isinstance(node, Scalar) and node.value is None:
        node = MappingNode((), node.span)
    file, faults = check(ProjectFile, node, owner=PROJECT_FILE, owner_span=Span(PROJECT_FILE))
    found += faults
    if file is None:
        rough = salvage(ProjectFile, node)
        return None, (*found, *file_faults(rough, _schemes(rough), node))
    schemes = _schemes(file)
    found += file_faults(file, schemes, node)
    has_errors = any(fault.severity is Severity.ERROR for fault in found)
    return (None if has_errors else Project(_tidied(file), schemes, node)), tuple(found)


def _tidied(file: ProjectFile) -> ProjectFile:
    """Return the file with its folders written in one way: no `./` before, no `/` after."""
    folders = {name: str(PurePosixPath(getattr(file, name))) for name in ("content", "templates")}
    return file.model_copy(update=folders)


def _schemes(file: ProjectFile) -> Schemes:
    own = tuple(
        Scheme(name, scheme.levels, scheme.colours, scheme.abbreviations)
        for name, scheme in file.marking_schemes.items()
    )
    names = {scheme.name for scheme in own}
    groups = tuple((name, frozenset(members)) for name, members in file.groups.items())
    known = own if TLP.name in names else (TLP, *own)
    return Schemes(known, tuple(file.caveats.items()), groups)


def rule_faults(
    project: Project, dossiers: Iterable[str], kinds: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield each dossier and template that `documents` names and that does not exist.

    And dossiers whose documents would be the same files where capitals do not count.
    """
    dossiers = tuple(dossiers)
    for name, first in look_alikes(dossiers):
        if name.casefold() == first.casefold():
            message = f"the dossiers `{first}` and `{name}` differ only in capitals"
            span = Span(f"{project.file.content}/{name}/dossier.yaml")
            yield Diagnostic("BG021", message, span, help="give one of them another name")
    for index, rule in enumerate(project.file.documents):
        for field, names, known in (
            ("dossiers", rule.dossiers, ("*", *dossiers)),
            ("templates", rule.templates, tuple(kinds)),
        ):
            for place, name in enumerate(names):
                if name not in known:
                    noun = field.removesuffix("s")
                    yield Diagnostic(
                        "BG512",
                        f"there is no {noun} `{name}`",
                        at(project.node, ("documents", index, field, place)),
                        help=did_you_mean(name, known) or f"there is {', '.join(known)}",
                    )


def matrix(
    project: Project, languages: Mapping[str, str], kinds: Iterable[str], choice: Choice
) -> tuple[Document, ...]:
    """Return the documents to build, each once, a dossier's together, in the order of their files.

    `languages` gives each dossier's own language, `kinds` the templates that exist.
    Raises: UsageError for a name that the project does not know; NothingMatchedError when nothing
    is left.
    """
    kinds = tuple(kinds)
    _check_names("dossier", choice.dossiers, languages)
    _check_names("template", choice.templates, kinds)
    _check_names("audience", choice.audiences, project.audiences)
    for tag in choice.languages:
        if re.fullmatch(LANGUAGE_PATTERN, tag) is None:
            raise UsageError(f"`{tag}` is no language", help="write a tag such as `en` or `ja`")
    documents: dict[str, Document] = {}
    for rule in (*project.file.documents, *_extra_rules(project, choice)):
        for document in _rule_documents(project, rule, languages, choice):
            documents[document.name] = document
    if not languages:
        raise NothingMatchedError(
            f"there is no dossier in `{project.file.content}/`",
            help="begin one: briefgen new dossier my-subject",
        )
    if not documents:
        raise NothingMatchedError(
            "no document matches", help="`briefgen list` shows every document of this project"
        )
    return tuple(sorted(documents.values(), key=lambda document: (document.dossier, document.stem)))


def _extra_rules(project: Project, choice: Choice) -> Iterator[DocumentRule]:
    """Yield a rule for each kind that the command line names and `documents` does not.

    Such a kind is built as the first rule says: a new template can be tried at once.
    """
    named = {template for rule in project.file.documents for template in rule.templates}
    extra = tuple(template for template in choice.templates if template not in named)
    if extra and project.file.documents:
        yield project.file.documents[0].model_copy(update={"templates": extra})


def kinds_asked_for(project: Project, dossier: str, audience: str) -> tuple[str, ...]:
    """Return the kinds of document that a project makes of a dossier for an audience."""
    return tuple(
        dict.fromkeys(
            template
            for rule in project.file.documents
            if _narrowed(rule.dossiers, (dossier,), (dossier,))
            and _narrowed(rule.audiences, (audience,), (audience,))
            for template in rule.templates
        )
    )


def _rule_documents(
    project: Project, rule: DocumentRule, languages: Mapping[str, str], choice: Choice
) -> Iterator[Document]:
    file = project.file
    formats = choice.formats or rule.to or file.to
    paper = choice.paper or (rule.paper or file.paper).value
    templates = _narrowed(rule.templates, (), choice.templates)
    for dossier in _narrowed(rule.dossiers, tuple(languages), choice.dossiers):
        for template in templates:
            for audience in _narrowed(rule.audiences, tuple(file.audiences), choice.audiences):
                own = rule.languages or (languages[dossier],)
                reader, marks, twin = file.audiences[audience], rule.portion_marks, rule.twin
                for language in choice.languages or own:
                    yield Document(
                        dossier,
                        template,
                        audience,
                        language,
                        paper,
                        tuple(dict.fromkeys(f.value for f in formats)),
                        reader.portion_marks if marks is None else marks,
                        reader.twin if twin is None else twin,
                    )


def _narrowed(
    wanted: tuple[str, ...], everything: tuple[str, ...], chosen: tuple[str, ...]
) -> tuple[str, ...]:
    """Return what a rule names, cut down to what the command line chose."""
    names = everything if "*" in wanted else wanted
    return tuple(name for name in names if not chosen or name in chosen)


def _check_names(noun: str, names: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(known)
    for name in names:
        if name not in known:
            near = did_you_mean(name, known)
            listed = ", ".join(known) or "none"
            raise UsageError(f"unknown {noun} `{name}`", help=near or f"there is: {listed}")
