"""The documents of invented projects, by both pairs of standards, with their verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from invented_dossiers import (
    AUDIENCES,
    KINDS,
    LANGUAGES,
    combined_project,
    languages_project,
    long_project,
)

from briefgen.diagnostics import Severity
from briefgen.job import Job
from briefgen.making import make_document
from briefgen.model.project import PdfStandard
from briefgen.project import Choice, Document
from briefgen.render.pdf import render
from briefgen.session import open_session
from briefgen.world import DiskWorld, MemoryWorld, World, builtin_world

__all__ = [
    "COMBINED",
    "FLAVOURS",
    "INVENTED",
    "LONG",
    "Drawn",
    "Judged",
    "drawn",
    "judged_combinations",
    "judged_projects",
]

CHOICE = Choice()
PAPERS = ("A4", "Letter")
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Drawn:
    """One document of an invented project."""

    job: Job
    pages: int
    content: Mapping[str, bytes]
    """The PDF by the name of the standard."""


def drawn(
    world: World, standards: tuple[str, ...] = tuple(PdfStandard), choice: Choice = CHOICE
) -> Iterator[tuple[Document, Drawn]]:
    """Yield the documents of a project, each by every standard asked for."""
    session, faults = open_session(world, builtin_world())
    assert session is not None, faults
    for document in session.documents(choice):
        made = make_document(session, document)
        errors = [one for one in made.diagnostics if one.severity is Severity.ERROR]
        # How many pages there may be is the kind's affair: what has too many is read aloud too.
        assert {one.code for one in errors} <= {"BG620"}, errors
        assert made.composition is not None, made.diagnostics
        job = made.composition.job
        content = {"ua1-a3a": made.rendered["pdf"].content}
        for standard in standards:
            if standard not in content:
                content[standard] = render(replace(job, standard=standard)).content
        yield document, Drawn(job, made.pages, content)


@dataclass(frozen=True)
class Judged:
    """One invented document by one standard."""

    job: Job
    pages: int
    content: bytes
    verdict: Mapping[str, tuple[str, ...]]
    """The rules that it breaks, by flavour."""


FLAVOURS = {"ua1-a3a": ("3a", "ua1"), "ua2-a4f": ("4f", "ua2")}
LONG = ("backgrounder-long", "register-long")
INVENTED = [
    *(f"{kind}-{language}" for language, words in LANGUAGES.items() for kind in words.kinds),
    *LONG,
]
"""The names of the invented documents."""
EXAMPLE = "tokyo-liaison-office"
COMBINED = [
    "/".join(parts)
    for parts in (
        *product((EXAMPLE,), KINDS, ("public", "partner", "staff", "principal"), ("en",), PAPERS),
        *(
            (language, kind, audience, language, paper)
            for language, kind, audience, paper in product(LANGUAGES, KINDS, AUDIENCES, PAPERS)
        ),
    )
]
"""Dossier, kind, audience, language and paper of each combination."""


def judged_projects(verapdf: Callable[..., Any], scratch: Path) -> dict[str, Judged]:
    """Return each invented document by name and standard: `timeline-en ua1-a3a`."""
    documents = {
        f"{document.template}-{document.language}": made
        for document, made in drawn(MemoryWorld(languages_project()))
    }
    long = MemoryWorld(long_project(sections=46, paragraphs=5, events=300))
    documents |= {f"{document.template}-long": made for document, made in drawn(long, ("ua1-a3a",))}
    return _judged(documents, verapdf, scratch)


def judged_combinations(verapdf: Callable[..., Any], scratch: Path) -> dict[str, Judged]:
    """Return each kind of document, for each audience, in each language, on each paper."""
    documents = {
        f"{document.name}/{paper}": made
        for world in (DiskWorld(ROOT), MemoryWorld(combined_project()))
        for paper in PAPERS
        for document, made in drawn(world, choice=Choice(paper=paper))
    }
    return _judged(documents, verapdf, scratch)


def _judged(
    documents: Mapping[str, Drawn], verapdf: Callable[..., Any], scratch: Path
) -> dict[str, Judged]:
    """Return documents with their verdicts, by name and standard."""
    judged = {}
    for standard, flavours in FLAVOURS.items():
        chosen = {n: made for n, made in documents.items() if standard in made.content}
        files = {name: name.replace("/", ".") for name in chosen}
        contents = {files[name]: made.content[standard] for name, made in chosen.items()}
        verdicts = verapdf(contents, scratch, flavours)
        for name, made in chosen.items():
            content, verdict = made.content[standard], dict(verdicts[files[name]])
            judged[f"{name} {standard}"] = Judged(made.job, made.pages, content, verdict)
    return judged
