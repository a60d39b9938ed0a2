"""Read `template.yaml`: what a kind of document is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, get_args

from briefgen.diagnostics import Diagnostic, Severity, Span, did_you_mean
from briefgen.load import characters, yaml
from briefgen.load.names import is_plain
from briefgen.located import Mapping as MappingNode
from briefgen.located import Node, Scalar, at, get
from briefgen.model.base import FLAG_WORDS, HOW_FLAGS_ARE_WRITTEN
from briefgen.model.dossier import FAMILIES
from briefgen.model.project import PartRule, TemplateFile
from briefgen.schema_faults import check
from briefgen.templates import SHARED, Template, TemplateText, kinds

__all__ = ["read_template"]


def read_template(
    name: str, files: Mapping[str, TemplateText]
) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """Return a kind of document, None when its `template.yaml` has a fault."""
    source = files[f"{name}/template.yaml"]
    if unusable := (*_name_faults(name, source), *_text_faults(source)):
        return None, unusable
    node, found = yaml.parse(source.text, source.path)
    if node is None:
        return None, found
    file, more = check(TemplateFile, node, owner=source.path, owner_span=Span(source.path))
    found = (*found, *more)
    if file is None:
        return None, found
    lineage, more = _lineage(name, file, node, files)
    template = Template(name, file, lineage, files)
    found = (*found, *more, *_part_faults(template, node), *_file_faults(template))
    has_errors = any(fault.severity is Severity.ERROR for fault in found)
    return (None if has_errors else template), found


def _name_faults(name: str, source: TemplateText) -> Iterator[Diagnostic]:
    if not is_plain(name):
        message = f"`{name}` cannot be the name of a kind of document"
        help_text = "use letters, digits and hyphens, such as `my-note`"
        yield Diagnostic("BG021", message, Span(source.path), help=help_text)


def _file_faults(template: Template) -> Iterator[Diagnostic]:
    """Yield what is wrong with the bytes and characters of the files that the kind may use."""
    own = {*template.lineage, SHARED}
    for key, file in template.files.items():
        if key.split("/")[0] in own and key != f"{template.name}/template.yaml":
            yield from _text_faults(file)


@lru_cache(maxsize=1024)
def _text_faults(file: TemplateText) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a file's bytes, its characters and, of labels, its YAML.

    Remembered, as most files are shared by kinds of documents. Why of labels here: what reads them
    later has no limits of its own.
    """
    if file.fault is not None:
        return (file.fault,)
    text, faults = characters.decode(file.raw, file.path)
    if text is None:
        return faults
    faults = characters.check(text, file.path)
    if PurePosixPath(file.path).parent.name == "labels":
        _, more = yaml.parse(text, file.path)
        seen = {fault.span for fault in faults}
        faults = (*faults, *(fault for fault in more if fault.span not in seen))
    return faults


def _lineage(
    name: str, file: TemplateFile, node: Node, files: Mapping[str, TemplateText]
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return the kind and what it extends, nearest first."""
    lineage = [name]
    parent = file.extends
    while parent is not None:
        if parent in lineage or f"{parent}/template.yaml" not in files:
            reason = (
                "extends itself" if parent in lineage else f"extends `{parent}`, which is not there"
            )
            near = did_you_mean(parent, set(kinds(files)) - set(lineage))
            fault = Diagnostic(
                "BG511",
                f"`{lineage[-1]}` {reason}",
                at(node, ("extends",)),
                help=near or f"there is {', '.join(kinds(files))}",
            )
            return tuple(lineage), (fault,)
        lineage.append(parent)
        source = files[f"{parent}/template.yaml"]
        above, _ = yaml.parse(source.text, source.path)
        value = get(above, "extends") if isinstance(above, MappingNode) else None
        parent = value.text if isinstance(value, Scalar) else None
    return tuple(lineage), ()


def _part_faults(template: Template, node: Node) -> Iterator[Diagnostic]:
    file, files, name = template.file, template.files, template.name
    seen: dict[str, int] = {}
    for index, rule in enumerate(file.parts):
        if rule.of is not None and rule.of not in FAMILIES:
            near = did_you_mean(rule.of, FAMILIES)
            yield Diagnostic(
                "BG509",
                f"unknown family `{rule.of}`",
                at(node, ("parts", index, "of")),
                help=near or f"known are {', '.join(f'`{family}`' for family in FAMILIES)}",
            )
        for ending in ("html.j2", "md.j2"):
            if template.resolve(f"parts/{rule.part}.{ending}") is None:
                known = {key.rsplit("/", 1)[-1].split(".")[0] for key in files if "/parts/" in key}
                yield Diagnostic(
                    "BG502",
                    f"there is no template file `parts/{rule.part}.{ending}`",
                    at(node, ("parts", index, "part")),
                    help=did_you_mean(rule.part, known)
                    or f"add it to templates/{name}/parts/; there is {', '.join(sorted(known))}",
                )
        yield from _where_faults(template, rule, index, node)
        identifier = rule.id or rule.part
        if identifier in seen:
            yield Diagnostic(
                "BG510",
                f"two parts are called `{identifier}`",
                at(node, ("parts", index)),
                help="give one of them another `id`",
            )
        seen[identifier] = index


_DERIVED: dict[str, tuple[str, ...]] = {"time": ("past", "upcoming", "undated")}
"""What selection adds to the fields of an event, and its values."""


def _where_faults(
    template: Template, rule: PartRule, index: int, node: Node
) -> Iterator[Diagnostic]:
    """Yield conditions that no item can ever meet, and a part of items that says no family."""
    key = template.resolve(f"parts/{rule.part}.html.j2")
    if rule.of is None:
        if key is not None and "part.items" in template.files[key].text:
            yield Diagnostic(
                "BG513",
                f"the part `{rule.part}` prints items and does not say of which family",
                at(node, ("parts", index)),
                help="add `of:` with a family such as `claims` or `events`",
            )
        return
    if rule.of not in FAMILIES:
        return
    fields = FAMILIES[rule.of].model_fields
    derived = _DERIVED if rule.of == "events" else {}
    for name, wanted in rule.where.items():
        span = at(node, ("parts", index, "where", name))
        if name not in fields and name not in derived:
            known = sorted({*fields, *derived})
            yield Diagnostic(
                "BG514",
                f"{rule.of} have no field `{name}`",
                span,
                help=did_you_mean(name, known) or f"known are {', '.join(known)}",
            )
            continue
        choices = derived.get(name) or _choices(fields[name].annotation)
        words = () if isinstance(wanted, bool) else (wanted,) if isinstance(wanted, str) else wanted
        for word in words:
            if len(word) > 1 and word.lower() in FLAG_WORDS and word not in choices:
                yield Diagnostic(
                    "BG514",
                    f"`{word}` is text, and no answer to whether an item has `{name}`",
                    span,
                    help=f"write `{FLAG_WORDS[word.lower()]}`, {HOW_FLAGS_ARE_WRITTEN}",
                )
            elif choices and word not in choices:
                yield Diagnostic(
                    "BG514",
                    f"`{word}` is no value of `{name}`",
                    span,
                    help=did_you_mean(word, choices) or f"known are {', '.join(choices)}",
                )


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return the words that a field may hold; empty if it may hold any."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(member.value for member in annotation)
    for inner in get_args(annotation):
        if found := _choices(inner):
            return found
    return ()
