"""What two builds of a document were made of, compared: why the files are others.

Each reason is a clause, so that it can stand behind "because" and behind "since it was built".
"""

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
    "paper": "the paper is another",
    "portion_marks": "portion marks were switched on or off",
    "twin": "it carries its data now, or no longer",
    "marking": "its marking is another",
}
_ELSE = "what the manifest says of it is not what it would say now"


def reasons(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield why a document has to be written, a clause each: what has changed since it was.

    Both are entries of the manifest, the earlier one with those files that are as they were
    written; empty if there are none.
    """
    if not earlier:
        yield "there are no files of it as a build wrote them"
        return
    try:
        told = list(changes(earlier["inputs"], now["inputs"]))
    except (AttributeError, KeyError, TypeError):
        told = ["no build has written what the manifest says of it"]
    told += [what for key, what in _SETTINGS.items() if earlier.get(key) != now[key]]
    there = {output["path"] for output in earlier.get("outputs", ())}
    told += [
        f"`{output['path']}` is not there as a build wrote it"
        for output in now["outputs"]
        if output["path"] not in there
    ]
    if not told and earlier.get("job") != now["job"]:
        told = ["briefgen, a package or a setting of the project has changed"]
    yield from told or [_ELSE]


def changes(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield what of a document's inputs is not as it was, a clause each."""
    if earlier.get("heading") != now["heading"]:
        yield "the dossier's own fields have changed, in `dossier.yaml`"
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
        "have changed": [name for name in old if name in new and old[name] != new[name]],
        "are new": [name for name in new if name not in old],
        "are gone": [name for name in old if name not in new],
    }
    for words, names in groups.items():
        if names:
            shown = ", ".join(f"`{name}`" for name in sorted(names)[:_MOST_NAMES])
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            yield f"{what} {words}: {shown}{more}"
