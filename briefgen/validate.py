"""Turn a located tree into a Dossier, or say every fault that keeps it from being one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from briefgen.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean
from briefgen.likelihood import word_help
from briefgen.load import characters
from briefgen.load.names import is_relative, look_alikes
from briefgen.located import find
from briefgen.marking_faults import marking_faults
from briefgen.model.base import Item, LocalText, MarkingAxes
from briefgen.model.decisions import Risk
from briefgen.model.dossier import FAMILIES, Dossier, Heading
from briefgen.model.evidence import Claim, Discrepancy
from briefgen.model.markings import MarkingError, Schemes, WrittenMarking
from briefgen.model.walk import local_texts, references
from briefgen.model.yardsticks import rung
from briefgen.prose import find_citations, meant_otherwise, prose_faults
from briefgen.schema_faults import check, salvage
from briefgen.source_tree import SourceTree

__all__ = ["validate"]

Owner = tuple[str, str]
"""(family, id) of an item."""


def validate(
    tree: SourceTree, schemes: Schemes, audiences: Iterable[str], files: Iterable[str]
) -> tuple[Dossier | None, tuple[Diagnostic, ...]]:
    """Return the checked dossier, with every fault; None when its own fields have errors.

    With errors in items it holds the sound ones that refer to sound ones only: good enough to look
    for more faults, never to build from.

    `audiences` are the names that the project declares, `files` the paths inside the dossier's
    folder that exist.
    """
    heading, faults = check(
        Heading, tree.heading, owner="the dossier", owner_span=tree.heading_span()
    )
    found = list(faults)
    items: dict[str, dict[str, Item]] = {}
    unsound: set[Owner] = set()
    for family, sources in tree.items.items():
        items[family] = {}
        for identifier, source in sources.items():
            owner = f"{_singular(family)} `{identifier}`"
            item, faults = check(
                FAMILIES[family], source.entry.value, owner=owner, owner_span=source.span()
            )
            found.extend(faults)
            if item is None:
                unsound.add((family, identifier))
            items[family][identifier] = item or salvage(FAMILIES[family], source.entry.value)
    inspector = _Inspector(tree, schemes, tuple(audiences), frozenset(files), heading)
    if heading is not None:
        for name, fault in inspector.heading_faults(heading):
            found.append(fault)
            if fault.severity is Severity.ERROR:
                unsound.add(("", name))
    for family, members in items.items():
        for identifier, item in members.items():
            faults = tuple(inspector.item_faults(family, identifier, item))
            found.extend(faults)
            if any(fault.severity is Severity.ERROR for fault in faults):
                unsound.add((family, identifier))
    found.extend(_identifier_faults(tree))
    left_out = _left_out(unsound, inspector.uses)
    bad_fields = {name for family, name in left_out if not family}
    if heading is None or any(Heading.model_fields[name].is_required() for name in bad_fields):
        return None, tuple(found)
    fields: dict[str, Any] = {
        name: None if name in bad_fields else getattr(heading, name)
        for name in Heading.model_fields
    }
    for family, members in items.items():
        fields[family] = {
            identifier: item
            for identifier, item in members.items()
            if (family, identifier) not in left_out
        }
    return Dossier.model_construct(**fields), tuple(found)


def _left_out(unsound: set[Owner], uses: Mapping[Owner, set[Owner]]) -> set[Owner]:
    """Return the unsound items and all that refer to them, directly or through others."""
    users: dict[Owner, list[Owner]] = {}
    for user, used in uses.items():
        for owner in used:
            users.setdefault(owner, []).append(user)
    left_out, waiting = set(unsound), list(unsound)
    while waiting:
        for user in users.get(waiting.pop(), ()):
            if user not in left_out:
                left_out.add(user)
                waiting.append(user)
    return left_out


def _singular(family: str) -> str:
    irregular = {"discrepancies": "discrepancy", "criteria": "criterion"}
    return irregular.get(family, family.removesuffix("s").replace("_", " "))


def _identifier_faults(tree: SourceTree) -> Iterator[Diagnostic]:
    import re

    from briefgen.model.shapes import ID_PATTERN

    for family, sources in tree.items.items():
        for identifier, source in sources.items():
            if not re.fullmatch(ID_PATTERN, identifier):
                yield Diagnostic(
                    "BG106",
                    f"`{identifier}` cannot be an id of the {family}",
                    source.span(),
                    help="use letters, digits and - _ . : and begin with a letter or digit",
                )
        for identifier, first in look_alikes(sources):
            yield Diagnostic(
                "BG108",
                f"`{identifier}` looks like another id of the {family}",
                sources[identifier].span(),
                related=(Related(sources[first].span(), "the other one"),),
                help="give one of them another id, or join the two items",
            )


_MOST = 100
"""Faults of a kind that are shown for one text: each is looked for in it from its beginning."""
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
        self.uses: dict[Owner, set[Owner]] = {}
        """Item → what it refers to; a field of the dossier itself has no family."""
        self._lines: dict[str, tuple[str, ...]] = {}

    def heading_faults(self, heading: Heading) -> Iterator[tuple[str, Diagnostic]]:
        """Yield (field, fault)."""
        for name in ("marking", "floor_marking"):
            marking = getattr(heading, name)
            if marking is not None:
                place = partial(self.tree.heading_span, name)
                for fault in self._marking_faults(marking, place, is_whole=name == "marking"):
                    yield name, fault
        for path, text in local_texts(heading):
            name = str(path[0])
            place = partial(self.tree.heading_span, *path)
            for fault in self._text_faults(text, place, ("", name)):
                yield name, fault

    def item_faults(self, family: str, identifier: str, item: Item) -> Iterator[Diagnostic]:
        source = self.tree.items[family][identifier]
        if item.marking is not None:
            yield from self._marking_faults(item.marking, partial(source.span, "marking"))
        for index, audience in enumerate(item.audiences or ()):
            if audience not in self.audiences:
                yield _unknown(
                    "BG402", "audience", audience, source.span("audiences", index), self.audiences
                )
        owner = (family, identifier)
        for path, ref, target in references(item):
            self.uses.setdefault(owner, set()).add((ref.family, target))
            if target not in self.tree.items[ref.family]:
                code = "BG201" if ref.family == "sources" else "BG110"
                known = self._known(ref.family)
                # the keys of a mapping may be ids too
                is_key = path[-1] == target
                span = source.key_span(*path) if is_key else source.span(*path)
                yield _unknown(code, _singular(ref.family), target, span, known)
        for path, text in local_texts(item):
            yield from self._text_faults(text, partial(source.span, *path), owner)
        yield from self._own_faults(item, source.span)

    def _own_faults(self, item: Item, span: Any) -> Iterator[Diagnostic]:
        likelihood = getattr(item, "likelihood", None)
        if isinstance(item, Claim | Risk) and likelihood is not None and self.heading:
            yardstick = self.heading.yardstick
            if rung(yardstick, likelihood) is None:
                language = self.heading.language
                yield Diagnostic(
                    "BG301",
                    f"unknown likelihood of {yardstick.value} `{likelihood}`",
                    span("likelihood"),
                    help=word_help(likelihood, yardstick, language),
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
        if not is_relative(file):
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

    def _marking_faults(
        self, marking: WrittenMarking, place: Callable[..., Span], *, is_whole: bool = False
    ) -> Iterator[Diagnostic]:
        """Yield the faults of a marking; `is_whole` where nothing else says what it does not."""
        yield from marking_faults(self.schemes.problems(marking), lambda path: place(*path))
        is_by_axes = isinstance(marking, MarkingAxes)
        level = marking.level if isinstance(marking, MarkingAxes) else marking
        if level == () or (level is None and is_whole):
            why = "a marking needs a label"
            missing = MarkingError("marking", "", self.schemes.labels, (), why)
            span = place("level") if is_by_axes else place()
            yield from marking_faults((missing,), lambda _path: span)

    def _text_faults(
        self, text: LocalText, span: Callable[[], Span], owner: Owner
    ) -> Iterator[Diagnostic]:
        """Yield the faults of a text; `span` gives its place, which few texts are asked for."""
        language = self.heading.language if self.heading else "en"
        for version in text.texts(language):
            for fault in islice(prose_faults(version), _MOST):
                place = self._place(span(), fault.token)
                yield Diagnostic(fault.code, fault.message, place, help=fault.help)
            for meant in islice(meant_otherwise(version), _MOST):
                if characters.check_value(meant.around, span(), written=version.source):
                    place = self._place(span(), meant.token)
                    yield from characters.check_value(meant.text, place, written=version.source)
            cited = dict.fromkeys(citation.key for citation in find_citations(version))
            self.uses.setdefault(owner, set()).update(("sources", key) for key in cited)
            unknown = [key for key in cited if key not in self.tree.items["sources"]]
            for key in unknown[:_MOST]:
                place = self._place(span(), f"@{key}")
                yield _unknown("BG201", "source", key, place, self._known("sources"))

    def _known(self, family: str) -> tuple[str, ...]:
        """Return the ids of a family, for sources also those that only an export has."""
        offered = self.tree.offered if family == "sources" else ()
        return (*self.tree.items[family], *offered)

    def _place(self, span: Span, token: str) -> Span:
        """Return where a token stands within a span."""
        if span.path not in self._lines:
            self._lines[span.path] = self.tree.lines(span.path)
        return find(self._lines[span.path], span, token)


def _unknown(
    code: str, noun: str, word: str, span: Span, known: Iterable[str] | Mapping[str, Any]
) -> Diagnostic:
    names = list(known)
    near = did_you_mean(word, names)
    listed = ", ".join(f"`{name}`" for name in names[:12]) + (", …" if len(names) > 12 else "")
    fallback = f"known are {listed}" if names else f"there is none yet: add the {noun}"
    return Diagnostic(code, f"unknown {noun} `{word}`", span, help=near or fallback)
