"""View + template → Job: the page and the Markdown of one document, with all they need."""

from briefgen.compose.composition import Composition, Materials, compose

__all__ = ["Composition", "Materials", "compose"]
