"""Turn a located tree into a Dossier, or say every fault that keeps it from being one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from briefgen.diagnostics import Diagnostic, Severity, Span, did_you_mean
from briefgen.located import find
from briefgen.model.base import Item, LocalText
from briefgen.model.decisions import Risk
from briefgen.model.dossier import FAMILIES, Dossier, Heading
from briefgen.model.evidence import Claim, Discrepancy
from briefgen.model.markings import MarkingError, Schemes
from briefgen.model.walk import local_texts, references
from briefgen.model.yardsticks import YARDSTICKS, rung
from briefgen.prose import find_citations, prose_faults
from briefgen.schema_faults import check, salvage
from briefgen.source_tree import SourceTree

__all__ = ["validate"]


def validate(
    tree: SourceTree, schemes: Schemes, audiences: Iterable[str], files: Iterable[str]
) -> tuple[Dossier | None, tuple[Diagnostic, ...]]:
    """Return the checked dossier, None when an error was found, with every fault.

    `audiences` are the names that the project declares, `files` the paths inside the dossier's
    folder that exist.
    """
    heading, faults = check(
        Heading, tree.heading, owner="the dossier", owner_span=tree.heading_span()
    )
    found = list(faults)
    items: dict[str, dict[str, Item]] = {}
    for family, sources in tree.items.items():
        items[family] = {}
        for identifier, source in sources.items():
            owner = f"{_singular(family)} `{identifier}`"
            item, faults = check(
                FAMILIES[family], source.entry.value, owner=owner, owner_span=source.span()
            )
            found.extend(faults)
            items[family][identifier] = item or salvage(FAMILIES[family], source.entry.value)
    inspector = _Inspector(tree, schemes, tuple(audiences), frozenset(files), heading)
    if heading is not None:
        found.extend(inspector.heading_faults(heading))
    for family, members in items.items():
        for identifier, item in members.items():
            found.extend(inspector.item_faults(family, identifier, item))
    found.extend(_identifier_faults(tree))
    if heading is None or any(fault.severity is Severity.ERROR for fault in found):
        return None, tuple(found)
    fields: dict[str, Any] = {name: getattr(heading, name) for name in Heading.model_fields}
    fields |= items
    return Dossier.model_construct(**fields), tuple(found)


def _singular(family: str) -> str:
    irregular = {"discrepancies": "discrepancy", "criteria": "criterion"}
    return irregular.get(family, family.removesuffix("s").replace("_", " "))


def _identifier_faults(tree: SourceTree) -> Iterator[Diagnostic]:
    import re

    from briefgen.model.base import ID_PATTERN

    for family, sources in tree.items.items():
        for identifier, source in sources.items():
            if not re.match(ID_PATTERN, identifier):
                yield Diagnostic(
                    "BG106",
                    f"`{identifier}` cannot be an id of the {family}",
                    source.span(),
                    help="use letters, digits and - _ . : and begin with a letter or digit",
                )


_PICTURES = (".png", ".jpg", ".jpeg", ".svg")
"""Anything else could carry a whole file of the dossier into a document."""


class _Inspector:
    """What pydantic cannot see: references, markings, prose, words of the yardstick."""

    def __init__(
        self,
        tree: SourceTree,
        schemes: Schemes,
        audiences: tuple[str, ...],
        files: frozenset[str],
        heading: Heading | None,
    ) -> None:
        self.tree = tree
        self.schemes = schemes
        self.audiences = audiences
        self.files = files
        self.heading = heading

    def heading_faults(self, heading: Heading) -> Iterator[Diagnostic]:
        for name in ("marking", "floor_marking"):
            labels = getattr(heading, name)
            if labels is not None:
                yield from self._marking_faults(labels, self.tree.heading_span(name))
        for path, text in local_texts(heading):
            yield from self._text_faults(text, self.tree.heading_span(*path))

    def item_faults(self, family: str, identifier: str, item: Item) -> Iterator[Diagnostic]:
        source = self.tree.items[family][identifier]
        if item.marking is not None:
            yield from self._marking_faults(item.marking, source.span("marking"))
        for index, audience in enumerate(item.audiences or ()):
            if audience not in self.audiences:
                yield _unknown(
                    "BG402", "audience", audience, source.span("audiences", index), self.audiences
                )
        for path, ref, target in references(item):
            if target not in self.tree.items[ref.family]:
                code = "BG201" if ref.family == "sources" else "BG110"
                known = self.tree.items[ref.family]
                # the keys of a mapping may be ids too
                is_key = path[-1] == target
                span = source.key_span(*path) if is_key else source.span(*path)
                yield _unknown(code, _singular(ref.family), target, span, known)
        for path, text in local_texts(item):
            yield from self._text_faults(text, source.span(*path))
        yield from self._own_faults(item, source.span)

    def _own_faults(self, item: Item, span: Any) -> Iterator[Diagnostic]:
        likelihood = getattr(item, "likelihood", None)
        if isinstance(item, Claim | Risk) and likelihood is not None and self.heading:
            yardstick = self.heading.yardstick
            if rung(yardstick, likelihood) is None:
                words = [word for step in YARDSTICKS[yardstick] for word in step.words]
                yield _unknown(
                    "BG301",
                    f"likelihood of {yardstick.value}",
                    likelihood,
                    span("likelihood"),
                    words,
                )
        if isinstance(item, Discrepancy) and item.claims is not None and len(item.claims) < 2:
            yield Diagnostic(
                "BG303",
                "a discrepancy needs two claims that differ",
                span("claims"),
                help="name the claims of both sides",
            )
        file = getattr(item, "file", None)
        if isinstance(file, str):
            yield from self._file_faults(file, span("file"))

    def _file_faults(self, file: str, span: Span) -> Iterator[Diagnostic]:
        if ".." in PurePosixPath(file).parts or file.startswith("/"):
            yield Diagnostic(
                "BG107",
                f"`{file}` leads out of the dossier's folder",
                span,
                help="put the file into `figures/` and name it from the dossier's folder down",
            )
        elif PurePosixPath(file).suffix.lower() not in _PICTURES:
            yield Diagnostic(
                "BG107",
                f"`{file}` is no picture that can be printed",
                span,
                help="use PNG, JPEG or SVG",
            )
        elif file not in self.files:
            near = did_you_mean(file, self.files)
            yield Diagnostic(
                "BG107",
                f"there is no file `{file}`",
                span,
                help=near or "put it into the dossier's `figures/` folder",
            )

    def _marking_faults(self, labels: str | tuple[str, ...], span: Span) -> Iterator[Diagnostic]:
        if not labels:
            known = ", ".join(f"`{label}`" for label in self.schemes.labels)
            yield Diagnostic("BG401", "a marking needs a label", span, help=f"known are {known}")
            return
        try:
            self.schemes.parse(labels)
        except MarkingError as error:
            yield _unknown("BG401", "marking", error.label, span, error.known)

    def _text_faults(self, text: LocalText, span: Span) -> Iterator[Diagnostic]:
        language = self.heading.language if self.heading else "en"
        lines = self.tree.lines(span.path)
        for version in text.texts(language):
            for fault in prose_faults(version):
                place = find(lines, span, fault.token) if fault.token else span
                yield Diagnostic(fault.code, fault.message, place, help=fault.help)
            for citation in find_citations(version):
                if citation.key not in self.tree.items["sources"]:
                    place = find(lines, span, f"@{citation.key}")
                    known = self.tree.items["sources"]
                    yield _unknown("BG201", "source", citation.key, place, known)


def _unknown(
    code: str, noun: str, word: str, span: Span, known: Iterable[str] | Mapping[str, Any]
) -> Diagnostic:
    names = list(known)
    near = did_you_mean(word, names)
    listed = ", ".join(f"`{name}`" for name in names[:12]) + (", …" if len(names) > 12 else "")
    fallback = f"known are {listed}" if names else f"there is none yet: add the {noun}"
    return Diagnostic(code, f"unknown {noun} `{word}`", span, help=near or fallback)
