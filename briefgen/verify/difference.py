"""Why a file is not what its content gives, in words that somebody can act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.verify.manifest_file import Entry, Head

__all__ = ["changes", "version_changes", "where"]

_MOST_NAMES = 8
_KINDS = (
    ("templates", "template files"),
    ("files", "pictures and other files"),
    ("fonts", "fonts"),
)


def where(content: bytes, wanted: bytes) -> str:
    """Return in what a file differs from the one that it should be."""
    if content.replace(b"\r\n", b"\n") == wanted:
        return "only the ends of its lines are others: CR LF, as some mail programs write them"
    if content.startswith(wanted):
        return f"{_bytes(len(content) - len(wanted))} added behind its end"
    if wanted.startswith(content):
        return f"it ends after {len(content)} of {_bytes(len(wanted))}"
    pairs = enumerate(zip(content, wanted, strict=False))
    first = next(at for at, (own, other) in pairs if own != other)
    if len(content) == len(wanted):
        number = sum(own != other for own, other in zip(content, wanted, strict=True))
        return f"{_bytes(number)} of {len(wanted)} differ, the first is byte {first + 1}"
    return (
        f"it has {_bytes(len(content))} and should have {len(wanted)}; the first that differs is "
        f"byte {first + 1}"
    )


def changes(entry: Entry, now: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is not as it was when a document was built, a line each.

    `now` is the entry that a build would write.
    """
    inputs = now["inputs"]
    if entry.inputs.heading != inputs["heading"]:
        yield "the dossier's own fields, in `dossier.yaml`"
    families = dict.fromkeys((*entry.inputs.items, *inputs["items"]))
    for family in families:
        old, new = entry.inputs.items.get(family, {}), inputs["items"].get(family, {})
        yield from _changed(family.replace("_", " "), old, new)
    for key, what in _KINDS:
        yield from _changed(what, getattr(entry.inputs, key), inputs[key])


def version_changes(head: Head, versions: Mapping[str, str]) -> Iterator[str]:
    """Yield the packages and libraries of which the last build had other versions."""
    for name in dict.fromkeys((*head.versions, *versions)):
        old, new = head.versions.get(name, "-"), versions.get(name, "-")
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


def _bytes(number: int) -> str:
    return f"{number} byte{'s' * (number != 1)}"
