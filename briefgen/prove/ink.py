"""Whether what a PDF draws can be seen: a picture of the page is looked at where the words are.

Whatever hides a word (a clip, a cover, its own colour, the page's edge, its size) leaves no ink in
its place, so that no cause needs to be known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor
from typing import Any

__all__ = ["Box", "PageInk", "is_tiny"]

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

_QUICK, _SURE = 1, 4
"""Pixels a point: the first look is cheap, the second decides."""
_FAINT, _FAINTER = 24, 8
"""Steps of 256 between the lightest and the darkest pixel that may be chance, at either look."""
_MOST_CLOSE_UPS = 30
"""Of a page in which more is doubtful all of it is drawn at once."""
_LEAST = 2.0
"""Points: nobody reads letters that are no higher."""


@dataclass(frozen=True)
class PageInk:
    """One page as it looks, drawn when it is first asked for."""

    page: Any = field(repr=False)

    def hides(self, box: Box, *, is_last_letter: bool = False) -> str:
        """Return why nobody sees what is drawn in a box; nothing, if it can be seen.

        Of a last letter only what stands right of it is looked at besides it, for the ink of its
        neighbour would hide that it has none.
        """
        left, bottom, right, top = box
        edges = self._edges
        middle = (left + right) / 2, (bottom + top) / 2
        if not (edges[0] <= middle[0] <= edges[2] and edges[1] <= middle[1] <= edges[3]):
            return "off the page"
        if right > edges[2] + 1 or left < edges[0] - 1:
            return "partly off the page"
        area = left - (0 if is_last_letter else 1 / _QUICK), bottom, right + 1 / _QUICK, top
        line = area[0], middle[1], area[2], middle[1]
        for part in (line, area):  # most words have ink in the middle
            if self._quick.contrast(part, only_inside=is_last_letter) >= _FAINT:
                return ""
        # a closer look at this place only: it is rare
        near = 1 / _SURE
        area = left - (0 if is_last_letter else near), bottom - near, right + near, top + near
        if self._close_up(area).contrast(area, only_inside=is_last_letter) >= _FAINTER:
            return ""
        return "clipped, covered, or in the colour of what is behind it"

    @cached_property
    def shows(self) -> Callable[[float, float, float, float, bool], bool]:
        """Return what says whether a box, its edges given one by one, surely shows at first glance.

        Of what it says so, `hides` would say nothing: most words have ink in the middle. The last
        argument is `is_last_letter`. Why so: it is asked for each word of each page.
        """
        quick, (first, lowest, last, highest) = self._quick, self._edges
        pixels, stride, width, height = quick.pixels, quick.stride, quick.width, quick.height
        if quick.channels != 1 or quick.scale != _QUICK:
            return lambda *_: False

        def shows(left: float, bottom: float, right: float, top: float, is_last: bool) -> bool:
            across, upward = (left + right) / 2, (bottom + top) / 2
            if not (first <= across <= last and lowest <= upward <= highest):
                return False
            if right > last + 1 or left < first - 1:
                return False
            start = ceil(left - first) if is_last else floor(left - 1 / _QUICK - first)
            end = min(ceil(right + 1 / _QUICK - first), width)
            row = floor(highest - upward)
            if row >= height:
                return False
            cut = pixels[row * stride + max(0, start) : row * stride + end]
            return bool(cut) and max(cut) - min(cut) >= _FAINT

        return shows

    @cached_property
    def _edges(self) -> Box:
        left, bottom, right, top = self.page.get_bbox()
        return left, bottom, right, top

    @cached_property
    def _quick(self) -> _Picture:
        return _Picture.of(self.page.render(scale=_QUICK, grayscale=True), self._edges, _QUICK)

    def _close_up(self, area: Box) -> _Picture:
        if self._looks[0] > _MOST_CLOSE_UPS:
            return self._sure
        self._looks[0] += 1
        edges = self._edges
        margins = (
            max(0.0, floor(area[0] - edges[0]) - 1),
            max(0.0, floor(area[1] - edges[1]) - 1),
            max(0.0, floor(edges[2] - area[2]) - 1),
            max(0.0, floor(edges[3] - area[3]) - 1),
        )
        bitmap = self.page.render(scale=_SURE, crop=margins)
        frame = (
            edges[0] + margins[0],
            edges[1] + margins[1],
            edges[2] - margins[2],
            (edges[3] - margins[3]),
        )
        return _Picture.of(bitmap, frame, _SURE)

    @cached_property
    def _sure(self) -> _Picture:
        return _Picture.of(self.page.render(scale=_SURE), self._edges, _SURE)

    @cached_property
    def _looks(self) -> list[int]:
        return [0]


def is_tiny(box: Box) -> bool:
    """Return whether letters of a size are too small for anybody."""
    return box[3] - box[1] < _LEAST and box[2] - box[0] < _LEAST


@dataclass(frozen=True, slots=True)
class _Picture:
    """Pixels of a part of a page."""

    pixels: bytes = field(repr=False)
    stride: int
    channels: int
    width: int
    height: int
    frame: Box
    scale: int

    @classmethod
    def of(cls, bitmap: Any, frame: Box, scale: int) -> _Picture:
        try:
            pixels, stride = bytes(bitmap.buffer), bitmap.stride
            channels, width, height = bitmap.n_channels, bitmap.width, bitmap.height
            return cls(pixels, stride, channels, width, height, frame, scale)
        finally:
            bitmap.close()

    def contrast(self, area: Box, *, only_inside: bool) -> int:
        """Return how much the pixels of an area differ, in the channel where it is most.

        `only_inside` leaves out the pixels that the left edge cuts.
        """
        size, scale, (left, _, _, top) = self.channels, self.scale, self.frame
        first = (area[0] - left) * scale
        start = max(0, ceil(first) if only_inside else floor(first)) * size
        end = min(ceil((area[2] - left) * scale), self.width) * size
        begin = max(0, floor((top - area[3]) * scale))
        stop = min(max(ceil((top - area[1]) * scale), begin + 1), self.height)
        step = self.stride
        if size == 1 and stop == begin + 1:
            cut = self.pixels[begin * step + start : begin * step + end]
        else:
            places = range(begin * step, stop * step, step)
            cut = b"".join([self.pixels[at + start : at + end] for at in places])
        if not cut:
            return 0
        if size == 1:
            return max(cut) - min(cut)
        values = (cut[channel::size] for channel in range(min(size, 3)))
        return max(max(each) - min(each) for each in values)
