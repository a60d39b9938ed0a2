"""Find a kind of document: the project's own files win over the built-in ones, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from briefgen.diagnostics import Diagnostic, Span
from briefgen.errors import UnreadableError
from briefgen.job import SHIPPED
from briefgen.model.project import TemplateFile
from briefgen.world import World

__all__ = ["BUILTIN", "SHARED", "Template", "TemplateText", "kinds", "read_files"]

MAX_BYTES = 1 << 20
"""Size of a template file."""

SHARED = "_shared"
BUILTIN = SHIPPED


@dataclass(frozen=True, slots=True)
class TemplateText:
    """One file of a template."""

    path: str
    """Where it is from: a path in the project, or `builtin:` and a path below `templates/`."""
    text: str
    raw: bytes = field(default=b"", repr=False)
    """The bytes of a file of the project, for who looks for faults in them."""
    fault: Diagnostic | None = None
    """Why it cannot be read; the text is empty then."""


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
        folders = (*self.lineage, SHARED)
        # in full, as who extends a built-in file says it
        whole: tuple[str, ...] = (
            (name,) if name.removeprefix(BUILTIN).split("/")[0] in folders else ()
        )
        for key in (*whole, *(f"{kind}/{name}" for kind in folders)):
            if key in self.files:
                return key
        return None

    def is_built_in(self, key: str) -> bool:
        """Return whether a key of `files` has the text of the file that comes with us."""
        known = self.files.get(f"{BUILTIN}{key}")
        return known is not None and known.text == self.files[key].text

    @property
    def is_all_built_in(self) -> bool:
        """Whether no file that writes its page is the project's own."""
        return not self.has_own(".j2")

    def has_own(self, *endings: str) -> bool:
        """Return whether a file of the kind, with one of these endings, is the project's own."""
        folders = (*self.lineage, SHARED)
        keys = (key for key in self.files if key.endswith(endings) and key.split("/")[0] in folders)
        return not all(map(self.is_built_in, keys))

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
    known = next((files for origin, files in _read_before if origin is builtin), None)
    if known is None:
        known = {
            key: TemplateText(f"{BUILTIN}{key}", builtin.read(path).decode())
            for path, key in _paths(builtin, "templates")
        }
        _read_before[:] = [(builtin, known)]
    own = {key: _project_file(world, path) for path, key in _paths(world, folder)}
    return {**{f"{BUILTIN}{key}": text for key, text in known.items()}, **known, **own}


_read_before: list[tuple[World, dict[str, TemplateText]]] = []
"""The built-in files, which are those of the program that runs, and the World that they are of."""


def _paths(world: World, top: str) -> Iterator[tuple[str, str]]:
    """Yield each file that a template may have, and its path below `top`."""
    for path in world.files(top):
        if PurePosixPath(path).suffix in (".j2", ".css", ".yaml"):
            yield path, str(PurePosixPath(path).relative_to(top))


def _project_file(world: World, path: str) -> TemplateText:
    """Return a file of the project's own templates."""
    try:
        raw = world.read(path)
    except FileNotFoundError:
        fault = Diagnostic("BG019", f"`{path}` has gone since it was listed", Span(path))
    except UnreadableError as error:
        fault = Diagnostic("BG019", error.message, Span(path), help=error.help)
    else:
        if len(raw) <= MAX_BYTES:
            return TemplateText(path, raw.decode("utf-8", errors="replace"), raw)
        message = f"the file is {len(raw):,} bytes long; the limit is {MAX_BYTES:,}"
        fault = Diagnostic("BG003", message, Span(path), help="take out what no page needs")
    return TemplateText(path, "", fault=fault)


def kinds(files: Mapping[str, TemplateText]) -> tuple[str, ...]:
    """Return the names of the kinds of document that there are."""
    names = {key.split("/")[0] for key in files if key.endswith("/template.yaml")}
    return tuple(sorted(name for name in names if not name.startswith(BUILTIN)))
