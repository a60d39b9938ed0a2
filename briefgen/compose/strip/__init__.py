"""A strip of time: events drawn to scale, each as surely as it is known, as SVG."""

from briefgen.compose.strip.drawing import Look, timeline_strip
from briefgen.compose.strip.happenings import Happening

__all__ = ["Happening", "Look", "timeline_strip"]
