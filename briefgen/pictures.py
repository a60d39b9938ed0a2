"""The files of a dossier's figures, and where the dossier names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.diagnostics import Diagnostic
from briefgen.errors import UnreadableError
from briefgen.model.dossier import Dossier
from briefgen.source_tree import SourceTree
from briefgen.world import World

__all__ = ["at_its_figure", "picture", "picture_faults"]


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


def at_its_figure(
    tree: SourceTree | None, dossier: Dossier | None, fault: Diagnostic
) -> Diagnostic:
    """Return a fault of a picture at the place where the dossier names its file."""
    if fault.span is None or tree is None or dossier is None:
        return fault
    for identifier, figure in dossier.figures.items():
        if figure.file == fault.span.path:
            return replace(fault, span=tree.item_span("figures", identifier, "file"))
    return fault
