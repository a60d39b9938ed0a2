"""View + template → Job: the page and the Markdown of one document, with all they need."""

from briefgen.compose.composition import Composition, compose
from briefgen.compose.materials import HouseLook, Materials

__all__ = ["Composition", "HouseLook", "Materials", "compose"]
