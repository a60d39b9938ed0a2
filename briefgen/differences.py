"""What two builds of a document were made of, compared: why the files are others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["changes", "reasons", "version_changes"]

_MOST_NAMES = 8
_KINDS = (
    ("templates", "template files"),
    ("files", "pictures and other files"),
    ("fonts", "fonts"),
)
_SETTINGS = {
    "paper": "the paper",
    "portion_marks": "whether it has portion marks",
    "twin": "whether it carries its data",
    "marking": "the marking",
}


def reasons(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield why a document has to be written, a line each: what has changed since it was.

    Both are entries of the manifest, the earlier one with those files that are as they were
    written; empty if there are none.
    """
    if not earlier:
        yield "there are no files of it as a build wrote them"
        return
    try:
        told = list(changes(earlier["inputs"], now["inputs"]))
    except (AttributeError, KeyError, TypeError):
        told = ["what the manifest says of it, which no build has written"]
    told += [what for key, what in _SETTINGS.items() if earlier.get(key) != now[key]]
    there = {output["path"] for output in earlier.get("outputs", ())}
    told += [
        f"`{output['path']}` is not there as a build wrote it"
        for output in now["outputs"]
        if output["path"] not in there
    ]
    if not told and earlier.get("job") != now["job"]:
        told = ["briefgen, a package, or a setting of the project"]
    yield from told or ["what the manifest says of it"]


def changes(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield what of a document's inputs is not as it was, a line each."""
    if earlier.get("heading") != now["heading"]:
        yield "the dossier's own fields, in `dossier.yaml`"
    old_items, new_items = earlier.get("items", {}), now["items"]
    for family in dict.fromkeys((*old_items, *new_items)):
        old, new = old_items.get(family, {}), new_items.get(family, {})
        yield from _changed(family.replace("_", " "), old, new)
    for key, what in _KINDS:
        yield from _changed(what, earlier.get(key, {}), now[key])


def version_changes(earlier: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Yield the packages and libraries of which the last build had other versions."""
    for name in dict.fromkeys((*earlier, *now)):
        old, new = earlier.get(name, "-"), now.get(name, "-")
        if old != new:
            yield f"{name} {old}, here {new}"


def _changed(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    groups = {
        "changed": [name for name in old if name in new and old[name] != new[name]],
        "new": [name for name in new if name not in old],
        "gone": [name for name in old if name not in new],
    }
    for word, names in groups.items():
        if names:
            shown = ", ".join(f"`{name}`" for name in sorted(names)[:_MOST_NAMES])
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            yield f"{what} {word}: {shown}{more}"
