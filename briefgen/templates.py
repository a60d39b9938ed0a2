"""Find a kind of document: the project's own files win over the built-in ones, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from briefgen.model.project import TemplateFile
from briefgen.world import World

__all__ = ["BUILTIN", "Template", "TemplateText", "kinds", "read_files"]

SHARED = "_shared"
BUILTIN = "builtin:"


@dataclass(frozen=True, slots=True)
class TemplateText:
    """One file of a template."""

    path: str
    """Where it is from: a path in the project, or `builtin:` and a path below `templates/`."""
    text: str


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of document: its description and all files that it may use."""

    name: str
    """The folder's name."""
    file: TemplateFile
    """`template.yaml`."""
    lineage: tuple[str, ...]
    """The kind itself, then what it extends, nearest first."""
    files: Mapping[str, TemplateText] = field(repr=False)
    """Path below `templates/`, such as `one-pager/page.html.j2`, or with `builtin:` before it for
    the file that a project's own stands in front of."""

    def resolve(self, name: str) -> str | None:
        """Return the key in `files` that a name stands for: the kind's own, else the shared one."""
        for key in (name, *(f"{kind}/{name}" for kind in (*self.lineage, SHARED))):
            if key in self.files:
                return key
        return None

    def cascade(self, name: str) -> Iterator[TemplateText]:
        """Yield every file of a name from the most general to the most specific.

        Style sheets add to one another: shared before the kind's, built-in before the project's.
        """
        seen = set()
        for folder in (SHARED, *reversed(self.lineage)):
            for prefix in (BUILTIN, ""):
                found = self.files.get(f"{prefix}{folder}/{name}")
                if found is not None and found.text not in seen:
                    seen.add(found.text)
                    yield found


def read_files(world: World, folder: str, builtin: World) -> dict[str, TemplateText]:
    """Return every file of every template by its key, see `Template.files`."""
    files: dict[str, TemplateText] = {}
    for origin, top, prefix in ((builtin, "templates", BUILTIN), (world, folder, "")):
        for path in origin.files(top):
            if PurePosixPath(path).suffix not in (".j2", ".css", ".yaml"):
                continue
            key = str(PurePosixPath(path).relative_to(top))
            text = origin.read(path).decode("utf-8", errors="replace")
            found = TemplateText(f"{prefix}{key}" if prefix else path, text)
            files[prefix + key] = found
            files[key] = found
    return files


def kinds(files: Mapping[str, TemplateText]) -> tuple[str, ...]:
    """Return the names of the kinds of document that there are."""
    names = {key.split("/")[0] for key in files if key.endswith("/template.yaml")}
    return tuple(sorted(name for name in names if not name.startswith(BUILTIN)))
