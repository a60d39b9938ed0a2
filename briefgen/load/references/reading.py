"""Read a file, or a list in a YAML file, that reference software has written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from briefgen.diagnostics import Diagnostic
from briefgen.load.references import bibtex, json_items
from briefgen.load.references.fields import READ_KEYS, read_fields
from briefgen.load.references.items import ID_KEYS, Exported, named_items, start_of
from briefgen.located import Mapping, Node, Scalar, Sequence

__all__ = ["EXPORT_SUFFIXES", "read_export", "read_list"]

EXPORT_SUFFIXES = (".json", ".bib")
"""What the files are called that hold sources and nothing else."""

_Found = tuple[tuple[Exported, ...], tuple[Diagnostic, ...]]

_ZOTERO = "itemType"
_LOOKED_AT = READ_KEYS | {*ID_KEYS, _ZOTERO}
_EXPECTED = "export the items as `Better CSL JSON` or `CSL JSON`"


def read_export(text: str, path: str) -> _Found:
    """Return the items of a JSON or BibTeX file by id, each field with its place, and every fault.

    Fields that CSL does not know are left out, and so are briefgen's own.

    Args:
        text: lines ended by line feeds and no byte order mark, as `characters.decode` gives it.
    """
    if path.endswith(".bib"):
        items, faults = bibtex.parse(text, path)
        named, more = named_items(items)
        return named, (*faults, *more)
    node, faults = json_items.parse(text, path, _LOOKED_AT)
    if node is None:
        return (), faults
    if isinstance(node, Mapping) and _is_item(node):
        node = Sequence((node,), node.span)
    if not isinstance(node, Sequence):
        return (), (_no_csl(node, "this is no list of items in CSL-JSON"),)
    return _read(node, is_markdown=False)


def read_list(node: Node) -> _Found:
    """Return the same for the value of `references` in a YAML file, whose texts are Markdown."""
    if isinstance(node, Scalar) and node.value is None:
        return (), ()
    if not isinstance(node, Sequence):
        message = "`references` holds a list of items, each with `id`, `type` and `title`"
        return (), (_no_csl(node, message),)
    return _read(node, is_markdown=True)


def _read(listed: Sequence, *, is_markdown: bool) -> _Found:
    faults = tuple(_shape_faults(listed))
    if faults:
        return (), faults
    return named_items(
        (item, partial(read_fields, item, is_markdown=is_markdown))
        for item in listed.items
        if isinstance(item, Mapping)
    )


def _shape_faults(listed: Sequence) -> Iterator[Diagnostic]:
    """Yield why a list is none of items in CSL-JSON: the first sign is enough."""
    for item in listed.items:
        if not isinstance(item, Mapping):
            yield _no_csl(item, "this is no item: an item is an object with `id` and `type`")
            return
    items = [item for item in listed.items if isinstance(item, Mapping)]
    if items and not any(_is_item(item) for item in items):
        if any(_has(item, _ZOTERO) for item in items):
            yield Diagnostic(
                "BG243",
                "this is Zotero's own format, not CSL-JSON",
                start_of(items[0].span),
                help=f"{_EXPECTED}, not as `BetterBibTeX JSON`",
            )
            return
        yield _no_csl(items[0], "this item has no `type` and no `title`, so it is no CSL-JSON")


def _is_item(item: Mapping) -> bool:
    return _has(item, "title", "type") and _has(item, "title", "DOI", *ID_KEYS)


def _has(item: Mapping, *keys: str) -> bool:
    return any(entry.key in keys for entry in item.entries)


def _no_csl(node: Node, message: str) -> Diagnostic:
    place = node.span if isinstance(node, Scalar) else start_of(node.span)
    return Diagnostic(
        "BG243", message, place, help=f"{_EXPECTED}; data of figures goes to `figures/`"
    )
