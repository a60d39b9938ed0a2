"""The files of a dossier's figures, and where faults of rendering come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.diagnostics import Diagnostic, Span
from briefgen.errors import UnreadableError
from briefgen.located import find
from briefgen.model.dossier import Dossier, Heading
from briefgen.model.walk import local_texts
from briefgen.source_tree import SourceTree
from briefgen.view import View
from briefgen.world import World

__all__ = ["in_the_content", "picture", "picture_faults"]


def picture(world: World, folder: str, path: str) -> bytes:
    """Return a figure's file, nothing where it cannot be read: `picture_faults` says so."""
    try:
        return world.read(f"{folder}/{path}")
    except (FileNotFoundError, UnreadableError):
        return b""


def picture_faults(
    world: World, folder: str, tree: SourceTree, dossier: Dossier
) -> Iterator[Diagnostic]:
    """Yield which of a dossier's figures cannot be read."""
    for identifier, figure in dossier.figures.items():
        try:
            world.read(f"{folder}/{figure.file}")
        except FileNotFoundError:
            message, help_text = f"`{figure.file}` has gone since it was listed", None
        except UnreadableError as error:
            message, help_text = error.message, error.help
        else:
            continue
        place = tree.item_span("figures", identifier, "file")
        help_text = help_text or "put a picture there, or remove the figure"
        yield Diagnostic("BG019", message, place, help=help_text)


def in_the_content(
    tree: SourceTree | None, dossier: Dossier | None, view: View, fault: Diagnostic
) -> Diagnostic:
    """Return a fault of rendering at the place in the content that it comes from.

    A renderer knows the names of pictures and the characters of a page, and not who wrote them:
    its faults have these for their places. What stands nowhere in the View gets no place, so that
    a fault tells nothing of items that its readers may not see.
    """
    if fault.span is None or tree is None or dossier is None:
        return fault
    place = fault.span.path
    for identifier in (record.id for record in view.items("figures")):
        if dossier.figures[identifier].file == place:
            return replace(fault, span=tree.item_span("figures", identifier, "file"))
    if len(place) == 1:
        span = _first_use(tree, dossier, view, place)
        return replace(fault, span=span and find(tree.lines(span.path), span, place))
    return fault


def _first_use(tree: SourceTree, dossier: Dossier, view: View, character: str) -> Span | None:
    """Return the field in which a character stands, None where no author wrote it."""
    for path, text in local_texts(dossier, Heading):
        if any(character in source for _, source in text.versions):
            return tree.heading_span(*path)
    for family, records in view.families:
        for identifier in (record.id for record in records):
            for path, text in local_texts(getattr(dossier, family)[identifier]):
                if any(character in source for _, source in text.versions):
                    return tree.item_span(family, identifier, *path)
    return None
