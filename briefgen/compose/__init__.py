"""View + template → Job: the page and the Markdown of one document, with all they need."""

from briefgen.compose.arrange import droppable
from briefgen.compose.composition import Composition, compose
from briefgen.compose.materials import Materials

__all__ = ["Composition", "Materials", "compose", "droppable"]
