"""Codes of faults found in accessibility."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG701",
        "no-alternative",
        "error",
        "An image has no text alternative.",
        "A reader who cannot see it is told that there is something, but not what.",
        'Describe it in `alt`, or in `<title>` in an SVG; mark decoration `aria-hidden="true"`.',
    ),
    Code(
        "BG702",
        "no-title",
        "error",
        "The page has no title.",
        "Window, bookmark and screen reader announce a document by its title.",
        "Fill `<title>`.",
    ),
    Code(
        "BG703",
        "no-language",
        "error",
        "The page does not say which language it is in.",
        "A screen reader would read it with the wrong voice.",
        "Set `lang` on `<html>`.",
    ),
    Code(
        "BG704",
        "untaggable-content",
        "error",
        "Content is drawn in a way that cannot be part of the logical structure.",
        "A screen reader would skip it, and the PDF would not conform to PDF/UA.",
        "Use a colour in place of `opacity` on anything that holds text.",
    ),
)
