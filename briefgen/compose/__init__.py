"""View + template → Job: the page and the Markdown of one document, with all they need."""

from briefgen.compose.again import (
    UntrueError,
    Written,
    compose_again,
    figures_wanted,
    written_of,
)
from briefgen.compose.arrange import droppable, wanted_by
from briefgen.compose.composed import Composition, Earlier
from briefgen.compose.composition import compose
from briefgen.compose.materials import HouseLook, Materials
from briefgen.compose.readiness import (
    CSS,
    HTML,
    MARKDOWN,
    prepare_composing,
    prepare_templates,
    sheets_as_designed,
)
from briefgen.compose.scripts import is_cjk, may_have_cjk

__all__ = [
    "CSS",
    "HTML",
    "MARKDOWN",
    "Composition",
    "Earlier",
    "HouseLook",
    "Materials",
    "UntrueError",
    "Written",
    "compose",
    "compose_again",
    "droppable",
    "figures_wanted",
    "is_cjk",
    "may_have_cjk",
    "prepare_composing",
    "prepare_templates",
    "sheets_as_designed",
    "wanted_by",
    "written_of",
]
