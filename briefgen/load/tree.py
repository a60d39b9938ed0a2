"""Read a dossier's folder: any split over YAML and Markdown files becomes one tree."""

from __future__ import annotations

from pathlib import PurePosixPath

from briefgen.diagnostics import Diagnostic, Related, Span, did_you_mean
from briefgen.errors import UnreadableError
from briefgen.load import characters, markdown, names, yaml
from briefgen.load.references import (
    EXPORT_SUFFIXES,
    Library,
    names_at,
    names_in,
    read_export,
    read_list,
)
from briefgen.load.sections import front_fields, with_language
from briefgen.located import Entry, Mapping, Node, Scalar, get
from briefgen.source_tree import SourceItem, SourceTree
from briefgen.world import World

__all__ = ["dossier_names", "load", "stated_language"]

_HEADING_FILE = "dossier.yaml"


def dossier_names(world: World, content: str) -> tuple[str, ...]:
    """Return the names of the folders below `content` that hold a `dossier.yaml`."""
    depth = len(PurePosixPath(content).parts) + 2
    names = [
        PurePosixPath(path).parts[-2]
        for path in world.files(content)
        if path.endswith(f"/{_HEADING_FILE}") and len(PurePosixPath(path).parts) == depth
    ]
    return tuple(names)


def stated_language(world: World, folder: str, default: str) -> str | None:
    """Return the language that a dossier says that it is written in, `default` if it says none.

    It may be no language. None where that takes to read the whole dossier.
    """
    path = f"{PurePosixPath(folder)}/{_HEADING_FILE}"
    try:
        content = world.read(path)
    except (FileNotFoundError, UnreadableError):
        return None
    if len(content) > yaml.REMEMBERED:
        # it would be parsed twice
        return None
    text, _ = characters.decode(content, path)
    node, _ = yaml.parse(text, path) if text is not None else (None, ())
    if not isinstance(node, Mapping):
        return None
    stated = get(node, "language")
    if stated is None:
        return default
    return stated.value if isinstance(stated, Scalar) and isinstance(stated.value, str) else None


def load(
    world: World, folder: str, families: tuple[str, ...], fields: tuple[str, ...]
) -> tuple[SourceTree | None, tuple[Diagnostic, ...]]:
    """Return the dossier in `folder` as a located tree, with every fault of its files.

    `families` are the keys that hold items, `fields` those of the dossier itself. The tree is
    None when `dossier.yaml` is missing or cannot be read; what is wrong elsewhere is left out.
    """
    folder = str(PurePosixPath(folder))
    reader = _Reader(families, fields)
    files = world.files(folder)
    paths = [path for path in files if _is_content(path, folder)]
    reader.faults += names.faults(folder, (*files, *(linked := world.linked_folders(folder))))
    reader.faults += [_not_followed(path) for path in linked]
    for path in sorted(
        paths, key=lambda p: (p != f"{folder}/{_HEADING_FILE}", _is_translation(p), p)
    ):
        content = reader.content(world, path)
        if content is not None:
            reader.read(content, path, is_heading=path == f"{folder}/{_HEADING_FILE}")
    if "sources" in families:
        archived = {f"{folder}/{path}" for path in reader.archived()}
        for path in files:
            if _is_export(path, folder) and path not in archived:
                content = reader.content(world, path)
                if content is not None:
                    reader.read_export(content, path)
        reader.take_exported()
    if reader.heading is None:
        if f"{folder}/{_HEADING_FILE}" not in files:
            reader.faults.append(
                Diagnostic(
                    "BG005",
                    f"the dossier has no `{_HEADING_FILE}`",
                    Span(f"{folder}/{_HEADING_FILE}"),
                    help="add one with at least `title`, `as_of` and `marking`",
                )
            )
        return None, tuple(reader.faults)
    name = PurePosixPath(folder).name
    offered = tuple(reader.library.found)
    tree = SourceTree(name, reader.heading, reader.items, reader.texts, offered)
    return tree, tuple(reader.faults)


