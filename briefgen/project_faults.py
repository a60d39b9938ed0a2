"""What is wrong with `briefgen.yaml` beyond its form: words of markings, names, folders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from briefgen.diagnostics import Diagnostic, Span, did_you_mean
from briefgen.load import characters
from briefgen.load.names import MAX_NAME, is_plain, is_relative
from briefgen.located import Node, at, key_at
from briefgen.marking_faults import marking_faults
from briefgen.model.base import MarkingAxes
from briefgen.model.base import Path as FieldPath
from briefgen.model.communities import COUNTRIES
from briefgen.model.markings import Schemes
from briefgen.model.project import CacheSettings, ProjectFile

__all__ = ["file_faults", "misleading"]


def file_faults(file: ProjectFile, schemes: Schemes, node: Node) -> Iterator[Diagnostic]:
    """Yield what is wrong with a file; `schemes` are its markings, `node` has its places."""
    yield from _marking_faults(file, schemes, node)
    yield from _name_faults(file, node)
    yield from _folder_faults(file, node)


def _marking_faults(file: ProjectFile, schemes: Schemes, node: Node) -> Iterator[Diagnostic]:
    """Yield the words of audiences and groups that no scheme, caveat or country has."""
    for name, audience in file.audiences.items():
        for field, problems in (
            ("clearance", schemes.problems(audience.clearance)),
            ("caveats", schemes.problems(MarkingAxes(caveats=audience.caveats))),
            ("members", schemes.unknown_communities(audience.members or ())),
        ):
            yield from marking_faults(problems, partial(_place, node, ("audiences", name, field)))
    if isinstance(file.cache, CacheSettings) and file.cache.clearance is not None:
        problems = schemes.problems(file.cache.clearance)
        yield from marking_faults(problems, partial(_place, node, ("cache", "clearance")))
    countries = Schemes(schemes.schemes)
    for group, members in file.groups.items():
        place = partial(_place, node, ("groups", group))
        yield from marking_faults(countries.unknown_communities(members), place)
        if group in COUNTRIES:
            span = key_at(node, ("groups", group))
            message = f"the group `{group}` has the code of a country"
            yield Diagnostic("BG412", message, span, help="give the group another name")
    yield from _abbreviation_faults(schemes, node)


def _place(node: Node, field: FieldPath, path: FieldPath) -> Span:
    # the caveats of an audience stand in its own field, not below a marking
    return at(node, (*field, *(part for part in path if part != field[-1])))


def _abbreviation_faults(schemes: Schemes, node: Node) -> Iterator[Diagnostic]:
    meant: dict[str, str] = {}
    for scheme in schemes.schemes:
        for index, (short, label) in enumerate(
            zip(scheme.abbreviations, scheme.labels, strict=False)
        ):
            if short in meant or short in schemes.labels:
                span = at(node, ("marking_schemes", scheme.name, "abbreviations", index))
                message = f"`{short}` stands for `{meant.get(short, short)}` and for `{label}`"
                yield Diagnostic("BG412", message, span, help="abbreviate each in its own way")
            meant[short] = label


def _name_faults(file: ProjectFile, node: Node) -> Iterator[Diagnostic]:
    for index, rule in enumerate(file.documents):
        for position, name in enumerate(rule.audiences):
            if name != "*" and name not in file.audiences:
                span = at(node, ("documents", index, "audiences", position))
                near = did_you_mean(name, file.audiences)
                known = ", ".join(f"`{known}`" for known in file.audiences)
                yield Diagnostic(
                    "BG402", f"unknown audience `{name}`", span, help=near or f"known are {known}"
                )


def _cache_faults(file: ProjectFile, node: Node) -> Iterator[Diagnostic]:
    """Yield that the cache would lie among what a build reads or writes."""
    settings = file.cache
    at_place = settings.at if isinstance(settings, CacheSettings) else settings
    if at_place is None or "://" in at_place:
        return
    for name in ("content", "templates", "output"):
        if PurePosixPath(at_place).is_relative_to(getattr(file, name)):
            field = ("cache", "at") if isinstance(settings, CacheSettings) else ("cache",)
            yield Diagnostic(
                "BG022",
                f"the cache `{at_place}` would lie in the folder of the {name}",
                at(node, field),
                help="name a folder of its own, such as `.cache/briefgen`",
            )


def misleading(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield the characters that mislead; those that no file may hold are found by the parser."""
    seen = {fault.span for fault in characters.invalid(text, path)}
    return (one for one in characters.check(text, path) if one.span not in seen)


def _folder_faults(file: ProjectFile, node: Node) -> Iterator[Diagnostic]:
    """Yield the folders that lie elsewhere, and names that no folder can have on some systems."""
    for name in ("content", "templates", "output"):
        path = getattr(file, name)
        if not is_relative(path):
            help_text = "name a folder inside the project"
            if name == "output":
                help_text += ", or say with `briefgen build -o` where the output goes"
            message = f"`{path}` leads out of the project"
            yield Diagnostic("BG022", message, at(node, (name,)), help=help_text)
    yield from _cache_faults(file, node)
    for name in file.audiences:
        if not is_plain(name):
            message = f"`{name}` cannot be the name of an audience, and so of a folder"
            help_text = f"use another name, of at most {MAX_NAME} characters"
            span = at(node, ("audiences", name, "[key]"))
            yield Diagnostic("BG021", message, span, help=help_text)
