"""Colours of markings that cannot be read on their black box."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.located import at
from briefgen.project import Project

__all__ = ["MIN_CONTRAST", "MIN_CONTRAST_LARGE", "contrast", "contrast_faults", "contrast_on_black"]

MIN_CONTRAST = 4.5
MIN_CONTRAST_LARGE = 3.0
"""Source: WCAG 2.2, success criterion 1.4.3, Contrast (Minimum); large is 18 pt, or 14 pt bold."""


def contrast_faults(project: Project) -> Iterator[Diagnostic]:
    """Yield each colour of the project's own marking schemes that is too dark on black."""
    for name, scheme in project.file.marking_schemes.items():
        for index, colour in enumerate(scheme.colours):
            ratio = contrast_on_black(colour)
            if ratio < MIN_CONTRAST:
                level = scheme.levels[index] if index < len(scheme.levels) else str(index + 1)
                yield Diagnostic(
                    "BG706",
                    # Cut, not rounded: 4.46 is not 4.5.
                    f"`{colour}` has a contrast of {int(ratio * 10) / 10}:1 on black, and"
                    f" `{name}:{level}` could not be read",
                    at(project.node, ("marking_schemes", name, "colours", index)),
                    help=f"use a lighter colour, of at least {MIN_CONTRAST}:1",
                )


def contrast_on_black(colour: str) -> float:
    """Return the contrast ratio, 1 to 21, of `#RRGGBB` on black."""
    return contrast(colour, "#000000")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21, of two colours as `#RRGGBB`.

    Source: WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