def _not_followed(path: str) -> Diagnostic:
    return Diagnostic(
        "BG020",
        f"the link `{path}` leads to a folder and is not followed",
        Span(path),
        help="put the folder itself there, or link its files one by one",
    )


def _is_content(path: str, folder: str) -> bool:
    inside = PurePosixPath(path).relative_to(folder)
    if inside.parts[0] in ("figures", "sources") and len(inside.parts) > 1:
        return inside.suffix in (".yaml", ".yml")
    return inside.suffix in (".yaml", ".yml", ".md") and inside.name.upper() != "README.MD"


def _is_export(path: str, folder: str) -> bool:
    """Return whether a file holds sources as reference software writes them."""
    inside = PurePosixPath(path).relative_to(folder)
    return inside.suffix in EXPORT_SUFFIXES and inside.parts[0] != "figures"


def _is_translation(path: str) -> bool:
    """Return whether a file is the translation of another, which must be read before it."""
    name = PurePosixPath(path).name
    return name.endswith(".md") and "." in name.removesuffix(".md")


class _Reader:
    """Gathers items and faults over the files of one dossier."""

    def __init__(self, families: tuple[str, ...], fields: tuple[str, ...]) -> None:
        self.families = families
        self.fields = fields
        self.heading: Mapping | None = None
        self.items: dict[str, dict[str, SourceItem]] = {family: {} for family in families}
        self.texts: dict[str, str] = {}
        self.faults: list[Diagnostic] = []
        self.library = Library()

    def content(self, world: World, path: str) -> bytes | None:
        """Return a file's bytes, None where it cannot be read or is far too large."""
        try:
            content = world.read(path)
        except FileNotFoundError:
            message = f"`{path}` is not there any more, or is a link to nothing"
            help_text = "remove the link, or run the command again"
        except UnreadableError as error:
            message, help_text = error.message, error.help or "remove it"
        else:
            # to look through the characters of more takes longer than to say so
            if len(content) <= 2 * yaml.MAX_BYTES or path.endswith(EXPORT_SUFFIXES):
                return content
            message = f"the file is {len(content):,} bytes long; the limit is {yaml.MAX_BYTES:,}"
            help_text = "split it into several files"
            self.faults.append(Diagnostic("BG003", message, Span(path), help=help_text))
            return None
        self.faults.append(Diagnostic("BG019", message, Span(path), help=help_text))
        return None

    def read(self, content: bytes, path: str, *, is_heading: bool) -> None:
        text = self._decoded(content, path)
        if text is None:
            return
        if path.endswith(".md"):
            self.faults.extend(characters.check(text, path))
            self.library.names |= names_in(text)
            self._read_markdown(text, path)
        else:
            self._read_yaml(text, path, is_heading=is_heading)

    def _decoded(self, content: bytes, path: str) -> str | None:
        text, faults = characters.decode(content, path)
        self.faults.extend(faults)
        if text is not None:
            self.texts[path] = text
        return text

    def read_export(self, content: bytes, path: str) -> None:
        """Read a file of sources, which is searched neither for citations nor for characters."""
        text = self._decoded(content, path)
        if text is not None:
            items, faults = read_export(text, path)
            self.library.add(items)
            self.faults.extend(faults)

    def archived(self) -> tuple[str, ...]:
        """Return the archived copies that own sources name, from the dossier's folder."""
        sources = (source.entry.value for source in self.items["sources"].values())
        found = (get(source, "archive") for source in sources if isinstance(source, Mapping))
        return tuple(path.text for path in found if isinstance(path, Scalar))

    def take_exported(self) -> None:
        """Complete the dossier's own sources, and add those that it names and has not."""
        sources, faults = self.library.merged(self.items["sources"])
        self.items["sources"] = sources
        self.faults.extend(faults)

    def _read_yaml(self, text: str, path: str, *, is_heading: bool) -> None:
        node, faults = yaml.parse(text, path)
        references = self._references(node)
        if references is None or (isinstance(node, Mapping) and len(node.entries) > 1):
            self.faults.extend(characters.check(text, path))
        self.faults.extend(faults)
        if isinstance(node, Mapping):
            own_values = (entry.value for entry in node.entries if entry is not references)
            self.library.names.update(*map(names_at, own_values))
            own = tuple(self._take_families(node, is_heading=is_heading))
            if is_heading:
                self.heading = Mapping(own, node.span)
        elif node is not None and not (isinstance(node, Scalar) and node.value is None):
            self._fault_shape(node, "a file holds a mapping such as `events:` with items below it")
        elif is_heading and not faults:
            self.heading = Mapping((), Span(path))

    def _take_families(self, node: Mapping, *, is_heading: bool) -> list[Entry]:
        """Store the items of a file and return the entries that are not families."""
        own = []
        references = self._references(node)
        for entry in node.entries:
            if entry.key in self.families:
                self._take_items(entry)
            elif entry is references:
                items, faults = read_list(entry.value)
                self.library.add(items)
                self.faults.extend(faults)
            elif is_heading:
                own.append(entry)
            else:
                self._fault_key(entry)
        return own

    def _references(self, node: Node | None) -> Entry | None:
        """Return the list in which Pandoc and Better BibTeX keep sources in YAML."""
        if not isinstance(node, Mapping) or "sources" not in self.families:
            return None
        return next((entry for entry in node.entries if entry.key == "references"), None)

    def _fault_key(self, entry: Entry) -> None:
        if entry.key in self.fields:
            help_text = f"`{entry.key}` is a field of the dossier: move it to `{_HEADING_FILE}`"
        else:
            near = did_you_mean(entry.key, self.families)
            help_text = near or f"known are {', '.join(f'`{name}`' for name in self.families)}"
        message = f"unknown family `{entry.key}`"
        self.faults.append(Diagnostic("BG103", message, entry.key_span, help=help_text))

    def _take_items(self, family: Entry) -> None:
        if isinstance(family.value, Scalar) and family.value.value is None:
            return
        if not isinstance(family.value, Mapping):
            self._fault_shape(
                family.value, f"`{family.key}` holds a mapping: an id, then the item's fields"
            )
            return
        for entry in family.value.entries:
            self._take(family.key, entry)

    def _take(self, family: str, entry: Entry) -> None:
        first = self.items[family].get(entry.key)
        if first is not None:
            self.faults.append(
                Diagnostic(
                    "BG104",
                    f"`{entry.key}` stands twice among the {family}",
                    entry.key_span,
                    related=(Related(first.entry.key_span, "first here"),),
                    help="give one of them another id, or remove it",
                )
            )
            return
        self.items[family][entry.key] = SourceItem(family, entry.key, entry)

    def _fault_shape(self, node: Node, message: str) -> None:
        self.faults.append(Diagnostic("BG102", message, node.span, help="see docs/content.md"))

    def _read_markdown(self, text: str, path: str) -> None:
        """Take a section; `name.ja.md` is the Japanese text of `name.md`."""
        file, faults = markdown.parse(text, path)
        self.faults.extend(faults)
        if file is None:
            return
        stem, _, language = PurePosixPath(path).name.removesuffix(".md").partition(".")
        body = Entry("body", file.body_span, Scalar(file.body, file.body_span, file.body))
        front, misplaced = front_fields(file.front_matter, is_translation=bool(language))
        self.faults.extend(misplaced)
        if not language:
            value = Mapping((*front.entries, body), front.span)
            self._take("sections", Entry(stem, Span(path, 1, 1, 1, 4), value))
            return
        first = self.items["sections"].get(stem)
        if first is None or not isinstance(first.entry.value, Mapping):
            message = f"`{stem}.{language}.md` is a translation of `{stem}.md`, which is missing"
            self.faults.append(
                Diagnostic("BG102", message, Span(path), help=f"add `{stem}.md` beside it")
            )
            return
        merged = with_language(first.entry.value, front, body, language)
        self.items["sections"][stem] = SourceItem(
            "sections", stem, Entry(stem, first.entry.key_span, merged)
        )
