"""What has been drawn on a page: marked stretches of its content stream, boxes, active areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pydyf  # type: ignore[import-untyped]

__all__ = ["ArtifactKind", "Painted", "bounds", "is_inside", "make_artifacts", "marked_numbers"]

_POINTS_PER_PIXEL = 0.75
_SLACK = 0.5  # points

ArtifactKind = dict[str, str]
"""The properties of an artifact. Source: ISO 32000-1, 14.8.2.2.2."""


@dataclass(frozen=True, slots=True)
class Painted:
    """One page after drawing."""

    box: Any
    """The engine's page box, in CSS pixels from the top left."""
    stream: Any
    """The page's content stream, in which marked content can still be changed."""
    page: Any
    """The PDF's page dictionary."""
    marks: Mapping[Any, int]
    """The marked-content number of each box that was drawn as content."""


def bounds(box: Any, page: Any) -> Any:
    """Return the box as PDF points from the bottom left of the page."""
    left, top = box.content_box_x(), box.content_box_y()
    height = page.margin_height()
    corners = (left, height - top - box.height, left + box.width, height - top)
    return pydyf.Array([round(value * _POINTS_PER_PIXEL, 2) for value in corners])


def is_inside(inner: Any, outer: Any) -> bool:
    """Whether one active area lies in another, as that of a word in bold does in its link's."""
    left, low, right, high = _corners(inner["Rect"])
    outer_left, outer_low, outer_right, outer_high = _corners(outer["Rect"])
    across = outer_left - _SLACK <= left and right <= outer_right + _SLACK
    return across and outer_low - _SLACK <= low and high <= outer_high + _SLACK


def _corners(area: Any) -> tuple[float, float, float, float]:
    first, second, third, fourth = area
    return min(first, third), min(second, fourth), max(first, third), max(second, fourth)


def marked_numbers(stream: Any) -> set[int]:
    """Return the marked-content numbers in the page's own stream."""
    return {item["MCID"] for item in stream.stream if _is_mark(item)}


def _is_mark(item: Any) -> bool:
    return isinstance(item, pydyf.Dictionary) and "MCID" in item


def make_artifacts(stream: Any, artifacts: Mapping[int, ArtifactKind]) -> None:
    """Turn marked content into artifacts, by number. Source: ISO 32000-1, 14.8.2.2."""
    content = stream.stream
    for at, item in enumerate(content):
        if _is_mark(item) and item["MCID"] in artifacts:
            properties = pydyf.Dictionary(artifacts[item["MCID"]])
            content[at - 1 : at + 1] = ["/Artifact", properties]
