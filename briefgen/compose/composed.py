"""What it comes to when a document is composed, and what of it holds in other layouts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from briefgen.compose.arrange import Arrangement
from briefgen.compose.context import Gleaned
from briefgen.compose.notes import Notes
from briefgen.compose.strip.on_page import lanes_by
from briefgen.diagnostics import Diagnostic
from briefgen.job import Job
from briefgen.model.markings import Marking
from briefgen.model.project import Layout
from briefgen.templates import BUILTIN
from briefgen.view import Record

__all__ = ["Alike", "Composition", "Earlier", "Page"]


@dataclass(frozen=True, slots=True)
class Composition:
    """A composed document and what is known of it."""

    job: Job
    marking: Marking
    """The banner: made from what is on the page, never below the dossier's floor."""
    banner: tuple[str, ...]
    """The same in words: labels, caveats, to whom released, until when."""
    shown: tuple[tuple[str, str], ...]
    """(family, id) of each item on the page."""
    left_out: tuple[tuple[str, str], ...]
    """(family, id) of each item that a limit of the template kept out."""
    for_space: tuple[tuple[str, str], ...]
    """(family, id) of each item that was left out so that it fits."""
    template_files: tuple[str, ...]
    """The template files that were used."""
    layout: Layout
    """What gave way so that it fits."""
    parts: tuple[Record, ...]
    """The parts that it was made of, as they were arranged: what it must print."""
    cited: tuple[str, ...] = ()
    """The ids of the sources that have a note."""
    terms: tuple[str, ...] = ()
    """The ids of the glossary entries whose words it uses."""
    carried: tuple[tuple[str, str], ...] = ()
    """(family, id) of each item in its data for programs, if it carries them."""


class Page(NamedTuple):
    """A page that stands still."""

    arrangement: Arrangement
    notes: Notes
    gleaned: Gleaned
    marking: Marking
    """What its banner says."""
    html: str


class Alike(NamedTuple):
    """A composition in one layout, with what its style sheet needs in another."""

    composition: Composition
    faults: tuple[Diagnostic, ...]
    arrangement: Arrangement
    gleaned: Gleaned


class Earlier:
    """The pages of one document that were composed, for layouts in which they read the same.

    A layout changes the style sheet of every page, and the words of few. Only what the built-in
    templates wrote is kept: one of a project may print what it likes of its layout, and include
    other files in each.
    """

    def __init__(self) -> None:
        self._kept: dict[Any, Alike] = {}

    def get(self, layout: Layout) -> Alike | None:
        """Return a composition that differs in nothing but its style sheet, None if none does."""
        return self._kept.get(self._key(layout))

    def keep(self, composition: Composition, faults: tuple[Diagnostic, ...], page: Page) -> None:
        """Keep a composition, if others will read the same."""
        wrote = [name for name in composition.template_files if name.endswith(".j2")]
        if all(name.startswith(BUILTIN) for name in wrote):
            alike = Alike(composition, faults, page.arrangement, page.gleaned)
            self._kept[self._key(composition.layout)] = alike

    @staticmethod
    def _key(layout: Layout) -> Any:
        return layout.in_main, layout.dropped, lanes_by(layout)
