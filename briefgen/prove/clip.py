"""What a text of a PDF is cut off by, whatever else leaves ink in its place."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import inf
from typing import Any

from briefgen.prove.ink import Box

__all__ = ["clip_of", "is_cut_off"]

_LEAST_SEEN = 0.5
"""Share of the height and of the width of a word that must be left."""


def clip_of(item: Any) -> Box:
    """Return the box outside of which nothing of a page object is drawn; endless without one.

    Of a clip that is no upright rectangle it is the box around it.
    """
    from pypdfium2 import raw  # type: ignore[import-untyped]

    clip = raw.FPDFPageObj_GetClipPath(item.raw)
    left, bottom, right, top = -inf, -inf, inf, inf
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = list(_points(raw, clip, path))
        if points:
            across, upward = [x for x, _ in points], [y for _, y in points]
            left, right = max(left, min(across)), min(right, max(across))
            bottom, top = max(bottom, min(upward)), min(top, max(upward))
    return left, bottom, right, top


def is_cut_off(box: Box, clip: Box) -> bool:
    """Return whether too little of a box is left within a clip to be read."""
    width, height = box[2] - box[0], box[3] - box[1]
    seen_width = min(box[2], clip[2]) - max(box[0], clip[0])
    seen_height = min(box[3], clip[3]) - max(box[1], clip[1])
    return seen_width < _LEAST_SEEN * width or seen_height < _LEAST_SEEN * height


def _points(raw: Any, clip: Any, path: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(max(0, raw.FPDFClipPath_CountPathSegments(clip, path))):
        segment = raw.FPDFClipPath_GetPathSegment(clip, path, at)
        if segment and raw.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value
